// Tables of a document as HTML: captions, scopes, groups of rows; each in a region that can be scrolled and has a name.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/document.h"
#include "reports/html.h"

// The table's id is "t" and `number`.
void html_table(scribe *s, html *h, const document_table *table, uint32_t number);
