// The rows of "What needs your attention", most pressing first.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/attention.h"

#include "reports/stages.h"
#include "reports/unmatched.h"

static document_item *attend(scribe *s, block *list, int64_t count, phrase clause, phrase rest, const char *target) {
    const phrase parts[] = {clause, rest};
    document_item *item = block_add_item(s, list, phrase_list(s, parts, 2, " ", " "));
    item->count = count < 0 ? SPAN("") : numbers_digits(s, count);
    item->target = target;
    return item;
}

static void attend_time(scribe *s, const facts *f, block *list) {
    if (f->has_due && f->days_left < 0) {
        span day = numbers_date(s, f->program->calendar[CALENDAR_DUE].day, true);
        attend(s, list, -1, SAY(s, SAY_ATTENTION_OVERDUE, -f->days_left, say_text(day), say_digits(-f->days_left)),
               (phrase){NULL, 0}, NULL);
    }
    if (f->pairing->options.stopped != STOPPED_NOT && f->unproven_levels > 0) {
        attend(s, list, f->unproven_levels, SAY_COUNTED(s, SAY_ATTENTION_UNPROVEN, f->unproven_levels),
               SAY_PLAIN(s, SAY_ATTENTION_UNPROVEN_REST), "made");
    }
}

static void attend_ruled_out(scribe *s, const facts *f, block *list) {
    const summary *sum = &f->pairing->summary;
    if (sum->pairs > 0 || sum->mentees == 0 || sum->places == 0 || sum->eligible_pairs > 0) {
        return;
    }
    phrase reasons = unmatched_ruled_out_total(s, f);
    int64_t possible = (int64_t)sum->mentees * sum->mentors;
    attend(s, list, possible, SAY_COUNTED(s, SAY_ATTENTION_RULED_OUT, possible), reasons, "unpaired");
    int64_t opens;
    phrase remedy = unmatched_best_remedy(s, f, &opens);
    if (!phrase_empty(remedy)) {
        attend(s, list, opens, SAY(s, SAY_ATTENTION_REMEDY, opens, say_phrase(remedy)), (phrase){NULL, 0}, "unpaired");
    }
}

static phrase unmatched_clause(scribe *s, const facts *f, unmatched_reason why, bool *begun) {
    const pairing *p = f->pairing;
    phrase names[3];
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->unmatched_count; i++) {
        if (p->unmatched[i].reason == why) {
            if (count < 3) {
                names[count] = facts_name_of(s, f, ROLE_MENTEE, p->unmatched[i].mentee, RUN_TEXT);
            }
            count++;
        }
    }
    static const struct {
        sentence all, some, some_raised; // raised: at the start of the sentence
        bool count_leads;                // the count is the first word
    } SENTENCES_OF[] = {
        [UNMATCHED_NO_ELIGIBLE_MENTOR] = {SAY_ALL_NO_ELIGIBLE, SAY_SOME_NO_ELIGIBLE, SAY_SOME_NO_ELIGIBLE_RAISED, false},
        [UNMATCHED_NO_PLACE] = {SAY_ALL_COMPETE, SAY_SOME_COMPETE, SAY_SOME_COMPETE, true},
        [UNMATCHED_PINNED] = {SAY_ALL_PINNED, SAY_SOME_PINNED, SAY_SOME_PINNED_RAISED, false},
        [UNMATCHED_GOAL] = {SAY_ALL_GOAL, SAY_SOME_GOAL, SAY_SOME_GOAL, true},
        [UNMATCHED_TIME_LIMIT] = {SAY_ALL_TIME_LIMIT, SAY_SOME_TIME_LIMIT, SAY_SOME_TIME_LIMIT_RAISED, false},
    };
    if (count == 0) {
        return (phrase){NULL, 0};
    }
    bool first = !*begun;
    *begun = true;
    if (count == p->unmatched_count && count > 1) {
        return SAY_PLAIN(s, SENTENCES_OF[why].all);
    }
    phrase who = phrase_of(s, RUN_TEXT, numbers_words(s, count, first && SENTENCES_OF[why].count_leads));
    // Those who compete are many and alike; the others are named, up to three.
    if (why != UNMATCHED_NO_PLACE && count <= 3) {
        who = SAY(s, SAY_COUNT_NAMED, count, say_phrase(who),
                  say_phrase(phrase_list(s, names, count, ", ", " and ")));
    }
    return SAY(s, first ? SENTENCES_OF[why].some_raised : SENTENCES_OF[why].some, count, say_phrase(who));
}

