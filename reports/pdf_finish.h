// What Cairo leaves out of a tagged PDF: its language, that readers show its title, what header cells head, and what
// figures show. The one home of qpdf.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/phrase.h"

// `descriptions`: of the figures, in the order of the document. The bytes come back owned by `a`, with an identifier
// made from their content. NO_MEMORY, INTERNAL.
status pdf_complete(span *out, arena *a, context *c, span bytes, const span *descriptions, size_t description_count);
