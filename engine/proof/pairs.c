// The pairs of a claim by themselves.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/pairs.h"

#define ID(q, r, number) SPAN_ARGS(inquiry_id(q, r, number))

static status check_order(inquiry *q) {
    const couple *pairs = q->s->pairs;
    for (uint32_t k = 0; k < q->s->pair_count; k++) {
        const uint32_t i = pairs[k].mentee, j = pairs[k].mentor;
        if (i >= q->h->count[ROLE_MENTEE] || j >= q->h->count[ROLE_MENTOR]) {
            return inquiry_refuse(q, inquiry_fault(CHECK_PAIR_NOT_ELIGIBLE, NONE, NONE, NONE),
                                  "a pair names somebody who does not take part");
        }
        const bool ascends = k == 0 || pairs[k - 1].mentee < i || (pairs[k - 1].mentee == i && pairs[k - 1].mentor < j);
        if (!ascends) {
            return inquiry_refuse(q, inquiry_fault(CHECK_PAIR_TWICE, NONE, i, j),
                                  "the pair of mentee %.*s and mentor %.*s stands twice or out of order",
                                  ID(q, ROLE_MENTEE, i), ID(q, ROLE_MENTOR, j));
        }
    }
    return STATUS_OK;
}

static status check_capacity(inquiry *q) {
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < q->h->count[r]; i++) {
            const uint32_t capacity = q->h->people[r][i].capacity;
            // Each is at most the number of pairs, so the sum cannot wrap.
            const uint64_t pairs = (uint64_t)q->load[r][i] + q->pin_count[r][i];
            if (pairs > capacity) {
                const bool mentor = r == ROLE_MENTOR;
                return inquiry_refuse(q, inquiry_fault_of(CHECK_OVER_CAPACITY, NONE, r, i),
                                      "%s %.*s has %llu pairs and %u places", mentor ? "mentor" : "mentee", ID(q, r, i),
                                      (unsigned long long)pairs, capacity);
            }
        }
    }
    return STATUS_OK;
}

static status check_pins(inquiry *q) {
    for (uint32_t k = 0; k < q->h->pin_count; k++) {
        const couple pin = q->h->pins[k];
        if (!inquiry_lists(q->s->pairs, q->s->pair_count, pin.mentee, pin.mentor)) {
            return inquiry_refuse(q, inquiry_fault(CHECK_PIN_MISSING, NONE, pin.mentee, pin.mentor),
                                  "mentee %.*s and mentor %.*s are pinned together, but not paired",
                                  ID(q, ROLE_MENTEE, pin.mentee), ID(q, ROLE_MENTOR, pin.mentor));
        }
    }
    return STATUS_OK;
}

static status judge_pair(inquiry *q, uint32_t k) {
    const cohort *h = q->h;
    const uint32_t i = q->s->pairs[k].mentee, j = q->s->pairs[k].mentor;
    int32_t score_bp;
    const bool eligible = inquiry_eligible(q, i, j, &score_bp);
    q->pairs[k] = (pair_facts){.mentee = i,
                               .mentor = j,
                               .score_bp = score_bp,
                               .priority = h->people[ROLE_MENTEE][i].priority,
                               .kept = inquiry_lists(h->previous, h->previous_count, i, j)};
    q->pinned[k] = inquiry_lists(h->pins, h->pin_count, i, j);
    uint32_t **counts = q->pinned[k] ? q->pin_count : q->load;
    counts[ROLE_MENTEE][i]++;
    counts[ROLE_MENTOR][j]++;
    if (!eligible && !q->pinned[k]) {
        return inquiry_refuse(q, inquiry_fault(CHECK_PAIR_NOT_ELIGIBLE, NONE, i, j),
                              "mentee %.*s and mentor %.*s may not be paired", ID(q, ROLE_MENTEE, i),
                              ID(q, ROLE_MENTOR, j));
    }
    return STATUS_OK;
}

status pairs_check(inquiry *q) {
    TRY(check_order(q));
    if (inquiry_refused(q)) {
        return STATUS_OK;
    }
    for (uint32_t k = 0; k < q->s->pair_count; k++) {
        TRY(judge_pair(q, k));
    }
    TRY(check_capacity(q));
    return check_pins(q);
}
