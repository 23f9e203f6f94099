// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison_json.h"

#include "json_result.h"

static json_t *ids_json(const span *ids, uint32_t count) {
    json_t *list = json_array();
    for (uint32_t i = 0; ids != NULL && i < count; i++) {
        (void)json_array_append_new(list, json_result_span(ids[i]));
    }
    return list;
}

// ---- pairs and people -------------------------------------------------------------------------------------------

static json_t *pair_json(const comparison *c, const compared_pair *p, compared_side side) {
    const shown_pair *pair = &c->pairing[side]->pairs[p->number[side]];
    return json_pack("{s:o, s:o, s:i, s:b}", "mentee", json_result_span(pair->mentee), "mentor", json_result_span(pair->mentor), "score", (int)pair->score_bp,
                     "pinned", (int)pair->pinned);
}

static json_t *pairs_json(const comparison *c) {
    json_t *added = json_array(), *lost = json_array(), *rescored = json_array();
    for (uint32_t i = 0; i < c->pair_count; i++) {
        const compared_pair *p = &c->pairs[i];
        if (p->number[COMPARED_OLD] == COMPARED_NONE) {
            (void)json_array_append_new(added, pair_json(c, p, COMPARED_NEW));
            continue;
        }
        if (p->number[COMPARED_NEW] == COMPARED_NONE) {
            (void)json_array_append_new(lost, pair_json(c, p, COMPARED_OLD));
            continue;
        }
        const shown_pair *old = &c->pairing[COMPARED_OLD]->pairs[p->number[COMPARED_OLD]], *new = &c->pairing[COMPARED_NEW]->pairs[p->number[COMPARED_NEW]];
        if (old->score_bp != new->score_bp) {
            (void)json_array_append_new(rescored, json_pack("{s:o, s:o, s:i, s:i}", "mentee", json_result_span(new->mentee), "mentor",
                                                            json_result_span(new->mentor), "old", (int)old->score_bp, "new", (int)new->score_bp));
        }
    }
    return json_pack("{s:I, s:o, s:o, s:o}", "kept", (json_int_t)c->kept, "new", added, "lost", lost, "rescored", rescored);
}

static json_t *aside_json(const shown_aside *why) {
    return why == NULL ? json_null() : json_result_span(why->code);
}

static json_t *people_json(comparison_view *v, role as) {
    static const char *const CHANGES[] = {[COMPARED_MOVED] = "moved",
                                          [COMPARED_NEWLY_PAIRED] = "newly_paired",
                                          [COMPARED_NEWLY_WITHOUT] = "newly_without",
                                          [COMPARED_JOINED] = "joined",
                                          [COMPARED_LEFT] = "left"};
    const comparison *c = v->comparison;
    json_t *list = json_array();
    for (uint32_t i = 0; i < c->people_count[as]; i++) {
        const compared_person *p = &c->people[as][i];
        const compared_change change = compare_change(p);
        if (change == COMPARED_UNCHANGED) {
            continue;
        }
        uint32_t old_count, new_count;
        const span *old = comparison_view_partner_ids(v, as, i, COMPARED_OLD, &old_count);
        const span *new = comparison_view_partner_ids(v, as, i, COMPARED_NEW, &new_count);
        (void)json_array_append_new(list, json_pack("{s:o, s:s, s:o, s:o, s:o}", "id", json_result_span(p->id), "change", CHANGES[change], "old",
                                                    ids_json(old, old_count), "new", ids_json(new, new_count), "set_aside",
                                                    aside_json(change == COMPARED_LEFT ? p->why[COMPARED_NEW] : p->why[COMPARED_OLD])));
    }
    return list;
}

// ---- goals ------------------------------------------------------------------------------------------------------

static json_t *level_side(const compared_level *l, compared_side side) {
    const level_result *goal = l->goal[side];
    const bool bounded = goal != NULL && goal->has_value;
    return json_pack("{s:b, s:o, s:o, s:o}", "goal", (int)(goal != NULL), "value", l->known[side] ? json_integer(l->value[side]) : json_null(), "bound",
                     bounded ? json_integer(goal->bound) : json_null(), "proven", goal != NULL ? json_boolean(goal->proven) : json_null());
}

json_t *comparison_json_levels(const comparison *c) {
    static const char *const BETTER[] = {
        [COMPARED_UNKNOWN] = NULL, [COMPARED_EQUAL] = "neither", [COMPARED_OLD_BETTER] = "old", [COMPARED_NEW_BETTER] = "new"};
    json_t *list = json_array();
    for (uint32_t i = 0; i < c->level_count; i++) {
        const compared_level *l = &c->levels[i];
        const char *better = BETTER[l->better];
        (void)json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:o, s:o}", "level", level_name(l->level), "old", level_side(l, COMPARED_OLD), "new",
                                                    level_side(l, COMPARED_NEW), "better", better != NULL ? json_string(better) : json_null(), "by",
                                                    better != NULL ? json_integer(l->by) : json_null()));
    }
    return list;
}

