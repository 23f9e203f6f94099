// Sort keys by ICU, then one comparison of bytes for each pair of entries.
// Sizes to expect: 100,000 names, 100 bytes a key.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/collate.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ucol.h>
#include <unicode/ustring.h>

enum { USUAL_KEY_BYTES = 512 }; // longer keys are made twice

typedef struct sortable {
    span key; // of the name
    const collate_entry *entry;
    uint32_t number;
} sortable;

static int by_key(const void *left, const void *right) {
    const sortable *a = left, *b = right;
    int order = span_compare(a->key, b->key);
    order = order != 0 ? order : span_compare(a->entry->id, b->entry->id);
    order = order != 0 ? order : span_compare(a->entry->then, b->entry->then);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

static status icu_failed(context *c, UErrorCode code) {
    if (code == U_MEMORY_ALLOCATION_ERROR) {
        return context_no_memory(c, "reports/collate");
    }
    return context_fail(c, STATUS_INTERNAL, "reports/collate", "ICU says %s", u_errorName(code));
}

// The name's sort key in `a`; texts go through `scratch`.
static status key_of(span *out, arena *a, arena *scratch, context *c, const UCollator *collator, span name) {
    if (name.length >= INT32_MAX / 2) {
        return context_fail(c, STATUS_INTERNAL, "reports/collate", "a name of %zu bytes", name.length);
    }
    UErrorCode code = U_ZERO_ERROR;
    int32_t units = 0, capacity = (int32_t)name.length + 1; // UTF-16 is never longer than UTF-8 has bytes
    UChar *wide = arena_alloc(scratch, (size_t)capacity, sizeof *wide);
    if (wide == NULL) {
        return context_no_memory(c, "reports/collate");
    }
    (void)u_strFromUTF8WithSub(wide, capacity, &units, name.text == NULL ? "" : name.text, (int32_t)name.length, 0xFFFD,
                               NULL, &code);
    if (U_FAILURE(code)) {
        return icu_failed(c, code);
    }
    uint8_t usual[USUAL_KEY_BYTES];
    const int32_t size = ucol_getSortKey(collator, wide, units, usual, USUAL_KEY_BYTES);
    uint8_t *key = size > 0 ? arena_alloc(a, (size_t)size, 1) : NULL;
    if (key == NULL || (size > USUAL_KEY_BYTES && ucol_getSortKey(collator, wide, units, key, size) != size)) {
        return context_no_memory(c, "reports/collate");
    }
    if (size <= USUAL_KEY_BYTES) {
        memcpy(key, usual, (size_t)size);
    }
    *out = (span){(const char *)key, (size_t)size};
    return STATUS_OK;
}

static status sort(uint32_t *order, arena *keys, context *c, const UCollator *collator, const collate_entry *entries,
                   uint32_t count) {
    sortable *items = arena_alloc(keys, count, sizeof *items);
    if (items == NULL) {
        return context_no_memory(c, "reports/collate");
    }
    arena scratch = arena_over(keys->memory);
    status result = STATUS_OK;
    for (uint32_t i = 0; i < count; i++) {
        items[i].entry = &entries[i];
        items[i].number = i;
        TRY_OUT(key_of(&items[i].key, keys, &scratch, c, collator, entries[i].name));
        if (i % 1024 == 0) {
            arena_free(&scratch);
        }
    }
    qsort(items, count, sizeof *items, by_key);
    for (uint32_t i = 0; i < count; i++) {
        order[i] = items[i].number;
    }
out:
    arena_free(&scratch);
    return result;
}

status collate_order(uint32_t *order, arena *a, context *c, const collate_entry *entries, uint32_t count) {
    UErrorCode code = U_ZERO_ERROR;
    UCollator *collator = ucol_open("root", &code);
    if (U_FAILURE(code)) {
        return icu_failed(c, code);
    }
    arena keys = arena_over(a->memory);
    status result = sort(order, &keys, c, collator, entries, count);
    arena_free(&keys);
    ucol_close(collator);
    return result;
}
