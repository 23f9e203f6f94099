// Answers a question about one person or two: what stands against a pair, which other ways cost least, what each costs.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "again.h"

#include <stdlib.h>

#include "consequences/consequences.h"
#include "pairing/worked.h"
#include "scoring/draw.h"

static const char WHERE[] = "explain";

typedef struct explaining {
    mp_run *run;
    context *context;
    arena *texts;
    const cohort *cohort;
    scoring *scoring;
    solution *now;
    again again;
    explanation *out;
    uint32_t *pins[ROLE_COUNT]; // [people]: pinned pairs
    wording words;
    arena scratch;
} explaining;

static status no_memory(explaining *e) {
    return context_no_memory(e->context, WHERE);
}

static const person *person_at(const explaining *e, role side, uint32_t number) {
    return &e->cohort->people[side][number];
}

static bool is_pair(const explaining *e, uint32_t mentee, uint32_t mentor) {
    return eligibility_listed(e->now->pairs, e->now->pair_count, mentee, mentor);
}

static status count_pins(explaining *e) {
    for (role side = 0; side < ROLE_COUNT; side++) {
        e->pins[side] = arena_alloc(&e->scratch, e->cohort->count[side], sizeof *e->pins[side]);
        if (e->pins[side] == NULL) {
            return no_memory(e);
        }
    }
    for (uint32_t k = 0; k < e->cohort->pin_count; k++) {
        e->pins[ROLE_MENTEE][e->cohort->pins[k].mentee]++;
        e->pins[ROLE_MENTOR][e->cohort->pins[k].mentor]++;
    }
    return STATUS_OK;
}

// Whether pins leave a place of theirs.
static bool has_place(const explaining *e, role side, uint32_t number) {
    return person_at(e, side, number)->capacity > e->pins[side][number];
}

// ---- two people --------------------------------------------------------------------------------------------------

static span name_of(const explaining *e, role side, uint32_t number) {
    const person *p = person_at(e, side, number);
    return e->cohort->fields[FIELD_NAME].is_private || p->name.length == 0 ? p->id : p->name;
}

// Why no pin could make this pair; nothing where one could.
static void say_cannot(explaining *e, const explained_pair *pair, const explain_question *q) {
    wording *w = &e->words;
    for (uint32_t k = 0; k < pair->against.count; k++) {
        if (!pair->against.rules[k].overridden) {
            wording_say(w, pair->against.rules[k].reason == REASON_SAME_PERSON
                               ? "Nobody can be paired with themself."
                               : "No pin overrides that: it would have to be taken back first.");
            return;
        }
    }
    static const struct {
        role side;
        const char *none, *pinned;
    } SIDES[] = {{ROLE_MENTOR, " offers no place.", ": pins fill every place."},
                 {ROLE_MENTEE, " asks for no mentor.", ": pins fill every place."}};
    const uint32_t number[ROLE_COUNT] = {[ROLE_MENTOR] = q->mentor, [ROLE_MENTEE] = q->mentee};
    for (size_t k = 0; k < sizeof SIDES / sizeof SIDES[0]; k++) {
        const role side = SIDES[k].side;
        if (!has_place(e, side, number[side])) {
            wording_add(w, name_of(e, side, number[side]));
            wording_say(w, person_at(e, side, number[side])->capacity == 0 ? SIDES[k].none : SIDES[k].pinned);
            return;
        }
    }
}

static status judge_pair(explaining *e) {
    const explain_question *q = &e->out->question;
    const couple pair = {.mentee = q->mentee, .mentor = q->mentor};
    explained_pair *it = &e->out->pair;
    worked fit;
    criterion_result *results = arena_alloc(&e->scratch, e->cohort->program->criterion_count, sizeof *results);
    if (results == NULL) {
        return no_memory(e);
    }
    it->score_bp = score_of(e->cohort, q->mentee, q->mentor, results);
    TRY(worked_fit(&fit, e->texts, e->context, &e->words, e->cohort, &pair, results));
    it->criteria = fit.criteria;
    it->criterion_count = fit.criterion_count;
    it->paired = is_pair(e, q->mentee, q->mentor);
    it->pinned = scoring_is_pinned(e->scoring, q->mentee, q->mentor);
    TRY(against_pair(&it->against, e->texts, e->context, &e->words, e->scoring, &pair));
    it->eligible = it->against.count == 0;
    if (!it->paired) {
        say_cannot(e, it, q);
    }
    if (wording_finish(&it->cannot_because, &e->words, e->texts) != STATUS_OK) {
        return no_memory(e);
    }
    it->can_be = !it->paired && it->cannot_because.length == 0;
    return STATUS_OK;
}

