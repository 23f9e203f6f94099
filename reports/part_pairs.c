// The pairs, in the order of the mentee's name.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/parts.h"
#include "reports/reasons.h"

enum { NUMBER, MENTEE, MENTOR, WHY, FIT, COLUMNS };

static phrase load_of(scribe *s, const facts *f, role side, uint32_t number) {
    const facts_person *one = &f->people[side][number];
    if (one->places <= 1) {
        return (phrase){NULL, 0};
    }
    if (one->pairs < one->places) {
        sentence used = side == ROLE_MENTOR ? SAY_PLACES_USED : SAY_WISHES_FILLED;
        return SAY(s, used, one->places, say_digits(one->pairs), say_digits(one->places));
    }
    return SAY(s, side == ROLE_MENTOR ? SAY_MENTEES : SAY_MENTORS, one->pairs, say_digits(one->pairs));
}

static void add_person(scribe *s, const facts *f, document_row *row, uint32_t column, role side, uint32_t number) {
    row_add_line(s, row, column, LINE_MAIN, facts_name(s, f, side, number, RUN_STRONG));
    row_add_line(s, row, column, LINE_SECOND, parts_person_line(s, f, side, number, load_of(s, f, side, number)));
}

static phrase pin_reason(scribe *s, const facts *f, const shown_pair *pair) {
    for (uint32_t i = 0; i < f->pairing->decision_count; i++) {
        const shown_decision *shown = &f->pairing->decisions[i];
        if (span_equal(shown->decision, SPAN("pin")) && span_equal(shown->mentee, pair->mentee) &&
            span_equal(shown->mentor, pair->mentor)) {
            return phrase_foreign(s, RUN_TEXT, shown->reason);
        }
    }
    return (phrase){NULL, 0};
}

static void add_why(scribe *s, const facts *f, document_row *row, uint32_t pair) {
    reasons r = reasons_of(s, f, pair);
    const shown_pair *shown = &f->pairing->pairs[pair];
    bool has_areas = !phrase_empty(r.shared);
    row_add_line(s, row, WHY, LINE_MAIN, r.shared);
    row_add_line(s, row, WHY, has_areas ? LINE_SECOND : LINE_MAIN, r.rest);
    if (!phrase_empty(r.related)) {
        row_add_line(s, row, WHY, LINE_SECOND, SAY(s, SAY_LINE_RELATED, 0, say_phrase(r.related)));
    }
    if (!phrase_empty(r.not_covered)) {
        row_add_line(s, row, WHY, LINE_SECOND, SAY(s, SAY_LINE_NOT_COVERED, 0, say_phrase(r.not_covered)));
    }
    if (shown->pinned) {
        phrase given = pin_reason(s, f, shown);
        given = phrase_empty(given) ? SAY_PLAIN(s, SAY_NO_REASON) : given;
        row_add_line(s, row, WHY, LINE_SECOND, SAY(s, SAY_LINE_PINNED, 0, say_phrase(given)));
    }
}

static void add_pair(scribe *s, const facts *f, document_table *table, uint32_t number) {
    uint32_t pair = f->ranked_pairs[number - 1];
    const shown_pair *shown = &f->pairing->pairs[pair];
    bool weak = facts_is_weak(f, shown->score_bp);
    document_row *row = table_add_row(s, table, ROW_PLAIN);
    row_add_line(s, row, NUMBER, LINE_MAIN, phrase_of(s, RUN_TEXT, numbers_digits(s, number)));
    add_person(s, f, row, MENTEE, ROLE_MENTEE, f->pair_person[ROLE_MENTEE][pair]);
    add_person(s, f, row, MENTOR, ROLE_MENTOR, f->pair_person[ROLE_MENTOR][pair]);
    add_why(s, f, row, pair);
    row_add_line(s, row, FIT, LINE_MAIN, phrase_of(s, RUN_STRONG, numbers_fit(s, shown->score_bp)));
    row_add_bar(s, row, FIT, shown->score_bp, weak);
    row_add_mark(s, row, FIT, weak ? SAY_PLAIN(s, SAY_MARK_WEAK) : (phrase){NULL, 0}, true);
    row_add_mark(s, row, FIT, shown->pinned ? SAY_PLAIN(s, SAY_MARK_PINNED) : (phrase){NULL, 0}, false);
}

void part_pairs(scribe *s, const facts *f, block *root) {
    uint32_t count = f->pairing->pair_count;
    if (count == 0) {
        return;
    }
    phrase title = count == 1 ? SAY_PLAIN(s, SAY_TITLE_ONE_PAIR) : SAY(s, SAY_TITLE_PAIRS, count, say_words(count));
    block *section = parts_section(s, root, "pairs", SAY_LABEL_PAIRS, count, title);
    section->starts_page = true;
    block_add_words(s, section, BLOCK_INTRO, SAY(s, SAY_INTRO_PAIRS, count, say_limit(f->program->weak_below_bp)));
    const document_column columns[COLUMNS] = {
        [NUMBER] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_NUMBER)),
                    .per_mille = 46,
                    .to_the_right = true,
                    .muted = true},
        [MENTEE] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_MENTEE_LABEL)), .per_mille = 236, .names_row = true},
        [MENTOR] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_MENTOR_LABEL)), .per_mille = 236},
        [WHY] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_WHY)), .per_mille = 387},
        [FIT] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_FIT)), .per_mille = 95, .to_the_right = true},
    };
    document_table *table = table_create(s, phrase_text(s, title), columns, COLUMNS, count);
    for (uint32_t number = 1; number <= count && s->status == STATUS_OK; number++) {
        add_pair(s, f, table, number);
    }
    block_add(s, section, BLOCK_TABLE)->table = table;
}
