// The types of values. A text may be written as a number or a date (areas: [2017]); a number or yes/no may not be
// written in quotation marks, except "yes" and "no", which YAML 1.2 does not tell from the bare words.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program_value.h"

#include <assert.h>
#include <string.h>

#include "base/fixed.h"
#include "base/instant.h"
#include "intake/program_wanted.h"

enum { DECIMAL_PLACES = 4, PERCENT_PLACES = 2 };

// ---- what a value is --------------------------------------------------------------------------------------------

static bool is_word(const tree *value, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (span_equal(value->text, span_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static bool yes_no_of(bool *out, const tree *value) {
    static const char *const YES[] = {"yes", "true", "True", "TRUE"};
    static const char *const NO[] = {"no", "false", "False", "FALSE"};
    size_t count = value->quoted ? 1 : sizeof YES / sizeof *YES;
    *out = is_word(value, YES, count);
    return *out || is_word(value, NO, count);
}

// The shown form may hold sums of weights, so only the room for the number counts there.
static bool whole_of(int64_t *out, const reader *r, const key_row *row, const tree *value) {
    bool shown = r->form == PROGRAM_SHOWN && row->store == STORE_INT32;
    return !value->quoted &&
           fixed_parse_whole(out, value->text, shown ? INT32_MIN : row->lowest, shown ? INT32_MAX : row->highest);
}

bool program_value_percent(int32_t *out_bp, const reader *r, const tree *value) {
    int64_t bp;
    int places = r->form == PROGRAM_SHOWN ? 0 : PERCENT_PLACES;
    if (value->kind != TREE_SCALAR || value->quoted || !fixed_parse(&bp, value->text, places) || bp < 0 ||
        bp > FULL_BP) {
        return false;
    }
    *out_bp = (int32_t)bp;
    return true;
}

static bool decimal_of(int64_t *out, const key_row *row, const tree *value) {
    return !value->quoted && fixed_parse(out, value->text, DECIMAL_PLACES) && *out >= row->lowest &&
           *out <= row->highest;
}

static bool choice_of(uint32_t *out, const key_row *row, span text) {
    for (uint32_t i = 0; program_key_choice(row->choices, i).text != NULL; i++) {
        if (span_equal(program_key_choice(row->choices, i), text)) {
            *out = i;
            return true;
        }
    }
    return false;
}

// One "@" with something on both sides, and nothing that would need quoting or could end a header.
static bool is_address(span text) {
    size_t at = span_find(text, SPAN("@"));
    if (at == SIZE_MAX || at == 0 || at + 1 == text.length) {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];
        if (c <= ' ' || c >= 0x7F || strchr("<>,;:\"()[]\\", c) != NULL || (c == '@' && i != at)) {
            return false;
        }
    }
    return true;
}

// Names of the time zone database: parts of letters, digits, _ + - with / between, so never a path to somewhere else.
static bool is_zone_name(span text) {
    bool part_begins = true;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                      c == '+' || c == '-';
        if (!letter && (c != '/' || part_begins)) {
            return false;
        }
        part_begins = c == '/';
    }
    return !part_begins;
}

static bool is_time(span text) {
    written_time t;
    return instant_parse(&t, text) && date_exists(t.wall.date);
}

// ---- where it goes ----------------------------------------------------------------------------------------------

static void *member(void *base, size_t offset) {
    return (char *)base + offset;
}

static void put(void *base, size_t offset, const void *value, size_t size) {
    memcpy(member(base, offset), value, size);
}

static status put_text(reader *r, const key_row *row, span text, void *base) {
    span copy = arena_copy(&r->program->arena, text);
    put(base, row->offset, &copy, sizeof copy);
    return copy.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static bool text_is_right(reader *r, const key_row *row, const tree *value, span path) {
    if (!reader_text_is_clean(r, value, path)) {
        return false;
    }
    span text = span_trim(value->text);
    bool right = text.length > 0 || (row->by_default == NULL && (row->flags & (KEY_NEEDED | KEY_NOT_EMPTY)) == 0);
    switch (row->type) {
    case KEY_ADDRESS:
    case KEY_ADDRESSES:
        right = is_address(text) || (text.length == 0 && row->type == KEY_ADDRESS);
        break;
    case KEY_ZONE:
        right = is_zone_name(text);
        break;
    case KEY_TIME:
        right = is_time(text);
        break;
    case KEY_FIELD:
    case KEY_FIELDS:
    case KEY_TEXTS:
        right = text.length > 0;
        break;
    case KEY_MAP:
    case KEY_NAMES:
    case KEY_LIST:
    case KEY_ENTRY:
    case KEY_TEXT:
    case KEY_CHOICE:
    case KEY_YES_NO:
    case KEY_WHOLE:
    case KEY_PERCENT:
    case KEY_DECIMAL:
    case KEY_CHOICES:
        break;
    }
    if (!right) {
        program_wanted_refuse(r, row, value, path);
    }
    return right;
}

static status store_choice(bool *good, reader *r, const key_row *row, const tree *value, span path, void *base) {
    uint32_t number;
    if (!choice_of(&number, row, value->text)) {
        program_wanted_refuse(r, row, value, path);
        return STATUS_OK;
    }
    *good = true;
    bool first = number == 0;
    switch (row->store) {
    case STORE_INDEX:
        put(base, row->offset, &number, sizeof number);
        return STATUS_OK;
    case STORE_IS_FIRST:
        put(base, row->offset, &first, sizeof first);
        return STATUS_OK;
    case STORE_TEXT:
        return put_text(r, row, value->text, base);
    case STORE_BY_HAND:
    case STORE_TEXTS:
    case STORE_BOOL:
    case STORE_INT32:
    case STORE_INT64:
    case STORE_UINT64:
    case STORE_FIELD:
    case STORE_TIME:
    case STORE_LEVELS:
        break;
    }
    assert(0 && "a way to keep a choice");
    return STATUS_OK;
}

static void put_number(const key_row *row, int64_t number, void *base) {
    int32_t narrow = (int32_t)number;
    uint64_t natural = (uint64_t)number;
    if (row->store == STORE_INT32) {
        put(base, row->offset, &narrow, sizeof narrow);
    } else if (row->store == STORE_UINT64) {
        put(base, row->offset, &natural, sizeof natural);
    } else {
        assert(row->store == STORE_INT64);
        put(base, row->offset, &number, sizeof number);
    }
}

static bool number_of(int64_t *out, const reader *r, const key_row *row, const tree *value) {
    int32_t bp = 0;
    switch (row->type) {
    case KEY_WHOLE:
        return whole_of(out, r, row, value);
    case KEY_DECIMAL:
        return decimal_of(out, row, value);
    case KEY_PERCENT:
        if (!program_value_percent(&bp, r, value)) {
            return false;
        }
        *out = bp;
        return true;
    case KEY_MAP:
    case KEY_NAMES:
    case KEY_LIST:
    case KEY_ENTRY:
    case KEY_TEXT:
    case KEY_ADDRESS:
    case KEY_ZONE:
    case KEY_FIELD:
    case KEY_TIME:
    case KEY_CHOICE:
    case KEY_YES_NO:
    case KEY_TEXTS:
    case KEY_ADDRESSES:
    case KEY_FIELDS:
    case KEY_CHOICES:
        break;
    }
    return false;
}

static status store_field(bool *good, reader *r, const key_row *row, const tree *value, span path, void *base) {
    uint32_t number;
    TRY(registry_number(&number, &r->registry, span_trim(value->text)));
    if (number == NONE) {
        READER_FAULT(r, value->place, "field_name", "\"%.*s\" is no name for a field: write one with letters or digits",
                     SPAN_ARGS(path));
        return STATUS_OK;
    }
    *good = true;
    put(base, row->offset, &number, sizeof number);
    return STATUS_OK;
}

static status store_text(bool *good, reader *r, const key_row *row, const tree *value, span path, void *base) {
    if (!text_is_right(r, row, value, path)) {
        return STATUS_OK;
    }
    span text = span_trim(value->text);
    if (row->store == STORE_FIELD) {
        return store_field(good, r, row, value, path, base);
    }
    *good = true;
    if (row->store == STORE_TEXT) {
        return put_text(r, row, text, base);
    }
    assert(row->store == STORE_TIME);
    calendar_entry entry = {
        .said = true, .written = arena_copy(&r->program->arena, text), .place = reader_place(r, value->place)};
    put(base, row->offset, &entry, sizeof entry);
    return entry.written.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

// ---- lists ------------------------------------------------------------------------------------------------------

static status store_texts(bool *good, reader *r, const key_row *row, const tree *list, span path, void *base) {
    span *texts = arena_alloc(&r->program->arena, list->count, sizeof *texts);
    uint32_t count = 0;
    if (texts == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < list->count; i++) {
        const tree *value = &list->entries[i].value;
        if (value->kind != TREE_SCALAR) {
            program_wanted_refuse(r, row, value, path);
        } else if (text_is_right(r, row, value, path)) {
            texts[count] = arena_copy(&r->program->arena, span_trim(value->text));
            if (texts[count++].text == NULL) {
                return STATUS_NO_MEMORY;
            }
        }
    }
    *good = count == list->count;
    put(base, row->offset, &texts, sizeof(void *));
    put(base, row->count_offset, &count, sizeof count);
    return STATUS_OK;
}

static status store_levels(bool *good, reader *r, const key_row *row, const tree *list, span path, void *base) {
    level_kind *levels = arena_alloc(&r->program->arena, list->count, sizeof *levels);
    uint32_t count = 0;
    if (levels == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < list->count; i++) {
        const tree *value = &list->entries[i].value;
        uint32_t number = 0;
        if (value->kind == TREE_SCALAR && choice_of(&number, row, value->text)) {
            levels[count++] = (level_kind)number;
        } else if (value->kind == TREE_SCALAR && span_equal(value->text, SPAN("draw"))) {
            READER_FAULT(r, value->place, "objective_draw",
                         "the draw always comes last of itself: take \"draw\" out of \"%.*s\"", SPAN_ARGS(path));
        } else {
            program_wanted_refuse(r, row, value, path);
        }
    }
    *good = count == list->count;
    put(base, row->offset, &levels, sizeof levels);
    put(base, row->count_offset, &count, sizeof count);
    return STATUS_OK;
}

static status store_list(bool *good, reader *r, const key_row *row, const tree *value, span path, void *base) {
    tree_entry only = {.value = *value};
    tree as_list = {.kind = TREE_LIST, .place = value->place, .entries = &only, .count = 1};
    const tree *list = value->kind == TREE_SCALAR ? &as_list : value;
    if (list->count == 0 && (row->flags & KEY_NOT_EMPTY) != 0 && r->form == PROGRAM_WRITTEN) {
        READER_FAULT(r, value->place, "list_empty", "\"%.*s\" is empty: write one entry or more, or take the line out",
                     SPAN_ARGS(path));
        return STATUS_OK;
    }
    return row->store == STORE_LEVELS ? store_levels(good, r, row, list, path, base)
                                      : store_texts(good, r, row, list, path, base);
}

status program_value_store(bool *good, reader *r, const key_row *row, const tree *value, span path, void *base) {
    bool takes_list =
        row->type == KEY_TEXTS || row->type == KEY_ADDRESSES || row->type == KEY_FIELDS || row->type == KEY_CHOICES;
    *good = false;
    if (value->kind == TREE_MAP || value->kind == TREE_NULL || (value->kind == TREE_LIST && !takes_list)) {
        program_wanted_refuse(r, row, value, path);
        return STATUS_OK;
    }
    if (takes_list) {
        return store_list(good, r, row, value, path, base);
    }
    if (row->type == KEY_CHOICE) {
        return store_choice(good, r, row, value, path, base);
    }
    int64_t number;
    bool yes;
    if (row->type == KEY_YES_NO && yes_no_of(&yes, value)) {
        put(base, row->offset, &yes, sizeof yes);
        *good = true;
    } else if (row->type == KEY_WHOLE || row->type == KEY_PERCENT || row->type == KEY_DECIMAL) {
        *good = number_of(&number, r, row, value);
        if (*good) {
            put_number(row, number, base);
        }
    } else if (row->type != KEY_YES_NO) {
        return store_text(good, r, row, value, path, base);
    }
    if (!*good) {
        program_wanted_refuse(r, row, value, path);
    }
    return STATUS_OK;
}
