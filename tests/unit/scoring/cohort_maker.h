// Cohorts made by hand or at random, for tests of everything that reads a cohort. All in one arena; folding is ASCII
// lower case. Sizes to expect: some ten people, up to 1,000.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "scoring/scoring.h"

enum {                          // further fields of every made cohort
    FIELD_GENDER = FIELD_KNOWN, // one answer, no vocabulary
    FIELD_INTERESTS,            // a choice with a vocabulary of its own
    FIELD_YEARS,                // a number
    MADE_FIELDS,
    MADE_CRITERIA = 12,
    MADE_COUPLES = 400
};

typedef struct maker {
    context c;
    arena arena;
    program program;
    cohort cohort;
    criterion criteria[MADE_CRITERIA];
    level_kind objective[8];
    vocabulary interests, library_types;
    couple pins[MADE_COUPLES], vetoes[MADE_COUPLES], past[MADE_COUPLES];
    decision decisions[MADE_COUPLES];
    input_file inputs[4];
    uint64_t random;
} maker;

// SplitMix64 (Steele, Lea and Flood 2014).
static inline uint64_t maker_random(maker *m) {
    m->random += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = m->random;
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

// 0..below - 1.
static inline uint32_t maker_pick(maker *m, uint32_t below) {
    return below == 0 ? 0 : (uint32_t)(maker_random(m) % below);
}

static inline span maker_copy(maker *m, const char *text) {
    span s = arena_copy(&m->arena, span_of(text));
    assert(s.text != NULL);
    return s;
}

static inline span maker_folded(maker *m, span text) {
    char *copy = arena_alloc(&m->arena, text.length + 1, 1);
    assert(copy != NULL);
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];
        copy[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return (span){copy, text.length};
}

// `count` options named by `name` with a number, or by `names` where it is given.
static inline void maker_vocabulary(maker *m, vocabulary *v, const char *name, const char *const *names,
                                    uint32_t count) {
    v->count = count;
    v->options = arena_alloc(&m->arena, count, sizeof *v->options);
    assert(v->options != NULL);
    for (uint32_t i = 0; i < count; i++) {
        v->options[i].name = names != NULL ? span_of(names[i]) : arena_format(&m->arena, "%s %u", name, i);
    }
    status done = vocabulary_index(v, &m->arena);
    assert(done == STATUS_OK);
    (void)done;
}

static inline void maker_fields(maker *m) {
    static const char *const NAMES[MADE_FIELDS] = {"id",           "name",
                                                   "email",        "role",
                                                   "submitted",    "career_stage",
                                                   "areas",        "institution",
                                                   "location",     "time_zone",
                                                   "library_type", "meeting",
                                                   "languages",    "goals",
                                                   "statement",    "capacity",
                                                   "requested",    "conflicts",
                                                   "priority",     "Gender",
                                                   "Interests",    "Years in the field"};
    m->program.fields = arena_alloc(&m->arena, MADE_FIELDS, sizeof *m->program.fields);
    assert(m->program.fields != NULL);
    for (uint32_t i = 0; i < MADE_FIELDS; i++) {
        m->program.fields[i].name = span_of(NAMES[i]);
        m->program.fields[i].folded = maker_folded(m, span_of(NAMES[i]));
    }
    m->program.field_count = MADE_FIELDS;
    m->program.fields[FIELD_CAREER_STAGE].options = &m->program.career_stages;
    m->program.fields[FIELD_AREAS].options = &m->program.areas;
    m->program.fields[FIELD_AREAS].is_choice = true;
    m->program.fields[FIELD_INTERESTS].options = &m->interests;
    m->program.fields[FIELD_INTERESTS].is_choice = true;
    m->program.fields[FIELD_TIME_ZONE].is_number = true;
    m->program.fields[FIELD_YEARS].is_number = true;
    m->cohort.fields = m->program.fields;
    m->cohort.field_count = MADE_FIELDS;
}

static inline void maker_people(maker *m, role who, uint32_t count) {
    m->cohort.count[who] = count;
    m->cohort.people[who] = arena_alloc(&m->arena, count, sizeof(person));
    assert(m->cohort.people[who] != NULL);
    for (uint32_t i = 0; i < count; i++) {
        person *p = &m->cohort.people[who][i];
        answer *answers = arena_alloc(&m->arena, MADE_FIELDS, sizeof *answers);
        assert(answers != NULL);
        *p = (person){.stage = -1, .capacity = 1, .self = NONE, .submitted = INSTANT_NONE, .answers = answers};
        p->id = p->email = arena_format(&m->arena, "%s%04u@example.org", who == ROLE_MENTEE ? "mentee" : "mentor", i);
        p->name = arena_format(&m->arena, "%s %u", who == ROLE_MENTEE ? "Mentee" : "Mentor", i);
        answers[FIELD_ID].text = answers[FIELD_EMAIL].text = p->id;
        answers[FIELD_NAME].text = p->name;
    }
}

// Five stages, five areas of which the first two and the next two are related, no criteria, the rules as they are by
// default.
static inline void maker_begin(maker *m, uint32_t mentees, uint32_t mentors) {
    static const char *const STAGES[] = {"Student", "Early career", "Mid-career", "Senior", "Retired"};
    static const char *const AREAS[] = {"Acquisitions", "Electronic resources", "Cataloging and metadata", "Indexing",
                                        "Preservation and reformatting"};
    *m = (maker){.random = 1};
    context_init(&m->c, (host){0});
    m->arena = arena_over(&m->c.memory);
    m->program.criteria = m->criteria;
    m->program.objective = m->objective;
    m->program.time_zone = SPAN("UTC");
    m->program.seed = 1;
    m->program.weak_below_bp = 7000;
    m->program.rules = (rules){.minimum_score_bp = 1,
                               .maximum_stage_gap = INT32_MAX,
                               .same_institution_never = true,
                               .past_pairs_never = true,
                               .better_direction = true};
    maker_fields(m);
    maker_vocabulary(m, &m->program.career_stages, NULL, STAGES, 5);
    maker_vocabulary(m, &m->program.areas, NULL, AREAS, 5);
    maker_vocabulary(m, &m->interests, "Interest", NULL, 4);
    m->program.areas.options[0].group_id = m->program.areas.options[1].group_id = 1;
    m->program.areas.options[2].group_id = m->program.areas.options[3].group_id = 2;
    m->cohort.program = &m->program;
    m->cohort.pins = m->pins;
    m->cohort.vetoes = m->vetoes;
    m->cohort.past = m->past;
    m->cohort.decisions = m->decisions;
    m->cohort.inputs = m->inputs;
    m->cohort.given = arena_alloc(&m->arena, MADE_CRITERIA, sizeof *m->cohort.given);
    assert(m->cohort.given != NULL);
    maker_people(m, ROLE_MENTEE, mentees);
    maker_people(m, ROLE_MENTOR, mentors);
}

static inline void maker_end(maker *m) {
    arena_free(&m->arena);
    context_free(&m->c);
    assert(m->c.memory.live_bytes == 0);
}

// A criterion with the default when_missing of its kind, to be completed by the caller.
static inline criterion *maker_criterion(maker *m, const char *name, criterion_kind kind, int32_t weight, uint32_t of) {
    static const gap_score GAPS[] = {{-1, 0}, {0, 6000}, {1, 10000}, {2, 9000}, {3, 7000}};
    assert(m->program.criterion_count < MADE_CRITERIA);
    criterion *k = &m->criteria[m->program.criterion_count++];
    *k = (criterion){.name = span_of(name),
                     .kind = kind,
                     .weight = weight,
                     .field = of,
                     .only_if_field = NONE,
                     .gap_scores = GAPS,
                     .gap_count = 5,
                     .zero_at = 40000,
                     .asker = ROLE_MENTEE};
    k->when_missing =
        kind == KIND_STAGE_GAP || (kind == KIND_OVERLAP && of == FIELD_AREAS) ? MISSING_ZERO : MISSING_SKIP;
    return k;
}

static inline const span *maker_keys(maker *m, const char *const *values, uint32_t count) {
    span *keys = arena_alloc(&m->arena, count, sizeof *keys);
    assert(keys != NULL);
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = maker_folded(m, span_of(values[i]));
    }
    return keys;
}

