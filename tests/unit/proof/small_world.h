// A cohort small enough to list every pairing: made by hand, its best pairing found by brute force level by level, and
// a certificate made for it from shortest distances in the residual graph. Shares nothing with the solver nor with the
// checker. Included by tests that use all of it or some of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "proof/checker.h"
#include "scoring/draw.h"

enum {
    WORLD_PEOPLE = 5,
    WORLD_PAIRS = WORLD_PEOPLE * WORLD_PEOPLE,
    WORLD_LEVELS = 16,
    WORLD_ROUNDS = 8,
    WORLD_PROOFS = 128,
    WORLD_PAIRINGS = 1 << 16
};

__extension__ typedef __int128 wide; // forged prices of any size

// Functions that one of the tests does without.
#define WORLD_MAY __attribute__((unused)) static

typedef struct world {
    context c;
    program program;
    criterion criterion;
    level_kind objective[WORLD_LEVELS];
    cohort cohort;
    person people[ROLE_COUNT][WORLD_PEOPLE];
    char ids[ROLE_COUNT][WORLD_PEOPLE][16];
    given_score given[WORLD_PAIRS];
    given_table table;
    couple pins[WORLD_PAIRS], previous[WORLD_PAIRS];
    input_file inputs[1];
    uint64_t seed;   // of the draw
    uint64_t random; // state of world_random
    // Everything below is made by world_solve.
    uint32_t arc_count; // eligible pairs that are not pinned, and the pins behind them
    uint32_t free_arcs;
    couple arcs[WORLD_PAIRS];
    int32_t arc_score[WORLD_PAIRS];
    int32_t arc_draw[WORLD_ROUNDS][WORLD_PAIRS];
    uint32_t *pairings; // sets of arcs that keep to capacities, pins included
    uint32_t pairing_count;
    uint32_t best;
    solution solution;
    couple pairs[WORLD_PAIRS];
    level_result levels[WORLD_LEVELS];
    level_proof proofs[WORLD_PROOFS];
    int64_t prices[WORLD_PROOFS][ROLE_COUNT][WORLD_PEOPLE];
} world;

// 0 .. below - 1 (SplitMix64).
static uint32_t world_random(world *w, uint32_t below) {
    uint64_t z = w->random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ z >> 31) % below);
}

// People without any scores yet: a pair without one is not eligible.
static void world_make(world *w, uint32_t mentees, uint32_t mentors) {
    assert(mentees <= WORLD_PEOPLE && mentors <= WORLD_PEOPLE);
    uint32_t *pairings = w->pairings;
    memset(w, 0, sizeof *w);
    w->pairings = pairings;
    context_init(&w->c, (host){0});
    w->criterion =
        (criterion){.name = SPAN("Given"), .kind = KIND_GIVEN, .weight = 1, .field = NONE, .only_if_field = NONE};
    w->program = (program){.criteria = &w->criterion, .criterion_count = 1, .objective = w->objective};
    w->program.rules = (rules){.minimum_score_bp = 1,
                               .maximum_stage_gap = INT32_MAX,
                               .same_institution_never = true,
                               .past_pairs_never = true,
                               .better_direction = true};
    w->table.scores = w->given;
    w->cohort = (cohort){
        .program = &w->program, .pins = w->pins, .previous = w->previous, .given = &w->table, .inputs = w->inputs};
    w->seed = 1;
    const uint32_t count[ROLE_COUNT] = {[ROLE_MENTEE] = mentees, [ROLE_MENTOR] = mentors};
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        w->cohort.people[r] = w->people[r];
        w->cohort.count[r] = count[r];
        for (uint32_t i = 0; i < count[r]; i++) {
            (void)snprintf(w->ids[r][i], sizeof w->ids[r][i], "%c%u", r == ROLE_MENTEE ? 'e' : 'o', i);
            w->people[r][i] = (person){.id = span_of(w->ids[r][i]), .capacity = 1, .stage = -1, .self = NONE};
        }
    }
}

static void world_free(world *w) {
    context_free(&w->c);
    assert(w->c.memory.live_bytes == 0);
    free(w->pairings);
    w->pairings = NULL;
}

