// Filters, switches, and what is done with the decisions.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/review_toolbar.h"

static void open_field(review *p, sentence code, const char *element, const char *id) {
    review_open(p, "label", "field");
    html_leaf(p->html, "span", NULL, NULL, review_text(p, code));
    html_open(p->html, element);
    html_attribute(p->html, "id", id);
}

static void choice_option(review *p, const char *value, span words) {
    html_leaf(p->html, "option", "value", value, words);
}

static void select_of(review *p, sentence code, const char *id, const vocabulary *v) {
    open_field(p, code, "select", id);
    choice_option(p, "", review_text(p, SAY_REVIEW_ANY));
    for (uint32_t i = 0; i < v->count; i++) {
        html_open(p->html, "option");
        html_attribute_text(p->html, "value", v->options[i].name);
        html_text(p->html, v->options[i].name);
        html_close(p->html);
    }
    html_close(p->html);
    html_close(p->html);
}

static void checkbox(review *p, const char *id, sentence code, bool checked) {
    review_open(p, "label", "tick");
    html_open(p->html, "input");
    html_attribute(p->html, "type", "checkbox");
    html_attribute(p->html, "id", id);
    if (checked) {
        html_attribute(p->html, "checked", "checked");
    }
    html_close(p->html);
    html_text(p->html, SPAN(" "));
    html_text(p->html, review_text(p, code));
    html_close(p->html);
}

void review_toolbar(review *p) {
    static const struct {
        const char *value;
        sentence words;
    } SHOWN[] = {{"", SAY_REVIEW_SHOW_ALL},
                 {"open", SAY_REVIEW_SHOW_OPEN},
                 {"weak", SAY_REVIEW_SHOW_WEAK},
                 {"pin", SAY_REVIEW_SHOW_PINNED},
                 {"veto", SAY_REVIEW_SHOW_VETOED}};
    review_open(p, "div", "js toolbar");
    review_open(p, "div", "filters");
    open_field(p, SAY_REVIEW_FIND, "input", "find");
    html_attribute(p->html, "type", "search");
    html_close(p->html);
    html_close(p->html);
    open_field(p, SAY_REVIEW_SHOW, "select", "show");
    for (size_t i = 0; i < sizeof SHOWN / sizeof SHOWN[0]; i++) {
        choice_option(p, SHOWN[i].value, review_text(p, SHOWN[i].words));
    }
    html_close(p->html);
    html_close(p->html);
    select_of(p, SAY_REVIEW_STAGE, "stage", &p->f->program->career_stages);
    select_of(p, SAY_REVIEW_AREA, "area", &p->f->program->areas);
    html_close(p->html);
    review_open(p, "div", "saving");
    review_open(p, "p", NULL);
    html_attribute(p->html, "id", "kept");
    html_attribute(p->html, "role", "status");
    html_text(p->html, SPAN(""));
    html_close(p->html);
    review_button(p, "plain", "load", review_text(p, SAY_REVIEW_LOAD), SPAN(""));
    html_open(p->html, "input");
    html_attribute(p->html, "type", "file");
    html_attribute(p->html, "id", "file");
    html_attribute(p->html, "accept", ".csv,text/csv");
    html_attribute(p->html, "hidden", "hidden");
    html_attribute_text(p->html, "aria-label", review_text(p, SAY_REVIEW_LOAD));
    html_close(p->html);
    review_button(p, "main", "save", review_text(p, SAY_REVIEW_SAVE), SPAN(""));
    html_close(p->html);
    review_open(p, "div", "switches");
    checkbox(p, "hide-names", SAY_REVIEW_HIDE_NAMES, false);
    checkbox(p, "keys", SAY_REVIEW_KEYS, true);
    review_button(p, "link", "undo", review_text(p, SAY_REVIEW_UNDO), SPAN(""));
    review_button(p, "link", "keep", review_text(p, SAY_REVIEW_KEEP), review_text(p, SAY_REVIEW_KEEP_WHAT));
    review_button(p, "link", "forget", review_text(p, SAY_REVIEW_FORGET), SPAN(""));
    html_close(p->html);
    review_open(p, "div", "messages");
    html_attribute(p->html, "id", "messages");
    html_attribute(p->html, "role", "alert");
    html_text(p->html, SPAN(""));
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}