static void attend_unmatched(scribe *s, const facts *f, block *list) {
    static const unmatched_reason ORDER[] = {UNMATCHED_NO_PLACE, UNMATCHED_NO_ELIGIBLE_MENTOR, UNMATCHED_PINNED,
                                             UNMATCHED_GOAL, UNMATCHED_TIME_LIMIT};
    uint32_t count = f->pairing->unmatched_count;
    if (count == 0 || f->count[ROLE_MENTOR] == 0) {
        return;
    }
    phrase clauses[5];
    bool begun = false;
    for (size_t i = 0; i < 5; i++) {
        clauses[i] = unmatched_clause(s, f, ORDER[i], &begun);
    }
    phrase all = phrase_list(s, clauses, 5, "; ", "; ");
    attend(s, list, count, SAY_COUNTED(s, SAY_ATTENTION_UNPAIRED, count),
           SAY(s, SAY_ATTENTION_UNPAIRED_REST, count, say_phrase(all)), "unpaired");
}

static void attend_free(scribe *s, const facts *f, block *list) {
    uint32_t places = f->pairing->summary.free_places, mentors = f->pairing->free_mentor_count;
    if (places == 0 || f->count[ROLE_MENTEE] == 0) {
        return;
    }
    attend(s, list, places,
           SAY(s, mentors == 1 ? SAY_ATTENTION_FREE_ONE : SAY_ATTENTION_FREE, places, say_words(mentors)),
           stages_of_free(s, f), "free");
}

// Numbers of the five weakest pairs, in their order.
static phrase five_weakest(scribe *s, const facts *f, uint32_t *numbers, uint32_t count) {
    phrase named[5];
    for (uint32_t i = 0; i < 5; i++) { // the five least to the front, ties by number
        for (uint32_t j = i + 1; j < count; j++) {
            int32_t left = f->pairing->pairs[f->ranked_pairs[numbers[i] - 1]].score_bp;
            int32_t right = f->pairing->pairs[f->ranked_pairs[numbers[j] - 1]].score_bp;
            if (right < left || (right == left && numbers[j] < numbers[i])) {
                uint32_t kept = numbers[i];
                numbers[i] = numbers[j];
                numbers[j] = kept;
            }
        }
    }
    for (uint32_t i = 0; i < 5; i++) {
        uint32_t least = i;
        for (uint32_t j = i + 1; j < 5; j++) {
            least = numbers[j] < numbers[least] ? j : least;
        }
        uint32_t kept = numbers[i];
        numbers[i] = numbers[least];
        numbers[least] = kept;
        named[i] = phrase_of(s, RUN_TEXT, numbers_digits(s, numbers[i]));
    }
    return phrase_list(s, named, 5, ", ", " and ");
}

static void attend_weak(scribe *s, const facts *f, block *list) {
    if (f->weak_count == 0) {
        return;
    }
    phrase *names = scribe_room(s, f->weak_count, sizeof *names);
    uint32_t *weakest = scribe_room(s, f->weak_count, sizeof *weakest); // pair numbers
    uint32_t count = 0;
    for (uint32_t i = 0; names != NULL && weakest != NULL && i < f->pairing->pair_count; i++) {
        uint32_t pair = f->ranked_pairs[i];
        if (facts_is_weak(f, f->pairing->pairs[pair].score_bp)) {
            phrase name = facts_name(s, f, ROLE_MENTEE, f->pair_person[ROLE_MENTEE][pair], RUN_TEXT);
            names[count] = SAY(s, SAY_NAME_WITH_FIT, 0, say_phrase(name), say_fit(f->pairing->pairs[pair].score_bp));
            weakest[count++] = i + 1;
        }
    }
    phrase rest;
    if (count <= 5) {
        rest = SAY(s, SAY_ATTENTION_WEAK_NAMED, count, say_phrase(phrase_list(s, names, count, ", ", " and ")));
    } else {
        rest = SAY(s, SAY_ATTENTION_WEAK_FIVE, count, say_phrase(five_weakest(s, f, weakest, count)));
    }
    attend(s, list, count, SAY(s, SAY_ATTENTION_WEAK, count, say_limit(f->program->weak_below_bp)), rest, "pairs");
}

