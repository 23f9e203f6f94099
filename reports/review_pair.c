// A pair's row, its decision, and the boxes for those who decide on paper.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/review_pair.h"

#include "reports/html_drawing.h"
#include "reports/html_words.h"
#include "reports/parts.h"
#include "reports/reasons.h"
#include "reports/review_costs.h"
#include "reports/review_details.h"

static span pin_reason(const review *p, const shown_pair *pair) {
    for (uint32_t i = 0; i < p->f->pairing->decision_count; i++) {
        const shown_decision *d = &p->f->pairing->decisions[i];
        if (span_equal(d->decision, SPAN("pin")) && span_equal(d->mentee, pair->mentee) &&
            span_equal(d->mentor, pair->mentor)) {
            return d->reason;
        }
    }
    return SPAN("");
}

static void write_choice(review *p, uint32_t number, const char *value, sentence words, const char *strokes,
                         bool checked) {
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
    review_icon(p, strokes);
    html_text(p->html, review_text(p, words));
    html_close(p->html);
    html_close(p->html);
}

// A box to tick on paper. The script ticks it too, so that a page printed later shows the marks.
static void write_box(review *p, const char *value, sentence words, bool ticked) {
    scribe *s = p->scribe;
    phrase said = SAY(s, ticked ? SAY_REVIEW_BOX_TICKED : SAY_REVIEW_BOX_EMPTY, 0, say_text(review_text(p, words)));
    review_open(p, "td", "paper tick-cell");
    html_open(p->html, "svg");
    html_attribute(p->html, "class", ticked ? "box ticked" : "box");
    html_attribute(p->html, "data-box", value);
    html_attribute(p->html, "viewBox", "0 0 16 16");
    html_attribute(p->html, "role", "img");
    html_attribute_text(p->html, "aria-label", phrase_text(s, said));
    html_leaf(p->html, "path", "d", "M.5.5h15v15H.5z", SPAN(""));
    html_open(p->html, "path");
    html_attribute(p->html, "class", "tick-mark");
    html_attribute(p->html, "d", review_check);
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
}

static void write_decision(review *p, uint32_t number, const shown_pair *shown) {
    scribe *s = p->scribe;
    span given = shown->pinned ? pin_reason(p, shown) : SPAN("");
    html_open(p->html, "td");
    html_attribute(p->html, "class", "js decide");
    html_open(p->html, "fieldset");
    html_attribute(p->html, "class", "choice");
    html_leaf(p->html, "legend", NULL, NULL, phrase_text(s, SAY(s, SAY_REVIEW_DECISION_OF, 0, say_digits(number))));
    write_choice(p, number, "approve", SAY_REVIEW_APPROVE, review_check, false);
    write_choice(p, number, "veto", SAY_REVIEW_VETO, review_cross, false);
    write_choice(p, number, "pin", SAY_REVIEW_PIN, review_pin_mark, shown->pinned);
    html_close(p->html);
    review_open(p, "label", "reason");
    html_text(p->html, review_text(p, SAY_REVIEW_REASON));
    html_open(p->html, "textarea");
    html_attribute(p->html, "rows", "2");
    html_attribute(p->html, "maxlength", "2000");
    html_text(p->html, given);
    html_close(p->html);
    html_close(p->html);
    review_said(p);
    html_close(p->html);
    write_box(p, "approve", SAY_REVIEW_APPROVE, false);
    write_box(p, "veto", SAY_REVIEW_VETO, false);
    write_box(p, "pin", SAY_REVIEW_PIN, shown->pinned);
}

static void write_why(review *p, uint32_t pair) {
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
    review_paper_alternatives(p, pair);
    review_open(p, "div", "js");
    review_button(p, "link", "details", review_text(p, SAY_REVIEW_DETAILS), SPAN(""));
    html_close(p->html);
    html_close(p->html);
}

// "new", "kept", "as you decided", against the pairing before.
static void write_change(review *p, const shown_pair *shown) {
    const pairing *before = p->f->request->previous;
    if (before == NULL) {
        return;
    }
    sentence word = SAY_REVIEW_NEW;
    for (uint32_t i = 0; i < before->pair_count; i++) {
        bool same =
            span_equal(before->pairs[i].mentee, shown->mentee) && span_equal(before->pairs[i].mentor, shown->mentor);
        word = same ? SAY_REVIEW_KEPT : word;
    }
    review_say(p, "div", "second", shown->pinned ? SAY_REVIEW_AS_DECIDED : word);
}

// One a line: an area's name may hold any other sign.
static span areas_by_line(review *p, const facts_person *one) {
    uint32_t count;
    const span *areas = reasons_list(one, SPAN("areas"), &count);
    span lines = SPAN("");
    for (uint32_t i = 0; i < count; i++) {
        lines = scribe_format(p->scribe, "%.*s%s%.*s", SPAN_ARGS(lines), i == 0 ? "" : "\n", SPAN_ARGS(areas[i]));
    }
    return lines;
}

void review_pair(review *p, uint32_t pair) {
    scribe *s = p->scribe;
    const facts *f = p->f;
    const shown_pair *shown = &f->pairing->pairs[pair];
    uint32_t number = f->pair_number[pair], mentee = f->pair_person[ROLE_MENTEE][pair],
             mentor = f->pair_person[ROLE_MENTOR][pair];
    bool weak = facts_is_weak(f, shown->score_bp);
    const facts_person *one = &f->people[ROLE_MENTEE][mentee], *other = &f->people[ROLE_MENTOR][mentor];
    html_open(p->html, "tbody");
    html_attribute(p->html, "class", "pair");
    review_number(p, "data-no", number);
    review_data(p, "data-mentee", shown->mentee);
    review_data(p, "data-mentor", shown->mentor);
    review_number(p, "data-fit", shown->score_bp);
    review_number(p, "data-weak", weak);
    review_number(p, "data-pinned", shown->pinned);
    review_data(p, "data-stage", facts_stage_name(f, one->stage));
    review_data(p, "data-areas", areas_by_line(p, one));
    review_number(p, "data-rank-mentee", one->rank);
    review_number(p, "data-rank-mentor", other->rank);
    html_open(p->html, "tr");
    html_attribute(p->html, "class", "row");
    html_attribute_text(p->html, "id", scribe_format(s, "pair-%u", number));
    html_attribute(p->html, "tabindex", "-1");
    review_cell(p, "td", "number muted", phrase_of(s, RUN_TEXT, numbers_digits(s, number)));
    html_open(p->html, "th");
    html_attribute(p->html, "scope", "row");
    review_person(p, ROLE_MENTEE, mentee);
    html_close(p->html);
    html_open(p->html, "td");
    review_person(p, ROLE_MENTOR, mentor);
    html_close(p->html);
    review_open(p, "td", weak ? "number alarm" : "number");
    html_words(p->html, phrase_of(s, RUN_STRONG, numbers_fit(s, shown->score_bp)));
    html_bar(p->html, shown->score_bp, weak);
    if (weak) {
        review_say(p, "div", "word alarm", SAY_MARK_WEAK);
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
    review_details(p, pair);
    html_close(p->html);
    html_open(p->html, "td");
    html_attribute(p->html, "class", "paper");
    html_attribute(p->html, "colspan", "2");
    html_text(p->html, SPAN(""));
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}