static inline void maker_only_if(maker *m, criterion *k, uint32_t of, const char *value) {
    k->only_if_field = of;
    k->only_if_count = 1;
    k->only_if_equals = k->only_if_keys = maker_keys(m, &value, 1);
}

static inline void maker_any(maker *m, criterion *k, const char *value) {
    k->any_count = 1;
    k->any = k->any_keys = maker_keys(m, &value, 1);
}

static inline person *maker_person(maker *m, role who, uint32_t i) {
    return &m->cohort.people[who][i];
}

static inline answer *maker_answer(maker *m, role who, uint32_t i, uint32_t of) {
    // The maker made these answers itself; everybody else sees them as they are.
    return (answer *)(uintptr_t)&m->cohort.people[who][i].answers[of];
}

static inline void maker_text(maker *m, role who, uint32_t i, uint32_t of, const char *text) {
    answer *a = maker_answer(m, who, i, of);
    a->text = maker_copy(m, text);
    a->key = maker_folded(m, a->text);
}

static inline void maker_stage(maker *m, role who, uint32_t i, int32_t stage) {
    maker_person(m, who, i)->stage = stage;
    if (stage >= 0) {
        span name = m->program.career_stages.options[stage].name;
        answer *a = maker_answer(m, who, i, FIELD_CAREER_STAGE);
        a->text = name;
        a->key = maker_folded(m, name);
    }
}

