// Of a pairing.json only `format`, the ids of `pairs` and the addresses of `people` are read, in one pass, whatever
// their order.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/earlier.h"

#include <stdlib.h>

#include "intake/answers.h"
#include "intake/decode.h"
#include "intake/json_pull.h"
#include "intake/listing.h"

static status add(couple_list *list, memory *m, couple it) {
    if (!memory_reserve(m, &list->items, &list->capacity, list->count + 1, sizeof *list->items)) {
        return STATUS_NO_MEMORY;
    }
    list->items[list->count++] = it;
    return STATUS_OK;
}

// Two people of the directory as a couple, if both take part.
static status add_people(couple_list *list, memory *m, const directory *dir, uint32_t mentee, uint32_t mentor) {
    list->named++;
    if (mentee == NONE || mentor == NONE) {
        return STATUS_OK;
    }
    couple it = {dir->people[mentee].number[ROLE_MENTEE], dir->people[mentor].number[ROLE_MENTOR]};
    return it.mentee == NONE || it.mentor == NONE ? STATUS_OK : add(list, m, it);
}

// ---- CSV --------------------------------------------------------------------------------------------------------

enum { COLUMN_MENTEE, COLUMN_MENTOR, COLUMNS };

static const listing_column ASKED[COLUMNS] = {[COLUMN_MENTEE] = {"mentee", true}, [COLUMN_MENTOR] = {"mentor", true}};

// Somebody who is not here now is nobody's fault; a name of two people cannot be told.
static status find_person(uint32_t *out, reading *r, const directory *dir, arena *scratch, const listing *l,
                          uint32_t row, role as) {
    uint32_t column = as == ROLE_MENTEE ? COLUMN_MENTEE : COLUMN_MENTOR;
    span text = listing_cell(l, row, column), what, remedy;
    who found;
    *out = NONE;
    if (text.length == 0) {
        finding_add(&r->c->findings, SEVERITY_ERROR, listing_place(l, row, column), "person_missing",
                    "an earlier pair without a %s: fill the cell", ASKED[column].name);
        return STATUS_OK;
    }
    TRY(directory_find(&found, dir, scratch, as, text));
    if (found.found == WHO_AMBIGUOUS) {
        TRY(directory_trouble(&what, &remedy, r, dir, scratch, as, text, &found, false));
        finding_add(&r->c->findings, SEVERITY_ERROR, listing_place(l, row, column), "name_ambiguous",
                    "%.*s (column \"%s\"): %.*s", SPAN_ARGS(what), ASKED[column].name, SPAN_ARGS(remedy));
    }
    *out = found.found == WHO_FOUND ? found.person : NONE;
    return STATUS_OK;
}

static status read_csv(couple_list *list, uint32_t *rows, reading *r, const directory *dir, const input *file,
                       arena *scratch) {
    listing l;
    status result = listing_open(&l, r->c, scratch, r->p, file->file, file->bytes, ASKED, COLUMNS);
    if (result != STATUS_OK) {
        return result == STATUS_BAD_INPUT ? STATUS_OK : result;
    }
    *rows = l.rows;
    for (uint32_t row = 0; row < l.rows && result == STATUS_OK; row++) {
        uint32_t mentee, mentor;
        TRY_OUT(find_person(&mentee, r, dir, scratch, &l, row, ROLE_MENTEE));
        TRY_OUT(find_person(&mentor, r, dir, scratch, &l, row, ROLE_MENTOR));
        TRY_OUT(add_people(list, &r->c->memory, dir, mentee, mentor));
    }
out:
    listing_close(&l);
    return result;
}

// ---- pairing.json -----------------------------------------------------------------------------------------------

typedef struct known { // somebody of the earlier cohort
    span id, email;
} known;

typedef struct paired {
    span id[ROLE_COUNT];
} paired;

typedef struct earlier {
    arena *scratch;
    memory *m;
    json_pull_reader json;
    span format;
    known *people[ROLE_COUNT];
    size_t people_count[ROLE_COUNT], people_capacity[ROLE_COUNT];
    paired *pairs;
    size_t pair_count, pair_capacity;
} earlier;

