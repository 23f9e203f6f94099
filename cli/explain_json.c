// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain_json.h"

#include "json_result.h"

static json_t *ids_json(const span *ids, uint32_t count) {
    json_t *list = json_array();
    for (uint32_t i = 0; ids != NULL && i < count; i++) {
        (void)json_array_append_new(list, json_result_span(ids[i]));
    }
    return list;
}

// ---- pairs ------------------------------------------------------------------------------------------------------

static json_t *criteria_json(const shown_criterion *criteria, uint32_t count) {
    json_t *list = json_array();
    for (uint32_t k = 0; k < count; k++) {
        const shown_criterion *it = &criteria[k];
        (void)json_array_append_new(list, json_pack("{s:o, s:i, s:i, s:I, s:o}", "name", json_result_span(it->name), "weight", (int)it->weight, "similarity",
                                                    (int)it->similarity_bp, "product", (json_int_t)it->weight * it->similarity_bp, "because",
                                                    json_result_span(it->because)));
    }
    return list;
}

// The sum as it can be checked by hand; its fit is `score` but for the rounding of what is not shown.
static json_t *fit_json(const shown_criterion *criteria, uint32_t count, int32_t score_bp) {
    json_int_t weights = 0, sum = 0;
    for (uint32_t k = 0; k < count; k++) {
        weights += criteria[k].weight;
        sum += (json_int_t)criteria[k].weight * criteria[k].similarity_bp;
    }
    return json_pack("{s:o, s:I, s:I, s:i}", "criteria", criteria_json(criteria, count), "sum", sum, "weights", weights, "score", (int)score_bp);
}

static json_t *pairs_json(const explain *x) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < x->stands->pair_count; i++) {
        const shown_pair *pair = &x->stands->pairs[i];
        const bool mentee = !x->asked[ROLE_MENTEE] || span_equal(pair->mentee, x->who[ROLE_MENTEE].id);
        const bool mentor = !x->asked[ROLE_MENTOR] || span_equal(pair->mentor, x->who[ROLE_MENTOR].id);
        if (mentee && mentor) {
            (void)json_array_append_new(list, json_pack("{s:o, s:o, s:b, s:o}", "mentee", json_result_span(pair->mentee), "mentor",
                                                        json_result_span(pair->mentor), "pinned", (int)pair->pinned, "fit",
                                                        fit_json(pair->criteria, pair->criterion_count, pair->score_bp)));
        }
    }
    return list;
}

static json_t *two_json(const explain *x) {
    if (!x->has_answer || !x->answer.about_pair) {
        return json_null();
    }
    const explained_pair *pair = &x->answer.pair;
    json_t *rules_against = json_array();
    for (uint32_t k = 0; k < pair->against.count; k++) {
        const against_rule *it = &pair->against.rules[k];
        (void)json_array_append_new(rules_against, json_pack("{s:s, s:o, s:b}", "code", reason_name(it->reason), "because", json_result_span(it->because),
                                                       "pin_overrides", (int)it->overridden));
    }
    return json_pack("{s:b, s:b, s:b, s:o, s:b, s:o, s:o}", "paired", (int)pair->paired, "pinned", (int)pair->pinned, "eligible", (int)pair->eligible,
                     "against", rules_against, "can_be_pinned", (int)pair->can_be, "cannot_because", json_result_text(pair->cannot_because), "fit",
                     fit_json(pair->criteria, pair->criterion_count, pair->score_bp));
}

// ---- those left out ---------------------------------------------------------------------------------------------

static json_t *ruled_out_json(const shown_ruled_out *codes, uint32_t count) {
    json_t *object = json_object();
    for (uint32_t k = 0; k < count; k++) {
        (void)json_object_setn_new(object, codes[k].code.text, codes[k].code.length, json_integer((json_int_t)codes[k].count));
    }
    return object;
}

