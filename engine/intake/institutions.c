// Nearly the same are names with one plain form, and plain forms that become equal when each loses at most one letter
// inside a word (the deletion neighbourhood of Garbe's SymSpell): found by sorting, without comparing each with each.
// A first letter is never dropped: York is not Cork. Nor is a digit.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/institutions.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 64, NEIGHBOURS_FROM_BYTES = 6, NAME_LONGEST_BYTES = 200 };

typedef struct institution {
    span key;
    span plain;
    uint32_t people;
    const applicant *example;
    bool known; // named in program.yaml
} institution;

static int by_key(const void *a, const void *b) {
    const institution *one = a, *other = b;
    int order = span_compare(one->key, other->key);
    if (order == 0) { // the first of each key is the example
        order = (one->example > other->example) - (one->example < other->example);
    }
    return order;
}

// ---- numbers ----------------------------------------------------------------------------------------------------

static const answer *institution_of(const applicant *a) {
    return &a->person.answers[FIELD_INSTITUTION];
}

// Every institution of somebody who takes part once, by key.
static status gather(institution **out, uint32_t *count, arena *scratch, const reading *r, const applicants *all) {
    institution *found = arena_alloc(scratch, all->count, sizeof *found);
    if (found == NULL) {
        return STATUS_NO_MEMORY;
    }
    uint32_t entries = 0, kept = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        if (!all->items[i].set_aside && institution_of(&all->items[i])->key.length > 0) {
            found[entries++] =
                (institution){.key = institution_of(&all->items[i])->key, .people = 1, .example = &all->items[i]};
        }
    }
    qsort(found, entries, sizeof *found, by_key);
    for (uint32_t i = 0; i < entries; i++) {
        if (kept > 0 && span_equal(found[kept - 1].key, found[i].key)) {
            found[kept - 1].people++;
        } else {
            found[kept] = found[i];
            found[kept++].known = vocabulary_find(&r->p->institutions, found[i].key) != NONE;
        }
    }
    *out = found;
    *count = kept;
    return STATUS_OK;
}

static uint32_t number_of(const institution *found, uint32_t count, span key) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (span_compare(found[middle].key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low + 1;
}

// ---- plain forms ------------------------------------------------------------------------------------------------

static span written_out(span word) {
    static const struct {
        span abbreviation, word;
    } WORDS[] = {
        {{"univ", 4}, {"university", 10}},
        {{"uni", 3}, {"university", 10}},
        {{"u", 1}, {"university", 10}},
        {{"coll", 4}, {"college", 7}},
        {{"inst", 4}, {"institute", 9}},
        {{"lib", 3}, {"library", 7}},
        {{"libs", 4}, {"library", 7}},
        {{"libraries", 9}, {"library", 7}},
        {{"st", 2}, {"saint", 5}},
        {{"mt", 2}, {"mount", 5}},
        {{"natl", 4}, {"national", 8}},
        {{"of", 2}, {"", 0}},
        {{"the", 3}, {"", 0}},
        {{"at", 2}, {"", 0}},
        {{"in", 2}, {"", 0}},
        {{"and", 3}, {"", 0}},
        {{"for", 3}, {"", 0}},
    };
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (span_equal(word, WORDS[i].abbreviation)) {
            return WORDS[i].word;
        }
    }
    return word;
}

static int by_text(const void *a, const void *b) {
    return span_compare(*(const span *)a, *(const span *)b);
}

status institutions_plain_form(span *out, arena *a, span folded) {
    span words[WORDS_MOST];
    size_t count = 0, length = 0;
    for (size_t start = 0, i = 0; i <= folded.length && count < WORDS_MOST; i++) {
        if (i < folded.length && strchr(" -/,", folded.text[i]) == NULL) {
            continue;
        }
        span word;
        TRY(text_fold_bare(&word, a, (span){folded.text + start, i - start}));
        word = written_out(word);
        if (word.length > 0) {
            words[count++] = word;
            length += word.length + 1;
        }
        start = i + 1;
    }
    qsort(words, count, sizeof *words, by_text);
    char *text = arena_alloc(a, length + 1, 1);
    if (text == NULL) {
        return STATUS_NO_MEMORY;
    }
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            text[used++] = ' ';
        }
        memcpy(text + used, words[i].text, words[i].length);
        used += words[i].length;
    }
    *out = (span){text, used};
    return STATUS_OK;
}

// ---- nearly the same --------------------------------------------------------------------------------------------

typedef struct variant { // of an institution: its plain form, whole or without one letter
    uint64_t hash;
    uint32_t institution;
} variant;

typedef struct variants {
    variant *items;
    size_t count, capacity;
} variants;

static int by_hash(const void *a, const void *b) {
    const variant *one = a, *other = b;
    if (one->hash != other->hash) {
        return one->hash < other->hash ? -1 : 1;
    }
    return (one->institution > other->institution) - (one->institution < other->institution);
}

static bool add_variant(variants *v, memory *m, uint64_t hash, uint32_t number) {
    if (!memory_reserve(m, &v->items, &v->capacity, v->count + 1, sizeof *v->items)) {
        return false;
    }
    v->items[v->count++] = (variant){hash, number};
    return true;
}

// FNV-1a of the text without the bytes left_out..left_out + length.
static uint64_t hash_without(span text, size_t left_out, size_t length) {
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < text.length; i++) {
        if (i < left_out || i >= left_out + length) {
            hash = (hash ^ (unsigned char)text.text[i]) * 1099511628211u;
        }
    }
    return hash;
}

