// Criteria and rules in words.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/criteria.h"

#include "reports/reasons.h"

criteria_entry *criteria_shown(scribe *s, const facts *f, uint32_t *count, int64_t *weights) {
    criteria_entry *shown = scribe_room(s, f->program->criterion_count, sizeof *shown);
    uint32_t private_at = FACTS_NOBODY;
    *count = 0;
    *weights = 0;
    for (uint32_t i = 0; shown != NULL && i < f->program->criterion_count; i++) {
        const criterion *by = &f->program->criteria[i];
        *weights += by->weight;
        if (by->is_private && private_at != FACTS_NOBODY) {
            shown[private_at].weight += by->weight;
            continue;
        }
        private_at = by->is_private ? *count : private_at;
        shown[(*count)++] = (criteria_entry){by->is_private ? NULL : by, by->weight};
    }
    return shown;
}

phrase criteria_name(scribe *s, const criteria_entry *e) {
    return e->criterion == NULL ? SAY_PLAIN(s, SAY_NOT_SHOWN) : phrase_foreign(s, RUN_TEXT, e->criterion->name);
}

static phrase gap_name(scribe *s, int32_t gap_stages, bool first) {
    int32_t stages = gap_stages < 0 ? -gap_stages : gap_stages;
    if (gap_stages == 0) {
        return SAY_PLAIN(s, SAY_GAP_SAME);
    }
    if (gap_stages < 0) {
        return SAY(s, SAY_GAP_BEHIND, stages, say_words(stages));
    }
    return first ? SAY(s, SAY_GAP_AHEAD, stages, say_words(stages))
                 : phrase_of(s, RUN_TEXT, numbers_words(s, stages, false));
}

// Ahead first, then the same stage, then behind.
static phrase how_stage_gap(scribe *s, const criterion *by) {
    phrase *parts = scribe_room(s, by->gap_count, sizeof *parts);
    uint32_t used = 0;
    for (uint32_t i = 0; parts != NULL && i < by->gap_count; i++) {
        if (by->gap_scores[i].gap_stages > 0) {
            parts[used] = SAY(s, SAY_GAP_SCORE, 0, say_phrase(gap_name(s, by->gap_scores[i].gap_stages, used == 0)),
                              say_text(numbers_limit(s, by->gap_scores[i].score_bp)));
            used++;
        }
    }
    for (uint32_t i = by->gap_count; parts != NULL && i > 0; i--) {
        if (by->gap_scores[i - 1].gap_stages <= 0) {
            parts[used++] = SAY(s, SAY_GAP_SCORE, 0, say_phrase(gap_name(s, by->gap_scores[i - 1].gap_stages, false)),
                                say_text(numbers_limit(s, by->gap_scores[i - 1].score_bp)));
        }
    }
    return parts == NULL ? (phrase){NULL, 0} : phrase_list(s, parts, used, ", ", ", ");
}

static bool is_about(const criterion *by, field_known field_number) {
    return by->field == (uint32_t)field_number;
}

// A number of ten-thousandths as short as it is exact; up to twelve in words.
static span plain_number(scribe *s, int64_t ten_thousandths) {
    if (ten_thousandths % 10000 == 0) {
        return numbers_words(s, ten_thousandths / 10000, false);
    }
    int places = 4;
    int64_t part = ten_thousandths % 10000;
    while (part % 10 == 0) {
        part /= 10;
        places--;
    }
    return scribe_format(s, "%d.%0*d", (int)(ten_thousandths / 10000), places, (int)part);
}

static phrase how_distance(scribe *s, const criterion *by) {
    bool hours = is_about(by, FIELD_TIME_ZONE);
    int64_t loss_bp = by->zero_at > 0 ? 10000 * INT64_C(10000) / by->zero_at : 0;
    // "25 less for each hour" where that is exact.
    if (hours && loss_bp > 0 && 10000 * INT64_C(10000) % by->zero_at == 0) {
        return SAY(s, SAY_HOW_HOURS, 0, say_text(numbers_limit(s, (int32_t)loss_bp)));
    }
    return SAY(s, hours ? SAY_HOW_TIME_ZONE : SAY_HOW_DISTANCE, by->zero_at == 10000,
               say_text(plain_number(s, by->zero_at)));
}

