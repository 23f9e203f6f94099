// Answers are split as the tool joined them and counted by their folded text. Where the tool joins with commas, an
// option that holds commas itself falls apart: pieces that begin with a small letter and always follow the same piece
// are put together again.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/survey_options.h"

#include <stdlib.h>
#include <string.h>

#include "base/fixed.h"
#include "intake/cell_text.h"
#include "intake/choices.h"
#include "intake/marks.h"

enum { LONGEST_OPTION_BYTES = 120, JOINED_MOST = 5000 }; // pieces: each is looked for among all

typedef struct chosen_piece {
    span text, folded;
    uint32_t answer; // number of the answer it stands in
    bool follows;    // the piece before it in the same cell
} chosen_piece;

typedef struct collecting {
    arena *a;
    chosen_piece *items;
    size_t count, capacity;
    uint32_t answers;
} collecting;

// ---- gathering --------------------------------------------------------------------------------------------------

static status add_piece(collecting *k, span text, bool follows) {
    if (text.length == 0 || text.length > LONGEST_OPTION_BYTES) {
        return STATUS_OK;
    }
    chosen_piece p = {.text = text, .answer = k->answers, .follows = follows};
    TRY(text_fold(&p.folded, k->a, text));
    if (!memory_reserve(k->a->memory, &k->items, &k->capacity, k->count + 1, sizeof *k->items)) {
        return STATUS_NO_MEMORY;
    }
    k->items[k->count++] = p;
    return STATUS_OK;
}

// A semicolon, or where it joins what a tool offered, one without a blank behind it: "Weeding; storage" is one option.
static bool has_semicolon(span text, bool joins) {
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == ';' && !(joins && i + 1 < text.length && text.text[i + 1] == ' ')) {
            return true;
        }
    }
    return false;
}

static bool has_semicolons(const sheet *s, const column_list *list) {
    bool joins = s->shape.tool == FORM_GOOGLE_SHEET; // or a direct download that a spreadsheet saved again
    for (uint32_t row = s->first_record; row < s->table->count; row++) {
        for (uint32_t i = 0; i < list->count; i++) {
            if (has_semicolon(s->table->records[row].cells[list->columns[i]].text, joins)) {
                return true;
            }
        }
    }
    return false;
}

// The columns of a field: those matched, or the question that was guessed.
static column_list columns_of(uint32_t *room, const surveyed_file *f, role as, uint32_t which) {
    if (f->how[which] == SURVEYED_BY_HEADER) {
        return f->sheet.of[as][which];
    }
    if (f->how[which] == SURVEYED_NOT) {
        return (column_list){.columns = NULL, .count = 0};
    }
    const question_column *q = &f->sheet.questions.columns[f->column[which]];
    for (uint32_t i = 0; i < q->count; i++) {
        room[i] = q->first + i;
    }
    return (column_list){.columns = room, .count = q->count};
}

static status gather_cell(collecting *k, span text, const char *marks, bool whole) {
    pieces p;
    span rest;
    if (whole) {
        return add_piece(k, text, false);
    }
    bool kept = false; // the piece before
    TRY(choices_split(&p, k->a, text, marks));
    for (uint32_t i = 0; i < p.count; i++) {
        span piece_text = p.items[i].text;
        piece_text = marks_ranked_choice(&rest, piece_text) > 0 ? rest : piece_text;
        size_t before = k->count;
        TRY(add_piece(k, piece_text, kept));
        kept = k->count > before;
    }
    return STATUS_OK;
}

static status gather_columns(collecting *k, const surveyed_file *f, const column_list *list, bool is_choice) {
    const sheet *s = &f->sheet;
    bool commas = exports_joins_by_comma(s->shape.tool) || !has_semicolons(s, list);
    const char *said = cell_text_marks(s, list), *marks = said != NULL ? said : commas ? "," : ";";
    for (uint32_t row = s->first_record; row < s->table->count; row++) {
        for (uint32_t i = 0; i < list->count; i++) {
            uint32_t rank;
            span text;
            TRY(cell_text_answer(&text, &rank, k->a, s, list, i, row, is_choice, NULL));
            TRY(gather_cell(k, text, marks, !is_choice));
        }
        k->answers++;
    }
    return STATUS_OK;
}

