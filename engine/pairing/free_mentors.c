// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/free_mentors.h"

#include "pairing/rulings.h"

typedef struct suitors { // the mentees who suit one mentor and are paired elsewhere or not at all
    rulings rulings;
    uint32_t elsewhere, unpaired;
} suitors;

enum { NOT_FREE = -1 };

// The mentors with free places, numbered in their order: place_of [mentors] gets the number, NOT_FREE for all others.
static uint32_t number_free(const building *b, int32_t *place_of) {
    uint32_t count = 0;
    for (uint32_t j = 0; j < b->cohort->count[ROLE_MENTOR]; j++) {
        bool is_free = building_room(b, ROLE_MENTOR, j) > 0;
        place_of[j] = is_free ? (int32_t)count : NOT_FREE;
        count += is_free ? 1 : 0;
    }
    return count;
}

// Mentee by mentee, because scores come in rows.
static void count_suitors(building *b, suitors *all, const int32_t *place_of) {
    const cohort *h = b->cohort;
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        scoring_reasons(b->scoring, i, b->scores_bp, b->reasons);
        for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
            if (place_of[j] == NOT_FREE) {
                continue;
            }
            suitors *s = &all[place_of[j]];
            rulings_add(&s->rulings, h, i, j, (reason)b->reasons[j]);
            if (b->reasons[j] == REASON_ELIGIBLE && !building_is_pair(b, i, j)) {
                s->elsewhere += b->load[ROLE_MENTEE][i] > 0 ? 1 : 0;
                s->unpaired += b->load[ROLE_MENTEE][i] == 0 ? 1 : 0;
            }
        }
    }
}

static void say_no_suitor(building *b, const suitors *s, bool has_mentees) {
    wording *w = &b->words;
    uint32_t ruled_out = b->cohort->count[ROLE_MENTEE] - s->rulings.counts[REASON_ELIGIBLE];
    if (ruled_out == 0) {
        wording_say(w, has_mentees ? "Nobody else applied as a mentee." : "Nobody applied as a mentee.");
        return;
    }
    wording_say(w, has_mentees ? "No other mentee suits: " : "No mentee suits: ");
    rulings_phrase(w, &s->rulings, b->cohort, ROLE_MENTEE);
    wording_say(w, ".");
}

static void say_suitors(building *b, const suitors *s, bool has_mentees) {
    wording *w = &b->words;
    uint32_t all = s->elsewhere + s->unpaired;
    if (all == 0) {
        say_no_suitor(b, s, has_mentees);
        return;
    }
    wording_count(w, all, has_mentees ? "other mentee" : "mentee", has_mentees ? "other mentees" : "mentees");
    wording_say(w, all == 1 ? " suits" : " suit");
    if (s->unpaired == 0) {
        wording_say(w, all == 1 ? " and is paired elsewhere." : " and are paired elsewhere.");
        if (b->most_matched_first && b->result->unmatched_count > 0) {
            wording_say(w, all == 1 ? " Moving that one here would give no unpaired mentee a place."
                                    : " Moving one here would give no unpaired mentee a place.");
        }
        return;
    }
    wording_say(w, ", of whom ");
    wording_number(w, s->unpaired);
    wording_say(w, s->unpaired == 1 ? " is unpaired. " : " are unpaired. ");
    wording_say(w, b->found->stopped != STOPPED_NOT && !b->most_matched_proven
                       ? "The run stopped before this was settled."
                       : "An earlier goal is met better without.");
}

static status make_free_mentor(shown_free_mentor *out, building *b, uint32_t mentor, const suitors *s) {
    *out = (shown_free_mentor){.mentor = b->cohort->people[ROLE_MENTOR][mentor].id,
                               .free_places = building_room(b, ROLE_MENTOR, mentor),
                               .mentees = b->load[ROLE_MENTOR][mentor],
                               .eligible_mentees = s->rulings.counts[REASON_ELIGIBLE]};
    TRY(rulings_shown(&out->ruled_out, &out->ruled_out_count, b, &s->rulings));
    say_suitors(b, s, out->mentees > 0);
    return building_sentence(b, &out->because);
}

status free_mentors_fill(building *b) {
    uint32_t mentors = b->cohort->count[ROLE_MENTOR];
    int32_t *place_of = arena_alloc(&b->scratch, mentors, sizeof *place_of);
    if (place_of == NULL) {
        return context_no_memory(b->context, "pairing/free_mentors");
    }
    uint32_t count = number_free(b, place_of);
    suitors *all_suitors = arena_alloc(&b->scratch, count, sizeof *all_suitors);
    shown_free_mentor *all = arena_alloc(&b->result->arena, count, sizeof *all);
    if (all_suitors == NULL || all == NULL) {
        return context_no_memory(b->context, "pairing/free_mentors");
    }
    if (count > 0) {
        count_suitors(b, all_suitors, place_of);
    }
    for (uint32_t j = 0; j < mentors; j++) {
        if (place_of[j] != NOT_FREE) {
            TRY(make_free_mentor(&all[place_of[j]], b, j, &all_suitors[place_of[j]]));
        }
    }
    b->result->free_mentors = all;
    b->result->free_mentor_count = count;
    return STATUS_OK;
}