// Scores must come in the order of (mentee, mentor).
static void world_score(world *w, uint32_t mentee, uint32_t mentor, int32_t score_bp) {
    w->given[w->table.count++] = (given_score){{mentee, mentor}, score_bp};
}

WORLD_MAY void world_pin(world *w, uint32_t mentee, uint32_t mentor) {
    w->pins[w->cohort.pin_count++] = (couple){mentee, mentor};
}

WORLD_MAY void world_previous(world *w, uint32_t mentee, uint32_t mentor) {
    w->previous[w->cohort.previous_count++] = (couple){mentee, mentor};
}

WORLD_MAY void world_objective(world *w, const level_kind *levels, uint32_t count) {
    memcpy(w->objective, levels, count * sizeof *levels);
    w->program.objective_count = count;
}

// ---- every pairing -----------------------------------------------------------------------------------------------

static bool world_is_pin(const world *w, uint32_t mentee, uint32_t mentor) {
    for (uint32_t k = 0; k < w->cohort.pin_count; k++) {
        if (w->pins[k].mentee == mentee && w->pins[k].mentor == mentor) {
            return true;
        }
    }
    return false;
}

static bool world_is_kept(const world *w, couple pair) {
    for (uint32_t k = 0; k < w->cohort.previous_count; k++) {
        if (w->previous[k].mentee == pair.mentee && w->previous[k].mentor == pair.mentor) {
            return true;
        }
    }
    return false;
}

static int32_t world_score_of(const world *w, uint32_t mentee, uint32_t mentor) {
    for (size_t k = 0; k < w->table.count; k++) {
        if (w->given[k].couple.mentee == mentee && w->given[k].couple.mentor == mentor) {
            return w->given[k].score_bp;
        }
    }
    return 0;
}

static int32_t world_draw(const world *w, uint32_t round, couple pair) {
    return draw_weight(draw_key(w->seed, round, ROLE_MENTEE, w->people[ROLE_MENTEE][pair.mentee].id),
                       draw_key(w->seed, round, ROLE_MENTOR, w->people[ROLE_MENTOR][pair.mentor].id));
}

static void world_list_arcs(world *w) {
    w->arc_count = 0;
    for (size_t k = 0; k < w->table.count; k++) {
        const couple pair = w->given[k].couple;
        if (w->given[k].score_bp >= w->program.rules.minimum_score_bp && !world_is_pin(w, pair.mentee, pair.mentor)) {
            w->arcs[w->arc_count] = pair;
            w->arc_score[w->arc_count++] = w->given[k].score_bp;
        }
    }
    w->free_arcs = w->arc_count;
    for (uint32_t k = 0; k < w->cohort.pin_count; k++) {
        w->arcs[w->arc_count] = w->pins[k];
        w->arc_score[w->arc_count++] = world_score_of(w, w->pins[k].mentee, w->pins[k].mentor);
    }
    for (uint32_t round = 0; round < WORLD_ROUNDS; round++) {
        for (uint32_t k = 0; k < w->arc_count; k++) {
            w->arc_draw[round][k] = world_draw(w, round + 1, w->arcs[k]);
        }
    }
}

static bool world_has(uint32_t pairing, uint32_t arc) {
    return (pairing >> arc & 1) != 0;
}

static void world_list_from(world *w, uint32_t arc, uint32_t pairing, uint32_t room[ROLE_COUNT][WORLD_PEOPLE]) {
    if (arc == w->free_arcs) {
        assert(w->pairing_count < WORLD_PAIRINGS);
        w->pairings[w->pairing_count++] = pairing;
        return;
    }
    world_list_from(w, arc + 1, pairing, room);
    const couple pair = w->arcs[arc];
    if (room[ROLE_MENTEE][pair.mentee] > 0 && room[ROLE_MENTOR][pair.mentor] > 0) {
        room[ROLE_MENTEE][pair.mentee]--;
        room[ROLE_MENTOR][pair.mentor]--;
        world_list_from(w, arc + 1, pairing | UINT32_C(1) << arc, room);
        room[ROLE_MENTEE][pair.mentee]++;
        room[ROLE_MENTOR][pair.mentor]++;
    }
}

