// Pairs by the career stages of mentor and mentee: a cell for each combination, hatched where the rules leave none.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/charts.h"
#include "reports/stages.h"

#define STAGES_WIDTH POINTS(270.9) // 52.5 % of a Letter page
#define CELLS_LEFT POINTS(58)
#define COUNTS_WIDTH POINTS(42)
#define WIDEST_CELL POINTS(43)
#define CELL_HEIGHT POINTS(30)
#define CELL_HEIGHT_COMPACT POINTS(18)
#define CELL_GAP POINTS(1.5)
#define HEAD_LEADING POINTS(10.6)
enum { MOST_STAGES = 9 }; // the last one: not said

typedef struct grid {
    uint32_t rows, columns;
    int32_t mentor_stage[MOST_STAGES], mentee_stage[MOST_STAGES]; // highest mentors first; -1: not said
    int64_t pairs[MOST_STAGES][MOST_STAGES];
    int64_t filled[MOST_STAGES], places[MOST_STAGES], paired[MOST_STAGES], wanted[MOST_STAGES];
    int64_t most;
    measure cell_height;
} grid;

static uint32_t people_at(const facts *f, role side, int32_t stage) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->count[side]; i++) {
        count += f->people[side][i].stage == stage;
    }
    return count;
}

bool chart_has_stages(const facts *f) {
    uint32_t used[ROLE_COUNT] = {0, 0};
    for (role side = 0; side < ROLE_COUNT; side++) {
        for (int32_t i = 0; i < (int32_t)f->program->career_stages.count; i++) {
            used[side] += people_at(f, side, i) > 0;
        }
    }
    return used[ROLE_MENTOR] > 0 && used[ROLE_MENTEE] > 0 && used[ROLE_MENTOR] < MOST_STAGES &&
           used[ROLE_MENTEE] < MOST_STAGES;
}

static uint32_t place_of(const int32_t *stages, uint32_t count, int32_t stage) {
    uint32_t at = 0;
    while (at < count && stages[at] != stage) {
        at++;
    }
    return at;
}

static void count_grid(grid *g, const facts *f) {
    *g = (grid){.cell_height = f->compact ? CELL_HEIGHT_COMPACT : CELL_HEIGHT};
    int32_t stages = (int32_t)f->program->career_stages.count;
    for (int32_t i = stages - 1; i >= -1; i--) {
        if (people_at(f, ROLE_MENTOR, i) > 0) {
            g->mentor_stage[g->rows++] = i;
        }
    }
    for (int32_t i = 0; i <= stages; i++) {
        int32_t stage = i == stages ? -1 : i;
        if (people_at(f, ROLE_MENTEE, stage) > 0) {
            g->mentee_stage[g->columns++] = stage;
        }
    }
    for (uint32_t i = 0; i < f->count[ROLE_MENTOR]; i++) {
        uint32_t row = place_of(g->mentor_stage, g->rows, f->people[ROLE_MENTOR][i].stage);
        g->filled[row] += f->people[ROLE_MENTOR][i].pairs;
        g->places[row] += f->people[ROLE_MENTOR][i].places;
    }
    for (uint32_t i = 0; i < f->count[ROLE_MENTEE]; i++) {
        uint32_t column = place_of(g->mentee_stage, g->columns, f->people[ROLE_MENTEE][i].stage);
        g->paired[column] += f->people[ROLE_MENTEE][i].pairs;
        g->wanted[column] += f->people[ROLE_MENTEE][i].places;
    }
    for (uint32_t i = 0; i < f->pairing->pair_count; i++) {
        uint32_t row = place_of(g->mentor_stage, g->rows, f->people[ROLE_MENTOR][f->pair_person[ROLE_MENTOR][i]].stage);
        uint32_t column =
            place_of(g->mentee_stage, g->columns, f->people[ROLE_MENTEE][f->pair_person[ROLE_MENTEE][i]].stage);
        int64_t pairs = ++g->pairs[row][column];
        g->most = pairs > g->most ? pairs : g->most;
    }
}

