// review.html: the chairs' page. Everything stands in it without a script; the script adds marks, filters, order and the
// file of decisions. What it needs to know of a row stands in the row's data- attributes.
// Sizes to expect: 500 pairs, 3 KB each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "base/assets.h"
#include "reports/html_drawing.h"
#include "reports/html_policy.h"
#include "reports/html_words.h"
#include "reports/parts.h"
#include "reports/reasons.h"
#include "reports/reports.h"
#include "reports/review_costs.h"
#include "reports/unmatched.h"

ASSET(review_css);
ASSET(review_js);

typedef struct page {
    scribe *scribe;
    html *html;
    const facts *f;
    uint32_t *by_fit; // pairs, the weakest first
} page;

static void say_in(page *p, const char *element, const char *class, sentence code) {
    html_words_in(p->html, element, class, SAY_PLAIN(p->scribe, code));
}

static void open_with(page *p, const char *element, const char *class) {
    html_open(p->html, element);
    if (class != NULL) {
        html_attribute(p->html, "class", class);
    }
}

static span text_of(page *p, sentence code) {
    return phrase_text(p->scribe, SAY_PLAIN(p->scribe, code));
}

static void data(page *p, const char *name, span value) {
    html_attribute_text(p->html, name, value);
}

static void data_number(page *p, const char *name, int64_t value) {
    html_attribute_text(p->html, name, scribe_format(p->scribe, "%lld", (long long)value));
}

// ---- people -----------------------------------------------------------------------------------------------------

