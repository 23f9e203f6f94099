// mentorpair.pairing/1: pairing.json, written and read. The one home of jansson in the engine. Written record by record, so that memory stays small.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/pairing.h"

// Takes the next bytes; anything but OK ends the writing and is handed on.
typedef status pairing_sink(void *self, const char *bytes, size_t length);

// Writes the whole file: keys in their order, indent 2, UTF-8 unescaped, one trailing newline. NO_MEMORY or what the sink says.
status pairing_json_write(context *c, const pairing *p, pairing_sink *sink, void *self);

// The same, with the pairing id of what was written.
status pairing_json_write_with_id(char id[65], context *c, const pairing *p, pairing_sink *sink, void *self);

// The whole file as bytes owned by `a`.
status pairing_json_bytes(span *out, arena *a, context *c, const pairing *p);

// Reads a pairing.json strictly: unknown or missing keys, wrong types and duplicate keys are findings in `file` with line and column
// where the parser knows them. BAD_INPUT, NO_MEMORY, INTERNAL.
status pairing_json_read(pairing **out, context *c, span file, span bytes);

// The pairing id of a pairing.json: SHA-256 of its bytes with the values of `tool` and `as_of` emptied. BAD_INPUT: it does not begin as one must.
status pairing_json_id(char out[65], span bytes);

// The published JSON Schema of the format, one trailing newline.
status pairing_json_schema(span *out, arena *a);

// The pairs, levels and prices of a pairing read from a file as a solution over this cohort, for the checker. An id that is no accepted
// person's, or a certificate of another shape, becomes an error finding in `file`. BAD_INPUT, NO_MEMORY.
status pairing_solution(solution **out, context *c, span file, const pairing *p, const cohort *h);
