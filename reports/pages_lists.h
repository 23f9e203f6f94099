// Lists on a page: what needs attention with its counts and pages, what is proven with its marks, and plain ones.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/pdf_flow.h"

void pages_attention(pdf_flow *flow, const block *b);
void pages_proofs(pdf_flow *flow, const block *b);
void pages_bullets(pdf_flow *flow, const block *b);
