// Findings stand at the line of the pin.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/pins.h"

#include "scoring/eligibility.h"

// What a pin is made against, in words.
static const char *const AGAINST[REASON_COUNT] = {
    [REASON_PAST_PAIR] = "they were a pair before",
    [REASON_SAME_INSTITUTION] = "they are from the same institution",
    [REASON_STAGE_GAP] = "their career stages are outside the rules",
    [REASON_BELOW_MINIMUM_SCORE] = "their score is below the minimum",
    [REASON_OTHER_DIRECTION] = "the other direction fits better",
};

static status note_overrides(context *c, const scoring *s, const decision *d) {
    uint32_t overridden = scoring_overridden(s, d->mentee, d->mentor);
    arena scratch = arena_over(&c->memory);
    span against = {"", 0};
    for (uint32_t r = 0; r < REASON_COUNT && against.text != NULL; r++) {
        if (overridden >> r & 1 && AGAINST[r] != NULL) {
            against = arena_format(&scratch, "%.*s%s%s [%s]", SPAN_ARGS(against), against.length == 0 ? "" : ", ",
                                   AGAINST[r], reason_name((reason)r));
        }
    }
    if (against.text != NULL && against.length > 0) {
        finding_add(&c->findings, SEVERITY_NOTE, d->place, "pin_overrides",
                    "the pin of \"%.*s\" with \"%.*s\" stands although %.*s: take the line out if that is not meant",
                    SPAN_ARGS(d->mentee_id), SPAN_ARGS(d->mentor_id), SPAN_ARGS(against));
    }
    bool kept = against.text != NULL;
    arena_free(&scratch);
    return kept ? STATUS_OK : context_no_memory(c, "scoring/pins");
}

// The earlier pin of the same two people the other way round, or NULL.
static const decision *pinned_before(const cohort *h, const decision *d) {
    couple reverse;
    if (!eligibility_reverse(&reverse, h, d->mentee, d->mentor)) {
        return NULL;
    }
    for (const decision *other = h->decisions; other < d; other++) {
        if (other->kind == DECISION_PIN && other->mentee == reverse.mentee && other->mentor == reverse.mentor) {
            return other;
        }
    }
    return NULL;
}

status pins_report(context *c, const scoring *s) {
    const cohort *h = s->cohort;
    for (uint32_t i = 0; i < h->decision_count; i++) {
        const decision *d = &h->decisions[i];
        if (d->kind != DECISION_PIN || d->mentee == NONE || d->mentor == NONE) {
            continue;
        }
        TRY(note_overrides(c, s, d));
        const decision *before = pinned_before(h, d);
        if (before != NULL) {
            finding_add(
                &c->findings, SEVERITY_WARNING, d->place, "pinned_both_ways",
                "\"%.*s\" and \"%.*s\" are pinned both ways (line %u has the other pin), so each will mentor the "
                "other: take one of the two lines out if that is not meant",
                SPAN_ARGS(d->mentee_id), SPAN_ARGS(d->mentor_id), before->place.line);
        }
    }
    return c->findings.no_memory ? context_no_memory(c, "scoring/pins") : STATUS_OK;
}
