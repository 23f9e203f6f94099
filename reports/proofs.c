// Proof sentences, goal by goal. A goal is judged among the pairings that are best by the goals before it, and says so.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/proofs.h"

typedef struct goal_words {
    sentence could, does;      // "fill more places", "fills more places", within the lead
    sentence proven, unproven; // the list's sentences
    sentence measure;          // "The total fit", for how far it may fall short
    sentence goal;             // "The highest total fit, in points"
} goal_words;

static const goal_words *words_of(level_kind goal) {
    static const goal_words WORDS[LEVEL_COUNT] = {
        [LEVEL_MOST_MATCHED] = {SAY_COULD_MATCH, SAY_DOES_MATCH, SAY_PROVEN_MATCHED, SAY_UNPROVEN_MATCHED,
                                SAY_MEASURE_MATCHED, SAY_GOAL_MATCHED},
        [LEVEL_PRIORITY_MATCHED] = {SAY_COULD_PRIORITY, SAY_DOES_PRIORITY, SAY_PROVEN_PRIORITY, SAY_UNPROVEN_PRIORITY,
                                    SAY_MEASURE_PRIORITY, SAY_GOAL_PRIORITY},
        [LEVEL_MOST_MENTORS] = {SAY_COULD_MENTORS, SAY_DOES_MENTORS, SAY_PROVEN_MENTORS, SAY_UNPROVEN_MENTORS,
                                SAY_MEASURE_MENTORS, SAY_GOAL_MENTORS},
        [LEVEL_BEST_WORST] = {SAY_COULD_WORST, SAY_DOES_WORST, SAY_PROVEN_WORST, SAY_UNPROVEN_WORST, SAY_MEASURE_WORST,
                              SAY_GOAL_WORST},
        [LEVEL_BEST_TOTAL] = {SAY_COULD_TOTAL, SAY_DOES_TOTAL, SAY_PROVEN_TOTAL, SAY_UNPROVEN_TOTAL, SAY_MEASURE_TOTAL,
                              SAY_GOAL_TOTAL},
        [LEVEL_FAIREST] = {SAY_COULD_FAIREST, SAY_DOES_FAIREST, SAY_PROVEN_FAIREST, SAY_UNPROVEN_FAIREST,
                           SAY_MEASURE_FAIREST, SAY_GOAL_FAIREST},
        [LEVEL_FEWEST_CHANGES] = {SAY_COULD_KEEP, SAY_DOES_KEEP, SAY_PROVEN_KEEP, SAY_UNPROVEN_KEEP, SAY_MEASURE_KEEP,
                                  SAY_GOAL_KEEP},
        [LEVEL_DRAW] = {SAY_COULD_TOTAL, SAY_DOES_TOTAL, SAY_PROVEN_TOTAL, SAY_UNPROVEN_TOTAL, SAY_MEASURE_TOTAL,
                        SAY_GOAL_TOTAL},
    };
    return &WORDS[goal];
}

phrase proofs_goal(scribe *s, level_kind goal, bool first) {
    phrase name = SAY_PLAIN(s, words_of(goal)->goal);
    return first ? phrase_raised(s, name) : SAY(s, SAY_GOAL_THEN, 0, say_phrase(name));
}

// ---- the lead ---------------------------------------------------------------------------------------------------

static bool everybody_is_paired(const facts *f) {
    const summary *sum = &f->pairing->summary;
    return sum->mentees > 0 && sum->pairs == f->wanted_places;
}

// "no pairing could fill more places", "none with 41 pairs fits better"
static phrase clause(scribe *s, const facts *f, uint32_t index, uint32_t said) {
    level_kind goal = f->pairing->objective[index].level;
    if (said == 0 && index == 0) {
        return SAY(s, SAY_CLAUSE_FIRST, 0, say_phrase(SAY_PLAIN(s, words_of(goal)->could)));
    }
    phrase does = SAY_PLAIN(s, words_of(goal)->does);
    uint32_t pairs = f->pairing->summary.pairs;
    bool by_size = index == 1 && f->pairing->objective[0].level == LEVEL_MOST_MATCHED;
    if (said == 0) {
        return SAY(s, SAY_CLAUSE_ALL, pairs, say_digits(pairs), say_phrase(does));
    }
    return by_size ? SAY(s, SAY_CLAUSE_OF_SIZE, pairs, say_digits(pairs), say_phrase(does))
                   : SAY(s, SAY_CLAUSE_AS_GOOD, 0, say_phrase(does));
}

static phrase gap(scribe *s, const level_result *level) {
    phrase what = SAY_PLAIN(s, words_of(level->level)->measure);
    if (!level->has_value || level->level == LEVEL_FAIREST || level->value >= level->bound) {
        return SAY(s, SAY_GAP_UNKNOWN, 0, say_phrase(what));
    }
    return SAY(s, SAY_GAP, 0, say_phrase(what), say_text(numbers_gap(s, level->value, level->bound)));
}

