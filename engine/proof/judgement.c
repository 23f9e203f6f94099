// The draft becomes a pairing beside the best one: the same people and goals, its own pairs and values.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/judgement.h"

#include "pairing/pairing_json.h"
#include "proof/checker.h"
#include "proof/weight.h"
#include "scoring/draw.h"

static const char WHERE[] = "proof/judgement";

enum { PERCENTS = 101 };

typedef struct bench { // what one judgement works with
    context *c;
    arena *a; // for what stays
    const scoring *scored;
    const cohort *h;
    const draft *d;
    const pairing *best;
    pair_facts *facts;    // [d->pair_count]
    bool *pinned;         // [d->pair_count]
    level_result *levels; // [level_count] the draft's
    uint32_t level_count; // before the draw
    int64_t draw_sum;     // of the first round
    pairing *as_pairing;
} bench;

// ---- what the pairs give ----------------------------------------------------------------------------------------

static status measure_pairs(bench *b) {
    const cohort *h = b->h;
    b->facts = arena_alloc(b->a, b->d->pair_count, sizeof *b->facts);
    b->pinned = arena_alloc(b->a, b->d->pair_count, sizeof *b->pinned);
    if (b->facts == NULL || b->pinned == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t k = 0; k < b->d->pair_count; k++) {
        const couple pair = b->d->pairs[k];
        b->facts[k] =
            (pair_facts){.mentee = pair.mentee,
                         .mentor = pair.mentor,
                         .score_bp = score_of(h, pair.mentee, pair.mentor, NULL),
                         .priority = h->people[ROLE_MENTEE][pair.mentee].priority,
                         .kept = eligibility_listed(h->previous, h->previous_count, pair.mentee, pair.mentor)};
        b->pinned[k] = eligibility_listed(h->pins, h->pin_count, pair.mentee, pair.mentor);
        b->draw_sum += draw_weight(draw_key(b->best->seed, 1, ROLE_MENTEE, h->people[ROLE_MENTEE][pair.mentee].id),
                                   draw_key(b->best->seed, 1, ROLE_MENTOR, h->people[ROLE_MENTOR][pair.mentor].id));
    }
    return STATUS_OK;
}

// The lowest score of pairs that are not pinned; -1: there are none.
static int32_t lowest_score_bp(const bench *b) {
    int32_t lowest = -1;
    for (uint32_t k = 0; k < b->d->pair_count; k++) {
        if (!b->pinned[k] && (lowest < 0 || b->facts[k].score_bp < lowest)) {
            lowest = b->facts[k].score_bp;
        }
    }
    return lowest;
}

static void fill_profile(level_result *level, const bench *b) {
    uint32_t counts[PERCENTS] = {0};
    for (uint32_t k = 0; k < b->d->pair_count; k++) {
        counts[b->facts[k].score_bp / BP_PER_PERCENT] += !b->pinned[k];
    }
    level->profile_count = 0;
    for (int32_t percent = 0; percent < PERCENTS; percent++) {
        if (counts[percent] > 0) {
            level->profile[level->profile_count].percent = percent;
            level->profile[level->profile_count++].pairs = counts[percent];
        }
    }
}

static status count_mentors(int64_t *out, const bench *b) {
    bool *paired = memory_alloc(&b->c->memory, b->h->count[ROLE_MENTOR], sizeof *paired);
    if (paired == NULL) {
        return STATUS_NO_MEMORY;
    }
    *out = 0;
    for (uint32_t k = 0; k < b->d->pair_count; k++) {
        bool *its = &paired[b->facts[k].mentor];
        *out += !*its;
        *its = true;
    }
    memory_free(&b->c->memory, paired);
    return STATUS_OK;
}

static status measure_level(level_result *out, const bench *b, const level_result *best) {
    *out = (level_result){.level = best->level, .has_value = true, .bound = best->bound, .proven = true};
    switch (best->level) {
    case LEVEL_MOST_MENTORS:
        return count_mentors(&out->value, b);
    case LEVEL_BEST_WORST:
    case LEVEL_FAIREST: {
        const int32_t lowest = lowest_score_bp(b);
        out->has_value = lowest >= 0;
        out->value = lowest < 0 ? 0 : best->level == LEVEL_FAIREST ? lowest / BP_PER_PERCENT : lowest;
        if (best->level == LEVEL_FAIREST) {
            fill_profile(out, b);
        }
        return STATUS_OK;
    }
    case LEVEL_MOST_MATCHED:
    case LEVEL_PRIORITY_MATCHED:
    case LEVEL_BEST_TOTAL:
    case LEVEL_FEWEST_CHANGES:
    case LEVEL_DRAW:
    case LEVEL_COUNT:
        break;
    }
    const weight w = {.kind = best->level};
    for (uint32_t k = 0; k < b->d->pair_count; k++) {
        out->value += weight_of(&w, &b->facts[k]);
    }
    return STATUS_OK;
}

