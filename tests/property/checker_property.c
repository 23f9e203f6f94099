// The checker against brute force: on random small cohorts the best pairing is accepted with its certificate, and
// nothing that is damaged is: pairs swapped, another pairing with values and a certificate made to fit it, prices,
// levels, values and entries changed. A changed price may be another one that proves the same: a plain replay over
// whole tables decides that.
// Usage: checker_property [SEED [FACTOR]]. Ends with 0 if all held.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../unit/proof/small_world.h"

#include <inttypes.h>

enum { WORLDS = 25000, DAMAGES_EACH = 12, ARCS_MOST = 12, OTHERS_EACH = 8, WORSE_PER_WORLD = 4, LOOKED_AT_MOST = 64 };

typedef struct tally {
    uint64_t seed;
    uint32_t world, worlds, cases, accepted_prices, refused_prices, faults;
    uint32_t worse, drawn_otherwise, as_good; // pairings other than the best
} tally;

static void fail(tally *t, const char *what, const check_report *r) {
    printf("world %u of seed %" PRIu64 ": %s (fault %d, level %d: %.*s)\n", t->world, t->seed, what, (int)r->fault,
           (int)r->level, SPAN_ARGS(r->text));
    t->faults++;
}

// ---- random cohorts ----------------------------------------------------------------------------------------------

static void random_objective(world *w) {
    level_kind kinds[LEVEL_DRAW];
    for (uint32_t k = 0; k < LEVEL_DRAW; k++) {
        kinds[k] = (level_kind)k;
    }
    for (uint32_t k = LEVEL_DRAW - 1; k > 0; k--) {
        const uint32_t other = world_random(w, k + 1);
        const level_kind kind = kinds[k];
        kinds[k] = kinds[other];
        kinds[other] = kind;
    }
    const uint32_t asked = 1 + world_random(w, LEVEL_DRAW);
    uint32_t count = 0;
    bool matched_most = false;
    for (uint32_t k = 0; k < asked; k++) {
        if (matched_most || (kinds[k] != LEVEL_FAIREST && kinds[k] != LEVEL_BEST_WORST)) {
            matched_most |= kinds[k] == LEVEL_MOST_MATCHED;
            w->objective[count++] = kinds[k];
        }
    }
    w->program.objective_count = count;
}

static void random_pins(world *w) {
    uint32_t left[ROLE_COUNT][WORLD_PEOPLE];
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < w->cohort.count[r]; i++) {
            left[r][i] = w->people[r][i].capacity;
        }
    }
    for (uint32_t i = 0; i < w->cohort.count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < w->cohort.count[ROLE_MENTOR]; j++) {
            if (left[ROLE_MENTEE][i] > 0 && left[ROLE_MENTOR][j] > 0 && world_random(w, 16) == 0) {
                world_pin(w, i, j);
                left[ROLE_MENTEE][i]--;
                left[ROLE_MENTOR][j]--;
            }
        }
    }
}

static void random_world(world *w, uint64_t seed) {
    w->random = seed;
    const uint32_t mentees = world_random(w, 16) == 0 ? 0 : 1 + world_random(w, 4);
    const uint32_t mentors = world_random(w, 16) == 0 ? 0 : 1 + world_random(w, 4);
    const uint64_t random = w->random;
    world_make(w, mentees, mentors);
    w->random = random;
    w->seed = seed;
    const uint32_t density = 1 + world_random(w, 4), kinds_of_score = 1 + world_random(w, 3);
    for (uint32_t i = 0; i < mentees; i++) {
        for (uint32_t j = 0; j < mentors && w->table.count < ARCS_MOST; j++) {
            if (world_random(w, 4) < density) {
                const uint32_t tied = 100 * (1 + world_random(w, kinds_of_score)) + world_random(w, 2);
                world_score(w, i, j, (int32_t)(world_random(w, 4) > 0 ? tied : 1 + world_random(w, 10000)));
            }
            if (world_random(w, 4) == 0) {
                world_previous(w, i, j);
            }
        }
        w->people[ROLE_MENTEE][i].capacity = 1 + (world_random(w, 3) == 0);
        w->people[ROLE_MENTEE][i].priority = world_random(w, 2) == 0;
    }
    for (uint32_t j = 0; j < mentors; j++) {
        w->people[ROLE_MENTOR][j].capacity = world_random(w, 4);
    }
    w->inputs[0].role = INPUT_PREVIOUS;
    w->cohort.input_count = world_random(w, 4) == 0;
    random_objective(w);
    random_pins(w);
}

