// How the pairing was made: criteria, rules, one fit worked out, goals with their bounds, the input files with their
// fingerprints.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/criteria.h"
#include "reports/parts.h"
#include "reports/proofs.h"
#include "reports/reasons.h"

static document_column column(scribe *s, sentence head, uint16_t per_mille, bool to_the_right) {
    return (document_column){
        .head = phrase_text(s, SAY_PLAIN(s, head)), .per_mille = per_mille, .to_the_right = to_the_right};
}

static phrase digits(scribe *s, int64_t n) {
    return phrase_of(s, RUN_TEXT, numbers_digits(s, n));
}

// ---- criteria and rules -----------------------------------------------------------------------------------------

static void add_criteria(scribe *s, const facts *f, block *parent) {
    uint32_t count;
    int64_t weights;
    criteria_entry *shown = criteria_shown(s, f, &count, &weights);
    document_column columns[] = {column(s, SAY_HEAD_CRITERION, 300, false), column(s, SAY_HEAD_WEIGHT, 140, true),
                                 column(s, SAY_HEAD_HOW_SCORED, 560, false)};
    columns[0].names_row = true;
    phrase title = SAY_PLAIN(s, SAY_TITLE_CRITERIA);
    document_table *table = table_create(s, phrase_text(s, title), columns, 3, count);
    for (uint32_t i = 0; shown != NULL && i < count; i++) {
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        row_add_line(s, row, 0, LINE_MAIN, SAY(s, SAY_STRONG, 0, say_phrase(criteria_name(s, &shown[i]))));
        row_add_line(s, row, 1, LINE_MAIN, digits(s, shown[i].weight));
        row_add_line(s, row, 2, LINE_MAIN, criteria_how(s, f, &shown[i]));
    }
    block *made = block_add_words(s, parent, BLOCK_TABLE, title);
    made->table = table;
}

static void add_rules(scribe *s, const facts *f, block *parent) {
    phrase rules_in_force[CRITERIA_RULES];
    uint32_t count = criteria_rules(s, f, rules_in_force);
    block *list = block_add_words(s, parent, BLOCK_BULLETS, SAY_PLAIN(s, SAY_TITLE_RULES));
    for (uint32_t i = 0; i < count; i++) {
        (void)block_add_item(s, list, rules_in_force[i]);
    }
}

// ---- one fit worked out -----------------------------------------------------------------------------------------

static uint32_t example_pair(scribe *s, const facts *f) {
    for (uint32_t i = 0; i < f->pairing->pair_count; i++) {
        if (reasons_of(s, f, f->ranked_pairs[i]).partly) {
            return i + 1;
        }
    }
    return 1;
}

static void add_example(scribe *s, const facts *f, block *section) {
    if (f->pairing->pair_count == 0) {
        return;
    }
    uint32_t number = example_pair(s, f), pair = f->ranked_pairs[number - 1];
    const shown_pair *shown = &f->pairing->pairs[pair];
    int64_t weights = 0;
    for (uint32_t i = 0; i < shown->criterion_count; i++) {
        weights += shown->criteria[i].weight;
    }
    if (weights == 0) {
        return;
    }
    argument mentee = say_phrase(facts_name(s, f, ROLE_MENTEE, f->pair_person[ROLE_MENTEE][pair], RUN_TEXT));
    argument mentor = say_phrase(facts_name(s, f, ROLE_MENTOR, f->pair_person[ROLE_MENTOR][pair], RUN_TEXT));
    phrase title = SAY(s, SAY_TITLE_EXAMPLE, 0, say_digits(number), mentee, mentor);
    document_column columns[] = {column(s, SAY_HEAD_CRITERION, 180, false), column(s, SAY_HEAD_BECAUSE, 540, false),
                                 column(s, SAY_HEAD_WEIGHT_TIMES, 160, true), column(s, SAY_HEAD_POINTS, 120, true)};
    columns[0].names_row = true;
    document_table *table = table_create(s, phrase_text(s, title), columns, 4, shown->criterion_count + 1);
    for (uint32_t i = 0; i < shown->criterion_count; i++) {
        const shown_criterion *by = &shown->criteria[i];
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        int64_t product = (int64_t)by->weight * by->similarity_bp;
        row_add_line(s, row, 0, LINE_MAIN, phrase_foreign(s, RUN_TEXT, by->name));
        row_add_line(s, row, 1, LINE_MAIN, phrase_foreign(s, RUN_TEXT, by->because));
        row_add_line(s, row, 2, LINE_MAIN,
                     SAY(s, SAY_TIMES, 0, say_digits(by->weight), say_text(numbers_limit(s, by->similarity_bp))));
        row_add_line(s, row, 3, LINE_MAIN,
                     phrase_of(s, RUN_TEXT, numbers_points(s, (2 * product + weights) / (2 * weights), 2)));
    }
    document_row *total = table_add_row(s, table, ROW_TOTAL);
    row_add_line(s, total, 0, LINE_MAIN, SAY(s, SAY_FIT_OF_WEIGHTS, 0, say_digits(weights)));
    row_add_line(s, total, 3, LINE_MAIN, phrase_of(s, RUN_STRONG, numbers_points(s, shown->score_bp, 2)));
    block *made = block_add_words(s, section, BLOCK_TABLE, title);
    made->table = table;
}

// ---- goals ------------------------------------------------------------------------------------------------------