static void world_list_pairings(world *w) {
    uint32_t room[ROLE_COUNT][WORLD_PEOPLE];
    world_list_arcs(w);
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < w->cohort.count[r]; i++) {
            room[r][i] = w->people[r][i].capacity;
        }
    }
    uint32_t pins = 0;
    for (uint32_t k = w->free_arcs; k < w->arc_count; k++) {
        assert(room[ROLE_MENTEE][w->arcs[k].mentee] > 0 && room[ROLE_MENTOR][w->arcs[k].mentor] > 0);
        room[ROLE_MENTEE][w->arcs[k].mentee]--;
        room[ROLE_MENTOR][w->arcs[k].mentor]--;
        pins |= UINT32_C(1) << k;
    }
    if (w->pairings == NULL) {
        w->pairings = malloc(WORLD_PAIRINGS * sizeof *w->pairings);
        assert(w->pairings != NULL);
    }
    w->pairing_count = 0;
    world_list_from(w, 0, pins, room);
}

// ---- values ------------------------------------------------------------------------------------------------------

// The weight of an arc at a level whose value is a sum over pairs.
static int64_t world_weight(const world *w, level_kind kind, uint32_t round, uint32_t arc) {
    switch (kind) {
    case LEVEL_MOST_MATCHED:
        return 1;
    case LEVEL_PRIORITY_MATCHED:
        return w->people[ROLE_MENTEE][w->arcs[arc].mentee].priority;
    case LEVEL_BEST_TOTAL:
        return w->arc_score[arc];
    case LEVEL_FEWEST_CHANGES:
        return world_is_kept(w, w->arcs[arc]);
    case LEVEL_DRAW:
        return w->arc_draw[round - 1][arc];
    case LEVEL_MOST_MENTORS:
    case LEVEL_BEST_WORST:
    case LEVEL_FAIREST:
    case LEVEL_COUNT:
        break;
    }
    return 0;
}

// Larger is better; FULL_BP + 1 (best_worst) and 101 (fairest: the lowest percent) where no pair counts.
static int64_t world_value(const world *w, level_kind kind, uint32_t round, uint32_t pairing) {
    int64_t sum = 0, lowest = 10001;
    uint32_t mentors = 0;
    for (uint32_t k = 0; k < w->arc_count; k++) {
        if (world_has(pairing, k)) {
            sum += world_weight(w, kind, round, k);
            mentors |= UINT32_C(1) << w->arcs[k].mentor;
            lowest = k < w->free_arcs && w->arc_score[k] < lowest ? w->arc_score[k] : lowest;
        }
    }
    if (kind == LEVEL_MOST_MENTORS) {
        return __builtin_popcount(mentors);
    }
    if (kind == LEVEL_BEST_WORST) {
        return lowest;
    }
    return kind == LEVEL_FAIREST ? (lowest == 10001 ? 101 : lowest / 100) : sum;
}

static uint32_t world_pairs_at(const world *w, uint32_t pairing, int32_t percent) {
    uint32_t count = 0;
    for (uint32_t k = 0; k < w->free_arcs; k++) {
        count += world_has(pairing, k) && w->arc_score[k] / 100 == percent;
    }
    return count;
}

// ---- the face, as far as the certificate describes it ------------------------------------------------------------

typedef enum arc_state { ARC_FREE, ARC_OUT, ARC_FORCED } arc_state;
typedef struct world_face {
    arc_state state[WORLD_PAIRS];
    int64_t least[ROLE_COUNT][WORLD_PEOPLE], most[ROLE_COUNT][WORLD_PEOPLE];
    bool filled[WORLD_PEOPLE];
} world_face;

static void world_face_begin(const world *w, world_face *f) {
    memset(f, 0, sizeof *f);
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < w->cohort.count[r]; i++) {
            f->most[r][i] = w->people[r][i].capacity;
        }
    }
    for (uint32_t k = w->free_arcs; k < w->arc_count; k++) {
        f->state[k] = ARC_FORCED;
        f->most[ROLE_MENTEE][w->arcs[k].mentee]--;
        f->most[ROLE_MENTOR][w->arcs[k].mentor]--;
        f->filled[w->arcs[k].mentor] = true;
    }
}

