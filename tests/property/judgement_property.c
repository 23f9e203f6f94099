// Pairings made by hand against sums made by hand: on random small cohorts the best pairing is changed at random
// (mentors swapped, pairs taken out, put in and written twice) and judged. Which lines are at fault, the value of every
// goal, what is missing to the best, the verdict and how many pairs are kept are worked out here from the scores alone.
// Usage: judgement_property SEED [FACTOR]: FACTOR × 1,500 cohorts, six drafts each. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mentorpair.h"

enum {
    COHORTS = 1500,
    DRAFTS_EACH = 6,
    PEOPLE = 6,
    LINES = 40,
    TEXT = 8192,
    MINIMUM_BP = 3000,
    PERCENT_BP = 100,
    PERCENTS = 101,
};

static const char *const GOALS[] = {
    "most_matched, best_total",
    "most_matched, fairest",
    "best_total",
    "most_matched, best_worst, best_total",
    "most_mentors, best_total",
    "priority_matched, most_matched, best_worst, fairest",
    "most_matched, most_mentors",
    "best_total, priority_matched, most_mentors",
};
enum { GOAL_COUNT = sizeof GOALS / sizeof *GOALS };

typedef struct test_case {
    uint64_t random;
    uint32_t count[ROLE_COUNT], capacity[ROLE_COUNT][PEOPLE];
    bool priority[PEOPLE], pinned[PEOPLE][PEOPLE], before[PEOPLE][PEOPLE]; // [mentee][mentor]
    int32_t score_bp[PEOPLE][PEOPLE];
    bool has_previous;
    char texts[INPUT_ROLE_COUNT][TEXT];
    couple lines[LINES]; // of the draft
    uint32_t line_count;
    bool stands[PEOPLE][PEOPLE];
    uint32_t left_out, pins_missed;
} test_case;

static uint32_t below(test_case *t, uint32_t n) {
    uint64_t z = t->random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ (z >> 31)) >> 33) % n;
}

__attribute__((format(printf, 2, 3))) static void add(char *text, const char *format, ...) {
    const size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text + used, TEXT - used, format, arguments);
    va_end(arguments);
}

// ---- a cohort ---------------------------------------------------------------------------------------------------

static void random_people(test_case *t) {
    for (role as = ROLE_MENTOR; as < ROLE_COUNT; as++) {
        char *text = t->texts[as == ROLE_MENTOR ? INPUT_MENTORS : INPUT_MENTEES];
        t->count[as] = 1 + below(t, PEOPLE);
        add(text, "name,email,capacity,priority\n");
        for (uint32_t i = 0; i < t->count[as]; i++) {
            t->capacity[as][i] = as == ROLE_MENTEE ? 1 + (below(t, 4) == 0) : below(t, 8) == 0 ? 0 : 1 + below(t, 2);
            t->priority[i] = as == ROLE_MENTEE ? below(t, 3) == 0 : t->priority[i];
            add(text, "%s %u,%c%u@x.org,%u,%s\n", as == ROLE_MENTEE ? "Mentee" : "Mentor", i,
                as == ROLE_MENTEE ? 'e' : 'o', i, t->capacity[as][i],
                as == ROLE_MENTEE && t->priority[i] ? "yes" : "no");
        }
    }
}

