// A phrase: words with their emphasis, some of them ours, some an applicant's or the committee's. And the scribe, which
// carries
// arena, limits and the first failure through the making of a document, so that words can be put together without a
// check at each.
// Sizes to expect: 1..10 runs; a document of 500 pairs has some 10,000 phrases.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

typedef enum run_style { RUN_TEXT, RUN_STRONG, RUN_EMPHASIS, RUN_CODE } run_style;

typedef struct run {
    run_style style;
    bool foreign; // not our words: shown apart from what stands around it, whatever its direction of writing
    span text;    // UTF-8 without control characters
} run;

typedef struct phrase {
    const run *runs;
    size_t count;
} phrase;

typedef struct scribe {
    arena *arena;
    context *context;
    status status;         // of the first failure; everything made after it is empty
    int32_t weak_below_bp; // limits that a rounded fit must not seem to touch
    int32_t minimum_bp;
    int32_t year; // of as-of: left out of dates
    void *spare;  // scratch for what is made after a failure
} scribe;

enum { SCRIBE_SPARE_BYTES = 1024 };

// A scribe with its spare room; its status says whether there was any.
scribe scribe_create(arena *a, context *c);
void *scribe_room(scribe *s, size_t count, size_t size); // zeroed; NULL: failed
span scribe_format(scribe *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

phrase phrase_of(scribe *s, run_style style, span own_words);
// Somebody else's words: control characters and marks that turn the direction of writing are written as \u{202E}, line
// breaks as blanks.
phrase phrase_foreign(scribe *s, run_style style, span words);
// One behind the other.
phrase phrase_join(scribe *s, const phrase *parts, size_t count);
// "a, b and c" with `between` ", " and `last` " and ". Empty parts are left out.
phrase phrase_list(scribe *s, const phrase *parts, size_t count, const char *between, const char *last);
// The same phrase with its first letter raised, if that is in ASCII.
phrase phrase_raised(scribe *s, phrase p);
bool phrase_empty(phrase p);
// Its words alone.
span phrase_text(scribe *s, phrase p);
