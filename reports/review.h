// The chairs' page while it is written: what its parts share, and the elements that stand all over it. Class "js" is
// for what works by the script alone, class "paper" for what stands there without it and in print.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/facts.h"
#include "reports/html.h"
#include "reports/sentences.h"

typedef struct review {
    scribe *scribe;
    html *html;
    const facts *f;
} review;

// Words of ours: alone, and in an element of their own, with a class (NULL: none).
span review_text(review *p, sentence code);
void review_say(review *p, const char *element, const char *class, sentence code);
void review_open(review *p, const char *element, const char *class);
void review_data(review *p, const char *name, span value); // a data- attribute
void review_number(review *p, const char *name, int64_t value);
void review_cell(review *p, const char *element, const char *class, phrase words);
void review_head(review *p, const char *class, sentence code); // a column's head
// `action` is what the script does; a label (""): none) is read instead of the words.
void review_button(review *p, const char *class, const char *action, span words, span label);
void review_icon(review *p, const char *strokes);
extern const char review_check[], review_cross[], review_pin_mark[]; // strokes of icons
void review_said(review *p);                                         // where the script speaks of this row
// A view with its title, and a region that scrolls sideways; both stay open.
void review_open_view(review *p, const char *id, sentence title);
void review_open_scroll(review *p, span label);
// Name, career stage and institution, and whether the person sits on the committee.
void review_person(review *p, role side, uint32_t number);