// ---- reasons ----------------------------------------------------------------------------------------------------

static json_t *input_side(const shown_input *in) {
    if (in == NULL) {
        return json_null();
    }
    return json_pack("{s:o, s:s, s:o, s:o, s:o}", "file", json_result_span(in->file), "sha256", in->sha256, "rows",
                     in->has_rows ? json_integer(in->rows) : json_null(), "accepted", in->is_applications ? json_integer(in->accepted) : json_null(),
                     "set_aside", in->is_applications ? json_integer(in->set_aside) : json_null());
}

static json_t *inputs_json(const comparison *c) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < c->input_count; i++) {
        const shown_input *old = c->inputs[i].file[COMPARED_OLD], *new = c->inputs[i].file[COMPARED_NEW];
        (void)json_array_append_new(list, json_pack("{s:o, s:o, s:o}", "role", json_result_span(new != NULL ? new->role : old->role), "old", input_side(old),
                                                    "new", input_side(new)));
    }
    return list;
}

static json_t *answers_json(const comparison *c) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < c->answers_count; i++) {
        const compared_answers *it = &c->answers[i];
        json_t *people = json_array();
        for (uint32_t k = 0; k < it->count; k++) {
            (void)json_array_append_new(people, json_result_span(c->people[it->role][it->people[k]].id));
        }
        (void)json_array_append_new(list, json_pack("{s:s, s:o, s:I, s:o}", "role", it->role == ROLE_MENTEE ? "mentees" : "mentors", "field",
                                                    json_result_span(it->field), "count", (json_int_t)it->count, "people", people));
    }
    return list;
}

static json_t *decisions_json(const comparison *c) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < c->decisions_count; i++) {
        const compared_decisions *it = &c->decisions[i];
        (void)json_array_append_new(list, json_pack("{s:o, s:I, s:I}", "decision", json_result_span(it->decision), "added", (json_int_t)it->added, "gone",
                                                    (json_int_t)it->gone));
    }
    return list;
}

static json_t *program_json(const comparison *c) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < c->key_count; i++) {
        (void)json_array_append_new(list, json_pack("{s:o, s:o, s:o}", "key", json_result_span(c->keys[i].path), "old", json_result_text(c->keys[i].old), "new",
                                                    json_result_text(c->keys[i].new)));
    }
    return list;
}

json_t *comparison_json_stopped(const pairing *p) {
    static const char *const WAYS[] = {
        [STOPPED_NOT] = NULL, [STOPPED_TIME_LIMIT] = "time_limit", [STOPPED_DEADLINE] = "deadline", [STOPPED_INTERRUPT] = "interrupt"};
    const char *way = WAYS[p->options.stopped];
    return way != NULL ? json_string(way) : json_null();
}

static json_t *pairing_side(const pairing *p, const char *id) {
    char as_of[26];
    instant_format(as_of, p->as_of, p->as_of_offset_seconds);
    return json_pack("{s:o, s:s, s:o, s:I, s:b, s:b, s:I, s:o}", "pairing", json_result_text(span_of(id)), "as_of", as_of, "tool", json_result_span(p->tool), "seed",
                     (json_int_t)p->seed, "late", (int)p->options.late, "set_aside_invalid", (int)p->options.set_aside_invalid, "pairs",
                     (json_int_t)p->pair_count, "stopped", comparison_json_stopped(p));
}

static const char *sameness(const comparison *c, const char *const ids[COMPARED_SIDES]) {
    return ids[COMPARED_OLD][0] != '\0' && span_equal(span_of(ids[COMPARED_OLD]), span_of(ids[COMPARED_NEW])) ? "pairing"
           : c->same_pairs                                                                                   ? "pairs"
           : c->only_the_draw                                                                                ? "goals"
                                                                                                             : NULL;
}

json_t *comparison_json(comparison_view *v, const char *const ids[COMPARED_SIDES]) {
    const comparison *c = v->comparison;
    const char *same = sameness(c, ids);
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "same", same != NULL ? json_string(same) : json_null(), "old",
                     pairing_side(c->pairing[COMPARED_OLD], ids[COMPARED_OLD]), "new", pairing_side(c->pairing[COMPARED_NEW], ids[COMPARED_NEW]), "pairs",
                     pairs_json(c), "mentees", people_json(v, ROLE_MENTEE), "mentors", people_json(v, ROLE_MENTOR), "levels", comparison_json_levels(c), "inputs",
                     inputs_json(c), "answers", answers_json(c), "decisions", decisions_json(c), "program", program_json(c));
}
