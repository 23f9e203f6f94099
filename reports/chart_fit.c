// How well the pairs fit: a block for each pair, in columns of five percent.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/charts.h"

#define FIT_WIDTH POINTS(219.3) // 42.5 % of a Letter page
#define BLOCK_WIDTH POINTS(17)
#define BLOCK_STEP POINTS(12) // a block of 10 and a gap of 2
#define BLOCK_HEIGHT POINTS(10)
#define TOP POINTS(20)
enum { BINS = 20, BIN_BP = 500, MOST_BLOCKS = 22, MOST_BLOCKS_COMPACT = 9, LEAST_PAIRS = 5 };

typedef struct bins {
    uint32_t first; // lowest bin in use
    int64_t pairs[BINS], weak[BINS];
    int64_t most;
    int64_t unit; // pairs a block stands for
} bins;

bool chart_has_fit(const facts *f) {
    return f->pairing->pair_count >= LEAST_PAIRS;
}

static uint32_t bin_of(int32_t score_bp) {
    uint32_t bin = (uint32_t)(score_bp / BIN_BP);
    return bin < BINS ? bin : BINS - 1;
}

static void count_bins(bins *b, const facts *f) {
    const int64_t most_blocks = f->compact ? MOST_BLOCKS_COMPACT : MOST_BLOCKS;
    static const int64_t UNITS[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000};
    *b = (bins){.first = BINS - 1};
    for (uint32_t i = 0; i < f->pairing->pair_count; i++) {
        int32_t score_bp = f->pairing->pairs[i].score_bp;
        uint32_t bin = bin_of(score_bp);
        b->pairs[bin]++;
        b->weak[bin] += facts_is_weak(f, score_bp);
        b->first = bin < b->first ? bin : b->first;
        b->most = b->pairs[bin] > b->most ? b->pairs[bin] : b->most;
    }
    size_t unit = 0;
    while (unit + 1 < sizeof UNITS / sizeof UNITS[0] && b->most > UNITS[unit] * most_blocks) {
        unit++;
    }
    b->unit = UNITS[unit];
}

static int64_t blocks_of(const bins *b, uint32_t bin) {
    return (b->pairs[bin] + b->unit - 1) / b->unit;
}

static phrase title(scribe *s, const facts *f) {
    bool most_fit_well = f->pairing->summary.median_score_bp >= 8000;
    if (!most_fit_well) {
        return f->weak_count > 0 ? SAY(s, SAY_FIT_SOME_WEAK, f->weak_count, say_raised(f->weak_count),
                                       say_words(f->pairing->pair_count))
                                 : SAY_PLAIN(s, SAY_FIT_TITLE);
    }
    return f->weak_count > 0 ? SAY(s, SAY_FIT_WELL_BUT, f->weak_count, say_words(f->weak_count))
                             : SAY_PLAIN(s, SAY_FIT_WELL);
}

// ---- drawing ----------------------------------------------------------------------------------------------------

typedef struct frame {
    measure pitch, block_width, base; // a column's share of the axis, a block, the axis
} frame;

static measure x_of(const bins *b, const frame *at, int32_t score_bp) {
    return (measure)((int64_t)(score_bp - (int32_t)b->first * BIN_BP) * at->pitch / BIN_BP);
}

static void draw_column(scribe *s, drawing *d, const bins *b, const frame *at, uint32_t bin) {
    measure x = (measure)(bin - b->first) * at->pitch + (at->pitch - at->block_width) / 2;
    int64_t blocks = blocks_of(b, bin), weak = (b->weak[bin] + b->unit - 1) / b->unit;
    for (int64_t i = 0; i < blocks; i++) {
        measure y = at->base - (measure)(i + 1) * BLOCK_STEP + POINTS(1.5);
        if (i < weak) {
            drawing_rectangle(s, d, x + POINTS(0.5), y + POINTS(0.5), at->block_width - POINTS(1),
                              BLOCK_HEIGHT - POINTS(1), COLOUR_WHITE, COLOUR_AMBER, POINTS(1));
            drawing_last(d)->hatch = HATCH_AMBER;
        } else {
            drawing_rectangle(s, d, x, y, at->block_width, BLOCK_HEIGHT, COLOUR_BLUE, COLOUR_NONE, 0);
        }
    }
    if (blocks > 0) {
        drawing_words(s, d, x + at->block_width / 2, at->base - (measure)blocks * BLOCK_STEP - POINTS(3),
                      numbers_digits(s, b->pairs[bin]), ANCHOR_MIDDLE, CHART_LABEL_SIZE, false, COLOUR_MUTED);
    }
}

// The highest column between two places of the axis.
static measure top_of(const bins *b, const frame *at, measure from, measure to) {
    int64_t highest = 0;
    for (uint32_t i = b->first; i < BINS; i++) {
        measure x = (measure)(i - b->first) * at->pitch;
        if (x < to && x + at->pitch > from && blocks_of(b, i) > highest) {
            highest = blocks_of(b, i);
        }
    }
    return at->base - (measure)highest * BLOCK_STEP - (highest > 0 ? POINTS(11) : 0);
}

static void draw_weak(scribe *s, const facts *f, drawing *d, const bins *b, const frame *at) {
    if (f->weak_count == 0) {
        return;
    }
    span count = phrase_text(s, SAY(s, SAY_N_WEAK, f->weak_count, say_digits(f->weak_count)));
    span limit = phrase_text(s, SAY(s, SAY_BELOW, 0, say_limit(f->program->weak_below_bp)));
    measure width = drawing_width(limit, CHART_LABEL_SIZE, false), x = (at->pitch - at->block_width) / 2;
    measure y = top_of(b, at, x, x + width) - POINTS(14);
    drawing_words(s, d, x, y, count, ANCHOR_START, CHART_LABEL_SIZE, true, COLOUR_AMBER);
    drawing_words(s, d, x, y + POINTS(10.5), limit, ANCHOR_START, CHART_LABEL_SIZE, false, COLOUR_AMBER);
}

