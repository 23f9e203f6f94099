// Files embedded by the build: a file F in an assets/ folder becomes the bytes asset_<F> with a zero behind them,
// characters other than letters and digits in its name written as _. Whoever needs one declares it: ASSET(report_css);
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>

#define ASSET(name)                   \
    extern const char asset_##name[]; \
    extern const size_t asset_##name##_length /* without the zero */