static phrase how_kind(scribe *s, const facts *f, const criterion *by) {
    switch (by->kind) {
    case KIND_STAGE_GAP:
        return how_stage_gap(s, by);
    case KIND_OVERLAP: {
        sentence share = is_about(by, FIELD_AREAS) ? SAY_HOW_AREAS : SAY_HOW_CHOICES;
        phrase related = by->related_bp > 0 ? SAY(s, SAY_HOW_RELATED, 0, say_text(numbers_limit(s, by->related_bp)))
                                            : (phrase){NULL, 0};
        phrase parts[] = {SAY(s, by->ranked ? SAY_HOW_RANKED : SAY_HOW_UNRANKED, 0, say_phrase(SAY_PLAIN(s, share))),
                          SAY(s, SAY_HOW_OFFERED, 0, say_phrase(related))};
        return phrase_list(s, parts, 2, ": ", ": ");
    }
    case KIND_EQUAL: {
        phrase *any = scribe_room(s, by->any_count, sizeof *any);
        for (uint32_t i = 0; any != NULL && i < by->any_count; i++) {
            any[i] = SAY(s, SAY_QUOTED, 0, say_phrase(phrase_foreign(s, RUN_TEXT, by->any[i])));
        }
        if (any == NULL || by->any_count == 0) {
            return SAY_PLAIN(s, SAY_HOW_EQUAL);
        }
        return SAY(s, SAY_HOW_EQUAL_ANY, 0, say_phrase(phrase_list(s, any, by->any_count, ", ", " or ")));
    }
    case KIND_DISTANCE:
        return how_distance(s, by);
    case KIND_NAMED:
        return SAY_PLAIN(s, by->asker == 0 ? SAY_HOW_NAMED_BY_MENTOR : SAY_HOW_NAMED);
    case KIND_GIVEN:
        return SAY(s, SAY_HOW_GIVEN, 0, say_phrase(phrase_foreign(s, RUN_TEXT, by->file)));
    }
    (void)f;
    return (phrase){NULL, 0};
}

phrase criteria_how(scribe *s, const facts *f, const criteria_entry *e) {
    if (e->criterion == NULL) {
        return SAY_PLAIN(s, SAY_COUNTED_NOT_SHOWN);
    }
    const criterion *by = e->criterion;
    static const sentence MISSING[] = {
        [MISSING_SKIP] = SAY_MISSING_SKIP, [MISSING_NEUTRAL] = SAY_MISSING_NEUTRAL, [MISSING_ZERO] = SAY_MISSING_ZERO};
    phrase only = {NULL, 0};
    if (by->only_if_field != NONE) {
        phrase *answers = scribe_room(s, by->only_if_count, sizeof *answers);
        for (uint32_t i = 0; answers != NULL && i < by->only_if_count; i++) {
            answers[i] = SAY(s, SAY_QUOTED, 0, say_phrase(phrase_foreign(s, RUN_TEXT, by->only_if_equals[i])));
        }
        phrase all = answers == NULL ? (phrase){NULL, 0} : phrase_list(s, answers, by->only_if_count, ", ", " or ");
        only =
            SAY(s, SAY_ONLY_IF, 0, say_phrase(phrase_foreign(s, RUN_TEXT, f->program->fields[by->only_if_field].name)),
                say_phrase(all));
    }
    // That nothing counts as nothing needs no words where it is usual.
    bool usually_zero = by->kind == KIND_STAGE_GAP || (by->kind == KIND_OVERLAP && is_about(by, FIELD_AREAS));
    bool says_missing = by->when_missing != MISSING_ZERO || !usually_zero;
    const phrase parts[] = {how_kind(s, f, by),
                            says_missing ? SAY_PLAIN(s, MISSING[by->when_missing]) : (phrase){NULL, 0}, only};
    return phrase_list(s, parts, 3, "; ", "; ");
}