static status explain_pair(explaining *e) {
    explanation *out = e->out;
    const couple pair = {.mentee = out->question.mentee, .mentor = out->question.mentor};
    TRY(judge_pair(e));
    if (!out->costs_known || !(out->pair.can_be || out->pair.pinned)) {
        return STATUS_OK;
    }
    out->changes = arena_alloc(e->texts, 1, sizeof *out->changes);
    if (out->changes == NULL) {
        return no_memory(e);
    }
    const explained_kind kind = out->pair.pinned     ? EXPLAINED_WITHOUT_PIN
                                : out->pair.eligible ? EXPLAINED_PAIRED
                                                     : EXPLAINED_PINNED;
    out->change_count = 1;
    return again_solve(&out->changes[0], &e->again, kind, pair, &out->stopped);
}

// ---- the other mentors of a mentee -------------------------------------------------------------------------------

// What it costs is known exactly, and solving again must come to the same; that also tells who would move.
static status explain_consequence(explaining *e, explained_change *it, const consequence *known) {
    explanation *out = e->out;
    const couple pair = {.mentee = out->question.mentee, .mentor = known->mentor};
    bool was_stopped = out->stopped;
    *it = (explained_change){.kind = EXPLAINED_PAIRED,
                             .mentee = person_at(e, ROLE_MENTEE, pair.mentee)->id,
                             .mentor = person_at(e, ROLE_MENTOR, pair.mentor)->id,
                             .score_bp = known->score_bp};
    if (!was_stopped) {
        TRY(again_solve(it, &e->again, EXPLAINED_PAIRED, pair, &was_stopped));
        out->stopped = was_stopped;
    }
    if (was_stopped) {
        return again_levels_of(it, &e->again, &known->change);
    }
    for (uint32_t k = 0; k < it->level_count; k++) {
        if (k >= known->change.level_count || it->levels[k].by != known->change.levels[k].by) {
            return context_fail(e->context, STATUS_INTERNAL, WHERE, "two ways to find out what a change costs differ");
        }
    }
    return STATUS_OK;
}

typedef struct candidate {
    uint32_t mentor;
    int32_t score_bp, draw;
} candidate;

static int compare_candidates(const void *a, const void *b) {
    const candidate *one = a, *other = b;
    if (one->score_bp != other->score_bp) {
        return one->score_bp > other->score_bp ? -1 : 1;
    }
    if (one->draw != other->draw) {
        return one->draw > other->draw ? -1 : 1;
    }
    return (one->mentor > other->mentor) - (one->mentor < other->mentor);
}

// The mentors who suit and are not theirs, the best fit first.
static status list_candidates(explaining *e, candidate **out, uint32_t *count) {
    const uint32_t mentee = e->out->question.mentee, mentors = e->cohort->count[ROLE_MENTOR];
    const uint64_t key = draw_key(e->scoring->seed, 1, ROLE_MENTEE, person_at(e, ROLE_MENTEE, mentee)->id);
    int16_t *row = arena_alloc(&e->scratch, mentors, sizeof *row);
    candidate *all = arena_alloc(&e->scratch, mentors, sizeof *all);
    if (row == NULL || all == NULL) {
        return no_memory(e);
    }
    scoring_row(e->scoring, mentee, row);
    *count = 0;
    for (uint32_t j = 0; j < mentors; j++) {
        if (row[j] >= 0 && has_place(e, ROLE_MENTOR, j) && !is_pair(e, mentee, j)) {
            const uint64_t other = draw_key(e->scoring->seed, 1, ROLE_MENTOR, person_at(e, ROLE_MENTOR, j)->id);
            all[(*count)++] = (candidate){.mentor = j, .score_bp = row[j], .draw = draw_weight(key, other)};
        }
    }
    qsort(all, *count, sizeof *all, compare_candidates);
    *out = all;
    return STATUS_OK;
}