static int64_t world_load(const world *w, const world_face *f, uint32_t pairing, role r, uint32_t i) {
    int64_t load = 0;
    for (uint32_t k = 0; k < w->arc_count; k++) {
        const uint32_t end = r == ROLE_MENTEE ? w->arcs[k].mentee : w->arcs[k].mentor;
        load += f->state[k] == ARC_FREE && end == i && world_has(pairing, k);
    }
    return load;
}

static bool world_rewarded(const world_face *f, level_kind kind, role r, uint32_t i) {
    return kind == LEVEL_MOST_MENTORS && r == ROLE_MENTOR && f->least[r][i] == 0 && f->most[r][i] > 0 && !f->filled[i];
}

// The weight of an arc in a step of the certificate.
static int64_t world_step_weight(const world *w, const level_proof *p, uint32_t arc) {
    if (p->level == LEVEL_BEST_WORST) {
        return w->arc_score[arc] == p->t ? -1 : 0;
    }
    if (p->level == LEVEL_FAIREST) {
        return w->arc_score[arc] / 100 == p->t ? -1 : 0;
    }
    return world_weight(w, p->level, p->round, arc);
}

// An arc at a person who can have no pair is out whatever the prices say.
static bool world_usable(const world *w, const world_face *f, uint32_t arc) {
    return f->state[arc] == ARC_FREE && f->most[ROLE_MENTEE][w->arcs[arc].mentee] > 0 &&
           f->most[ROLE_MENTOR][w->arcs[arc].mentor] > 0;
}

// ---- prices by shortest distances (Bellman-Ford) -----------------------------------------------------------------

// true when a distance fell. Mentees 0.., mentors WORLD_PEOPLE.., root last.
static bool world_relax(int64_t *distance, uint32_t from, uint32_t to, int64_t length) {
    if (distance[from] + length < distance[to]) {
        distance[to] = distance[from] + length;
        return true;
    }
    return false;
}

// Prices that are as they must be if `pairing` is best in this step over the face; from a random start if `scatter` >
// 0. False: it is not best.
static bool world_price(world *w, const world_face *f, level_proof *p, uint32_t pairing, int scatter) {
    enum { ROOT = 2 * WORLD_PEOPLE, NODES };
    int64_t distance[NODES];
    for (int k = 0; k < NODES; k++) {
        distance[k] = scatter > 0 ? (int64_t)world_random(w, (uint32_t)scatter) : 0;
    }
    bool moved = true;
    for (int round = 0; moved && round <= NODES; round++) {
        moved = false;
        for (uint32_t k = 0; k < w->arc_count; k++) {
            if (world_usable(w, f, k)) {
                const uint32_t i = w->arcs[k].mentee, j = WORLD_PEOPLE + w->arcs[k].mentor;
                const int64_t weight = world_step_weight(w, p, k);
                moved |=
                    world_has(pairing, k) ? world_relax(distance, j, i, weight) : world_relax(distance, i, j, -weight);
            }
        }
        for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
            for (uint32_t i = 0; i < w->cohort.count[r]; i++) {
                const int64_t load = world_load(w, f, pairing, r, i);
                const uint32_t node = r == ROLE_MENTEE ? i : WORLD_PEOPLE + i;
                const bool rewarded = world_rewarded(f, p->level, r, i);
                const bool gains = load<f->most[r][i], loses = load> f->least[r][i];
                if (r == ROLE_MENTEE) {
                    moved |= gains && world_relax(distance, ROOT, node, 0);
                    moved |= loses && world_relax(distance, node, ROOT, 0);
                } else {
                    moved |= gains && world_relax(distance, node, ROOT, rewarded && load == 0 ? -1 : 0);
                    moved |= loses && world_relax(distance, ROOT, node, rewarded && load == 1 ? 1 : 0);
                }
            }
        }
    }
    for (uint32_t i = 0; i < w->cohort.count[ROLE_MENTEE]; i++) {
        p->prices[ROLE_MENTEE][i] = distance[i] - distance[ROOT];
    }
    for (uint32_t j = 0; j < w->cohort.count[ROLE_MENTOR]; j++) {
        p->prices[ROLE_MENTOR][j] = distance[ROOT] - distance[WORLD_PEOPLE + j];
    }
    return !moved;
}

