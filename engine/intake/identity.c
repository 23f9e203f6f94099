// Names are the same when they differ in case, accents, punctuation or blanks only, or when one merely leaves out
// words of the other ("Ann Lee", "Dr. Ann M. Lee").
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/identity.h"

#include <stdlib.h>

enum { LONGEST_NAME_BYTES = 160 }; // of names that are compared word by word

typedef struct keyed {
    span key;
    const applicant *a; // for the order
    uint32_t number;
} keyed;

// By key, then by file and row.
static int by_key(const void *a, const void *b) {
    const keyed *one = a, *other = b;
    int order = span_compare(one->key, other->key);
    if (order == 0) {
        order = (one->a->person.input > other->a->person.input) - (one->a->person.input < other->a->person.input);
    }
    if (order == 0) {
        order = (one->a->record > other->a->record) - (one->a->record < other->a->record);
    }
    return order != 0 ? order : (one->a->role > other->a->role) - (one->a->role < other->a->role);
}

static span key_email(const applicant *a) {
    return a->email_key;
}

static span key_id(const applicant *a) {
    return a->email_key.length > 0 ? a->person.id : SPAN("");
}

static span key_name(const applicant *a) {
    return a->set_aside ? SPAN("") : a->name_key;
}

// All applications with a key, sorted.
static status sort_by(keyed **out, uint32_t *count, arena *scratch, const applicants *all,
                      span (*key)(const applicant *)) {
    keyed *sorted = arena_alloc(scratch, all->count, sizeof *sorted);
    if (sorted == NULL) {
        return STATUS_NO_MEMORY;
    }
    *count = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        span it = key(&all->items[i]);
        if (it.length > 0) {
            sorted[(*count)++] = (keyed){it, &all->items[i], i};
        }
    }
    qsort(sorted, *count, sizeof *sorted, by_key);
    *out = sorted;
    return STATUS_OK;
}

typedef struct words {
    span *items; // folded
    size_t count;
} words;

static status fold_words(words *out, arena *scratch, span name) {
    *out = (words){.items = arena_alloc(scratch, name.length / 2 + 1, sizeof *out->items)};
    if (out->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t start = 0, i = 0; i <= name.length; i++) {
        if (i < name.length && name.text[i] != ' ') {
            continue;
        }
        span word;
        TRY(text_fold_name(&word, scratch, (span){name.text + start, i - start}));
        if (word.length > 0) {
            out->items[out->count++] = word;
        }
        start = i + 1;
    }
    return STATUS_OK;
}

// Whether every word of `part` stands in `whole`, and there is one at least.
static bool words_within(const words *part, const words *whole) {
    for (size_t i = 0; i < part->count; i++) {
        size_t k = 0;
        while (k < whole->count && !span_equal(whole->items[k], part->items[i])) {
            k++;
        }
        if (k == whole->count) {
            return false;
        }
    }
    return part->count >= 1;
}

static status same_name(bool *out, const applicant *a, const applicant *b, memory *m) {
    *out = a->name_key.length == 0 || b->name_key.length == 0 || span_equal(a->name_key, b->name_key);
    if (*out || a->person.name.length > LONGEST_NAME_BYTES || b->person.name.length > LONGEST_NAME_BYTES) {
        return STATUS_OK;
    }
    arena scratch = arena_over(m);
    words one, other;
    status result = fold_words(&one, &scratch, a->person.name);
    if (result == STATUS_OK) {
        result = fold_words(&other, &scratch, b->person.name);
    }
    *out = result == STATUS_OK && (words_within(&one, &other) || words_within(&other, &one));
    arena_free(&scratch);
    return result;
}

typedef struct contradiction {
    uint32_t field;
    const char *code, *what, *because, *remedy;
} contradiction;

static const contradiction TWO_NAMES = {FIELD_EMAIL, "email_two_names", "stands with another name on",
                                        "one address stands with two names",
                                        "if it is one person, make the names alike; else put the address right"};
static const contradiction TWO_IDS = {FIELD_EMAIL, "email_two_ids", "stands with another id on",
                                      "one address stands with two ids",
                                      "give the person the same id everywhere, or leave the id empty"};
static const contradiction TWO_EMAILS = {FIELD_ID, "id_two_emails", "is the id of another address on",
                                         "one id stands with two addresses",
                                         "an id is one person's, in all files: mend it, or leave it empty"};

