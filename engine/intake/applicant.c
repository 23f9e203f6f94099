// Findings about applications have one form: what is wrong, in quotes what was answered, the column's header, the
// remedy.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/applicant.h"

#include <string.h>

enum { SHOWN_CHARACTERS = 60, COMPARISONS = 1000000 };

void applicants_free(applicants *all, memory *m) {
    memory_free(m, all->items);
    *all = (applicants){0};
}

static instant zones_looked_up_at(const program *p, const intake_options *options) {
    if (p->calendar[CALENDAR_STARTS].said) {
        return p->calendar[CALENDAR_STARTS].at;
    }
    return p->calendar[CALENDAR_CLOSE].said ? p->calendar[CALENDAR_CLOSE].at : options->as_of;
}

void reading_begin(reading *r, context *c, arena *a, const program *p, const intake_options *options) {
    *r = (reading){.c = c, .a = a, .p = p, .options = options, .searches_left = COMPARISONS};
    r->answers_left = r->looks_left = r->names_left = UINT64_MAX;
    r->zones_at = zones_looked_up_at(p, options);
}

static uint64_t at_least(uint64_t limit, uint64_t by_size) {
    return by_size > limit ? by_size : limit;
}

void reading_allow(reading *r, uint64_t bytes) {
    r->answers_left = at_least(ANSWERS_LIMIT, bytes / BYTES_AN_ANSWER);
    r->looks_left = at_least(LOOKS_LIMIT, bytes / BYTES_A_LOOK);
    r->names_left = at_least(NAMES_LIMIT, bytes / BYTES_A_NAME);
}

void reading_end(reading *r) {
    memory_free(&r->c->memory, r->zones);
}

bool reading_may_search(reading *r, size_t comparisons) {
    bool may = comparisons <= r->searches_left;
    r->searches_left -= may ? (uint32_t)comparisons : 0;
    return may;
}

span applicant_shown(arena *scratch, span value) {
    return text_visible(scratch, value, SHOWN_CHARACTERS);
}

place applicant_place(const applicant *a, uint32_t which) {
    const column_list *list = &a->sheet->of[a->role][which];
    return table_place(a->sheet->table, a->record, list->count == 0 ? 0 : list->columns[0]);
}

// Whether a finding of that code about that cell is news.
static bool is_news(reading *r, const applicant *a, uint32_t which, const char *code, const char *about) {
    const column_list *list = &a->sheet->of[a->role][which];
    uint32_t column = list->count == 0 ? NONE : list->columns[0];
    said_fault it = {.sheet = a->sheet, .record = a->record, .column = column, .code = code, .about = about};
    uint32_t kept = r->said_count < SAID_FAULTS ? r->said_count : SAID_FAULTS;
    for (uint32_t i = 0; i < kept; i++) {
        const said_fault *said = &r->said[i];
        if (said->sheet == it.sheet && said->record == it.record && said->column == column && said->about == about &&
            strcmp(said->code, code) == 0) {
            return false;
        }
    }
    r->said[r->said_count++ % SAID_FAULTS] = it;
    return true;
}

// ` (column "Email")`, or nothing where the file has no such column.
static span column_clause(arena *scratch, const applicant *a, uint32_t which) {
    span header = fields_header(a->sheet, a->role, which);
    if (header.length == 0) {
        return SPAN("");
    }
    span shown = text_visible(scratch, header, HEADER_CHARACTERS);
    return arena_format(scratch, " (column \"%.*s\")", SPAN_ARGS(shown));
}

status applicant_say(reading *r, const applicant *a, uint32_t which, severity severity_of_it, const char *code,
                     span text) {
    if (text.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (is_news(r, a, which, code, NULL)) {
        finding_add(&r->c->findings, severity_of_it, applicant_place(a, which), code, "%.*s", SPAN_ARGS(text));
    }
    return STATUS_OK;
}

status applicant_remark(reading *r, const applicant *a, uint32_t which, severity severity_of_it, const char *code,
                        const char *about, span what, span remedy) {
    arena scratch = arena_over(&r->c->memory);
    span column = column_clause(&scratch, a, which);
    bool no_memory = column.text == NULL || what.text == NULL || remedy.text == NULL;
    if (!no_memory && is_news(r, a, which, code, about)) {
        finding_add(&r->c->findings, severity_of_it, applicant_place(a, which), code, "%.*s%.*s: %.*s", SPAN_ARGS(what),
                    SPAN_ARGS(column), SPAN_ARGS(remedy));
    }
    arena_free(&scratch);
    return no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

span applicant_line(arena *scratch, const applicant *a, const applicant *other) {
    return a->sheet == other->sheet
               ? arena_format(scratch, "line %u", other->person.line)
               : arena_format(scratch, "line %u of %.*s", other->person.line, SPAN_ARGS(other->sheet->table->file));
}

// Adds a clause to the reasons for setting the application aside; the first begins with a capital letter.
static status add_because(reading *r, applicant *a, span clause) {
    if (clause.text != NULL && a->because.length > 0) {
        span rest = {clause.text + 1, clause.length - 1};
        clause = span_find(a->because, rest) != SIZE_MAX
                     ? a->because
                     : arena_format(r->a, "%.*s; %.*s", SPAN_ARGS(a->because), SPAN_ARGS(clause));
    } else if (clause.text != NULL && clause.text[0] >= 'a' && clause.text[0] <= 'z') {
        clause = arena_format(r->a, "%c%.*s", clause.text[0] - 'a' + 'A',
                              SPAN_ARGS(((span){clause.text + 1, clause.length - 1})));
    }
    if (clause.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    a->set_aside = true;
    a->code = ASIDE_INVALID;
    a->because = clause;
    return STATUS_OK;
}

status applicant_invalid(reading *r, applicant *a, const char *because) {
    return add_because(r, a, arena_format(r->a, "%s", because));
}

status applicant_fault(reading *r, applicant *a, uint32_t which, const wrong *w) {
    arena scratch = arena_over(&r->c->memory);
    bool is_private = r->fields.fields[which].is_private, has_value = w->value.text != NULL;
    severity severity_of_it = r->options->set_aside_invalid ? SEVERITY_WARNING : SEVERITY_ERROR;
    span shown = has_value ? applicant_shown(&scratch, w->value) : SPAN(""), what = span_of(w->what), clause;
    if (has_value) {
        what = is_private ? arena_format(&scratch, "the answer %s", w->what)
                          : arena_format(&scratch, "\"%.*s\" %s", SPAN_ARGS(shown), w->what);
    }
    status result = shown.text == NULL ? STATUS_NO_MEMORY
                                       : applicant_remark(r, a, which, severity_of_it, w->code, NULL, what, w->remedy);
    if (result == STATUS_OK) {
        if (is_private) {
            clause = SPAN("an answer cannot be used");
        } else if (w->because != NULL) {
            clause = arena_format(r->a, "%s", w->because);
        } else {
            clause = has_value ? arena_format(r->a, "\xE2\x80\x9C%.*s\xE2\x80\x9D %s", SPAN_ARGS(shown), w->what)
                               : arena_format(r->a, "%s", w->what);
        }
        result = add_because(r, a, clause);
    }
    arena_free(&scratch);
    return result;
}
