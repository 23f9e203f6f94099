// People of both pairings are numbered as one list; pairs become couples of those numbers, sorted and merged.
// Everything is done by sorting and bisection: n log n. SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/compare.h"

#include <stdlib.h>

#include "intake/answers.h"
#include "pairing/compare_inputs.h"
#include "pairing/compare_levels.h"

// ---- people -----------------------------------------------------------------------------------------------------

typedef struct addressed {
    span key;
    uint32_t number;
} addressed;

static int by_key(const void *a, const void *b) {
    const addressed *one = a, *other = b;
    const int order = span_compare(one->key, other->key);
    return order != 0 ? order : (one->number > other->number) - (one->number < other->number);
}

// People of one side by their address.
static status sort_addresses(addressed **out, comparing *k, role as, compared_side side) {
    const pairing *p = k->pairing[side];
    addressed *sorted = arena_alloc(&k->scratch, p->people_count[as], sizeof *sorted);
    if (sorted == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < p->people_count[as]; i++) {
        sorted[i].number = i;
        TRY(answers_email_key(&sorted[i].key, &k->scratch, shown_person_text(&p->people[as][i], "email")));
    }
    qsort(sorted, p->people_count[as], sizeof *sorted, by_key);
    *out = sorted;
    return STATUS_OK;
}

// twin[i]: the number in the new pairing of the old one's person i.
static status match_addresses(uint32_t *twin, bool *taken, comparing *k, role as) {
    const uint32_t count[COMPARED_SIDES] = {k->pairing[COMPARED_OLD]->people_count[as],
                                            k->pairing[COMPARED_NEW]->people_count[as]};
    addressed *sorted[COMPARED_SIDES];
    TRY(sort_addresses(&sorted[COMPARED_OLD], k, as, COMPARED_OLD));
    TRY(sort_addresses(&sorted[COMPARED_NEW], k, as, COMPARED_NEW));
    for (uint32_t i = 0, j = 0; i < count[COMPARED_OLD] && j < count[COMPARED_NEW];) {
        const addressed *old = &sorted[COMPARED_OLD][i], *new = &sorted[COMPARED_NEW][j];
        const int order = span_compare(old->key, new->key);
        if (order == 0 && old->key.length > 0) {
            twin[old->number] = new->number;
            taken[new->number] = true;
        }
        i += order <= 0;
        j += order >= 0;
    }
    return STATUS_OK;
}

// Who has a new address is known by id and name: an id alone may be a running number of another form.
static status match_ids(uint32_t *twin, bool *taken, comparing *k, role as) {
    const pairing *old = k->pairing[COMPARED_OLD], *new = k->pairing[COMPARED_NEW];
    for (uint32_t i = 0; i < old->people_count[as]; i++) {
        const shown_person *was = &old->people[as][i];
        const shown_person *is = twin[i] == COMPARED_NONE ? pairing_person(new, as, was->id) : NULL;
        if (is == NULL || taken[is - new->people[as]]) {
            continue;
        }
        span was_name, is_name;
        TRY(text_fold_name(&was_name, &k->scratch, shown_person_text(was, "name")));
        TRY(text_fold_name(&is_name, &k->scratch, shown_person_text(is, "name")));
        if (span_equal(was_name, is_name)) {
            twin[i] = (uint32_t)(is - new->people[as]);
            taken[twin[i]] = true;
        }
    }
    return STATUS_OK;
}

static int by_id(const void *a, const void *b) {
    const compared_person *one = a, *other = b;
    const int order = span_compare(one->id, other->id);
    return order != 0 ? order
                      : (one->number[COMPARED_OLD] > other->number[COMPARED_OLD]) -
                            (one->number[COMPARED_OLD] < other->number[COMPARED_OLD]);
}

typedef struct aside_entry {
    span who;
    const shown_aside *aside;
} aside_entry;

static int by_who(const void *a, const void *b) {
    return span_compare(((const aside_entry *)a)->who, ((const aside_entry *)b)->who);
}

