// Renders documents in a child process with a deadline and no network, so that a library that crashes or hangs ends as an error while
// out/ stays as it is. The child reads pairing.json as anybody would, unless it is told of the result in memory; findings come back through
// a pipe.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents.h"
#include "outcome.h"
#include "terminal.h"

typedef struct render_job {
    const document_entry *const *documents; // what to render, in this order
    size_t count;
    span pairing_json;
    const pairing *pairing;           // the same, if it is at hand; NULL: pairing_json is read
    const char *pairing_id;
    span previous_json;               // of the run before; empty: none
    approval approval;
    int folder;                       // where the files go; -1: nowhere, only their digests are wanted
    int64_t limit_ms;                 // 0: the default of two minutes
} render_job;

typedef struct rendered {
    const char *file;
    char sha256[65];
    uint64_t size;
} rendered;

// `done` has room for job->count. INTERNAL (crashed, hung or failed, said on the terminal), INPUT_OUTPUT and CANNOT_CREATE (a file could not
// be written), NO_MEMORY, INTERRUPTED. Findings of the documents are added to `found`; their codes live in `a`.
outcome render_documents(rendered *done, arena *a, terminal *t, findings *found, const render_job *job);
