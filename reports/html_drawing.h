// A drawing as SVG within HTML, with its figures in words for those who do not see it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/drawing.h"
#include "reports/html.h"

// `id` makes the names within the drawing its own; `title` and `description` are read instead of it.
void html_drawing(scribe *s, html *h, const drawing *d, const char *id, span title, span description);

// A bar from 0 to 100 %; decoration beside its figure.
void html_bar(html *h, int32_t bar_bp, bool alarming);
void html_check_mark(html *h, bool proven);