phrase proofs_lead(scribe *s, const facts *f) {
    phrase *clauses = scribe_room(s, f->goal_count, sizeof *clauses);
    const level_result *open = NULL;
    uint32_t count = 0, index = 0;
    // With everybody paired the first goal needs no proof.
    index += everybody_is_paired(f) && f->goal_count > 1 && f->pairing->objective[0].level == LEVEL_MOST_MATCHED;
    for (; clauses != NULL && index < f->goal_count && open == NULL; index++) {
        const level_result *level = &f->pairing->objective[index];
        if (level->proven) {
            clauses[count] = clause(s, f, index, count);
            count++;
        } else {
            open = level;
        }
    }
    phrase proven = {NULL, 0};
    if (count > 0) {
        phrase all = phrase_list(s, clauses, count, ", ", ", and ");
        bool names_rules = open == NULL && !everybody_is_paired(f);
        all = names_rules ? SAY(s, SAY_UNDER_RULES, 0, say_phrase(all)) : phrase_raised(s, all);
        sentence ending = count == 1 ? SAY_IS_PROVEN : count == 2 ? SAY_BOTH_PROVEN : SAY_ALL_PROVEN;
        proven = SAY(s, ending, count, say_phrase(all), say_words(count));
    }
    const phrase parts[] = {proven, open == NULL ? (phrase){NULL, 0} : gap(s, open)};
    return phrase_list(s, parts, 2, " ", " ");
}

// ---- the list ---------------------------------------------------------------------------------------------------

// "that keep the pins", where there are any.
static phrase with_pins(scribe *s, const facts *f) {
    return f->pinned_count > 0 ? SAY_COUNTED(s, SAY_THAT_KEEP_PINS, f->pinned_count) : (phrase){NULL, 0};
}

// What the pairings compared have in common by the goals before: "of this size", "that does as well by the goals
// before".
static phrase among(scribe *s, const facts *f, uint32_t index) {
    if (index == 0) {
        return (phrase){NULL, 0};
    }
    bool by_size = index == 1 && f->pairing->objective[0].level == LEVEL_MOST_MATCHED;
    return SAY_PLAIN(s, by_size ? SAY_OF_THIS_SIZE : SAY_AS_GOOD_BEFORE);
}

static uint32_t priority_mentees(const facts *f) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->count[ROLE_MENTEE]; i++) {
        const shown_value *priority = shown_person_value(f->people[ROLE_MENTEE][i].shown, "priority");
        count += priority != NULL && priority->kind == SHOWN_FLAG && priority->flag;
    }
    return count;
}

// How a proof by count ends; empty where the count does not stand in the file.
static phrase counted(scribe *s, const facts *f) {
    uint32_t must = 0;
    for (uint32_t i = 0; i < f->pairing->bottleneck_count; i++) {
        must += f->pairing->bottlenecks[i].must_go_without;
    }
    if (must == 0) {
        return SAY_PLAIN(s, SAY_PROOF_BY_PRICES);
    }
    return SAY(s, f->several_mentors ? SAY_PROOF_BY_COUNT_PLACES : SAY_PROOF_BY_COUNT, must, say_words(must));
}

static phrase matched(scribe *s, const facts *f, const level_result *level) {
    const summary *sum = &f->pairing->summary;
    if (!level->proven) {
        return SAY(s, SAY_UNPROVEN_MATCHED, 0, say_digits(level->value), say_digits(level->bound));
    }
    if (everybody_is_paired(f)) {
        return SAY_PLAIN(s, f->several_mentors ? SAY_PROVEN_ALL_PLACES : SAY_PROVEN_EVERYBODY);
    }
    if (sum->places == 0) {
        return SAY_PLAIN(s, SAY_PROVEN_NO_PLACE);
    }
    if (sum->eligible_pairs == 0) {
        return SAY_PLAIN(s, SAY_PROVEN_NO_PAIR_ALLOWED);
    }
    if (sum->free_places == 0) {
        return SAY_PLAIN(s, SAY_PROVEN_ALL_FILLED);
    }
    return SAY(s, SAY_PROVEN_MATCHED, 0, say_phrase(counted(s, f)));
}

// "36 of 40", where the earlier pairing's file is known.
static phrase kept(scribe *s, const facts *f, int64_t count) {
    int64_t rows = 0;
    for (uint32_t i = 0; i < f->pairing->input_count; i++) {
        rows += span_equal(f->pairing->inputs[i].role, SPAN("previous")) ? f->pairing->inputs[i].rows : 0;
    }
    return rows >= count && rows > 0 ? SAY(s, SAY_COUNT_OF, count, say_digits(count), say_digits(rows))
                                     : phrase_of(s, RUN_TEXT, numbers_digits(s, count));
}

