// Pairings made by hand, judged: the best pairing of a random small cohort with swaps, moves, lines taken out and put
// in, and now and then a line that breaks a rule. What stands of it, the value of every goal, which goal is missed
// first and by how much, and who would have somebody else must be what is counted here from the table of fits alone;
// where there are few pairs, all pairings there are show what is best. Usage: draft_property SEED [FACTOR]: FACTOR ×
// 2,500 cohorts of ten drafts each. Ends at the first difference. SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>

#include "tests/property/draft_world.h"

enum { COHORTS = 2500, DRAFTS_EACH = 10, ARCS_MOST = 11, NO_VALUE = -1 };

typedef struct tally {
    uint32_t judged, as_good, worse, better, unsound, enumerated;
} tally;

// ---- values ------------------------------------------------------------------------------------------------------

// The fits of pairs that are not pinned, ascending, in units of so many basis points.
static uint32_t free_scores(const world *w, const pair_set *pairs, int32_t unit_bp, int32_t *out) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < PEOPLE_MOST; i++) {
        for (uint32_t j = 0; j < PEOPLE_MOST; j++) {
            if (!pairs->has[i][j] || w->pinned.has[i][j]) {
                continue;
            }
            uint32_t at = count++;
            const int32_t score = score_of_pair(w, i, j) / unit_bp;
            for (; at > 0 && out[at - 1] > score; at--) {
                out[at] = out[at - 1];
            }
            out[at] = score;
        }
    }
    return count;
}

static int64_t weight_of_pair(const world *w, level_kind level, uint32_t i, uint32_t j) {
    return level == LEVEL_MOST_MATCHED       ? 1
           : level == LEVEL_PRIORITY_MATCHED ? w->priority[i]
           : level == LEVEL_BEST_TOTAL       ? score_of_pair(w, i, j)
           : level == LEVEL_FEWEST_CHANGES   ? w->previous.has[i][j]
                                             : 0;
}

static int64_t value_of(const world *w, level_kind level, const pair_set *pairs) {
    int32_t scores[PEOPLE_MOST * PEOPLE_MOST];
    int64_t sum = 0;
    if (level == LEVEL_BEST_WORST || level == LEVEL_FAIREST) {
        return free_scores(w, pairs, level == LEVEL_FAIREST ? 100 : 1, scores) == 0 ? NO_VALUE : scores[0];
    }
    for (uint32_t j = 0; j < PEOPLE_MOST; j++) {
        bool some = false;
        for (uint32_t i = 0; i < PEOPLE_MOST; i++) {
            some = some || pairs->has[i][j];
            sum += pairs->has[i][j] ? weight_of_pair(w, level, i, j) : 0;
        }
        sum += level == LEVEL_MOST_MENTORS && some;
    }
    return sum;
}

// Above 0 where the second is better, below where the first is.
static int compare_at(const world *w, level_kind level, const pair_set *first, const pair_set *second) {
    int32_t scores[2][PEOPLE_MOST * PEOPLE_MOST];
    const int64_t a = value_of(w, level, first), b = value_of(w, level, second);
    if ((level == LEVEL_BEST_WORST || level == LEVEL_FAIREST) && (a == NO_VALUE || b == NO_VALUE)) {
        return 0;
    }
    if (level != LEVEL_FAIREST) {
        return (b > a) - (b < a);
    }
    const uint32_t counts[2] = {free_scores(w, first, 100, scores[0]), free_scores(w, second, 100, scores[1])};
    for (uint32_t k = 0; k < counts[0] && k < counts[1]; k++) {
        if (scores[0][k] != scores[1][k]) {
            return scores[1][k] > scores[0][k] ? 1 : -1;
        }
    }
    return 0;
}

// The goals in force: keeping the earlier pairing comes first where the list does not name it.
static uint32_t goals_of(const world *w, level_kind *goals) {
    uint32_t count = 0;
    bool listed = false;
    for (uint32_t k = 0; k < w->level_count; k++) {
        listed = listed || w->levels[k] == LEVEL_FEWEST_CHANGES;
    }
    if (w->has_previous && !listed) {
        goals[count++] = LEVEL_FEWEST_CHANGES;
    }
    for (uint32_t k = 0; k < w->level_count; k++) {
        goals[count++] = w->levels[k];
    }
    return count;
}