// Why those who take no part in a pairing were set aside there. That an application was replaced by a later one says
// nothing of the person.
static status find_asides(comparing *k, role as, compared_side side) {
    const pairing *p = k->pairing[side];
    const span list = span_of(as == ROLE_MENTOR ? "mentors" : "mentees");
    aside_entry *entries = arena_alloc(&k->scratch, p->aside_count, sizeof *entries);
    size_t count = 0;
    if (entries == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < p->aside_count; i++) {
        if (span_equal(p->asides[i].role, list) && p->asides[i].who.length > 0 &&
            !span_equal(p->asides[i].code, span_of(aside_name(ASIDE_SUPERSEDED)))) {
            entries[count++] = (aside_entry){p->asides[i].who, &p->asides[i]};
        }
    }
    qsort(entries, count, sizeof *entries, by_who);
    for (uint32_t i = 0; i < k->out->people_count[as]; i++) {
        compared_person *who = &k->out->people[as][i];
        const aside_entry key = {.who = who->id};
        if (who->number[side] == COMPARED_NONE && count > 0) {
            const aside_entry *found = bsearch(&key, entries, count, sizeof *entries, by_who);
            who->why[side] = found != NULL ? found->aside : NULL;
        }
    }
    return STATUS_OK;
}

// Everybody of both pairings, each once.
static status unite(comparing *k, role as) {
    const pairing *old = k->pairing[COMPARED_OLD], *new = k->pairing[COMPARED_NEW];
    const size_t most = (size_t)old->people_count[as] + new->people_count[as];
    uint32_t *twin = arena_alloc(&k->scratch, old->people_count[as], sizeof *twin);
    bool *taken = arena_alloc(&k->scratch, new->people_count[as], sizeof *taken);
    compared_person *people = arena_alloc(k->arena, most, sizeof *people);
    if (twin == NULL || taken == NULL || people == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < old->people_count[as]; i++) {
        twin[i] = COMPARED_NONE;
    }
    TRY(match_addresses(twin, taken, k, as));
    TRY(match_ids(twin, taken, k, as));
    uint32_t count = 0;
    for (uint32_t i = 0; i < new->people_count[as]; i++) {
        people[count++] = (compared_person){.id = new->people[as][i].id, .number = {COMPARED_NONE, i}};
    }
    for (uint32_t i = 0; i < old->people_count[as]; i++) {
        if (twin[i] != COMPARED_NONE) {
            people[twin[i]].number[COMPARED_OLD] = i;
        } else {
            people[count++] = (compared_person){.id = old->people[as][i].id, .number = {i, COMPARED_NONE}};
        }
    }
    qsort(people, count, sizeof *people, by_id);
    k->out->people[as] = people;
    k->out->people_count[as] = count;
    for (compared_side side = 0; side < COMPARED_SIDES; side++) {
        k->united[as][side] = arena_alloc(&k->scratch, k->pairing[side]->people_count[as], sizeof(uint32_t));
        if (k->united[as][side] == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (uint32_t i = 0; i < count; i++) {
            if (people[i].number[side] != COMPARED_NONE) {
                k->united[as][side][people[i].number[side]] = i;
            }
        }
        TRY(find_asides(k, as, side));
    }
    return STATUS_OK;
}

compared_change compare_change(const compared_person *p) {
    const bool was = p->number[COMPARED_OLD] != COMPARED_NONE, is = p->number[COMPARED_NEW] != COMPARED_NONE;
    const uint32_t old = p->pairs[COMPARED_OLD], new = p->pairs[COMPARED_NEW];
    return !was                               ? COMPARED_JOINED
           : !is                              ? COMPARED_LEFT
           : old == p->kept && new == p->kept ? COMPARED_UNCHANGED
           : old == 0                         ? COMPARED_NEWLY_PAIRED
           : new == 0                         ? COMPARED_NEWLY_WITHOUT
                                              : COMPARED_MOVED;
}

// ---- pairs ------------------------------------------------------------------------------------------------------

static int by_couple(const void *a, const void *b) {
    const compared_pair *one = a, *other = b;
    return one->mentee != other->mentee ? (one->mentee > other->mentee) - (one->mentee < other->mentee)
                                        : (one->mentor > other->mentor) - (one->mentor < other->mentor);
}

static uint32_t united_number(const comparing *k, compared_side side, role as, span id) {
    const pairing *p = k->pairing[side];
    const shown_person *who = pairing_person(p, as, id);
    return who == NULL ? COMPARED_NONE : k->united[as][side][who - p->people[as]];
}

// The pairs of both, one behind the other. A pair of somebody who is not among the people is none of a real result.
static void list_pairs(comparing *k, compared_pair *pairs, uint32_t *count) {
    *count = 0;
    for (compared_side side = 0; side < COMPARED_SIDES; side++) {
        const pairing *p = k->pairing[side];
        for (uint32_t i = 0; i < p->pair_count; i++) {
            compared_pair it = {.mentee = united_number(k, side, ROLE_MENTEE, p->pairs[i].mentee),
                                .mentor = united_number(k, side, ROLE_MENTOR, p->pairs[i].mentor),
                                .number = {COMPARED_NONE, COMPARED_NONE}};
            if (it.mentee != COMPARED_NONE && it.mentor != COMPARED_NONE) {
                it.number[side] = i;
                pairs[(*count)++] = it;
                k->out->people[ROLE_MENTEE][it.mentee].pairs[side]++;
                k->out->people[ROLE_MENTOR][it.mentor].pairs[side]++;
            }
        }
    }
    qsort(pairs, *count, sizeof *pairs, by_couple);
}

static void count_pair(comparison *out, const compared_pair *it) {
    const uint32_t was = it->number[COMPARED_OLD], is = it->number[COMPARED_NEW];
    if (was == COMPARED_NONE || is == COMPARED_NONE) {
        out->added += was == COMPARED_NONE;
        out->lost += is == COMPARED_NONE;
        return;
    }
    out->kept++;
    out->people[ROLE_MENTEE][it->mentee].kept++;
    out->people[ROLE_MENTOR][it->mentor].kept++;
    out->rescored += out->pairing[COMPARED_OLD]->pairs[was].score_bp != out->pairing[COMPARED_NEW]->pairs[is].score_bp;
}

static status merge_pairs(comparing *k) {
    comparison *out = k->out;
    const size_t most = (size_t)k->pairing[COMPARED_OLD]->pair_count + k->pairing[COMPARED_NEW]->pair_count;
    compared_pair *pairs = arena_alloc(k->arena, most, sizeof *pairs);
    uint32_t count;
    if (pairs == NULL) {
        return STATUS_NO_MEMORY;
    }
    list_pairs(k, pairs, &count);
    out->pairs = pairs;
    for (uint32_t i = 0; i < count; i++) {
        compared_pair *before = out->pair_count > 0 ? &pairs[out->pair_count - 1] : NULL;
        if (before != NULL && by_couple(before, &pairs[i]) == 0) {
            for (compared_side side = 0; side < COMPARED_SIDES; side++) {
                before->number[side] =
                    before->number[side] == COMPARED_NONE ? pairs[i].number[side] : before->number[side];
            }
        } else {
            pairs[out->pair_count++] = pairs[i];
        }
    }
    for (uint32_t i = 0; i < out->pair_count; i++) {
        count_pair(out, &pairs[i]);
    }
    out->same_pairs = out->added == 0 && out->lost == 0;
    return STATUS_OK;
}

// ---- all --------------------------------------------------------------------------------------------------------

// Whether a key of the program bears on which of several equally good pairings it is, and on nothing else.
static bool is_of_the_draw(const compared_key *key) {
    return span_equal(key->path, SPAN("draw.seed"));
}

// Whether a program keeps answers back, so that its files can differ in what no result shows.
static bool keeps_private(const pairing *p) {
    const tree *list = tree_get(&p->program, SPAN("private"));
    return list != NULL && list->count > 0;
}

// Whether what a file holds, and a comparison of what results show does not, can bear on the pairs.
static bool can_bear_on_pairs(const compared_input *it, bool with_private) {
    static const struct {
        input_role role;
        bool is_shown; // but for what is private
    } ROWS[] = {{INPUT_PAST, false},   {INPUT_GIVEN, false},  {INPUT_PREVIOUS, false},   {INPUT_PROGRAM, true},
                {INPUT_MENTORS, true}, {INPUT_MENTEES, true}, {INPUT_APPLICATIONS, true}};
    const shown_input *file = it->file[COMPARED_NEW] != NULL ? it->file[COMPARED_NEW] : it->file[COMPARED_OLD];
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        if (span_equal(file->role, span_of(input_role_name(ROWS[i].role)))) {
            return with_private || !ROWS[i].is_shown;
        }
    }
    return false;
}

