// What is unfolded under a pair.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/review_details.h"

#include "reports/html_drawing.h"
#include "reports/html_words.h"
#include "reports/parts.h"
#include "reports/review_costs.h"

static void write_fit(review *p, const shown_pair *shown) {
    scribe *s = p->scribe;
    int64_t weights = 0;
    for (uint32_t i = 0; i < shown->criterion_count; i++) {
        weights += shown->criteria[i].weight;
    }
    review_say(p, "h3", NULL, SAY_REVIEW_FIT_COMES);
    html_open(p->html, "table");
    html_leaf(p->html, "caption", NULL, NULL, review_text(p, SAY_REVIEW_FIT_COMES));
    html_open(p->html, "thead");
    html_open(p->html, "tr");
    review_head(p, NULL, SAY_HEAD_CRITERION);
    review_head(p, "number", SAY_HEAD_WEIGHT_TIMES);
    review_head(p, "number", SAY_HEAD_POINTS);
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
        review_cell(p, "td", "number",
                    SAY(s, SAY_TIMES, 0, say_digits(by->weight), say_text(numbers_limit(s, by->similarity_bp))));
        review_cell(p, "td", "number",
                    weights == 0
                        ? (phrase){NULL, 0}
                        : phrase_of(s, RUN_TEXT, numbers_points(s, (2 * product + weights) / (2 * weights), 2)));
        html_close(p->html);
    }
    html_open(p->html, "tr");
    html_attribute(p->html, "class", "total");
    review_cell(p, "td", NULL,
                weights == 100 ? phrase_of(s, RUN_STRONG, review_text(p, SAY_REVIEW_FIT))
                               : SAY(s, SAY_FIT_OF_WEIGHTS, 0, say_digits(weights)));
    html_leaf(p->html, "td", NULL, NULL, SPAN(""));
    review_cell(p, "td", "number", phrase_of(s, RUN_STRONG, numbers_points(s, shown->score_bp, 2)));
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
}

static bool write_quote(review *p, role side, uint32_t number, const char *key, sentence said) {
    span text = shown_person_text(p->f->people[side][number].shown, key);
    if (text.length == 0) {
        return false;
    }
    html_open(p->html, "blockquote");
    html_words(p->html, phrase_foreign(p->scribe, RUN_TEXT, text));
    html_close(p->html);
    html_words_in(p->html, "p", "second whose",
                  SAY(p->scribe, said, 0, say_phrase(facts_name(p->scribe, p->f, side, number, RUN_TEXT))));
    return true;
}

static void write_words_of(review *p, uint32_t mentee, uint32_t mentor) {
    review_say(p, "h3", NULL, SAY_REVIEW_OWN_WORDS);
    bool any = write_quote(p, ROLE_MENTEE, mentee, "goals", SAY_REVIEW_SAID_GOALS);
    any = write_quote(p, ROLE_MENTEE, mentee, "statement", SAY_REVIEW_SAID_STATEMENT) || any;
    any = write_quote(p, ROLE_MENTOR, mentor, "goals", SAY_REVIEW_SAID_GOALS) || any;
    any = write_quote(p, ROLE_MENTOR, mentor, "statement", SAY_REVIEW_SAID_STATEMENT) || any;
    if (!any) {
        review_say(p, "p", "second", SAY_REVIEW_NO_WORDS);
    }
    review_open(p, "p", "js left");
    html_text(p->html, review_text(p, SAY_REVIEW_LEFT));
    html_text(p->html, SPAN(" "));
    review_button(p, "link", "left-mentee", review_text(p, SAY_REVIEW_LEFT_MENTEE), SPAN(""));
    html_text(p->html, SPAN(" \xC2\xB7 "));
    review_button(p, "link", "left-mentor", review_text(p, SAY_REVIEW_LEFT_MENTOR), SPAN(""));
    html_close(p->html);
}

static void write_alternative(review *p, const shown_alternative *other) {
    scribe *s = p->scribe;
    uint32_t number = facts_number(p->f, ROLE_MENTOR, other->mentor);
    html_open(p->html, "tr");
    review_data(p, "data-mentor", other->mentor);
    html_open(p->html, "td");
    if (number != FACTS_NOBODY) {
        review_person(p, ROLE_MENTOR, number);
    }
    html_close(p->html);
    review_cell(p, "td", "number", phrase_of(s, RUN_TEXT, numbers_fit(s, other->score_bp)));
    html_open(p->html, "td");
    html_words(p->html, review_costs(s, &other->change));
    review_open(p, "div", "js");
    review_button(p, "link", "pin-instead", review_text(p, SAY_REVIEW_PIN_INSTEAD),
                  phrase_text(s, SAY(s, SAY_REVIEW_PIN_WITH, 0,
                                     say_phrase(facts_name_of(s, p->f, ROLE_MENTOR, other->mentor, RUN_TEXT)))));
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
}

static void write_alternatives(review *p, const shown_pair *shown, uint32_t mentee) {
    scribe *s = p->scribe;
    phrase title = SAY(s, SAY_REVIEW_ALTERNATIVES, 0, say_phrase(facts_name(s, p->f, ROLE_MENTEE, mentee, RUN_TEXT)));
    html_words_in(p->html, "h3", "whose", title);
    if (shown->pinned || !shown->has_alternatives || shown->alternative_count == 0) {
        review_say(p, "p", "second",
                   shown->pinned              ? SAY_REVIEW_ALTERNATIVES_PINNED
                   : !shown->has_alternatives ? SAY_REVIEW_ALTERNATIVES_UNKNOWN
                                              : SAY_REVIEW_NO_ALTERNATIVE);
        return;
    }
    html_open(p->html, "table");
    html_leaf(p->html, "caption", NULL, NULL, phrase_text(s, title));
    html_open(p->html, "thead");
    html_open(p->html, "tr");
    review_head(p, NULL, SAY_MENTOR_LABEL);
    review_head(p, "number", SAY_HEAD_FIT);
    review_head(p, NULL, SAY_REVIEW_WOULD_LOSE);
    html_close(p->html);
    html_close(p->html);
    html_open(p->html, "tbody");
    for (uint32_t i = 0; i < shown->alternative_count; i++) {
        write_alternative(p, &shown->alternatives[i]);
    }
    html_close(p->html);
    html_close(p->html);
}

void review_paper_alternatives(review *p, uint32_t pair) {
    scribe *s = p->scribe;
    const shown_pair *shown = &p->f->pairing->pairs[pair];
    phrase *others = scribe_room(s, shown->alternative_count, sizeof *others);
    for (uint32_t i = 0; others != NULL && i < shown->alternative_count; i++) {
        const shown_alternative *other = &shown->alternatives[i];
        others[i] =
            SAY(s, SAY_REVIEW_OTHER, 0, say_phrase(facts_name_of(s, p->f, ROLE_MENTOR, other->mentor, RUN_TEXT)),
                say_phrase(review_costs_short(s, &other->change)));
    }
    if (others != NULL && !shown->pinned && shown->alternative_count > 0) {
        phrase list = phrase_list(s, others, shown->alternative_count, "; ", "; ");
        html_words_in(p->html, "div", "second print whose", SAY(s, SAY_REVIEW_OR, 0, say_phrase(list)));
    }
}

void review_details(review *p, uint32_t pair) {
    const shown_pair *shown = &p->f->pairing->pairs[pair];
    uint32_t mentee = p->f->pair_person[ROLE_MENTEE][pair], mentor = p->f->pair_person[ROLE_MENTOR][pair];
    review_open(p, "div", "three");
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
}
