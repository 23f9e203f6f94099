// Entries are texts or maps; both become options. Claims are found by sorting all words, so that 10,000 institutions
// take no quadratic time.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program_vocabulary.h"

#include <stdlib.h>

#include "intake/program_map.h"

typedef struct claim { // a word, and the option whose word it is
    span folded;
    span written;
    uint32_t number;
    place place;
} claim;

typedef struct claims {
    claim *items;
    size_t count, capacity;
} claims;

static status add_claim(reader *r, claims *c, span written, uint32_t number, place where) {
    if (!memory_reserve(&r->context->memory, &c->items, &c->capacity, c->count + 1, sizeof *c->items)) {
        return STATUS_NO_MEMORY;
    }
    claim *item = &c->items[c->count++];
    *item = (claim){.written = written, .number = number, .place = where};
    return text_fold(&item->folded, &r->scratch, written);
}

static int by_folded(const void *left, const void *right) {
    const claim *a = left, *b = right;
    int order = span_compare(a->folded, b->folded);
    if (order != 0) {
        return order;
    }
    return a->number != b->number ? (a->number > b->number) - (a->number < b->number) : 0;
}

static void refuse_double_claims(reader *r, const claims *c, const vocabulary *v, span path) {
    if (c->count > 0) {
        qsort(c->items, c->count, sizeof *c->items, by_folded);
    }
    for (size_t i = 1, first = 0; i < c->count; i++) {
        if (!span_equal(c->items[i].folded, c->items[first].folded)) {
            first = i;
        } else if (c->items[i].number != c->items[first].number) {
            const claim *one = &c->items[first], *other = &c->items[i];
            span word = reader_visible(r, other->written), first_name = reader_visible(r, v->options[one->number].name),
                 other_name = reader_visible(r, v->options[other->number].name);
            READER_FAULT(r, other->place, "option_claimed_twice",
                         "\"%.*s\" belongs to two entries of \"%.*s\", \"%.*s\" (line %u) and \"%.*s\": leave it with "
                         "one of them",
                         SPAN_ARGS(word), SPAN_ARGS(path), SPAN_ARGS(first_name), one->place.line,
                         SPAN_ARGS(other_name));
        }
    }
}

// The place of the n-th synonym, written as a list or as one text.
static place synonym_place(const tree *entry, uint32_t n) {
    const tree *synonyms = tree_get(entry, SPAN("synonyms"));
    if (synonyms != NULL && synonyms->kind == TREE_LIST && n < synonyms->count) {
        return synonyms->entries[n].value.place;
    }
    return synonyms != NULL ? synonyms->place : entry->place;
}

static status claim_words(reader *r, claims *c, const option *o, uint32_t number, const tree *entry) {
    const tree *name = tree_get(entry, SPAN("name"));
    TRY(add_claim(r, c, o->name, number, name != NULL ? name->place : entry->place));
    for (uint32_t i = 0; i < o->synonym_count; i++) {
        TRY(add_claim(r, c, o->synonyms[i], number, synonym_place(entry, i)));
    }
    return STATUS_OK;
}

// An entry that is only a text is read as { name: text }.
static status read_entry(reader *r, option *out, const key_row *row, const tree *value, span path) {
    *out = (option){.name = SPAN(""), .group = SPAN("")};
    tree_entry only = {.key = SPAN("name"), .key_place = value->place, .value = *value};
    tree as_map = {.kind = TREE_MAP, .place = value->place, .entries = &only, .count = 1};
    if (value->kind == TREE_NULL || value->kind == TREE_LIST) {
        span shown = reader_shown(r, value);
        READER_FAULT(r, value->place, "wrong_type",
                     "an entry of \"%.*s\" is %.*s: write a name, or { name: ..., synonyms: [...] }", SPAN_ARGS(path),
                     SPAN_ARGS(shown));
        return STATUS_OK;
    }
    return program_map_read(r, row, value->kind == TREE_SCALAR ? &as_map : value, path, out);
}

static int by_group(const void *left, const void *right) {
    const claim *a = left, *b = right;
    return span_compare(a->folded, b->folded);
}

// Equal groups get equal numbers, from 1.
static status number_groups(reader *r, vocabulary *v) {
    claims groups = {0};
    status result = STATUS_OK;
    for (uint32_t i = 0; i < v->count && result == STATUS_OK; i++) {
        if (v->options[i].group.length > 0) {
            result = add_claim(r, &groups, v->options[i].group, i, (place){0});
        }
    }
    if (result == STATUS_OK && groups.count > 0) {
        qsort(groups.items, groups.count, sizeof *groups.items, by_group);
        uint32_t number = 0;
        for (size_t i = 0; i < groups.count; i++) {
            number += i == 0 || !span_equal(groups.items[i].folded, groups.items[i - 1].folded);
            v->options[groups.items[i].number].group_id = number;
        }
    }
    memory_free(&r->context->memory, groups.items);
    return result;
}

static status read_entries(reader *r, vocabulary *v, claims *c, const key_row *row, const tree *list, span path) {
    for (size_t i = 0; i < list->count; i++) {
        const tree *entry = &list->entries[i].value;
        option *o = &v->options[v->count];
        TRY(read_entry(r, o, program_key_element(row), entry, path));
        if (o->name.length > 0) {
            TRY(claim_words(r, c, o, v->count, entry));
            v->count++;
        }
    }
    TRY(number_groups(r, v));
    refuse_double_claims(r, c, v, path);
    return vocabulary_index(v, &r->program->arena);
}

status program_vocabulary_read(reader *r, vocabulary *out, const key_row *row, const tree *value, span path) {
    *out = (vocabulary){0};
    const tree *list = program_map_children(r, row, value, path);
    if (list == NULL) {
        return STATUS_OK;
    }
    out->options = arena_alloc(&r->program->arena, list->count, sizeof *out->options);
    if (out->options == NULL) {
        return STATUS_NO_MEMORY;
    }
    claims c = {0};
    status result = read_entries(r, out, &c, row, list, path);
    memory_free(&r->context->memory, c.items);
    return result;
}

status program_vocabulary_of(vocabulary *out, arena *a, const char *const *names, uint32_t count) {
    vocabulary v = {.options = arena_alloc(a, count, sizeof(option)), .count = count};
    if (v.options == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        v.options[i] = (option){.name = span_of(names[i]), .group = SPAN("")};
    }
    TRY(vocabulary_index(&v, a));
    *out = v;
    return STATUS_OK;
}