static bool ruled_out(const facts *f, const grid *g, uint32_t row, uint32_t column) {
    bool known = g->mentor_stage[row] >= 0 && g->mentee_stage[column] >= 0;
    return known && g->pairs[row][column] == 0 && !stages_allow(f, g->mentor_stage[row], g->mentee_stage[column]);
}

static phrase stage_label(scribe *s, const facts *f, int32_t stage) {
    return stage < 0 ? SAY_PLAIN(s, SAY_STAGE_NOT_SAID) : phrase_foreign(s, RUN_TEXT, facts_stage_name(f, stage));
}

// ---- title ------------------------------------------------------------------------------------------------------

static phrase all_free(scribe *s, const facts *f) {
    int32_t stage = stages_one_of_free(f);
    if (stage < 0 || f->pairing->free_mentor_count < 2 || f->pairing->summary.free_places < 2) {
        return (phrase){NULL, 0};
    }
    return SAY(s, SAY_STAGES_ALL_FREE, 0, say_phrase(stages_kind_of(s, f, stage)));
}

static phrase all_unpaired(scribe *s, const facts *f) {
    int32_t stages[2];
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->pairing->unmatched_count; i++) {
        uint32_t mentee = facts_number(f, ROLE_MENTEE, f->pairing->unmatched[i].mentee);
        int32_t stage = mentee == FACTS_NOBODY ? -1 : f->people[ROLE_MENTEE][mentee].stage;
        bool known = (count > 0 && stages[0] == stage) || (count > 1 && stages[1] == stage);
        if (stage < 0 || (!known && count == 2)) {
            return (phrase){NULL, 0};
        }
        if (!known) {
            stages[count++] = stage;
        }
    }
    if (f->pairing->unmatched_count < 2 || (count == 2 && f->program->career_stages.count == 2)) {
        return (phrase){NULL, 0};
    }
    if (count == 2 && stages[0] > stages[1]) {
        int32_t kept = stages[0];
        stages[0] = stages[1];
        stages[1] = kept;
    }
    return SAY(s, SAY_STAGES_ALL_UNPAIRED, 0, say_phrase(stages_list(s, f, stages, count, " or ", true)));
}

static phrase title(scribe *s, const facts *f) {
    const phrase halves[] = {all_free(s, f), all_unpaired(s, f)};
    phrase both = phrase_list(s, halves, 2, "; ", "; ");
    return phrase_empty(both) ? SAY_PLAIN(s, SAY_STAGES_TITLE) : phrase_raised(s, both);
}

// ---- drawing ----------------------------------------------------------------------------------------------------

static void draw_cell(scribe *s, const facts *f, drawing *d, const grid *g, uint32_t row, uint32_t column, measure x,
                      measure y, measure width) {
    int64_t pairs = g->pairs[row][column];
    bool out = ruled_out(f, g, row, column);
    colour fill = out                        ? COLOUR_WHITE
                  : pairs == 0               ? COLOUR_TINT
                  : pairs * 3 <= g->most     ? COLOUR_BLUE_LIGHT
                  : pairs * 3 <= g->most * 2 ? COLOUR_BLUE_MID
                                             : COLOUR_BLUE;
    drawing_rectangle(s, d, x, y, width - CELL_GAP, g->cell_height - CELL_GAP, fill, COLOUR_NONE, 0);
    if (out) {
        drawing_last(d)->hatch = HATCH_GREY;
        return;
    }
    colour ink = pairs == 0 ? COLOUR_MUTED : fill == COLOUR_BLUE ? COLOUR_WHITE : COLOUR_INK;
    drawing_words(s, d, x + (width - CELL_GAP) / 2, y + g->cell_height / 2 + POINTS(3), numbers_digits(s, pairs), ANCHOR_MIDDLE,
                  POINTS(10.5), pairs > 0, ink);
}