// ---- how to read a fit ------------------------------------------------------------------------------------------

static span points_of(scribe *s, int64_t weight, int64_t weights) {
    int64_t hundredths = weights > 0 ? (2 * weight * 10000 + weights) / (2 * weights) : 0;
    return hundredths % 100 == 0 ? numbers_digits(s, hundredths / 100) : numbers_points(s, hundredths, 1);
}

// Within the paragraph: the best gaps, and that others count less.
static phrase read_stage_gap(scribe *s, const criterion *by) {
    phrase *full = scribe_room(s, by->gap_count, sizeof *full);
    uint32_t used = 0;
    int32_t best_bp = 0;
    for (uint32_t i = 0; i < by->gap_count; i++) {
        best_bp = by->gap_scores[i].score_bp > best_bp ? by->gap_scores[i].score_bp : best_bp;
    }
    for (uint32_t i = 0; full != NULL && i < by->gap_count; i++) {
        if (by->gap_scores[i].score_bp == best_bp) {
            full[used++] = gap_name(s, by->gap_scores[i].gap_stages, true);
        }
    }
    phrase all = full == NULL ? (phrase){NULL, 0} : phrase_list(s, full, used, ", ", " or ");
    return best_bp == 10000 ? SAY(s, SAY_READ_STAGE_FULL, 0, say_phrase(all))
                            : SAY(s, SAY_READ_STAGE_MOST, 0, say_phrase(all));
}

static phrase read_one(scribe *s, const facts *f, const criteria_entry *e, int64_t weights) {
    span points = points_of(s, e->weight, weights);
    if (e->criterion == NULL) {
        return SAY(s, SAY_READ_NOT_SHOWN, 0, say_text(points));
    }
    const criterion *by = e->criterion;
    phrase how;
    if (by->kind == KIND_STAGE_GAP) {
        how = read_stage_gap(s, by);
    } else if (by->kind == KIND_OVERLAP) {
        phrase related = by->related_bp > 0
                             ? SAY(s, is_about(by, FIELD_AREAS) ? SAY_READ_RELATED : SAY_READ_RELATED_CHOICE, 0,
                                   say_limit(by->related_bp))
                             : (phrase){NULL, 0};
        const phrase parts[] = {SAY_PLAIN(s, is_about(by, FIELD_AREAS)
                                                 ? (by->ranked ? SAY_READ_AREAS_RANKED : SAY_READ_AREAS)
                                             : by->ranked ? SAY_READ_CHOICES_RANKED
                                                          : SAY_READ_CHOICES),
                                related};
        how = phrase_list(s, parts, 2, "; ", "; ");
    } else if (by->kind == KIND_DISTANCE) {
        how = SAY(s, is_about(by, FIELD_TIME_ZONE) ? SAY_READ_TIME_ZONE : SAY_READ_DISTANCE, by->zero_at == 10000,
                  say_text(plain_number(s, by->zero_at)));
    } else {
        how = how_kind(s, f, by);
    }
    return SAY(s, SAY_READ_CRITERION, 0, say_phrase(reasons_lowered(s, by->name, RUN_TEXT)), say_text(points),
               say_phrase(how));
}

