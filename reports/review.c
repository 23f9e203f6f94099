// Elements that stand all over the chairs' page.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/review.h"

#include "reports/html_words.h"
#include "reports/parts.h"

void review_say(review *p, const char *element, const char *class, sentence code) {
    html_words_in(p->html, element, class, SAY_PLAIN(p->scribe, code));
}

void review_open(review *p, const char *element, const char *class) {
    html_open(p->html, element);
    if (class != NULL) {
        html_attribute(p->html, "class", class);
    }
}

span review_text(review *p, sentence code) {
    return phrase_text(p->scribe, SAY_PLAIN(p->scribe, code));
}

void review_data(review *p, const char *name, span value) {
    html_attribute_text(p->html, name, value);
}

void review_number(review *p, const char *name, int64_t value) {
    html_attribute_text(p->html, name, scribe_format(p->scribe, "%lld", (long long)value));
}

void review_cell(review *p, const char *element, const char *class, phrase words) {
    review_open(p, element, class);
    html_words(p->html, words);
    html_close(p->html);
}

void review_head(review *p, const char *class, sentence code) {
    html_open(p->html, "th");
    html_attribute(p->html, "scope", "col");
    if (class != NULL) {
        html_attribute(p->html, "class", class);
    }
    html_text(p->html, review_text(p, code));
    html_close(p->html);
}

void review_button(review *p, const char *class, const char *action, span words, span label) {
    html_open(p->html, "button");
    html_attribute(p->html, "type", "button");
    html_attribute(p->html, "class", class);
    html_attribute(p->html, "data-do", action);
    if (label.length > 0) {
        html_attribute_text(p->html, "aria-label", label);
    }
    html_text(p->html, words);
    html_close(p->html);
}

void review_open_view(review *p, const char *id, sentence title) {
    html_open(p->html, "section");
    html_attribute(p->html, "id", id);
    html_attribute(p->html, "class", "view");
    html_leaf(p->html, "h2", NULL, NULL, review_text(p, title));
    html_line(p->html);
}

void review_open_scroll(review *p, span label) {
    review_open(p, "div", "scroll");
    html_attribute(p->html, "role", "region");
    html_attribute(p->html, "tabindex", "0");
    html_attribute_text(p->html, "aria-label", label);
}

// Drawn, for not every font has these signs.
const char review_check[] = "M2.5 8.5 6 12 13.5 4", review_cross[] = "M3.5 3.5l9 9m0-9l-9 9",
           review_pin_mark[] = "M5.5 2h5m-4.2 0v5L4 9.5h8L9.7 7V2M8 9.5V14.5";

void review_icon(review *p, const char *strokes) {
    html_open(p->html, "svg");
    html_attribute(p->html, "class", "icon");
    html_attribute(p->html, "viewBox", "0 0 16 16");
    html_attribute(p->html, "aria-hidden", "true");
    html_leaf(p->html, "path", "d", strokes, SPAN(""));
    html_close(p->html);
}

void review_said(review *p) {
    review_open(p, "p", "js said");
    html_attribute(p->html, "role", "status");
    html_text(p->html, SPAN(""));
    html_close(p->html);
}

static bool on_committee(const review *p, role side, uint32_t number) {
    span email = shown_person_text(p->f->people[side][number].shown, "email");
    for (uint32_t i = 0; i < p->f->program->committee_count; i++) {
        const span one = p->f->program->committee[i];
        bool same = one.length == email.length && one.length > 0;
        for (size_t k = 0; same && k < one.length; k++) {
            char a = one.text[k], b = email.text[k];
            a = a >= 'A' && a <= 'Z' ? (char)(a - 'A' + 'a') : a;
            b = b >= 'A' && b <= 'Z' ? (char)(b - 'A' + 'a') : b;
            same = a == b;
        }
        if (same) {
            return true;
        }
    }
    return false;
}

void review_person(review *p, role side, uint32_t number) {
    review_open(p, "div", "who");
    html_words(p->html, facts_name(p->scribe, p->f, side, number, RUN_STRONG));
    html_close(p->html);
    html_words_in(p->html, "div", "second whose", parts_person_line(p->scribe, p->f, side, number, (phrase){NULL, 0}));
    if (on_committee(p, side, number)) {
        review_say(p, "div", "word alarm", SAY_REVIEW_COMMITTEE);
    }
}