static json_t *unmatched_json(const explain *x) {
    const shown_unmatched *u = x->asked[ROLE_MENTEE] && !x->asked[ROLE_MENTOR] ? explain_unmatched(x, x->who[ROLE_MENTEE].id) : NULL;
    if (u == NULL) {
        return json_null();
    }
    json_t *nearest = json_null(), *remedy = json_null();
    if (u->has_nearest) {
        nearest = json_pack("{s:o, s:i, s:o}", "mentor", json_result_span(u->nearest.mentor), "score", (int)u->nearest.score_bp, "code",
                            json_result_span(u->nearest.code));
    }
    if (u->has_remedy) {
        remedy = json_pack("{s:o, s:i, s:i}", "rule", json_result_span(u->remedy.rule), "opens", (int)u->remedy.opens, "best_score",
                           (int)u->remedy.best_score_bp);
    }
    return json_pack("{s:s, s:o, s:i, s:o, s:o, s:o}", "reason", unmatched_reason_name(u->reason), "because", json_result_span(u->because), "eligible_mentors",
                     (int)u->eligible_mentors, "ruled_out", ruled_out_json(u->ruled_out, u->ruled_out_count), "nearest", nearest, "remedy", remedy);
}

static json_t *bottleneck_json(const explain *x) {
    const bool one = x->asked[ROLE_MENTEE] != x->asked[ROLE_MENTOR];
    const role as = x->asked[ROLE_MENTEE] ? ROLE_MENTEE : ROLE_MENTOR;
    const shown_bottleneck *b = one ? explain_bottleneck(x, as, x->who[as].id) : NULL;
    return b == NULL ? json_null()
                     : json_pack("{s:o, s:o, s:i, s:i, s:i, s:i, s:i}", "mentees", ids_json(b->mentees, b->mentee_count), "mentors",
                                 ids_json(b->mentors, b->mentor_count), "wishes", (int)b->wishes, "places", (int)b->places, "pinned_places",
                                 (int)b->pinned_places, "settled_pairs", (int)b->settled_pairs, "must_go_without", (int)b->must_go_without);
}

static json_t *free_json(const explain *x) {
    const shown_free_mentor *m = x->asked[ROLE_MENTOR] && !x->asked[ROLE_MENTEE] ? explain_free_mentor(x, x->who[ROLE_MENTOR].id) : NULL;
    return m == NULL ? json_null()
                     : json_pack("{s:i, s:i, s:i, s:o, s:o}", "free_places", (int)m->free_places, "mentees", (int)m->mentees, "eligible_mentees",
                                 (int)m->eligible_mentees, "ruled_out", ruled_out_json(m->ruled_out, m->ruled_out_count), "because",
                                 json_result_span(m->because));
}

static json_t *asides_json(explain *x) {
    json_t *list = json_array();
    for (role as = 0; as < ROLE_COUNT; as++) {
        uint32_t *numbers, count = 0;
        if (x->asked[as] && somebody_asides(&numbers, &count, &x->session->arena, mp_run_context(x->session->run), x->stands, as, &x->who[as]) != STATUS_OK) {
            x->no_memory = true;
            count = 0;
        }
        for (uint32_t k = 0; k < count; k++) {
            const shown_aside *it = &x->stands->asides[numbers[k]];
            (void)json_array_append_new(list, json_pack("{s:o, s:o, s:i, s:o, s:o, s:o, s:o}", "role", json_result_span(it->role), "file",
                                                        json_result_span(it->file), "line", (int)it->line, "who", json_result_text(it->who), "submitted",
                                                        json_result_text(it->submitted), "code", json_result_span(it->code), "because",
                                                        json_result_span(it->because)));
        }
    }
    return list;
}

// ---- changes ----------------------------------------------------------------------------------------------------

static json_t *value_json(const level_result *level) {
    return level->has_value ? json_integer((json_int_t)level->value) : json_null();
}

static json_t *level_json(const explained_level *l) {
    json_t *lowest = json_null();
    if (l->percent >= 0) {
        lowest = json_pack("{s:i, s:i, s:i}", "percent", (int)l->percent, "now", (int)l->pairs_now, "then", (int)l->pairs_then);
    }
    return json_pack("{s:s, s:o, s:o, s:o, s:s?, s:o}", "level", level_name(l->level), "now", value_json(&l->now), "then", value_json(&l->then), "by",
                     l->known ? json_integer((json_int_t)l->by) : json_null(), "better",
                     !l->known      ? NULL
                     : l->order < 0 ? "now"
                     : l->order > 0 ? "then"
                                    : "neither",
                     "lowest_difference", lowest);
}