// Options by number, in the order in which they are to be kept.
static inline void maker_choose(maker *m, role who, uint32_t i, uint32_t of, const uint32_t *options, uint32_t count) {
    const vocabulary *v = m->program.fields[of].options;
    choices *c = arena_alloc(&m->arena, 1, sizeof *c);
    assert(c != NULL);
    c->count = count;
    c->options = arena_array(&m->arena, options, count, sizeof *options);
    span text = {"", 0};
    for (uint32_t k = 0; k < count; k++) {
        text = arena_format(&m->arena, "%.*s%s%.*s", SPAN_ARGS(text), k == 0 ? "" : "; ",
                            SPAN_ARGS(v->options[options[k]].name));
    }
    answer *a = maker_answer(m, who, i, of);
    a->text = text;
    a->key = maker_folded(m, text);
    a->choices = c;
}

// An answer outside the vocabulary beside whatever was chosen before.
static inline void maker_other(maker *m, role who, uint32_t i, uint32_t of, const char *text) {
    answer *a = maker_answer(m, who, i, of);
    choices *c = arena_alloc(&m->arena, 1, sizeof *c);
    span *others = arena_alloc(&m->arena, 1, sizeof *others);
    assert(c != NULL && others != NULL);
    *c = a->choices == NULL ? (choices){0} : *a->choices;
    others[0] = span_of(text);
    c->others = others;
    c->other_count = 1;
    a->choices = c;
    a->text = arena_format(&m->arena, "%.*s%s%s", SPAN_ARGS(a->text), a->text.length == 0 ? "" : "; ", text);
    a->key = maker_folded(m, a->text);
}

static inline void maker_number(maker *m, role who, uint32_t i, uint32_t of, int64_t ten_thousandths) {
    answer *a = maker_answer(m, who, i, of);
    a->number = ten_thousandths;
    a->has_number = true;
    a->text = arena_format(&m->arena, "%lld.%04lld", (long long)(ten_thousandths / 10000),
                           (long long)(ten_thousandths % 10000));
    a->key = a->text;
}

// The same person in both roles.
static inline void maker_self(maker *m, uint32_t mentee, uint32_t mentor) {
    maker_person(m, ROLE_MENTEE, mentee)->self = mentor;
    maker_person(m, ROLE_MENTOR, mentor)->self = mentee;
}

