// A document's tree as pages of a PDF. A summary is one page, whatever it holds.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/document.h"

// The bytes, owned by `a`; `made` is what the file names as its own time. NO_MEMORY, INTERNAL (no fonts).
status pages_render(span *out, arena *a, scribe *s, const document *d, instant made);
// How many points too high a summary would be for its page; it is made smaller by as much. Negative: so much is left.
status pages_overflow(int32_t *out, scribe *s, const document *d, instant made);