// The finding stands at the later line and names the first; both are set aside.
static status contradict(reading *r, applicant *later, applicant *first, const contradiction *it) {
    arena scratch = arena_over(&r->c->memory);
    span line = applicant_line(&scratch, later, first);
    span what = arena_format(&scratch, "%s %.*s", it->what, SPAN_ARGS(line));
    status result = line.text == NULL || what.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (result == STATUS_OK) {
        span value = it->field == FIELD_ID ? later->person.id : later->person.email;
        wrong w = {
            .code = it->code, .value = value, .what = what.text, .because = it->because, .remedy = span_of(it->remedy)};
        result = applicant_fault(r, later, it->field, &w);
    }
    if (result == STATUS_OK) {
        result = applicant_invalid(r, first, it->because);
    }
    arena_free(&scratch);
    return result;
}

// Applications with one address, each against the first of them.
static status check_address(reading *r, applicants *all, const keyed *group, size_t count) {
    applicant *first = &all->items[group[0].number], *with_id = first->has_id ? first : NULL;
    for (size_t i = 1; i < count; i++) {
        applicant *a = &all->items[group[i].number];
        bool same;
        TRY(same_name(&same, a, first, &r->c->memory));
        if (!same) {
            TRY(contradict(r, a, first, &TWO_NAMES));
        }
        if (a->has_id && with_id != NULL && !span_equal(a->person.id, with_id->person.id)) {
            TRY(contradict(r, a, with_id, &TWO_IDS));
        }
        with_id = with_id == NULL && a->has_id ? a : with_id;
    }
    return STATUS_OK;
}

static status check_id(reading *r, applicants *all, const keyed *group, size_t count) {
    applicant *first = &all->items[group[0].number];
    for (size_t i = 1; i < count; i++) {
        applicant *a = &all->items[group[i].number];
        if (!span_equal(a->email_key, first->email_key)) {
            TRY(contradict(r, a, first, &TWO_EMAILS));
        }
    }
    return STATUS_OK;
}

static status for_each_group(reading *r, applicants *all, span (*key)(const applicant *),
                             status (*check)(reading *r, applicants *all, const keyed *group, size_t count)) {
    arena scratch = arena_over(&r->c->memory);
    keyed *sorted;
    uint32_t count;
    status result = sort_by(&sorted, &count, &scratch, all, key);
    for (uint32_t i = 0, next; result == STATUS_OK && i < count; i = next) {
        for (next = i + 1; next < count && span_equal(sorted[next].key, sorted[i].key); next++) {
        }
        result = check(r, all, sorted + i, next - i);
    }
    arena_free(&scratch);
    return result;
}

status identity_check(reading *r, applicants *all) {
    TRY(for_each_group(r, all, key_email, check_address));
    return for_each_group(r, all, key_id, check_id);
}

static status warn_same_name(reading *r, applicants *all, const keyed *group, size_t count) {
    const applicant *first = &all->items[group[0].number], *previous = first;
    for (size_t i = 1; i < count; i++) {
        const applicant *a = &all->items[group[i].number];
        if (!span_equal(a->email_key, first->email_key) && !span_equal(a->email_key, previous->email_key)) {
            arena scratch = arena_over(&r->c->memory);
            bool is_private = r->fields.fields[FIELD_NAME].is_private;
            span line = applicant_line(&scratch, a, first), shown = applicant_shown(&scratch, a->person.name);
            span quoted = is_private ? SPAN("this name") : arena_format(&scratch, "\"%.*s\"", SPAN_ARGS(shown));
            span what =
                arena_format(&scratch, "%.*s stands with another address on %.*s", SPAN_ARGS(quoted), SPAN_ARGS(line));
            status result = line.text == NULL || quoted.text == NULL
                                ? STATUS_NO_MEMORY
                                : applicant_remark(r, a, FIELD_NAME, SEVERITY_WARNING, "same_name", NULL, what,
                                                   SPAN("if it is one person, write one address in both"));
            arena_free(&scratch);
            TRY(result);
        }
        previous = a;
    }
    return STATUS_OK;
}

status identity_same_names(reading *r, const applicants *all) {
    applicants read_only = *all;
    return for_each_group(r, &read_only, key_name, warn_same_name);
}