static void random_pairs(test_case *t) {
    const uint32_t kinds = 1 + below(t, 3);
    uint32_t left[ROLE_COUNT][PEOPLE];
    memcpy(left, t->capacity, sizeof left);
    t->has_previous = below(t, 3) == 0;
    add(t->texts[INPUT_GIVEN], "mentee,mentor,score\n");
    add(t->texts[INPUT_PREVIOUS], "mentee,mentor\n");
    add(t->texts[INPUT_DECISIONS], "decision,mentee,mentor\n");
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            const uint32_t score = below(t, 4) == 0 ? below(t, 10001) : 2000 + 1500 * below(t, kinds + 1) + below(t, 2);
            t->score_bp[i][j] = (int32_t)score;
            add(t->texts[INPUT_GIVEN], "e%u@x.org,o%u@x.org,%u.%02u\n", i, j, score / 100, score % 100);
            t->before[i][j] = t->has_previous && below(t, 4) == 0;
            if (t->before[i][j]) {
                add(t->texts[INPUT_PREVIOUS], "e%u@x.org,o%u@x.org\n", i, j);
            }
            t->pinned[i][j] = below(t, 20) == 0 && left[ROLE_MENTEE][i] > 0 && left[ROLE_MENTOR][j] > 0;
            if (t->pinned[i][j]) {
                left[ROLE_MENTEE][i]--;
                left[ROLE_MENTOR][j]--;
                add(t->texts[INPUT_DECISIONS], "pin,e%u@x.org,o%u@x.org\n", i, j);
            }
        }
    }
    add(t->texts[INPUT_PROGRAM],
        "criteria: [{name: Given, kind: given, weight: 1, file: given.csv}]\n"
        "rules: {minimum_score: 30}\ndraw: {seed: %u}\nobjective: [%s]\n",
        below(t, 100), GOALS[below(t, GOAL_COUNT)]);
}

static status given_file(void *self, span name, span *bytes) {
    const test_case *t = self;
    *bytes = span_of(t->texts[INPUT_GIVEN]);
    return span_equal(name, SPAN("given.csv")) ? STATUS_OK : STATUS_BAD_INPUT;
}

static mp_run *best_pairing(test_case *t, input inputs[INPUT_ROLE_COUNT]) {
    static const input_role ROLES[] = {INPUT_PROGRAM, INPUT_MENTORS, INPUT_MENTEES, INPUT_DECISIONS, INPUT_PREVIOUS};
    static const char *const NAMES[] = {"program.yaml", "mentors.csv", "mentees.csv", "decisions.csv", "previous.csv"};
    mp_request request = {.inputs = inputs, .as_of = 1493640000, .time_limit_s = 600};
    for (size_t k = 0; k < sizeof ROLES / sizeof *ROLES; k++) {
        if (ROLES[k] != INPUT_PREVIOUS || t->has_previous) {
            inputs[request.input_count++] =
                (input){.role = ROLES[k], .file = span_of(NAMES[k]), .bytes = span_of(t->texts[ROLES[k]])};
        }
    }
    mp_run *r = mp_run_new((host){.self = t, .file = given_file});
    if (r != NULL && (mp_read(r, &request) != STATUS_OK || mp_match(r) != STATUS_OK)) {
        mp_run_free(r);
        return NULL;
    }
    return r;
}

// ---- a draft ----------------------------------------------------------------------------------------------------

static uint32_t number_of(span id) { // "e3@x.org"
    return (uint32_t)(id.text[1] - '0');
}

static void random_draft(test_case *t, const pairing *best) {
    t->line_count = 0;
    for (uint32_t k = 0; k < best->pair_count; k++) {
        t->lines[t->line_count++] = (couple){number_of(best->pairs[k].mentee), number_of(best->pairs[k].mentor)};
    }
    for (uint32_t changes = below(t, 4); changes > 0; changes--) {
        const uint32_t kind = below(t, 8), one = t->line_count == 0 ? 0 : below(t, t->line_count);
        if (kind < 4 && t->line_count > 0) { // two mentors change places
            couple *other = &t->lines[below(t, t->line_count)];
            const uint32_t mentor = t->lines[one].mentor;
            t->lines[one].mentor = other->mentor;
            other->mentor = mentor;
        } else if (kind < 6 && t->line_count > 0) { // another mentor
            t->lines[one].mentor = below(t, t->count[ROLE_MENTOR]);
        } else if (kind == 6 && t->line_count > 0) {
            t->lines[one] = t->lines[--t->line_count];
        } else if (t->line_count < LINES) {
            t->lines[t->line_count++] = (couple){below(t, t->count[ROLE_MENTEE]), below(t, t->count[ROLE_MENTOR])};
        }
    }
    for (uint32_t k = t->line_count; k > 1; k--) {
        const uint32_t other = below(t, k);
        const couple it = t->lines[k - 1];
        t->lines[k - 1] = t->lines[other];
        t->lines[other] = it;
    }
}

