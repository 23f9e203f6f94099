// UTF-8 text: checking, normal forms, folding, comparison, the nearest word. The one home of utf8proc.
// Sizes to expect: cells of 1 byte to 10 MB. Positions and lengths are bytes unless called characters.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;

// The byte offset of the first byte that is not valid UTF-8 (overlong forms, surrogates and values above
// U+10FFFF are not), or SIZE_MAX if all is valid.
size_t text_invalid_at(span s);

// How many characters (code points) `s` has; `s` must be valid UTF-8.
size_t text_characters(span s);

// The code point at byte *at, which is moved behind it; `s` must be valid UTF-8 and *at < s.length.
uint32_t text_next(span s, size_t *at);

// Terminal columns of the text (wide characters count 2, combining marks 0).
size_t text_columns(span s);

// true if `s` holds a control character other than TAB, LF, CR, or a bidirectional override or isolate
// (U+202A–202E, U+2066–2069), a noncharacter, or a character that shows nothing (zero-width space, fillers, tags): text
// of that kind is never passed on unseen.
bool text_has_control(span s);

// Unicode NFC, with a joiner (U+034F) behind every thirtieth mark of a row. The result may be `s` itself. NO_MEMORY only; here
// and in all folding, INTERNAL where `s` is not valid UTF-8.
status text_nfc(span *out, struct arena *a, span s);

// The form in which answers, headers and institutions are compared: NFC, full case fold, every run of white space
// as one blank, trimmed. NO_MEMORY only.
status text_fold(span *out, struct arena *a, span s);

// As text_fold, and without anything but letters, digits and their marks: for headers ("E-mail address" = "email address").
status text_fold_bare(span *out, struct arena *a, span s);

// As text_fold_bare, and without accents (NFD, marks dropped): for finding a person by name.
status text_fold_name(span *out, struct arena *a, span s);

// The candidate nearest to `word` by edit distance on folded text (swaps count one), if it is near enough to be a slip
// (at most a third of the longer word's characters, at least one); else SIZE_MAX. Ties: the first. NO_MEMORY gives SIZE_MAX.
size_t text_nearest(struct arena *a, span word, const span *candidates, size_t count);

// `s` shortened to `characters` code points with "..." behind it, control characters and bidi marks written as \u{202E}:
// for showing a value in a finding. text NULL: no memory.
span text_visible(struct arena *a, span s, size_t characters);
