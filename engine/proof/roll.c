// The directory of intake goes with the applications; here it is made again of the people and of those set aside.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/roll.h"

#include "intake/answers.h"

// The directory tells people apart by their address. Who was set aside for want of one is known by the row.
static status address_key(span *out, roll *r, const person *p, const aside *why) {
    const span written = span_trim(p->email);
    if (why != NULL && written.length == 0) {
        *out = arena_format(&r->arena, "line %u of %.*s", why->line, SPAN_ARGS(r->cohort->inputs[why->input].file));
        return out->text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    return answers_email_key(out, &r->arena, written);
}

static status add(roll *r, role as, const person *p, uint32_t number, const aside *why) {
    const uint32_t at = r->applicants.count++;
    applicant *a = &r->applicants.items[at];
    *a = (applicant){
        .person = *p, .role = as, .set_aside = why != NULL, .who = NONE, .email_key = SPAN(""), .name_key = SPAN("")};
    r->number[at] = number;
    r->asides[at] = why;
    TRY(address_key(&a->email_key, r, p, why));
    TRY(text_fold_name(&a->name_key, &r->arena, p->name));
    return STATUS_OK;
}

static status add_people(roll *r) {
    const cohort *h = r->cohort;
    for (role as = ROLE_MENTOR; as < ROLE_COUNT; as++) {
        for (uint32_t i = 0; i < h->count[as]; i++) {
            TRY(add(r, as, &h->people[as][i], i, NULL));
        }
    }
    return STATUS_OK;
}

// Of somebody's several applications the one that was replaced by another says least.
static status add_asides(roll *r, bool superseded) {
    const cohort *h = r->cohort;
    for (uint32_t i = 0; i < h->aside_count; i++) {
        const aside *a = &h->asides[i];
        const person known_of = {.id = a->who, .name = a->name, .email = a->email};
        if ((a->code == ASIDE_SUPERSEDED) == superseded) {
            TRY(add(r, a->role == INPUT_MENTORS ? ROLE_MENTOR : ROLE_MENTEE, &known_of, NONE, a));
        }
    }
    return STATUS_OK;
}

static status fill(roll *r) {
    const cohort *h = r->cohort;
    const size_t most = (size_t)h->count[ROLE_MENTOR] + h->count[ROLE_MENTEE] + h->aside_count;
    r->applicants.items = arena_alloc(&r->arena, most, sizeof *r->applicants.items);
    r->number = arena_alloc(&r->arena, most, sizeof *r->number);
    r->asides = arena_alloc(&r->arena, most, sizeof(const aside *));
    if (r->applicants.items == NULL || r->number == NULL || r->asides == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(add_people(r));
    TRY(add_asides(r, false));
    TRY(add_asides(r, true));
    return directory_build(&r->directory, &r->reading, &r->applicants);
}

status roll_open(roll *out, context *c, const cohort *h) {
    *out = (roll){.arena = arena_over(&c->memory), .cohort = h};
    reading_begin(&out->reading, c, &out->arena, h->program, &h->options);
    return fill(out) == STATUS_OK ? STATUS_OK : context_no_memory(c, "proof/roll");
}

void roll_close(roll *r) {
    if (r->reading.c != NULL) {
        reading_end(&r->reading);
    }
    arena_free(&r->arena);
}

status roll_find(roll_entry *out, roll *r, role as, span text) {
    *out = (roll_entry){.person = NONE, .number = NONE, .what = SPAN(""), .remedy = SPAN("")};
    who found;
    TRY(directory_find(&found, &r->directory, &r->arena, as, text));
    if (found.found == WHO_FOUND) {
        const uint32_t applied = r->directory.people[found.person].applied[as];
        out->person = found.person;
        out->number = r->number[applied];
        out->aside = r->asides[applied];
        return STATUS_OK;
    }
    out->code = found.found == WHO_AMBIGUOUS ? "name_ambiguous" : "person_unknown";
    return directory_trouble(&out->what, &out->remedy, &r->reading, &r->directory, &r->arena, as, text, &found, false);
}