phrase criteria_how_to_read(scribe *s, const facts *f) {
    uint32_t count;
    int64_t weights;
    criteria_entry *shown = criteria_shown(s, f, &count, &weights);
    phrase *parts = scribe_room(s, count, sizeof *parts);
    if (shown == NULL || parts == NULL) {
        return (phrase){NULL, 0};
    }
    bool skips = false;
    for (uint32_t i = 0; i < count; i++) {
        parts[i] = read_one(s, f, &shown[i], weights);
        skips = skips || (shown[i].criterion != NULL && (shown[i].criterion->when_missing == MISSING_SKIP ||
                                                         shown[i].criterion->only_if_field != NONE));
    }
    const rules *in_force = &f->program->rules;
    const phrase sentences[] = {
        SAY(s, SAY_READ_FIT, count, say_words(count), say_phrase(phrase_list(s, parts, count, ", ", " and "))),
        skips ? SAY_PLAIN(s, SAY_READ_SKIPS) : (phrase){NULL, 0},
        in_force->minimum_score_bp > 1
            ? SAY(s, SAY_READ_LIMITS, 0, say_limit(in_force->minimum_score_bp), say_limit(f->program->weak_below_bp))
            : SAY(s, SAY_READ_WEAK, 0, say_limit(f->program->weak_below_bp)),
    };
    return phrase_list(s, sentences, 3, " ", " ");
}

// ---- rules ------------------------------------------------------------------------------------------------------

static int64_t rows_of(const facts *f, const char *role_name) {
    int64_t rows = 0;
    for (uint32_t i = 0; i < f->pairing->input_count; i++) {
        rows += span_equal(f->pairing->inputs[i].role, span_of(role_name)) ? f->pairing->inputs[i].rows : 0;
    }
    return rows;
}

static int64_t vetoes(const facts *f) {
    int64_t count = 0;
    for (uint32_t i = 0; i < f->pairing->decision_count; i++) {
        count += span_equal(f->pairing->decisions[i].decision, SPAN("veto"));
    }
    return count;
}

// Without anybody's stage the rules on the gap rule nobody out.
static bool has_stages(const facts *f) {
    for (role side = 0; side < ROLE_COUNT; side++) {
        for (uint32_t i = 0; i < f->count[side]; i++) {
            if (f->people[side][i].stage >= 0) {
                return true;
            }
        }
    }
    return false;
}

uint32_t criteria_rules(scribe *s, const facts *f, phrase *out) {
    const rules *r = &f->program->rules;
    uint32_t count = 0;
    int32_t least = r->minimum_stage_gap, most = r->maximum_stage_gap;
    if (has_stages(f)) {
        out[count++] = least == 0 ? SAY_PLAIN(s, SAY_RULE_NOT_BEHIND)
                                  : SAY(s, least > 0 ? SAY_RULE_AT_LEAST_AHEAD : SAY_RULE_AT_MOST_BEHIND,
                                        least < 0 ? -least : least, say_words(least < 0 ? -least : least));
        if (r->has_maximum_stage_gap) {
            out[count++] =
                most <= 0 ? SAY_PLAIN(s, SAY_RULE_NOT_AHEAD) : SAY(s, SAY_RULE_AT_MOST_AHEAD, most, say_words(most));
        }
    }
    out[count++] = SAY(s, r->minimum_score_bp > 1 ? SAY_RULE_FIT : SAY_RULE_ANY_FIT, 0, say_limit(r->minimum_score_bp));
    out[count++] = SAY_PLAIN(s, r->same_institution_never ? SAY_RULE_INSTITUTION : SAY_RULE_INSTITUTION_ALLOWED);
    int64_t past = rows_of(f, "past");
    out[count++] = !r->past_pairs_never ? SAY_PLAIN(s, SAY_RULE_PAST_ALLOWED)
                   : past > 0           ? SAY(s, SAY_RULE_PAST_KNOWN, past, say_digits(past))
                                        : SAY_PLAIN(s, SAY_RULE_PAST);
    int64_t vetoed = vetoes(f);
    out[count++] = vetoed > 0 ? SAY(s, SAY_RULE_VETOES, vetoed, say_digits(vetoed)) : SAY_PLAIN(s, SAY_RULE_CONFLICT);
    out[count++] = SAY_PLAIN(s, r->better_direction ? SAY_RULE_DIRECTION : SAY_RULE_DIRECTION_ALLOWED);
    if (f->pinned_count > 0) {
        out[count++] = SAY(s, SAY_RULE_PINS, f->pinned_count, say_digits(f->pinned_count));
    }
    return count;
}
