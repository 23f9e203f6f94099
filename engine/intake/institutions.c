// Nearly the same are names with one form (institution_forms.h), a name that is short for others, and forms that become
// equal when each loses at most one letter inside a word (the deletion neighbourhood of Garbe's SymSpell): found by
// sorting, without comparing each with each. A first letter is never dropped: York is not Cork. Nor is a digit, or a
// letter of II.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/institutions.h"

#include <stdlib.h>

#include "intake/institution_forms.h"

enum { NEIGHBOURS_FROM_BYTES = 6, NAME_LONGEST_BYTES = 200 };

typedef struct institution {
    span key;
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

// ---- nearly the same --------------------------------------------------------------------------------------------

typedef enum variant_kind { VARIANT_WHOLE, VARIANT_LESS_ONE_LETTER, VARIANT_SHORTER } variant_kind;

typedef struct variant { // of an institution
    uint64_t hash;       // of one of its forms
    uint32_t institution;
    variant_kind kind;
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
    if (one->kind != other->kind) {
        return one->kind < other->kind ? -1 : 1;
    }
    return (one->institution > other->institution) - (one->institution < other->institution);
}

static bool add_variant(variants *v, memory *m, uint64_t hash, uint32_t number, variant_kind kind) {
    if (!memory_reserve(m, &v->items, &v->capacity, v->count + 1, sizeof *v->items)) {
        return false;
    }
    v->items[v->count++] = (variant){hash, number, kind};
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

// Numerals of the kind II, IV: one letter less is another number.
static bool is_roman(span word) {
    for (size_t i = 0; i < word.length; i++) {
        if (word.text[i] != 'i' && word.text[i] != 'v' && word.text[i] != 'x') {
            return false;
        }
    }
    return true;
}

static bool add_neighbours(variants *v, memory *m, span plain, uint32_t number) {
    if (plain.length < NEIGHBOURS_FROM_BYTES || plain.length > NAME_LONGEST_BYTES) {
        return true;
    }
    for (size_t word = 0, end; word < plain.length; word = end + 1) {
        for (end = word; end < plain.length && plain.text[end] != ' '; end++) {
        }
        size_t at = word;
        (void)text_next(plain, &at); // the first letter stays
        while (at < end && !is_roman((span){plain.text + word, end - word})) {
            const size_t start = at;
            const uint32_t c = text_next(plain, &at);
            const bool digit = c >= '0' && c <= '9';
            if (!digit && !add_variant(v, m, hash_without(plain, start, at - start), number, VARIANT_LESS_ONE_LETTER)) {
                return false;
            }
        }
    }
    return true;
}

static status add_forms(variants *v, memory *m, span key, uint32_t number, bool neighbours) {
    arena scratch = arena_over(m);
    institution_forms forms;
    status result = institution_forms_of(&forms, &scratch, key);
    bool enough = true;
    for (uint32_t i = 0; result == STATUS_OK && enough && i < forms.same_count; i++) {
        enough = add_variant(v, m, hash_without(forms.same[i], 0, 0), number, VARIANT_WHOLE) &&
                 (!neighbours || add_neighbours(v, m, forms.same[i], number));
    }
    for (uint32_t i = 0; result == STATUS_OK && enough && i < forms.shorter_count; i++) {
        enough = add_variant(v, m, hash_without(forms.shorter[i], 0, 0), number, VARIANT_SHORTER);
    }
    arena_free(&scratch);
    return enough ? result : STATUS_NO_MEMORY;
}

// The name to keep: one that program.yaml knows, else the one that more people wrote, else the longer, else the earlier.
static bool is_better_name(const institution *a, const institution *b) {
    if (a->known != b->known) {
        return a->known;
    }
    if (a->people != b->people) {
        return a->people > b->people;
    }
    return a->key.length != b->key.length ? a->key.length > b->key.length : a->example < b->example;
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

typedef struct grouping {
    const institution *found;
    uint32_t *parents;
    uint32_t *meant; // by a short name that fits several: the best of them; else the institution itself
} grouping;

// One form, whose variants are first..end: of the same name, of names less one letter, of names that it may be short for.
static void group_form(grouping *g, const variant *first, const variant *end) {
    const variant *shorter = first;
    while (shorter < end && shorter->kind != VARIANT_SHORTER) {
        g->parents[root_of(g->parents, shorter->institution)] = root_of(g->parents, first->institution);
        shorter++;
    }
    if (first->kind != VARIANT_WHOLE) {
        return;
    }
    uint32_t best = first->institution, others = 0;
    for (const variant *v = shorter; v < end; v++) {
        const bool again = v > shorter && v[-1].institution == v->institution;
        if (again || root_of(g->parents, v->institution) == root_of(g->parents, first->institution)) {
            continue;
        }
        best = others == 0 || is_better_name(&g->found[v->institution], &g->found[best]) ? v->institution : best;
        others++;
    }
    if (others == 1) {
        g->parents[root_of(g->parents, best)] = root_of(g->parents, first->institution);
    } else {
        g->meant[first->institution] = best;
    }
}

// Institutions that share a form are one group; each is warned about once, against the best name of its group.
static status warn_groups(reading *r, const institution *found, uint32_t count, const variants *v, arena *scratch) {
    grouping g = {.found = found,
                  .parents = arena_alloc(scratch, count, sizeof *g.parents),
                  .meant = arena_alloc(scratch, count, sizeof *g.meant)};
    uint32_t *best = arena_alloc(scratch, count, sizeof *best);
    if (g.parents == NULL || g.meant == NULL || best == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        g.parents[i] = g.meant[i] = best[i] = i;
    }
    for (size_t first = 0, end; first < v->count; first = end) {
        for (end = first + 1; end < v->count && v->items[end].hash == v->items[first].hash; end++) {
        }
        if (v->items[first].kind != VARIANT_SHORTER) {
            group_form(&g, &v->items[first], &v->items[end]);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *known = &best[root_of(g.parents, i)];
        *known = is_better_name(&found[i], &found[*known]) ? i : *known;
    }
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t name = best[root_of(g.parents, i)], meant = g.meant[i];
        if (name != i) {
            TRY(warn(r, &found[name], &found[i]));
        } else if (root_of(g.parents, meant) != root_of(g.parents, i)) {
            TRY(warn(r, &found[meant], &found[i]));
        }
    }
    return STATUS_OK;
}

static status warn_similar(reading *r, institution *found, uint32_t count, arena *scratch) {
    variants v = {0};
    status result = STATUS_OK;
    for (uint32_t i = 0; result == STATUS_OK && i < count; i++) {
        result = add_forms(&v, &r->c->memory, found[i].key, i, count <= INSTITUTIONS_COMPARED);
    }
    if (result == STATUS_OK && v.count > 0) {
        qsort(v.items, v.count, sizeof *v.items, by_hash);
        result = warn_groups(r, found, count, &v, scratch);
    }
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