// Reads an object and gives out the strings under two keys, as far as it has them. The object has begun.
static json_pull_kind read_two(json_pull_reader *j, const char *first_key, const char *second_key, span *first,
                               span *second) {
    span key, value;
    *first = *second = SPAN("");
    for (;;) {
        json_pull_kind kind = json_pull_next(j, &key);
        if (kind != JSON_PULL_KEY) {
            return kind == JSON_PULL_END_OBJECT ? JSON_PULL_PLAIN : kind;
        }
        kind = json_pull_next(j, &value);
        if (kind == JSON_PULL_STRING && span_equal(key, span_of(first_key))) {
            *first = value;
        } else if (kind == JSON_PULL_STRING && span_equal(key, span_of(second_key))) {
            *second = value;
        }
        kind = json_pull_skip(j, kind);
        if (kind != JSON_PULL_PLAIN) {
            return kind;
        }
    }
}

// Reads an array of objects, two strings of each; `keep` takes them. The array has begun.
static json_pull_kind read_list(earlier *e, role as, const char *first_key, const char *second_key,
                                bool (*keep)(earlier *e, role as, span first, span second)) {
    span text, first, second;
    for (;;) {
        json_pull_kind kind = json_pull_next(&e->json, &text);
        if (kind == JSON_PULL_END_ARRAY) {
            return JSON_PULL_PLAIN;
        }
        size_t start = e->json.at - 1;
        if (kind != JSON_PULL_BEGIN_OBJECT) {
            return kind == JSON_PULL_NO_MEMORY ? kind : JSON_PULL_FAULT;
        }
        kind = read_two(&e->json, first_key, second_key, &first, &second);
        if (kind != JSON_PULL_PLAIN) {
            return kind;
        }
        if (first.length == 0 || (as == ROLE_COUNT && second.length == 0)) { // a person without an id, a pair of one
            e->json.at = start;
            return JSON_PULL_FAULT;
        }
        if (!keep(e, as, first, second)) {
            return JSON_PULL_NO_MEMORY;
        }
    }
}

static bool keep_pair(earlier *e, role as, span mentee, span mentor) {
    (void)as;
    if (!memory_reserve(e->m, &e->pairs, &e->pair_capacity, e->pair_count + 1, sizeof *e->pairs)) {
        return false;
    }
    e->pairs[e->pair_count++] = (paired){.id = {[ROLE_MENTEE] = mentee, [ROLE_MENTOR] = mentor}};
    return true;
}

static bool keep_person(earlier *e, role as, span id, span email) {
    if (!memory_reserve(e->m, &e->people[as], &e->people_capacity[as], e->people_count[as] + 1,
                        sizeof *e->people[as])) {
        return false;
    }
    e->people[as][e->people_count[as]++] = (known){id, email};
    return true;
}

static json_pull_kind read_people(earlier *e) {
    span key, value;
    for (;;) {
        json_pull_kind kind = json_pull_next(&e->json, &key);
        if (kind != JSON_PULL_KEY) {
            return kind == JSON_PULL_END_OBJECT ? JSON_PULL_PLAIN : kind;
        }
        kind = json_pull_next(&e->json, &value);
        bool mentors = span_equal(key, SPAN("mentors")), mentees = span_equal(key, SPAN("mentees"));
        kind = kind == JSON_PULL_BEGIN_ARRAY && (mentors || mentees)
                   ? read_list(e, mentors ? ROLE_MENTOR : ROLE_MENTEE, "id", "email", keep_person)
                   : json_pull_skip(&e->json, kind);
        if (kind != JSON_PULL_PLAIN) {
            return kind;
        }
    }
}

// JSON_PULL_END: the whole file was read.
static json_pull_kind read_file(earlier *e) {
    span key, value;
    if (json_pull_next(&e->json, &value) != JSON_PULL_BEGIN_OBJECT) {
        return JSON_PULL_FAULT;
    }
    for (;;) {
        json_pull_kind kind = json_pull_next(&e->json, &key);
        if (kind != JSON_PULL_KEY) {
            return kind == JSON_PULL_END_OBJECT ? json_pull_next(&e->json, &value) : kind;
        }
        kind = json_pull_next(&e->json, &value);
        if (kind == JSON_PULL_STRING && span_equal(key, SPAN("format"))) {
            e->format = value;
            kind = JSON_PULL_PLAIN;
        } else if (kind == JSON_PULL_BEGIN_ARRAY && span_equal(key, SPAN("pairs"))) {
            kind = read_list(e, ROLE_COUNT, "mentee", "mentor", keep_pair);
        } else if (kind == JSON_PULL_BEGIN_OBJECT && span_equal(key, SPAN("people"))) {
            kind = read_people(e);
        } else {
            kind = json_pull_skip(&e->json, kind);
        }
        if (kind != JSON_PULL_PLAIN) {
            return kind;
        }
    }
}

