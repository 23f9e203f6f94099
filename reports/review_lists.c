// Who is without a mentor, who has free places, and what was decided before.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/review_lists.h"

#include "reports/html_drawing.h"
#include "reports/html_words.h"
#include "reports/parts.h"
#include "reports/review_costs.h"
#include "reports/unmatched.h"

// A table of people with its heads, up to its first row. `class` of a head: NULL where it has none.
typedef struct list_head {
    const char *class;
    sentence words;
} list_head;

static void open_list(review *p, sentence caption, const list_head *heads, size_t count) {
    review_open_scroll(p, review_text(p, caption));
    html_open(p->html, "table");
    html_leaf(p->html, "caption", NULL, NULL, review_text(p, caption));
    html_open(p->html, "thead");
    html_open(p->html, "tr");
    for (size_t i = 0; i < count; i++) {
        review_head(p, heads[i].class, heads[i].words);
    }
    html_close(p->html);
    html_close(p->html);
    html_open(p->html, "tbody");
}

static void close_list(review *p) {
    html_close(p->html); // tbody
    html_close(p->html); // table
    html_close(p->html); // what scrolls
    html_close(p->html); // the view
    html_line(p->html);
}

// A row up to its second cell.
static void open_person(review *p, const char *class, const char *name, role side, span id, uint32_t number) {
    html_open(p->html, "tr");
    html_attribute(p->html, "class", class);
    review_data(p, name, id);
    html_open(p->html, "th");
    html_attribute(p->html, "scope", "row");
    review_person(p, side, number);
    html_close(p->html);
    review_cell(p, "td", NULL, parts_areas(p->scribe, &p->f->people[side][number]));
}

void review_unpaired(review *p) {
    scribe *s = p->scribe;
    const pairing *of = p->f->pairing;
    review_open_view(p, "unpaired", SAY_REVIEW_VIEW_UNPAIRED);
    if (of->unmatched_count == 0) {
        review_say(p, "p", NULL, SAY_REVIEW_NOBODY_UNPAIRED);
        html_close(p->html);
        return;
    }
    static const list_head HEADS[] = {{NULL, SAY_MENTEE_LABEL},
                                      {NULL, SAY_HEAD_AREAS_WANTED},
                                      {NULL, SAY_HEAD_WHY_NOT},
                                      {NULL, SAY_HEAD_REMEDY},
                                      {"js", SAY_REVIEW_DECISION}};
    open_list(p, SAY_REVIEW_VIEW_UNPAIRED, HEADS, sizeof HEADS / sizeof HEADS[0]);
    for (uint32_t i = 0; i < of->unmatched_count; i++) {
        const shown_unmatched *u = &of->unmatched[i];
        uint32_t number = facts_number(p->f, ROLE_MENTEE, u->mentee);
        if (number == FACTS_NOBODY) {
            continue;
        }
        open_person(p, "unpaired", "data-mentee", ROLE_MENTEE, u->mentee, number);
        review_cell(p, "td", "whose", unmatched_why(s, p->f, u));
        review_cell(p, "td", "whose", unmatched_remedy(s, p->f, u));
        review_open(p, "td", "js");
        if (u->best_mentor.length > 0) {
            phrase name = facts_name_of(s, p->f, ROLE_MENTOR, u->best_mentor, RUN_TEXT);
            review_open(p, "div", "js");
            html_open(p->html, "button");
            html_attribute(p->html, "type", "button");
            html_attribute(p->html, "class", "link whose");
            html_attribute(p->html, "data-do", "pin-unpaired");
            review_data(p, "data-mentor", u->best_mentor);
            html_text(p->html, phrase_text(s, SAY(s, SAY_REVIEW_PIN_WITH, 0, say_phrase(name))));
            html_close(p->html);
            html_words_in(p->html, "div", "second",
                          SAY(s, SAY_REVIEW_PIN_COSTS, 0, say_phrase(review_costs(s, &u->stead_change))));
            html_close(p->html);
        }
        review_open(p, "div", "js");
        review_button(p, "link", "left-unpaired", review_text(p, SAY_REVIEW_HAS_LEFT), SPAN(""));
        html_close(p->html);
        review_said(p);
        html_close(p->html);
        html_close(p->html);
        html_line(p->html);
    }
    close_list(p);
}

void review_free(review *p) {
    scribe *s = p->scribe;
    const pairing *of = p->f->pairing;
    review_open_view(p, "free", SAY_REVIEW_VIEW_FREE);
    if (of->free_mentor_count == 0) {
        review_say(p, "p", NULL, SAY_REVIEW_NO_FREE_PLACE);
        html_close(p->html);
        return;
    }
    static const list_head HEADS[] = {{NULL, SAY_MENTOR_LABEL},
                                      {NULL, SAY_HEAD_AREAS_OFFERED},
                                      {"number", SAY_HEAD_FREE},
                                      {NULL, SAY_HEAD_WHY_NOT_USED},
                                      {"js", SAY_REVIEW_DECISION}};
    open_list(p, SAY_REVIEW_VIEW_FREE, HEADS, sizeof HEADS / sizeof HEADS[0]);
    for (uint32_t i = 0; i < of->free_mentor_count; i++) {
        const shown_free_mentor *m = &of->free_mentors[i];
        uint32_t number = facts_number(p->f, ROLE_MENTOR, m->mentor);
        if (number == FACTS_NOBODY) {
            continue;
        }
        open_person(p, "free", "data-mentor", ROLE_MENTOR, m->mentor, number);
        review_cell(p, "td", "number", phrase_of(s, RUN_TEXT, numbers_digits(s, m->free_places)));
        review_cell(p, "td", NULL, unmatched_free_why(s, p->f, m));
        review_open(p, "td", "js");
        review_button(p, "link", "left-free", review_text(p, SAY_REVIEW_HAS_LEFT), SPAN(""));
        review_said(p);
        html_close(p->html);
        html_close(p->html);
        html_line(p->html);
    }
    close_list(p);
}