static inline const uint32_t *maker_append(maker *m, const uint32_t *list, uint32_t count, uint32_t number) {
    uint32_t *longer = arena_alloc(&m->arena, (size_t)count + 1, sizeof *longer);
    assert(longer != NULL);
    if (count > 0) {
        memcpy(longer, list, count * sizeof *list);
    }
    longer[count] = number;
    return longer;
}

static inline void maker_request(maker *m, role who, uint32_t i, uint32_t other) {
    person *p = maker_person(m, who, i);
    p->requested = maker_append(m, p->requested, p->requested_count, other);
    p->requested_count++;
}

// Callers declare ascending numbers.
static inline void maker_conflict(maker *m, role who, uint32_t i, uint32_t other) {
    person *p = maker_person(m, who, i);
    p->conflicts = maker_append(m, p->conflicts, p->conflict_count, other);
    p->conflict_count++;
}

// Keeps a list of couples sorted, each once. Returns false where it was there already.
static inline bool maker_insert(couple *list, uint32_t *count, uint32_t mentee, uint32_t mentor) {
    uint32_t at = 0;
    while (at < *count && (list[at].mentee < mentee || (list[at].mentee == mentee && list[at].mentor < mentor))) {
        at++;
    }
    if (at < *count && list[at].mentee == mentee && list[at].mentor == mentor) {
        return false;
    }
    assert(*count < MADE_COUPLES);
    memmove(&list[at + 1], &list[at], (*count - at) * sizeof *list);
    list[at] = (couple){.mentee = mentee, .mentor = mentor};
    ++*count;
    return true;
}

static inline void maker_decide(maker *m, decision_kind kind, uint32_t mentee, uint32_t mentor, const char *why) {
    assert(m->cohort.decision_count < MADE_COUPLES);
    m->decisions[m->cohort.decision_count] =
        (decision){.kind = kind,
                   .mentee = mentee,
                   .mentor = mentor,
                   .mentee_id = mentee == NONE ? (span){"", 0} : maker_person(m, ROLE_MENTEE, mentee)->id,
                   .mentor_id = mentor == NONE ? (span){"", 0} : maker_person(m, ROLE_MENTOR, mentor)->id,
                   .reason = span_of(why),
                   .place = {SPAN("decisions.csv"), m->cohort.decision_count + 2, 1}};
    m->cohort.decision_count++;
}

static inline void maker_pin(maker *m, uint32_t mentee, uint32_t mentor, const char *why) {
    if (maker_insert(m->pins, &m->cohort.pin_count, mentee, mentor)) {
        maker_decide(m, DECISION_PIN, mentee, mentor, why);
    }
}

static inline void maker_veto(maker *m, uint32_t mentee, uint32_t mentor, const char *why) {
    if (maker_insert(m->vetoes, &m->cohort.veto_count, mentee, mentor)) {
        maker_decide(m, DECISION_VETO, mentee, mentor, why);
    }
}

static inline void maker_past(maker *m, uint32_t mentee, uint32_t mentor) {
    uint32_t count = (uint32_t)m->cohort.past_count;
    (void)maker_insert(m->past, &count, mentee, mentor);
    m->cohort.past_count = count;
}

// Callers give scores in the order of (mentee, mentor).
static inline void maker_give(maker *m, const criterion *k, uint32_t mentee, uint32_t mentor, int32_t score_bp) {
    given_table *t = &m->cohort.given[k - m->criteria];
    given_score *longer = arena_alloc(&m->arena, t->count + 1, sizeof *longer);
    assert(longer != NULL);
    if (t->count > 0) {
        memcpy(longer, t->scores, t->count * sizeof *longer);
    }
    longer[t->count++] = (given_score){.couple = {.mentee = mentee, .mentor = mentor}, .score_bp = score_bp};
    t->scores = longer;
}

// ---- at random