static status gather(collecting *k, const survey *s, uint32_t which, bool is_choice) {
    for (uint32_t i = 0; i < s->file_count; i++) {
        const surveyed_file *f = &s->files[i];
        for (role as = 0; as < ROLE_COUNT; as++) {
            if (!f->sheet.plays[as]) {
                continue;
            }
            uint32_t *room = arena_alloc(k->a, f->sheet.questions.count, sizeof *room);
            if (room == NULL) {
                return STATUS_NO_MEMORY;
            }
            column_list list = columns_of(room, f, as, which);
            bool again = as == ROLE_MENTEE && f->sheet.plays[ROLE_MENTOR] &&
                         f->sheet.of[ROLE_MENTOR][which].count > 0 && list.count > 0 &&
                         f->sheet.of[ROLE_MENTOR][which].columns[0] == list.columns[0]; // one column for both roles
            if (list.count > 0 && !again) {
                TRY(gather_columns(k, f, &list, is_choice));
            }
        }
    }
    return STATUS_OK;
}

// ---- options that hold commas -----------------------------------------------------------------------------------

static uint32_t count_of(const collecting *k, span folded) {
    uint32_t count = 0;
    for (size_t i = 0; i < k->count; i++) {
        count += span_equal(k->items[i].folded, folded);
    }
    return count;
}

static bool begins_small(span text) {
    return text.length > 0 && text.text[0] >= 'a' && text.text[0] <= 'z';
}

// Whether the piece stands behind the same piece wherever it stands.
static bool always_follows(const collecting *k, size_t at) {
    for (size_t i = 0; i < k->count; i++) {
        if (span_equal(k->items[i].folded, k->items[at].folded) &&
            (!k->items[i].follows || !span_equal(k->items[i - 1].folded, k->items[at - 1].folded))) {
            return false;
        }
    }
    return true;
}

// Puts the first two that belong together together, wherever they stand; false: there are none.
static status join_one(collecting *k, bool *joined) {
    *joined = false;
    for (size_t at = 1; at < k->count; at++) {
        const chosen_piece *p = &k->items[at];
        if (!p->follows || !begins_small(p->text) || count_of(k, p->folded) < 2 || !always_follows(k, at)) {
            continue;
        }
        span before = k->items[at - 1].folded, behind = p->folded;
        size_t kept = 0;
        for (size_t i = 0; i < k->count; i++) {
            chosen_piece *here = &k->items[i];
            if (kept > 0 && here->follows && span_equal(here->folded, behind) &&
                span_equal(k->items[kept - 1].folded, before)) {
                chosen_piece *whole = &k->items[kept - 1];
                // Parts of one cell: with the mark that stands between them.
                whole->text.length = (size_t)(here->text.text + here->text.length - whole->text.text);
                TRY(text_fold(&whole->folded, k->a, whole->text));
                *joined = true;
            } else {
                k->items[kept++] = *here;
            }
        }
        k->count = kept;
        return STATUS_OK;
    }
    return STATUS_OK;
}

// ---- counting ---------------------------------------------------------------------------------------------------

static int by_folded(const void *a, const void *b) {
    const chosen_piece *one = a, *other = b;
    int order = span_compare(one->folded, other->folded);
    return order != 0 ? order : span_compare(one->text, other->text);
}

static int by_count(const void *a, const void *b) {
    const surveyed_option *one = a, *other = b;
    return one->count != other->count ? (one->count < other->count) - (one->count > other->count)
                                      : span_compare(one->folded, other->folded);
}

static int by_order(const void *a, const void *b) {
    const surveyed_option *one = a, *other = b;
    return one->order != other->order ? (one->order > other->order) - (one->order < other->order)
                                      : span_compare(one->folded, other->folded);
}

