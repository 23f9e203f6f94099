// One character of UTF-8 at a time, strictly: overlong forms, surrogates and values above U+10FFFF are not characters.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The length of the character at `bytes`, of which `left` (at least 1) can be read: 1 to 4, and its code point.
// 0: not a character; *code_point is untouched.
size_t utf8_decode(const char *bytes, size_t left, uint32_t *code_point);

// How many bytes from the first on are certainly ASCII, counted in eights: a multiple of 8, at most `left`.
size_t utf8_ascii_run(const char *bytes, size_t left);

// White space: the ASCII blanks, U+00A0, U+FEFF, and what Unicode calls white space.
bool utf8_is_blank(uint32_t code_point);
