// Every tree of the basis has exactly one root: a row that is basic (price 0), or a reward column of such a row. People
// whose load is strictly between its limits must be roots; trees are grown from all of them at once. A tree that
// reaches nobody at price 0 gets any root; GLPK then has pivots to do.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/simplex.h"

#include <string.h>

#include "assignment/glpk_adapter.h"
#include "assignment/vertex.h"

static const char WHERE[] = "assignment/simplex";

enum { SPARE_COLUMNS = 2, SPARE_COLUMNS_OF_MANY = 1, MANY_PEOPLE = 2000 };

typedef struct program_of_network {
    network *n;
    uint32_t *row_of;     // [nodes]: its row, or NONE_ROW
    uint32_t *node_of;    // [rows]
    bool *reached, *root; // [nodes]
    bool *basic;          // [arcs]
    uint32_t *arc_of;     // [columns]: those of arcs
    uint32_t arc_columns;
    uint32_t *queue;        // [nodes]
    uint8_t *spare_columns; // [own]: taken so far
    glpk_row *rows;
    glpk_column *columns; // arcs first, then two for each rewarded row
    uint32_t row_count, column_count;
    int64_t *values, *prices;
} program_of_network;

static bool is_rewarded(const network *n, uint32_t node) {
    return n->rewarded != NULL && n->rewarded[node] > 0;
}

// ---- the forest -------------------------------------------------------------------------------------------------

static bool strictly_between(const network *n, uint32_t node) {
    const int32_t lowest = is_rewarded(n, node) ? 1 : n->low[node];
    return n->load[node] > lowest && n->load[node] < n->high[node];
}

static void enqueue(program_of_network *p, uint32_t node, bool root, uint32_t *tail) {
    p->reached[node] = true;
    p->root[node] = root;
    p->queue[(*tail)++] = node;
}

static void grow(program_of_network *p, uint32_t *head, uint32_t *tail) {
    const network *n = p->n;
    while (*head < *tail) {
        const uint32_t node = p->queue[(*head)++];
        for (uint32_t k = n->first[node]; k < n->first[node + 1]; k++) {
            const link *l = &n->links[k];
            if (!p->reached[l->far] && network_reduced_cost_of_link(n, node, l) == 0) {
                p->basic[l->arc] = true;
                enqueue(p, l->far, false, tail);
            }
        }
    }
}

static void grow_forest(program_of_network *p) {
    const network *n = p->n;
    uint32_t head = 0, tail = 0;
    for (uint32_t row = 0; row < p->row_count; row++) {
        if (strictly_between(n, p->node_of[row])) {
            enqueue(p, p->node_of[row], true, &tail);
        }
    }
    grow(p, &head, &tail);
    for (int any = 0; any < 2; any++) {
        for (uint32_t row = 0; row < p->row_count; row++) {
            const uint32_t node = p->node_of[row];
            if (!p->reached[node] && (any == 1 || vertex_may_be_root(n, node))) {
                enqueue(p, node, true, &tail);
                grow(p, &head, &tail);
            }
        }
    }
}

// Whose arc has flow, is tight, or must be a column: GLPK is asked about them.
static bool has_say(const network *n, uint32_t node) {
    bool some = n->positive[node] > 0;
    for (uint32_t k = n->first[node]; k < n->first[node + 1] && !some; k++) {
        some = network_reduced_cost_of_link(n, node, &n->links[k]) == 0 || n->arcs[n->links[k].arc].modelled;
    }
    return some;
}

// Arcs that are not tight and without flow can be left out: their reduced cost is looked at afterwards, like that of
// all other pairs. Of tight ones that are not needed for the basis, a few of each own person give GLPK other pairings
// to weigh.
static bool is_modelled(program_of_network *p, uint32_t number) {
    const arc *a = &p->n->arcs[number];
    if (p->basic[number] || a->flow > 0 || a->modelled) {
        return true;
    }
    const uint32_t most = p->n->own_count < MANY_PEOPLE ? SPARE_COLUMNS : SPARE_COLUMNS_OF_MANY;
    if (network_reduced_cost(p->n, a) != 0 || p->spare_columns[a->node[0]] == most) {
        return false;
    }
    p->spare_columns[a->node[0]]++;
    return true;
}

