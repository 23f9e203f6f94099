// One byte of a form tool's export left out, doubled or changed: the whole intake answers with a cohort in which every
// row is accounted for, or with findings whose places are inside the file; it never crashes, and never loses a row
// without a word. The exports are those of tests/forms/ (run from the top of the source).
// Usage: damage_property SEED [FACTOR]: FACTOR × 6,000 damaged exports. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include <glob.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/decode.h"
#include "mentorpair.h"

enum { DAMAGES = 6000, MOST_EXPORTS = 100, SPARE_BYTES = 16 };

static uint64_t random_state;

// SplitMix64 (Steele, Lea and Flood 2014).
static uint32_t random_below(uint32_t n) {
    uint64_t z = random_state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return (uint32_t)((z ^ (z >> 31)) >> 33) % n;
}

typedef struct export {
    span mentors, mentees, program;
    uint32_t mentee_rows; // of the sound file
} export;

static span read_all(const char *folder, const char *name) {
    char path[500];
    (void)snprintf(path, sizeof path, "%s%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return SPAN("");
    }
    char *bytes = malloc(1 << 20);
    size_t length = bytes == NULL ? 0 : fread(bytes, 1, (1 << 20) - SPARE_BYTES, file);
    (void)fclose(file);
    return (span){bytes, length};
}

static status host_zone(void *self, span name, span *bytes) {
    enum { ZONES_MOST = 64 };
    static struct {
        char path[200];
        span bytes;
    } zones[ZONES_MOST]; // each is read once and kept
    static size_t count;
    char path[200];
    (void)self;
    (void)snprintf(path, sizeof path, "/usr/share/zoneinfo/%.*s", SPAN_ARGS(name));
    for (size_t i = 0; i < count; i++) {
        if (strcmp(zones[i].path, path) == 0) {
            *bytes = zones[i].bytes;
            return STATUS_OK;
        }
    }
    *bytes = count < ZONES_MOST ? read_all(path, "") : SPAN("");
    if (bytes->length == 0) {
        return STATUS_BAD_INPUT;
    }
    memcpy(zones[count].path, path, sizeof path);
    zones[count++].bytes = *bytes;
    return STATUS_OK;
}

// Whether line and column are those of a character of the text, or of its end.
static bool is_inside(span text, place p) {
    decode_cursor cursor = decode_cursor_at_start(text);
    for (size_t at = 0; at <= text.length; at++) {
        decode_cursor_move(&cursor, at);
        if (cursor.line == p.line && cursor.column >= p.column) {
            return p.column >= 1;
        }
        if (cursor.line > p.line) {
            return p.column >= 1; // a line that ends before: its last place
        }
    }
    return p.line == 1 && p.column == 1;
}

// The text in which places are counted: without its mark, UTF-16 as UTF-8; bytes that are neither, as they are.
static span text_of(arena *a, context *c, span bytes) {
    span text;
    if (decode_text(&text, a, c, SPAN("mentees.csv"), bytes, SPAN("")) == STATUS_OK) {
        return text;
    }
    bool mark = bytes.length >= 3 && memcmp(bytes.text, "\xEF\xBB\xBF", 3) == 0;
    return mark ? (span){bytes.text + 3, bytes.length - 3} : bytes;
}

static bool is_utf16(span bytes) {
    return bytes.length >= 2 && ((unsigned char)bytes.text[0] >= 0xFE || (unsigned char)bytes.text[1] >= 0xFE);
}

static const char *look_at(mp_run *run, status result, const export *e, span bytes, uint32_t *rows) {
    const cohort *h = mp_run_cohort(run);
    const findings *f = &mp_run_context(run)->findings;
    bool said = false;
    if (result != STATUS_OK && result != STATUS_BAD_INPUT) {
        return "neither read nor refused";
    }
    if ((result == STATUS_BAD_INPUT) != (f->errors > 0)) {
        return "refused without an error, or read with one";
    }
    arena a = arena_over(&mp_run_context(run)->memory);
    context quiet;
    context_init(&quiet, (host){.self = NULL});
    span text = text_of(&a, &quiet, bytes);
    const char *wrong = NULL;
    for (size_t i = 0; i < f->count; i++) {
        bool here = span_equal(f->items[i].place.file, SPAN("mentees.csv"));
        said = said || (here && (f->items[i].severity != SEVERITY_NOTE || strcmp(f->items[i].code, "empty_rows") == 0));
        if (here && !is_utf16(bytes) && !is_inside(text, f->items[i].place)) {
            wrong = "a finding has a place outside the file";
        }
    }
    arena_free(&a);
    context_free(&quiet);
    *rows = 0;
    for (uint32_t i = 0; h != NULL && i < h->input_count; i++) {
        if (h->inputs[i].role == INPUT_MENTEES) {
            *rows = h->inputs[i].rows;
            wrong = result == STATUS_OK && h->inputs[i].accepted + h->inputs[i].set_aside != *rows ? "accepted and set aside are not what was read" : wrong;
        }
    }
    return wrong != NULL ? wrong : result == STATUS_OK && !said && *rows < e->mentee_rows ? "a row was lost without a word" : NULL;
}

