// One row of KINDS for each kind of criterion.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/because.h"

#include "scoring/criterion.h"

typedef struct judged {
    const cohort *cohort;
    const criterion *criterion;
    const criterion_result *result;
    uint32_t who[ROLE_COUNT];
    const person *people[ROLE_COUNT];
} judged;

// What an answer to a field is called. Whoever reads a phrase sees the criterion's own name beside it.
typedef struct noun {
    uint32_t field;
    const char *one, *many;
} noun;

static const noun NOUNS[] = {
    {FIELD_CAREER_STAGE, "career stage", "career stages"}, {FIELD_AREAS, "area", "areas"},
    {FIELD_INSTITUTION, "institution", "institutions"},    {FIELD_LOCATION, "location", "locations"},
    {FIELD_TIME_ZONE, "time zone", "time zones"},          {FIELD_LIBRARY_TYPE, "library type", "library types"},
    {FIELD_MEETING, "meeting form", "meeting forms"},      {FIELD_LANGUAGES, "language", "languages"},
};

static noun noun_of(const criterion *k) {
    for (size_t i = 0; i < sizeof NOUNS / sizeof NOUNS[0]; i++) {
        if (NOUNS[i].field == k->field) {
            return NOUNS[i];
        }
    }
    return k->kind == KIND_OVERLAP ? (noun){k->field, "choice", "choices"} : (noun){k->field, "answer", "answers"};
}

static const answer *answer_of(const judged *j, role side) {
    return &j->people[side]->answers[j->criterion->field];
}

// ---- stage_gap

void because_gap(wording *w, int32_t gap_stages) {
    if (gap_stages == 0) {
        wording_say(w, "same career stage");
        return;
    }
    int32_t stages = gap_stages < 0 ? -gap_stages : gap_stages;
    wording_words(w, stages);
    wording_say(w, stages == 1 ? " stage " : " stages ");
    wording_say(w, gap_stages < 0 ? "behind" : "ahead");
}

static void stage_phrase(wording *w, const judged *j) {
    const option *stages = j->cohort->program->career_stages.options;
    int32_t mentor = j->people[ROLE_MENTOR]->stage, mentee = j->people[ROLE_MENTEE]->stage;
    wording_add(w, stages[mentor].name);
    wording_say(w, " for ");
    wording_add(w, stages[mentee].name);
    wording_say(w, ", ");
    because_gap(w, mentor - mentee);
}

// ---- overlap

// What is offered for one wish: the option itself, else the first related one that counts, else NONE.
static uint32_t offered_for(const judged *j, const vocabulary *v, uint32_t wish) {
    const choices *offered = answer_of(j, ROLE_MENTOR)->choices;
    uint32_t related = NONE;
    for (uint32_t i = 0; i < offered->count; i++) {
        if (offered->options[i] == wish) {
            return wish;
        }
        if (related == NONE && j->criterion->related_bp > 0 && criterion_related(v, wish, offered->options[i])) {
            related = offered->options[i];
        }
    }
    return related;
}

static void overlap_head(wording *w, uint32_t shared, uint32_t wishes, noun n) {
    if (shared == 0) {
        wording_say(w, "no ");
        wording_say(w, n.one);
        wording_say(w, " in common");
    } else if (shared < wishes) {
        wording_number(w, shared);
        wording_say(w, " of ");
        wording_count(w, wishes, n.one, n.many);
    } else if (wishes == 1) {
        wording_say(w, "the one ");
        wording_say(w, n.one);
    } else if (wishes == 2) {
        wording_say(w, "both ");
        wording_say(w, n.many);
    } else {
        wording_say(w, "all ");
        wording_count(w, wishes, n.one, n.many);
    }
}

typedef enum wish_fate { WISH_SHARED, WISH_RELATED, WISH_NOT_COVERED } wish_fate;

// Lists the wishes of one fate behind `head`; nothing where there are none.
static void overlap_list(wording *w, const judged *j, const vocabulary *v, wish_fate wanted, const char *head) {
    const choices *wishes = answer_of(j, ROLE_MENTEE)->choices;
    bool any = false;
    for (uint32_t i = 0; i < wishes->count; i++) {
        uint32_t wish = wishes->options[i], offered = offered_for(j, v, wish);
        wish_fate fate = offered == wish ? WISH_SHARED : offered == NONE ? WISH_NOT_COVERED : WISH_RELATED;
        if (fate != wanted) {
            continue;
        }
        wording_say(w, any ? "; " : head);
        if (fate == WISH_RELATED) {
            wording_add(w, v->options[offered].name);
            wording_say(w, " for ");
        }
        wording_add(w, v->options[wish].name);
        any = true;
    }
}

static void overlap_phrase(wording *w, const judged *j) {
    const vocabulary *v = j->cohort->fields[j->criterion->field].options;
    const choices *wishes = answer_of(j, ROLE_MENTEE)->choices;
    uint32_t shared = 0;
    for (uint32_t i = 0; i < wishes->count; i++) {
        shared += offered_for(j, v, wishes->options[i]) == wishes->options[i] ? 1 : 0;
    }
    overlap_head(w, shared, wishes->count, noun_of(j->criterion));
    overlap_list(w, j, v, WISH_SHARED, ": ");
    overlap_list(w, j, v, WISH_RELATED, " \xC2\xB7 related: ");
    overlap_list(w, j, v, WISH_NOT_COVERED, " \xC2\xB7 not covered: ");
}