static bool add_variants(variants *v, memory *m, span plain, uint32_t number, bool neighbours) {
    if (!add_variant(v, m, hash_without(plain, 0, 0), number)) {
        return false;
    }
    if (!neighbours || plain.length < NEIGHBOURS_FROM_BYTES || plain.length > NAME_LONGEST_BYTES) {
        return true;
    }
    bool inside = false; // a word has begun before this character
    for (size_t at = 0; at < plain.length;) {
        size_t start = at;
        uint32_t c = text_next(plain, &at);
        bool blank = c == ' ', digit = c >= '0' && c <= '9';
        if (inside && !blank && !digit && !add_variant(v, m, hash_without(plain, start, at - start), number)) {
            return false;
        }
        inside = !blank;
    }
    return true;
}

// The name to keep: one that program.yaml knows, else the one that more people wrote, else the longer.
static bool is_better_name(const institution *a, const institution *b) {
    if (a->known != b->known) {
        return a->known;
    }
    return a->people != b->people ? a->people > b->people : a->key.length > b->key.length;
}

static status warn(reading *r, const institution *name, const institution *other) {
    if (name->known && other->known) {
        return STATUS_OK;
    }
    arena scratch = arena_over(&r->c->memory);
    span good = applicant_shown(&scratch, institution_of(name->example)->text);
    span bad = applicant_shown(&scratch, institution_of(other->example)->text);
    span what = arena_format(&scratch, "\"%.*s\" may be the same as \"%.*s\"", SPAN_ARGS(bad), SPAN_ARGS(good));
    span remedy = arena_format(&scratch,
                               "if it is, add {name: \"%.*s\", synonyms: [\"%.*s\"]} to institutions in program.yaml, "
                               "or colleagues may be paired; "
                               "if not, list both there",
                               SPAN_ARGS(good), SPAN_ARGS(bad));
    status result = good.text == NULL || bad.text == NULL
                        ? STATUS_NO_MEMORY
                        : applicant_remark(r, other->example, FIELD_INSTITUTION, SEVERITY_WARNING,
                                           "institution_similar", good.text, what, remedy);
    arena_free(&scratch);
    return result;
}

static uint32_t root_of(uint32_t *parents, uint32_t number) {
    while (parents[number] != number) {
        parents[number] = parents[parents[number]];
        number = parents[number];
    }
    return number;
}

// Institutions that share a variant are one group; each is warned about once, against the best name of its group.
static status warn_groups(reading *r, const institution *found, uint32_t count, const variants *v, arena *scratch) {
    uint32_t *parents = arena_alloc(scratch, count, sizeof *parents), *best = arena_alloc(scratch, count, sizeof *best);
    if (parents == NULL || best == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        parents[i] = best[i] = i;
    }
    for (size_t i = 1; i < v->count; i++) {
        if (v->items[i - 1].hash == v->items[i].hash) {
            parents[root_of(parents, v->items[i - 1].institution)] = root_of(parents, v->items[i].institution);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *known = &best[root_of(parents, i)];
        *known = is_better_name(&found[i], &found[*known]) ? i : *known;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t name = best[root_of(parents, i)];
        if (name != i) {
            TRY(warn(r, &found[name], &found[i]));
        }
    }
    return STATUS_OK;
}

static status warn_similar(reading *r, institution *found, uint32_t count, arena *scratch) {
    variants v = {0};
    status result = STATUS_OK;
    for (uint32_t i = 0; i < count; i++) {
        TRY_OUT(institutions_plain_form(&found[i].plain, scratch, found[i].key));
        if (found[i].plain.length > 0 &&
            !add_variants(&v, &r->c->memory, found[i].plain, i, count <= INSTITUTIONS_COMPARED)) {
            result = STATUS_NO_MEMORY;
            goto out;
        }
        span bare, key = found[i].key; // a campus or an abbreviation in brackets may be left out
        size_t bracket = span_find(key, SPAN("("));
        if (bracket != SIZE_MAX && bracket > 0) {
            TRY_OUT(institutions_plain_form(&bare, scratch, (span){key.text, bracket}));
            if (bare.length > 0 && !add_variants(&v, &r->c->memory, bare, i, false)) {
                result = STATUS_NO_MEMORY;
                goto out;
            }
        }
    }
    if (v.count > 0) {
        qsort(v.items, v.count, sizeof *v.items, by_hash);
        result = warn_groups(r, found, count, &v, scratch);
    }
out:
    memory_free(&r->c->memory, v.items);
    return result;
}

status institutions_number(reading *r, applicants *all) {
    arena scratch = arena_over(&r->c->memory);
    institution *found;
    uint32_t count;
    status result = gather(&found, &count, &scratch, r, all);
    for (uint32_t i = 0; result == STATUS_OK && i < all->count; i++) {
        span key = institution_of(&all->items[i])->key;
        if (!all->items[i].set_aside && key.length > 0) {
            all->items[i].person.institution = number_of(found, count, key);
        }
    }
    if (result == STATUS_OK && r->p->rules.same_institution_never && !r->fields.fields[FIELD_INSTITUTION].is_private) {
        result = warn_similar(r, found, count, &scratch);
    }
    arena_free(&scratch);
    return result;
}
