// A cell is split like a multiple choice; a name with a comma in it ("Ann Lee, PhD") is found by joining up to three
// pieces again.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/requests.h"

#include <stdlib.h>

#include "intake/choices.h"

enum { PIECES_JOINED = 3 };

typedef struct named { // what a piece of a cell means
    span text;
    who who;
} named;

typedef struct named_list {
    named *items;
    uint32_t count;
} named_list;

// Requests look in the other role; conflicts hold between two people whatever they apply as.
static role looked_up_in(const applicant *a, field_known which) {
    if (which == FIELD_CONFLICTS) {
        return ROLE_COUNT;
    }
    return a->role == ROLE_MENTOR ? ROLE_MENTEE : ROLE_MENTOR;
}

static status read_names(named_list *out, arena *scratch, const directory *dir, const applicant *a, field_known which) {
    pieces p;
    TRY(choices_split(&p, scratch, a->person.answers[which].text, CHOICES_MARKS));
    out->count = 0;
    out->items = arena_alloc(scratch, p.count, sizeof *out->items);
    if (out->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < p.count; i++) {
        uint32_t length = p.count - i < PIECES_JOINED ? p.count - i : PIECES_JOINED;
        named it;
        for (;; length--) {
            it.text = choices_joined(&p, i, i + length - 1);
            TRY(directory_find(&it.who, dir, scratch, looked_up_in(a, which), it.text));
            if (it.who.found != WHO_UNKNOWN || length == 1) {
                break;
            }
        }
        out->items[out->count++] = it;
        i += length - 1;
    }
    return STATUS_OK;
}

// ---- names of several people ------------------------------------------------------------------------------------

static status check_names(reading *r, const directory *dir, applicant *a, field_known which, arena *scratch) {
    named_list names;
    if (a->person.answers[which].text.length == 0) {
        return STATUS_OK;
    }
    TRY(read_names(&names, scratch, dir, a, which));
    if (names.count > r->names_left) {
        TRY(applicant_remark(r, a, which, SEVERITY_ERROR, "too_many_names", NULL,
                             SPAN("with this cell the applications name more people than can be looked up"),
                             SPAN("shorten it to the people who matter")));
        return STATUS_BAD_INPUT;
    }
    r->names_left -= names.count;
    for (uint32_t i = 0; i < names.count; i++) {
        const named *it = &names.items[i];
        if (it->who.found != WHO_AMBIGUOUS) {
            continue;
        }
        span what, remedy;
        TRY(directory_trouble(&what, &remedy, r, dir, scratch, looked_up_in(a, which), it->text, &it->who,
                              r->fields.fields[which].is_private));
        wrong w = {.code = "name_ambiguous",
                   .value = {NULL, 0},
                   .what = what.text,
                   .because = "a name given here is that of several people",
                   .remedy = remedy};
        TRY(applicant_fault(r, a, which, &w));
    }
    return STATUS_OK;
}

status requests_check(reading *r, const directory *dir, applicants *all) {
    status result = STATUS_OK;
    for (uint32_t i = 0; i < all->count && result == STATUS_OK; i++) {
        arena scratch = arena_over(&r->c->memory);
        result = check_names(r, dir, &all->items[i], FIELD_REQUESTED, &scratch);
        if (result == STATUS_OK) {
            result = check_names(r, dir, &all->items[i], FIELD_CONFLICTS, &scratch);
        }
        arena_free(&scratch);
    }
    return result;
}

// ---- lists ------------------------------------------------------------------------------------------------------

static status warn(reading *r, const directory *dir, const applicant *a, field_known which, const named *it,
                   arena *scratch) {
    span what, remedy;
    if (r->some_unread) {
        return STATUS_OK;
    }
    TRY(directory_trouble(&what, &remedy, r, dir, scratch, looked_up_in(a, which), it->text, &it->who,
                          r->fields.fields[which].is_private));
    return applicant_remark(r, a, which, SEVERITY_WARNING, "person_unknown", it->text.text, what, remedy);
}

typedef struct listed { // a number and where it stands in the cell
    uint32_t number, at;
} listed;

static int by_number_then_place(const void *a, const void *b) {
    const listed *one = a, *other = b;
    if (one->number != other->number) {
        return one->number < other->number ? -1 : 1;
    }
    return (one->at > other->at) - (one->at < other->at);
}

static int by_place(const void *a, const void *b) {
    const listed *one = a, *other = b;
    return (one->at > other->at) - (one->at < other->at);
}

