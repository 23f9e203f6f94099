// What the parts that read program.yaml share: the program being filled, the registry, and how a fault is said.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program.h"
#include "intake/registry.h"

typedef struct reader {
    context *context;
    program *program; // being filled; texts are copied into its arena
    arena scratch;    // gone after reading
    registry registry;
    program_form form;
    unsigned kinds; // while a criterion is read: the bit of its kind, else 0
    bool no_memory; // a text for a finding could not be made
} reader;

// An error finding at a place of the tree.
#define READER_FAULT(r, where, ...) finding_add(&(r)->context->findings, SEVERITY_ERROR, (where), __VA_ARGS__)

// A warning; not said again of the program that a pairing.json shows.
#define READER_WARNING(r, where, ...)                                                     \
    do {                                                                                  \
        if ((r)->form == PROGRAM_WRITTEN) {                                               \
            finding_add(&(r)->context->findings, SEVERITY_WARNING, (where), __VA_ARGS__); \
        }                                                                                 \
    } while (0)

// A place of the tree, for the program to keep.
place reader_place(const reader *r, place where);

// printf into the scratch; where there is no memory the empty text, and the reader remembers.
span reader_format(reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

// "rules.minimum_score"; so these.
span reader_path(reader *r, span path, span key);

// How a value is called in a finding: "\"abc\"", "a list", "empty".
span reader_shown(reader *r, const tree *value);
// A key or text, shortened and with control characters made visible.
span reader_visible(reader *r, span text);

// Whether a text may be kept: no control characters or hidden marks. A finding where not.
bool reader_text_is_clean(reader *r, const tree *value, span path);