// ---- rows and columns -------------------------------------------------------------------------------------------

static void list_rows(program_of_network *p) {
    const network *n = p->n;
    for (uint32_t node = 0; node < n->node_count; node++) {
        p->row_of[node] = NONE_ROW;
        if (has_say(n, node)) {
            p->row_of[node] = p->row_count;
            p->node_of[p->row_count++] = node;
        }
    }
}

static glpk_place place_of_load(int32_t low, int32_t high, int32_t load) {
    if (low == high) {
        return GLPK_FIXED;
    }
    return load == high ? GLPK_AT_HIGH : GLPK_AT_LOW;
}

static void add_reward_columns(program_of_network *p, uint32_t row, bool root) {
    const network *n = p->n;
    const uint32_t node = p->node_of[row];
    const int32_t load = n->load[node], rest = n->high[node] - 1;
    // With two columns the root is the one whose price fits; strictly between, that is the second.
    const bool second_is_root = root && rest > 0 && (n->price[node] >= 0 || strictly_between(n, node));
    const bool first_is_root = root && !second_is_root;
    p->columns[p->column_count++] = (glpk_column){.row = {row, NONE_ROW},
                                                  .coefficient = -1,
                                                  .weight = 1,
                                                  .high = 1,
                                                  .place = first_is_root ? GLPK_BASIC
                                                           : load > 0    ? GLPK_AT_HIGH
                                                                         : GLPK_AT_LOW};
    if (rest > 0) {
        p->columns[p->column_count++] = (glpk_column){.row = {row, NONE_ROW},
                                                      .coefficient = -1,
                                                      .high = rest,
                                                      .place = second_is_root     ? GLPK_BASIC
                                                               : load == rest + 1 ? GLPK_AT_HIGH
                                                                                  : GLPK_AT_LOW};
    }
}

static void make_program(program_of_network *p) {
    const network *n = p->n;
    for (uint32_t k = 0; k < n->arc_count; k++) {
        const arc *a = &n->arcs[k];
        if (!is_modelled(p, k)) {
            continue;
        }
        p->arc_of[p->column_count] = k;
        const glpk_place rest = a->flow > 0 ? GLPK_AT_HIGH : GLPK_AT_LOW;
        p->columns[p->column_count++] = (glpk_column){.row = {p->row_of[a->node[0]], p->row_of[a->node[1]]},
                                                      .coefficient = 1,
                                                      .weight = a->weight,
                                                      .high = 1,
                                                      .place = p->basic[k] ? GLPK_BASIC : rest};
    }
    p->arc_columns = p->column_count;
    for (uint32_t row = 0; row < p->row_count; row++) {
        const uint32_t node = p->node_of[row];
        if (is_rewarded(n, node)) {
            p->rows[row] = (glpk_row){.place = GLPK_FIXED};
            add_reward_columns(p, row, p->root[node]);
            continue;
        }
        p->rows[row] =
            (glpk_row){.low = n->low[node],
                       .high = n->high[node],
                       .place = p->root[node] ? GLPK_BASIC : place_of_load(n->low[node], n->high[node], n->load[node])};
    }
}

// ---- taking over ------------------------------------------------------------------------------------------------

static bool proves_itself(const program_of_network *p) {
    const network *n = p->n;
    for (uint32_t row = 0; row < p->row_count; row++) {
        if (network_short(n, p->node_of[row]) || network_spare(n, p->node_of[row])) {
            return false;
        }
    }
    for (uint32_t k = 0; k < p->arc_columns; k++) {
        if (!network_obeys(n, &n->arcs[p->arc_of[k]])) {
            return false;
        }
    }
    return true;
}

