// Sorted arrays, one for each role, so that what bears one key in one role stands side by side however many others do. A
// name is kept in the form without case, accents, blanks and punctuation.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/directory.h"

#include <stdlib.h>

#include "intake/answers.h"

typedef struct keyed { // an application by its address
    span key;
    uint32_t number;
} keyed;

static int by_key_then_number(const void *a, const void *b) {
    const keyed *one = a, *other = b;
    int order = span_compare(one->key, other->key);
    return order != 0 ? order : (one->number > other->number) - (one->number < other->number);
}

static int by_key_then_person(const void *a, const void *b) {
    const directory_name *one = a, *other = b;
    int order = span_compare(one->key, other->key);
    return order != 0 ? order : (one->who > other->who) - (one->who < other->who);
}

// Those who can be told by their name only: each row is somebody.
static void number_the_others(directory *out, const reading *r, applicants *all) {
    out->addressed = out->count;
    for (uint32_t i = 0; i < all->count && r->options->set_aside_invalid; i++) {
        applicant *a = &all->items[i];
        if (a->who != NONE) {
            continue;
        }
        const applicant *before = i > 0 ? &all->items[i - 1] : NULL; // the same row in its other role
        if (before != NULL && before->email_key.length == 0 && before->sheet == a->sheet && before->record == a->record) {
            a->who = before->who;
        } else {
            out->people[out->count] = (identity){.email = SPAN(""), .applied = {NONE, NONE}, .number = {NONE, NONE}};
            a->who = out->count++;
        }
        out->people[a->who].applied[a->role] = i;
    }
}

static status number_people(directory *out, reading *r, applicants *all, arena *scratch) {
    keyed *by_email = arena_alloc(scratch, all->count, sizeof *by_email);
    out->people = arena_alloc(r->a, all->count, sizeof *out->people);
    if (by_email == NULL || out->people == NULL) {
        return STATUS_NO_MEMORY;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        if (all->items[i].email_key.length > 0) {
            by_email[count++] = (keyed){all->items[i].email_key, i};
        }
    }
    qsort(by_email, count, sizeof *by_email, by_key_then_number);
    for (uint32_t i = 0; i < count; i++) {
        applicant *a = &all->items[by_email[i].number];
        if (i == 0 || !span_equal(by_email[i].key, by_email[i - 1].key)) {
            out->people[out->count++] =
                (identity){.email = a->email_key, .applied = {NONE, NONE}, .number = {NONE, NONE}};
        }
        a->who = out->count - 1;
        uint32_t *applied = &out->people[a->who].applied[a->role];
        *applied = *applied == NONE ? by_email[i].number : *applied;
    }
    number_the_others(out, r, all);
    return STATUS_OK;
}

static bool plays(const directory *dir, uint32_t number, role as) {
    return number != NONE && (as == ROLE_COUNT || dir->people[number].applied[as] != NONE);
}

static span id_of(const applicant *a) {
    return a->person.id;
}

static span name_of(const applicant *a) {
    return a->name_key;
}

// What the applications in one role, or all, go by.
static status sort_names(directory_names *out, const directory *dir, reading *r, const applicants *all, role as, span (*key)(const applicant *)) {
    out->items = arena_alloc(r->a, all->count, sizeof *out->items);
    if (out->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        const applicant *a = &all->items[i];
        if (key(a).length > 0 && plays(dir, a->who, as)) {
            out->items[count++] = (directory_name){key(a), a->who};
        }
    }
    qsort(out->items, count, sizeof *out->items, by_key_then_person);
    for (uint32_t i = 0; i < count; i++) {
        if (out->count == 0 || by_key_then_person(&out->items[i], &out->items[out->count - 1]) != 0) {
            out->items[out->count++] = out->items[i];
        }
    }
    return STATUS_OK;
}

static status list_shown(directory *out, reading *r, role as) {
    span *shown = arena_alloc(r->a, (size_t)out->count * 2, sizeof *shown);
    if (shown == NULL) {
        return STATUS_NO_MEMORY;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < out->count; i++) {
        uint32_t applied = out->people[i].applied[as];
        if (applied != NONE) {
            shown[count++] = out->all->items[applied].person.name;
            shown[count++] = out->people[i].email;
        }
    }
    out->shown[as] = shown;
    out->shown_count[as] = count;
    return STATUS_OK;
}

status directory_build(directory *out, reading *r, applicants *all) {
    arena scratch = arena_over(&r->c->memory);
    *out = (directory){.all = all};
    status result;
    TRY_OUT(number_people(out, r, all, &scratch));
    for (role as = 0; as <= ROLE_COUNT; as++) {
        TRY_OUT(sort_names(&out->ids[as], out, r, all, as, id_of));
        TRY_OUT(sort_names(&out->names[as], out, r, all, as, name_of));
    }
    for (role as = 0; as < ROLE_COUNT; as++) {
        TRY_OUT(list_shown(out, r, as));
    }
out:
    arena_free(&scratch);
    return result;
}

// ---- finding somebody -------------------------------------------------------------------------------------------

