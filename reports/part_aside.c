// Applications that were set aside: rows read = rows that took part + the rows of this table. A row that is set aside
// in both of its
// roles is one row here.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "reports/collate.h"
#include "reports/parts.h"

enum { WHO, WHY, TO_DO, COLUMNS };

typedef struct entry {
    const shown_aside *shown;
    uint32_t place; // of the code in the order of the table
    uint32_t rank;  // of the name
    bool both_roles;
} entry;

static uint32_t place_of(span code) {
    static const aside_code ORDER[] = {ASIDE_LATE, ASIDE_REQUIREMENT, ASIDE_INVALID, ASIDE_SUPERSEDED, ASIDE_WITHDRAWN};
    uint32_t at = 0;
    while (at < sizeof ORDER / sizeof ORDER[0] && !span_equal(code, span_of(aside_name(ORDER[at])))) {
        at++;
    }
    return at;
}

static int by_code_and_name(const void *left, const void *right) {
    const entry *a = left, *b = right;
    if (a->place != b->place) {
        return a->place < b->place ? -1 : 1;
    }
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    return (a->shown->line > b->shown->line) - (a->shown->line < b->shown->line);
}

static bool same_row(const shown_aside *a, const shown_aside *b) {
    return a->line == b->line && span_equal(a->file, b->file) && span_equal(a->code, b->code) &&
           span_equal(a->because, b->because);
}

static entry *gather(scribe *s, const facts *f, uint32_t *count) {
    uint32_t all = f->pairing->aside_count;
    collate_entry *names = scribe_room(s, all, sizeof *names);
    uint32_t *order = scribe_room(s, all, sizeof *order);
    entry *entries = scribe_room(s, all, sizeof *entries);
    *count = 0;
    if (s->status != STATUS_OK) {
        return NULL;
    }
    for (uint32_t i = 0; i < all; i++) {
        names[i] = (collate_entry){.name = f->pairing->asides[i].name, .id = f->pairing->asides[i].who};
    }
    s->status = collate_order(order, s->arena, s->context, names, all);
    if (s->status != STATUS_OK) {
        return NULL;
    }
    for (uint32_t i = 0; i < all; i++) {
        entries[i] = (entry){
            .shown = &f->pairing->asides[order[i]], .place = place_of(f->pairing->asides[order[i]].code), .rank = i};
    }
    qsort(entries, all, sizeof *entries, by_code_and_name);
    for (uint32_t i = 0; i < all; i++) {
        bool again = *count > 0 && same_row(entries[*count - 1].shown, entries[i].shown);
        if (again) {
            entries[*count - 1].both_roles = true;
        } else {
            entries[(*count)++] = entries[i];
        }
    }
    return entries;
}

// Whether the row's file holds both roles, so that the row may have taken part in the other one.
static bool of_applications(const facts *f, span file) {
    for (uint32_t i = 0; i < f->pairing->input_count; i++) {
        if (span_equal(f->pairing->inputs[i].file, file) &&
            span_equal(f->pairing->inputs[i].role, SPAN("applications"))) {
            return true;
        }
    }
    return false;
}

static phrase why(scribe *s, const entry *e) {
    if (span_equal(e->shown->code,
                   span_of(aside_name(ASIDE_WITHDRAWN)))) { // reasons of withdrawals stand in pairing.json alone
        return SAY_PLAIN(s, span_equal(e->shown->role, SPAN("mentors")) ? SAY_WITHDRAWN_MENTOR : SAY_WITHDRAWN_MENTEE);
    }
    return phrase_raised(s, phrase_foreign(s, RUN_TEXT, e->shown->because));
}

static phrase to_do(scribe *s, const entry *e) {
    static const sentence SAYS[] = {SAY_DO_LATE,    SAY_DO_REQUIREMENT, SAY_DO_INVALID,
                                    SAY_DO_NOTHING, SAY_DO_NOTHING,     SAY_DO_NOTHING};
    return SAY_PLAIN(s, SAYS[e->place]);
}

static void add_entry(scribe *s, const facts *f, document_table *table, const entry *e) {
    document_row *row = table_add_row(s, table, ROW_PLAIN);
    phrase name = phrase_foreign(s, RUN_STRONG, e->shown->name);
    row_add_line(s, row, WHO, LINE_MAIN, phrase_empty(name) ? phrase_of(s, RUN_STRONG, SPAN("(no name)")) : name);
    bool mentor = span_equal(e->shown->role, SPAN("mentors"));
    phrase as = !of_applications(f, e->shown->file) ? (phrase){NULL, 0}
                                                    : SAY_PLAIN(s, e->both_roles ? SAY_AS_BOTH
                                                                   : mentor      ? SAY_AS_MENTOR
                                                                                 : SAY_AS_MENTEE);
    row_add_line(s, row, WHO, LINE_SECOND,
                 SAY(s, SAY_FILE_AND_LINE, 0, say_phrase(phrase_foreign(s, RUN_TEXT, e->shown->file)),
                     say_digits(e->shown->line), say_phrase(as)));
    row_add_line(s, row, WHY, LINE_MAIN, why(s, e));
    row_add_line(s, row, TO_DO, LINE_MAIN, to_do(s, e));
}

void part_aside(scribe *s, const facts *f, block *root) {
    uint32_t count;
    entry *entries = f->pairing->aside_count > 0 ? gather(s, f, &count) : NULL;
    if (entries == NULL) {
        return;
    }
    parts_rows rows = parts_count_rows(f);
    block *section = parts_section(s, root, "aside", SAY_LABEL_ASIDE, count, SAY_PLAIN(s, SAY_TITLE_ASIDE));
    phrase in_one_role = count > rows.set_aside
                             ? SAY(s, SAY_ASIDE_OTHER_ROLE, count - rows.set_aside, say_raised(count - rows.set_aside))
                             : (phrase){NULL, 0};
    const phrase intro[] = {SAY(s, SAY_INTRO_ASIDE, rows.read, say_digits(rows.read), say_digits(rows.accepted)),
                            in_one_role};
    block_add_words(s, section, BLOCK_INTRO, phrase_list(s, intro, 2, " ", " "));
    const document_column columns[COLUMNS] = {
        [WHO] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_APPLICATION)), .per_mille = 270, .names_row = true},
        [WHY] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_WHY_ASIDE)), .per_mille = 400},
        [TO_DO] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_TO_DO)), .per_mille = 330},
    };
    document_table *table = table_create(s, phrase_text(s, SAY_PLAIN(s, SAY_TITLE_ASIDE)), columns, COLUMNS, count);
    for (uint32_t i = 0; i < count; i++) {
        add_entry(s, f, table, &entries[i]);
    }
    block_add(s, section, BLOCK_TABLE)->table = table;
}