// Those of the names who take part in `other`, in the order of asking, each once; those nobody knows with a warning
// if `say`.
static status known_numbers(listed **out, uint32_t *count, reading *r, const directory *dir, const applicant *a,
                            field_known which, role other, bool say, arena *scratch) {
    named_list names;
    TRY(read_names(&names, scratch, dir, a, which));
    uint32_t found = 0;
    listed *list = *out = arena_alloc(scratch, names.count, sizeof *list);
    if (list == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < names.count; i++) {
        const named *it = &names.items[i];
        if (it->who.found == WHO_UNKNOWN || it->who.found == WHO_OTHER_ROLE) {
            if (say) {
                TRY(warn(r, dir, a, which, it, scratch));
            }
        } else if (it->who.found == WHO_FOUND && it->who.person != a->who &&
                   dir->people[it->who.person].number[other] != NONE) {
            list[found++] = (listed){dir->people[it->who.person].number[other], i};
        }
    }
    qsort(list, found, sizeof *list, by_number_then_place);
    *count = 0;
    for (uint32_t i = 0; i < found; i++) {
        if (i == 0 || list[i].number != list[i - 1].number) {
            list[(*count)++] = list[i];
        }
    }
    qsort(list, *count, sizeof *list, by_place);
    return STATUS_OK;
}

static role other_role(role as) {
    return as == ROLE_MENTOR ? ROLE_MENTEE : ROLE_MENTOR;
}

static status settle_requested(reading *r, const directory *dir, const applicant *a, person *p, arena *scratch) {
    listed *list;
    uint32_t count;
    if (a->person.answers[FIELD_REQUESTED].text.length == 0) {
        return STATUS_OK;
    }
    TRY(known_numbers(&list, &count, r, dir, a, FIELD_REQUESTED, other_role(a->role), true, scratch));
    uint32_t *numbers = arena_alloc(r->a, count, sizeof *numbers);
    if (numbers == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        numbers[i] = list[i].number;
    }
    p->requested = numbers;
    p->requested_count = count;
    return STATUS_OK;
}

// The conflicts declared in this application and in the same person's other one.
static status settle_conflicts(reading *r, const directory *dir, const applicants *all, const applicant *a, person *p,
                               arena *scratch) {
    listed *lists[ROLE_COUNT] = {NULL, NULL};
    uint32_t counts[ROLE_COUNT] = {0, 0}, count = 0;
    for (role as = 0; as < ROLE_COUNT; as++) {
        uint32_t applied = dir->people[a->who].applied[as];
        const applicant *declared = as == a->role ? a : applied == NONE ? NULL : &all->items[applied];
        if (declared != NULL && declared->person.answers[FIELD_CONFLICTS].text.length > 0) {
            TRY(known_numbers(&lists[as], &counts[as], r, dir, declared, FIELD_CONFLICTS, other_role(a->role),
                              as == a->role, scratch));
        }
    }
    listed *both = arena_alloc(scratch, (size_t)counts[0] + counts[1], sizeof *both);
    uint32_t *numbers = arena_alloc(r->a, (size_t)counts[0] + counts[1], sizeof *numbers);
    if (both == NULL || numbers == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (role as = 0; as < ROLE_COUNT; as++) {
        for (uint32_t i = 0; i < counts[as]; i++) {
            both[count++] = lists[as][i];
        }
    }
    qsort(both, count, sizeof *both, by_number_then_place);
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || both[i].number != both[i - 1].number) {
            numbers[p->conflict_count++] = both[i].number;
        }
    }
    p->conflicts = numbers;
    return STATUS_OK;
}

status requests_conflict_declared_in(const applicant **out, const directory *dir, const applicants *all,
                                     arena *scratch, uint32_t of, role first, uint32_t other) {
    const role order[ROLE_COUNT] = {first, other_role(first)};
    *out = NULL;
    for (size_t k = 0; k < ROLE_COUNT && *out == NULL; k++) {
        uint32_t applied = dir->people[of].applied[order[k]];
        if (applied == NONE || all->items[applied].person.answers[FIELD_CONFLICTS].text.length == 0) {
            continue;
        }
        named_list names;
        TRY(read_names(&names, scratch, dir, &all->items[applied], FIELD_CONFLICTS));
        for (uint32_t i = 0; i < names.count && *out == NULL; i++) {
            const who *it = &names.items[i].who;
            *out = it->found == WHO_FOUND && it->person == other ? &all->items[applied] : NULL;
        }
    }
    return STATUS_OK;
}

status requests_settle(reading *r, const directory *dir, const applicants *all, person *people[ROLE_COUNT]) {
    status result = STATUS_OK;
    for (uint32_t i = 0; i < all->count && result == STATUS_OK; i++) {
        const applicant *a = &all->items[i];
        if (a->set_aside) {
            continue;
        }
        arena scratch = arena_over(&r->c->memory);
        person *p = &people[a->role][dir->people[a->who].number[a->role]];
        result = settle_requested(r, dir, a, p, &scratch);
        if (result == STATUS_OK) {
            result = settle_conflicts(r, dir, all, a, p, &scratch);
        }
        arena_free(&scratch);
    }
    return result;
}