// The first goal at which the two differ, or `count`; *order as in compare_at.
static uint32_t first_difference(const world *w, const level_kind *goals, uint32_t count, const pair_set *first,
                                 const pair_set *second, int *order) {
    *order = 0;
    for (uint32_t k = 0; k < count; k++) {
        *order = compare_at(w, goals[k], first, second);
        if (*order != 0) {
            return k;
        }
    }
    return count;
}

// ---- all pairings ------------------------------------------------------------------------------------------------

typedef struct search {
    const world *w;
    couple arcs[PEOPLE_MOST * PEOPLE_MOST];
    uint32_t arc_count, goal_count;
    level_kind goals[LEVEL_COUNT + 1];
    pair_set now;
    uint32_t left[ROLE_COUNT][PEOPLE_MOST];
    const pair_set *best;
    bool beaten;
} search;

static void try_arc(search *s, uint32_t at) {
    if (at == s->arc_count) {
        int order;
        (void)first_difference(s->w, s->goals, s->goal_count, s->best, &s->now, &order);
        s->beaten = s->beaten || order > 0;
        return;
    }
    const couple arc = s->arcs[at];
    try_arc(s, at + 1);
    if (s->left[ROLE_MENTEE][arc.mentee] > 0 && s->left[ROLE_MENTOR][arc.mentor] > 0) {
        s->left[ROLE_MENTEE][arc.mentee]--;
        s->left[ROLE_MENTOR][arc.mentor]--;
        s->now.has[arc.mentee][arc.mentor] = true;
        try_arc(s, at + 1);
        s->now.has[arc.mentee][arc.mentor] = false;
        s->left[ROLE_MENTEE][arc.mentee]++;
        s->left[ROLE_MENTOR][arc.mentor]++;
    }
}

// Whether some pairing within the rules beats this one; *tried: there were few enough to look at.
static bool is_beaten(const world *w, const pair_set *best, bool *tried) {
    search s = {.w = w, .best = best};
    s.goal_count = goals_of(w, s.goals);
    memcpy(s.left, w->capacity, sizeof s.left);
    for (uint32_t i = 0; i < w->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < w->count[ROLE_MENTOR]; j++) {
            if (w->pinned.has[i][j]) {
                s.now.has[i][j] = true;
                s.left[ROLE_MENTEE][i]--;
                s.left[ROLE_MENTOR][j]--;
            } else if (may_be_paired(w, i, j)) {
                s.arcs[s.arc_count++] = (couple){i, j};
            }
        }
    }
    *tried = s.arc_count <= ARCS_MOST;
    if (*tried) {
        try_arc(&s, 0);
    }
    return s.beaten;
}

// ---- what is said ------------------------------------------------------------------------------------------------

// "mentee3@example.org": 3.
static uint32_t number_in(span id) {
    uint32_t digit = 0;
    for (size_t k = 0; k < id.length && id.text[k] != '@'; k++) {
        digit = id.text[k] >= '0' && id.text[k] <= '9' ? (uint32_t)(id.text[k] - '0') : digit;
    }
    return digit;
}

static void read_pairs(const pairing *p, pair_set *out) {
    *out = (pair_set){.has = {{false}}};
    for (uint32_t k = 0; k < p->pair_count; k++) {
        out->has[number_in(p->pairs[k].mentee)][number_in(p->pairs[k].mentor)] = true;
    }
}

static const char *check_goal(const world *w, const compared_level *said, level_kind goal, const pair_set *best,
                              const pair_set *stands) {
    const int64_t values[COMPARED_SIDES] = {value_of(w, goal, best), value_of(w, goal, stands)};
    const bool both = values[COMPARED_OLD] != NO_VALUE && values[COMPARED_NEW] != NO_VALUE;
    const int order = compare_at(w, goal, best, stands);
    const compared_better better = !both       ? COMPARED_UNKNOWN
                                   : order > 0 ? COMPARED_NEW_BETTER
                                   : order < 0 ? COMPARED_OLD_BETTER
                                               : COMPARED_EQUAL;
    if (said->level != goal) {
        return "another goal";
    }
    for (compared_side side = 0; side < COMPARED_SIDES; side++) {
        const bool known = values[side] != NO_VALUE;
        if (said->known[side] != known || (known && said->value[side] != values[side])) {
            return "a value is not what the pairs give";
        }
    }
    return said->better != better || (both && said->by != values[COMPARED_NEW] - values[COMPARED_OLD])
               ? "a difference is not that of the values"
               : NULL;
}