// The first entry whose key is not below `key`, or with `behind` above it; or the count.
static uint32_t border(const directory_names *names, span key, bool behind) {
    uint32_t low = 0, high = names->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = span_compare(names->items[middle].key, key);
        if (order < 0 || (behind && order == 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t directory_by_id(const directory *dir, span id) {
    const directory_names *ids = &dir->ids[ROLE_COUNT];
    uint32_t at = border(ids, id, false);
    return at < ids->count && span_equal(ids->items[at].key, id) ? ids->items[at].who : NONE;
}

uint32_t directory_by_email(const directory *dir, span key) {
    uint32_t low = 0, high = dir->addressed;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (span_compare(dir->people[middle].email, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < dir->addressed && span_equal(dir->people[low].email, key) ? low : NONE;
}

// Everybody of the list who goes by the key.
static void gather(who *out, const directory_names *names, span key) {
    uint32_t first = border(names, key, false);
    out->candidate_count = border(names, key, true) - first;
    for (uint32_t i = 0; i < out->candidate_count && i < WHO_CANDIDATES; i++) {
        out->candidates[i] = names->items[first + i].who;
    }
}

static status find_in_role(who *out, const directory *dir, arena *scratch, role as, span text) {
    span key;
    *out = (who){.found = WHO_FOUND, .person = NONE};
    gather(out, &dir->ids[as], text);
    if (out->candidate_count == 0) {
        TRY(answers_email_key(&key, scratch, text));
        uint32_t owner = directory_by_email(dir, key);
        if (plays(dir, owner, as)) {
            out->person = owner;
            return STATUS_OK;
        }
        TRY(text_fold_name(&key, scratch, text));
        if (key.length > 0) {
            gather(out, &dir->names[as], key);
        }
    }
    out->person = out->candidate_count == 1 ? out->candidates[0] : NONE;
    out->found = out->candidate_count == 1 ? WHO_FOUND : out->candidate_count > 1 ? WHO_AMBIGUOUS : WHO_UNKNOWN;
    return STATUS_OK;
}

status directory_find(who *out, const directory *dir, arena *scratch, role as, span text) {
    text = span_trim(text);
    TRY(find_in_role(out, dir, scratch, as, text));
    if (out->found == WHO_UNKNOWN && as != ROLE_COUNT) {
        who anywhere;
        TRY(find_in_role(&anywhere, dir, scratch, ROLE_COUNT, text));
        if (anywhere.found == WHO_FOUND) {
            *out = (who){.found = WHO_OTHER_ROLE, .person = anywhere.person};
        }
    }
    return STATUS_OK;
}

// ---- nobody, or not who was meant -------------------------------------------------------------------------------

static const char *role_words(role as) {
    return as == ROLE_MENTOR ? "as a mentor" : as == ROLE_MENTEE ? "as a mentee" : "at all";
}

static span list_candidates(const directory *dir, arena *scratch, const who *found) {
    span list = SPAN("");
    for (uint32_t i = 0; i < found->candidate_count && i < WHO_CANDIDATES && list.text != NULL; i++) {
        span way = dir->people[found->candidates[i]].email;
        if (way.length == 0) {
            way = SPAN("one without an address");
        }
        list = arena_format(scratch, "%.*s%s%.*s", SPAN_ARGS(list), i == 0 ? "" : ", ", SPAN_ARGS(way));
    }
    if (found->candidate_count > WHO_CANDIDATES && list.text != NULL) {
        list = arena_format(scratch, "%.*s and others", SPAN_ARGS(list));
    }
    return list;
}

static span nearest(reading *r, const directory *dir, arena *scratch, role as, span text) {
    for (role it = 0; it < ROLE_COUNT; it++) {
        if ((as != ROLE_COUNT && it != as) || !reading_may_search(r, dir->shown_count[it])) {
            continue;
        }
        size_t near = text_nearest(scratch, text, dir->shown[it], dir->shown_count[it]);
        if (near != SIZE_MAX) {
            return dir->shown[it][near];
        }
    }
    return SPAN("");
}

status directory_trouble(span *what, span *remedy, reading *r, const directory *dir, arena *scratch, role as, span text,
                         const who *found, bool is_private) {
    span quoted = SPAN("somebody named here");
    if (!is_private) {
        span shown = applicant_shown(scratch, text);
        quoted = arena_format(scratch, "\"%.*s\"", SPAN_ARGS(shown));
    }
    *remedy = SPAN("write the id or the e-mail address of somebody who did");
    switch (found->found) {
    case WHO_FOUND:
        *what = SPAN("");
        break;
    case WHO_OTHER_ROLE:
        *what = arena_format(scratch, "%.*s did not apply %s, only %s", SPAN_ARGS(quoted), role_words(as),
                             role_words(as == ROLE_MENTOR ? ROLE_MENTEE : ROLE_MENTOR));
        break;
    case WHO_AMBIGUOUS: {
        span list = is_private ? SPAN("") : list_candidates(dir, scratch, found);
        *what = arena_format(scratch, "%.*s is the name of %u people", SPAN_ARGS(quoted), found->candidate_count);
        *remedy = list.length == 0 ? SPAN("write the e-mail address instead")
                                   : arena_format(scratch, "write the e-mail address instead: %.*s", SPAN_ARGS(list));
        break;
    }
    case WHO_UNKNOWN: {
        span near = is_private ? SPAN("") : nearest(r, dir, scratch, as, text);
        *what = arena_format(scratch, "%.*s did not apply %s", SPAN_ARGS(quoted), role_words(as));
        if (near.length > 0) {
            *remedy = arena_format(scratch, "did you mean \"%.*s\"? Write the id, the e-mail address or the whole name",
                                   SPAN_ARGS(near));
        }
        break;
    }
    }
    return what->text == NULL || remedy->text == NULL || quoted.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}