// ---- whether prices prove the best pairing, by whole tables ------------------------------------------------------

static bool load_fits(const world_face *f, const level_proof *p, role r, uint32_t i, int64_t load) {
    const int64_t price = p->prices[r][i], least = f->least[r][i], most = f->most[r][i];
    if (world_rewarded(f, p->level, r, i)) {
        return price > 0 ? load == most : price == 0 ? load >= 1 : price == -1 ? load <= 1 : load == 0;
    }
    return price > 0 ? load == most : price == 0 || load == least;
}

// -1, 0, 1. Said once: gcc 12 at -O1 gets `a != (b > 0)` wrong for 128 bits.
static int sign_of(wide number) {
    return number < 0 ? -1 : number > 0 ? 1 : 0;
}

static wide reduced_cost(const world *w, const level_proof *p, uint32_t arc) {
    return (wide)world_step_weight(w, p, arc) - p->prices[ROLE_MENTEE][w->arcs[arc].mentee] -
           p->prices[ROLE_MENTOR][w->arcs[arc].mentor];
}

static bool step_holds(const world *w, const world_face *f, const level_proof *p) {
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < w->cohort.count[r]; i++) {
            if (!load_fits(f, p, r, i, world_load(w, f, w->best, r, i))) {
                return false;
            }
        }
    }
    for (uint32_t k = 0; k < w->arc_count; k++) {
        const int sign = world_usable(w, f, k) ? sign_of(reduced_cost(w, p, k)) : 0;
        if (sign != 0 && sign != (world_has(w->best, k) ? 1 : -1)) {
            return false;
        }
    }
    return true;
}

static wide dual_value(const world *w, const world_face *f, const level_proof *p) {
    wide sum = 0;
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < w->cohort.count[r]; i++) {
            const wide price = p->prices[r][i];
            wide best = 0;
            for (int64_t load = f->least[r][i]; load <= f->most[r][i]; load++) {
                const bool first = load > 0 || (r == ROLE_MENTOR && f->filled[i]);
                const wide here = price * load + (p->level == LEVEL_MOST_MENTORS && r == ROLE_MENTOR && first);
                best = load == f->least[r][i] || here > best ? here : best;
            }
            sum += best;
        }
    }
    for (uint32_t k = 0; k < w->arc_count; k++) {
        const bool counts = k < w->free_arcs || (p->level != LEVEL_BEST_WORST && p->level != LEVEL_FAIREST);
        if (f->state[k] == ARC_FORCED && counts) {
            sum += world_step_weight(w, p, k);
        } else if (world_usable(w, f, k) && reduced_cost(w, p, k) > 0) {
            sum += reduced_cost(w, p, k);
        }
    }
    return sum;
}

// Free pairs of the best pairing with scores in [from, below).
static uint32_t free_between(const world *w, const world_face *f, int32_t from_bp, int32_t below_bp) {
    uint32_t count = 0;
    for (uint32_t k = 0; k < w->arc_count; k++) {
        count += f->state[k] == ARC_FREE && world_has(w->best, k) && w->arc_score[k] >= from_bp &&
                 w->arc_score[k] < below_bp;
    }
    return count;
}

static bool ban_holds(const world *w, world_face *f, int32_t from_bp, int32_t below_bp) {
    const bool holds = free_between(w, f, from_bp, below_bp) == 0;
    world_ban(w, f, from_bp, below_bp);
    return holds;
}

// The entries of fairest from number *k on, as many as there are; *k is moved behind them.
static bool fairest_holds(const world *w, world_face *f, uint32_t *k) {
    int32_t from = 0;
    for (; *k < w->solution.proof_count && w->proofs[*k].level == LEVEL_FAIREST; ++*k) {
        const level_proof *p = &w->proofs[*k];
        if (!ban_holds(w, f, from * 100, p->t * 100) || free_between(w, f, p->t * 100, p->t * 100 + 100) == 0 ||
            !step_holds(w, f, p)) {
            return false;
        }
        world_restrict(w, f, p);
        from = p->t + 1;
    }
    return ban_holds(w, f, from * 100, INT32_MAX);
}

