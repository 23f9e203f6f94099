// Findings: what is wrong with somebody's file, each with its place, its words, its remedy and its code.
// Kept in the order in which they were made; at most FINDINGS_PER_FILE per file, the rest are counted.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

enum { FINDINGS_PER_FILE = 100 };

typedef enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE } severity;

// A place in a file: line and column in characters from 1 (a BOM not counted). The whole file: 1, 1.
typedef struct place {
    span file;
    uint32_t line, column;
} place;

typedef struct finding {
    severity severity;
    place place;
    span text;        // what is wrong (column "NAME"): how to mend it – without place, severity and code
    const char *code; // "career_stage_missing"
} finding;

typedef struct findings {
    arena arena;
    finding *items; // kept ones, in order
    size_t count, capacity;
    size_t errors, warnings, notes; // all, also those that were only counted
    struct file_count *files;       // per file: kept and counted findings
    size_t file_count, file_capacity;
    bool no_memory; // a finding could not be kept; the run then ends with NO_MEMORY
} findings;

findings findings_over(memory *m);

// Adds one. `format` makes the text; control characters in it are made visible. `code` is a literal.
void finding_add(findings *f, severity severity, place place, const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

// How many findings of `file` were counted but not kept.
size_t findings_left_out(const findings *f, span file);

// BAD_INPUT when there is an error, NO_MEMORY when one could not be kept, else OK.
status findings_status(const findings *f);

void findings_free(findings *f);