static phrase name_or_id(review *p, role side, span id) {
    return facts_number(p->f, side, id) != FACTS_NOBODY ? facts_name_of(p->scribe, p->f, side, id, RUN_TEXT)
                                                        : phrase_foreign(p->scribe, RUN_TEXT, id);
}

// Pins of pairs stand in their rows; vetoes, withdrawals and other pins here.
static bool stands_in_a_row(const review *p, const shown_decision *d) {
    for (uint32_t i = 0; i < p->f->pairing->pair_count; i++) {
        const shown_pair *pair = &p->f->pairing->pairs[i];
        if (span_equal(d->decision, SPAN("pin")) && span_equal(d->mentee, pair->mentee) &&
            span_equal(d->mentor, pair->mentor)) {
            return true;
        }
    }
    return false;
}

static phrase decision_words(review *p, const shown_decision *d) {
    scribe *s = p->scribe;
    if (span_equal(d->decision, SPAN("withdraw"))) {
        bool mentee = d->mentee.length > 0;
        return SAY(s, SAY_REVIEW_EARLIER_LEFT, 0,
                   say_phrase(name_or_id(p, mentee ? ROLE_MENTEE : ROLE_MENTOR, mentee ? d->mentee : d->mentor)));
    }
    return SAY(s, span_equal(d->decision, SPAN("veto")) ? SAY_REVIEW_EARLIER_VETO : SAY_REVIEW_EARLIER_PIN, 0,
               say_phrase(name_or_id(p, ROLE_MENTEE, d->mentee)), say_phrase(name_or_id(p, ROLE_MENTOR, d->mentor)));
}

static void write_earlier(review *p, const shown_decision *d) {
    html_open(p->html, "li");
    review_data(p, "data-decision", d->decision);
    review_data(p, "data-mentee", d->mentee);
    review_data(p, "data-mentor", d->mentor);
    review_data(p, "data-reason", d->reason);
    html_words_in(p->html, "span", "whose", decision_words(p, d));
    html_words_in(p->html, "span", "second whose", phrase_foreign(p->scribe, RUN_TEXT, d->reason));
    review_open(p, "label", "js");
    html_open(p->html, "input");
    html_attribute(p->html, "type", "checkbox");
    html_attribute(p->html, "checked", "checked");
    html_close(p->html);
    html_text(p->html, SPAN(" "));
    html_text(p->html, review_text(p, SAY_REVIEW_KEEP_DECISION));
    html_close(p->html);
    review_said(p);
    html_close(p->html);
}

// The script adds what it reads from a file and what stands in no row: so the list is there, if hidden, when it is
// empty.
void review_earlier(review *p) {
    const pairing *of = p->f->pairing;
    bool any = false;
    for (uint32_t i = 0; i < of->decision_count; i++) {
        any = any || !stands_in_a_row(p, &of->decisions[i]);
    }
    review_open(p, "section", "earlier");
    html_attribute(p->html, "id", "earlier");
    if (!any) {
        html_attribute(p->html, "hidden", "hidden");
    }
    html_leaf(p->html, "h2", NULL, NULL, review_text(p, SAY_REVIEW_EARLIER));
    review_say(p, "p", "second", SAY_REVIEW_EARLIER_NOTE);
    html_open(p->html, "ul");
    html_text(p->html, SPAN(""));
    for (uint32_t i = 0; i < of->decision_count; i++) {
        if (!stands_in_a_row(p, &of->decisions[i])) {
            write_earlier(p, &of->decisions[i]);
        }
    }
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

void review_people(review *p) {
    html_open(p->html, "ul");
    html_attribute(p->html, "id", "people");
    html_attribute(p->html, "hidden", "hidden");
    html_text(p->html, SPAN(""));
    for (int side = 0; side < ROLE_COUNT; side++) {
        for (uint32_t i = 0; i < p->f->count[side]; i++) {
            const facts_person *one = &p->f->people[side][i];
            html_open(p->html, "li");
            html_attribute(p->html, "data-role", side == ROLE_MENTEE ? "mentee" : "mentor");
            review_data(p, "data-id", one->shown->id);
            review_number(p, "data-places", one->places);
            html_words(p->html, facts_name(p->scribe, p->f, (role)side, i, RUN_TEXT));
            html_close(p->html);
        }
    }
    html_close(p->html);
    html_line(p->html);
}