static bool level_holds(const world *w, world_face *f, level_kind kind, uint32_t *k) {
    if (kind == LEVEL_FAIREST) {
        return fairest_holds(w, f, k);
    }
    if (kind == LEVEL_BEST_WORST && (*k == w->solution.proof_count || w->proofs[*k].level != kind)) {
        return true;
    }
    const level_proof *p = &w->proofs[(*k)++];
    if (kind == LEVEL_BEST_WORST) {
        return ban_holds(w, f, 0, p->t) && dual_value(w, f, p) <= -1;
    }
    if (!step_holds(w, f, p)) {
        return false;
    }
    world_restrict(w, f, p);
    return true;
}

// Whether the claim's certificate proves w->best, with the entries in their places but any prices.
static bool certificate_holds(const world *w) {
    world_face f;
    world_face_begin(w, &f);
    uint32_t k = 0;
    for (uint32_t level = 0; level < w->solution.level_count; level++) {
        if (!level_holds(w, &f, w->levels[level].level, &k)) {
            return false;
        }
    }
    return true;
}

// ---- damages -----------------------------------------------------------------------------------------------------

typedef struct claim { // all of a solution that a damage may change
    couple pairs[WORLD_PAIRS + 1];
    level_result levels[WORLD_LEVELS];
    level_proof proofs[WORLD_PROOFS];
    int64_t prices[WORLD_PROOFS][ROLE_COUNT][WORLD_PEOPLE];
    solution solution;
} claim;

static void claim_keep(claim *kept, const world *w) {
    memcpy(kept->pairs, w->pairs, sizeof w->pairs);
    memcpy(kept->levels, w->levels, sizeof w->levels);
    memcpy(kept->proofs, w->proofs, sizeof w->proofs);
    memcpy(kept->prices, w->prices, sizeof w->prices);
    kept->solution = w->solution;
}

static void claim_restore(world *w, const claim *kept) {
    memcpy(w->pairs, kept->pairs, sizeof w->pairs);
    memcpy(w->levels, kept->levels, sizeof w->levels);
    memcpy(w->proofs, kept->proofs, sizeof w->proofs);
    memcpy(w->prices, kept->prices, sizeof w->prices);
    w->solution = kept->solution;
}

static check_report checked(tally *t, world *w, arena *texts) {
    t->cases++;
    check_report r = world_check(w, texts);
    if ((r.fault == CHECK_NONE) != (r.text.length == 0)) {
        fail(t, "a refusal has words, and only a refusal has", &r);
    }
    return r;
}

// The first level at which the pairing is worse than the best, by brute force; a level of which the value decides.
static uint32_t first_missed(const world *w, uint32_t pairing) {
    for (uint32_t k = 0; k < w->solution.level_count; k++) {
        const level_kind kind = w->levels[k].level;
        uint32_t two[2] = {pairing, w->best};
        const uint32_t kept = world_keep_best(w, kind, w->levels[k].round, two, 2);
        if (kept == 1) {
            return k;
        }
    }
    return NONE;
}

// Another pairing, its own values, and the certificate of the best one.
static void damage_pairing(tally *t, world *w, arena *texts) {
    const uint32_t count = w->solution.level_count;
    for (uint32_t n = 0; n < OTHERS_EACH; n++) {
        const uint32_t other = w->pairings[world_random(w, w->pairing_count)];
        if (other == w->best) {
            continue;
        }
        const uint32_t missed = first_missed(w, other);
        world_add_pairs(w, other);
        w->solution.level_count = 0;
        for (uint32_t k = 0; k < count; k++) {
            world_add_level(w, w->levels[k].level, w->levels[k].round, other);
        }
        const check_report r = checked(t, w, texts);
        if (r.fault == CHECK_NONE || r.level != missed) {
            fail(t, "a worse pairing must be refused at the first level that it misses", &r);
        }
        t->worse += w->levels[missed].level != LEVEL_DRAW;
        t->drawn_otherwise += w->levels[missed].level == LEVEL_DRAW;
    }
}