static phrase value_of(scribe *s, const level_result *level, int64_t value) {
    if (!level->has_value) {
        return SAY_PLAIN(s, SAY_NONE);
    }
    switch (level->level) {
    case LEVEL_BEST_TOTAL:
        return phrase_of(s, RUN_TEXT, numbers_points(s, value, 2));
    case LEVEL_BEST_WORST:
        return SAY(s, SAY_FIT_PERCENT, 0, say_fit((int32_t)value));
    case LEVEL_FAIREST:
        return SAY(s, SAY_FIT_PERCENT, 0, say_limit((int32_t)value * 100));
    case LEVEL_MOST_MATCHED:
    case LEVEL_PRIORITY_MATCHED:
    case LEVEL_MOST_MENTORS:
    case LEVEL_FEWEST_CHANGES:
    case LEVEL_DRAW:
    case LEVEL_COUNT:
        break;
    }
    return digits(s, value);
}

static void add_goals(scribe *s, const facts *f, block *section) {
    document_column columns[] = {column(s, SAY_HEAD_GOAL_NUMBER, 70, false), column(s, SAY_HEAD_GOAL, 430, false),
                                 column(s, SAY_HEAD_REACHED, 170, true), column(s, SAY_HEAD_BOUND, 190, true),
                                 column(s, SAY_HEAD_PROVEN, 140, true)};
    columns[1].names_row = true;
    phrase title = SAY_PLAIN(s, SAY_TITLE_GOALS);
    document_table *table = table_create(s, phrase_text(s, title), columns, 5, f->goal_count);
    for (uint32_t i = 0; i < f->goal_count; i++) {
        const level_result *level = &f->pairing->objective[i];
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        row_add_line(s, row, 0, LINE_MAIN, digits(s, i + 1));
        row_add_line(s, row, 1, LINE_MAIN, proofs_goal(s, level->level, i == 0));
        row_add_line(s, row, 2, LINE_MAIN, value_of(s, level, level->value));
        row_add_line(s, row, 3, LINE_MAIN, value_of(s, level, level->bound));
        row_add_line(s, row, 4, LINE_MAIN, SAY_PLAIN(s, level->proven ? SAY_YES : SAY_NO));
    }
    block *made = block_add_words(s, section, BLOCK_TABLE, title);
    made->table = table;
    const pairing *p = f->pairing;
    phrase pins = {NULL, 0};
    if (p->without_pins_known && p->without_pins.pairs == p->summary.pairs) {
        pins = SAY(s, SAY_WITHOUT_PINS, f->pinned_count, say_words(f->pinned_count),
                   say_exact(p->without_pins.total_score_bp));
    } else if (p->without_pins_known) {
        pins = SAY(s, SAY_WITHOUT_PINS_PAIRS, f->pinned_count, say_words(f->pinned_count),
                   say_words(p->without_pins.pairs), say_exact(p->without_pins.total_score_bp));
    }
    bool priced = p->certificate_count > 0 && p->pair_count > 0 && facts_level(f, LEVEL_BEST_TOTAL) != NULL;
    const phrase notes[] = {priced ? SAY_PLAIN(s, SAY_PRICES) : (phrase){NULL, 0},
                            SAY(s, SAY_DRAW, 0, say_text(scribe_format(s, "%llu", (unsigned long long)p->seed))), pins};
    block_add_words(s, section, BLOCK_NOTE, phrase_list(s, notes, 3, " ", " "));
}

// ---- inputs -----------------------------------------------------------------------------------------------------

static span in_eights(scribe *s, const char *digest) {
    char out[80];
    size_t used = 0;
    for (size_t i = 0; digest[i] != '\0' && used + 2 < sizeof out; i++) {
        if (i > 0 && i % 8 == 0) {
            out[used++] = ' ';
        }
        out[used++] = digest[i];
    }
    return scribe_format(s, "%.*s", (int)used, out);
}

static void add_inputs(scribe *s, const facts *f, block *section) {
    document_column columns[] = {column(s, SAY_HEAD_FILE, 180, false), column(s, SAY_HEAD_ROWS, 80, true),
                                 column(s, SAY_HEAD_ACCEPTED, 110, true), column(s, SAY_HEAD_SHA256, 630, false)};
    columns[0].names_row = true;
    columns[3].monospaced = true;
    phrase title = SAY_PLAIN(s, SAY_TITLE_INPUTS);
    document_table *table = table_create(s, phrase_text(s, title), columns, 4, f->pairing->input_count);
    for (uint32_t i = 0; i < f->pairing->input_count; i++) {
        const shown_input *shown = &f->pairing->inputs[i];
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        row_add_line(s, row, 0, LINE_MAIN, phrase_foreign(s, RUN_TEXT, shown->file));
        row_add_line(s, row, 1, LINE_MAIN, shown->has_rows ? digits(s, shown->rows) : (phrase){NULL, 0});
        row_add_line(s, row, 2, LINE_MAIN, shown->is_applications ? digits(s, shown->accepted) : (phrase){NULL, 0});
        row_add_line(s, row, 3, LINE_MAIN, phrase_of(s, RUN_CODE, in_eights(s, shown->sha256)));
    }
    block *made = block_add_words(s, section, BLOCK_TABLE, title);
    made->table = table;
    block_add_words(s, section, BLOCK_NOTE, SAY_PLAIN(s, SAY_VERIFY));
}

void part_made(scribe *s, const facts *f, block *root) {
    block *section = parts_section(s, root, "made", SAY_LABEL_MADE, -1, SAY_PLAIN(s, SAY_TITLE_MADE));
    section->starts_page = true;
    block_add_words(s, section, BLOCK_INTRO, SAY_PLAIN(s, SAY_INTRO_MADE));
    block *beside = block_add(s, section, BLOCK_BESIDE);
    add_criteria(s, f, beside);
    add_rules(s, f, beside);
    add_example(s, f, section);
    add_goals(s, f, section);
    add_inputs(s, f, section);
}
