// One phrase for each type of value, used by every finding about it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program_wanted.h"

enum { MOST_CHOICES = 16 };

static span choices_in_words(reader *r, const char *choices) {
    span list = SPAN("");
    for (size_t i = 0; program_key_choice(choices, i).text != NULL; i++) {
        bool last = i > 0 && program_key_choice(choices, i + 1).text == NULL;
        list = reader_format(r, "%.*s%s%.*s", SPAN_ARGS(list), i == 0 ? "" : (last ? " or " : ", "),
                             SPAN_ARGS(program_key_choice(choices, i)));
    }
    return list;
}

static span range_in_words(reader *r, const char *what, const key_row *row) {
    return reader_format(r, "%s from %lld to %lld", what, (long long)row->lowest, (long long)row->highest);
}

span program_wanted(reader *r, const key_row *row) {
    span list;
    switch (row->type) {
    case KEY_MAP:
        return SPAN("keys with their values");
    case KEY_NAMES:
        return SPAN("names with their values");
    case KEY_LIST:
        return SPAN("a list, one entry a line, each after a dash");
    case KEY_ENTRY:
        return SPAN("a name, or { name: ..., synonyms: [...] }");
    case KEY_TEXT:
        return SPAN("a text");
    case KEY_ADDRESS:
        return SPAN("one e-mail address, like chair@example.org");
    case KEY_ZONE:
        return SPAN("the IANA name of a time zone, like America/Chicago");
    case KEY_FIELD:
        return SPAN("the name of a field");
    case KEY_TIME:
        return SPAN("a date like 2017-03-17, or with a time, 2017-03-17T17:00");
    case KEY_CHOICE:
        return choices_in_words(r, row->choices);
    case KEY_YES_NO:
        return SPAN("yes or no");
    case KEY_WHOLE:
        return range_in_words(r, "a whole number", row);
    case KEY_PERCENT:
        return r->form == PROGRAM_SHOWN
                   ? SPAN("whole basis points from 0 to 10000")
                   : SPAN("a percentage from 0 to 100 with at most two decimals, without the sign");
    case KEY_DECIMAL:
        return row->lowest < 0 ? SPAN("a number from -1000000 to 1000000 with at most four decimals")
                               : SPAN("a number from 0.0001 to 1000000 with at most four decimals");
    case KEY_TEXTS:
        return SPAN("a text, or a list of texts");
    case KEY_ADDRESSES:
        return SPAN("a list of e-mail addresses, like [chair@example.org]");
    case KEY_FIELDS:
        return SPAN("a list of names of fields");
    case KEY_CHOICES:
        list = choices_in_words(r, row->choices);
        return reader_format(r, "a list of %.*s", SPAN_ARGS(list));
    }
    return SPAN("a value");
}

// "2017-02-30": the right form, and yet no date.
static bool looks_like_date(const tree *value) {
    static const char FORM[] = "0000-00-00";
    if (value->kind != TREE_SCALAR || value->text.length < sizeof FORM - 1) {
        return false;
    }
    for (size_t i = 0; i < sizeof FORM - 1; i++) {
        char c = value->text.text[i];
        if (FORM[i] == '-' ? c != '-' : c < '0' || c > '9') {
            return false;
        }
    }
    return true;
}

void program_wanted_refuse(reader *r, const key_row *row, const tree *value, span path) {
    span shown = reader_shown(r, value), wanted = program_wanted(r, row);
    const char *code = value->kind == TREE_SCALAR ? "wrong_value" : "wrong_type";
    bool choice = (row->type == KEY_CHOICE || row->type == KEY_CHOICES) && value->kind == TREE_SCALAR;
    span choices[MOST_CHOICES];
    size_t count = 0;
    while (choice && count < MOST_CHOICES && program_key_choice(row->choices, count).text != NULL) {
        choices[count] = program_key_choice(row->choices, count);
        count++;
    }
    size_t nearest = count == 0 ? SIZE_MAX : text_nearest(&r->scratch, value->text, choices, count);
    if (nearest != SIZE_MAX) {
        wanted = choices_in_words(r, row->choices);
        READER_FAULT(r, value->place, code, "\"%.*s\" is %.*s: did you mean %.*s? Possible are %.*s", SPAN_ARGS(path),
                     SPAN_ARGS(shown), SPAN_ARGS(choices[nearest]), SPAN_ARGS(wanted));
    } else if (row->type == KEY_TIME && looks_like_date(value)) {
        READER_FAULT(r, value->place, code, "\"%.*s\" is %.*s, a day or a time that no calendar has: write %.*s",
                     SPAN_ARGS(path), SPAN_ARGS(shown), SPAN_ARGS(wanted));
    } else {
        READER_FAULT(r, value->place, code, "\"%.*s\" is %.*s: write %.*s", SPAN_ARGS(path), SPAN_ARGS(shown),
                     SPAN_ARGS(wanted));
    }
}
