// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/people.h"

#include <stdlib.h>

enum { WRITTEN_INSTANT = 26 };

status people_instant(building *b, span *out, instant at) {
    *out = (span){"", 0};
    if (at == INSTANT_NONE) {
        return STATUS_OK;
    }
    char text[WRITTEN_INSTANT];
    const zone *z = b->cohort->program->zone;
    instant_format(text, at, z == NULL ? 0 : zone_offset(z, at));
    *out = arena_copy(&b->result->arena, span_of(text));
    return out->text == NULL ? context_no_memory(b->context, "pairing/people") : STATUS_OK;
}

// ---- the order of fields: known ones as they are, then all further ones by name

typedef struct named_field {
    span name;
    uint32_t number;
} named_field;

static int compare_names(const void *a, const void *b) {
    const named_field *one = a, *other = b;
    int order = span_compare(one->name, other->name);
    return order != 0 ? order : (one->number > other->number) - (one->number < other->number);
}

// Shown fields in their order; private ones left out.
static status order_fields(building *b, uint32_t **out, uint32_t *count) {
    const cohort *h = b->cohort;
    named_field *further = arena_alloc(&b->scratch, h->field_count, sizeof *further);
    *out = arena_alloc(&b->scratch, h->field_count, sizeof **out);
    if (further == NULL || *out == NULL) {
        return context_no_memory(b->context, "pairing/people");
    }
    uint32_t further_count = 0;
    *count = 0;
    for (uint32_t f = 0; f < h->field_count; f++) {
        if (h->fields[f].is_private && f != FIELD_ID) {
            continue;
        }
        if (f < FIELD_KNOWN) {
            (*out)[(*count)++] = f;
        } else {
            further[further_count++] = (named_field){h->fields[f].name, f};
        }
    }
    if (further_count > 0) {
        qsort(further, further_count, sizeof *further, compare_names);
    }
    for (uint32_t i = 0; i < further_count; i++) {
        (*out)[(*count)++] = further[i].number;
    }
    return STATUS_OK;
}

// ---- values

static shown_value text_value(span text) {
    return (shown_value){.kind = SHOWN_TEXT, .text = text};
}

// Known options by name in their order, others behind them.
static status choices_value(building *b, shown_value *out, const field *f, const choices *c) {
    uint32_t count = c->count + c->other_count;
    span *list = arena_alloc(&b->result->arena, count, sizeof *list);
    if (list == NULL) {
        return context_no_memory(b->context, "pairing/people");
    }
    for (uint32_t i = 0; i < c->count; i++) {
        list[i] = f->options->options[c->options[i]].name;
    }
    for (uint32_t i = 0; i < c->other_count; i++) {
        list[c->count + i] = c->others[i];
    }
    *out = (shown_value){.kind = SHOWN_LIST, .list = list, .list_count = count};
    return STATUS_OK;
}

// People by id; as written where nobody could be found.
static status people_value(building *b, shown_value *out, role side, const uint32_t *numbers, uint32_t count,
                           const answer *a) {
    if (count == 0) {
        *out = text_value(a->text);
        return STATUS_OK;
    }
    const person *others = b->cohort->people[side == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE];
    span *list = arena_alloc(&b->result->arena, count, sizeof *list);
    if (list == NULL) {
        return context_no_memory(b->context, "pairing/people");
    }
    for (uint32_t i = 0; i < count; i++) {
        list[i] = others[numbers[i]].id;
    }
    *out = (shown_value){.kind = SHOWN_LIST, .list = list, .list_count = count};
    return STATUS_OK;
}

static status answer_value(building *b, shown_value *out, uint32_t number, const answer *a) {
    const field *f = &b->cohort->fields[number];
    bool is_list = f->is_choice && a->choices != NULL && a->choices->count + a->choices->other_count > 0;
    if (is_list) {
        return choices_value(b, out, f, a->choices);
    }
    *out = text_value(a->text);
    return STATUS_OK;
}

static status value_of(building *b, shown_value *out, const person *p, role side, uint32_t number) {
    const answer *a = &p->answers[number];
    span text = {"", 0};
    switch (number) {
    case FIELD_ID:
        *out = text_value(p->id);
        return STATUS_OK;
    case FIELD_NAME:
        *out = text_value(p->name);
        return STATUS_OK;
    case FIELD_EMAIL:
        *out = text_value(p->email);
        return STATUS_OK;
    case FIELD_SUBMITTED:
        TRY(people_instant(b, &text, p->submitted));
        *out = text_value(text);
        return STATUS_OK;
    case FIELD_CAREER_STAGE:
        *out = text_value(p->stage < 0 ? a->text : b->cohort->program->career_stages.options[p->stage].name);
        return STATUS_OK;
    case FIELD_CAPACITY:
        *out = (shown_value){.kind = SHOWN_NUMBER, .number = p->capacity};
        return STATUS_OK;
    case FIELD_REQUESTED:
        return people_value(b, out, side, p->requested, p->requested_count, a);
    case FIELD_CONFLICTS:
        return people_value(b, out, side, p->conflicts, p->conflict_count, a);
    case FIELD_PRIORITY:
        *out = a->text.length == 0 ? text_value(text) : (shown_value){.kind = SHOWN_FLAG, .flag = p->priority};
        return STATUS_OK;
    default: // a number of the registry or of a kept column
        return answer_value(b, out, number, a);
    }
}

static bool is_empty(const shown_value *v) {
    switch (v->kind) {
    case SHOWN_TEXT:
        return v->text.length == 0;
    case SHOWN_LIST:
        return v->list_count == 0;
    case SHOWN_NUMBER:
    case SHOWN_FLAG:
        return false;
    }
    return false;
}

typedef struct shown_fields { // in their order
    uint32_t *numbers;
    uint32_t count;
    shown_value *values; // scratch for one person at a time
} shown_fields;

static status fill_person(building *b, shown_person *out, role side, uint32_t number, const shown_fields *fields) {
    const person *p = &b->cohort->people[side][number];
    out->id = p->id;
    for (uint32_t i = 0; i < fields->count; i++) {
        shown_value *v = &fields->values[out->value_count];
        TRY(value_of(b, v, p, side, fields->numbers[i]));
        v->key = b->cohort->fields[fields->numbers[i]].name;
        out->value_count += is_empty(v) ? 0 : 1;
    }
    out->values = arena_array(&b->result->arena, fields->values, out->value_count, sizeof *fields->values);
    return out->values == NULL ? context_no_memory(b->context, "pairing/people") : STATUS_OK;
}

status people_fill(building *b) {
    shown_fields fields = {0};
    TRY(order_fields(b, &fields.numbers, &fields.count));
    fields.values = arena_alloc(&b->scratch, fields.count, sizeof *fields.values);
    if (fields.values == NULL) {
        return context_no_memory(b->context, "pairing/people");
    }
    for (role side = 0; side < ROLE_COUNT; side++) {
        uint32_t people = b->cohort->count[side];
        shown_person *all = arena_alloc(&b->result->arena, people, sizeof *all);
        if (all == NULL) {
            return context_no_memory(b->context, "pairing/people");
        }
        for (uint32_t i = 0; i < people; i++) {
            TRY(fill_person(b, &all[i], side, i, &fields));
        }
        b->result->people[side] = all;
        b->result->people_count[side] = people;
    }
    return STATUS_OK;
}