static phrase item_of(scribe *s, const facts *f, uint32_t index) {
    const level_result *level = &f->pairing->objective[index];
    const goal_words *words = words_of(level->level);
    sentence code = level->proven ? words->proven : words->unproven;
    argument of_these = say_phrase(among(s, f, index));
    uint32_t pairs = f->pairing->summary.pairs;
    switch (level->level) {
    case LEVEL_MOST_MATCHED:
        return matched(s, f, level);
    case LEVEL_PRIORITY_MATCHED: {
        int64_t all = priority_mentees(f);
        return SAY(s, code, level->value, level->proven ? say_raised(level->value) : say_words(level->value),
                   level->proven ? say_words(all) : say_words(level->bound), of_these);
    }
    case LEVEL_MOST_MENTORS:
        return SAY(s, code, level->value, say_digits(level->value),
                   level->proven ? say_digits(f->pairing->summary.mentors) : say_digits(level->bound), of_these);
    case LEVEL_BEST_WORST:
        return level->has_value
                   ? SAY(s, code, 0, say_fit((int32_t)level->value), say_fit((int32_t)level->bound), of_these)
                   : SAY_PLAIN(s, SAY_PROVEN_WORST_NONE);
    case LEVEL_BEST_TOTAL:
        if (!level->proven) {
            return SAY(s, code, 0, say_points(level->value), say_points(level->bound), of_these);
        }
        return SAY(s, code, pairs, say_points(level->value), say_digits(pairs), of_these, say_phrase(with_pins(s, f)));
    case LEVEL_FAIREST:
        return SAY(s, code, 0, of_these);
    case LEVEL_FEWEST_CHANGES:
        return SAY(s, code, level->value,
                   level->proven ? say_phrase(kept(s, f, level->value)) : say_digits(level->value),
                   say_digits(level->bound), of_these);
    case LEVEL_DRAW:
    case LEVEL_COUNT:
        break;
    }
    return (phrase){NULL, 0};
}

static uint32_t pins_overriding(const facts *f, const char *code) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->pairing->decision_count; i++) {
        const shown_decision *shown = &f->pairing->decisions[i];
        for (uint32_t j = 0; j < shown->override_count; j++) {
            count += span_equal(shown->overrides[j], span_of(code));
        }
    }
    return count;
}

static phrase rules_item(scribe *s, const facts *f) {
    static const struct {
        const char *code;
        sentence says;
    } OVERRIDES[] = {{"below_minimum_score", SAY_PIN_BELOW_MINIMUM},
                     {"stage_gap", SAY_PIN_STAGE_GAP},
                     {"same_institution", SAY_PIN_SAME_INSTITUTION},
                     {"past_pair", SAY_PIN_PAST_PAIR},
                     {"other_direction", SAY_PIN_OTHER_DIRECTION}};
    const rules *in_force = &f->program->rules;
    phrase shares[3] = {{NULL, 0}};
    uint32_t count = 0;
    if (in_force->same_institution_never && pins_overriding(f, "same_institution") == 0) {
        shares[count++] = SAY_PLAIN(s, SAY_SHARES_INSTITUTION);
    }
    if (in_force->past_pairs_never && pins_overriding(f, "past_pair") == 0) {
        shares[count++] = SAY_PLAIN(s, SAY_SHARES_PAST);
    }
    shares[count++] = SAY_PLAIN(s, SAY_SHARES_CONFLICT);
    phrase parts[6];
    uint32_t used = 0;
    parts[used++] = SAY(s, SAY_PROVEN_RULES, 0, say_phrase(phrase_list(s, shares, count, ", ", " or ")));
    for (size_t i = 0; i < sizeof OVERRIDES / sizeof OVERRIDES[0]; i++) {
        uint32_t pins = pins_overriding(f, OVERRIDES[i].code);
        if (pins > 0) {
            parts[used++] = SAY(s, OVERRIDES[i].says, pins, say_raised(pins), say_limit(in_force->minimum_score_bp));
        }
    }
    return phrase_list(s, parts, used, " ", " ");
}

void proofs_list(scribe *s, const facts *f, block *section) {
    block *list = block_add(s, section, BLOCK_PROOFS);
    bool has_pairs = f->pairing->summary.pairs > 0;
    for (uint32_t i = 0; i < f->goal_count; i++) {
        const level_result *level = &f->pairing->objective[i];
        if (has_pairs || level->level == LEVEL_MOST_MATCHED) {
            document_item *item = block_add_item(s, list, item_of(s, f, i));
            item->proven = level->proven;
            if (level->level == LEVEL_MOST_MATCHED && level->proven && f->pairing->bottleneck_count > 0 &&
                !everybody_is_paired(f) && f->pairing->summary.free_places > 0) {
                item->target = "unpaired"; // whose groups are that count
            }
        }
    }
    if (has_pairs) {
        document_item *item = block_add_item(s, list, rules_item(s, f));
        item->proven = true;
    }
}
