// Columns that stand side by side and share the beginning of their header may be one question; the answers decide: the
// columns of options hold marks, repeat the option, or number the options through. Anything else is a question of its
// own.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/questions.h"

#include <string.h>

#include "intake/marks.h"

typedef struct asking { // while a file's columns are read
    questions *out;
    arena *a;
    const table *t;
    const export_shape *shape;
    uint32_t texts; // header records that hold texts: 1 or 2
} asking;

// A run of columns that may be one question.
typedef struct run {
    uint32_t first, count;
    span question;
} run;

static span header_text(const asking *k, uint32_t row, uint32_t column) {
    const record *r = &k->t->records[row < k->t->count ? row : 0];
    return column < r->count && row < k->texts ? span_trim(r->cells[column].text) : SPAN("");
}

static span answer_text(const asking *k, uint32_t row, uint32_t column) {
    return span_trim(k->t->records[row].cells[column].text);
}

static bool starts_in_any_case(span s, const char *lower) {
    size_t length = strlen(lower);
    for (size_t i = 0; i < length; i++) {
        char c = i < s.length ? s.text[i] : '\0';
        if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != lower[i]) {
            return false;
        }
    }
    return true;
}

// ---- names ------------------------------------------------------------------------------------------------------

static bool is_listed(const span *list, uint32_t count, span folded) {
    for (uint32_t i = 0; i < count; i++) {
        if (span_equal(list[i], folded)) {
            return true;
        }
    }
    return false;
}

// The form in which headers are compared: without punctuation, unless there is nothing else.
static status fold_header(span *out, arena *a, span header) {
    TRY(text_fold_bare(out, a, header));
    return out->length > 0 ? STATUS_OK : text_fold(out, a, header);
}

static status add_text(asking *k, span *list, uint32_t *count, span text) {
    span folded;
    TRY(fold_header(&folded, k->a, text));
    if (folded.length > 0 && *count < QUESTION_NAMES && !is_listed(list, *count, folded)) {
        list[(*count)++] = folded;
    }
    return STATUS_OK;
}

static status add_name(asking *k, uint32_t column, span text) {
    question_column *q = &k->out->columns[column];
    return add_text(k, q->names, &q->name_count, text);
}

static status add_own(asking *k, uint32_t column, span text) {
    question_column *q = &k->out->columns[column];
    return add_text(k, q->own, &q->own_count, text);
}

// "Which areas? - Selected Choice" → "Which areas?"
static span without_selected(span text) {
    static const span ENDING = SPAN_INIT(" - Selected Choice");
    bool ends =
        text.length > ENDING.length && memcmp(text.text + text.length - ENDING.length, ENDING.text, ENDING.length) == 0;
    return ends ? span_trim((span){text.text, text.length - ENDING.length}) : text;
}

// Points and feedback of a quiz stand behind their question.
static bool is_grade(const asking *k, uint32_t column) {
    const question_column *all = k->out->columns;
    for (uint32_t back = 1; back <= 2 && back <= column && all[column].name_count > 0; back++) {
        const question_column *question = &all[column - back];
        if (question->name_count > 0 && exports_grades(k->shape->tool, all[column].names[0], question->names[0])) {
            return true;
        }
    }
    return false;
}

static bool is_tools_column(const asking *k, uint32_t column) {
    const question_column *q = &k->out->columns[column];
    bool below_is_empty = k->shape->tool != FORM_SURVEYMONKEY || header_text(k, 1, column).length == 0;
    for (uint32_t i = 0; i < q->name_count; i++) {
        if (exports_adds(k->shape->tool, q->names[i])) {
            return below_is_empty;
        }
    }
    return exports_measures(k->t, k->shape, column) || is_grade(k, column);
}

