// A solve that is stopped at any question it asks: the pairing it gives may be, levels that it calls proven are, and
// for the others its prices prove the bound over the face that the proven ones left. Usage: stopped_property SEED
// [FACTOR]: FACTOR × 3,000 problems, each stopped at a few places. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>

#include "tests/property/instance.h"

enum { PROBLEMS = 3000, STOPS = 12 };

typedef struct clock_of_test {
    uint32_t asked, stop_at;
    bool by_time;
    bool stopped; // set by the test
} clock_of_test;

static bool wants_stop(void *self) {
    clock_of_test *clock = self;
    return clock->asked++ >= clock->stop_at && !clock->by_time;
}

static int64_t milliseconds_left(void *self) {
    const clock_of_test *clock = self;
    return clock->by_time && clock->asked >= clock->stop_at ? 0 : 1000000;
}

static const char *check_pairs(const replay *r) {
    const instance *t = r->t;
    uint32_t load[ROLE_COUNT][MOST] = {0};
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            load[ROLE_MENTEE][i] += r->in[i][j];
            load[ROLE_MENTOR][j] += r->in[i][j];
            if (r->in[i][j] && t->score[i][j] < 0) {
                return "a pair is not eligible";
            }
            if (t->pinned[i][j] && !r->in[i][j]) {
                return "a pin is missing";
            }
        }
    }
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t k = 0; k < t->count[who]; k++) {
            if (load[who][k] > t->capacity[who][k]) {
                return "somebody is over their capacity";
            }
        }
    }
    return NULL;
}

// What the pairs give at a level that sums weights.
static int64_t value_of(const replay *r, const level_result *level) {
    const instance *t = r->t;
    int64_t sum = 0;
    for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
        bool some = false;
        for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
            sum += r->in[i][j] ? weight_at(t, level->level, -1, level->round, i, j) : 0;
            some = some || r->in[i][j];
        }
        sum += level->level == LEVEL_MOST_MENTORS && some;
    }
    return sum;
}

static const char *check_unproven(replay *r, const solution *s, uint32_t *next_proof, const level_result *level) {
    if (level->level == LEVEL_BEST_WORST || level->level == LEVEL_FAIREST) {
        return level->has_value && level->bound != (level->level == LEVEL_FAIREST ? 100 : FULL_BP)
                   ? "the bound is not a full score"
                   : NULL;
    }
    if (level->value != value_of(r, level)) {
        return "a value is not what the pairs give";
    }
    if (*next_proof == s->proof_count || s->proofs[*next_proof].level != level->level) {
        return "a bound has no proof";
    }
    r->proof = &s->proofs[(*next_proof)++];
    const int64_t bound = forced_weight(r) + replay_bound(r);
    return bound != level->bound  ? "the prices prove another bound"
           : bound < level->value ? "a value is above its bound"
                                  : NULL;
}

static const char *check(replay *r, const instance *t, const solution *s) {
    uint32_t next_proof = 0;
    bool proven = true;
    replay_begin(r, t, s);
    const char *wrong = check_pairs(r);
    for (uint32_t k = 0; k < s->level_count && wrong == NULL; k++) {
        const level_result *level = &s->levels[k];
        if (level->proven && !proven) {
            return "a level behind one that is not proven is called proven";
        }
        proven = level->proven;
        wrong = proven ? replay_level(r, s, &next_proof, level) : check_unproven(r, s, &next_proof, level);
    }
    if (wrong == NULL && (s->level_count <= t->level_count || next_proof != s->proof_count)) {
        return "levels or proofs are missing";
    }
    if (wrong == NULL && proven != (s->stopped == STOPPED_NOT)) {
        return "it does not say whether it was stopped";
    }
    return wrong;
}

static const char *try_stop(const instance *t, replay *r, clock_of_test *clock, const workshop_options *options) {
    context c;
    context_init(&c, (host){.self = clock, .stop = wants_stop, .milliseconds_left = milliseconds_left});
    solution *s = NULL;
    const char *wrong = NULL;
    if (solver_run(&s, &c, &t->problem, t->levels, t->level_count, options) != STATUS_OK) {
        printf("%s: %s\n", c.fault.where, c.fault.what);
        wrong = "the solve failed";
    } else {
        wrong = check(r, t, s);
    }
    if (wrong == NULL && s->stopped != STOPPED_NOT &&
        s->stopped != (clock->by_time ? STOPPED_TIME_LIMIT : STOPPED_INTERRUPT)) {
        wrong = "it says another reason for having stopped";
    }
    clock->stopped = s != NULL && s->stopped != STOPPED_NOT;
    solution_free(s);
    context_free(&c);
    return wrong == NULL && c.memory.live_bytes != 0 ? "memory is left" : wrong;
}

// Stops early and late: at the first questions, then ever later until it is not stopped any more.
static const char *try_problem(const instance *t, replay *r, uint64_t number, uint32_t *half_done) {
    const workshop_options options = {.pairs_at_once = (uint32_t)(number % 3),
                                      .ask_every = 1,
                                      .grouping = number % 2 == 0 ? GROUPING_ALWAYS : GROUPING_NEVER};
    uint32_t stop_at = 0;
    for (uint32_t k = 0; k < STOPS; k++) {
        clock_of_test clock = {.stop_at = stop_at, .by_time = (number + k) % 2 == 0};
        const char *wrong = try_stop(t, r, &clock, &options);
        if (wrong != NULL) {
            printf("stopped at question %u\n", stop_at);
            return wrong;
        }
        *half_done += clock.stopped;
        if (clock.asked < stop_at) {
            break;
        }
        stop_at += 1 + stop_at / 2;
    }
    return NULL;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    printf("stopped_property: seed %" PRIu64 "\n", seed);
    instance *t = malloc(sizeof *t);
    replay *r = malloc(sizeof *r);
    const char *wrong = t == NULL || r == NULL ? "no memory" : NULL;
    uint32_t half_done = 0;
    for (uint64_t number = 0; wrong == NULL && number < PROBLEMS * factor; number++) {
        random_instance(t, seed, number, number % 4 == 0 ? MOST / 2 : 12);
        wrong = try_problem(t, r, number, &half_done);
        if (wrong != NULL) {
            printf("problem %" PRIu64 ": %s\n", number, wrong);
        }
    }
    printf("%u solves stopped half way\n", half_done);
    free(t);
    free(r);
    return wrong == NULL ? 0 : 1;
}
