// Linear probing, at most half full; hashed by FNV-1a with a finaliser, so that low bits depend on all bytes.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/intern.h"

enum { FIRST_SLOTS = 64 };

intern intern_over(memory *m) {
    return (intern){.memory = m};
}

static uint64_t hash_of(span bytes) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < bytes.length; i++) {
        hash = (hash ^ (uint8_t)bytes.text[i]) * UINT64_C(0x100000001B3);
    }
    return hash ^ hash >> 32;
}

// The slot of these bytes, or the empty one where they belong.
static size_t slot_of(const intern *t, span bytes) {
    size_t mask = t->slot_count - 1;
    size_t slot = (size_t)hash_of(bytes) & mask;
    while (t->slots[slot] != 0 && !span_equal(t->items[t->slots[slot] - 1], bytes)) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static bool grow(intern *t) {
    size_t wanted = t->slot_count == 0 ? FIRST_SLOTS : t->slot_count * 2;
    uint32_t *slots = memory_alloc(t->memory, wanted, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    memory_free(t->memory, t->slots);
    t->slots = slots;
    t->slot_count = wanted;
    for (uint32_t i = 0; i < t->count; i++) {
        t->slots[slot_of(t, t->items[i])] = i + 1;
    }
    return true;
}

bool intern_number(uint32_t *out, intern *t, const void *bytes, size_t length) {
    span item = {bytes, length};
    if ((size_t)t->count * 2 >= t->slot_count && !grow(t)) {
        return false;
    }
    size_t slot = slot_of(t, item);
    if (t->slots[slot] == 0) {
        if (!memory_reserve(t->memory, &t->items, &t->capacity, (size_t)t->count + 1, sizeof *t->items)) {
            return false;
        }
        t->items[t->count] = item;
        t->slots[slot] = ++t->count;
    }
    *out = t->slots[slot] - 1;
    return true;
}

void intern_free(intern *t) {
    memory_free(t->memory, t->items);
    memory_free(t->memory, t->slots);
    *t = intern_over(t->memory);
}