static void draw_median(scribe *s, const facts *f, drawing *d, const bins *b, const frame *at) {
    int32_t median = f->pairing->summary.median_score_bp;
    span words = phrase_text(s, SAY(s, SAY_HALF_REACH, 0, say_text(numbers_fit_down(s, median))));
    measure x = x_of(b, at, median), width = drawing_width(words, CHART_LABEL_SIZE, false);
    anchor where = x < width / 2 ? ANCHOR_START : x + width / 2 > FIT_WIDTH ? ANCHOR_END : ANCHOR_MIDDLE;
    measure label = where == ANCHOR_START ? 0 : where == ANCHOR_END ? FIT_WIDTH : x;
    drawing_line(s, d, x, POINTS(12), x, at->base, COLOUR_INK, POINTS(1));
    drawing_last(d)->stroke_style = STROKE_DASHED;
    drawing_words(s, d, label, POINTS(8), words, where, CHART_LABEL_SIZE, false, COLOUR_INK);
}

static void draw_axis(scribe *s, drawing *d, const bins *b, const frame *at) {
    uint32_t count = BINS - b->first;
    drawing_line(s, d, 0, at->base + POINTS(0.5), (measure)count * at->pitch, at->base + POINTS(0.5), COLOUR_INK,
                 POINTS(0.75));
    uint32_t step = count > 10 ? 4 : 2;
    for (uint32_t i = b->first; i <= BINS; i++) {
        if (i % step == 0) {
            measure x = (measure)(i - b->first) * at->pitch;
            anchor where = i == b->first ? ANCHOR_START : i == BINS ? ANCHOR_END : ANCHOR_MIDDLE;
            drawing_words(s, d, x, at->base + POINTS(12), numbers_digits(s, i * 5), where, CHART_LABEL_SIZE, false,
                          COLOUR_MUTED);
        }
    }
    drawing_words(s, d, (measure)count * at->pitch / 2, at->base + POINTS(23),
                  phrase_text(s, SAY_PLAIN(s, SAY_FIT_AXIS)), ANCHOR_MIDDLE, CHART_LABEL_SIZE, false, COLOUR_MUTED);
    d->height = at->base + POINTS(27);
}

static void draw(scribe *s, const facts *f, drawing *d, const bins *b) {
    uint32_t count = BINS - b->first;
    frame at = {.pitch = FIT_WIDTH / (measure)count};
    at.pitch = at.pitch > POINTS(40) ? POINTS(40) : at.pitch;
    at.block_width = at.pitch - POINTS(2) < BLOCK_WIDTH ? at.pitch - POINTS(2) : BLOCK_WIDTH;
    // Room above the columns for their counts, for the words on the median and, where columns are low, for those on
    // weak pairs.
    int64_t highest = (b->most + b->unit - 1) / b->unit;
    at.base = TOP + POINTS(12) + (measure)highest * BLOCK_STEP;
    measure weak_top = top_of(b, &at, 0, POINTS(60)) - POINTS(24);
    at.base += f->weak_count > 0 && weak_top < POINTS(12) ? POINTS(12) - weak_top : 0;
    draw_median(s, f, d, b, &at);
    for (uint32_t i = b->first; i < BINS; i++) {
        draw_column(s, d, b, &at, i);
    }
    draw_weak(s, f, d, b, &at);
    draw_axis(s, d, b, &at);
}

// ---- figures ----------------------------------------------------------------------------------------------------

static phrase bin_name(scribe *s, uint32_t bin) {
    return bin == BINS - 1 ? SAY(s, SAY_BIN_LAST, 0, say_digits(bin * 5))
                           : SAY(s, SAY_BIN, 0, say_digits(bin * 5), say_digits(bin * 5 + 5));
}

static const document_table *figures(scribe *s, const bins *b) {
    const document_column columns[] = {
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_FIT_AXIS)), .per_mille = 400, .names_row = true},
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_PAIRS)), .per_mille = 300, .to_the_right = true},
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_WEAK)), .per_mille = 300, .to_the_right = true}};
    document_table *table = table_create(s, phrase_text(s, SAY_PLAIN(s, SAY_FIT_TITLE)), columns, 3, BINS - b->first);
    for (uint32_t i = b->first; i < BINS; i++) {
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        row_add_line(s, row, 0, LINE_MAIN, bin_name(s, i));
        row_add_line(s, row, 1, LINE_MAIN, phrase_of(s, RUN_TEXT, numbers_digits(s, b->pairs[i])));
        row_add_line(s, row, 2, LINE_MAIN, phrase_of(s, RUN_TEXT, numbers_digits(s, b->weak[i])));
    }
    return table;
}

void chart_fit(scribe *s, const facts *f, block *parent) {
    if (!chart_has_fit(f)) {
        return;
    }
    bins b;
    count_bins(&b, f);
    drawing *d;
    block *figure = chart_begin(s, parent, "fit", title(s, f), &d, FIT_WIDTH);
    figure->note = SAY(s, SAY_FIT_NOTE, b.unit, say_digits(b.unit));
    phrase described[BINS];
    uint32_t count = 0;
    for (uint32_t i = b.first; i < BINS; i++) {
        described[count++] = SAY(s, SAY_BIN_IN_WORDS, b.pairs[i], say_phrase(bin_name(s, i)), say_digits(b.pairs[i]));
    }
    figure->description = phrase_text(s, phrase_list(s, described, count, "; ", "; "));
    figure->table = figures(s, &b);
    if (d != NULL) {
        draw(s, f, d, &b);
    }
}