static json_t *moves_json(const explained_change *it) {
    json_t *list = json_array();
    for (uint32_t k = 0; k < it->move_count; k++) {
        const explained_move *m = &it->moves[k];
        (void)json_array_append_new(
            list, json_pack("{s:o, s:o, s:o, s:o, s:o, s:b}", "mentee", json_result_span(m->mentee), "from", json_result_text(m->from), "from_score",
                            m->from.length > 0 ? json_integer((json_int_t)m->from_bp) : json_null(), "to", json_result_text(m->to), "to_score",
                            m->to.length > 0 ? json_integer((json_int_t)m->to_bp) : json_null(), "follows", (int)(k < it->linked)));
    }
    return list;
}

static json_t *change_json(const explained_change *it) {
    static const char *const KINDS[] = {[EXPLAINED_PAIRED] = "paired", [EXPLAINED_PINNED] = "pinned", [EXPLAINED_WITHOUT_PIN] = "without_pin"};
    json_t *levels = json_null(), *moves = json_null();
    if (it->known) {
        levels = json_array();
        for (uint32_t k = 0; k < it->level_count; k++) {
            (void)json_array_append_new(levels, level_json(&it->levels[k]));
        }
    }
    if (it->moves_known) {
        moves = json_pack("{s:o, s:b, s:o, s:o, s:o, s:o}", "list", moves_json(it), "fewest", (int)it->fewest_moves, "mentees_without",
                          ids_json(it->without[ROLE_MENTEE], it->without_count[ROLE_MENTEE]), "mentees_with",
                          ids_json(it->with[ROLE_MENTEE], it->with_count[ROLE_MENTEE]), "mentors_without",
                          ids_json(it->without[ROLE_MENTOR], it->without_count[ROLE_MENTOR]), "mentors_with",
                          ids_json(it->with[ROLE_MENTOR], it->with_count[ROLE_MENTOR]));
    }
    return json_pack("{s:s, s:o, s:o, s:i, s:o, s:o}", "kind", KINDS[it->kind], "mentee", json_result_span(it->mentee), "mentor",
                     json_result_span(it->mentor), "score", (int)it->score_bp, "levels", levels, "moves", moves);
}

static json_t *changes_json(const explain *x) {
    json_t *list = json_array();
    for (uint32_t k = 0; x->has_answer && k < x->answer.change_count; k++) {
        (void)json_array_append_new(list, change_json(&x->answer.changes[k]));
    }
    return list;
}

// ---- the whole --------------------------------------------------------------------------------------------------

static json_t *who_json(const explain *x, role as) {
    return x->asked[as] ? json_pack("{s:o, s:b}", "id", json_result_text(x->who[as].id), "takes_part", (int)explain_takes_part(x, as)) : json_null();
}

json_t *explain_json(explain *x, const explain_next *next) {
    const explanation *e = &x->answer;
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:b, s:o, s:o, s:o}", "pairing", x->file.id, "mentee",
                     who_json(x, ROLE_MENTEE), "mentor", who_json(x, ROLE_MENTOR), "set_aside", asides_json(x), "pairs",
                     x->has_answer ? pairs_json(x) : json_array(), "two", two_json(x), "unmatched", unmatched_json(x), "bottleneck", bottleneck_json(x), "free",
                     free_json(x), "costs_known", (int)(x->has_answer && e->costs_known), "changes", changes_json(x), "tried",
                     e->suitable > 0 ? json_pack("{s:i, s:i}", "mentors", (int)e->tried, "of", (int)e->suitable) : json_null(), "stopped", (int)e->stopped,
                     "advice", json_result_span(next->words), "decision", json_result_text(next->decision), "next", json_result_span(next->command));
}