static const char *check_goals(const world *w, const judgement *j, const pair_set *best, const pair_set *stands) {
    level_kind goals[LEVEL_COUNT + 1];
    const uint32_t count = goals_of(w, goals);
    const char *wrong = j->goals.level_count != count ? "another number of goals" : NULL;
    for (uint32_t k = 0; k < count && wrong == NULL; k++) {
        wrong = check_goal(w, &j->goals.levels[k], goals[k], best, stands);
    }
    return wrong;
}

static const char *check_worth(tally *t, const world *w, const judgement *j, const draft_made *d,
                               const pair_set *best) {
    level_kind goals[LEVEL_COUNT + 1];
    const uint32_t count = goals_of(w, goals);
    int order;
    const uint32_t first = first_difference(w, goals, count, best, &d->stands, &order);
    const bool sound = d->left_out == 0 && d->pins_missed == 0;
    if (sound && order > 0) {
        return "a draft that breaks no rule beats what is proven to be the best";
    }
    if (j->decisive != (order == 0 ? NONE : first) || j->worth != (order == 0  ? JUDGED_AS_GOOD
                                                                   : order > 0 ? JUDGED_BETTER
                                                                               : JUDGED_WORSE)) {
        return "another goal decides";
    }
    if (!j->best_is_proven || j->is_replayed != (sound && order == 0)) {
        return "the proof is said to be another";
    }
    t->as_good += sound && order == 0;
    t->worse += sound && order < 0;
    t->better += order > 0;
    t->unsound += !sound;
    return NULL;
}

static const char *check_changes(const world *w, const judgement *j, const pair_set *best, const pair_set *stands) {
    uint32_t kept = 0, lost = 0, added = 0, newly = 0, no_longer = 0, said_newly = 0, said_no_longer = 0;
    for (uint32_t i = 0; i < w->count[ROLE_MENTEE]; i++) {
        bool has[COMPARED_SIDES] = {false, false};
        for (uint32_t k = 0; k < w->count[ROLE_MENTOR]; k++) {
            kept += stands->has[i][k] && best->has[i][k];
            lost += stands->has[i][k] && !best->has[i][k];
            added += !stands->has[i][k] && best->has[i][k];
            has[COMPARED_OLD] |= stands->has[i][k];
            has[COMPARED_NEW] |= best->has[i][k];
        }
        newly += !has[COMPARED_OLD] && has[COMPARED_NEW];
        no_longer += has[COMPARED_OLD] && !has[COMPARED_NEW];
    }
    for (uint32_t i = 0; i < j->changes.people_count[ROLE_MENTEE]; i++) {
        const compared_change change = compare_change(&j->changes.people[ROLE_MENTEE][i]);
        said_newly += change == COMPARED_NEWLY_PAIRED;
        said_no_longer += change == COMPARED_NEWLY_WITHOUT;
    }
    return j->changes.kept != kept || j->changes.lost != lost || j->changes.added != added || said_newly != newly ||
                   said_no_longer != no_longer
               ? "others are said to have somebody else"
               : NULL;
}

// An error in each line that is left out, and one for each pin that is missed.
static const char *check_findings(const findings *f, size_t from, const draft_made *d) {
    uint32_t at_line[LINES_MOST + 2] = {0}, pins = 0;
    for (size_t k = from; k < f->count; k++) {
        const finding *it = &f->items[k];
        if (it->severity != SEVERITY_ERROR) {
            continue;
        }
        if (strcmp(it->code, "pin_missing") == 0) {
            pins++;
        } else if (it->place.line < 2 || it->place.line > d->lines + 1) {
            return "an error stands in no line";
        } else {
            at_line[it->place.line]++;
        }
    }
    for (uint32_t n = 0; n < d->lines; n++) {
        // Both people of a line may be unknown.
        if (d->out[n] ? at_line[n + 2] < 1 || at_line[n + 2] > 2 : at_line[n + 2] != 0) {
            return "errors stand in other lines";
        }
    }
    return pins == d->pins_missed ? NULL : "another number of pins is missed";
}