static phrase pins_cost(scribe *s, const facts *f) {
    const pairing *p = f->pairing;
    if (!p->without_pins_known) {
        return (phrase){NULL, 0};
    }
    int64_t pairs = (int64_t)p->without_pins.pairs - p->summary.pairs;
    int64_t points = p->without_pins.total_score_bp - p->summary.total_score_bp;
    if (pairs == 0 && points == 0) {
        return SAY_PLAIN(s, SAY_PINS_COST_NOTHING);
    }
    if (pairs == 0 && points > 0) {
        return SAY(s, SAY_PINS_COST_POINTS, f->pinned_count, say_points(points));
    }
    if (pairs > 0) {
        return SAY(s, f->pinned_count == 1 ? SAY_PIN_COSTS_PAIRS : SAY_PINS_COST_PAIRS, pairs, say_words(pairs));
    }
    // More pairs, or more fit, than any pairing without them: a pin may override a rule.
    return SAY(s, SAY_PINS_OTHERWISE, p->without_pins.pairs, say_words(p->without_pins.pairs),
               say_points(p->without_pins.total_score_bp));
}

static void attend_pins(scribe *s, const facts *f, block *list) {
    if (f->pinned_count == 0) {
        return;
    }
    attend(s, list, f->pinned_count, SAY_COUNTED(s, SAY_ATTENTION_PINS, f->pinned_count), pins_cost(s, f), "made");
}

static void attend_aside(scribe *s, const facts *f, block *list) {
    static const struct {
        aside_code code;
        sentence says;
    } ORDER[] = {{ASIDE_LATE, SAY_ASIDE_LATE},
                 {ASIDE_REQUIREMENT, SAY_ASIDE_REQUIREMENT},
                 {ASIDE_INVALID, SAY_ASIDE_INVALID},
                 {ASIDE_SUPERSEDED, SAY_ASIDE_SUPERSEDED},
                 {ASIDE_WITHDRAWN, SAY_ASIDE_WITHDRAWN}};
    uint32_t total = f->pairing->aside_count;
    phrase clauses[5];
    bool first = true;
    for (size_t i = 0; i < 5; i++) {
        uint32_t count = 0;
        for (uint32_t j = 0; j < total; j++) {
            count += span_equal(f->pairing->asides[j].code, span_of(aside_name(ORDER[i].code)));
        }
        clauses[i] =
            count == 0 ? (phrase){NULL, 0} : SAY(s, ORDER[i].says, count, first ? say_raised(count) : say_words(count));
        first = first && count == 0;
    }
    if (total > 0) {
        phrase all = phrase_list(s, clauses, 5, ", ", ", ");
        attend(s, list, total, SAY_COUNTED(s, SAY_ATTENTION_ASIDE, total), SAY(s, SAY_SENTENCE, 0, say_phrase(all)),
               "aside");
    }
}

void attention_list(scribe *s, const facts *f, block *section) {
    const summary *sum = &f->pairing->summary;
    block_add_words(s, section, BLOCK_TITLE, SAY_PLAIN(s, SAY_TITLE_ATTENTION));
    block *list = block_add(s, section, BLOCK_ATTENTION);
    attend_time(s, f, list);
    attend_ruled_out(s, f, list);
    attend_unmatched(s, f, list);
    document_item *before_free = list->last_item;
    attend_free(s, f, list);
    attend_weak(s, f, list);
    attend_pins(s, f, list);
    attend_aside(s, f, list);
    // Free places alone need nobody's attention when nobody is waiting for one.
    bool free_alone = before_free == NULL && list->items != NULL && list->items->next == NULL && sum->free_places > 0 &&
                      sum->unmatched_mentees == 0;
    if (list->items == NULL || free_alone) {
        list->kind = BLOCK_BODY;
        list->items = NULL;
        uint32_t mentors = f->pairing->free_mentor_count;
        phrase free_places = free_alone ? SAY(s, mentors == 1 ? SAY_NOTHING_BUT_FREE_ONE : SAY_NOTHING_BUT_FREE,
                                              sum->free_places, say_raised(sum->free_places), say_words(mentors))
                                        : (phrase){NULL, 0};
        const phrase parts[] = {SAY_PLAIN(s, SAY_ATTENTION_NOTHING), free_places};
        list->words = phrase_list(s, parts, 2, " ", " ");
    }
}
