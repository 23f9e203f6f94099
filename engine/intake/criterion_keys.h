// The values that criteria compare answers with (`any`, `only_if`), in the form in which answers have them: folded, and a known option
// by its folded name, whichever synonym was written.
// Sizes to expect: a few values a program.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program.h"

// Fills any_keys and only_if_keys of every criterion, once the program's fields stand. NO_MEMORY.
status criterion_keys_fill(program *p);