// Whether nobody says anything there, or only that they are not to be named.
static void look_for_silence(const asking *k, uint32_t column) {
    question_column *q = &k->out->columns[column];
    bool says = false, anonymous = false;
    for (uint32_t row = k->shape->header_records; row < k->t->count && !says; row++) {
        span text = answer_text(k, row, column);
        bool hides = text.length == strlen("anonymous") && starts_in_any_case(text, "anonymous");
        says = text.length > 0 && !hides;
        anonymous = anonymous || hides;
    }
    q->anonymous = anonymous && !says;
    q->silent = !says;
}

// A question of one column, under all its headers.
static status single_question(asking *k, uint32_t column) {
    question_column *q = &k->out->columns[column];
    span above = header_text(k, 0, column), below = header_text(k, 1, column);
    *q = (question_column){.kind = COLUMN_WHOLE, .option = SPAN(""), .first = column, .count = 1};
    q->header = k->shape->tool == FORM_QUALTRICS && below.length > 0 ? without_selected(below) : above;
    q->header = q->header.length > 0 ? q->header : below;
    TRY(add_name(k, column, above));
    if (k->shape->tool != FORM_SURVEYMONKEY || above.length == 0) {
        TRY(add_name(k, column, below));
        TRY(add_name(k, column, without_selected(below)));
    }
    TRY(add_own(k, column, below));
    q->of_tool = is_tools_column(k, column);
    if (q->of_tool) {
        look_for_silence(k, column);
    }
    return STATUS_OK;
}

// ---- which columns may be one question --------------------------------------------------------------------------

// "Response", "Open-Ended Response": SurveyMonkey's words where a question has no options.
static bool is_response_word(span text) {
    return text.length == 0 || span_equal(text, SPAN("Response")) || span_equal(text, SPAN("Open-Ended Response"));
}

// In SurveyMonkey a question's text stands above its first column only.
static run surveymonkey_run(const asking *k, uint32_t first) {
    run r = {.first = first, .count = 1, .question = header_text(k, 0, first)};
    if (r.question.length == 0 || header_text(k, 1, first).length == 0) {
        return r;
    }
    while (first + r.count < k->out->count && header_text(k, 0, first + r.count).length == 0 &&
           header_text(k, 1, first + r.count).length > 0) {
        r.count++;
    }
    for (uint32_t i = 0; i < r.count; i++) {
        span below = header_text(k, 1, first + i);
        k->out->columns[first + i].option = is_response_word(below) ? SPAN("") : below;
    }
    return r;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// "Q5_1" and "Q5_7_TEXT" → "Q5".
static span question_number(span name) {
    span stem = name;
    if (stem.length > 5 && memcmp(stem.text + stem.length - 5, "_TEXT", 5) == 0) {
        stem.length -= 5;
    }
    size_t end = stem.length;
    while (end > 0 && is_digit(stem.text[end - 1])) {
        end--;
    }
    return end > 1 && end < stem.length && stem.text[end - 1] == '_' ? (span){stem.text, end - 1} : stem;
}

static size_t shared_length(span a, span b) {
    size_t length = a.length < b.length ? a.length : b.length, same = 0;
    while (same < length && a.text[same] == b.text[same]) {
        same++;
    }
    return same;
}

// Where the last of the signs between a question and an option ends within the first `length` bytes; 0: there is none.
static size_t separator_end(span text, size_t length) {
    static const char *const SIGNS[] = {" - ", ": ", " [", "[", "/", " \xE2\x80\x93 ", " | ", "."};
    size_t end = 0;
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++) {
        size_t sign = strlen(SIGNS[i]);
        for (size_t at = 1; at + sign <= length; at++) {
            if (memcmp(text.text + at, SIGNS[i], sign) == 0 && at + sign > end) {
                end = at + sign;
            }
        }
    }
    return end;
}

// The question before the sign.
static span before_sign(span text, size_t end) {
    while (end > 0 && strchr(" -:[/|.", text.text[end - 1]) != NULL) {
        end--;
    }
    if (end >= 3 && memcmp(text.text + end - 3, "\xE2\x80\x93", 3) == 0) {
        end -= 3;
    }
    return span_trim((span){text.text, end});
}