static void draw_share(scribe *s, drawing *d, measure x, measure y, anchor where, int64_t done, int64_t whole) {
    bool is_short = done < whole;
    span words = phrase_text(s, SAY(s, SAY_COUNT_OF, whole, say_digits(done), say_digits(whole)));
    drawing_words(s, d, x, y, words, where, CHART_LABEL_SIZE, is_short, is_short ? COLOUR_AMBER : COLOUR_INK);
}

static phrase key_of(scribe *s, const facts *f) {
    const rules *in_force = &f->program->rules;
    if (in_force->has_maximum_stage_gap || in_force->minimum_stage_gap < 0) {
        return SAY_PLAIN(s, SAY_KEY_RULED_OUT);
    }
    int32_t least = in_force->minimum_stage_gap;
    return least == 0 ? SAY_PLAIN(s, SAY_KEY_BEHIND) : SAY(s, SAY_KEY_NOT_AHEAD, least, say_words(least));
}

// The longest word of any head: if it fits its column, heads are wrapped; else they stand on several levels in turn.
static bool heads_wrap(scribe *s, const facts *f, const grid *g, measure width) {
    for (uint32_t i = 0; i < g->columns; i++) {
        span head = phrase_text(s, stage_label(s, f, g->mentee_stage[i]));
        for (size_t start = 0, end; start < head.length; start = end + 1) {
            for (end = start; end < head.length && head.text[end] != ' ';) {
                end++;
            }
            if (drawing_width((span){head.text + start, end - start}, CHART_LABEL_SIZE, false) > width - POINTS(1)) {
                return false;
            }
        }
    }
    return true;
}

static uint32_t head_levels(scribe *s, const facts *f, const grid *g, measure width, bool wrap) {
    uint32_t levels = 1;
    for (uint32_t i = 0; i < g->columns; i++) {
        span head = phrase_text(s, stage_label(s, f, g->mentee_stage[i])), *lines;
        measure whole = drawing_width(head, CHART_LABEL_SIZE, false) + POINTS(3);
        uint32_t needs = wrap ? drawing_wrap(s, &lines, head, width - POINTS(1), CHART_LABEL_SIZE, false)
                              : (uint32_t)((whole + width - 1) / width);
        levels = needs > levels ? needs : levels;
    }
    return levels;
}

static void draw_heads(scribe *s, const facts *f, drawing *d, const grid *g, measure width, measure base) {
    bool wrap = heads_wrap(s, f, g, width);
    uint32_t levels = head_levels(s, f, g, width, wrap);
    for (uint32_t i = 0; i < g->columns; i++) {
        span head = phrase_text(s, stage_label(s, f, g->mentee_stage[i])), *lines;
        uint32_t count = drawing_wrap(s, &lines, head, wrap ? width - POINTS(1) : CHART_WIDTH, CHART_LABEL_SIZE, false);
        for (uint32_t j = 0; j < count; j++) {
            uint32_t up = wrap ? count - 1 - j : levels - 1 - i % levels;
            drawing_words(s, d, CELLS_LEFT + (measure)i * width + (width - CELL_GAP) / 2,
                          base - (measure)up * HEAD_LEADING, lines[j], ANCHOR_MIDDLE, CHART_LABEL_SIZE, false,
                          COLOUR_INK);
            drawing_last(d)->foreign = true;
        }
    }
}

// Rows are as high as the longest name beside them needs.
static void grow_rows(scribe *s, const facts *f, grid *g) {
    for (uint32_t i = 0; i < g->rows; i++) {
        span *lines;
        measure needs = POINTS(4) + HEAD_LEADING * (measure)drawing_wrap(
                                                       s, &lines, phrase_text(s, stage_label(s, f, g->mentor_stage[i])),
                                                       CELLS_LEFT - POINTS(4), CHART_LABEL_SIZE, false);
        g->cell_height = needs > g->cell_height ? needs : g->cell_height;
    }
}