// A pairing that only the draw tells from the best one, or NONE.
static uint32_t find_as_good(world *w) {
    const uint32_t from = world_random(w, w->pairing_count);
    for (uint32_t n = 0; n < w->pairing_count && n < LOOKED_AT_MOST; n++) {
        const uint32_t other = w->pairings[(from + n) % w->pairing_count];
        if (other != w->best && w->levels[first_missed(w, other)].level == LEVEL_DRAW) {
            return other;
        }
    }
    return NONE;
}

// No damage: where nobody says that the draw is settled, the certificate of the best pairing proves this one as well.
static void accept_as_good(tally *t, world *w, arena *texts) {
    const uint32_t other = find_as_good(w);
    if (other == NONE) {
        return;
    }
    world_add_pairs(w, other);
    solution *s = &w->solution;
    s->level_count = 0;
    for (; w->levels[s->level_count].level != LEVEL_DRAW;) {
        world_add_level(w, w->levels[s->level_count].level, 0, other);
    }
    const int64_t most = w->levels[s->level_count].value;
    world_add_level(w, LEVEL_DRAW, 1, other);
    w->levels[s->level_count - 1].proven = false;
    w->levels[s->level_count - 1].bound = most;
    s->proof_count = 0;
    while (w->proofs[s->proof_count++].level != LEVEL_DRAW) {
    }
    const check_report r = checked(t, w, texts);
    if (r.fault != CHECK_NONE) {
        fail(t, "another pairing that is best before the draw must be accepted", &r);
    }
    t->as_good++;
}

// Another pairing with values and prices made for it, as far as there are any.
static void damage_whole(tally *t, world *w, arena *texts) {
    const uint32_t other = w->pairings[world_random(w, w->pairing_count)];
    if (other == w->best) {
        return;
    }
    const uint32_t count = w->solution.level_count;
    world_face face;
    world_face_begin(w, &face);
    world_claim_begin(w, other);
    for (uint32_t k = 0; k < count; k++) {
        const level_kind kind = w->levels[k].level;
        const uint32_t round = w->levels[k].round;
        (void)world_claim_level(w, &face, kind, round, other, &other, 1, (int)world_random(w, 8));
    }
    const check_report r = checked(t, w, texts);
    if (r.fault == CHECK_NONE) {
        fail(t, "a worse pairing with a certificate made for it must be refused", &r);
    }
}

// One of the pairs has another mentee or mentor, is left out, or one is added.
static void damage_pair(tally *t, world *w, arena *texts) {
    solution *s = &w->solution;
    if (s->pair_count == 0 || world_random(w, 4) == 0) {
        const couple added = {world_random(w, WORLD_PEOPLE), world_random(w, WORLD_PEOPLE)};
        if (s->pair_count >= WORLD_PAIRS) {
            return;
        }
        w->pairs[s->pair_count++] = added;
    } else if (world_random(w, 4) == 0) {
        s->pair_count--;
    } else {
        const uint32_t k = world_random(w, s->pair_count);
        const couple before = w->pairs[k];
        if (world_random(w, 2) == 0) {
            w->pairs[k].mentee = world_random(w, WORLD_PEOPLE);
        } else {
            w->pairs[k].mentor = world_random(w, WORLD_PEOPLE);
        }
        if (memcmp(&before, &w->pairs[k], sizeof before) == 0) {
            return;
        }
    }
    const check_report r = checked(t, w, texts);
    if (r.fault == CHECK_NONE) {
        fail(t, "changed pairs must be refused", &r);
    }
}

static int64_t damaged_number(world *w, int64_t number) {
    static const int64_t HUGE_ONES[] = {INT64_MAX,     INT64_MIN,        INT64_MAX - 1, INT64_MAX / 2,
                                        INT64_MIN / 2, INT64_C(1) << 40, -10001};
    switch (world_random(w, 4)) {
    case 0:
        return HUGE_ONES[world_random(w, sizeof HUGE_ONES / sizeof *HUGE_ONES)];
    case 1:
        return number == 0 ? 1 : number > 0 ? number - 1 : number + 1;
    case 2:
        return number == INT64_MAX ? 0 : number + 1;
    default:
        return (int64_t)world_random(w, 20001) - 10000;
    }
}