static inline criterion *maker_random_criterion(maker *m) {
    static const uint32_t FIELDS[] = {
        [KIND_STAGE_GAP] = FIELD_CAREER_STAGE, [KIND_OVERLAP] = FIELD_AREAS, [KIND_EQUAL] = FIELD_GENDER,
        [KIND_DISTANCE] = FIELD_YEARS,         [KIND_NAMED] = NONE,          [KIND_GIVEN] = NONE};
    criterion_kind kind = (criterion_kind)maker_pick(m, KIND_GIVEN + 1);
    criterion *k = maker_criterion(m, "Made", kind, (int32_t)maker_pick(m, 4) == 0 ? 0 : (int32_t)maker_pick(m, 1001),
                                   FIELDS[kind]);
    if ((kind == KIND_OVERLAP || kind == KIND_EQUAL) && maker_pick(m, 3) == 0) {
        k->field = FIELD_INTERESTS;
    }
    k->when_missing = (when_missing)maker_pick(m, 3);
    k->ranked = maker_pick(m, 2) == 0;
    k->related_bp = maker_pick(m, 2) == 0 ? 0 : (int32_t)maker_pick(m, 10001);
    k->zero_at = 1 + (int64_t)maker_pick(m, 100000);
    k->asker = maker_pick(m, 2);
    uint32_t gaps = 1 + maker_pick(m, 5);
    gap_score *made = arena_alloc(&m->arena, gaps, sizeof *made);
    assert(made != NULL);
    int32_t first = (int32_t)maker_pick(m, 6) - 3;
    for (uint32_t i = 0; i < gaps; i++) {
        made[i] = (gap_score){first + (int32_t)i, (int32_t)maker_pick(m, 10001)};
    }
    k->gap_scores = made;
    k->gap_count = gaps;
    if (maker_pick(m, 2) == 0) {
        maker_any(m, k, "Any");
    }
    if (maker_pick(m, 3) == 0) {
        maker_only_if(m, k, maker_pick(m, 2) == 0 ? FIELD_GENDER : FIELD_INTERESTS,
                      maker_pick(m, 2) == 0 ? "X" : "Interest 1");
    }
    return k;
}

static inline void maker_random_choice(maker *m, role who, uint32_t i, uint32_t of, uint32_t most) {
    uint32_t options[8], count = 0, wanted = maker_pick(m, most + 1);
    uint32_t size = m->program.fields[of].options->count;
    for (uint32_t k = 0; k < wanted && k < size; k++) {
        uint32_t number = maker_pick(m, size);
        bool again = false;
        for (uint32_t before = 0; before < count; before++) {
            again = again || options[before] == number;
        }
        if (!again) {
            options[count++] = number;
        }
    }
    if (count > 0) {
        maker_choose(m, who, i, of, options, count);
    }
    if (maker_pick(m, 6) == 0) {
        maker_other(m, who, i, of, maker_pick(m, 2) == 0 ? "Llamas" : "Any");
    }
}

static inline void maker_random_person(maker *m, role who, uint32_t i, uint32_t most_choices) {
    static const char *const WORDS[] = {"X", "Y", "x", "Any", "any", "Z"};
    person *p = maker_person(m, who, i);
    maker_stage(m, who, i, (int32_t)maker_pick(m, 6) - 1);
    maker_random_choice(m, who, i, FIELD_AREAS, most_choices);
    maker_random_choice(m, who, i, FIELD_INTERESTS, 2);
    if (maker_pick(m, 5) != 0) {
        maker_text(m, who, i, FIELD_GENDER, WORDS[maker_pick(m, 6)]);
    }
    if (maker_pick(m, 5) != 0) {
        maker_number(m, who, i, FIELD_YEARS, (int64_t)maker_pick(m, 8) * 9999);
    }
    p->institution = maker_pick(m, 5);
    p->capacity = who == ROLE_MENTOR ? maker_pick(m, 4) : 1 + maker_pick(m, 2);
    p->priority = maker_pick(m, 3) == 0;
}

static inline void maker_random_rules(maker *m) {
    rules *r = &m->program.rules;
    r->minimum_score_bp = maker_pick(m, 2) == 0 ? (int32_t)maker_pick(m, 2) : (int32_t)maker_pick(m, 7001);
    r->minimum_stage_gap = (int32_t)maker_pick(m, 4) - 2;
    r->has_maximum_stage_gap = maker_pick(m, 2) == 0;
    r->maximum_stage_gap = r->has_maximum_stage_gap ? r->minimum_stage_gap + (int32_t)maker_pick(m, 3) : INT32_MAX;
    r->same_institution_never = maker_pick(m, 2) == 0;
    r->past_pairs_never = maker_pick(m, 2) == 0;
    r->better_direction = maker_pick(m, 3) != 0;
}

