// The library's manual: all that documents (reports/) and the command line (cli/) see of the engine.
//
//     bytes -> program -> cohort -> scoring -> solution -> pairing -> pairing.json
//
// The engine opens no file and reads no clock: bytes and instants come in, structs and bytes go out. One mp_run is one run; two may live
// side by side; nothing is global. Everything that a run gives out is owned by the run and freed with it, unless said otherwise.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explanation.h"
#include "pairing/compare.h"
#include "pairing/pairing.h"
#include "pairing/pairing_json.h"
#include "pairing/somebody.h"
#include "proof/checker.h"
#include "proof/judgement.h"

#ifndef MENTORPAIR_VERSION
#error "the build says the version"
#endif

// How large application files may be.
enum { MP_ROWS_MOST = 2000000, MP_COLUMNS_MOST = 16384, MP_CELL_MOST_MIB = 1, MP_CELLS_MOST = 4000000, MP_BYTES_A_CELL = 8 };

typedef struct mp_run mp_run;

typedef struct mp_request {
    const input *inputs; // without INPUT_PROGRAM: built-in program. Bytes must live until the run ends
    size_t input_count;
    instant as_of;
    bool late, set_aside_invalid;
    bool keep_last;      // INPUT_PREVIOUS only tells equally good pairings apart: `fewest_changes` last instead of first
    const span *edits;   // changes of single keys of the program, "rules.minimum_stage_gap=1"; must live until the run ends
    size_t edit_count;
    const span *without; // people who are supposed to have withdrawn: ids, addresses or names; must live until the run ends
    size_t without_count;
    bool has_seed;       // --seed
    uint64_t seed;
    int32_t alternatives; // default 3
    bool alternatives_said; // --alternatives: also above 2,000 mentees
    int64_t time_limit_s; // default 600
} mp_request;

// A run over `host` (its members may be NULL). NULL: no memory.
mp_run *mp_run_new(host outside);
void mp_run_free(mp_run *r); // NULL allowed
// How much is still allocated; 0 for a run of which everything has been freed but itself. For tests.
size_t mp_run_live_bytes(const mp_run *r);
context *mp_run_context(mp_run *r); // findings, fault, fault injection of tests

// Reads program and applications. Findings say what is wrong. BAD_INPUT: mp_run_cohort may still give what could be counted, or NULL.
status mp_read(mp_run *r, const mp_request *request);
// true when every error finding stands in program.yaml (exit 78 instead of 65).
bool mp_program_at_fault(const mp_run *r);
const program *mp_run_program(const mp_run *r); // NULL before mp_read, or when the program could not be read
const cohort *mp_run_cohort(const mp_run *r);

// Scores everybody (for `check`: who has nobody). After mp_read was OK, or was BAD_INPUT with a cohort.
status mp_score(mp_run *r);
const scoring *mp_run_scoring(const mp_run *r);

// The main job after mp_read was OK: scores, solves, checks the certificate, builds the result and its bytes.
// OK also when stopped by the host (pairing->options.stopped). A checker that refuses is INTERNAL.
status mp_match(mp_run *r);
const pairing *mp_run_pairing(const mp_run *r);
// Its bytes, written into a sink piece by piece, with their pairing id. NO_MEMORY or what the sink says.
status mp_pairing_write(mp_run *r, char id[65], pairing_sink *sink, void *self);
// The same bytes at once, made when first asked for; empty: no pairing, or no memory for them.
span mp_run_pairing_json(mp_run *r);

// Proves the bytes of a pairing.json again from the inputs of mp_read: everything that needs no solve is recomputed and compared byte by byte, the
// certificate is replayed. One thing needs a solve and gets it: the pairs and the total without pins, where the file claims to know them.
// `verdict` gets CHECK_NONE or the first fault in words. Unreadable bytes are BAD_INPUT with findings in `file`.
typedef struct mp_verdict {
    bool holds;
    span text;          // what is wrong, where it is wrong (a sentence with ids or a line of the file); "" when it holds
    uint32_t line;      // of pairing.json where bytes differ; 0: not meant
    uint32_t unproven;  // levels that the file itself does not call proven
} mp_verdict;
status mp_verify(mp_run *r, span file, span pairing_json, mp_verdict *verdict);

// A pairing.json as plain data (for `report`). Owned by the run.
status mp_pairing_read(mp_run *r, const pairing **out, span file, span bytes);

// What changed between two pairings that this run read or made; `out` lies in the run, as do its texts. `helped`: compare.h. NO_MEMORY.
status mp_compare(mp_run *r, comparison *out, const pairing *old, const pairing *new, compare_helped helped);

// A pairing made by hand, after mp_read was OK: a CSV with the columns mentee and mentor, or a pairing.json, held to the rules. What breaks one is
// an error finding in `file`, and OK all the same. BAD_INPUT: the file cannot be read. `out` lies in the run. NO_MEMORY, INTERNAL.
status mp_draft_read(mp_run *r, draft *out, span file, span bytes);
// What it is worth beside the best pairing, goal by goal: one of this cohort that mp_verify holds, or that of mp_match. NO_MEMORY, INTERNAL.
status mp_judge(mp_run *r, judgement *out, const draft *d, const pairing *best);

// Why somebody is paired as they are, or why two people are not, and what another way would cost the cohort. `stands` was
// read by this run and holds (mp_verify), `file` is its name. Everything that is given out lies in the run. OK also when
// stopped by the host (out->stopped). NO_MEMORY, INTERNAL.
status mp_explain(mp_run *r, explanation *out, const pairing *stands, span file, const explain_question *question);

// Texts that the library knows: JSON Schemas of program.yaml and pairing.json, the commented starting program.
status mp_program_schema(mp_run *r, span *out);
status mp_pairing_schema(mp_run *r, span *out);
status mp_starter_program(mp_run *r, span *out);

// The starting program for exports that are there already, with what they show filled in; `questions` are left in it, marked
// QUESTION. Of up to two exports; parts, rows and tools are those of each. BAD_INPUT: findings say why. NO_MEMORY, INTERNAL.
typedef struct mp_starter {
    span program;
    uint32_t questions;
    input_role parts[2];
    uint32_t rows[2];
    const char *tools[2]; // "Google Forms, through a sheet"
} mp_starter;
status mp_starter_from_exports(mp_run *r, mp_starter *out, const input *exports, size_t export_count);