static void draw(scribe *s, const facts *f, drawing *d, const grid *g) {
    measure room = STAGES_WIDTH - CELLS_LEFT - COUNTS_WIDTH, width = room / (measure)g->columns;
    width = width > WIDEST_CELL ? WIDEST_CELL : width;
    uint32_t levels = head_levels(s, f, g, width, heads_wrap(s, f, g, width));
    measure heads = POINTS(8) + HEAD_LEADING + POINTS(3), top = heads + (measure)levels * HEAD_LEADING - POINTS(4);
    measure head_base = top - POINTS(5), right = CELLS_LEFT + (measure)g->columns * width;
    drawing_words(s, d, CELLS_LEFT, POINTS(8), phrase_text(s, SAY_PLAIN(s, SAY_MENTEE_LABEL)), ANCHOR_START,
                  CHART_LABEL_SIZE, true, COLOUR_INK);
    drawing_words(s, d, 0, head_base, phrase_text(s, SAY_PLAIN(s, SAY_MENTOR_LABEL)), ANCHOR_START, CHART_LABEL_SIZE,
                  true, COLOUR_INK);
    drawing_words(s, d, right + COUNTS_WIDTH, head_base, phrase_text(s, SAY_PLAIN(s, SAY_FILLED_LABEL)), ANCHOR_END,
                  CHART_LABEL_SIZE, false, COLOUR_MUTED);
    draw_heads(s, f, d, g, width, head_base);
    for (uint32_t i = 0; i < g->rows; i++) {
        measure y = top + (measure)i * g->cell_height;
        span *lines;
        uint32_t count = drawing_wrap(s, &lines, phrase_text(s, stage_label(s, f, g->mentor_stage[i])),
                                      CELLS_LEFT - POINTS(4), CHART_LABEL_SIZE, false);
        for (uint32_t j = 0; j < count; j++) {
            measure base = y + g->cell_height / 2 + POINTS(2) - (measure)(count - 1) * HEAD_LEADING / 2 + (measure)j * HEAD_LEADING;
            drawing_words(s, d, 0, base, lines[j], ANCHOR_START, CHART_LABEL_SIZE, false, COLOUR_INK);
            drawing_last(d)->foreign = true;
        }
        for (uint32_t j = 0; j < g->columns; j++) {
            draw_cell(s, f, d, g, i, j, CELLS_LEFT + (measure)j * width, y, width);
        }
        draw_share(s, d, right + COUNTS_WIDTH, y + g->cell_height / 2 + POINTS(2), ANCHOR_END, g->filled[i], g->places[i]);
    }
    measure below = top + (measure)g->rows * g->cell_height + POINTS(10);
    drawing_words(s, d, 0, below, phrase_text(s, SAY_PLAIN(s, SAY_PAIRED_LABEL)), ANCHOR_START, CHART_LABEL_SIZE, false,
                  COLOUR_MUTED);
    bool crowded = false; // then every other one stands lower
    for (uint32_t j = 0; j < g->columns; j++) {
        span share =
            phrase_text(s, SAY(s, SAY_COUNT_OF, g->wanted[j], say_digits(g->paired[j]), say_digits(g->wanted[j])));
        crowded = crowded || (g->columns > 1 && drawing_width(share, CHART_LABEL_SIZE, true) > width + POINTS(2));
    }
    for (uint32_t j = 0; j < g->columns; j++) {
        measure down = crowded ? (measure)(j % 2) * HEAD_LEADING : 0;
        draw_share(s, d, CELLS_LEFT + (measure)j * width + (width - CELL_GAP) / 2, below + down, ANCHOR_MIDDLE,
                   g->paired[j], g->wanted[j]);
    }
    below += crowded ? HEAD_LEADING : 0;
    bool any_out = false;
    for (uint32_t i = 0; i < g->rows * g->columns; i++) {
        any_out = any_out || ruled_out(f, g, i / g->columns, i % g->columns);
    }
    d->height = below + POINTS(5);
    if (any_out) {
        drawing_rectangle(s, d, CELLS_LEFT, below + POINTS(9), POINTS(12), POINTS(8), COLOUR_WHITE, COLOUR_LINE,
                          POINTS(0.5));
        drawing_last(d)->hatch = HATCH_GREY;
        drawing_words(s, d, CELLS_LEFT + POINTS(17), below + POINTS(16), phrase_text(s, key_of(s, f)), ANCHOR_START,
                      CHART_LABEL_SIZE, false, COLOUR_MUTED);
        d->height = below + POINTS(21);
    }
}