static inline bool maker_in_conflict(maker *m, uint32_t mentee, uint32_t mentor) {
    const person *a = maker_person(m, ROLE_MENTEE, mentee), *b = maker_person(m, ROLE_MENTOR, mentor);
    for (uint32_t i = 0; i < a->conflict_count; i++) {
        if (a->conflicts[i] == mentor) {
            return true;
        }
    }
    for (uint32_t i = 0; i < b->conflict_count; i++) {
        if (b->conflicts[i] == mentee) {
            return true;
        }
    }
    return a->self == mentor;
}

// Pairs of every kind: some of one person, asked for, in conflict, vetoed, past, given, pinned (as far as places
// reach).
static inline void maker_random_pairs(maker *m) {
    uint32_t used[ROLE_COUNT][64] = {{0}};
    for (uint32_t i = 0; i < m->cohort.count[ROLE_MENTEE] && i < m->cohort.count[ROLE_MENTOR]; i++) {
        if (maker_pick(m, 2) == 0) {
            maker_self(m, i, i);
        }
    }
    for (uint32_t i = 0; i < m->cohort.count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < m->cohort.count[ROLE_MENTOR]; j++) {
            bool self = maker_person(m, ROLE_MENTEE, i)->self == j;
            uint32_t what = maker_pick(m, 24);
            for (uint32_t k = 0; k < m->program.criterion_count; k++) {
                if (m->criteria[k].kind == KIND_GIVEN && maker_pick(m, 3) == 0) {
                    maker_give(m, &m->criteria[k], i, j, (int32_t)maker_pick(m, 10001));
                }
            }
            if (what == 0 && !self) {
                maker_conflict(m, ROLE_MENTEE, i, j);
            } else if (what == 1) {
                maker_past(m, i, j);
            } else if (what <= 3 && !self) {
                maker_request(m, what == 2 ? ROLE_MENTEE : ROLE_MENTOR, what == 2 ? i : j, what == 2 ? j : i);
            } else if (what == 4 && !maker_in_conflict(m, i, j)) {
                maker_veto(m, i, j, "");
            } else if (what == 5 && !maker_in_conflict(m, i, j) &&
                       used[ROLE_MENTEE][i] < maker_person(m, ROLE_MENTEE, i)->capacity &&
                       used[ROLE_MENTOR][j] < maker_person(m, ROLE_MENTOR, j)->capacity) {
                maker_pin(m, i, j, "");
                used[ROLE_MENTEE][i]++;
                used[ROLE_MENTOR][j]++;
            }
        }
    }
}

// A whole cohort of at most `most` (64) people a role.
static inline void maker_random_cohort(maker *m, uint64_t seed, uint32_t most) {
    maker first = {.random = seed};
    uint32_t mentees = maker_pick(&first, most + 1), mentors = maker_pick(&first, most + 1);
    maker_begin(m, mentees, mentors);
    m->random = maker_random(&first);
    static const uint32_t SIZES[] = {1, 3, 5, 8, 64, 65, 130, 600};
    maker_vocabulary(m, &m->program.areas, "Area", NULL, SIZES[maker_pick(m, maker_pick(m, 4) == 0 ? 8 : 4)]);
    for (uint32_t i = 0; i < m->program.areas.count; i++) {
        m->program.areas.options[i].group_id = maker_pick(m, 3);
    }
    for (uint32_t criteria = maker_pick(m, 6); criteria > 0; criteria--) {
        (void)maker_random_criterion(m);
    }
    maker_random_rules(m);
    for (role who = 0; who < ROLE_COUNT; who++) {
        for (uint32_t i = 0; i < m->cohort.count[who]; i++) {
            maker_random_person(m, who, i, 6);
        }
    }
    maker_random_pairs(m);
}