static void damage_prices(tally *t, world *w, arena *texts) {
    if (w->solution.proof_count == 0) {
        return;
    }
    bool huge = false;
    for (uint32_t n = 1 + world_random(w, 3); n > 0; n--) {
        const role r = world_random(w, 2) == 0 ? ROLE_MENTOR : ROLE_MENTEE;
        if (w->cohort.count[r] > 0) {
            int64_t *price =
                &w->proofs[world_random(w, w->solution.proof_count)].prices[r][world_random(w, w->cohort.count[r])];
            *price = damaged_number(w, *price);
            huge |= *price > INT64_C(1) << 41 || *price < -(INT64_C(1) << 41);
        }
    }
    const check_report r = checked(t, w, texts);
    const bool accepted = r.fault == CHECK_NONE, holds = certificate_holds(w);
    // Prices that are too large to count with may be refused even where they would prove something.
    if (huge ? accepted && !holds : accepted != holds) {
        fail(t, holds ? "prices that prove the same must be accepted" : "prices that prove nothing must be refused",
             &r);
    }
    t->accepted_prices += accepted;
    t->refused_prices += !accepted;
}

static void damage_level(tally *t, world *w, arena *texts) {
    level_result *l = &w->levels[world_random(w, w->solution.level_count)];
    switch (world_random(w, 7)) {
    case 0:
        l->value = l->has_value ? damaged_number(w, l->value) : l->value;
        l->has_value = true;
        break;
    case 1:
        l->bound = damaged_number(w, l->bound);
        l->has_value = true;
        break;
    case 2:
        l->has_value = !l->has_value;
        break;
    case 3:
        l->round++;
        break;
    case 4:
        l->level = (level_kind)((l->level + 1 + world_random(w, LEVEL_COUNT - 1)) % LEVEL_COUNT);
        break;
    case 5:
        w->solution.level_count--;
        break;
    default:
        if (l->level != LEVEL_FAIREST || l->profile_count == 0) {
            l->value += l->has_value;
            l->has_value = true;
            break;
        }
        l->profile[world_random(w, l->profile_count)].pairs++;
        break;
    }
    const check_report r = checked(t, w, texts);
    if (r.fault == CHECK_NONE) {
        fail(t, "changed levels must be refused", &r);
    }
}

static void damage_entries(tally *t, world *w, arena *texts) {
    solution *s = &w->solution;
    const uint32_t at = s->proof_count == 0 ? 0 : world_random(w, s->proof_count);
    level_proof *p = &w->proofs[at];
    switch (s->proof_count == 0 ? 4 : world_random(w, 5)) {
    case 0:
        p->t += 1 + (int32_t)world_random(w, 200);
        break;
    case 1:
        p->round++;
        break;
    case 2:
        p->level = (level_kind)((p->level + 1 + world_random(w, LEVEL_COUNT - 1)) % LEVEL_COUNT);
        break;
    case 3: // taken out
        memmove(p, p + 1, (s->proof_count - at - 1) * sizeof *p);
        s->proof_count--;
        break;
    default: // twice
        assert(s->proof_count < WORLD_PROOFS);
        memmove(p + 1, p, (s->proof_count - at) * sizeof *p);
        s->proof_count++;
        break;
    }
    const check_report r = checked(t, w, texts);
    if (r.fault == CHECK_NONE) {
        fail(t, "a certificate with other entries must be refused", &r);
    }
}