// "Cataloging]" behind "Which areas? [".
static span option_behind(span text, size_t end) {
    span behind = span_trim((span){text.text + end, text.length - end});
    bool bracket = end > 0 && text.text[end - 1] == '[' && behind.length > 0 && behind.text[behind.length - 1] == ']';
    return bracket ? span_trim((span){behind.text, behind.length - 1}) : behind;
}

// Columns whose header begins with the same question, up to a sign that ends it.
static run headed_run(const asking *k, uint32_t first) {
    uint32_t most = k->out->count - first;
    run r = {.first = first, .count = 1, .question = header_text(k, 0, first)};
    span here = header_text(k, 0, first), next = most > 1 ? header_text(k, 0, first + 1) : SPAN("");
    size_t end = separator_end(here, shared_length(here, next));
    if (end == 0) {
        return r;
    }
    span stem = {here.text, end};
    while (r.count < most && span_starts(header_text(k, 0, first + r.count), stem)) {
        r.count++;
    }
    r.question = before_sign(here, end);
    for (uint32_t i = 0; i < r.count; i++) {
        k->out->columns[first + i].option = option_behind(header_text(k, 0, first + i), end);
    }
    return r;
}

// Where the options begin in the texts of a question's columns: behind the last " - " that all share, in the legacy
// export behind "-". 0: nowhere.
static size_t options_begin(const asking *k, uint32_t first, uint32_t count) {
    span text = header_text(k, 1, first);
    size_t shared = text.length, end = 0;
    for (uint32_t i = 1; i < count; i++) {
        size_t same = shared_length(text, header_text(k, 1, first + i));
        shared = same < shared ? same : shared;
    }
    for (size_t at = 1; at <= shared; at++) {
        bool dash = text.text[at - 1] == '-';
        end = at >= 3 && memcmp(text.text + at - 3, " - ", 3) == 0 ? at : end;
        end = dash && end == 0 && at == shared ? at : end;
    }
    return end;
}

// In Qualtrics the columns of one question share its number, and the text in front of the option.
static run qualtrics_run(const asking *k, uint32_t first) {
    static const span SELECTED = SPAN_INIT("Selected Choice - ");
    span number = question_number(header_text(k, 0, first)), text = header_text(k, 1, first);
    run r = {.first = first, .count = 1, .question = without_selected(text)};
    while (number.length > 0 && first + r.count < k->out->count &&
           span_equal(question_number(header_text(k, 0, first + r.count)), number)) {
        r.count++;
    }
    if (r.count == 1) {
        return r;
    }
    if (span_equal(header_text(k, 0, first), number)) { // the choices in one column, and the text of "Other" behind it
        for (uint32_t i = 1; i < r.count; i++) {
            k->out->columns[first + i].option = SPAN("Other");
        }
        return r;
    }
    size_t end = options_begin(k, first, r.count);
    for (uint32_t i = 0; i < r.count; i++) {
        span rest = header_text(k, 1, first + i);
        rest = span_trim((span){rest.text + end, rest.length - end});
        bool selected = span_starts(rest, SELECTED);
        k->out->columns[first + i].option =
            selected ? (span){rest.text + SELECTED.length, rest.length - SELECTED.length} : rest;
    }
    r.question = end > 0 ? before_sign(text, end) : number;
    return r;
}

static run run_at(const asking *k, uint32_t first) {
    if (k->texts == 2 && k->shape->tool == FORM_SURVEYMONKEY) {
        return surveymonkey_run(k, first);
    }
    if (k->texts == 2 && k->shape->tool == FORM_QUALTRICS) {
        return qualtrics_run(k, first);
    }
    return headed_run(k, first);
}

// ---- what the answers say ---------------------------------------------------------------------------------------

typedef struct seen { // in the answers of a column
    bool marks;       // nothing but marks and the option itself
    bool places;      // nothing but numbers from 1 to the number of columns
    bool above_one;   // such a number greater than 1
    bool any;
} seen;

