// Mentees without a mentor: who, why, and what would change it; in the groups that depend on the same mentors, the
// largest first.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "reports/parts.h"
#include "reports/unmatched.h"

enum { MENTEE, AREAS, WHY, REMEDY, COLUMNS };

typedef struct entry {
    const shown_unmatched *shown;
    uint32_t number;     // of the mentee
    uint32_t rank;       // of the name
    int32_t group;       // of bottlenecks; -1: none
    uint32_t group_size; // entries of that group
    bool nobody;         // no mentor at all: last
} entry;

static int by_group_and_name(const void *left, const void *right) {
    const entry *a = left, *b = right;
    if (a->nobody != b->nobody) {
        return a->nobody ? 1 : -1;
    }
    if (!a->nobody && a->group_size != b->group_size) {
        return a->group_size > b->group_size ? -1 : 1;
    }
    if (!a->nobody && a->group != b->group) {
        return a->group < b->group ? -1 : 1;
    }
    return (a->rank > b->rank) - (a->rank < b->rank);
}

static entry *gather(scribe *s, const facts *f) {
    const pairing *p = f->pairing;
    entry *entries = scribe_room(s, p->unmatched_count, sizeof *entries);
    uint32_t *sizes = scribe_room(s, (size_t)p->bottleneck_count + 1, sizeof *sizes); // the last: of those in no group
    if (entries == NULL || sizes == NULL) {
        return NULL;
    }
    for (uint32_t i = 0; i < p->unmatched_count; i++) {
        const shown_unmatched *u = &p->unmatched[i];
        uint32_t number = facts_number(f, ROLE_MENTEE, u->mentee);
        entries[i] = (entry){.shown = u,
                             .number = number,
                             .rank = number == FACTS_NOBODY ? i : f->people[ROLE_MENTEE][number].rank,
                             .group = u->bottleneck};
        entries[i].nobody = u->reason == UNMATCHED_NO_ELIGIBLE_MENTOR;
        sizes[u->bottleneck < 0 ? p->bottleneck_count : (uint32_t)u->bottleneck]++;
    }
    for (uint32_t i = 0; i < p->unmatched_count; i++) {
        int32_t group = entries[i].group;
        entries[i].group_size = sizes[group < 0 ? p->bottleneck_count : (uint32_t)group];
    }
    qsort(entries, p->unmatched_count, sizeof *entries, by_group_and_name);
    return entries;
}

// ---- group rows -------------------------------------------------------------------------------------------------

// "Six of them", "All forty", "Both", "This mentee".
static argument subject(scribe *s, const facts *f, uint32_t count) {
    if (count < f->pairing->unmatched_count) {
        return say_phrase(SAY(s, SAY_SOME_OF_THEM, count, say_raised(count)));
    }
    return say_phrase(count == 2 ? SAY_PLAIN(s, SAY_BOTH_OF_THEM) : SAY(s, SAY_ALL_OF_THEM, count, say_words(count)));
}

// Who has the one place of a mentor; empty where nobody does.
static phrase holder_of(scribe *s, const facts *f, span mentor) {
    for (uint32_t i = 0; i < f->pairing->pair_count; i++) {
        if (span_equal(f->pairing->pairs[i].mentor, mentor) && !f->pairing->pairs[i].pinned) {
            return facts_name_of(s, f, ROLE_MENTEE, f->pairing->pairs[i].mentee, RUN_TEXT);
        }
    }
    return (phrase){NULL, 0};
}

// Whether putting somebody of the group into another's stead would cost fit: 1 for all of them, 0 for at least one not,
// -1 unknown.
static int costs_fit(scribe *s, const entry *entries, uint32_t count) {
    int all_cost = 1;
    for (uint32_t i = 0; i < count; i++) {
        bool equal;
        phrase cost = unmatched_cost(s, &entries[i].shown->stead_change, &equal);
        if (equal) {
            return 0;
        }
        all_cost = phrase_empty(cost) ? -1 : all_cost;
    }
    return all_cost;
}

// "19 − 13 = 6 must go without, whoever is chosen."
static phrase sum_of(scribe *s, const facts *f, const shown_bottleneck *b, bool one_place) {
    argument wishes = one_place ? say_words(b->wishes) : say_digits(b->wishes);
    argument sum =
        say_phrase(b->settled_pairs > 0 ? SAY(s, SAY_SUM_SETTLED, 0, say_digits(b->wishes), say_digits(b->places),
                                              say_digits(b->settled_pairs), say_digits(b->must_go_without))
                                        : SAY(s, SAY_SUM, 0, say_digits(b->wishes), say_digits(b->places),
                                              say_digits(b->must_go_without)));
    sentence code = f->several_mentors     ? SAY_GROUP_PLACES_WANTED
                    : one_place            ? SAY_GROUP_ONE_PLACE
                    : b->pinned_places > 0 ? SAY_GROUP_OTHERS
                                           : SAY_GROUP_THESE;
    return SAY(s, code, b->wishes, wishes, say_digits(b->places), sum);
}