static bool on_committee(const page *p, role side, uint32_t number) {
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

static void write_person(page *p, role side, uint32_t number) {
    open_with(p, "div", "who");
    html_words(p->html, facts_name(p->scribe, p->f, side, number, RUN_STRONG));
    html_close(p->html);
    html_words_in(p->html, "div", "second", parts_person_line(p->scribe, p->f, side, number, (phrase){NULL, 0}));
    if (on_committee(p, side, number)) {
        say_in(p, "div", "word alarm", SAY_REVIEW_COMMITTEE);
    }
}

// ---- details ----------------------------------------------------------------------------------------------------

static void cell(page *p, const char *element, const char *class, phrase words) {
    open_with(p, element, class);
    html_words(p->html, words);
    html_close(p->html);
}

static void head_cell(page *p, const char *class, sentence code) {
    html_open(p->html, "th");
    html_attribute(p->html, "scope", "col");
    if (class != NULL) {
        html_attribute(p->html, "class", class);
    }
    html_text(p->html, text_of(p, code));
    html_close(p->html);
}

static void write_fit(page *p, const shown_pair *shown) {
    scribe *s = p->scribe;
    int64_t weights = 0;
    for (uint32_t i = 0; i < shown->criterion_count; i++) {
        weights += shown->criteria[i].weight;
    }
    say_in(p, "h3", NULL, SAY_REVIEW_FIT_COMES);
    html_open(p->html, "table");
    html_leaf(p->html, "caption", NULL, NULL, text_of(p, SAY_REVIEW_FIT_COMES));
    html_open(p->html, "thead");
    html_open(p->html, "tr");
    head_cell(p, NULL, SAY_HEAD_CRITERION);
    head_cell(p, "number", SAY_HEAD_WEIGHT_TIMES);
    head_cell(p, "number", SAY_HEAD_POINTS);
    html_close(p->html);
    html_close(p->html);
    html_open(p->html, "tbody");
    for (uint32_t i = 0; i < shown->criterion_count; i++) {
        const shown_criterion *by = &shown->criteria[i];
        int64_t product = (int64_t)by->weight * by->similarity_bp;
        html_open(p->html, "tr");
        html_open(p->html, "td");
        html_words(p->html, phrase_foreign(s, RUN_TEXT, by->name));
        html_words_in(p->html, "div", "second", phrase_foreign(s, RUN_TEXT, by->because));
        html_close(p->html);
        cell(p, "td", "number", SAY(s, SAY_TIMES, 0, say_digits(by->weight), say_text(numbers_limit(s, by->similarity_bp))));
        cell(p, "td", "number",
             weights == 0 ? (phrase){NULL, 0} : phrase_of(s, RUN_TEXT, numbers_points(s, (2 * product + weights) / (2 * weights), 2)));
        html_close(p->html);
    }
    html_open(p->html, "tr");
    html_attribute(p->html, "class", "total");
    cell(p, "td", NULL, SAY(s, SAY_FIT_OF_WEIGHTS, 0, say_digits(weights)));
    html_leaf(p->html, "td", NULL, NULL, SPAN(""));
    cell(p, "td", "number", phrase_of(s, RUN_STRONG, numbers_points(s, shown->score_bp, 2)));
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
}

static bool write_quote(page *p, role side, uint32_t number, const char *key, sentence said) {
    span text = shown_person_text(p->f->people[side][number].shown, key);
    if (text.length == 0) {
        return false;
    }
    html_open(p->html, "blockquote");
    html_words(p->html, phrase_foreign(p->scribe, RUN_TEXT, text));
    html_close(p->html);
    html_words_in(p->html, "p", "second who",
                  SAY(p->scribe, said, 0, say_phrase(facts_name(p->scribe, p->f, side, number, RUN_TEXT))));
    return true;
}

static void button(page *p, const char *class, const char *action, span words, span label) {
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

static void write_words_of(page *p, uint32_t mentee, uint32_t mentor) {
    say_in(p, "h3", NULL, SAY_REVIEW_OWN_WORDS);
    bool any = write_quote(p, ROLE_MENTEE, mentee, "goals", SAY_REVIEW_SAID_GOALS);
    any = write_quote(p, ROLE_MENTEE, mentee, "statement", SAY_REVIEW_SAID_STATEMENT) || any;
    any = write_quote(p, ROLE_MENTOR, mentor, "goals", SAY_REVIEW_SAID_GOALS) || any;
    any = write_quote(p, ROLE_MENTOR, mentor, "statement", SAY_REVIEW_SAID_STATEMENT) || any;
    if (!any) {
        say_in(p, "p", "second", SAY_REVIEW_NO_WORDS);
    }
    open_with(p, "p", "js left");
    html_text(p->html, text_of(p, SAY_REVIEW_LEFT));
    html_text(p->html, SPAN(" "));
    button(p, "link", "left-mentee", text_of(p, SAY_REVIEW_LEFT_MENTEE), SPAN(""));
    html_text(p->html, SPAN(" \xC2\xB7 "));
    button(p, "link", "left-mentor", text_of(p, SAY_REVIEW_LEFT_MENTOR), SPAN(""));
    html_close(p->html);
}

static void write_alternative(page *p, const shown_alternative *other) {
    scribe *s = p->scribe;
    uint32_t number = facts_number(p->f, ROLE_MENTOR, other->mentor);
    html_open(p->html, "tr");
    data(p, "data-mentor", other->mentor);
    html_open(p->html, "td");
    if (number != FACTS_NOBODY) {
        write_person(p, ROLE_MENTOR, number);
    }
    html_close(p->html);
    cell(p, "td", "number", phrase_of(s, RUN_TEXT, numbers_fit(s, other->score_bp)));
    html_open(p->html, "td");
    html_words(p->html, review_costs(s, &other->change));
    open_with(p, "div", "js");
    button(p, "link", "pin-instead", text_of(p, SAY_REVIEW_PIN_INSTEAD),
           phrase_text(s, SAY(s, SAY_REVIEW_PIN_WITH, 0, say_phrase(facts_name_of(s, p->f, ROLE_MENTOR, other->mentor, RUN_TEXT)))));
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
}

static void write_alternatives(page *p, const shown_pair *shown, uint32_t mentee) {
    scribe *s = p->scribe;
    phrase title = SAY(s, SAY_REVIEW_ALTERNATIVES, 0, say_phrase(facts_name(s, p->f, ROLE_MENTEE, mentee, RUN_TEXT)));
    html_words_in(p->html, "h3", "who", title);
    if (shown->pinned || !shown->has_alternatives || shown->alternative_count == 0) {
        say_in(p, "p", "second",
               shown->pinned              ? SAY_REVIEW_ALTERNATIVES_PINNED
               : !shown->has_alternatives ? SAY_REVIEW_ALTERNATIVES_UNKNOWN
                                          : SAY_REVIEW_NO_ALTERNATIVE);
        return;
    }
    html_open(p->html, "table");
    html_leaf(p->html, "caption", NULL, NULL, phrase_text(s, title));
    html_open(p->html, "thead");
    html_open(p->html, "tr");
    head_cell(p, NULL, SAY_MENTOR_LABEL);
    head_cell(p, "number", SAY_HEAD_FIT);
    head_cell(p, NULL, SAY_REVIEW_WOULD_LOSE);
    html_close(p->html);
    html_close(p->html);
    html_open(p->html, "tbody");
    for (uint32_t i = 0; i < shown->alternative_count; i++) {
        write_alternative(p, &shown->alternatives[i]);
    }
    html_close(p->html);
    html_close(p->html);
}

// ---- a pair -----------------------------------------------------------------------------------------------------

static span pin_reason(const page *p, const shown_pair *pair) {
    for (uint32_t i = 0; i < p->f->pairing->decision_count; i++) {
        const shown_decision *d = &p->f->pairing->decisions[i];
        if (span_equal(d->decision, SPAN("pin")) && span_equal(d->mentee, pair->mentee) && span_equal(d->mentor, pair->mentor)) {
            return d->reason;
        }
    }
    return SPAN("");
}

static void write_choice(page *p, uint32_t number, const char *value, sentence words, const char *mark, bool checked) {
    html_open(p->html, "label");
    html_attribute(p->html, "class", value);
    html_open(p->html, "input");
    html_attribute(p->html, "type", "radio");
    html_attribute_text(p->html, "name", scribe_format(p->scribe, "decision-%u", number));
    html_attribute(p->html, "value", value);
    if (checked) {
        html_attribute(p->html, "checked", "checked");
    }
    html_close(p->html);
    html_open(p->html, "span");
    html_open(p->html, "span");
    html_attribute(p->html, "aria-hidden", "true");
    html_text(p->html, span_of(mark));
    html_close(p->html);
    html_text(p->html, SPAN(" "));
    html_text(p->html, text_of(p, words));
    html_close(p->html);
    html_close(p->html);
}

static void write_box(page *p, sentence words, bool ticked) {
    html_open(p->html, "span");
    html_text(p->html, ticked ? SPAN("\xE2\x98\x92 ") : SPAN("\xE2\x98\x90 "));
    html_text(p->html, text_of(p, words));
    html_close(p->html);
    html_text(p->html, SPAN(" "));
}

static void write_decision(page *p, uint32_t number, const shown_pair *shown) {
    scribe *s = p->scribe;
    span given = shown->pinned ? pin_reason(p, shown) : SPAN("");
    html_open(p->html, "td");
    html_attribute(p->html, "class", "decide");
    html_open(p->html, "fieldset");
    html_attribute(p->html, "class", "js choice");
    html_leaf(p->html, "legend", NULL, NULL, phrase_text(s, SAY(s, SAY_REVIEW_DECISION_OF, 0, say_digits(number))));
    write_choice(p, number, "approve", SAY_REVIEW_APPROVE, "\xE2\x9C\x93", false);
    write_choice(p, number, "veto", SAY_REVIEW_VETO, "\xE2\x9C\x95", false);
    write_choice(p, number, "pin", SAY_REVIEW_PIN, "\xE2\x9A\xB2", shown->pinned);
    html_close(p->html);
    open_with(p, "label", "js reason");
    html_text(p->html, text_of(p, SAY_REVIEW_REASON));
    html_open(p->html, "textarea");
    html_attribute(p->html, "rows", "2");
    html_attribute(p->html, "maxlength", "2000");
    html_text(p->html, given);
    html_close(p->html);
    html_close(p->html);
    open_with(p, "p", "js said");
    html_attribute(p->html, "role", "status");
    html_text(p->html, SPAN(""));
    html_close(p->html);
    open_with(p, "p", "paper");
    write_box(p, SAY_REVIEW_BOX_APPROVE, false);
    write_box(p, SAY_REVIEW_VETO, false);
    write_box(p, SAY_REVIEW_PIN, shown->pinned);
    html_close(p->html);
    html_close(p->html);
}

static void write_why(page *p, uint32_t pair) {
    reasons r = reasons_of(p->scribe, p->f, pair);
    html_open(p->html, "td");
    html_words_in(p->html, "div", NULL, r.shared);
    html_words_in(p->html, "div", phrase_empty(r.shared) ? NULL : "second", r.rest);
    if (!phrase_empty(r.related)) {
        html_words_in(p->html, "div", "second", SAY(p->scribe, SAY_LINE_RELATED, 0, say_phrase(r.related)));
    }
    if (!phrase_empty(r.not_covered)) {
        html_words_in(p->html, "div", "second", SAY(p->scribe, SAY_LINE_NOT_COVERED, 0, say_phrase(r.not_covered)));
    }
    open_with(p, "div", "js");
    button(p, "link", "details", text_of(p, SAY_REVIEW_DETAILS), SPAN(""));
    html_close(p->html);
    html_close(p->html);
}

// "new", "kept", "as you decided", against the pairing before.
static void write_change(page *p, const shown_pair *shown) {
    const pairing *before = p->f->request->previous;
    if (before == NULL) {
        return;
    }
    sentence word = SAY_REVIEW_NEW;
    for (uint32_t i = 0; i < before->pair_count; i++) {
        bool same = span_equal(before->pairs[i].mentee, shown->mentee) && span_equal(before->pairs[i].mentor, shown->mentor);
        word = same ? SAY_REVIEW_KEPT : word;
    }
    say_in(p, "div", "second", shown->pinned ? SAY_REVIEW_AS_DECIDED : word);
}

static void write_pair(page *p, uint32_t pair) {
    scribe *s = p->scribe;
    const facts *f = p->f;
    const shown_pair *shown = &f->pairing->pairs[pair];
    uint32_t number = f->pair_number[pair], mentee = f->pair_person[ROLE_MENTEE][pair], mentor = f->pair_person[ROLE_MENTOR][pair];
    bool weak = facts_is_weak(f, shown->score_bp);
    const facts_person *one = &f->people[ROLE_MENTEE][mentee], *other = &f->people[ROLE_MENTOR][mentor];
    html_open(p->html, "tbody");
    html_attribute(p->html, "class", "pair");
    data_number(p, "data-no", number);
    data(p, "data-mentee", shown->mentee);
    data(p, "data-mentor", shown->mentor);
    data_number(p, "data-fit", shown->score_bp);
    data_number(p, "data-weak", weak);
    data_number(p, "data-pinned", shown->pinned);
    data(p, "data-stage", facts_stage_name(f, one->stage));
    data(p, "data-areas", phrase_text(s, parts_areas(s, one)));
    data_number(p, "data-rank-mentee", one->rank);
    data_number(p, "data-rank-mentor", other->rank);
    data_number(p, "data-places-mentee", one->places);
    data_number(p, "data-places-mentor", other->places);
    html_open(p->html, "tr");
    html_attribute(p->html, "class", "row");
    html_attribute_text(p->html, "id", scribe_format(s, "pair-%u", number));
    html_attribute(p->html, "tabindex", "-1");
    cell(p, "td", "number muted", phrase_of(s, RUN_TEXT, numbers_digits(s, number)));
    html_open(p->html, "th");
    html_attribute(p->html, "scope", "row");
    write_person(p, ROLE_MENTEE, mentee);
    html_close(p->html);
    html_open(p->html, "td");
    write_person(p, ROLE_MENTOR, mentor);
    html_close(p->html);
    open_with(p, "td", weak ? "number alarm" : "number");
    html_words(p->html, phrase_of(s, RUN_STRONG, numbers_fit(s, shown->score_bp)));
    html_bar(p->html, shown->score_bp, weak);
    if (weak) {
        say_in(p, "div", "word alarm", SAY_MARK_WEAK);
    }
    write_change(p, shown);
    html_close(p->html);
    write_why(p, pair);
    write_decision(p, number, shown);
    html_close(p->html);
    html_line(p->html);
    html_open(p->html, "tr");
    html_attribute(p->html, "class", "details");
    html_leaf(p->html, "td", NULL, NULL, SPAN(""));
    html_open(p->html, "td");
    html_attribute(p->html, "colspan", "5");
    open_with(p, "div", "three");
    html_open(p->html, "div");
    write_fit(p, shown);
    html_close(p->html);
    html_open(p->html, "div");
    write_words_of(p, mentee, mentor);
    html_close(p->html);
    html_open(p->html, "div");
    write_alternatives(p, shown, mentee);
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

// ---- views ------------------------------------------------------------------------------------------------------

static void sort_head(page *p, const char *class, const char *key, sentence code, bool sorted) {
    html_open(p->html, "th");
    html_attribute(p->html, "scope", "col");
    if (class != NULL) {
        html_attribute(p->html, "class", class);
    }
    if (sorted) {
        html_attribute(p->html, "aria-sort", "ascending");
    }
    html_open(p->html, "button");
    html_attribute(p->html, "type", "button");
    html_attribute(p->html, "class", "sort");
    html_attribute(p->html, "data-sort", key);
    html_text(p->html, text_of(p, code));
    html_close(p->html);
    html_close(p->html);
}

static void open_view(page *p, const char *id, sentence title) {
    html_open(p->html, "section");
    html_attribute(p->html, "id", id);
    html_attribute(p->html, "class", "view");
    html_leaf(p->html, "h2", NULL, NULL, text_of(p, title));
    html_line(p->html);
}

static void open_scroll(page *p, span label) {
    open_with(p, "div", "scroll");
    html_attribute(p->html, "role", "region");
    html_attribute(p->html, "tabindex", "0");
    html_attribute_text(p->html, "aria-label", label);
}

static void write_pairs(page *p) {
    open_view(p, "pairs", SAY_REVIEW_VIEW_PAIRS);
    if (p->f->pairing->pair_count == 0) {
        say_in(p, "p", NULL, SAY_REVIEW_NO_PAIRS);
        html_close(p->html);
        return;
    }
    say_in(p, "p", "paper", SAY_REVIEW_BOXES);
    open_scroll(p, text_of(p, SAY_REVIEW_TITLE));
    html_open(p->html, "table");
    html_attribute(p->html, "class", "pairs");
    html_open(p->html, "caption");
    html_attribute(p->html, "id", "shown");
    html_attribute(p->html, "tabindex", "-1");
    html_text(p->html, text_of(p, SAY_REVIEW_VIEW_PAIRS));
    html_close(p->html);
    html_open(p->html, "thead");
    html_open(p->html, "tr");
    sort_head(p, "number", "no", SAY_HEAD_NUMBER, false);
    sort_head(p, NULL, "mentee", SAY_MENTEE_LABEL, false);
    sort_head(p, NULL, "mentor", SAY_MENTOR_LABEL, false);
    sort_head(p, "number", "fit", SAY_HEAD_FIT, true);
    head_cell(p, NULL, SAY_HEAD_WHY);
    head_cell(p, NULL, SAY_REVIEW_DECISION);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
    for (uint32_t i = 0; i < p->f->pairing->pair_count && p->scribe->status == STATUS_OK; i++) {
        write_pair(p, p->by_fit[i]);
    }
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

static void write_unpaired(page *p) {
    scribe *s = p->scribe;
    const pairing *of = p->f->pairing;
    open_view(p, "unpaired", SAY_REVIEW_VIEW_UNPAIRED);
    if (of->unmatched_count == 0) {
        say_in(p, "p", NULL, SAY_REVIEW_NOBODY_UNPAIRED);
        html_close(p->html);
        return;
    }
    open_scroll(p, text_of(p, SAY_REVIEW_VIEW_UNPAIRED));
    html_open(p->html, "table");
    html_leaf(p->html, "caption", NULL, NULL, text_of(p, SAY_REVIEW_VIEW_UNPAIRED));
    html_open(p->html, "thead");
    html_open(p->html, "tr");
    head_cell(p, NULL, SAY_MENTEE_LABEL);
    head_cell(p, NULL, SAY_HEAD_AREAS_WANTED);
    head_cell(p, NULL, SAY_HEAD_WHY_NOT);
    head_cell(p, NULL, SAY_HEAD_REMEDY);
    head_cell(p, NULL, SAY_REVIEW_DECISION);
    html_close(p->html);
    html_close(p->html);
    html_open(p->html, "tbody");
    for (uint32_t i = 0; i < of->unmatched_count; i++) {
        const shown_unmatched *u = &of->unmatched[i];
        uint32_t number = facts_number(p->f, ROLE_MENTEE, u->mentee);
        if (number == FACTS_NOBODY) {
            continue;
        }
        html_open(p->html, "tr");
        html_attribute(p->html, "class", "unpaired");
        data(p, "data-mentee", u->mentee);
        data_number(p, "data-places-mentee", p->f->people[ROLE_MENTEE][number].places);
        html_open(p->html, "th");
        html_attribute(p->html, "scope", "row");
        write_person(p, ROLE_MENTEE, number);
        html_close(p->html);
        cell(p, "td", NULL, parts_areas(s, &p->f->people[ROLE_MENTEE][number]));
        cell(p, "td", NULL, unmatched_why(s, p->f, u));
        cell(p, "td", NULL, unmatched_remedy(s, p->f, u));
        html_open(p->html, "td");
        if (u->best_mentor.length > 0) {
            phrase name = facts_name_of(s, p->f, ROLE_MENTOR, u->best_mentor, RUN_TEXT);
            uint32_t mentor = facts_number(p->f, ROLE_MENTOR, u->best_mentor);
            open_with(p, "div", "js");
            html_open(p->html, "button");
            html_attribute(p->html, "type", "button");
            html_attribute(p->html, "class", "link");
            html_attribute(p->html, "data-do", "pin-unpaired");
            data(p, "data-mentor", u->best_mentor);
            data_number(p, "data-places-mentor", mentor == FACTS_NOBODY ? 1 : p->f->people[ROLE_MENTOR][mentor].places);
            html_text(p->html, phrase_text(s, SAY(s, SAY_REVIEW_PIN_WITH, 0, say_phrase(name))));
            html_close(p->html);
            html_words_in(p->html, "div", "second", SAY(s, SAY_REVIEW_PIN_COSTS, 0, say_phrase(review_costs(s, &u->stead_change))));
            html_close(p->html);
        }
        open_with(p, "div", "js");
        button(p, "link", "left-unpaired", text_of(p, SAY_REVIEW_HAS_LEFT), SPAN(""));
        html_close(p->html);
        open_with(p, "p", "js said");
        html_attribute(p->html, "role", "status");
        html_text(p->html, SPAN(""));
        html_close(p->html);
        html_close(p->html);
        html_close(p->html);
        html_line(p->html);
    }
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

static void write_free(page *p) {
    scribe *s = p->scribe;
    const pairing *of = p->f->pairing;
    open_view(p, "free", SAY_REVIEW_VIEW_FREE);
    if (of->free_mentor_count == 0) {
        say_in(p, "p", NULL, SAY_REVIEW_NO_FREE_PLACE);
        html_close(p->html);
        return;
    }
    open_scroll(p, text_of(p, SAY_REVIEW_VIEW_FREE));
    html_open(p->html, "table");
    html_leaf(p->html, "caption", NULL, NULL, text_of(p, SAY_REVIEW_VIEW_FREE));
    html_open(p->html, "thead");
    html_open(p->html, "tr");
    head_cell(p, NULL, SAY_MENTOR_LABEL);
    head_cell(p, NULL, SAY_HEAD_AREAS_OFFERED);
    head_cell(p, "number", SAY_HEAD_FREE);
    head_cell(p, NULL, SAY_HEAD_WHY_NOT_USED);
    html_close(p->html);
    html_close(p->html);
    html_open(p->html, "tbody");
    for (uint32_t i = 0; i < of->free_mentor_count; i++) {
        const shown_free_mentor *m = &of->free_mentors[i];
        uint32_t number = facts_number(p->f, ROLE_MENTOR, m->mentor);
        if (number == FACTS_NOBODY) {
            continue;
        }
        html_open(p->html, "tr");
        html_open(p->html, "th");
        html_attribute(p->html, "scope", "row");
        write_person(p, ROLE_MENTOR, number);
        html_close(p->html);
        cell(p, "td", NULL, parts_areas(s, &p->f->people[ROLE_MENTOR][number]));
        cell(p, "td", "number", phrase_of(s, RUN_TEXT, numbers_digits(s, m->free_places)));
        cell(p, "td", NULL, unmatched_free_why(s, p->f, m));
        html_close(p->html);
        html_line(p->html);
    }
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

// ---- earlier decisions ------------------------------------------------------------------------------------------

static phrase name_or_id(page *p, role side, span id) {
    return facts_number(p->f, side, id) != FACTS_NOBODY ? facts_name_of(p->scribe, p->f, side, id, RUN_TEXT)
                                                        : phrase_foreign(p->scribe, RUN_TEXT, id);
}

// Pins of pairs stand in their rows; vetoes, withdrawals and other pins here.
static bool stands_in_a_row(const page *p, const shown_decision *d) {
    for (uint32_t i = 0; i < p->f->pairing->pair_count; i++) {
        const shown_pair *pair = &p->f->pairing->pairs[i];
        if (span_equal(d->decision, SPAN("pin")) && span_equal(d->mentee, pair->mentee) && span_equal(d->mentor, pair->mentor)) {
            return true;
        }
    }
    return false;
}

static phrase decision_words(page *p, const shown_decision *d) {
    scribe *s = p->scribe;
    if (span_equal(d->decision, SPAN("withdraw"))) {
        bool mentee = d->mentee.length > 0;
        return SAY(s, SAY_REVIEW_EARLIER_LEFT, 0, say_phrase(name_or_id(p, mentee ? ROLE_MENTEE : ROLE_MENTOR, mentee ? d->mentee : d->mentor)));
    }
    return SAY(s, span_equal(d->decision, SPAN("veto")) ? SAY_REVIEW_EARLIER_VETO : SAY_REVIEW_EARLIER_PIN, 0,
               say_phrase(name_or_id(p, ROLE_MENTEE, d->mentee)), say_phrase(name_or_id(p, ROLE_MENTOR, d->mentor)));
}

static void write_earlier(page *p) {
    bool any = false;
    for (uint32_t i = 0; i < p->f->pairing->decision_count; i++) {
        const shown_decision *d = &p->f->pairing->decisions[i];
        if (stands_in_a_row(p, d)) {
            continue;
        }
        if (!any) {
            open_with(p, "section", "earlier");
            html_leaf(p->html, "h2", NULL, NULL, text_of(p, SAY_REVIEW_EARLIER));
            say_in(p, "p", "second", SAY_REVIEW_EARLIER_NOTE);
            html_open(p->html, "ul");
            any = true;
        }
        html_open(p->html, "li");
        data(p, "data-decision", d->decision);
        data(p, "data-mentee", d->mentee);
        data(p, "data-mentor", d->mentor);
        data(p, "data-reason", d->reason);
        html_words(p->html, decision_words(p, d));
        html_words_in(p->html, "span", "second", phrase_foreign(p->scribe, RUN_TEXT, d->reason));
        open_with(p, "label", "js");
        html_open(p->html, "input");
        html_attribute(p->html, "type", "checkbox");
        html_attribute(p->html, "checked", "checked");
        html_close(p->html);
        html_text(p->html, SPAN(" "));
        html_text(p->html, text_of(p, SAY_REVIEW_KEEP_DECISION));
        html_close(p->html);
        html_close(p->html);
    }
    if (any) {
        html_close(p->html);
        html_close(p->html);
        html_line(p->html);
    }
}

// ---- head and toolbar -------------------------------------------------------------------------------------------

static void open_field(page *p, sentence code, const char *element, const char *id) {
    open_with(p, "label", "field");
    html_leaf(p->html, "span", NULL, NULL, text_of(p, code));
    html_open(p->html, element);
    html_attribute(p->html, "id", id);
}

static void choice_option(page *p, const char *value, span words) {
    html_leaf(p->html, "option", "value", value, words);
}

static void select_of(page *p, sentence code, const char *id, const vocabulary *v) {
    open_field(p, code, "select", id);
    choice_option(p, "", text_of(p, SAY_REVIEW_ANY));
    for (uint32_t i = 0; i < v->count; i++) {
        html_open(p->html, "option");
        html_attribute_text(p->html, "value", v->options[i].name);
        html_text(p->html, v->options[i].name);
        html_close(p->html);
    }
    html_close(p->html);
    html_close(p->html);
}

static void checkbox(page *p, const char *id, sentence code, bool checked) {
    open_with(p, "label", "tick");
    html_open(p->html, "input");
    html_attribute(p->html, "type", "checkbox");
    html_attribute(p->html, "id", id);
    if (checked) {
        html_attribute(p->html, "checked", "checked");
    }
    html_close(p->html);
    html_text(p->html, SPAN(" "));
    html_text(p->html, text_of(p, code));
    html_close(p->html);
}

static void write_toolbar(page *p) {
    static const struct {
        const char *value;
        sentence words;
    } SHOWN[] = {{"", SAY_REVIEW_SHOW_ALL}, {"open", SAY_REVIEW_SHOW_OPEN}, {"weak", SAY_REVIEW_SHOW_WEAK},
                 {"pin", SAY_REVIEW_SHOW_PINNED}, {"veto", SAY_REVIEW_SHOW_VETOED}};
    open_with(p, "div", "js toolbar");
    open_with(p, "div", "filters");
    open_field(p, SAY_REVIEW_FIND, "input", "find");
    html_attribute(p->html, "type", "search");
    html_close(p->html);
    html_close(p->html);
    open_field(p, SAY_REVIEW_SHOW, "select", "show");
    for (size_t i = 0; i < sizeof SHOWN / sizeof SHOWN[0]; i++) {
        choice_option(p, SHOWN[i].value, text_of(p, SHOWN[i].words));
    }
    html_close(p->html);
    html_close(p->html);
    select_of(p, SAY_REVIEW_STAGE, "stage", &p->f->program->career_stages);
    select_of(p, SAY_REVIEW_AREA, "area", &p->f->program->areas);
    checkbox(p, "hide-names", SAY_REVIEW_HIDE_NAMES, false);
    checkbox(p, "keys", SAY_REVIEW_KEYS, true);
    html_close(p->html);
    open_with(p, "div", "saving");
    open_with(p, "p", NULL);
    html_attribute(p->html, "id", "kept");
    html_attribute(p->html, "role", "status");
    html_text(p->html, SPAN(""));
    html_close(p->html);
    button(p, "plain", "keep", text_of(p, SAY_REVIEW_KEEP), SPAN(""));
    button(p, "plain", "forget", text_of(p, SAY_REVIEW_FORGET), SPAN(""));
    button(p, "plain", "load", text_of(p, SAY_REVIEW_LOAD), SPAN(""));
    html_open(p->html, "input");
    html_attribute(p->html, "type", "file");
    html_attribute(p->html, "id", "file");
    html_attribute(p->html, "accept", ".csv,text/csv");
    html_attribute(p->html, "hidden", "hidden");
    html_attribute_text(p->html, "aria-label", text_of(p, SAY_REVIEW_LOAD));
    html_close(p->html);
    button(p, "main", "save", text_of(p, SAY_REVIEW_SAVE), SPAN(""));
    html_close(p->html);
    html_close(p->html);
    open_with(p, "div", "js messages");
    html_attribute(p->html, "id", "messages");
    html_attribute(p->html, "role", "alert");
    html_text(p->html, SPAN(""));
    html_close(p->html);
    html_line(p->html);
}

static span due_words(page *p) {
    scribe *s = p->scribe;
    const facts *f = p->f;
    if (!f->has_due) {
        return SPAN("");
    }
    int64_t days = f->days_left;
    phrase when = days == 0 ? SAY_PLAIN(s, SAY_REVIEW_TODAY)
                  : days > 0 ? SAY(s, SAY_REVIEW_DAYS_LEFT, days, say_digits(days))
                             : SAY(s, SAY_REVIEW_OVERDUE, -days, say_digits(-days));
    span day = numbers_date(s, f->program->calendar[CALENDAR_DUE].day, true);
    span both = scribe_format(s, "%.*s, %.*s", SPAN_ARGS(phrase_text(s, when)), SPAN_ARGS(day));
    return phrase_text(s, SAY(s, SAY_REVIEW_DUE, 0, say_text(both)));
}

static void view_link(page *p, const char *href, sentence code, int64_t count) {
    html_open(p->html, "a");
    html_attribute(p->html, "href", href);
    html_text(p->html, text_of(p, code));
    html_text(p->html, SPAN(" "));
    html_leaf(p->html, "b", NULL, NULL, numbers_digits(p->scribe, count));
    html_close(p->html);
}

static void write_head(page *p) {
    scribe *s = p->scribe;
    const pairing *of = p->f->pairing;
    span name = p->f->program->name.length > 0 ? p->f->program->name : text_of(p, SAY_NO_PROGRAM_NAME);
    span id = scribe_format(s, "%.4s %.4s", p->f->request->pairing_id, p->f->request->pairing_id + 4);
    html_open(p->html, "header");
    html_open(p->html, "div");
    html_words_in(p->html, "p", "personal", SAY_PLAIN(s, SAY_REVIEW_PERSONAL));
    html_leaf(p->html, "h1", NULL, NULL, text_of(p, SAY_REVIEW_TITLE));
    html_words_in(p->html, "p", "second",
                  SAY(s, SAY_REVIEW_OF, 0, say_phrase(phrase_foreign(s, RUN_TEXT, name)), say_text(id),
                      say_text(numbers_full_date(s, p->f->today)), say_text(due_words(p))));
    open_with(p, "nav", "views");
    html_attribute_text(p->html, "aria-label", text_of(p, SAY_REVIEW_VIEWS));
    view_link(p, "#pairs", SAY_REVIEW_VIEW_PAIRS, of->pair_count);
    view_link(p, "#unpaired", SAY_REVIEW_VIEW_UNPAIRED, of->unmatched_count);
    view_link(p, "#free", SAY_REVIEW_VIEW_FREE, of->free_mentor_count);
    html_leaf(p->html, "a", "href", "cohort-report.html", text_of(p, SAY_REVIEW_REPORT));
    html_close(p->html);
    html_close(p->html);
    open_with(p, "div", "js progress");
    html_attribute(p->html, "id", "progress");
    html_attribute(p->html, "role", "status");
    html_text(p->html, SPAN(""));
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

// ---- the page ---------------------------------------------------------------------------------------------------

static void meta(page *p, const char *name, const char *content) {
    html_open(p->html, "meta");
    html_attribute(p->html, "name", name);
    html_attribute(p->html, "content", content);
    html_close(p->html);
    html_line(p->html);
}

static void write_page_head(page *p, span sheet, span script) {
    scribe *s = p->scribe;
    span name = p->f->program->name.length > 0 ? p->f->program->name : text_of(p, SAY_NO_PROGRAM_NAME);
    html_open(p->html, "head");
    html_open(p->html, "meta");
    html_attribute(p->html, "charset", "utf-8");
    html_close(p->html);
    html_open(p->html, "meta");
    html_attribute(p->html, "http-equiv", "Content-Security-Policy");
    html_attribute_text(p->html, "content",
                        scribe_format(s, "default-src 'none'; style-src '%.*s'; script-src '%.*s'; base-uri 'none'; form-action 'none'",
                                      SPAN_ARGS(html_policy_hash(s, sheet)), SPAN_ARGS(html_policy_hash(s, script))));
    html_close(p->html);
    html_line(p->html);
    meta(p, "viewport", "width=device-width, initial-scale=1");
    meta(p, "color-scheme", "light");
    meta(p, "referrer", "no-referrer");
    meta(p, "robots", "noindex");
    html_leaf(p->html, "title", NULL, NULL,
              phrase_text(s, SAY(s, SAY_REVIEW_DOCUMENT, 0, say_phrase(phrase_foreign(s, RUN_TEXT, name)))));
    html_line(p->html);
    html_open(p->html, "style");
    html_own(p->html, sheet);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

static void write_page(page *p) {
    const span sheet = {asset_review_css, asset_review_css_length}, script = {asset_review_js, asset_review_js_length};
    html_open(p->html, "html");
    html_attribute(p->html, "lang", "en");
    write_page_head(p, sheet, script);
    html_open(p->html, "body");
    html_attribute(p->html, "data-pairing", p->f->request->pairing_id);
    html_open(p->html, "a");
    html_attribute(p->html, "class", "skip");
    html_attribute(p->html, "href", "#pairs");
    html_text(p->html, text_of(p, SAY_REVIEW_SKIP));
    html_close(p->html);
    write_head(p);
    html_open(p->html, "main");
    write_toolbar(p);
    write_pairs(p);
    write_unpaired(p);
    write_free(p);
    write_earlier(p);
    html_close(p->html);
    html_open(p->html, "script");
    html_own(p->html, script);
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

// The weakest first, ties by number.
static uint32_t *order_by_fit(scribe *s, const facts *f) {
    uint32_t count = f->pairing->pair_count;
    uint32_t *order = scribe_room(s, count, sizeof *order);
    for (uint32_t i = 0; order != NULL && i < count; i++) {
        order[i] = f->ranked_pairs[i];
    }
    for (uint32_t i = 1; order != NULL && i < count; i++) { // already in the order of numbers: stable
        uint32_t pair = order[i], at = i;
        for (; at > 0 && f->pairing->pairs[order[at - 1]].score_bp > f->pairing->pairs[pair].score_bp; at--) {
            order[at] = order[at - 1];
        }
        order[at] = pair;
    }
    return order;
}

status report_review(span *out, arena *a, context *c, const report_request *request) {
    arena room = arena_over(&c->memory);
    scribe s = scribe_create(&room, c);
    facts f;
    page p = {.scribe = &s, .f = &f};
    status result = s.status;
    if (result == STATUS_OK) {
        result = facts_gather(&f, &s, request);
        p.by_fit = result == STATUS_OK ? order_by_fit(&s, &f) : NULL;
        result = result == STATUS_OK ? s.status : result;
        p.html = result == STATUS_OK ? html_begin(c) : NULL;
        if (result == STATUS_OK && p.html == NULL) {
            result = context_no_memory(c, "reports/review_html");
        }
        if (result == STATUS_OK) {
            write_page(&p);
            result = s.status;
        }
        if (result == STATUS_OK) {
            result = html_finish(out, a, p.html);
        }
        html_end(p.html);
        facts_release(&f);
    }
    arena_free(&room);
    return result;
}