static status take_over(bool *moved, context *c, program_of_network *p) {
    network *n = p->n;
    const int64_t before = network_weight(n);
    for (uint32_t k = 0; k < p->arc_columns; k++) {
        const uint32_t number = p->arc_of[k];
        if (p->values[k] != n->arcs[number].flow) {
            network_change_flow(n, number, (int32_t)p->values[k] - n->arcs[number].flow);
        }
    }
    *moved = false;
    for (uint32_t row = 0; row < p->row_count; row++) {
        int64_t *price = &n->price[p->node_of[row]];
        *moved = *moved || *price != p->prices[row];
        *price = p->prices[row];
    }
    if (network_weight(n) != before) {
        return context_fail(c, STATUS_INTERNAL, WHERE, "the simplex found %lld where the paths found %lld",
                            (long long)network_weight(n), (long long)before);
    }
    if (!proves_itself(p)) {
        return context_fail(c, STATUS_INTERNAL, WHERE, "the simplex's prices do not prove its own answer");
    }
    return STATUS_OK;
}

// ---- the whole --------------------------------------------------------------------------------------------------

static bool make_room(program_of_network *p) {
    network *n = p->n;
    memory *m = n->memory;
    const size_t columns = (size_t)n->arc_count + (n->rewarded == NULL ? 0 : 2 * (size_t)n->node_count);
    p->row_of = memory_alloc(m, n->node_count, sizeof *p->row_of);
    p->node_of = memory_alloc(m, n->node_count, sizeof *p->node_of);
    p->reached = memory_alloc(m, n->node_count, sizeof *p->reached);
    p->root = memory_alloc(m, n->node_count, sizeof *p->root);
    p->basic = memory_alloc(m, n->arc_count, sizeof *p->basic);
    p->arc_of = memory_alloc(m, n->arc_count, sizeof *p->arc_of);
    p->queue = memory_alloc(m, n->node_count, sizeof *p->queue);
    p->spare_columns = memory_alloc(m, n->own_count, sizeof *p->spare_columns);
    p->rows = memory_alloc(m, n->node_count, sizeof *p->rows);
    p->columns = memory_alloc(m, columns, sizeof *p->columns);
    p->values = memory_alloc(m, columns, sizeof *p->values);
    p->prices = memory_alloc(m, n->node_count, sizeof *p->prices);
    return p->row_of != NULL && p->node_of != NULL && p->reached != NULL && p->root != NULL && p->basic != NULL &&
           p->arc_of != NULL && p->queue != NULL && p->spare_columns != NULL && p->rows != NULL && p->columns != NULL &&
           p->values != NULL && p->prices != NULL;
}

static void give_back(program_of_network *p) {
    memory *m = p->n->memory;
    memory_free(m, p->row_of);
    memory_free(m, p->node_of);
    memory_free(m, p->reached);
    memory_free(m, p->root);
    memory_free(m, p->basic);
    memory_free(m, p->arc_of);
    memory_free(m, p->queue);
    memory_free(m, p->spare_columns);
    memory_free(m, p->rows);
    memory_free(m, p->columns);
    memory_free(m, p->values);
    memory_free(m, p->prices);
}

status simplex_confirm(bool *moved, context *c, network *n, const simplex_options *options, int64_t limit_ms) {
    *moved = false;
    program_of_network p = {.n = n};
    status result = STATUS_OK;
    if (!make_room(&p)) {
        result = context_no_memory(c, WHERE);
        goto out;
    }
    list_rows(&p);
    if (p.row_count == 0) {
        goto out; // GLPK knows no empty program
    }
    grow_forest(&p);
    make_program(&p);
    const glpk_model model = {.rows = p.rows,
                              .columns = p.columns,
                              .row_count = p.row_count,
                              .column_count = p.column_count,
                              .cold = options->cold,
                              .limit_ms = limit_ms,
                              .memory_limit_mb = options->memory_limit_mb};
    glpk_answer answer = {.values = p.values, .prices = p.prices};
    TRY_OUT(glpk_adapter_solve(c, &model, &answer));
    TRY_OUT(take_over(moved, c, &p));
out:
    give_back(&p);
    return result;
}
