// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/free_mentors.h"

#include "pairing/rulings.h"

typedef struct suitors { // the mentees who suit one mentor and are paired elsewhere or not at all
    rulings rulings;
    uint32_t elsewhere, unpaired;
} suitors;

enum { NOT_FREE = -1 };
static const char WHERE[] = "pairing/free_mentors";

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

typedef struct mentee_class {
    uint32_t member, all, paired; // somebody of it; how many there are, and how many of them have a mentor
} mentee_class;

static void count_class(suitors *s, const building *b, const mentee_class *of, uint32_t mentor, reason why) {
    rulings_add_many(&s->rulings, b->cohort, of->member, mentor, why, of->all);
    if (why == REASON_ELIGIBLE) {
        s->elsewhere += of->paired;
        s->unpaired += of->all - of->paired;
    }
}

// Whom every class of mentors sees, exceptions aside; for classes with a free mentor. NO_MEMORY.
static status count_by_class(suitors **out, building *b, const int32_t *place_of) {
    const scoring *s = b->scoring;
    const uint32_t mentors = s->class_count[ROLE_MENTOR], mentees = s->class_count[ROLE_MENTEE];
    suitors *seen = arena_alloc(&b->scratch, mentors, sizeof *seen);
    bool *wanted = arena_alloc(&b->scratch, mentors, sizeof *wanted);
    mentee_class *of = arena_alloc(&b->scratch, mentees, sizeof *of);
    int16_t *scores_bp = arena_alloc(&b->scratch, mentors, sizeof *scores_bp);
    uint8_t *reasons = arena_alloc(&b->scratch, mentors, sizeof *reasons);
    if (seen == NULL || wanted == NULL || of == NULL || scores_bp == NULL || reasons == NULL) {
        return context_no_memory(b->context, WHERE);
    }
    for (uint32_t j = 0; j < b->cohort->count[ROLE_MENTOR]; j++) {
        wanted[s->class_of[ROLE_MENTOR][j]] |= place_of[j] != NOT_FREE;
    }
    for (uint32_t i = 0; i < b->cohort->count[ROLE_MENTEE]; i++) {
        mentee_class *mine = &of[s->class_of[ROLE_MENTEE][i]];
        mine->member = i;
        mine->all++;
        mine->paired += b->load[ROLE_MENTEE][i] > 0;
    }
    for (uint32_t k = 0; k < mentees; k++) {
        scoring_class_reasons(s, k, 0, mentors, scores_bp, reasons);
        for (uint32_t m = 0; m < mentors; m++) {
            if (wanted[m]) {
                count_class(&seen[m], b, &of[k], s->class_member[ROLE_MENTOR][m], (reason)reasons[m]);
            }
        }
    }
    *out = seen;
    return STATUS_OK;
}

// What the classes of an exception said is taken back, what holds is added.
static void put_right(suitors *s, const building *b, uint32_t mentee, const exception *e) {
    const scoring *scored = b->scoring;
    const bool paired = b->load[ROLE_MENTEE][mentee] > 0;
    int16_t score_bp;
    uint8_t why;
    scoring_class_reasons(scored, scored->class_of[ROLE_MENTEE][mentee], scored->class_of[ROLE_MENTOR][e->mentor], 1,
                          &score_bp, &why);
    rulings_take(&s->rulings, b->cohort, mentee, e->mentor, (reason)why);
    rulings_add(&s->rulings, b->cohort, mentee, e->mentor, (reason)e->reason);
    const int by = (e->reason == REASON_ELIGIBLE) - (why == REASON_ELIGIBLE);
    s->elsewhere += (uint32_t)(paired ? by : 0);
    s->unpaired += (uint32_t)(paired ? 0 : by);
}

static status count_suitors(building *b, suitors *all, const int32_t *place_of) {
    const cohort *h = b->cohort;
    const scoring *s = b->scoring;
    suitors *seen;
    TRY(count_by_class(&seen, b, place_of));
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        if (place_of[j] != NOT_FREE) {
            all[place_of[j]] = seen[s->class_of[ROLE_MENTOR][j]];
            all[place_of[j]].elsewhere -= b->load[ROLE_MENTOR][j]; // the mentor's own mentees, who all suit
        }
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        for (size_t k = s->exception_start[i]; k < s->exception_start[i + 1]; k++) {
            const int32_t at = place_of[s->exceptions[k].mentor];
            if (at != NOT_FREE) {
                put_right(&all[at], b, i, &s->exceptions[k]);
            }
        }
    }
    return STATUS_OK;
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
        return context_no_memory(b->context, WHERE);
    }
    uint32_t count = number_free(b, place_of);
    suitors *all_suitors = arena_alloc(&b->scratch, count, sizeof *all_suitors);
    shown_free_mentor *all = arena_alloc(&b->result->arena, count, sizeof *all);
    if (all_suitors == NULL || all == NULL) {
        return context_no_memory(b->context, WHERE);
    }
    if (count > 0) {
        TRY(count_suitors(b, all_suitors, place_of));
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
