// A row of applications.csv is read once for each role that it names, through that role's columns.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/rows.h"

#include "intake/answers.h"
#include "intake/cells.h"

static status append(applicants *out, reading *r, const sheet *s, uint32_t row, role as, applicant **added) {
    if (r->fields.count > r->answers_left) {
        finding_add(&r->c->findings, SEVERITY_ERROR, table_place(s->table, row, 0), "too_many_applications",
                    "more applications, with more columns, than one cohort can have: %u of them with %u columns were read; take out what "
                    "does not belong here",
                    out->count, r->fields.count);
        return STATUS_BAD_INPUT;
    }
    r->answers_left -= r->fields.count;
    if (!memory_reserve(&r->c->memory, &out->items, &out->capacity, (size_t)out->count + 1, sizeof *out->items)) {
        return STATUS_NO_MEMORY;
    }
    applicant *a = *added = &out->items[out->count];
    *a = (applicant){.sheet = s, .record = row, .role = as};
    TRY(cells_read(r, a));
    out->count++;
    return STATUS_OK;
}

// The roles that a row of applications.csv says; none: they cannot be read.
static status roles_of_row(role_set *out, reading *r, const sheet *s, uint32_t row) {
    const column_list *list = &s->of[ROLE_MENTEE][FIELD_ROLE];
    arena scratch = arena_over(&r->c->memory);
    span text = SPAN("");
    status result = STATUS_OK;
    for (uint32_t i = 0; i < list->count; i++) {
        span part = span_trim(s->table->records[row].cells[list->columns[i]].text);
        text = arena_format(&scratch, "%.*s%s%.*s", SPAN_ARGS(text), text.length > 0 ? ";" : "", SPAN_ARGS(part));
        if (text.text == NULL) {
            result = STATUS_NO_MEMORY;
            goto out;
        }
    }
    result = answers_roles(out, &scratch, &r->fields.fields[FIELD_ROLE], text);
out:
    arena_free(&scratch);
    return result;
}

static status role_fault(reading *r, applicant *a) {
    span text = a->person.answers[FIELD_ROLE].text;
    wrong it = {.code = text.length == 0 ? "role_missing" : "role_unknown",
                .value = text.length == 0 ? (span){NULL, 0} : text,
                .what = text.length == 0 ? "no role" : "is neither mentor, mentee nor both",
                .remedy = SPAN("write one of them, or list it as a synonym under options: {role: ...}")};
    a->no_role = true;
    return applicant_fault(r, a, FIELD_ROLE, &it);
}

static status read_row(applicants *out, reading *r, const sheet *s, uint32_t row) {
    role_set roles = {{s->part == INPUT_MENTORS, s->part == INPUT_MENTEES}};
    applicant *added;
    if (s->part == INPUT_APPLICATIONS) {
        TRY(roles_of_row(&roles, r, s, row));
        if (!roles.plays[ROLE_MENTOR] && !roles.plays[ROLE_MENTEE]) {
            TRY(append(out, r, s, row, ROLE_MENTEE, &added));
            return role_fault(r, added);
        }
    }
    for (role as = 0; as < ROLE_COUNT; as++) {
        if (roles.plays[as]) {
            TRY(append(out, r, s, row, as, &added));
        }
    }
    return STATUS_OK;
}

status rows_read(applicants *out, reading *r, const sheet *s) {
    for (uint32_t row = s->first_record; row < s->table->count; row++) {
        TRY(read_row(out, r, s, row));
        if (r->looks_left == 0) {
            finding_add(&r->c->findings, SEVERITY_ERROR, table_place(s->table, row, 0), "too_many_choices",
                        "the rows up to this one name more choices than a form offers: take out what does not belong here");
            return STATUS_BAD_INPUT;
        }
    }
    return STATUS_OK;
}