// Keeps the `most` that cost least, in order; of equal ones the first tried.
static void keep_best(explanation *out, uint32_t most, const explained_change *it) {
    uint32_t at = out->change_count;
    while (at > 0 && again_compare(it, &out->changes[at - 1]) < 0) {
        at--;
    }
    if (at == most) {
        return;
    }
    out->change_count += out->change_count < most;
    for (uint32_t k = out->change_count - 1; k > at; k--) {
        out->changes[k] = out->changes[k - 1];
    }
    out->changes[at] = *it;
}

// Goals that are no sums over pairs: each mentor is tried, the best fits first.
static status try_mentors(explaining *e, uint32_t most) {
    explanation *out = e->out;
    candidate *all;
    TRY(list_candidates(e, &all, &out->suitable));
    while (out->tried < out->suitable && out->tried < EXPLAIN_TRIALS_MOST && !out->stopped) {
        const candidate *next = &all[out->tried];
        const couple pair = {.mentee = out->question.mentee, .mentor = next->mentor};
        explained_change it;
        TRY(again_solve(&it, &e->again, EXPLAINED_PAIRED, pair, &out->stopped));
        if (it.known) {
            keep_best(out, most, &it);
            out->tried++;
        }
    }
    return STATUS_OK;
}

static status explain_others(explaining *e, uint32_t most) {
    explanation *out = e->out;
    consequence_list known;
    TRY(consequences_of(&known, e->texts, e->context, e->scoring, e->now, out->question.mentee, most));
    if (!known.known) {
        return most == 0 ? STATUS_OK : try_mentors(e, most);
    }
    for (uint32_t k = 0; k < known.count; k++) {
        TRY(explain_consequence(e, &out->changes[out->change_count++], &known.items[k]));
    }
    return STATUS_OK;
}

// ---- pins --------------------------------------------------------------------------------------------------------

static bool is_about(const explain_question *q, const couple *pair) {
    return pair->mentee == q->mentee || pair->mentor == q->mentor;
}

// What each pin of theirs costs: the cohort without that one.
static status explain_pins(explaining *e) {
    explanation *out = e->out;
    for (uint32_t k = 0; k < e->cohort->pin_count && !out->stopped; k++) {
        if (is_about(&out->question, &e->cohort->pins[k])) {
            TRY(again_solve(&out->changes[out->change_count++], &e->again, EXPLAINED_WITHOUT_PIN, e->cohort->pins[k],
                            &out->stopped));
        }
    }
    return STATUS_OK;
}

static uint32_t pins_of(const explaining *e) {
    uint32_t count = 0;
    for (uint32_t k = 0; k < e->cohort->pin_count; k++) {
        count += is_about(&e->out->question, &e->cohort->pins[k]);
    }
    return count;
}

static status explain_person(explaining *e) {
    explanation *out = e->out;
    const uint32_t mentors = e->cohort->count[ROLE_MENTOR];
    const uint32_t most = out->question.alternatives < mentors ? out->question.alternatives : mentors;
    out->changes = arena_alloc(e->texts, (size_t)most + pins_of(e), sizeof *out->changes);
    if (out->changes == NULL) {
        return no_memory(e);
    }
    if (out->question.mentee != NONE && has_place(e, ROLE_MENTEE, out->question.mentee)) {
        TRY(explain_others(e, most));
    }
    return explain_pins(e);
}

// ---- the whole ---------------------------------------------------------------------------------------------------

static status explain(explaining *e) {
    explanation *out = e->out;
    TRY(count_pins(e));
    e->again = again_over(e->run, e->scoring, e->now);
    out->about_pair = out->question.mentee != NONE && out->question.mentor != NONE;
    out->costs_known = again_can_tell(&e->again);
    if (out->about_pair) {
        return explain_pair(e);
    }
    return out->costs_known ? explain_person(e) : STATUS_OK;
}

status mp_explain(mp_run *r, explanation *out, const pairing *stands, span file, const explain_question *question) {
    context *c = &r->context;
    explaining e = {.run = r,
                    .context = c,
                    .texts = &r->texts,
                    .cohort = r->cohort,
                    .out = out,
                    .words = wording_over(&c->memory),
                    .scratch = arena_over(&c->memory)};
    *out = (explanation){.question = *question};
    status result;
    TRY_OUT(scoring_create(&e.scoring, c, r->cohort, stands->seed));
    TRY_OUT(pairing_solution(&e.now, c, file, stands, r->cohort));
    TRY_OUT(explain(&e));
out:
    wording_free(&e.words);
    solution_free(e.now);
    scoring_free(e.scoring);
    arena_free(&e.scratch);
    return result;
}
