// Bytes of a file to UTF-8 text: BOM, encodings, and what is not a text file at all. Further encodings join here.
// Sizes to expect: 10 KB to 50 MB; above DECODE_LIMIT_BYTES a file is refused.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"

enum { DECODE_LIMIT_BYTES = 1 << 30 };

// `encoding` as in program.yaml (intake.encoding), "utf-8" by default (an empty span means that too). The text is a
// part of `bytes` or owned by `a`, without BOM, valid UTF-8 without NUL. UTF-8 and UTF-16 with a BOM are read as such
// whatever `encoding` says. A spreadsheet, PDF or archive, NUL bytes and bytes that are not of the encoding become one
// error finding at their line and column that names the byte and the remedy. BAD_INPUT, NO_MEMORY. Cost: one pass over
// the bytes.
status decode_text(span *utf8, arena *a, context *c, span file, span bytes, span encoding);

// The same for program.yaml, which may be JSON too and is always UTF-8 (or UTF-16 with BOM).
status decode_settings(span *utf8, arena *a, context *c, span file, span bytes);

// Encodings that `intake.encoding` may name, joined by '|'.
#define DECODE_ENCODINGS "utf-8|utf-16|windows-1252|iso-8859-1|iso-8859-15|mac-roman"

// What bytes that are not UTF-8 most likely are: "windows-1252", "mac-roman", or NULL: none of the encodings above.
const char *decode_likely(span bytes);

// The place of byte `at` of a decoded text: lines end with LF, CR or CRLF, columns count characters. Cost: linear in
// `at`.
place decode_place(span file, span utf8, size_t at);

// The same for several bytes of one text in turn: only what lies between two of them is read again.
typedef struct decode_cursor {
    span utf8;
    size_t at;             // the byte that line and column are of
    uint32_t line, column; // from 1
} decode_cursor;

decode_cursor decode_cursor_at_start(span utf8);
// Moves to byte `at`, forwards or (from the start again) backwards.
void decode_cursor_move(decode_cursor *cursor, size_t at);
