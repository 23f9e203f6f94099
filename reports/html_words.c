// Runs to elements.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html_words.h"

// Runs of one style share an element.
void html_words(html *h, phrase words) {
    static const char *const ELEMENTS[] = {
        [RUN_TEXT] = NULL, [RUN_STRONG] = "b", [RUN_EMPHASIS] = "i", [RUN_CODE] = "code"};
    run_style open = RUN_TEXT;
    for (size_t i = 0; i < words.count; i++) {
        const run *r = &words.runs[i];
        if (r->style != open && open != RUN_TEXT) {
            html_close(h);
        }
        if (r->style != open && r->style != RUN_TEXT) {
            html_open(h, ELEMENTS[r->style]);
        }
        open = r->style;
        if (r->foreign) {
            html_leaf(h, "bdi", NULL, NULL, r->text);
        } else {
            html_text(h, r->text);
        }
    }
    if (open != RUN_TEXT) {
        html_close(h);
    }
}

void html_words_in(html *h, const char *element, const char *class, phrase words) {
    if (phrase_empty(words)) {
        return;
    }
    html_open(h, element);
    if (class != NULL) {
        html_attribute(h, "class", class);
    }
    html_words(h, words);
    html_close(h);
    html_line(h);
}