// ---- restricting -------------------------------------------------------------------------------------------------

static void world_restrict_load(world_face *f, const level_proof *p, role r, uint32_t i) {
    const int64_t price = p->prices[r][i];
    int64_t *least = &f->least[r][i], *most = &f->most[r][i];
    if (world_rewarded(f, p->level, r, i)) {
        *least = price > 0 ? *most : price == 0 ? 1 : 0;
        *most = price < -1 ? 0 : price == -1 ? 1 : *most;
    } else if (price > 0) {
        *least = *most;
    } else if (price < 0) {
        *most = *least;
    }
}

static void world_restrict(const world *w, world_face *f, const level_proof *p) {
    bool usable[WORLD_PAIRS];
    for (uint32_t k = 0; k < w->arc_count; k++) {
        usable[k] = world_usable(w, f, k);
    }
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < w->cohort.count[r]; i++) {
            world_restrict_load(f, p, r, i);
        }
    }
    for (uint32_t k = 0; k < w->arc_count; k++) {
        const uint32_t i = w->arcs[k].mentee, j = w->arcs[k].mentor;
        const wide rc = (wide)world_step_weight(w, p, k) - p->prices[ROLE_MENTEE][i] - p->prices[ROLE_MENTOR][j];
        if (!usable[k] || rc == 0) {
            continue;
        }
        f->state[k] = rc < 0 ? ARC_OUT : ARC_FORCED;
        if (rc > 0) {
            f->filled[j] = true;
            f->most[ROLE_MENTEE][i]--;
            f->most[ROLE_MENTOR][j]--;
            f->least[ROLE_MENTEE][i] -= f->least[ROLE_MENTEE][i] > 0;
            f->least[ROLE_MENTOR][j] -= f->least[ROLE_MENTOR][j] > 0;
        }
    }
}

static void world_ban(const world *w, world_face *f, int32_t from_bp, int32_t below_bp) {
    for (uint32_t k = 0; k < w->arc_count; k++) {
        if (f->state[k] == ARC_FREE && w->arc_score[k] >= from_bp && w->arc_score[k] < below_bp) {
            f->state[k] = ARC_OUT;
        }
    }
}

// ---- the claim ---------------------------------------------------------------------------------------------------

static level_proof *world_add_proof(world *w, level_kind kind, int32_t t, uint32_t round) {
    solution *s = &w->solution;
    assert(s->proof_count < WORLD_PROOFS);
    level_proof *p = &s->proofs[s->proof_count];
    *p = (level_proof){.level = kind, .t = t, .round = round};
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        p->prices[r] = w->prices[s->proof_count][r];
        memset(p->prices[r], 0, WORLD_PEOPLE * sizeof(int64_t));
    }
    s->proof_count++;
    return p;
}

// Whether everything asked of `pairing` so far could be shown.
static bool world_prove_sum(world *w, world_face *f, level_kind kind, uint32_t round, uint32_t pairing, int scatter) {
    level_proof *p = world_add_proof(w, kind, -1, round);
    const bool best = world_price(w, f, p, pairing, scatter);
    world_restrict(w, f, p);
    return best;
}

static bool world_forced_at(const world *w, const world_face *f, int32_t score_bp) {
    for (uint32_t k = 0; k < w->free_arcs; k++) {
        if (f->state[k] == ARC_FORCED && w->arc_score[k] <= score_bp) {
            return true;
        }
    }
    return false;
}