static seen look_at_answers(const asking *k, uint32_t column, uint32_t columns) {
    seen s = {.marks = true, .places = true};
    span offered = k->out->columns[column].option;
    for (uint32_t row = k->shape->header_records; row < k->t->count && (s.marks || s.places); row++) {
        span text = answer_text(k, row, column);
        if (text.length == 0) {
            continue;
        }
        uint32_t rank = marks_rank(text);
        s.any = true;
        s.marks = s.marks && (span_equal(text, offered) || marks_of(text) != MARK_NONE);
        s.places = s.places && rank > 0 && rank <= columns;
        s.above_one = s.above_one || rank > 1;
    }
    return s;
}

bool questions_is_other(span offered) {
    return starts_in_any_case(offered, "other");
}

// Columns that are each named after a place: first choice, second choice, …
static bool are_ranks(const asking *k, const run *r) {
    for (uint32_t i = 0; i < r->count; i++) {
        question_column *q = &k->out->columns[r->first + i];
        q->rank = marks_rank(q->option);
        if (q->rank == 0) {
            return false;
        }
    }
    return r->count > 1;
}

// One column with the answer, and behind it what "Other" meant.
static bool is_answer_with_other(const asking *k, const run *r) {
    for (uint32_t i = 1; i < r->count; i++) {
        if (!questions_is_other(k->out->columns[r->first + i].option)) {
            return false;
        }
    }
    return r->count > 1 && k->out->columns[r->first].option.length == 0;
}

static void set_kinds(const asking *k, const run *r, column_kind kind) {
    for (uint32_t i = 0; i < r->count; i++) {
        k->out->columns[r->first + i].kind = kind;
    }
}

// Fills in the kinds; false: the columns are questions of their own.
static bool is_one_question(const asking *k, const run *r) {
    if (is_answer_with_other(k, r)) {
        set_kinds(k, r, COLUMN_OTHER);
        k->out->columns[r->first].kind = COLUMN_WHOLE;
        return true;
    }
    if (are_ranks(k, r)) {
        set_kinds(k, r, COLUMN_RANK);
        return true;
    }
    bool marks = true, places = true, above_one = false, any = false;
    set_kinds(k, r, COLUMN_OPTION);
    for (uint32_t i = 0; i < r->count; i++) {
        question_column *q = &k->out->columns[r->first + i];
        seen s = look_at_answers(k, r->first + i, r->count);
        if (q->option.length == 0) {
            return false;
        }
        if (questions_is_other(q->option) && !s.marks && !s.places) {
            q->kind = COLUMN_OTHER;
            continue;
        }
        any = any || s.any;
        marks = marks && s.marks;
        places = places && s.places;
        above_one = above_one || s.above_one;
    }
    for (uint32_t i = 0; i < r->count && places && above_one; i++) {
        question_column *q = &k->out->columns[r->first + i];
        q->kind = q->kind == COLUMN_OTHER ? COLUMN_OTHER : COLUMN_PLACE;
    }
    return any && r->count > 1 && (marks || (places && above_one));
}

// ---- the questions ----------------------------------------------------------------------------------------------

static status name_group(asking *k, const run *r) {
    for (uint32_t i = 0; i < r->count; i++) {
        uint32_t column = r->first + i;
        question_column *q = &k->out->columns[column];
        q->header = r->question;
        q->first = r->first;
        q->count = r->count;
        q->option = q->kind == COLUMN_OPTION || q->kind == COLUMN_PLACE ? q->option : SPAN("");
        q->rank = q->kind == COLUMN_RANK ? q->rank : 0;
        TRY(add_name(k, column, r->question));
        if (k->shape->tool == FORM_QUALTRICS && k->texts == 2) {
            TRY(add_name(k, column, question_number(header_text(k, 0, column))));
        }
        for (uint32_t row = 0; row < k->texts; row++) {
            TRY(add_own(k, column, header_text(k, row, column)));
        }
    }
    return STATUS_OK;
}

