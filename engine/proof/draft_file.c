// Both kinds of file give the texts of two cells and their places; whom they mean is found in one way.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/draft_file.h"

#include <string.h>

#include "intake/decode.h"
#include "intake/json_pull.h"
#include "intake/listing.h"
#include "proof/roll.h"

static const char WHERE[] = "proof/draft_file";
static const role ROLES[] = {ROLE_MENTEE, ROLE_MENTOR}; // in the order of the columns

typedef struct cell_text {
    span text;
    place place;
} cell_text;

typedef struct desk { // while the file is read
    context *c;
    const cohort *h;
    span file;
    arena *a; // for what stays
    arena scratch;
    roll roll;
    draft_file *out;
    size_t capacity;
} desk;

static const char *name_of(role as) {
    return as == ROLE_MENTEE ? "mentee" : "mentor";
}

// ---- one line ---------------------------------------------------------------------------------------------------

static status add_line(desk *d, const draft_line *line) {
    draft_file *out = d->out;
    if (out->count == d->capacity) {
        const size_t capacity = d->capacity * 2 + 64;
        draft_line *larger = arena_alloc(d->a, capacity, sizeof *larger);
        if (larger == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (uint32_t i = 0; i < out->count; i++) {
            larger[i] = out->lines[i];
        }
        out->lines = larger;
        d->capacity = capacity;
    }
    out->lines[out->count++] = *line;
    return STATUS_OK;
}

// Why an application does not count, and what would let it count.
static const struct {
    const char *is, *remedy;
} SET_ASIDE[] = {
    [ASIDE_INVALID] = {"is not valid", "mend the application"},
    [ASIDE_LATE] = {"came late", "match with --late"},
    [ASIDE_SUPERSEDED] = {"was replaced by another", "see to the other one"},
    [ASIDE_REQUIREMENT] = {"is not admitted", "see to the requirement in program.yaml"},
    [ASIDE_WITHDRAWN] = {"is withdrawn", "take the withdrawal out of the decisions"},
};

static void say_set_aside(const desk *d, role as, place where, const aside *why) {
    const span because = why->because.length > 0 && why->because.text[why->because.length - 1] == '.'
                             ? (span){why->because.text, why->because.length - 1}
                             : why->because;
    const bool says_more = because.length > 0 && why->code != ASIDE_WITHDRAWN;
    finding_add(
        &d->c->findings, SEVERITY_ERROR, where, "pair_set_aside",
        "the %s takes no part: the application (%.*s, line %u) %s%s%.*s (column \"%s\"): take this line out, or "
        "%s",
        name_of(as), SPAN_ARGS(d->h->inputs[why->input].file), why->line, SET_ASIDE[why->code].is,
        says_more ? ": " : "", SPAN_ARGS(says_more ? because : SPAN("")), name_of(as), SET_ASIDE[why->code].remedy);
}

// Whom the cells of one role mean: by name, id or address, and by the address in a column of its own where the first
// does not tell. What is wrong is said.
static status find_person(roll_entry *out, desk *d, role as, const cell_text *named, const cell_text *address) {
    const cell_text *used = named->text.length > 0 ? named : address;
    TRY(roll_find(out, &d->roll, as, used->text));
    if (used == named && address->text.length > 0) {
        roll_entry addressed;
        TRY(roll_find(&addressed, &d->roll, as, address->text));
        if (out->person == NONE && addressed.person != NONE) {
            *out = addressed;
            used = address;
        } else if (out->person != NONE && addressed.person != out->person) {
            finding_add(&d->c->findings, SEVERITY_WARNING, address->place, "draft_contradicts",
                        "this is not the address of the %s that this line names (column \"%s e-mail\"): the column "
                        "\"%s\" counts; mend one of the two",
                        name_of(as), name_of(as), name_of(as));
        }
    }
    if (out->person == NONE) {
        finding_add(&d->c->findings, SEVERITY_ERROR, used->place, out->code, "%.*s (column \"%s\"): %.*s",
                    SPAN_ARGS(out->what), name_of(as), SPAN_ARGS(out->remedy));
    } else if (out->aside != NULL) {
        say_set_aside(d, as, used->place, out->aside);
    }
    return STATUS_OK;
}

static bool is_empty(const cell_text *named, const cell_text *address) {
    return named->text.length == 0 && address->text.length == 0;
}

// A line with one person only pairs nobody: so a list of everybody may say who stays without.
static status take_line(desk *d, const cell_text named[ROLE_COUNT], const cell_text address[ROLE_COUNT]) {
    const bool empty[ROLE_COUNT] = {[ROLE_MENTOR] = is_empty(&named[ROLE_MENTOR], &address[ROLE_MENTOR]),
                                    [ROLE_MENTEE] = is_empty(&named[ROLE_MENTEE], &address[ROLE_MENTEE])};
    draft_line line;
    bool faulty = false;
    for (size_t k = 0; k < ROLE_COUNT; k++) {
        const role as = ROLES[k];
        if (empty[as]) {
            if (!empty[as == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE]) {
                finding_add(&d->c->findings, SEVERITY_NOTE, named[as].place, "nobody_paired",
                            "no %s is named here (column \"%s\"): this line pairs nobody", name_of(as), name_of(as));
            }
            return STATUS_OK;
        }
    }
    for (size_t k = 0; k < ROLE_COUNT; k++) {
        const role as = ROLES[k];
        roll_entry found;
        TRY(find_person(&found, d, as, &named[as], &address[as]));
        faulty |= found.number == NONE;
        line.who[as] = found.number;
        line.place[as] = named[as].place;
        line.place[as].file = d->file;
    }
    d->out->faulty += faulty;
    return faulty ? STATUS_OK : add_line(d, &line);
}

// ---- CSV --------------------------------------------------------------------------------------------------------

enum { COLUMN_NAMED, COLUMN_ADDRESS = COLUMN_NAMED + ROLE_COUNT, COLUMNS = COLUMN_ADDRESS + ROLE_COUNT };

// Compared without case, blanks and punctuation: "Mentee e-mail".
static const listing_column ASKED[COLUMNS] = {
    [COLUMN_NAMED + ROLE_MENTOR] = {"mentor", false},
    [COLUMN_NAMED + ROLE_MENTEE] = {"mentee", false},
    [COLUMN_ADDRESS + ROLE_MENTOR] = {"mentoremail", false},
    [COLUMN_ADDRESS + ROLE_MENTEE] = {"menteeemail", false},
};

static cell_text cell_of(const listing *l, uint32_t row, uint32_t column) {
    return (cell_text){listing_cell(l, row, column), listing_place(l, row, column)};
}

static status check_columns(desk *d, const listing *l) {
    bool found = true;
    for (size_t k = 0; k < ROLE_COUNT; k++) {
        const role as = ROLES[k];
        if (l->columns[COLUMN_NAMED + as] == NONE && l->columns[COLUMN_ADDRESS + as] == NONE) {
            finding_add(&d->c->findings, SEVERITY_ERROR, table_place(l->table, 0, 0), "column_missing",
                        "no column \"%s\": the first line must name the columns, two of them mentee and mentor",
                        name_of(as));
            found = false;
        }
    }
    return found ? STATUS_OK : STATUS_BAD_INPUT;
}

static status read_rows(desk *d, const listing *l) {
    TRY(check_columns(d, l));
    for (uint32_t row = 0; row < l->rows; row++) {
        cell_text named[ROLE_COUNT], address[ROLE_COUNT];
        for (role as = ROLE_MENTOR; as < ROLE_COUNT; as++) {
            named[as] = cell_of(l, row, COLUMN_NAMED + as);
            address[as] = cell_of(l, row, COLUMN_ADDRESS + as);
            if (l->columns[COLUMN_NAMED + as] == NONE) {
                named[as].place = address[as].place;
            }
        }
        TRY(take_line(d, named, address));
    }
    return STATUS_OK;
}

// A quotation mark that is never closed has swallowed all lines behind it.
static bool is_cut_short(const findings *f, size_t first) {
    bool cut = false;
    for (size_t i = first; i < f->count; i++) {
        cut = cut || strcmp(f->items[i].code, "quote_not_closed") == 0;
    }
    return cut;
}

static status read_csv(desk *d, span bytes) {
    listing l;
    const size_t errors = d->c->findings.errors, first = d->c->findings.count;
    if (span_empty(bytes)) {
        finding_add(&d->c->findings, SEVERITY_ERROR, (place){d->file, 1, 1}, "file_empty",
                    "an empty file: its first line must be mentee,mentor");
        return STATUS_BAD_INPUT;
    }
    TRY(listing_open(&l, d->c, &d->scratch, d->h->program, d->file, bytes, ASKED, COLUMNS));
    d->out->faulty = (uint32_t)(d->c->findings.errors - errors); // rows with a fault of their own
    const status result = is_cut_short(&d->c->findings, first) ? STATUS_BAD_INPUT : read_rows(d, &l);
    listing_close(&l);
    return result;
}

// ---- pairing.json -----------------------------------------------------------------------------------------------

typedef struct json_file {
    desk *desk;
    json_pull_reader json;
    decode_cursor cursor; // only moved forwards, pair by pair
    span format;
    bool has_pairs;
    status failed; // of a line
} json_file;

// One pair, whose object has begun. JSON_PULL_PLAIN where all went well.
static json_pull_kind read_pair(json_file *f) {
    cell_text named[ROLE_COUNT], none[ROLE_COUNT] = {{.text = SPAN("")}, {.text = SPAN("")}};
    decode_cursor_move(&f->cursor, f->json.at - 1);
    for (role as = ROLE_MENTOR; as < ROLE_COUNT; as++) {
        named[as] = (cell_text){SPAN(""), {f->desk->file, f->cursor.line, f->cursor.column}};
    }
    for (;;) {
        span key, value;
        json_pull_kind kind = json_pull_next(&f->json, &key);
        if (kind == JSON_PULL_END_OBJECT) {
            f->failed = take_line(f->desk, named, none);
            return f->failed == STATUS_OK ? JSON_PULL_PLAIN : JSON_PULL_NO_MEMORY;
        }
        if (kind != JSON_PULL_KEY) {
            return kind;
        }
        kind = json_pull_next(&f->json, &value);
        for (role as = ROLE_MENTOR; as < ROLE_COUNT && kind == JSON_PULL_STRING; as++) {
            named[as].text = span_equal(key, span_of(name_of(as))) ? value : named[as].text;
        }
        kind = json_pull_skip(&f->json, kind);
        if (kind != JSON_PULL_PLAIN) {
            return kind;
        }
    }
}

static json_pull_kind read_pairs(json_file *f) {
    for (;;) {
        span text;
        json_pull_kind kind = json_pull_next(&f->json, &text);
        if (kind == JSON_PULL_END_ARRAY) {
            return JSON_PULL_PLAIN;
        }
        kind = kind == JSON_PULL_BEGIN_OBJECT ? read_pair(f) : kind == JSON_PULL_NO_MEMORY ? kind : JSON_PULL_FAULT;
        if (kind != JSON_PULL_PLAIN) {
            return kind;
        }
    }
}

// JSON_PULL_END: the whole file was read.
static json_pull_kind read_object(json_file *f) {
    span key, value;
    if (json_pull_next(&f->json, &value) != JSON_PULL_BEGIN_OBJECT) {
        return JSON_PULL_FAULT;
    }
    for (;;) {
        json_pull_kind kind = json_pull_next(&f->json, &key);
        if (kind != JSON_PULL_KEY) {
            return kind == JSON_PULL_END_OBJECT ? json_pull_next(&f->json, &value) : kind;
        }
        kind = json_pull_next(&f->json, &value);
        if (kind == JSON_PULL_STRING && span_equal(key, SPAN("format"))) {
            f->format = value;
        }
        const bool pairs = kind == JSON_PULL_BEGIN_ARRAY && !f->has_pairs && span_equal(key, SPAN("pairs"));
        f->has_pairs |= pairs;
        kind = pairs ? read_pairs(f) : json_pull_skip(&f->json, kind);
        if (kind != JSON_PULL_PLAIN) {
            return kind;
        }
    }
}

static status read_json(desk *d, span bytes) {
    span text;
    TRY(decode_settings(&text, &d->scratch, d->c, d->file, bytes));
    json_file f = {.desk = d,
                   .json = json_pull_open(text, &d->scratch),
                   .cursor = decode_cursor_at_start(text),
                   .format = SPAN(""),
                   .failed = STATUS_OK};
    const json_pull_kind kind = read_object(&f);
    if (kind == JSON_PULL_NO_MEMORY) {
        return f.failed != STATUS_OK ? f.failed : STATUS_NO_MEMORY;
    }
    if (kind != JSON_PULL_END) {
        finding_add(&d->c->findings, SEVERITY_ERROR, decode_place(d->file, text, f.json.at), "pairing_unreadable",
                    "not the JSON of a pairing from here on: take the pairing.json as the tool wrote it");
        return STATUS_BAD_INPUT;
    }
    if (!span_equal(f.format, SPAN("mentorpair.pairing/1")) || !f.has_pairs) {
        finding_add(&d->c->findings, SEVERITY_ERROR, (place){d->file, 1, 1}, "pairing_unreadable",
                    "this is no pairing.json with the format \"mentorpair.pairing/1\" and its pairs: take one of this "
                    "tool, or a CSV with the columns mentee,mentor");
        return STATUS_BAD_INPUT;
    }
    return STATUS_OK;
}

// ---- either -----------------------------------------------------------------------------------------------------

static bool is_json(span bytes) {
    if (span_starts(bytes, SPAN("\xEF\xBB\xBF"))) {
        bytes = (span){bytes.text + 3, bytes.length - 3};
    }
    size_t at = 0;
    while (at < bytes.length &&
           (bytes.text[at] == ' ' || bytes.text[at] == '\n' || bytes.text[at] == '\r' || bytes.text[at] == '\t')) {
        at++;
    }
    return at < bytes.length && bytes.text[at] == '{';
}

status draft_file_read(draft_file *out, arena *a, context *c, const cohort *h, span file, span bytes) {
    desk d = {.c = c, .h = h, .file = file, .a = a, .scratch = arena_over(&c->memory), .out = out};
    *out = (draft_file){.lines = NULL};
    status result = roll_open(&d.roll, c, h);
    if (result == STATUS_OK) {
        result = is_json(bytes) ? read_json(&d, bytes) : read_csv(&d, bytes);
    }
    roll_close(&d.roll);
    arena_free(&d.scratch);
    return result == STATUS_NO_MEMORY || c->findings.no_memory ? context_no_memory(c, WHERE) : result;
}