// Stopped before level `from`: any pairing that is best at those before, bounds by random prices for the rest.
static void damage_to_unproven(tally *t, world *w, arena *texts) {
    const uint32_t from = world_random(w, w->solution.level_count);
    world_face f;
    uint32_t candidates = w->pairing_count, *pairings = malloc((candidates + 1) * sizeof *pairings);
    assert(pairings != NULL);
    memcpy(pairings, w->pairings, candidates * sizeof *pairings);
    level_kind kinds[WORLD_LEVELS];
    const uint32_t kind_count = world_level_kinds(w, kinds);
    world_face_begin(w, &f);
    world_claim_begin(w, w->best);
    for (uint32_t k = 0; k < from && k <= kind_count; k++) {
        const level_kind kind = k < kind_count ? kinds[k] : LEVEL_DRAW;
        (void)world_claim_level(w, &f, kind, kind == LEVEL_DRAW, w->best, pairings, candidates, 0);
        candidates = world_keep_best(w, kind, kind == LEVEL_DRAW, pairings, candidates);
    }
    if (w->solution.level_count > kind_count) {
        free(pairings);
        return; // a second round of the draw cannot be left unproven
    }
    // The pairing itself need not be a good one from here on.
    const uint32_t other = pairings[world_random(w, candidates)];
    world_add_pairs(w, other);
    const uint32_t first_unproven = w->solution.level_count;
    for (uint32_t k = 0; k < first_unproven; k++) {
        w->solution.level_count = k;
        world_add_level(w, w->levels[k].level, w->levels[k].round, other);
    }
    bool true_bounds = true;
    for (uint32_t k = first_unproven; k <= kind_count; k++) {
        const level_kind kind = k < kind_count ? kinds[k] : LEVEL_DRAW;
        world_add_level(w, kind, kind == LEVEL_DRAW, other);
        level_result *l = &w->levels[w->solution.level_count - 1];
        l->proven = false;
        if (kind == LEVEL_BEST_WORST || kind == LEVEL_FAIREST) {
            l->bound = kind == LEVEL_BEST_WORST ? 10000 : 100;
            continue;
        }
        level_proof *p = world_add_proof(w, kind, -1, kind == LEVEL_DRAW);
        for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
            for (uint32_t i = 0; i < w->cohort.count[r]; i++) {
                p->prices[r][i] = (int64_t)world_random(w, 7) - (world_random(w, 2) == 0 ? 3 : 0);
            }
        }
        l->bound = (int64_t)dual_value(w, &f, p);
        for (uint32_t c = 0; c < candidates; c++) {
            true_bounds &= world_value(w, kind, kind == LEVEL_DRAW, pairings[c]) <= l->bound;
        }
    }
    const check_report r = checked(t, w, texts);
    if (r.fault != CHECK_NONE || !true_bounds) {
        fail(t, true_bounds ? "a bound that its prices prove must be accepted" : "a dual value must be a bound", &r);
    }
    level_result *l = &w->levels[first_unproven + world_random(w, w->solution.level_count - first_unproven)];
    l->bound += world_random(w, 2) == 0 || !l->has_value ? 1 : -1;
    const check_report changed = checked(t, w, texts);
    if (changed.fault == CHECK_NONE && l->has_value) {
        fail(t, "a bound that its prices do not prove must be refused", &changed);
    }
    free(pairings);
}

// ---- all of it ---------------------------------------------------------------------------------------------------

static void (*const DAMAGES[])(tally *, world *, arena *) = {damage_pairing,     damage_whole,  damage_pair,
                                                             damage_prices,      damage_level,  damage_entries,
                                                             damage_to_unproven, accept_as_good};
enum { DAMAGE_COUNT = sizeof DAMAGES / sizeof *DAMAGES };

static void one_world(tally *t, world *w) {
    static claim kept;
    random_world(w, t->seed * UINT64_C(1000003) + t->world);
    world_solve(w, (int)world_random(w, 3) * 7);
    arena texts = arena_over(&w->c.memory);
    const check_report r = checked(t, w, &texts);
    if (r.fault != CHECK_NONE || !certificate_holds(w)) {
        fail(t, "the best pairing must be accepted", &r);
    }
    claim_keep(&kept, w);
    for (uint32_t k = 0; k < DAMAGES_EACH; k++) {
        DAMAGES[(t->world + k) % DAMAGE_COUNT](t, w, &texts);
        claim_restore(w, &kept);
    }
    arena_free(&texts);
    world_free(w);
}

int main(int argc, char **argv) {
    static world w;
    tally t = {.seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1};
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    t.worlds = WORLDS * (factor == 0 ? 1 : factor);
    for (t.world = 0; t.world < t.worlds && t.faults < 10; t.world++) {
        one_world(&t, &w);
    }
    printf("checker: seed %" PRIu64
           ", %u cohorts, %u claims (%u with other prices that hold, %u that do not), %u faults\n",
           t.seed, t.worlds, t.cases, t.accepted_prices, t.refused_prices, t.faults);
    printf(
        "%u worse pairings and %u that only the draw tells apart refused, %u of the latter accepted before the draw\n",
        t.worse, t.drawn_otherwise, t.as_good);
    const bool enough = t.worse >= WORSE_PER_WORLD * t.worlds && t.drawn_otherwise > 0 && t.as_good > 0;
    return t.faults == 0 && enough ? 0 : 1;
}
