// An explanation on the terminal.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explain.h"

// Prints everything; what comes next last.
void explain_text_print(explain *x, const explain_next *next);