static status count_options(surveyed_options *out, collecting *k) {
    out->items = arena_alloc(k->a, k->count, sizeof *out->items);
    if (out->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (k->count > 0) {
        qsort(k->items, k->count, sizeof *k->items, by_folded);
    }
    for (size_t i = 0; i < k->count; i++) {
        if (i == 0 || !span_equal(k->items[i].folded, k->items[i - 1].folded)) {
            out->items[out->count++] =
                (surveyed_option){.text = k->items[i].text, .folded = k->items[i].folded, .order = -1};
        }
        out->items[out->count - 1].count++;
    }
    if (out->count > 0) {
        qsort(out->items, out->count, sizeof *out->items, by_count);
    }
    return STATUS_OK;
}

static status collect(surveyed_options *out, const survey *s, arena *a, uint32_t which, bool is_choice) {
    collecting k = {.a = a};
    bool joined = is_choice;
    status result = gather(&k, s, which, is_choice);
    for (int rounds = 0; result == STATUS_OK && joined && rounds < 100 && k.count <= JOINED_MOST; rounds++) {
        result = join_one(&k, &joined);
    }
    if (result == STATUS_OK) {
        result = count_options(out, &k);
    }
    memory_free(a->memory, k.items);
    return result;
}

// ---- what words say ---------------------------------------------------------------------------------------------

static bool has(span folded, const char *word) {
    return span_find(folded, span_of(word)) != SIZE_MAX;
}

// The first number in a text, or -1.
static int32_t first_number(span folded) {
    for (size_t i = 0; i < folded.length; i++) {
        if (folded.text[i] >= '0' && folded.text[i] <= '9') {
            int32_t value = 0;
            for (; i < folded.length && folded.text[i] >= '0' && folded.text[i] <= '9' && value < 1000; i++) {
                value = value * 10 + (folded.text[i] - '0');
            }
            return value;
        }
    }
    return -1;
}

int32_t survey_options_order(span folded) {
    static const struct {
        const char *word;
        int32_t order;
    } WORDS[] = {{"student", 0},        {"less than", 1000},   {"under ", 1000},
                 {"fewer than", 1000},  {"entry", 2000},       {"new professional", 2000},
                 {"early", 3000},       {"junior", 3000},      {"mid", 5000},
                 {"established", 6000}, {"experienced", 6000}, {"advanced", 6500},
                 {"senior", 7000},      {"late", 7500},        {"executive", 8000},
                 {"director", 8000},    {"retired", 9000},     {"emerit", 9000}};
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (has(folded, WORDS[i].word)) {
            return WORDS[i].order;
        }
    }
    int32_t years = first_number(folded);
    return years >= 0 ? 1500 + years * 10 : -1;
}

int32_t survey_options_number(span folded) {
    static const char *const NUMBERS[] = {"none", "one", "two", "three", "four", "five", "six"};
    int32_t number = first_number(folded);
    size_t earliest = SIZE_MAX;
    for (int32_t i = 0; number < 0 && i < (int32_t)(sizeof NUMBERS / sizeof NUMBERS[0]); i++) {
        size_t at = span_find(folded, span_of(NUMBERS[i]));
        earliest = at < earliest ? at : earliest;
    }
    for (int32_t i = 0; number < 0 && earliest != SIZE_MAX && i < (int32_t)(sizeof NUMBERS / sizeof NUMBERS[0]); i++) {
        number = span_find(folded, span_of(NUMBERS[i])) == earliest ? i : number;
    }
    return number <= 50 ? number : -1;
}

static void order_stages(surveyed_options *stages) {
    stages->ordered = stages->count > 1;
    for (uint32_t i = 0; i < stages->count; i++) {
        stages->items[i].order = survey_options_order(stages->items[i].folded);
        for (uint32_t k = 0; k <= i; k++) {
            bool same = k < i && stages->items[k].order == stages->items[i].order;
            stages->ordered = stages->ordered && !same && stages->items[i].order >= 0;
        }
    }
    if (stages->ordered) {
        qsort(stages->items, stages->count, sizeof *stages->items, by_order);
    }
}

// Capacities that are no plain number stay.
static void keep_phrases(surveyed_options *capacities) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < capacities->count; i++) {
        int64_t number;
        if (!fixed_parse_whole(&number, capacities->items[i].text, 0, 50)) {
            capacities->items[kept++] = capacities->items[i];
        }
    }
    capacities->count = kept;
}

status survey_options_collect(survey *s, arena *a) {
    TRY(collect(&s->stages, s, a, FIELD_CAREER_STAGE, false));
    TRY(collect(&s->areas, s, a, FIELD_AREAS, true));
    TRY(collect(&s->capacities, s, a, FIELD_CAPACITY, false));
    order_stages(&s->stages);
    keep_phrases(&s->capacities);
    return STATUS_OK;
}
