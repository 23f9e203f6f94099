// How many mentees have a mentor, by career stage and by library type: a bar a group, for the board. Groups of fewer
// than five people are counted together, so that nobody is told apart.
// Sizes to expect: 2..8 groups.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "reports/charts.h"
#include "reports/reasons.h"

#define RATES_WIDTH POINTS(219)
#define NAME_WIDTH POINTS(82)
#define BAR_LEFT POINTS(88)
#define BAR_WIDTH POINTS(86)
#define BAR_HEIGHT POINTS(7)
#define ROW_HEIGHT POINTS(14)
#define NAME_LEADING POINTS(10.6)
enum { LEAST_PEOPLE = 5, MOST_GROUPS = 8 };

typedef struct group {
    span name; // "" is of those who did not say
    int64_t people, paired;
    uint32_t order; // a career stage's place, else that of the first of them
    bool others;
} group;

typedef struct groups {
    group *items;
    uint32_t count;
} groups;

static void count_one(groups *g, span name, uint32_t order, bool paired) {
    uint32_t at = 0;
    while (at < g->count && !span_equal(g->items[at].name, name)) {
        at++;
    }
    if (at == g->count) {
        g->items[g->count++] = (group){.name = name, .order = order};
    }
    g->items[at].people++;
    g->items[at].paired += paired;
}

static int larger_first(const void *left, const void *right) {
    const group *a = left, *b = right;
    return a->people != b->people ? (a->people > b->people ? -1 : 1) : (a->order > b->order) - (a->order < b->order);
}

static int in_order(const void *left, const void *right) {
    const group *a = left, *b = right;
    return a->others != b->others ? (a->others ? 1 : -1) : (a->order > b->order) - (a->order < b->order);
}

// The small ones become one, with as many of the next as it takes that five people or more are in it.
static void merge_small(groups *g) {
    uint32_t kept = 0;
    int64_t rest = 0;
    qsort(g->items, g->count, sizeof *g->items, larger_first);
    while (kept < g->count && kept < MOST_GROUPS && g->items[kept].people >= LEAST_PEOPLE) {
        kept++;
    }
    for (uint32_t i = kept; i < g->count; i++) {
        rest += g->items[i].people;
    }
    while (kept > 0 && rest > 0 && rest < LEAST_PEOPLE) {
        rest += g->items[--kept].people;
    }
    if (kept == g->count) {
        return;
    }
    group others = {.others = true};
    for (uint32_t i = kept; i < g->count; i++) {
        others.people += g->items[i].people;
        others.paired += g->items[i].paired;
    }
    g->items[kept] = others;
    g->count = kept + 1;
}

static phrase name_of(scribe *s, const group *one) {
    phrase name = phrase_foreign(s, RUN_TEXT, one->name);
    return one->others ? SAY_PLAIN(s, SAY_RATES_OTHERS) : phrase_empty(name) ? SAY_PLAIN(s, SAY_STAGE_NOT_SAID) : name;
}

static phrase share_of(scribe *s, const group *one) {
    return SAY(s, SAY_COUNT_OF, one->people, say_digits(one->paired), say_digits(one->people));
}

// ---- drawing ----------------------------------------------------------------------------------------------------

static measure draw_group(scribe *s, drawing *d, const group *one, measure y) {
    span *lines;
    uint32_t count = drawing_wrap(s, &lines, phrase_text(s, name_of(s, one)), NAME_WIDTH, CHART_LABEL_SIZE, false);
    for (uint32_t i = 0; i < count; i++) {
        drawing_words(s, d, 0, y + POINTS(9.5) + (measure)i * NAME_LEADING, lines[i], ANCHOR_START, CHART_LABEL_SIZE,
                      false, COLOUR_INK);
        drawing_last(d)->foreign = true;
    }
    measure top = y + POINTS(3.2), filled = (measure)(one->paired * BAR_WIDTH / one->people);
    drawing_rectangle(s, d, BAR_LEFT + POINTS(0.25), top + POINTS(0.25), BAR_WIDTH - POINTS(0.5),
                      BAR_HEIGHT - POINTS(0.5), COLOUR_WHITE, COLOUR_BLUE, POINTS(0.5));
    if (filled > 0) {
        drawing_rectangle(s, d, BAR_LEFT, top, filled, BAR_HEIGHT, COLOUR_BLUE, COLOUR_NONE, 0);
    }
    drawing_words(s, d, RATES_WIDTH, y + POINTS(9.5), phrase_text(s, share_of(s, one)), ANCHOR_END, CHART_LABEL_SIZE,
                  false, COLOUR_INK);
    return ROW_HEIGHT + (measure)(count > 1 ? count - 1 : 0) * NAME_LEADING;
}