static phrase group_of_one_mentor(scribe *s, const facts *f, const entry *entries, uint32_t count,
                                  const shown_bottleneck *b) {
    phrase name = facts_name_of(s, f, ROLE_MENTOR, b->mentors[0], RUN_STRONG);
    bool one_place = b->places == 1 && b->pinned_places == 0;
    phrase holder = one_place ? holder_of(s, f, b->mentors[0]) : (phrase){NULL, 0};
    int costs = costs_fit(s, entries, count);
    phrase chosen = {NULL, 0};
    if (!phrase_empty(holder) && f->best_total_proven && costs >= 0) {
        chosen = SAY(s, costs > 0 ? SAY_HOLDER_COSTS : SAY_HOLDER_DRAW, 0, say_phrase(holder));
    } else if (!phrase_empty(holder)) {
        chosen = SAY(s, SAY_HOLDER, 0, say_phrase(holder));
    }
    phrase offers =
        one_place ? (phrase){NULL, 0}
                  : SAY(s, SAY_GROUP_OFFERS, b->places + b->pinned_places, say_digits(b->places + b->pinned_places));
    phrase pinned = b->pinned_places > 0 ? SAY(s, SAY_GROUP_PINNED, b->pinned_places, say_raised(b->pinned_places))
                                         : (phrase){NULL, 0};
    const phrase parts[] = {SAY(s, SAY_GROUP_ONE_MENTOR, count, subject(s, f, count), say_phrase(name)), offers, pinned,
                            sum_of(s, f, b, one_place), chosen};
    return phrase_list(s, parts, 5, " ", " ");
}

static phrase group_of_mentors(scribe *s, const facts *f, const entry *entries, uint32_t count,
                               const shown_bottleneck *b) {
    uint32_t all_places = b->places + b->pinned_places;
    phrase offers = b->pinned_places > 0
                        ? SAY(s, SAY_GROUP_HAVE_PINNED, b->pinned_places, say_digits(b->mentor_count),
                              say_digits(all_places), say_words(b->pinned_places))
                        : SAY(s, SAY_GROUP_HAVE, 0, say_digits(b->mentor_count), say_digits(all_places));
    phrase least = {NULL, 0};
    if (f->best_total_proven && f->goal_count > 1 && f->pairing->objective[1].level == LEVEL_BEST_TOTAL) {
        least = SAY(s, costs_fit(s, entries, count) == 0 ? SAY_GROUP_EQUAL : SAY_GROUP_LEAST, count, say_words(count));
    }
    const phrase parts[] = {SAY(s, SAY_GROUP_MENTORS, count, subject(s, f, count), say_digits(b->mentor_count)), offers,
                            sum_of(s, f, b, false), least};
    return phrase_list(s, parts, 4, " ", " ");
}

static phrase group_words(scribe *s, const facts *f, const entry *entries, uint32_t count) {
    if (entries[0].nobody) {
        return SAY(s, SAY_GROUP_NOBODY, count, say_words(count));
    }
    if (entries[0].group < 0) {
        return SAY(s, SAY_GROUP_UNKNOWN, count, subject(s, f, count));
    }
    const shown_bottleneck *b = &f->pairing->bottlenecks[entries[0].group];
    if (b->mentor_count == 0) {
        return SAY(s, SAY_GROUP_NOBODY, count, say_words(count));
    }
    return b->mentor_count == 1 ? group_of_one_mentor(s, f, entries, count, b)
                                : group_of_mentors(s, f, entries, count, b);
}

// ---- rows -------------------------------------------------------------------------------------------------------

static void add_entry(scribe *s, const facts *f, document_table *table, const entry *e) {
    document_row *row = table_add_row(s, table, ROW_PLAIN);
    if (e->number != FACTS_NOBODY) {
        row_add_line(s, row, MENTEE, LINE_MAIN, facts_name(s, f, ROLE_MENTEE, e->number, RUN_STRONG));
        row_add_line(s, row, MENTEE, LINE_SECOND, parts_person_line(s, f, ROLE_MENTEE, e->number, (phrase){NULL, 0}));
        row_add_line(s, row, AREAS, LINE_MAIN, parts_areas(s, &f->people[ROLE_MENTEE][e->number]));
    }
    row_add_line(s, row, WHY, LINE_MAIN, unmatched_why(s, f, e->shown));
    row_add_line(s, row, REMEDY, LINE_MAIN, unmatched_remedy(s, f, e->shown));
}

static bool same_group(const entry *a, const entry *b) {
    return a->nobody == b->nobody && (a->nobody || a->group == b->group);
}

void part_unpaired(scribe *s, const facts *f, block *root) {
    uint32_t count = f->pairing->unmatched_count;
    if (count == 0 || f->count[ROLE_MENTOR] == 0) {
        return;
    }
    entry *entries = gather(s, f);
    if (entries == NULL) {
        return;
    }
    phrase title = SAY(s, SAY_TITLE_UNPAIRED, count, say_raised(count));
    block *section = parts_section(s, root, "unpaired", SAY_LABEL_UNPAIRED, count, title);
    block_add_words(s, section, BLOCK_INTRO,
                    SAY_PLAIN(s, f->most_matched_first ? SAY_INTRO_UNPAIRED_PROVEN : SAY_INTRO_UNPAIRED));
    const document_column columns[COLUMNS] = {
        [MENTEE] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_MENTEE_LABEL)), .per_mille = 250, .names_row = true},
        [AREAS] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_AREAS_WANTED)), .per_mille = 240},
        [WHY] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_WHY_NOT)), .per_mille = 200},
        [REMEDY] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_REMEDY)), .per_mille = 310},
    };
    document_table *table = table_create(s, phrase_text(s, title), columns, COLUMNS, 2 * count);
    for (uint32_t i = 0, size; i < count; i += size) {
        for (size = 1; i + size < count && same_group(&entries[i], &entries[i + size]);) {
            size++;
        }
        document_row *group = table_add_row(s, table, ROW_GROUP);
        row_add_line(s, group, 0, LINE_MAIN, group_words(s, f, &entries[i], size));
        for (uint32_t j = 0; j < size; j++) {
            add_entry(s, f, table, &entries[i + j]);
        }
    }
    block_add(s, section, BLOCK_TABLE)->table = table;
}
