// Files are matched by role and name, answers by person and field. SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/compare_inputs.h"

#include <stdlib.h>
#include <string.h>

// ---- inputs -----------------------------------------------------------------------------------------------------

static bool input_counts(const comparing *k, compared_side side, const shown_input *it) {
    return !(k->helped[side] && span_equal(it->role, span_of(input_role_name(INPUT_PREVIOUS))));
}

static bool inputs_equal(const shown_input *old, const shown_input *new) {
    return memcmp(old->sha256, new->sha256, sizeof old->sha256) == 0 && old->rows == new->rows &&
           old->accepted == new->accepted && old->set_aside == new->set_aside;
}

// How the files of one role find each other, in this order: so that no other file takes a namesake's part, and no
// namesake that of a file which stayed as it was.
typedef enum likeness { LIKE_NAME_AND_BYTES, LIKE_NAME, LIKE_ROLE, LIKENESSES } likeness;

static bool is_like(const shown_input *a, const shown_input *b, likeness how) {
    return span_equal(a->role, b->role) && (how == LIKE_ROLE || span_equal(a->file, b->file)) &&
           (how != LIKE_NAME_AND_BYTES || memcmp(a->sha256, b->sha256, sizeof a->sha256) == 0);
}

// The file of the other pairing that plays the part of `it`.
static uint32_t counterpart(const comparing *k, const shown_input *it, const bool *taken, likeness how) {
    const pairing *old = k->pairing[COMPARED_OLD];
    for (uint32_t i = 0; i < old->input_count; i++) {
        if (!taken[i] && is_like(&old->inputs[i], it, how)) {
            return i;
        }
    }
    return COMPARED_NONE;
}

static void add_input(comparison *out, const shown_input *old, const shown_input *new) {
    if (old == NULL || new == NULL || !inputs_equal(old, new)) {
        out->inputs[out->input_count++] = (compared_input){.file = {old, new}};
    }
}

