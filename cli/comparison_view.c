// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison_view.h"

#include "reports/collate.h"
#include "words.h"

span comparison_view_say(comparison_view *v, span text) {
    v->no_memory |= text.text == NULL;
    return text.text != NULL ? text : SPAN("");
}

// The person as the new pairing shows them, else the old one.
static const shown_person *shown(const comparison *c, role as, uint32_t number) {
    const compared_person *p = &c->people[as][number];
    const compared_side side = p->number[COMPARED_NEW] != COMPARED_NONE ? COMPARED_NEW : COMPARED_OLD;
    return &c->pairing[side]->people[as][p->number[side]];
}

// ---- making -----------------------------------------------------------------------------------------------------

static outcome make_names(comparison_view *v, role as) {
    const comparison *c = v->comparison;
    const uint32_t count = c->people_count[as];
    arena *a = &v->session->arena;
    collate_entry *entries = arena_alloc(a, count, sizeof *entries);
    v->names[as] = arena_alloc(a, count, sizeof *v->names[as]);
    v->order[as] = arena_alloc(a, count, sizeof *v->order[as]);
    if (entries == NULL || v->names[as] == NULL || v->order[as] == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        entries[i] = (collate_entry){.name = shown_person_text(shown(c, as, i), "name"), .id = c->people[as][i].id, .then = SPAN("")};
    }
    PASS(session_outcome(v->session, collate_order(v->order[as], a, mp_run_context(v->session->run), entries, count)));
    for (uint32_t k = 0; k < count; k++) {
        const collate_entry *now = &entries[v->order[as][k]];
        const bool before = k > 0 && span_equal(entries[v->order[as][k - 1]].name, now->name);
        const bool behind = k + 1 < count && span_equal(entries[v->order[as][k + 1]].name, now->name);
        const span name = now->name.length > 0 ? session_visible(v->session, now->name) : SPAN("(no name)");
        v->names[as][v->order[as][k]] =
            before || behind ? comparison_view_say(v, arena_format(a, "%.*s <%.*s>", SPAN_ARGS(name), SPAN_ARGS(session_visible(v->session, now->id)))) : name;
    }
    return OUTCOME_DONE;
}

static uint32_t person_of(const compared_pair *p, role as) {
    return as == ROLE_MENTEE ? p->mentee : p->mentor;
}

// Pairs by person, by counting.
static outcome list_pairs(comparison_view *v, role as) {
    const comparison *c = v->comparison;
    arena *a = &v->session->arena;
    uint32_t *first = arena_alloc(a, (size_t)c->people_count[as] + 2, sizeof *first);
    uint32_t *pairs = arena_alloc(a, c->pair_count, sizeof *pairs);
    if (first == NULL || pairs == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    for (uint32_t i = 0; i < c->pair_count; i++) {
        first[person_of(&c->pairs[i], as) + 2]++;
    }
    for (uint32_t i = 1; i <= c->people_count[as]; i++) {
        first[i + 1] += first[i];
    }
    for (uint32_t i = 0; i < c->pair_count; i++) {
        pairs[first[person_of(&c->pairs[i], as) + 1]++] = i;
    }
    v->first[as] = first;
    v->by_person[as] = pairs;
    return OUTCOME_DONE;
}

outcome comparison_view_make(comparison_view *out, session *s, const comparison *compared, const char *old_head, const char *new_head) {
    *out = (comparison_view){.session = s, .comparison = compared, .heads = {old_head, new_head}};
    for (role as = 0; as < ROLE_COUNT; as++) {
        PASS(make_names(out, as));
        PASS(list_pairs(out, as));
    }
    return out->no_memory ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

// ---- partners ---------------------------------------------------------------------------------------------------

span comparison_view_partners(comparison_view *v, role as, uint32_t number, compared_side side) {
    const comparison *c = v->comparison;
    const role other = as == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE;
    span list = SPAN("");
    for (uint32_t k = v->first[as][number]; k < v->first[as][number + 1]; k++) {
        const compared_pair *p = &c->pairs[v->by_person[as][k]];
        if (p->number[side] != COMPARED_NONE) {
            const shown_pair *pair = &c->pairing[side]->pairs[p->number[side]];
            list = comparison_view_say(v, arena_format(&v->session->arena, "%.*s%s%.*s (%s%s)", SPAN_ARGS(list), list.length > 0 ? ", " : "",
                                                       SPAN_ARGS(v->names[other][person_of(p, other)]), words_fit(pair->score_bp).text,
                                                       pair->pinned ? ", pinned" : ""));
        }
    }
    return list;
}

const span *comparison_view_partner_ids(comparison_view *v, role as, uint32_t number, compared_side side, uint32_t *count) {
    const comparison *c = v->comparison;
    const uint32_t first = v->first[as][number], end = v->first[as][number + 1];
    span *ids = arena_alloc(&v->session->arena, end - first, sizeof *ids);
    *count = 0;
    v->no_memory |= ids == NULL;
    for (uint32_t k = first; ids != NULL && k < end; k++) {
        const uint32_t pair = c->pairs[v->by_person[as][k]].number[side];
        if (pair != COMPARED_NONE) {
            const shown_pair *p = &c->pairing[side]->pairs[pair];
            ids[(*count)++] = as == ROLE_MENTEE ? p->mentor : p->mentee;
        }
    }
    return ids;
}

void comparison_view_line(comparison_view *v, size_t columns, span label, span text) {
    const size_t used = text_columns(label);
    const int gap = text.length == 0 ? 0 : used < columns ? (int)(columns - used) : 2;
    const span line = comparison_view_say(v, arena_format(&v->session->arena, "  %.*s%*s%.*s", SPAN_ARGS(label), gap, "", SPAN_ARGS(text)));
    const stream *out = &v->session->terminal->results;
    terminal_print(out, out->columns, (uint32_t)columns, line.text);
}
