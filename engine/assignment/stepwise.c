// Step by step upwards: t is the lowest score of a pair in hand, all below it are banned, and the pairing with the
// fewest pairs at t is found. None at t: go on. best_worst ends with the first t that some pair must have. fairest
// restricts to the optimal face of each t.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/stepwise.h"

#include "assignment/snapshot.h"
#include "assignment/step.h"
#include "assignment/windup.h"

static const char WHERE[] = "assignment/stepwise";

enum { NO_SCORE = INT32_MAX, PERCENTS = 101, BP_PER_PERCENT = 100 };

// ---- the pairing in hand ----------------------------------------------------------------------------------------

// Lowest score of a free pair in hand, in the level's unit, from `from` on.
static int32_t lowest_free(const workshop *w, level_kind level, int32_t from) {
    const network *n = w->network;
    int32_t lowest = NO_SCORE;
    for (uint32_t k = 0; k < n->arc_count; k++) {
        const int32_t score = n->arcs[k].score_bp / goals_unit_bp(level);
        if (n->arcs[k].flow > 0 && score >= from && score < lowest) {
            lowest = score;
        }
    }
    return lowest;
}

static int32_t lowest_forced(const workshop *w, level_kind level) {
    const face *f = w->face;
    int32_t lowest = NO_SCORE;
    for (uint32_t k = 0; k < f->fixed_count; k++) {
        const int32_t score = f->fixed[k].score_bp / goals_unit_bp(level);
        if (!f->fixed[k].pinned && score < lowest) {
            lowest = score;
        }
    }
    return lowest;
}

static void set_profile(level_result *out, const workshop *w) {
    uint32_t counts[PERCENTS] = {0};
    for (uint32_t k = 0; k < w->face->fixed_count; k++) {
        const fixed_pair *pair = &w->face->fixed[k];
        counts[pair->score_bp / BP_PER_PERCENT] += !pair->pinned;
    }
    for (uint32_t k = 0; k < w->network->arc_count; k++) {
        const arc *a = &w->network->arcs[k];
        counts[a->score_bp / BP_PER_PERCENT] += a->flow > 0;
    }
    for (int32_t percent = 0; percent < PERCENTS; percent++) {
        if (counts[percent] > 0) {
            out->profile[out->profile_count].percent = percent;
            out->profile[out->profile_count++].pairs = counts[percent];
        }
    }
}

level_result stepwise_unproven(const workshop *w, level_kind level) {
    const int32_t free = lowest_free(w, level, 0), forced = lowest_forced(w, level);
    const int32_t lowest = free < forced ? free : forced;
    level_result result = {.level = level, .has_value = lowest != NO_SCORE};
    if (result.has_value) {
        result.value = lowest;
        result.bound = FULL_BP / goals_unit_bp(level);
    }
    if (level == LEVEL_FAIREST) {
        set_profile(&result, w);
    }
    return result;
}

// ---- steps ------------------------------------------------------------------------------------------------------

static status ban(workshop *w, level_kind level, int32_t from, int32_t below) {
    const int32_t unit_bp = goals_unit_bp(level);
    TRY(face_ban(w->face, w->c, from * unit_bp, below == NO_SCORE ? SCORES : below * unit_bp));
    TRY(face_trim(w->face, w->c, w->network));
    return network_index(w->network) ? STATUS_OK : context_no_memory(w->c, WHERE);
}

static status solve(workshop *w, const goal *g) {
    windup before;
    TRY(windup_remember(&before, w));
    status result = step_open(w, g);
    if (result == STATUS_OK) {
        result = step_solve(w, g);
    }
    if (result == STATUS_TIME_LIMIT) {
        windup_go_back(&before, w->network);
    }
    windup_forget(&before, w);
    return result;
}

static status best_worst(workshop *w, ledger *l, int64_t *table) {
    for (int32_t banned_below = 0;;) {
        const int32_t t = lowest_free(w, LEVEL_BEST_WORST, 0), forced = lowest_forced(w, LEVEL_BEST_WORST);
        if (t == NO_SCORE && forced == NO_SCORE) {
            return STATUS_OK;
        }
        if (forced <= t) {
            const goal g = goals_of_step(LEVEL_BEST_WORST, forced, table);
            TRY(ban(w, LEVEL_BEST_WORST, banned_below, forced));
            return ledger_add_empty_proof(l, &g);
        }
        TRY(ban(w, LEVEL_BEST_WORST, banned_below, t));
        banned_below = t;
        const goal g = goals_of_step(LEVEL_BEST_WORST, t, table);
        TRY(solve(w, &g));
        if (network_weight(w->network) < 0) {
            return ledger_add_proof(l, &g, false);
        }
    }
}

static status fairest(workshop *w, ledger *l, int64_t *table) {
    int32_t from = 0;
    for (int32_t t; (t = lowest_free(w, LEVEL_FAIREST, from)) != NO_SCORE;) {
        TRY(ban(w, LEVEL_FAIREST, from, t));
        const goal g = goals_of_step(LEVEL_FAIREST, t, table);
        TRY(solve(w, &g));
        if (network_weight(w->network) == 0) {
            continue; // nobody need stand at t: the next step bans it
        }
        from = t + 1;
        TRY(ledger_add_proof(l, &g, true));
        TRY(face_restrict(w->face, w->c, w->network, &g.weight));
        if (!network_index(w->network)) {
            return context_no_memory(w->c, WHERE);
        }
    }
    return ban(w, LEVEL_FAIREST, from, NO_SCORE);
}

static status solve_level(workshop *w, ledger *l, level_kind level, int64_t *table) {
    const goal shortfall = goals_of_shortfall(level, table);
    TRY(solve(w, &shortfall));
    return level == LEVEL_FAIREST ? fairest(w, l, table) : best_worst(w, l, table);
}

status stepwise_solve(level_result *out, workshop *w, ledger *l, level_kind level) {
    const uint32_t proofs = l->solution->proof_count;
    snapshot before;
    status result = snapshot_take(&before, w);
    int64_t *table = memory_alloc(&w->c->memory, SCORES, sizeof *table);
    if (result == STATUS_OK) {
        result = table == NULL ? context_no_memory(w->c, WHERE) : solve_level(w, l, level, table);
    }
    if (result == STATUS_TIME_LIMIT) {
        const status restored = snapshot_restore(&before, w);
        l->solution->proof_count = proofs;
        result = restored == STATUS_OK ? STATUS_TIME_LIMIT : restored;
    }
    if (result == STATUS_OK) {
        *out = stepwise_unproven(w, level);
        out->bound = out->value;
        out->proven = true;
    }
    memory_free(&w->c->memory, table);
    snapshot_free(&before, w);
    return result;
}