status compare_inputs(comparing *k) {
    const pairing *old = k->pairing[COMPARED_OLD], *new = k->pairing[COMPARED_NEW];
    comparison *out = k->out;
    out->inputs = arena_alloc(k->arena, (size_t)old->input_count + new->input_count, sizeof *out->inputs);
    bool *taken = arena_alloc(&k->scratch, old->input_count, sizeof *taken);
    uint32_t *twin = arena_alloc(&k->scratch, new->input_count, sizeof *twin);
    if (out->inputs == NULL || taken == NULL || twin == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (likeness how = 0; how < LIKENESSES; how++) {
        for (uint32_t i = 0; i < new->input_count; i++) {
            if (how == 0 || twin[i] == COMPARED_NONE) {
                twin[i] = counterpart(k, &new->inputs[i], taken, how);
                if (twin[i] != COMPARED_NONE) {
                    taken[twin[i]] = true;
                }
            }
        }
    }
    for (uint32_t i = 0; i < new->input_count; i++) {
        if (input_counts(k, COMPARED_NEW, &new->inputs[i])) {
            add_input(out, twin[i] == COMPARED_NONE ? NULL : &old->inputs[twin[i]], &new->inputs[i]);
        }
    }
    for (uint32_t i = 0; i < old->input_count; i++) {
        if (!taken[i] && input_counts(k, COMPARED_OLD, &old->inputs[i])) {
            add_input(out, &old->inputs[i], NULL);
        }
    }
    return STATUS_OK;
}

// ---- answers ----------------------------------------------------------------------------------------------------

static const shown_value *value_of(const shown_person *p, span key) {
    for (uint32_t i = 0; i < p->value_count; i++) {
        if (span_equal(p->values[i].key, key)) {
            return &p->values[i];
        }
    }
    return NULL;
}

static bool values_equal(const shown_value *a, const shown_value *b) {
    if (a == NULL || b == NULL || a->kind != b->kind) {
        return a == b;
    }
    bool equal = true;
    switch (a->kind) {
    case SHOWN_TEXT:
        return span_equal(a->text, b->text);
    case SHOWN_NUMBER:
        return a->number == b->number;
    case SHOWN_FLAG:
        return a->flag == b->flag;
    case SHOWN_LIST:
        break;
    }
    for (uint32_t i = 0; a->list_count == b->list_count && i < a->list_count && equal; i++) {
        equal = span_equal(a->list[i], b->list[i]);
    }
    return equal && a->list_count == b->list_count;
}

static bool is_in_both(const compared_person *p) {
    return p->number[COMPARED_OLD] != COMPARED_NONE && p->number[COMPARED_NEW] != COMPARED_NONE;
}

// The next of a list of people who takes part in both pairings, *at being where to look on; COMPARED_NONE: no more.
// What is no list names nobody who was found.
static uint32_t next_of_both(const comparing *k, compared_side side, role as, const shown_value *list, uint32_t *at) {
    const pairing *p = k->pairing[side];
    for (; list != NULL && list->kind == SHOWN_LIST && *at < list->list_count; ++*at) {
        const shown_person *who = pairing_person(p, as, list->list[*at]);
        const uint32_t number = who == NULL ? COMPARED_NONE : k->united[as][side][who - p->people[as]];
        if (number != COMPARED_NONE && is_in_both(&k->out->people[as][number])) {
            return number;
        }
    }
    return COMPARED_NONE;
}

typedef struct answer_entry {
    span field;
    uint32_t person;
} answer_entry;

typedef struct answer_list {
    memory *memory;
    answer_entry *items;
    size_t count, capacity;
} answer_list;

// Whether two answers are the same. People asked for are compared where they take part in both pairings: a list that
// somebody drops out of is no other answer.
static bool answers_equal(const comparing *k, role as, span key, const shown_value *was, const shown_value *is) {
    if (!span_equal(key, SPAN("requested"))) {
        return values_equal(was, is);
    }
    const role other = as == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE;
    for (uint32_t i = 0, j = 0;; i++, j++) {
        const uint32_t old = next_of_both(k, COMPARED_OLD, other, was, &i);
        const uint32_t new = next_of_both(k, COMPARED_NEW, other, is, &j);
        if (old != new || old == COMPARED_NONE) {
            return old == new;
        }
    }
}

// When a form was sent is no answer, and conflicts are nobody's to read.
static bool is_told(span key) {
    return !span_equal(key, SPAN("submitted")) && !span_equal(key, SPAN("conflicts"));
}

static bool note_answer(answer_list *list, comparing *k, span key, uint32_t number) {
    k->conflicts_differ = k->conflicts_differ || span_equal(key, SPAN("conflicts"));
    if (!is_told(key)) {
        return true;
    }
    if (!memory_reserve(list->memory, &list->items, &list->capacity, list->count + 1, sizeof *list->items)) {
        return false;
    }
    list->items[list->count++] = (answer_entry){.field = key, .person = number};
    return true;
}

static bool note_person(answer_list *list, comparing *k, role as, uint32_t number) {
    const compared_person *p = &k->out->people[as][number];
    const shown_person *was = &k->pairing[COMPARED_OLD]->people[as][p->number[COMPARED_OLD]];
    const shown_person *is = &k->pairing[COMPARED_NEW]->people[as][p->number[COMPARED_NEW]];
    bool room = true;
    for (uint32_t i = 0; i < is->value_count && room; i++) {
        const span key = is->values[i].key;
        room = answers_equal(k, as, key, value_of(was, key), &is->values[i]) || note_answer(list, k, key, number);
    }
    for (uint32_t i = 0; i < was->value_count && room; i++) {
        const span key = was->values[i].key;
        const bool is_said = value_of(is, key) != NULL;
        room = is_said || answers_equal(k, as, key, &was->values[i], NULL) || note_answer(list, k, key, number);
    }
    return room;
}

static int by_field(const void *a, const void *b) {
    const answer_entry *one = a, *other = b;
    const int order = span_compare(one->field, other->field);
    return order != 0 ? order : (one->person > other->person) - (one->person < other->person);
}

// All answers of one role that differ, by field.
static status list_answers(answer_list *list, comparing *k, role as) {
    for (uint32_t i = 0; i < k->out->people_count[as]; i++) {
        if (is_in_both(&k->out->people[as][i]) && !note_person(list, k, as, i)) {
            return STATUS_NO_MEMORY;
        }
    }
    if (list->count > 0) {
        qsort(list->items, list->count, sizeof *list->items, by_field);
    }
    return STATUS_OK;
}

static uint32_t count_fields(const answer_list *list) {
    uint32_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        count += i == 0 || !span_equal(list->items[i].field, list->items[i - 1].field);
    }
    return count;
}