// Which lines stand: each pair once, eligible or pinned, and within both people's places, pins first.
static void judge_lines(test_case *t) {
    uint32_t load[ROLE_COUNT][PEOPLE] = {{0}};
    memset(t->stands, 0, sizeof t->stands);
    t->left_out = t->line_count;
    t->pins_missed = 0;
    for (int pins = 1; pins >= 0; pins--) {
        for (uint32_t k = 0; k < t->line_count; k++) {
            const uint32_t i = t->lines[k].mentee, j = t->lines[k].mentor;
            if (t->pinned[i][j] == (pins == 1) && !t->stands[i][j] && (pins == 1 || t->score_bp[i][j] >= MINIMUM_BP) &&
                load[ROLE_MENTEE][i] < t->capacity[ROLE_MENTEE][i] &&
                load[ROLE_MENTOR][j] < t->capacity[ROLE_MENTOR][j]) {
                t->stands[i][j] = true;
                load[ROLE_MENTEE][i]++;
                load[ROLE_MENTOR][j]++;
                t->left_out--;
            }
        }
    }
    for (uint32_t i = 0; i < PEOPLE; i++) {
        for (uint32_t j = 0; j < PEOPLE; j++) {
            t->pins_missed += t->pinned[i][j] && !t->stands[i][j];
        }
    }
}

// ---- sums -------------------------------------------------------------------------------------------------------

typedef struct sums {
    int64_t value[LEVEL_COUNT]; // best_worst and fairest: -1, where no pair counts
    uint32_t at[PERCENTS];      // pairs that are not pinned
} sums;

static sums sum_of(const test_case *t, bool pairs[PEOPLE][PEOPLE]) {
    sums s = {.value = {[LEVEL_BEST_WORST] = -1, [LEVEL_FAIREST] = -1}};
    for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
        bool paired = false;
        for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
            const int32_t score_bp = t->score_bp[i][j];
            if (!pairs[i][j]) {
                continue;
            }
            paired = true;
            s.value[LEVEL_MOST_MATCHED]++;
            s.value[LEVEL_PRIORITY_MATCHED] += t->priority[i];
            s.value[LEVEL_BEST_TOTAL] += score_bp;
            s.value[LEVEL_FEWEST_CHANGES] += t->before[i][j];
            if (!t->pinned[i][j]) {
                s.at[score_bp / PERCENT_BP]++;
                const int64_t lowest = s.value[LEVEL_BEST_WORST];
                s.value[LEVEL_BEST_WORST] = lowest < 0 || score_bp < lowest ? score_bp : lowest;
            }
        }
        s.value[LEVEL_MOST_MENTORS] += paired;
    }
    s.value[LEVEL_FAIREST] = s.value[LEVEL_BEST_WORST] < 0 ? -1 : s.value[LEVEL_BEST_WORST] / PERCENT_BP;
    return s;
}

// Above 0: the first is better at that goal.
static int better(const sums *one, const sums *other, level_kind level) {
    for (uint32_t percent = 0; level == LEVEL_FAIREST && percent < PERCENTS; percent++) {
        if (one->at[percent] != other->at[percent]) {
            return one->at[percent] < other->at[percent] ? 1 : -1;
        }
    }
    return level == LEVEL_FAIREST
               ? 0
               : (one->value[level] > other->value[level]) - (one->value[level] < other->value[level]);
}

