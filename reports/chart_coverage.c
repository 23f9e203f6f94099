// How many mentees have a mentor, and how many places are filled: two bars on one scale.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/charts.h"

#define BARS_LEFT POINTS(92)
#define BAR_HEIGHT POINTS(18)
#define BAR_GAP POINTS(8)
#define LABEL_ROOM POINTS(62) // for a label that stands behind its bar

block *chart_begin(scribe *s, block *parent, const char *id, phrase title, drawing **d, measure width) {
    block *figure = block_add_words(s, parent, BLOCK_FIGURE, title);
    drawing *made = scribe_room(s, 1, sizeof *made);
    figure->id = id;
    *d = made;
    if (made != NULL) {
        made->width = width;
        figure->drawing = made;
    }
    return figure;
}

typedef struct bar {
    phrase name;
    int64_t whole, done;
    phrase done_label, rest_label;
    colour rest_fill, rest_ink;
} bar;

static measure label_width(scribe *s, phrase label) {
    return drawing_width(phrase_text(s, label), CHART_LABEL_SIZE, true) + POINTS(8);
}

// true when the bar's last label must stand behind it.
static bool needs_room(scribe *s, const bar *b, int64_t longest, measure full) {
    measure done = (measure)(b->done * full / longest), rest = (measure)((b->whole - b->done) * full / longest);
    bool rest_fits = b->whole == b->done || label_width(s, b->rest_label) <= rest;
    bool done_fits = b->done == 0 || label_width(s, b->done_label) <= done;
    return !rest_fits || !done_fits;
}

static void draw(scribe *s, drawing *d, const bar *b, measure y, int64_t longest, measure full) {
    measure done = (measure)(b->done * full / longest), rest = (measure)((b->whole - b->done) * full / longest);
    measure base = y + POINTS(12), behind = BARS_LEFT + done + rest + POINTS(5);
    drawing_words(s, d, 0, base, phrase_text(s, b->name), ANCHOR_START, CHART_LABEL_SIZE, true, COLOUR_INK);
    drawing_words(s, d, POINTS(85), base, numbers_digits(s, b->whole), ANCHOR_END, CHART_LABEL_SIZE, false, COLOUR_INK);
    span done_label = phrase_text(s, b->done_label), rest_label = phrase_text(s, b->rest_label);
    if (b->done > 0) {
        drawing_rectangle(s, d, BARS_LEFT, y, done, BAR_HEIGHT, COLOUR_BLUE, COLOUR_NONE, 0);
    }
    if (rest > 0) {
        drawing_rectangle(s, d, BARS_LEFT + done + POINTS(0.5), y + POINTS(0.5), rest - POINTS(1),
                          BAR_HEIGHT - POINTS(1), b->rest_fill, b->rest_ink, POINTS(1));
    }
    if (b->done > 0 && label_width(s, b->done_label) <= done) {
        drawing_words(s, d, BARS_LEFT + POINTS(6), base, done_label, ANCHOR_START, CHART_LABEL_SIZE, true,
                      COLOUR_WHITE);
    } else if (b->done > 0) {
        drawing_words(s, d, behind, base, done_label, ANCHOR_START, CHART_LABEL_SIZE, true, COLOUR_BLUE);
        behind += label_width(s, b->done_label);
    }
    if (rest > 0 && label_width(s, b->rest_label) <= rest) {
        drawing_words(s, d, BARS_LEFT + done + POINTS(7), base, rest_label, ANCHOR_START, CHART_LABEL_SIZE, true,
                      b->rest_ink);
    } else if (rest > 0) {
        drawing_words(s, d, behind, base, rest_label, ANCHOR_START, CHART_LABEL_SIZE, true, b->rest_ink);
    }
}

static const document_table *figures(scribe *s, const bar *bars, size_t count, span caption) {
    const document_column columns[] = {
        {.head = SPAN(""), .per_mille = 340, .names_row = true},
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_ALL)), .per_mille = 160, .to_the_right = true},
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_PAIRED)), .per_mille = 250, .to_the_right = true},
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_NOT)), .per_mille = 250, .to_the_right = true}};
    document_table *table = table_create(s, caption, columns, 4, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        const int64_t values[] = {bars[i].whole, bars[i].done, bars[i].whole - bars[i].done};
        row_add_line(s, row, 0, LINE_MAIN, bars[i].name);
        for (uint32_t j = 0; j < 3; j++) {
            row_add_line(s, row, j + 1, LINE_MAIN, phrase_of(s, RUN_TEXT, numbers_digits(s, values[j])));
        }
    }
    return table;
}

void chart_coverage(scribe *s, const facts *f, block *parent) {
    const summary *sum = &f->pairing->summary;
    int64_t wanted = f->several_mentors ? f->wanted_places : sum->mentees;
    int64_t done = f->several_mentors ? sum->pairs : sum->matched_mentees;
    int64_t filled = (int64_t)sum->places - sum->free_places;
    const bar bars[] = {
        {.name = SAY_PLAIN(s, f->several_mentors ? SAY_PLACES_WANTED : SAY_MENTEES_LABEL),
         .whole = wanted,
         .done = done,
         .done_label = SAY(s, SAY_N_PAIRED, done, say_digits(done)),
         .rest_label = SAY(s, SAY_N_UNPAIRED, wanted - done, say_digits(wanted - done)),
         .rest_fill = COLOUR_AMBER_LIGHT,
         .rest_ink = COLOUR_AMBER},
        {.name = SAY_PLAIN(s, SAY_PLACES_LABEL),
         .whole = sum->places,
         .done = filled,
         .done_label = SAY(s, SAY_N_FILLED, filled, say_digits(filled)),
         .rest_label = SAY(s, SAY_N_FREE, sum->free_places, say_digits(sum->free_places)),
         .rest_fill = COLOUR_WHITE,
         .rest_ink = COLOUR_BLUE},
    };
    int64_t longest = bars[0].whole > bars[1].whole ? bars[0].whole : bars[1].whole;
    if (longest == 0) {
        return;
    }
    drawing *d;
    block *figure = chart_begin(s, parent, "coverage", (phrase){NULL, 0}, &d, CHART_WIDTH);
    phrase described[2];
    for (size_t i = 0; i < 2; i++) {
        described[i] = SAY(s, SAY_COVERAGE, bars[i].whole, say_phrase(bars[i].name), say_digits(bars[i].whole),
                           say_phrase(bars[i].done_label), say_phrase(bars[i].rest_label));
    }
    figure->description = phrase_text(s, phrase_list(s, described, 2, "; ", "; "));
    figure->table = figures(s, bars, 2, phrase_text(s, SAY_PLAIN(s, SAY_CAPTION_COVERAGE)));
    if (d == NULL) {
        return;
    }
    measure full = CHART_WIDTH - BARS_LEFT - POINTS(2);
    if (needs_room(s, &bars[0], longest, full) || needs_room(s, &bars[1], longest, full)) {
        full -= LABEL_ROOM;
    }
    draw(s, d, &bars[0], 0, longest, full);
    draw(s, d, &bars[1], BAR_HEIGHT + BAR_GAP, longest, full);
    d->height = 2 * BAR_HEIGHT + BAR_GAP;
}