// ---- equal

// The answer as people know it: a known option by its name, else as written.
static span shown_answer(const judged *j, role side) {
    const answer *a = answer_of(j, side);
    const field *f = &j->cohort->fields[j->criterion->field];
    if (a->choices != NULL && a->choices->count == 1 && a->choices->other_count == 0 && f->options != NULL) {
        return f->options->options[a->choices->options[0]].name;
    }
    return a->text;
}

static void equal_phrase(wording *w, const judged *j) {
    noun n = noun_of(j->criterion);
    if (criterion_any(j->criterion, answer_of(j, ROLE_MENTEE)->key) ||
        criterion_any(j->criterion, answer_of(j, ROLE_MENTOR)->key)) {
        wording_say(w, "either ");
        wording_say(w, n.one);
        wording_say(w, " suits");
    } else if (j->result->similarity_bp > 0) {
        wording_say(w, "same ");
        wording_say(w, n.one);
        wording_say(w, " (");
        wording_add(w, shown_answer(j, ROLE_MENTEE));
        wording_say(w, ")");
    } else {
        wording_say(w, "different ");
        wording_say(w, n.many);
        wording_say(w, " (");
        wording_add(w, shown_answer(j, ROLE_MENTOR));
        wording_say(w, " for ");
        wording_add(w, shown_answer(j, ROLE_MENTEE));
        wording_say(w, ")");
    }
}

// ---- distance

static void distance_phrase(wording *w, const judged *j) {
    bool hours = j->criterion->field == FIELD_TIME_ZONE;
    int64_t difference = answer_of(j, ROLE_MENTOR)->number - answer_of(j, ROLE_MENTEE)->number;
    difference = difference < 0 ? -difference : difference;
    if (difference == 0) {
        wording_say(w, hours ? "same time zone" : "same number of years");
        return;
    }
    bool one = difference == 10000;
    wording_decimal(w, difference);
    wording_say(w, hours ? one ? " hour apart" : " hours apart" : one ? " year apart" : " years apart");
}

// ---- named

static void named_phrase(wording *w, const judged *j) {
    bool by_mentor = j->criterion->asker == ROLE_MENTOR;
    role asker = by_mentor ? ROLE_MENTOR : ROLE_MENTEE;
    uint32_t before = criterion_named_place(j->people[asker], j->who[by_mentor ? ROLE_MENTEE : ROLE_MENTOR]);
    if (before == NONE) {
        wording_say(w, by_mentor ? "not asked for by the mentor" : "not asked for by name");
        return;
    }
    wording_say(w, by_mentor ? "asked for by the mentor, " : "asked for by name, ");
    wording_ordinal(w, before + 1);
    wording_say(w, " choice");
    if (before > 0) {
        wording_say(w, " of ");
        wording_number(w, j->people[asker]->requested_count);
    }
}

// ---- given

static void given_phrase(wording *w, const judged *j) {
    wording_say(w, "committee's reading ");
    wording_percent(w, j->result->similarity_bp);
}

// ---- missing, of any kind

// What was not given. A choice that was answered without a known option was given, but not from the list.
static void missing_phrase(wording *w, const judged *j) {
    const criterion *k = j->criterion;
    switch (k->kind) {
    case KIND_NAMED:
        wording_say(w, "nobody asked for by name");
        return;
    case KIND_GIVEN:
        wording_say(w, "no committee's reading given");
        return;
    case KIND_STAGE_GAP:
    case KIND_OVERLAP:
    case KIND_EQUAL:
    case KIND_DISTANCE:
        break;
    }
    bool answered = true;
    for (role side = 0; side < ROLE_COUNT; side++) {
        answered = answered && (!j->result->missing[side] || answer_of(j, side)->text.length > 0);
    }
    wording_say(w, "no ");
    wording_say(w, k->kind == KIND_OVERLAP ? noun_of(k).many : noun_of(k).one);
    wording_say(w, answered && (k->kind == KIND_OVERLAP || k->kind == KIND_EQUAL) ? " of the list given" : " given");
}

typedef void phrase(wording *w, const judged *j);
static phrase *const KINDS[] = {
    [KIND_STAGE_GAP] = stage_phrase,   [KIND_OVERLAP] = overlap_phrase, [KIND_EQUAL] = equal_phrase,
    [KIND_DISTANCE] = distance_phrase, [KIND_NAMED] = named_phrase,     [KIND_GIVEN] = given_phrase,
};

void because_criterion(wording *w, const cohort *h, uint32_t mentee, uint32_t mentor, const criterion_result *result) {
    judged j = {
        .cohort = h,
        .criterion = &h->program->criteria[result->criterion],
        .result = result,
        .who = {[ROLE_MENTOR] = mentor, [ROLE_MENTEE] = mentee},
        .people = {[ROLE_MENTOR] = &h->people[ROLE_MENTOR][mentor], [ROLE_MENTEE] = &h->people[ROLE_MENTEE][mentee]},
    };
    if (!result->missing[ROLE_MENTOR] && !result->missing[ROLE_MENTEE]) {
        KINDS[j.criterion->kind](w, &j);
        return;
    }
    missing_phrase(w, &j);
    wording_say(w, j.criterion->when_missing == MISSING_NEUTRAL ? ", counted as half" : ", counted as nothing");
}
