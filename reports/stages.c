// Career stages in words.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/stages.h"

typedef struct stage_words {
    span name;
    sentence are, kind;
} stage_words;

static const stage_words *words_of(const facts *f, int32_t stage) {
    static const stage_words WORDS[] = {
        {{"Student", 7}, SAY_ARE_STUDENTS, SAY_KIND_STUDENT}, {{"Early career", 12}, SAY_ARE_EARLY, SAY_KIND_EARLY},
        {{"Mid-career", 10}, SAY_ARE_MID, SAY_KIND_MID},      {{"Senior", 6}, SAY_ARE_SENIOR, SAY_KIND_SENIOR},
        {{"Retired", 7}, SAY_ARE_RETIRED, SAY_KIND_RETIRED},
    };
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (span_equal(facts_stage_name(f, stage), WORDS[i].name)) {
            return &WORDS[i];
        }
    }
    return NULL;
}

phrase stages_people_are(scribe *s, const facts *f, int32_t stage) {
    const stage_words *words = words_of(f, stage);
    return words != NULL
               ? SAY_PLAIN(s, words->are)
               : SAY(s, SAY_ARE_AT_STAGE, 0, say_phrase(phrase_foreign(s, RUN_TEXT, facts_stage_name(f, stage))));
}

phrase stages_kind_of(scribe *s, const facts *f, int32_t stage) {
    const stage_words *words = words_of(f, stage);
    return words != NULL
               ? SAY_PLAIN(s, words->kind)
               : SAY(s, SAY_KIND_OTHER, 0, say_phrase(phrase_foreign(s, RUN_TEXT, facts_stage_name(f, stage))));
}

phrase stages_list(scribe *s, const facts *f, const int32_t *stages, uint32_t count, const char *last,
                   bool predicates) {
    phrase *names = scribe_room(s, count, sizeof *names);
    for (uint32_t i = 0; names != NULL && i < count; i++) {
        names[i] = predicates ? stages_people_are(s, f, stages[i]) : stages_kind_of(s, f, stages[i]);
    }
    return names == NULL ? (phrase){NULL, 0} : phrase_list(s, names, count, ", ", last);
}

int32_t stages_one_of_free(const facts *f) {
    int32_t stage = -1;
    for (uint32_t i = 0; i < f->pairing->free_mentor_count; i++) {
        uint32_t mentor = facts_number(f, ROLE_MENTOR, f->pairing->free_mentors[i].mentor);
        int32_t its = mentor == FACTS_NOBODY ? -1 : f->people[ROLE_MENTOR][mentor].stage;
        if (its < 0 || (stage >= 0 && its != stage)) {
            return -1;
        }
        stage = its;
    }
    return stage;
}

bool stages_allow(const facts *f, int32_t mentor_stage, int32_t mentee_stage) {
    int32_t gap = mentor_stage - mentee_stage;
    return gap >= f->program->rules.minimum_stage_gap && gap <= f->program->rules.maximum_stage_gap;
}

static bool helps_somebody(const facts *f, int32_t mentor_stage) {
    for (uint32_t i = 0; i < f->pairing->unmatched_count; i++) {
        uint32_t mentee = facts_number(f, ROLE_MENTEE, f->pairing->unmatched[i].mentee);
        int32_t stage = mentee == FACTS_NOBODY ? -1 : f->people[ROLE_MENTEE][mentee].stage;
        if (stage >= 0 && stages_allow(f, mentor_stage, stage)) {
            return true;
        }
    }
    return false;
}

static bool everybody_unmatched_has_a_stage(const facts *f) {
    for (uint32_t i = 0; i < f->pairing->unmatched_count; i++) {
        uint32_t mentee = facts_number(f, ROLE_MENTEE, f->pairing->unmatched[i].mentee);
        if (mentee == FACTS_NOBODY || f->people[ROLE_MENTEE][mentee].stage < 0) {
            return false;
        }
    }
    return f->pairing->unmatched_count > 0;
}

phrase stages_of_free(scribe *s, const facts *f) {
    int32_t stage = stages_one_of_free(f);
    uint32_t mentors = f->pairing->free_mentor_count;
    if (stage < 0 || mentors < 2) {
        return (phrase){NULL, 0};
    }
    phrase are = SAY(s, mentors == 2 ? SAY_BOTH_ARE : SAY_ALL_ARE, mentors, say_words(mentors),
                     say_phrase(stages_people_are(s, f, stage)));
    are = phrase_raised(s, are);
    if (!everybody_unmatched_has_a_stage(f) || helps_somebody(f, stage)) {
        return SAY(s, SAY_SENTENCE, 0, say_phrase(are));
    }
    int32_t *others = scribe_room(s, f->program->career_stages.count, sizeof *others);
    uint32_t count = 0;
    for (int32_t i = 0; others != NULL && i < (int32_t)f->program->career_stages.count; i++) {
        if (i != stage && helps_somebody(f, i)) {
            others[count++] = i;
        }
    }
    int32_t least = f->program->rules.minimum_stage_gap;
    sentence nobody = least == 1 ? SAY_NOBODY_A_STAGE_BEHIND : least == 0 ? SAY_NOBODY_AT_STAGE : SAY_NOBODY_FITS_STAGE;
    phrase kinds = count > 0 ? phrase_raised(s, stages_list(s, f, others, count, " or ", false)) : (phrase){NULL, 0};
    const phrase parts[] = {SAY(s, nobody, 0, say_phrase(are)),
                            count > 0 ? SAY(s, SAY_WOULD_HELP, 0, say_phrase(kinds)) : kinds};
    return phrase_list(s, parts, 2, " ", " ");
}
