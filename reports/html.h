// An escaping writer of HTML elements over libxml2's xmlwriter; its one home. Text and attribute values are escaped
// always; only what
// html_own writes goes out as it is. After the first failure nothing more is written; html_finish says so.
// Sizes to expect: 1 KB a pair.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

typedef struct html html;

html *html_begin(context *c); // with the doctype; NULL: no memory
void html_end(html *h);       // frees; NULL allowed

void html_open(html *h, const char *element);
// Of the element just opened, before anything stands in it.
void html_attribute(html *h, const char *name, const char *value);
void html_attribute_text(html *h, const char *name, span value);
void html_text(html *h, span text);  // UTF-8 without NUL
void html_close(html *h);            // the innermost open element
void html_own(html *h, span markup); // our own bytes: a style sheet, a line break between blocks
void html_line(html *h);             // a line break, for those who read the source

// An element with one attribute (NULL: none) and text; and without text.
void html_leaf(html *h, const char *element, const char *name, const char *value, span text);

// The bytes, in `a`. NO_MEMORY, INTERNAL.
status html_finish(span *out, arena *a, html *h);
