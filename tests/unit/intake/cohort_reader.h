// For tests of intake: a cohort from texts, and what was found in them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "intake/cohort.h"

enum { READER_FILES = 8, READER_ZONE_BYTES = 1 << 16 };

// A run over texts. The program is the built-in one unless a text is given.
typedef struct cohort_reader {
    context c;
    program *p;
    cohort *h;
    input inputs[READER_FILES];
    size_t input_count;
    intake_options options;
    const char *given_name, *given_text; // what the host has for a `given` criterion
    char *zones[READER_FILES];           // bytes handed out
    size_t zone_count;
    status status;
} cohort_reader;

// A program of few rules, for tests that add to it.
#define READER_PROGRAM                                                                                      \
    "career_stages: [Student, {name: Early career, synonyms: [0-5 years]}, Mid-career, Senior]\n"           \
    "areas: [Acquisitions, {name: Cataloging and metadata, synonyms: [Cataloging]}, \"Rare books, maps\", " \
    "Preservation]\n"                                                                                       \
    "calendar: {time_zone: America/Chicago, applications_close: 2017-03-17, program_starts: 2017-06-01}\n"

#define READER_MENTORS                                       \
    "name,email,career stage,areas,institution\n"            \
    "Mo Mentor,mo@x.org,Senior,Acquisitions,Alpha College\n" \
    "Nia Mentor,nia@x.org,Senior,Preservation,Beta College\n"

#define READER_MENTEES                                        \
    "name,email,career stage,areas,institution\n"             \
    "Ed Mentee,ed@x.org,Student,Acquisitions,Gamma College\n" \
    "Flo Mentee,flo@x.org,Student,Preservation,Delta College\n"

static inline status reader_zone(void *self, span name, span *bytes) {
    cohort_reader *t = self;
    char path[200];
    (void)snprintf(path, sizeof path, "/usr/share/zoneinfo/%.*s", SPAN_ARGS(name));
    FILE *f = t->zone_count == READER_FILES ? NULL : fopen(path, "rb");
    if (f == NULL) {
        return STATUS_BAD_INPUT;
    }
    char *text = malloc(READER_ZONE_BYTES);
    assert_non_null(text);
    *bytes = (span){text, fread(text, 1, READER_ZONE_BYTES, f)};
    (void)fclose(f);
    t->zones[t->zone_count++] = text;
    return STATUS_OK;
}

static inline status reader_file(void *self, span name, span *bytes) {
    cohort_reader *t = self;
    if (t->given_name == NULL || !span_equal(name, span_of(t->given_name))) {
        return STATUS_BAD_INPUT;
    }
    *bytes = span_of(t->given_text);
    return STATUS_OK;
}

static inline void reader_begin(cohort_reader *t) {
    *t = (cohort_reader){.options = {.as_of = 1493640000}};
    context_init(&t->c, (host){.self = t, .zone = reader_zone, .file = reader_file});
}

static inline void reader_add(cohort_reader *t, input_role which, const char *text) {
    static const char *const NAMES[] = {"program.yaml",  "mentors.csv", "mentees.csv", "applications.csv",
                                        "decisions.csv", "past.csv",    "given.csv",   "previous.csv"};
    assert_true(t->input_count < READER_FILES);
    t->inputs[t->input_count++] = (input){.role = which, .file = span_of(NAMES[which]), .bytes = span_of(text)};
}

// Reads whatever was added. The status of the cohort, or of the program where that failed.
static inline status reader_read(cohort_reader *t) {
    t->status = STATUS_OK;
    for (size_t i = 0; i < t->input_count; i++) {
        if (t->inputs[i].role == INPUT_PROGRAM) {
            t->status = program_read(&t->p, &t->c, t->inputs[i].file, t->inputs[i].bytes);
        }
    }
    if (t->p == NULL && t->status == STATUS_OK) {
        t->status = program_built_in(&t->p, &t->c);
    }
    if (t->status == STATUS_OK) {
        t->status = cohort_read(&t->h, &t->c, t->p, t->inputs, t->input_count, &t->options);
    }
    return t->status;
}

// All of it at once; texts may be NULL.
static inline status reader_read_texts(cohort_reader *t, const char *program_text, const char *mentors,
                                       const char *mentees) {
    if (program_text != NULL) {
        reader_add(t, INPUT_PROGRAM, program_text);
    }
    if (mentors != NULL) {
        reader_add(t, INPUT_MENTORS, mentors);
    }
    if (mentees != NULL) {
        reader_add(t, INPUT_MENTEES, mentees);
    }
    return reader_read(t);
}

static inline void reader_end(cohort_reader *t) {
    cohort_free(t->h);
    program_free(t->p);
    context_free(&t->c);
    for (size_t i = 0; i < t->zone_count; i++) {
        free(t->zones[i]);
    }
    assert_int_equal(t->c.memory.live_bytes, 0);
}

static inline void reader_print(const cohort_reader *t) {
    static const char *const SEVERITIES[] = {"error", "warning", "note"};
    for (size_t i = 0; i < t->c.findings.count; i++) {
        const finding *f = &t->c.findings.items[i];
        print_message("%.*s:%u:%u: %s: %.*s [%s]\n", SPAN_ARGS(f->place.file), f->place.line, f->place.column,
                      SEVERITIES[f->severity], SPAN_ARGS(f->text), f->code);
    }
}

// The only finding with that code; fails the test when there is none or more than one.
static inline const finding *reader_only(const cohort_reader *t, const char *code) {
    const finding *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < t->c.findings.count; i++) {
        if (strcmp(t->c.findings.items[i].code, code) == 0) {
            found = &t->c.findings.items[i];
            count++;
        }
    }
    if (count != 1) {
        reader_print(t);
        fail_msg("%zu findings with the code %s instead of one", count, code);
    }
    return found;
}

static inline size_t reader_count(const cohort_reader *t, const char *code) {
    size_t count = 0;
    for (size_t i = 0; i < t->c.findings.count; i++) {
        count += strcmp(t->c.findings.items[i].code, code) == 0;
    }
    return count;
}

// The only finding with that code, where it stands and what it says.
static inline void reader_expect(const cohort_reader *t, severity severity_of_it, const char *file, uint32_t line,
                                 uint32_t column, const char *code, const char *text) {
    const finding *f = reader_only(t, code);
    assert_int_equal(f->severity, severity_of_it);
    assert_true(span_equal(f->place.file, span_of(file)));
    assert_int_equal(f->place.line, line);
    assert_int_equal(f->place.column, column);
    assert_string_equal(f->text.text, text);
}

static inline void assert_span(span actual, const char *expected) {
    if (!span_equal(actual, span_of(expected))) {
        fail_msg("\"%.*s\" instead of \"%s\"", SPAN_ARGS(actual), expected);
    }
}

static inline const person *reader_person(const cohort_reader *t, role as, const char *id) {
    for (uint32_t i = 0; i < t->h->count[as]; i++) {
        if (span_equal(t->h->people[as][i].id, span_of(id))) {
            return &t->h->people[as][i];
        }
    }
    reader_print(t);
    fail_msg("nobody with the id %s", id);
    return NULL;
}
