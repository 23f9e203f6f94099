// Reads TZif bytes: a first block with times of four bytes, which is skipped, a second with times of eight, and the
// footer. Nothing is trusted: every read is bounds-checked and every count bounded before anything is taken for it.
// Sizes to expect: 0 to 240 transitions, 1 to 20 types, under 4 KB.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/tzif.h"

#include <string.h>

enum { HEADER_BYTES = 44, MOST_TRANSITIONS = 10000, MOST_TYPES = 256, MOST_ABBREVIATION_BYTES = 4096 };

static uint32_t big_endian_32(const unsigned char *b) {
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static int64_t big_endian_64(const unsigned char *b) {
    return (int64_t)((uint64_t)big_endian_32(b) << 32 | big_endian_32(b + 4));
}

// What is left of the bytes.
typedef struct reader {
    const unsigned char *at;
    size_t left;
} reader;

// The next `count` × `size` bytes; NULL: there are fewer.
static const unsigned char *take(reader *r, size_t count, size_t size) {
    if (count > r->left / size) {
        return NULL;
    }
    const unsigned char *start = r->at;
    r->at += count * size;
    r->left -= count * size;
    return start;
}

typedef struct tzif_header {
    size_t universal, standard, leaps, transitions, types, letters;
} tzif_header;

static bool take_header(reader *r, tzif_header *out) {
    const unsigned char *h = take(r, HEADER_BYTES, 1);
    if (h == NULL || memcmp(h, "TZif", 4) != 0 || h[4] < '2') {
        return false;
    }
    *out = (tzif_header){big_endian_32(h + 20), big_endian_32(h + 24), big_endian_32(h + 28),
                         big_endian_32(h + 32), big_endian_32(h + 36), big_endian_32(h + 40)};
    return true;
}

// The first block has times of four bytes and is there for old readers only.
static bool skip_first_block(reader *r, const tzif_header *h) {
    return take(r, h->transitions, 5) != NULL && take(r, h->types, 6) != NULL && take(r, h->letters, 1) != NULL &&
           take(r, h->leaps, 8) != NULL && take(r, h->standard, 1) != NULL && take(r, h->universal, 1) != NULL;
}

static bool is_abbreviation(span s) {
    for (size_t i = 0; i < s.length; i++) {
        char c = s.text[i];
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-')) {
            return false;
        }
    }
    return true;
}

static status read_types(tzif *z, arena *a, const tzif_header *h, const unsigned char *records,
                         const unsigned char *letters) {
    span text = arena_copy(a, (span){(const char *)letters, h->letters});
    z->types = arena_alloc(a, h->types, sizeof *z->types);
    if (text.text == NULL || z->types == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < h->types; i++, records += 6) {
        int64_t offset = (int32_t)big_endian_32(records);
        if (offset <= -TZIF_LARGEST_OFFSET || offset >= TZIF_LARGEST_OFFSET || records[4] > 1 ||
            records[5] >= h->letters) {
            return STATUS_BAD_INPUT;
        }
        span name = span_of(text.text + records[5]);
        if (records[5] + name.length >= h->letters || !is_abbreviation(name)) {
            return STATUS_BAD_INPUT;
        }
        z->types[i] = (tzif_type){(int32_t)offset, name};
    }
    return STATUS_OK;
}

static status read_transitions(tzif *z, arena *a, const tzif_header *h, const unsigned char *times,
                               const unsigned char *types) {
    z->transition_count = h->transitions;
    z->transitions = arena_alloc(a, h->transitions, sizeof *z->transitions);
    z->type_after = arena_array(a, types, h->transitions, 1);
    if (z->transitions == NULL || z->type_after == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < h->transitions; i++) {
        z->transitions[i] = big_endian_64(times + 8 * i);
        if (types[i] >= h->types || (i > 0 && z->transitions[i] <= z->transitions[i - 1])) {
            return STATUS_BAD_INPUT;
        }
    }
    return STATUS_OK;
}

// "\n" rule "\n"; the rule may be empty.
static status read_footer(tzif *z, arena *a, reader *r) {
    const unsigned char *start = take(r, 1, 1);
    if (start == NULL || *start != '\n') {
        return STATUS_BAD_INPUT;
    }
    const unsigned char *end = r->left == 0 ? NULL : memchr(r->at, '\n', r->left);
    if (end == NULL) {
        return STATUS_BAD_INPUT;
    }
    span text = arena_copy(a, (span){(const char *)r->at, (size_t)(end - r->at)});
    if (text.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    z->has_rule = text.length > 0;
    return !z->has_rule || zone_rule_parse(&z->rule, text) ? STATUS_OK : STATUS_BAD_INPUT;
}

status tzif_read(tzif *out, arena *a, span bytes) {
    tzif z = {0};
    reader r = {(const unsigned char *)bytes.text, bytes.length};
    tzif_header h;
    if (!take_header(&r, &h) || !skip_first_block(&r, &h) || !take_header(&r, &h)) {
        return STATUS_BAD_INPUT;
    }
    // Leap seconds: such a file ("right/…") counts other seconds than ours.
    bool usable = h.transitions <= MOST_TRANSITIONS && h.types >= 1 && h.types <= MOST_TYPES && h.letters >= 1 &&
                  h.letters <= MOST_ABBREVIATION_BYTES && h.leaps == 0 && (h.standard == 0 || h.standard == h.types) &&
                  (h.universal == 0 || h.universal == h.types);
    if (!usable) {
        return STATUS_BAD_INPUT;
    }
    const unsigned char *times = take(&r, h.transitions, 8), *type_after = take(&r, h.transitions, 1);
    const unsigned char *types = take(&r, h.types, 6), *letters = take(&r, h.letters, 1);
    const unsigned char *marks = take(&r, h.standard + h.universal, 1);
    if (times == NULL || type_after == NULL || types == NULL || letters == NULL || marks == NULL) {
        return STATUS_BAD_INPUT;
    }
    TRY(read_types(&z, a, &h, types, letters));
    TRY(read_transitions(&z, a, &h, times, type_after));
    TRY(read_footer(&z, a, &r));
    *out = z;
    return STATUS_OK;
}