// Columns below one question that are questions of their own: first name, last name, e-mail address.
static status name_part(asking *k, const run *r, uint32_t column, span part) {
    TRY(single_question(k, column));
    if (r->count < 2 || k->texts < 2 || part.length == 0) {
        return STATUS_OK;
    }
    question_column *q = &k->out->columns[column];
    q->header = arena_format(k->a, "%.*s - %.*s", SPAN_ARGS(r->question), SPAN_ARGS(part));
    q->name_count = q->own_count = 0;
    TRY(add_name(k, column, part));
    TRY(add_own(k, column, q->header));
    for (uint32_t row = 0; row < k->texts; row++) {
        TRY(add_own(k, column, header_text(k, row, column)));
    }
    return q->header.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

// Microsoft's workbook has no two columns of one header: a question "Email" beside its own column becomes "Email2".
static status name_numbered(asking *k) {
    for (uint32_t i = 0; i < k->out->count; i++) {
        const question_column *q = &k->out->columns[i];
        span text = header_text(k, 0, i);
        if (q->of_tool || text.length < 2 || !is_digit(text.text[text.length - 1])) {
            continue;
        }
        span base, stem = {text.text, text.length - 1};
        TRY(fold_header(&base, k->a, stem));
        for (uint32_t n = 0; n < k->out->count; n++) {
            const question_column *other = &k->out->columns[n];
            if (other->of_tool && other->silent && is_listed(other->names, other->name_count, base)) {
                TRY(add_name(k, i, stem));
            }
        }
    }
    return STATUS_OK;
}

static status name_parts(asking *k, const run *r) {
    for (uint32_t i = 0; i < r->count; i++) {
        span part = k->out->columns[r->first + i].option;
        TRY(name_part(k, r, r->first + i, part));
    }
    return STATUS_OK;
}

static bool holds_tools_column(const asking *k, const run *r) {
    for (uint32_t i = 0; i < r->count; i++) {
        if (k->out->columns[r->first + i].of_tool) {
            return true;
        }
    }
    return false;
}

status questions_read(questions *out, arena *a, const table *t, const export_shape *shape) {
    uint32_t columns = t->records[0].count;
    *out = (questions){.columns = arena_alloc(a, columns, sizeof(question_column)), .count = columns};
    asking k = {.out = out, .a = a, .t = t, .shape = shape, .texts = shape->header_records > 1 ? 2 : 1};
    if (out->columns == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < columns; i++) {
        TRY(single_question(&k, i));
    }
    for (uint32_t i = 0; i < columns;) {
        run r = run_at(&k, i);
        bool is_one = r.count > 1 && !holds_tools_column(&k, &r) && is_one_question(&k, &r);
        if (is_one) {
            TRY(name_group(&k, &r));
        } else if (r.count > 1) {
            TRY(name_parts(&k, &r));
        }
        i += is_one || k.texts > 1 ? r.count : 1; // a shorter run may begin within one that is no question
    }
    return shape->tool == FORM_MICROSOFT ? name_numbered(&k) : STATUS_OK;
}

span questions_answer(const question_column *q, span trimmed, uint32_t *rank) {
    *rank = 0;
    switch (q->kind) {
    case COLUMN_WHOLE:
    case COLUMN_OTHER:
        break;
    case COLUMN_OPTION:
        switch (marks_of(trimmed)) {
        case MARK_CHOSEN:
            return q->option;
        case MARK_NOT_CHOSEN:
            return span_equal(trimmed, q->option) ? trimmed : SPAN("");
        case MARK_NONE:
            break;
        }
        break;
    case COLUMN_PLACE:
        *rank = marks_rank(trimmed);
        return *rank > 0 ? q->option : marks_of(trimmed) == MARK_NOT_CHOSEN ? SPAN("") : trimmed;
    case COLUMN_RANK:
        *rank = trimmed.length > 0 ? q->rank : 0;
        break;
    }
    return trimmed;
}
