// What all doors share. A door takes any bytes and checks what must hold whatever they are. Built with -DFUZZING it is
// a libFuzzer target (make fuzz T=door); built as usual it replays the files named on its command line, which is how
// the corpus is a test. Sizes to expect: inputs of 0 bytes to some KB, 1 to 10,000 of them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/context.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition) ((condition) ? (void)0 : door_broken(#condition, __FILE__, __LINE__))

__attribute__((noreturn)) static inline void door_broken(const char *what, const char *file, int line) {
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

static inline span door_bytes(const uint8_t *data, size_t size) {
    return (span){size == 0 ? "" : (const char *)data, size};
}

// ---- files as people see them -----------------------------------------------------------------------------------

typedef struct door_file {
    span name, bytes;
    bool one_byte; // read in an encoding of one byte a character, unless a BOM says otherwise
    bool decoded;  // what looks like a BOM is text
} door_file;

// One character after the other, each with its place; written anew here, so that the engine's own count is checked.
typedef struct door_walk {
    span bytes;
    size_t at;
    enum { WALK_UTF8, WALK_ONE_BYTE, WALK_UTF16_LITTLE, WALK_UTF16_BIG } coding;
    uint32_t line, column; // of the character at `at`
} door_walk;

static inline door_walk door_walk_begin(const door_file *file) {
    span bytes = file->bytes;
    door_walk w = {.bytes = bytes, .coding = file->one_byte ? WALK_ONE_BYTE : WALK_UTF8, .line = 1, .column = 1};
    if (file->decoded) {
        return w;
    }
    if (span_starts(bytes, SPAN("\xEF\xBB\xBF"))) {
        w.at = 3;
        w.coding = WALK_UTF8;
    } else if (span_starts(bytes, SPAN("\xFF\xFE"))) {
        w.at = 2;
        w.coding = WALK_UTF16_LITTLE;
    } else if (span_starts(bytes, SPAN("\xFE\xFF"))) {
        w.at = 2;
        w.coding = WALK_UTF16_BIG;
    }
    return w;
}

static inline uint32_t door_walk_unit(const door_walk *w, size_t at) {
    size_t width = w->coding == WALK_UTF16_LITTLE || w->coding == WALK_UTF16_BIG ? 2 : 1;
    if (at + width > w->bytes.length) {
        return UINT32_MAX;
    }
    const unsigned char *b = (const unsigned char *)w->bytes.text + at;
    return width == 1                       ? b[0]
           : w->coding == WALK_UTF16_LITTLE ? (uint32_t)(b[1] << 8 | b[0])
                                            : (uint32_t)(b[0] << 8 | b[1]);
}

// false: there was none.
static inline bool door_walk_step(door_walk *w) {
    bool wide = w->coding == WALK_UTF16_LITTLE || w->coding == WALK_UTF16_BIG;
    size_t width = wide ? 2 : 1;
    uint32_t unit = door_walk_unit(w, w->at);
    if (unit == UINT32_MAX) {
        return false;
    }
    w->at += width;
    uint32_t next = door_walk_unit(w, w->at);
    if (unit == '\n' || (unit == '\r' && next != '\n')) {
        w->line++;
        w->column = 1;
        return true;
    }
    w->column++;
    if (wide && unit >= 0xD800 && unit <= 0xDBFF && next >= 0xDC00 && next <= 0xDFFF) {
        w->at += 2;
    }
    while (w->coding == WALK_UTF8 && w->at < w->bytes.length && ((unsigned char)w->bytes.text[w->at] & 0xC0) == 0x80) {
        w->at++;
    }
    return true;
}

// The byte at that place, the end of the file included; SIZE_MAX: the file has no such place.
static inline size_t door_offset(const door_file *file, uint32_t line, uint32_t column) {
    door_walk w = door_walk_begin(file);
    do {
        if (w.line == line && w.column == column) {
            return w.at;
        }
    } while (door_walk_step(&w));
    return SIZE_MAX;
}

// ---- findings ---------------------------------------------------------------------------------------------------

static inline const door_file *door_file_named(const door_file *files, size_t count, span name) {
    for (size_t i = 0; i < count; i++) {
        if (span_equal(files[i].name, name)) {
            return &files[i];
        }
    }
    return NULL;
}

static inline bool door_is_code(const char *code) {
    for (const char *c = code; *c != '\0'; c++) {
        if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9') && *c != '_') {
            return false;
        }
    }
    return *code != '\0';
}

static inline void door_show(const finding *f) {
    fprintf(stderr, "%.*s:%u:%u: %.*s [%s]\n", SPAN_ARGS(f->place.file), f->place.line, f->place.column,
            SPAN_ARGS(f->text), f->code);
}

static inline void door_check_finding(const finding *f, const door_file *files, size_t count) {
    const door_file *file = door_file_named(files, count, f->place.file);
    bool good = file != NULL && door_offset(file, f->place.line, f->place.column) != SIZE_MAX &&
                door_is_code(f->code) && f->text.length > 0 && text_invalid_at(f->text) == SIZE_MAX &&
                !text_has_control(f->text) && memchr(f->text.text, '\n', f->text.length) == NULL;
    if (!good) {
        door_show(f);
    }
    REQUIRE(file != NULL);
    REQUIRE(door_offset(file, f->place.line, f->place.column) != SIZE_MAX);
    REQUIRE(good);
}

// Every finding stands in one of the files, at a place that the file has, in words that can be shown; a status of
// BAD_INPUT means an error among them, OK means none, and there is no other.
static inline void door_check_findings(const context *c, status result, const door_file *files, size_t count) {
    size_t left_out = 0;
    for (size_t i = 0; i < c->findings.count; i++) {
        door_check_finding(&c->findings.items[i], files, count);
    }
    for (size_t i = 0; i < count; i++) {
        if (door_file_named(files, i, files[i].name) == NULL) {
            left_out += findings_left_out(&c->findings, files[i].name);
        }
    }
    REQUIRE(c->findings.count + left_out == c->findings.errors + c->findings.warnings + c->findings.notes);
    if (result != STATUS_OK && result != STATUS_BAD_INPUT) {
        fprintf(stderr, "status %d, %s: %s\n", (int)result, c->fault.where == NULL ? "" : c->fault.where,
                c->fault.what);
    }
    REQUIRE(result == STATUS_OK || result == STATUS_BAD_INPUT);
    REQUIRE((result == STATUS_BAD_INPUT) == (c->findings.errors > 0));
}

static inline void door_end(context *c) {
    context_free(c);
    REQUIRE(c->memory.live_bytes == 0);
}

// ---- replay -----------------------------------------------------------------------------------------------------

#ifndef FUZZING
static inline int door_replay(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 1;
    }
    size_t size = 0, capacity = 4096, taken;
    uint8_t *bytes = malloc(capacity);
    while (bytes != NULL && (taken = fread(bytes + size, 1, capacity - size, file)) > 0) {
        size += taken;
        if (size == capacity) {
            capacity *= 2;
            bytes = realloc(bytes, capacity);
        }
    }
    fclose(file);
    if (bytes == NULL) {
        return 1;
    }
    // A block of the very size, so that a sanitizer sees a read past the end.
    uint8_t *exact = malloc(size == 0 ? 1 : size);
    memcpy(exact, bytes, size);
    free(bytes);
    fprintf(stderr, "%s\n", path);
    int result = LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return result;
}

int main(int count, char **paths) {
    int failed = count < 2;
    for (int i = 1; i < count; i++) {
        failed |= door_replay(paths[i]);
    }
    printf("%d inputs replayed\n", count - 1);
    return failed;
}
#endif