// The entries of each field become one of the result.
static status keep_answers(comparing *k, role as, const answer_list *list) {
    for (size_t i = 0, end; i < list->count; i = end) {
        end = i;
        while (end < list->count && span_equal(list->items[end].field, list->items[i].field)) {
            end++;
        }
        uint32_t *people = arena_alloc(k->arena, end - i, sizeof *people);
        if (people == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (size_t j = i; j < end; j++) {
            people[j - i] = list->items[j].person;
        }
        k->out->answers[k->out->answers_count++] = (compared_answers){
            .role = as, .field = list->items[i].field, .people = people, .count = (uint32_t)(end - i)};
    }
    return STATUS_OK;
}

status compare_answers(comparing *k) {
    answer_list lists[ROLE_COUNT] = {{.memory = k->arena->memory}, {.memory = k->arena->memory}};
    size_t fields = 0;
    status result = STATUS_OK;
    for (role as = 0; as < ROLE_COUNT; as++) {
        TRY_OUT(list_answers(&lists[as], k, as));
        fields += count_fields(&lists[as]);
    }
    k->out->answers = arena_alloc(k->arena, fields, sizeof *k->out->answers);
    result = k->out->answers == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (role as = 0; as < ROLE_COUNT && result == STATUS_OK; as++) {
        result = keep_answers(k, as, &lists[as]);
    }
out:
    for (role as = 0; as < ROLE_COUNT; as++) {
        memory_free(k->arena->memory, lists[as].items);
    }
    return result;
}

// ---- decisions --------------------------------------------------------------------------------------------------

static bool decided(const pairing *p, const shown_decision *it) {
    for (uint32_t i = 0; i < p->decision_count; i++) {
        const shown_decision *other = &p->decisions[i];
        if (span_equal(it->decision, other->decision) && span_equal(it->mentee, other->mentee) &&
            span_equal(it->mentor, other->mentor)) {
            return true;
        }
    }
    return false;
}

// How many decisions of that kind one pairing has and the other has not.
static uint32_t count_further(const pairing *p, const pairing *other, span kind) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->decision_count; i++) {
        count += span_equal(p->decisions[i].decision, kind) && !decided(other, &p->decisions[i]);
    }
    return count;
}

status compare_decisions(comparing *k) {
    static const span KINDS[] = {SPAN_INIT("pin"), SPAN_INIT("veto"), SPAN_INIT("withdraw")};
    enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0] };
    const pairing *old = k->pairing[COMPARED_OLD], *new = k->pairing[COMPARED_NEW];
    k->out->decisions = arena_alloc(k->arena, KIND_COUNT, sizeof *k->out->decisions);
    if (k->out->decisions == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < KIND_COUNT; i++) {
        const compared_decisions it = {.decision = KINDS[i],
                                       .added = count_further(new, old, KINDS[i]),
                                       .gone = count_further(old, new, KINDS[i])};
        if (it.added > 0 || it.gone > 0) {
            k->out->decisions[k->out->decisions_count++] = it;
        }
    }
    return STATUS_OK;
}