// `candidates`: pairings that are best at all levels before. The one with fewest pairs at t, of those with none below,
// shows that all have some.
static bool world_prove_best_worst(world *w, world_face *f, uint32_t pairing, const uint32_t *candidates,
                                   uint32_t count, int scatter) {
    const int64_t t = world_value(w, LEVEL_BEST_WORST, 0, pairing);
    if (t > 10000) {
        return true;
    }
    level_proof *p = world_add_proof(w, LEVEL_BEST_WORST, (int32_t)t, 0);
    world_ban(w, f, 0, (int32_t)t);
    if (world_forced_at(w, f, (int32_t)t)) {
        return true;
    }
    uint32_t fewest = pairing, fewest_count = UINT32_MAX;
    for (uint32_t c = 0; c < count; c++) {
        uint32_t at = 0;
        for (uint32_t k = 0; k < w->free_arcs; k++) {
            at += world_has(candidates[c], k) && w->arc_score[k] == t;
        }
        if (world_value(w, LEVEL_BEST_WORST, 0, candidates[c]) >= t && at < fewest_count) {
            fewest = candidates[c];
            fewest_count = at;
        }
    }
    return world_price(w, f, p, fewest, scatter) && fewest_count > 0;
}

static bool world_prove_fairest(world *w, world_face *f, uint32_t pairing, int scatter) {
    int32_t from = 0;
    bool best = true;
    for (int32_t t = 0; t <= 100; t++) {
        bool any = false;
        for (uint32_t k = 0; k < w->free_arcs; k++) {
            any |= f->state[k] == ARC_FREE && world_has(pairing, k) && w->arc_score[k] / 100 == t;
        }
        if (any) {
            world_ban(w, f, from * 100, t * 100);
            level_proof *p = world_add_proof(w, LEVEL_FAIREST, t, 0);
            best &= world_price(w, f, p, pairing, scatter);
            world_restrict(w, f, p);
            from = t + 1;
        }
    }
    world_ban(w, f, from * 100, INT32_MAX);
    return best;
}

static void world_add_level(world *w, level_kind kind, uint32_t round, uint32_t pairing) {
    solution *s = &w->solution;
    level_result *l = &s->levels[s->level_count++];
    const int64_t value = world_value(w, kind, round, pairing);
    *l = (level_result){
        .level = kind, .round = round, .proven = true, .value = value, .bound = value, .has_value = true};
    if ((kind == LEVEL_BEST_WORST && value > 10000) || (kind == LEVEL_FAIREST && value > 100)) {
        l->has_value = false;
        l->value = l->bound = 0;
    }
    for (int32_t t = 0; kind == LEVEL_FAIREST && t <= 100; t++) {
        const uint32_t pairs = world_pairs_at(w, pairing, t);
        if (pairs > 0) {
            l->profile[l->profile_count].percent = t;
            l->profile[l->profile_count++].pairs = pairs;
        }
    }
}

static void world_add_pairs(world *w, uint32_t pairing) {
    w->solution.pair_count = 0;
    for (uint32_t i = 0; i < w->cohort.count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < w->cohort.count[ROLE_MENTOR]; j++) {
            for (uint32_t k = 0; k < w->arc_count; k++) {
                if (world_has(pairing, k) && w->arcs[k].mentee == i && w->arcs[k].mentor == j) {
                    w->pairs[w->solution.pair_count++] = (couple){i, j};
                }
            }
        }
    }
}

// Keeps the candidates that are best at the level.
static uint32_t world_keep_best(const world *w, level_kind kind, uint32_t round, uint32_t *candidates, uint32_t count) {
    if (kind == LEVEL_FAIREST) {
        for (int32_t t = 0; t <= 100; t++) {
            uint32_t fewest = UINT32_MAX, kept = 0;
            for (uint32_t c = 0; c < count; c++) {
                const uint32_t at = world_pairs_at(w, candidates[c], t);
                fewest = at < fewest ? at : fewest;
            }
            for (uint32_t c = 0; c < count; c++) {
                if (world_pairs_at(w, candidates[c], t) == fewest) {
                    candidates[kept++] = candidates[c];
                }
            }
            count = kept;
        }
        return count;
    }
    int64_t best = INT64_MIN;
    uint32_t kept = 0;
    for (uint32_t c = 0; c < count; c++) {
        const int64_t value = world_value(w, kind, round, candidates[c]);
        best = value > best ? value : best;
    }
    for (uint32_t c = 0; c < count; c++) {
        if (world_value(w, kind, round, candidates[c]) == best) {
            candidates[kept++] = candidates[c];
        }
    }
    return kept;
}