static int by_id(const void *a, const void *b) {
    return span_compare(((const known *)a)->id, ((const known *)b)->id);
}

// The person of now: by the address that the file gives for the id, or else by the id.
static status person_now(uint32_t *out, const earlier *e, const directory *dir, role as, span id) {
    known key = {.id = id};
    const known *found = e->people_count[as] == 0
                             ? NULL
                             : bsearch(&key, e->people[as], e->people_count[as], sizeof *e->people[as], by_id);
    if (found == NULL || found->email.length == 0) {
        *out = directory_by_id(dir, id);
        return STATUS_OK;
    }
    span email;
    TRY(answers_email_key(&email, e->scratch, found->email));
    *out = directory_by_email(dir, email);
    return STATUS_OK;
}

static status settle(couple_list *list, earlier *e, const directory *dir) {
    for (role as = 0; as < ROLE_COUNT; as++) {
        if (e->people_count[as] > 0) {
            qsort(e->people[as], e->people_count[as], sizeof *e->people[as], by_id);
        }
    }
    for (size_t i = 0; i < e->pair_count; i++) {
        uint32_t mentee, mentor;
        TRY(person_now(&mentee, e, dir, ROLE_MENTEE, e->pairs[i].id[ROLE_MENTEE]));
        TRY(person_now(&mentor, e, dir, ROLE_MENTOR, e->pairs[i].id[ROLE_MENTOR]));
        TRY(add_people(list, e->m, dir, mentee, mentor));
    }
    return STATUS_OK;
}

static status read_pairing(couple_list *list, uint32_t *rows, reading *r, const directory *dir, const input *file,
                           arena *scratch) {
    span text;
    status result = decode_settings(&text, scratch, r->c, file->file, file->bytes);
    if (result != STATUS_OK) {
        return result == STATUS_BAD_INPUT ? STATUS_OK : result;
    }
    earlier e = {.scratch = scratch, .m = &r->c->memory, .json = json_pull_open(text, scratch), .format = SPAN("")};
    json_pull_kind kind = read_file(&e);
    if (kind == JSON_PULL_NO_MEMORY) {
        result = STATUS_NO_MEMORY;
    } else if (kind != JSON_PULL_END) {
        finding_add(&r->c->findings, SEVERITY_ERROR, decode_place(file->file, text, e.json.at), "pairing_unreadable",
                    "not the JSON of a pairing from here on: take the pairing.json as the tool wrote it");
    } else if (!span_equal(e.format, SPAN("mentorpair.pairing/1"))) {
        finding_add(&r->c->findings, SEVERITY_ERROR, (place){file->file, 1, 1}, "pairing_unreadable",
                    "its format is not \"mentorpair.pairing/1\": take a pairing.json of this tool, or a CSV with the "
                    "columns mentee,mentor");
    } else {
        *rows = (uint32_t)e.pair_count;
        result = settle(list, &e, dir);
    }
    memory_free(e.m, e.pairs);
    for (role as = 0; as < ROLE_COUNT; as++) {
        memory_free(e.m, e.people[as]);
    }
    return result;
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

status earlier_read(couple_list *list, uint32_t *rows, reading *r, const directory *dir, const input *file) {
    arena scratch = arena_over(&r->c->memory);
    *rows = 0;
    status result = is_json(file->bytes) ? read_pairing(list, rows, r, dir, file, &scratch)
                                         : read_csv(list, rows, r, dir, file, &scratch);
    arena_free(&scratch);
    return result;
}

status earlier_finish(couple **out, size_t *count, reading *r, couple_list *list) {
    size_t kept = 0;
    if (list->count > 0) {
        qsort(list->items, list->count, sizeof *list->items, couple_compare);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (i == 0 || couple_compare(&list->items[i], &list->items[i - 1]) != 0) {
            list->items[kept++] = list->items[i];
        }
    }
    *out = arena_alloc(r->a, kept, sizeof **out);
    if (*out == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < kept; i++) {
        (*out)[i] = list->items[i];
    }
    *count = kept;
    return STATUS_OK;
}

void earlier_free(couple_list *list, memory *m) {
    memory_free(m, list->items);
    *list = (couple_list){0};
}
