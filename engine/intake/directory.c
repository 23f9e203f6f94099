// Three sorted arrays. A name is kept in the form without case, accents, blanks and punctuation.
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
    return STATUS_OK;
}

static uint32_t sort_names(directory_name *names, uint32_t count) {
    uint32_t kept = 0;
    qsort(names, count, sizeof *names, by_key_then_person);
    for (uint32_t i = 0; i < count; i++) {
        if (kept == 0 || by_key_then_person(&names[i], &names[kept - 1]) != 0) {
            names[kept++] = names[i];
        }
    }
    return kept;
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
    out->ids = arena_alloc(r->a, all->count, sizeof *out->ids);
    out->names = arena_alloc(r->a, all->count, sizeof *out->names);
    if (out->ids == NULL || out->names == NULL) {
        result = STATUS_NO_MEMORY;
        goto out;
    }
    for (uint32_t i = 0; i < all->count; i++) {
        const applicant *a = &all->items[i];
        if (a->who != NONE) {
            out->ids[out->id_count++] = (directory_name){a->person.id, a->who};
            if (a->name_key.length > 0) {
                out->names[out->name_count++] = (directory_name){a->name_key, a->who};
            }
        }
    }
    out->id_count = sort_names(out->ids, out->id_count);
    out->name_count = sort_names(out->names, out->name_count);
    for (role as = 0; as < ROLE_COUNT; as++) {
        TRY_OUT(list_shown(out, r, as));
    }
out:
    arena_free(&scratch);
    return result;
}

// ---- finding somebody -------------------------------------------------------------------------------------------

// The first entry with that key, or `count`.
static uint32_t first_with(const directory_name *names, uint32_t count, span key) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (span_compare(names[middle].key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && span_equal(names[low].key, key) ? low : count;
}

uint32_t directory_by_id(const directory *dir, span id) {
    uint32_t at = first_with(dir->ids, dir->id_count, id);
    return at < dir->id_count ? dir->ids[at].who : NONE;
}

uint32_t directory_by_email(const directory *dir, span key) {
    uint32_t low = 0, high = dir->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (span_compare(dir->people[middle].email, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < dir->count && span_equal(dir->people[low].email, key) ? low : NONE;
}

static bool plays(const directory *dir, uint32_t number, role as) {
    return number != NONE && (as == ROLE_COUNT || dir->people[number].applied[as] != NONE);
}

// Everybody in that role who goes by the key.
static void gather(who *out, const directory *dir, const directory_name *names, uint32_t count, role as, span key) {
    out->candidate_count = 0;
    for (uint32_t i = first_with(names, count, key); i < count && span_equal(names[i].key, key); i++) {
        if (plays(dir, names[i].who, as)) {
            if (out->candidate_count < WHO_CANDIDATES) {
                out->candidates[out->candidate_count] = names[i].who;
            }
            out->candidate_count++;
        }
    }
}

static status find_in_role(who *out, const directory *dir, arena *scratch, role as, span text) {
    span key;
    *out = (who){.found = WHO_FOUND, .person = NONE};
    gather(out, dir, dir->ids, dir->id_count, as, text);
    if (out->candidate_count == 0) {
        TRY(answers_email_key(&key, scratch, text));
        uint32_t owner = directory_by_email(dir, key);
        if (plays(dir, owner, as)) {
            out->person = owner;
            return STATUS_OK;
        }
        TRY(text_fold_name(&key, scratch, text));
        if (key.length > 0) {
            gather(out, dir, dir->names, dir->name_count, as, key);
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
        span email = dir->people[found->candidates[i]].email;
        list = arena_format(scratch, "%.*s%s%.*s", SPAN_ARGS(list), i == 0 ? "" : ", ", SPAN_ARGS(email));
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