static const char *check_levels(const judgement *w, const sums *own, const sums *best, bool sound) {
    judged_worth worth = JUDGED_AS_GOOD;
    for (uint32_t k = 0; k < w->goals.level_count; k++) {
        const compared_level *l = &w->goals.levels[k];
        const int64_t mine = own->value[l->level], theirs = best->value[l->level];
        if (l->known[COMPARED_NEW] != (mine >= 0) || l->known[COMPARED_OLD] != (theirs >= 0)) {
            return "a goal has a value without pairs, or none with some";
        }
        if ((mine >= 0 && l->value[COMPARED_NEW] != mine) || (theirs >= 0 && l->value[COMPARED_OLD] != theirs)) {
            return "a value is another";
        }
        if (mine >= 0 && theirs >= 0 && l->by != mine - theirs) {
            return "a difference is another";
        }
        const int order = better(own, best, l->level);
        worth = worth != JUDGED_AS_GOOD || order == 0 ? worth : order > 0 ? JUDGED_BETTER : JUDGED_WORSE;
    }
    if (sound && (worth == JUDGED_BETTER || w->worth != worth)) {
        return "the verdict is another";
    }
    return w->is_replayed == (sound && worth == JUDGED_AS_GOOD) ? NULL : "the certificate was not replayed, or in vain";
}

static const char *check_draft(test_case *t, mp_run *r) {
    static char text[TEXT];
    const pairing *best = mp_run_pairing(r);
    bool in_best[PEOPLE][PEOPLE] = {{false}};
    uint32_t kept = 0;
    random_draft(t, best);
    judge_lines(t);
    text[0] = '\0';
    add(text, "%s\n", below(t, 2) == 0 ? "mentee,mentor" : "Mentee,Mentor");
    for (uint32_t k = 0; k < t->line_count; k++) {
        add(text, "%s%u%s,o%u@x.org\n", below(t, 2) == 0 ? "Mentee " : "mentee  ", t->lines[k].mentee, "",
            t->lines[k].mentor);
    }
    for (uint32_t k = 0; k < best->pair_count; k++) {
        const uint32_t i = number_of(best->pairs[k].mentee), j = number_of(best->pairs[k].mentor);
        in_best[i][j] = true;
        kept += t->stands[i][j];
    }
    draft d;
    judgement w;
    const size_t errors = mp_run_context(r)->findings.errors;
    if (mp_draft_read(r, &d, SPAN("draft.csv"), span_of(text)) != STATUS_OK || mp_judge(r, &w, &d, best) != STATUS_OK) {
        return "it is not judged";
    }
    if (d.lines != t->line_count || d.left_out != t->left_out || d.pins_missed != t->pins_missed) {
        return "other lines are at fault";
    }
    if (mp_run_context(r)->findings.errors - errors != t->left_out + t->pins_missed) {
        return "not each fault is said once";
    }
    if (w.changes.kept != kept) {
        return "other pairs are kept";
    }
    const sums own = sum_of(t, t->stands), other = sum_of(t, in_best);
    return check_levels(&w, &own, &other, t->left_out == 0 && t->pins_missed == 0);
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint64_t factor = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    static test_case t;
    uint32_t sound = 0;
    for (uint64_t k = 0; k < factor * COHORTS; k++) {
        input inputs[INPUT_ROLE_COUNT];
        t = (test_case){.random = seed * 1000003 + k};
        random_people(&t);
        random_pairs(&t);
        mp_run *r = best_pairing(&t, inputs);
        const char *wrong = r == NULL ? "the cohort is not paired" : NULL;
        for (uint32_t n = 0; n < DRAFTS_EACH && wrong == NULL; n++) {
            wrong = check_draft(&t, r);
            sound += t.left_out == 0 && t.pins_missed == 0;
        }
        mp_run_free(r);
        if (wrong != NULL) {
            printf("seed %" PRIu64 ", cohort %" PRIu64 ": %s\n", seed, k, wrong);
            return 1;
        }
    }
    printf("seed %" PRIu64 ": %" PRIu64 " drafts, %" PRIu32 " of them without fault\n", seed,
           factor * COHORTS * DRAFTS_EACH, sound);
    return 0;
}