static status measure_levels(bench *b) {
    b->levels = arena_alloc(b->a, b->best->objective_count, sizeof *b->levels);
    if (b->levels == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t k = 0; k < b->best->objective_count && b->best->objective[k].level != LEVEL_DRAW; k++) {
        TRY(measure_level(&b->levels[b->level_count++], b, &b->best->objective[k]));
    }
    return STATUS_OK;
}

// ---- beside the best one ----------------------------------------------------------------------------------------

// The draft as a pairing: all but pairs and values is the best one's.
static status make_pairing(bench *b) {
    pairing *p = b->as_pairing = arena_alloc(b->a, 1, sizeof *p);
    shown_pair *pairs = arena_alloc(b->a, b->d->pair_count, sizeof *pairs);
    if (p == NULL || pairs == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t k = 0; k < b->d->pair_count; k++) {
        pairs[k] = (shown_pair){.mentee = b->h->people[ROLE_MENTEE][b->facts[k].mentee].id,
                                .mentor = b->h->people[ROLE_MENTOR][b->facts[k].mentor].id,
                                .score_bp = b->facts[k].score_bp,
                                .pinned = b->pinned[k]};
    }
    *p = *b->best;
    p->pairs = pairs;
    p->pair_count = b->d->pair_count;
    p->objective = b->levels;
    p->objective_count = b->level_count;
    p->unmatched = NULL;
    p->unmatched_count = 0;
    return STATUS_OK;
}

// The first goal that differs decides; what is not known (a goal without a value in one of them) decides nothing.
static void decide(judgement *out) {
    out->worth = JUDGED_AS_GOOD;
    out->decisive = NONE;
    for (uint32_t k = 0; k < out->goals.level_count && out->decisive == NONE; k++) {
        switch (out->goals.levels[k].better) {
        case COMPARED_OLD_BETTER:
            out->worth = JUDGED_WORSE;
            out->decisive = k;
            break;
        case COMPARED_NEW_BETTER:
            out->worth = JUDGED_BETTER;
            out->decisive = k;
            break;
        case COMPARED_UNKNOWN:
        case COMPARED_EQUAL:
            break;
        }
    }
}

// ---- the certificate on the draft's pairs -----------------------------------------------------------------------

// The best one's claim with the draft's pairs and values: the same levels before the draw, whose first round is claimed
// as far only as its bound. Proofs of further rounds are left out.
static status claim_for(solution *out, const bench *b, const solution *best) {
    level_result *levels = arena_alloc(b->a, (size_t)b->level_count + 1, sizeof *levels);
    if (levels == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t k = 0; k < b->level_count; k++) {
        levels[k] = b->levels[k];
        levels[k].proven = best->levels[k].proven;
    }
    levels[b->level_count] = (level_result){
        .level = LEVEL_DRAW,
        .round = 1,
        .has_value = true,
        .value = b->draw_sum,
        .bound = best->levels[b->level_count].bound,
        .proven = false,
    };
    *out = *best;
    out->pairs = b->d->pairs;
    out->pair_count = b->d->pair_count;
    out->levels = levels;
    out->level_count = b->level_count + 1;
    while (out->proof_count > 0 && out->proofs[out->proof_count - 1].level == LEVEL_DRAW &&
           out->proofs[out->proof_count - 1].round > 1) {
        out->proof_count--;
    }
    return STATUS_OK;
}

static status replay(bench *b) {
    solution *best;
    TRY(pairing_solution(&best, b->c, b->d->file, b->best, b->h));
    solution claim;
    check_report report;
    status result = claim_for(&claim, b, best);
    if (result == STATUS_OK) {
        result = checker_check_by_class(&report, b->a, b->c, b->scored, &claim);
    }
    if (result == STATUS_OK && report.fault != CHECK_NONE) {
        result = context_fail(b->c, STATUS_INTERNAL, WHERE, "the checker refuses what is as good as the best: %.*s",
                              SPAN_ARGS(report.text));
    }
    solution_free(best);
    return result;
}

// ---- all --------------------------------------------------------------------------------------------------------

static status make(judgement *out, bench *b) {
    static const compare_helped none = {.old = false, .new = false};
    TRY(measure_pairs(b));
    TRY(measure_levels(b));
    TRY(make_pairing(b));
    TRY(compare_pairings(&out->goals, b->a, b->c, b->best, b->as_pairing, none));
    TRY(compare_pairings(&out->changes, b->a, b->c, b->as_pairing, b->best, none));
    decide(out);
    out->best_is_proven = true;
    for (uint32_t k = 0; k < b->level_count; k++) {
        out->best_is_proven &= b->best->objective[k].proven;
    }
    if (draft_is_sound(b->d) && out->worth != JUDGED_WORSE) {
        TRY(replay(b));
        out->is_replayed = true;
    }
    return STATUS_OK;
}

status judgement_make(judgement *out, arena *a, context *c, const scoring *scored, const draft *d,
                      const pairing *best) {
    bench b = {.c = c, .a = a, .scored = scored, .h = scored->cohort, .d = d, .best = best};
    *out = (judgement){.draft = d, .best = best};
    const status result = make(out, &b);
    return result == STATUS_NO_MEMORY ? context_no_memory(c, WHERE) : result;
}