static const char *try_bytes(const export *e, span bytes, uint32_t *rows) {
    mp_run *run = mp_run_new((host){.zone = host_zone});
    const input inputs[] = {{INPUT_PROGRAM, SPAN("program.yaml"), e->program},
                            {INPUT_MENTORS, SPAN("mentors.csv"), e->mentors},
                            {INPUT_MENTEES, SPAN("mentees.csv"), bytes}};
    const mp_request request = {.inputs = inputs, .input_count = 3, .as_of = 1493640000, .alternatives = 3, .time_limit_s = 600};
    const char *wrong = look_at(run, mp_read(run, &request), e, bytes, rows);
    mp_run_free(run);
    return wrong;
}

static span damaged(char *room, span sound, uint32_t how, size_t at) {
    memcpy(room, sound.text, sound.length);
    size_t length = sound.length;
    switch (how) {
    case 0:
        memmove(room + at, room + at + 1, length - at - 1);
        return (span){room, length - 1};
    case 1:
        memmove(room + at + 1, room + at, length - at);
        return (span){room, length + 1};
    default:
        room[at] = how == 2 ? "\"\",;\n\rx \t"[random_below(9)] : (char)random_below(256);
        return (span){room, length};
    }
}

static uint32_t read_exports(export *exports) {
    glob_t folders;
    uint32_t count = 0;
    if (glob("tests/forms/*/", 0, NULL, &folders) != 0) {
        return 0;
    }
    for (size_t i = 0; i < folders.gl_pathc && count < MOST_EXPORTS; i++) {
        export *e = &exports[count];
        *e = (export){.mentors = read_all(folders.gl_pathv[i], "mentors.csv"),
                      .mentees = read_all(folders.gl_pathv[i], "mentees.csv"),
                      .program = read_all(folders.gl_pathv[i], "program.yaml")};
        if (e->mentees.length > 0) {
            count++;
        } else if (e->program.length > 0) {
            free((char *)(uintptr_t)e->program.text);
        }
    }
    globfree(&folders);
    return count;
}

int main(int argc, char **argv) {
    static export exports[MOST_EXPORTS];
    static char room[1 << 20];
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1, factor = argc > 2 ? strtoull(argv[2], NULL, 10) : 1, fewer = 0;
    uint32_t count = read_exports(exports), rows;
    random_state = seed;
    for (uint32_t i = 0; i < count; i++) {
        const char *wrong = try_bytes(&exports[i], exports[i].mentees, &exports[i].mentee_rows);
        if (wrong != NULL || exports[i].mentee_rows == 0) {
            printf("a sound export: %s\n", wrong != NULL ? wrong : "no rows");
            return 1;
        }
    }
    for (uint64_t n = 0; n < factor * DAMAGES && count > 0; n++) {
        const export *e = &exports[n % count];
        uint32_t how = random_below(4);
        size_t at = random_below((uint32_t)e->mentees.length);
        const char *wrong = try_bytes(e, damaged(room, e->mentees, how, at), &rows);
        fewer += rows < e->mentee_rows;
        if (wrong != NULL) {
            printf("export %" PRIu64 ", damage %u at byte %zu, case %" PRIu64 " of seed %" PRIu64 ": %s\n", n % count, how, at, n, seed, wrong);
            return 1;
        }
    }
    printf("%" PRIu64 " damaged exports of %u, seed %" PRIu64 ": in %" PRIu64 " a row was not read, and said\n", factor * DAMAGES, count, seed, fewer);
    return count > 10 && fewer > 0 ? 0 : 1;
}
