// Pairings made at random for tests of the format: every key and every kind of value occurs, texts hold all that JSON
// must escape. They are well-formed, not true: nobody solved anything.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdio.h>
#include <string.h>

#include "pairing/pairing_json.h"

typedef struct dice {
    uint64_t state;
} dice;

static inline uint32_t roll(dice *d, uint32_t sides) { // SplitMix64
    uint64_t z = (d->state += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return (uint32_t)((z ^ (z >> 31)) % sides);
}

static inline span random_text(dice *d, arena *a) {
    static const char *const PIECES[] = {"a",
                                         "Zoë",
                                         "\"",
                                         "\\",
                                         "/",
                                         "\n",
                                         "\t",
                                         "\x01",
                                         "\x1f",
                                         "\x7f",
                                         " ",
                                         "محمد",
                                         "李",
                                         "\xF0\x9F\x93\x9A",
                                         "\xE2\x80\xA8",
                                         "<script>",
                                         "'=1+1",
                                         "\\u001F",
                                         "é",
                                         "e\xCC\x81",
                                         "{",
                                         "}",
                                         ":",
                                         ","};
    char text[200] = "";
    uint32_t count = roll(d, 7);
    for (uint32_t i = 0; i < count; i++) {
        strcat(text, PIECES[roll(d, sizeof PIECES / sizeof PIECES[0])]);
    }
    return arena_copy(a, span_of(text));
}

static inline span random_word(dice *d, arena *a) {
    span text = random_text(d, a);
    return text.length > 0 ? text : SPAN("x");
}

static inline shown_change random_change(dice *d, arena *a) {
    shown_change change = {.known = roll(d, 3) > 0};
    if (change.known) {
        shown_level_change *levels = arena_alloc(a, 2, sizeof *levels);
        levels[0] = (shown_level_change){LEVEL_MOST_MATCHED, -(int64_t)roll(d, 3)};
        levels[1] = (shown_level_change){LEVEL_BEST_TOTAL, (int64_t)roll(d, 20000) - 10000};
        change.levels = levels;
        change.level_count = roll(d, 3);
    }
    return change;
}

static inline shown_ruled_out *random_ruled_out(dice *d, arena *a, uint32_t *count) {
    shown_ruled_out *codes = arena_alloc(a, 2, sizeof *codes);
    codes[0] = (shown_ruled_out){SPAN("decision"), 1 + roll(d, 5)};
    codes[1] = (shown_ruled_out){span_of(reason_name(REASON_STAGE_GAP)), 1 + roll(d, 50)};
    *count = roll(d, 3);
    return codes;
}

static inline void random_people(dice *d, pairing *p, role side) {
    arena *a = &p->arena;
    uint32_t count = roll(d, 6);
    p->people_count[side] = count;
    p->people[side] = arena_alloc(a, count, sizeof *p->people[side]);
    for (uint32_t i = 0; i < count; i++) {
        shown_person *one = &p->people[side][i];
        shown_value *values = arena_alloc(a, 6, sizeof *values);
        span *list = arena_alloc(a, 3, sizeof *list);
        for (int j = 0; j < 3; j++) {
            list[j] = random_text(d, a);
        }
        one->id = arena_format(a, "%c%u%s", side == ROLE_MENTOR ? 'r' : 'e', i, roll(d, 2) ? "\"\xC3\xA9\\" : "@x.org");
        values[0] = (shown_value){.key = SPAN("id"), .kind = SHOWN_TEXT, .text = one->id};
        values[1] = (shown_value){.key = SPAN("name"), .kind = SHOWN_TEXT, .text = random_text(d, a)};
        values[2] = (shown_value){.key = SPAN("areas"), .kind = SHOWN_LIST, .list = list, .list_count = roll(d, 4)};
        values[3] = (shown_value){.key = SPAN("capacity"), .kind = SHOWN_NUMBER, .number = roll(d, 51)};
        values[4] = (shown_value){.key = SPAN("priority"), .kind = SHOWN_FLAG, .flag = roll(d, 2) > 0};
        values[5] = (shown_value){.key = SPAN("What \"else\"?"), .kind = SHOWN_TEXT, .text = random_text(d, a)};
        one->values = values;
        one->value_count = 1 + roll(d, 6);
    }
}

static inline span some_id(dice *d, const pairing *p, role side) {
    return p->people[side][roll(d, p->people_count[side])].id;
}

static inline void random_pairs(dice *d, pairing *p) {
    arena *a = &p->arena;
    uint32_t most = p->people_count[ROLE_MENTOR] > 0 ? p->people_count[ROLE_MENTEE] : 0;
    p->pairs = arena_alloc(a, most, sizeof *p->pairs);
    p->unmatched = arena_alloc(a, p->people_count[ROLE_MENTEE], sizeof *p->unmatched);
    for (uint32_t i = 0; i < p->people_count[ROLE_MENTEE]; i++) {
        if (most > 0 && roll(d, 2) > 0) {
            shown_pair *pair = &p->pairs[p->pair_count++];
            *pair = (shown_pair){.mentee = p->people[ROLE_MENTEE][i].id, .mentor = some_id(d, p, ROLE_MENTOR)};
            pair->score_bp = (int32_t)roll(d, 10001);
            pair->pinned = roll(d, 4) == 0;
            pair->criterion_count = roll(d, 3);
            pair->criteria = arena_alloc(a, pair->criterion_count, sizeof *pair->criteria);
            for (uint32_t j = 0; j < pair->criterion_count; j++) {
                pair->criteria[j] = (shown_criterion){random_text(d, a), (int32_t)roll(d, 1001),
                                                      (int32_t)roll(d, 10001), random_text(d, a)};
            }
            pair->has_alternatives = roll(d, 3) > 0;
            pair->alternative_count = pair->has_alternatives ? roll(d, 3) : 0;
            pair->alternatives = arena_alloc(a, pair->alternative_count, sizeof *pair->alternatives);
            for (uint32_t j = 0; j < pair->alternative_count; j++) {
                pair->alternatives[j] =
                    (shown_alternative){some_id(d, p, ROLE_MENTOR), (int32_t)roll(d, 10001), random_change(d, a)};
            }
            continue;
        }
        shown_unmatched *u = &p->unmatched[p->unmatched_count++];
        *u = (shown_unmatched){.mentee = p->people[ROLE_MENTEE][i].id,
                               .reason = (unmatched_reason)roll(d, 5),
                               .because = random_text(d, a)};
        u->eligible_mentors = roll(d, 9);
        u->best_score_bp = (int32_t)roll(d, 10002) - 1;
        u->best_mentor = most > 0 && roll(d, 2) > 0 ? some_id(d, p, ROLE_MENTOR) : SPAN("");
        u->bottleneck = (int32_t)roll(d, 2) - 1;
        u->ruled_out = random_ruled_out(d, a, &u->ruled_out_count);
        if (most > 0 && roll(d, 2) > 0) {
            u->has_nearest = true;
            u->nearest.mentor = some_id(d, p, ROLE_MENTOR);
            u->nearest.score_bp = (int32_t)roll(d, 10001);
            u->nearest.code = SPAN("below_minimum_score");
        }
        if (roll(d, 2) > 0) {
            u->has_remedy = true;
            u->remedy.rule = SPAN("past_pairs");
            u->remedy.opens = roll(d, 30);
            u->remedy.best_score_bp = (int32_t)roll(d, 10001);
        }
        u->stead_change = random_change(d, a);
    }
}

static inline void random_lists(dice *d, pairing *p) {
    arena *a = &p->arena;
    p->has_bottlenecks = roll(d, 4) > 0;
    p->bottleneck_count = p->has_bottlenecks ? 1 + roll(d, 2) : 0;
    p->bottlenecks = arena_alloc(a, 2, sizeof *p->bottlenecks);
    for (uint32_t i = 0; i < p->bottleneck_count; i++) {
        shown_bottleneck *b = &p->bottlenecks[i];
        *b = (shown_bottleneck){
            .wishes = roll(d, 30), .places = roll(d, 30), .pinned_places = roll(d, 3), .must_go_without = roll(d, 9)};
        b->mentee_count = p->people_count[ROLE_MENTEE] > 0 ? 1 : 0;
        b->mentees = b->mentee_count > 0 ? &p->people[ROLE_MENTEE][0].id : NULL;
        b->mentor_count = p->people_count[ROLE_MENTOR] > 0 ? 1 : 0;
        b->mentors = b->mentor_count > 0 ? &p->people[ROLE_MENTOR][0].id : NULL;
    }
    for (uint32_t i = 0; p->bottleneck_count == 0 && i < p->unmatched_count; i++) {
        p->unmatched[i].bottleneck = -1;
    }
    p->free_mentor_count = p->people_count[ROLE_MENTOR] > 0 ? roll(d, 2) : 0;
    p->free_mentors = arena_alloc(a, 1, sizeof *p->free_mentors);
    if (p->free_mentor_count > 0) {
        shown_free_mentor *f = p->free_mentors;
        *f = (shown_free_mentor){
            .mentor = p->people[ROLE_MENTOR][0].id, .free_places = 1 + roll(d, 9), .because = random_text(d, a)};
        f->ruled_out = random_ruled_out(d, a, &f->ruled_out_count);
    }
    p->has_without_pins = roll(d, 2) > 0;
    p->without_pins_known = p->has_without_pins && roll(d, 2) > 0;
    if (p->without_pins_known) {
        p->without_pins.pairs = roll(d, 99);
        p->without_pins.total_score_bp = roll(d, 1000000);
    }
    p->decision_count = roll(d, 3);
    p->decisions = arena_alloc(a, p->decision_count, sizeof *p->decisions);
    for (uint32_t i = 0; i < p->decision_count; i++) {
        span *overrides = arena_alloc(a, 1, sizeof *overrides);
        overrides[0] = SPAN("stage_gap");
        p->decisions[i] = (shown_decision){.decision = SPAN("withdraw"),
                                           .mentee = roll(d, 2) ? random_word(d, a) : SPAN(""),
                                           .mentor = roll(d, 2) ? random_word(d, a) : SPAN(""),
                                           .reason = random_text(d, a),
                                           .overrides = overrides,
                                           .override_count = roll(d, 2)};
    }
    p->aside_count = roll(d, 3);
    p->asides = arena_alloc(a, p->aside_count, sizeof *p->asides);
    for (uint32_t i = 0; i < p->aside_count; i++) {
        p->asides[i] = (shown_aside){.role = SPAN("mentees"),
                                     .file = SPAN("mentees.csv"),
                                     .line = 1 + roll(d, 99),
                                     .who = roll(d, 2) ? random_word(d, a) : SPAN(""),
                                     .name = roll(d, 2) ? random_word(d, a) : SPAN(""),
                                     .submitted = roll(d, 2) ? SPAN("2017-03-18T09:12:00-05:00") : SPAN(""),
                                     .code = SPAN("late"),
                                     .because = random_text(d, a)};
    }
}

static inline void random_proof(dice *d, pairing *p) {
    static const level_kind KINDS[] = {LEVEL_MOST_MATCHED, LEVEL_BEST_WORST, LEVEL_FAIREST, LEVEL_BEST_TOTAL,
                                       LEVEL_DRAW};
    arena *a = &p->arena;
    p->objective_count = p->certificate_count = 5;
    p->objective = arena_alloc(a, 5, sizeof *p->objective);
    p->certificate = arena_alloc(a, 5, sizeof *p->certificate);
    for (uint32_t i = 0; i < 5; i++) {
        level_result *level = &p->objective[i];
        level->level = KINDS[i];
        level->has_value = roll(d, 4) > 0;
        level->value = level->has_value ? roll(d, 2000000000) : 0;
        level->bound = level->has_value ? level->value + roll(d, 3) : 0;
        level->proven = roll(d, 2) > 0;
        level->round = KINDS[i] == LEVEL_DRAW ? 1 + roll(d, 8) : 0;
        if (KINDS[i] == LEVEL_FAIREST && level->has_value) {
            level->profile_count = roll(d, 3);
            for (uint32_t j = 0; j < level->profile_count; j++) {
                level->profile[j].percent = (int32_t)(50 + 25 * j);
                level->profile[j].pairs = 1 + roll(d, 9);
            }
        }
        shown_proof *proof = &p->certificate[i];
        proof->level = KINDS[i];
        proof->t = KINDS[i] == LEVEL_BEST_WORST || KINDS[i] == LEVEL_FAIREST ? (int32_t)roll(d, 101) : -1;
        proof->round = KINDS[i] == LEVEL_DRAW ? 1 + roll(d, 8) : 0;
        for (int side = 0; side < ROLE_COUNT; side++) {
            proof->price_count[side] = p->people_count[side] > 0 ? roll(d, p->people_count[side] + 1) : 0;
            proof->prices[side] = arena_alloc(a, proof->price_count[side], sizeof *proof->prices[side]);
            for (uint32_t j = 0; j < proof->price_count[side]; j++) {
                int64_t price = (int64_t)roll(d, 4000000000) - 2000000000;
                proof->prices[side][j] = (shown_price){p->people[side][j].id, price == 0 ? 1 : price};
            }
        }
    }
}

// A pairing of the built-in program; NULL only for want of memory.
static inline pairing *random_pairing(context *c, uint64_t seed) {
    static const char HEX[] = "0123456789abcdef";
    dice d = {seed};
    pairing *p = memory_alloc(&c->memory, 1, sizeof *p);
    program *built_in = NULL;
    if (p == NULL || program_built_in(&built_in, c) != STATUS_OK) {
        memory_free(&c->memory, p);
        return NULL;
    }
    p->arena = arena_over(&c->memory);
    status shown = program_shown(&p->program, &p->arena, built_in);
    p->checked = built_in; // its texts are shown
    if (shown != STATUS_OK) {
        pairing_free(p);
        return NULL;
    }
    p->tool = SPAN("mentorpair 0.1.0");
    p->as_of = 1493658000 + (instant)roll(&d, 1000000);
    p->as_of_offset_seconds = -5 * 3600;
    p->seed = (uint64_t)roll(&d, UINT32_MAX) << roll(&d, 21);
    p->options = (match_options){.late = roll(&d, 2) > 0,
                                 .set_aside_invalid = roll(&d, 2) > 0,
                                 .alternatives = (int32_t)roll(&d, 9),
                                 .time_limit_s = 600,
                                 .stopped = (stopped)roll(&d, 4)};
    p->input_count = 2;
    p->inputs = arena_alloc(&p->arena, 2, sizeof *p->inputs);
    p->inputs[0] = (shown_input){.role = SPAN("program"), .file = SPAN("program.yaml")};
    p->inputs[1] = (shown_input){.role = SPAN("mentees"),
                                 .file = SPAN("mentees.csv"),
                                 .is_applications = true,
                                 .has_rows = true,
                                 .rows = 3,
                                 .accepted = 2,
                                 .set_aside = 1};
    for (int i = 0; i < 64; i++) {
        p->inputs[0].sha256[i] = HEX[roll(&d, 16)];
        p->inputs[1].sha256[i] = HEX[roll(&d, 16)];
    }
    p->summary = (summary){.mentors = roll(&d, 99),
                           .eligible_pairs = roll(&d, 9999),
                           .total_score_bp = roll(&d, 999999),
                           .lowest_score_bp = (int32_t)roll(&d, 10002) - 1,
                           .median_score_bp = -1};
    random_people(&d, p, ROLE_MENTOR);
    random_people(&d, p, ROLE_MENTEE);
    random_pairs(&d, p);
    random_lists(&d, p);
    random_proof(&d, p);
    return p;
}