static bool hidden_inputs_differ(const comparison *it) {
    const bool with_private = keeps_private(it->pairing[COMPARED_OLD]) || keeps_private(it->pairing[COMPARED_NEW]);
    for (uint32_t i = 0; i < it->input_count; i++) {
        if (can_bear_on_pairs(&it->inputs[i], with_private)) {
            return true;
        }
    }
    return false;
}

// Under the same goals and rules, for the same people and with the same answers, both reach the best there is.
static bool differs_by_draw_only(const comparison *it, bool conflicts_differ) {
    bool same = !it->same_pairs && it->answers_count == 0 && it->decisions_count == 0 && !conflicts_differ &&
                !hidden_inputs_differ(it);
    for (role as = 0; as < ROLE_COUNT; as++) {
        for (uint32_t i = 0; i < it->people_count[as] && same; i++) {
            const compared_change change = compare_change(&it->people[as][i]);
            same = change != COMPARED_JOINED && change != COMPARED_LEFT;
        }
    }
    for (uint32_t i = 0; i < it->key_count && same; i++) {
        same = is_of_the_draw(&it->keys[i]);
    }
    for (uint32_t i = 0; i < it->level_count && same; i++) {
        const compared_level *level = &it->levels[i];
        const level_result *const *goal = level->goal;
        same = goal[COMPARED_OLD] != NULL && goal[COMPARED_NEW] != NULL && goal[COMPARED_OLD]->proven &&
               goal[COMPARED_NEW]->proven && level->better != COMPARED_OLD_BETTER &&
               level->better != COMPARED_NEW_BETTER;
    }
    return same;
}

static status compare_all(comparing *k) {
    comparison *out = k->out;
    for (role as = 0; as < ROLE_COUNT; as++) {
        TRY(unite(k, as));
    }
    TRY(merge_pairs(k));
    TRY(compare_levels(k));
    TRY(compare_inputs(k));
    TRY(compare_answers(k));
    TRY(compare_decisions(k));
    TRY(compare_program_keys(&out->keys, &out->key_count, k->arena, &k->pairing[COMPARED_OLD]->program,
                             &k->pairing[COMPARED_NEW]->program));
    out->only_the_draw = differs_by_draw_only(out, k->conflicts_differ);
    return STATUS_OK;
}

status compare_pairings(comparison *out, arena *a, context *c, const pairing *old, const pairing *new,
                        compare_helped helped) {
    *out = (comparison){.pairing = {old, new}};
    comparing k = {.out = out,
                   .arena = a,
                   .scratch = arena_over(&c->memory),
                   .pairing = {old, new},
                   .helped = {helped.old, helped.new}};
    const status result = compare_all(&k);
    arena_free(&k.scratch);
    return result == STATUS_NO_MEMORY ? context_no_memory(c, "pairing/compare") : result;
}