// The levels that the program asks for, the draw left out.
static uint32_t world_level_kinds(const world *w, level_kind kinds[WORLD_LEVELS]) {
    bool listed = w->cohort.input_count == 0;
    for (uint32_t k = 0; k < w->program.objective_count; k++) {
        listed |= w->objective[k] == LEVEL_FEWEST_CHANGES;
    }
    uint32_t count = 0;
    if (!listed) {
        kinds[count++] = LEVEL_FEWEST_CHANGES;
    }
    for (uint32_t k = 0; k < w->program.objective_count; k++) {
        kinds[count++] = w->objective[k];
    }
    return count;
}

static void world_claim_begin(world *w, uint32_t pairing) {
    w->solution = (solution){.pairs = w->pairs, .levels = w->levels, .proofs = w->proofs};
    world_add_pairs(w, pairing);
}

// One level with its proof, as if `pairing` were best there. `candidates` as for best_worst.
static bool world_claim_level(world *w, world_face *f, level_kind kind, uint32_t round, uint32_t pairing,
                              const uint32_t *candidates, uint32_t count, int scatter) {
    world_add_level(w, kind, round, pairing);
    if (kind == LEVEL_BEST_WORST) {
        return world_prove_best_worst(w, f, pairing, candidates, count, scatter);
    }
    return kind == LEVEL_FAIREST ? world_prove_fairest(w, f, pairing, scatter)
                                 : world_prove_sum(w, f, kind, round, pairing, scatter);
}

// Finds the best pairing by brute force and makes the whole claim for it.
static void world_solve(world *w, int scatter) {
    world_list_pairings(w);
    uint32_t *candidates = malloc(w->pairing_count * sizeof *candidates),
             *before = malloc(w->pairing_count * sizeof *before);
    assert(candidates != NULL && before != NULL);
    memcpy(candidates, w->pairings, w->pairing_count * sizeof *candidates);
    uint32_t count = w->pairing_count;
    level_kind kinds[WORLD_LEVELS];
    uint32_t kind_count = world_level_kinds(w, kinds), rounds = 0;
    for (uint32_t k = 0; k < kind_count; k++) {
        count = world_keep_best(w, kinds[k], 0, candidates, count);
    }
    while (rounds == 0 || count > 1) {
        assert(rounds < WORLD_ROUNDS);
        count = world_keep_best(w, LEVEL_DRAW, ++rounds, candidates, count);
    }
    w->best = candidates[0];
    world_face face;
    world_face_begin(w, &face);
    world_claim_begin(w, w->best);
    memcpy(before, w->pairings, w->pairing_count * sizeof *before);
    count = w->pairing_count;
    for (uint32_t k = 0; k < kind_count + rounds; k++) {
        const level_kind kind = k < kind_count ? kinds[k] : LEVEL_DRAW;
        const uint32_t round = k < kind_count ? 0 : k - kind_count + 1;
        const bool best = world_claim_level(w, &face, kind, round, w->best, before, count, scatter);
        assert(best);
        (void)best;
        count = world_keep_best(w, kind, round, before, count);
    }
    free(candidates);
    free(before);
}

// Both forms of the check, which must come to the same.
static check_report world_check(world *w, arena *texts) {
    check_report report, by_class;
    status result = checker_check(&report, texts, &w->c, &w->cohort, &w->solution, w->seed);
    assert(result == STATUS_OK);
    scoring *scored = NULL;
    result = scoring_create(&scored, &w->c, &w->cohort, w->seed);
    assert(result == STATUS_OK);
    result = checker_check_by_class(&by_class, texts, &w->c, scored, &w->solution);
    assert(result == STATUS_OK);
    scoring_free(scored);
    (void)result;
    if (by_class.fault != report.fault || by_class.level != report.level) {
        fprintf(stderr, "pair by pair: fault %d at level %u; by class: fault %d at level %u\n", (int)report.fault,
                report.level, (int)by_class.fault, by_class.level);
        abort();
    }
    return report;
}