static const char *judge(tally *t, mp_run *r, const world *w, const draft_made *d, const pair_set *best,
                         uint32_t number) {
    char name[32];
    (void)snprintf(name, sizeof name, "draft%u.csv", number);
    const findings *f = &mp_run_context(r)->findings;
    const size_t from = f->count;
    draft said;
    judgement j;
    if (mp_draft_read(r, &said, span_of(name), (span){d->file.text, d->file.length}) != STATUS_OK) {
        return "the draft cannot be read";
    }
    const char *wrong = check_findings(f, from, d);
    if (wrong != NULL) {
        return wrong;
    }
    if (said.lines != d->lines || said.left_out != d->left_out || said.pins_missed != d->pins_missed) {
        return "other lines are left out";
    }
    if (mp_judge(r, &j, &said, mp_run_pairing(r)) != STATUS_OK) {
        printf("%s: %s\n", mp_run_context(r)->fault.where, mp_run_context(r)->fault.what);
        return "the draft cannot be judged";
    }
    t->judged++;
    wrong = check_goals(w, &j, best, &d->stands);
    wrong = wrong != NULL ? wrong : check_worth(t, w, &j, d, best);
    return wrong != NULL ? wrong : check_changes(w, &j, best, &d->stands);
}

// ---- all of it ---------------------------------------------------------------------------------------------------

static status given_file(void *self, span name, span *bytes) {
    const world *w = self;
    *bytes = (span){w->given.text, w->given.length};
    return span_equal(name, SPAN("reading.csv")) ? STATUS_OK : STATUS_BAD_INPUT;
}

static input input_of(input_role part, span name, const sheet *s) {
    return (input){.role = part, .file = name, .bytes = {s->text, s->length}};
}

static const char *try_drafts(tally *t, mp_run *r, world *w) {
    static draft_made d;
    pair_set best;
    bool tried;
    read_pairs(mp_run_pairing(r), &best);
    if (is_beaten(w, &best, &tried)) {
        return "another pairing beats the best";
    }
    t->enumerated += tried;
    for (uint32_t n = 0; n < DRAFTS_EACH; n++) {
        random_draft(w, &d, &best);
        const char *wrong = judge(t, r, w, &d, &best, n);
        if (wrong != NULL) {
            printf("draft %u:\n%s", n, d.file.text);
            return wrong;
        }
    }
    return NULL;
}

static const char *try_world(tally *t, world *w) {
    const input inputs[] = {
        input_of(INPUT_PROGRAM, SPAN("program.yaml"), &w->program),
        input_of(INPUT_MENTORS, SPAN("mentors.csv"), &w->mentors),
        input_of(INPUT_MENTEES, SPAN("mentees.csv"), &w->mentees),
        input_of(INPUT_DECISIONS, SPAN("decisions.csv"), &w->decisions),
        input_of(INPUT_PAST, SPAN("past.csv"), &w->past_pairs),
        input_of(INPUT_PREVIOUS, SPAN("previous.csv"), &w->previous_pairs),
    };
    const mp_request request = {.inputs = inputs,
                                .input_count = sizeof inputs / sizeof inputs[0] - !w->has_previous,
                                .as_of = 1493658000,
                                .time_limit_s = 600};
    mp_run *r = mp_run_new((host){.self = w, .file = given_file});
    const char *wrong = r == NULL                           ? "no memory"
                        : mp_read(r, &request) != STATUS_OK ? "the cohort cannot be read"
                        : mp_match(r) != STATUS_OK          ? "there is no pairing"
                                                            : try_drafts(t, r, w);
    for (size_t k = 0; wrong != NULL && r != NULL && k < mp_run_context(r)->findings.count; k++) {
        const finding *f = &mp_run_context(r)->findings.items[k];
        printf("%.*s:%u: %.*s [%s]\n", SPAN_ARGS(f->place.file), f->place.line, SPAN_ARGS(f->text), f->code);
    }
    mp_run_free(r);
    return wrong;
}

int main(int argc, char **argv) {
    static world w;
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    tally t = {0};
    const char *wrong = NULL;
    printf("draft_property: seed %" PRIu64 "\n", seed);
    for (uint32_t number = 0; wrong == NULL && number < COHORTS * factor; number++) {
        random_world(&w, seed, number);
        wrong = try_world(&t, &w);
        if (wrong != NULL) {
            printf("cohort %u: %s\n%s%s%s%s%s", number, wrong, w.program.text, w.mentors.text, w.mentees.text,
                   w.decisions.text, w.given.text);
        }
    }
    printf("%u drafts: %u as good as the best, %u worse, %u that break a rule, %u of those better for it; all pairings "
           "of %u cohorts tried\n",
           t.judged, t.as_good, t.worse, t.unsound, t.better, t.enumerated);
    const bool some_of_each = t.as_good > 0 && t.worse > 0 && t.unsound > 0 && t.better > 0 && t.enumerated > 0;
    return wrong == NULL && some_of_each ? 0 : 1;
}