// ---- figures ----------------------------------------------------------------------------------------------------

static const document_table *figures(scribe *s, const facts *f, const grid *g) {
    document_column columns[MOST_STAGES + 2] = {
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_MENTOR_STAGE)), .per_mille = 300, .names_row = true}};
    for (uint32_t j = 0; j < g->columns; j++) {
        columns[j + 1] = (document_column){.head = phrase_text(s, stage_label(s, f, g->mentee_stage[j])),
                                           .per_mille = (uint16_t)(500 / g->columns),
                                           .to_the_right = true};
    }
    columns[g->columns + 1] = (document_column){
        .head = phrase_text(s, SAY_PLAIN(s, SAY_FILLED_LABEL)), .per_mille = 200, .to_the_right = true};
    document_table *table =
        table_create(s, phrase_text(s, SAY_PLAIN(s, SAY_STAGES_TITLE)), columns, g->columns + 2, g->rows + 1);
    for (uint32_t i = 0; i < g->rows; i++) {
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        row_add_line(s, row, 0, LINE_MAIN, stage_label(s, f, g->mentor_stage[i]));
        for (uint32_t j = 0; j < g->columns; j++) {
            phrase pairs = ruled_out(f, g, i, j) ? SAY_PLAIN(s, SAY_RULED_OUT)
                                                 : phrase_of(s, RUN_TEXT, numbers_digits(s, g->pairs[i][j]));
            row_add_line(s, row, j + 1, LINE_MAIN, pairs);
        }
        row_add_line(s, row, g->columns + 1, LINE_MAIN,
                     SAY(s, SAY_COUNT_OF, g->places[i], say_digits(g->filled[i]), say_digits(g->places[i])));
    }
    document_row *row = table_add_row(s, table, ROW_PLAIN);
    row_add_line(s, row, 0, LINE_MAIN, SAY_PLAIN(s, SAY_PAIRED_LABEL));
    for (uint32_t j = 0; j < g->columns; j++) {
        row_add_line(s, row, j + 1, LINE_MAIN,
                     SAY(s, SAY_COUNT_OF, g->wanted[j], say_digits(g->paired[j]), say_digits(g->wanted[j])));
    }
    return table;
}

static span described(scribe *s, const facts *f, const grid *g) {
    phrase parts[MOST_STAGES * MOST_STAGES];
    uint32_t count = 0;
    for (uint32_t i = 0; i < g->rows; i++) {
        for (uint32_t j = 0; j < g->columns; j++) {
            if (g->pairs[i][j] > 0) {
                parts[count++] =
                    SAY(s, SAY_STAGES_IN_WORDS, g->pairs[i][j], say_phrase(stage_label(s, f, g->mentor_stage[i])),
                        say_phrase(stage_label(s, f, g->mentee_stage[j])), say_digits(g->pairs[i][j]));
            }
        }
    }
    return phrase_text(s, phrase_list(s, parts, count, "; ", "; "));
}

void chart_stages(scribe *s, const facts *f, block *parent) {
    if (!chart_has_stages(f)) {
        return;
    }
    grid g;
    count_grid(&g, f);
    grow_rows(s, f, &g);
    if (g.rows == 0 || g.columns == 0) {
        return;
    }
    drawing *d;
    block *figure = chart_begin(s, parent, "stages", title(s, f), &d, STAGES_WIDTH);
    figure->note = SAY_PLAIN(s, SAY_STAGES_NOTE);
    figure->description = described(s, f, &g);
    figure->table = figures(s, f, &g);
    if (d != NULL) {
        draw(s, f, d, &g);
    }
}