static const document_table *figures(scribe *s, const groups *g, phrase title) {
    const document_column columns[] = {
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_RATES_GROUP)), .per_mille = 600, .names_row = true},
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_PAIRED_LABEL)), .per_mille = 400, .to_the_right = true}};
    document_table *table = table_create(s, phrase_text(s, title), columns, 2, g->count);
    for (uint32_t i = 0; i < g->count; i++) {
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        row_add_line(s, row, 0, LINE_MAIN, name_of(s, &g->items[i]));
        row_add_line(s, row, 1, LINE_MAIN, share_of(s, &g->items[i]));
    }
    return table;
}

static void show(scribe *s, groups *g, const char *id, sentence title_code, block *parent) {
    if (g->items == NULL || g->count == 0 || (g->count == 1 && g->items[0].name.length == 0)) {
        return; // nobody, or nobody who said
    }
    merge_small(g);
    if (g->count == 1 && g->items[0].others) {
        return; // all of them: the coverage says it
    }
    qsort(g->items, g->count, sizeof *g->items, in_order);
    phrase title = SAY_PLAIN(s, title_code), *words = scribe_room(s, g->count, sizeof *words);
    drawing *d;
    block *figure = chart_begin(s, parent, id, title, &d, RATES_WIDTH);
    bool merged = g->items[g->count - 1].others;
    figure->note = merged ? SAY_PLAIN(s, SAY_RATES_MERGED) : (phrase){NULL, 0};
    for (uint32_t i = 0; words != NULL && i < g->count; i++) {
        words[i] =
            SAY(s, SAY_RATE_IN_WORDS, 0, say_phrase(name_of(s, &g->items[i])), say_phrase(share_of(s, &g->items[i])));
    }
    figure->description = words == NULL ? SPAN("") : phrase_text(s, phrase_list(s, words, g->count, "; ", "; "));
    figure->table = figures(s, g, title);
    for (uint32_t i = 0; d != NULL && i < g->count; i++) {
        d->height += draw_group(s, d, &g->items[i], d->height);
    }
}

// What stands beside the first where nobody named a library type.
static void mentors_by_stage(scribe *s, const facts *f, block *parent) {
    uint32_t count = f->count[ROLE_MENTOR];
    groups by_stage = {.items = scribe_room(s, count + 1, sizeof(group))};
    for (uint32_t i = 0; s->status == STATUS_OK && i < count; i++) {
        const facts_person *one = &f->people[ROLE_MENTOR][i];
        count_one(&by_stage, facts_stage_name(f, one->stage), one->stage < 0 ? UINT32_MAX : (uint32_t)one->stage,
                  one->pairs > 0);
    }
    show(s, &by_stage, "rates-mentors", SAY_RATES_MENTORS, parent);
}

void chart_rates(scribe *s, const facts *f, block *parent) {
    uint32_t count = f->count[ROLE_MENTEE];
    groups by_stage = {.items = scribe_room(s, count + 1, sizeof(group))},
           by_type = {.items = scribe_room(s, count + 1, sizeof(group))};
    bool any_type = false;
    for (uint32_t i = 0; s->status == STATUS_OK && i < count; i++) {
        const facts_person *one = &f->people[ROLE_MENTEE][i];
        uint32_t types;
        const span *type = reasons_list(one, SPAN("library_type"), &types);
        count_one(&by_stage, facts_stage_name(f, one->stage), one->stage < 0 ? UINT32_MAX : (uint32_t)one->stage,
                  one->pairs > 0);
        any_type = any_type || types > 0;
        count_one(&by_type, types == 0 ? SPAN("") : type[0], types == 0 ? UINT32_MAX : i, one->pairs > 0);
    }
    show(s, &by_stage, "rates-stage", SAY_RATES_STAGE, parent);
    if (any_type) {
        show(s, &by_type, "rates-type", SAY_RATES_TYPE, parent);
    } else {
        mentors_by_stage(s, f, parent);
    }
}
