// Areas of work, wanted and offered: a ring for the mentees who want one, a square for the places of mentors who offer
// it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "reports/charts.h"
#include "reports/reasons.h"

#define NAME_WIDTH POINTS(140)
#define PLOT_LEFT POINTS(150)
#define PLOT_WIDTH POINTS(270)
#define ROWS_TOP POINTS(24)
#define ROW_HEIGHT POINTS(17.5)
#define ROW_HEIGHT_COMPACT POINTS(14)
#define NAME_LEADING POINTS(10.6)
#define LEAST_BETWEEN_LABELS POINTS(22)
enum { MOST_ROWS = 16 };

typedef struct area {
    uint32_t option;
    int64_t wanted, offered;
} area;

static int64_t shortage(const area *a) {
    return a->wanted - a->offered;
}

static int by_shortage(const void *left, const void *right) {
    const area *a = left, *b = right;
    if (shortage(a) != shortage(b)) {
        return shortage(a) > shortage(b) ? -1 : 1;
    }
    return (a->option > b->option) - (a->option < b->option);
}

static int by_size(const void *left, const void *right) {
    const area *a = left, *b = right;
    int64_t size = llabs(shortage(a)), other = llabs(shortage(b));
    return size != other ? (size > other ? -1 : 1) : (a->option > b->option) - (a->option < b->option);
}

static area *count_areas(scribe *s, const facts *f, uint32_t *count) {
    uint32_t options = f->program->areas.count;
    area *areas = scribe_room(s, options, sizeof *areas);
    *count = 0;
    if (areas == NULL || f->program->fields[FIELD_AREAS].is_private) {
        return NULL;
    }
    for (uint32_t i = 0; i < options; i++) {
        areas[i].option = i;
    }
    for (role side = 0; side < ROLE_COUNT; side++) {
        for (uint32_t i = 0; i < f->count[side]; i++) {
            uint32_t known;
            const uint32_t *chosen = reasons_known(s, f, &f->people[side][i], FIELD_AREAS, &known);
            for (uint32_t j = 0; chosen != NULL && j < known; j++) {
                area *a = &areas[chosen[j]];
                a->wanted += side == ROLE_MENTEE;
                a->offered += side == ROLE_MENTOR ? f->people[side][i].places : 0;
            }
        }
    }
    for (uint32_t i = 0; i < options; i++) { // nobody's area says nothing
        if (areas[i].wanted > 0 || areas[i].offered > 0) {
            areas[(*count)++] = areas[i];
        }
    }
    return areas;
}

static phrase area_name(scribe *s, const facts *f, const area *a) {
    return phrase_foreign(s, RUN_TEXT, f->program->areas.options[a->option].name);
}

// A name within the title: "public librarianship", in quotes where it holds an "and" of its own.
static phrase name_within(scribe *s, const facts *f, const area *a) {
    span name = f->program->areas.options[a->option].name;
    phrase lowered = reasons_lowered(s, name, RUN_TEXT);
    return span_find(name, SPAN(" and ")) == SIZE_MAX ? lowered : SAY(s, SAY_QUOTED, 0, say_phrase(lowered));
}

static phrase title(scribe *s, const facts *f, const area *areas, uint32_t count) {
    uint32_t more = 0;
    while (more < count && shortage(&areas[more]) > 0) {
        more++;
    }
    if (more == 0) {
        return SAY_PLAIN(s, SAY_AREAS_TITLE);
    }
    if (more == 1) {
        return SAY(s, SAY_AREAS_ONE_SHORT, 1, say_phrase(name_within(s, f, &areas[0])));
    }
    const phrase most[] = {name_within(s, f, &areas[0]), name_within(s, f, &areas[1])};
    return SAY(s, more == 2 ? SAY_AREAS_TWO_SHORT : SAY_AREAS_SHORT, more, say_raised(more),
               say_phrase(phrase_list(s, most, 2, ", ", " and ")));
}

static phrase verdict(scribe *s, const area *a) {
    int64_t by = shortage(a);
    return by == 0 ? SAY_PLAIN(s, SAY_EVEN)
                   : SAY(s, by > 0 ? SAY_MORE_WANTED : SAY_MORE_OFFERED, llabs(by), say_digits(llabs(by)));
}

// ---- drawing ----------------------------------------------------------------------------------------------------

static void draw_marks(scribe *s, drawing *d, const area *a, measure y, int64_t axis) {
    measure wanted = PLOT_LEFT + (measure)(a->wanted * PLOT_WIDTH / axis),
            offered = PLOT_LEFT + (measure)(a->offered * PLOT_WIDTH / axis);
    bool is_short = a->wanted > a->offered, even = a->wanted == a->offered;
    if (!even) {
        drawing_line(s, d, wanted, y, offered, y, is_short ? COLOUR_AMBER : COLOUR_BLUE,
                     is_short ? POINTS(2.4) : POINTS(1));
    }
    drawing_circle(s, d, wanted, y, even ? POINTS(6) : POINTS(4), COLOUR_WHITE, COLOUR_INK, POINTS(1.5));
    drawing_rectangle(s, d, offered - POINTS(3.7), y - POINTS(3.7), POINTS(7.4), POINTS(7.4), COLOUR_BLUE, COLOUR_NONE,
                      0);
    measure left = wanted < offered ? wanted : offered, right = wanted > offered ? wanted : offered;
    int64_t left_count = wanted < offered ? a->wanted : a->offered,
            right_count = wanted < offered ? a->offered : a->wanted;
    if (!even) {
        drawing_words(s, d, left - POINTS(7), y + POINTS(3), numbers_digits(s, left_count), ANCHOR_END,
                      CHART_LABEL_SIZE, false, COLOUR_MUTED);
    }
    drawing_words(s, d, right + POINTS(even ? 9 : 7), y + POINTS(3), numbers_digits(s, right_count), ANCHOR_START,
                  CHART_LABEL_SIZE, false, COLOUR_MUTED);
}

static void draw_key(scribe *s, drawing *d) {
    span wanted = phrase_text(s, SAY_PLAIN(s, SAY_KEY_WANTED)), offered = phrase_text(s, SAY_PLAIN(s, SAY_KEY_OFFERED));
    measure x = PLOT_LEFT + POINTS(4), y = POINTS(8);
    drawing_circle(s, d, x, y, POINTS(4), COLOUR_WHITE, COLOUR_INK, POINTS(1.5));
    drawing_words(s, d, x + POINTS(8), y + POINTS(3), wanted, ANCHOR_START, CHART_LABEL_SIZE, false, COLOUR_INK);
    x += POINTS(8) + drawing_width(wanted, CHART_LABEL_SIZE, false) + POINTS(16);
    drawing_rectangle(s, d, x, y - POINTS(3.7), POINTS(7.4), POINTS(7.4), COLOUR_BLUE, COLOUR_NONE, 0);
    drawing_words(s, d, x + POINTS(12), y + POINTS(3), offered, ANCHOR_START, CHART_LABEL_SIZE, false, COLOUR_INK);
}

static void draw_row(scribe *s, const facts *f, drawing *d, const area *a, span *lines, uint32_t line_count,
                     measure top, measure height, int64_t axis) {
    measure middle = top + height / 2;
    measure base = middle - (measure)(line_count - 1) * NAME_LEADING / 2 + POINTS(3);
    (void)f;
    for (uint32_t i = 0; i < line_count; i++) {
        drawing_words(s, d, 0, base + (measure)i * NAME_LEADING, lines[i], ANCHOR_START, CHART_TEXT_SIZE, false,
                      COLOUR_INK);
        drawing_last(d)->foreign = true;
    }
    draw_marks(s, d, a, middle, axis);
    bool is_short = shortage(a) > 0;
    drawing_words(s, d, CHART_WIDTH, middle + POINTS(3), phrase_text(s, verdict(s, a)), ANCHOR_END, CHART_TEXT_SIZE,
                  is_short, is_short ? COLOUR_AMBER : COLOUR_MUTED);
}

static void draw(scribe *s, const facts *f, drawing *d, const area *areas, uint32_t count) {
    int64_t most = 1;
    measure heights[MOST_ROWS], total = 0;
    span *lines[MOST_ROWS];
    uint32_t line_counts[MOST_ROWS];
    for (uint32_t i = 0; i < count; i++) {
        most = areas[i].wanted > most ? areas[i].wanted : most;
        most = areas[i].offered > most ? areas[i].offered : most;
        span name = phrase_text(s, area_name(s, f, &areas[i]));
        line_counts[i] = drawing_wrap(s, &lines[i], name, NAME_WIDTH, CHART_TEXT_SIZE, false);
        heights[i] = (f->compact ? ROW_HEIGHT_COMPACT : ROW_HEIGHT) + (measure)(line_counts[i] > 1 ? line_counts[i] - 1 : 0) * NAME_LEADING;
        total += heights[i];
    }
    int64_t step = most >= 2000 ? most / 400 * 100 : most >= 200 ? 50 : most >= 40 ? 10 : most > 4 ? 5 : 1;
    int64_t axis = (most + step - 1) / step * step;
    draw_key(s, d);
    measure bottom = ROWS_TOP + total;
    int64_t apart = axis * LEAST_BETWEEN_LABELS / PLOT_WIDTH / step + 1; // of gridlines, from label to label
    for (int64_t value = 0; value <= axis; value += step) {
        measure x = PLOT_LEFT + (measure)(value * PLOT_WIDTH / axis);
        drawing_line(s, d, x, ROWS_TOP - POINTS(3), x, bottom + POINTS(2), COLOUR_LINE, POINTS(0.5));
        if (value / step % apart == 0) {
            drawing_words(s, d, x, bottom + POINTS(12), numbers_digits(s, value), ANCHOR_MIDDLE, CHART_LABEL_SIZE,
                          false, COLOUR_MUTED);
        }
    }
    measure top = ROWS_TOP;
    for (uint32_t i = 0; i < count; i++) {
        draw_row(s, f, d, &areas[i], lines[i], line_counts[i], top, heights[i], axis);
        top += heights[i];
    }
    d->height = bottom + POINTS(16);
}

static const document_table *figures(scribe *s, const facts *f, const area *areas, uint32_t count) {
    const document_column columns[] = {
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_AREA)), .per_mille = 400, .names_row = true},
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_WANTED)), .per_mille = 200, .to_the_right = true},
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_OFFERED)), .per_mille = 200, .to_the_right = true},
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_DIFFERENCE)), .per_mille = 200, .to_the_right = true}};
    document_table *table = table_create(s, phrase_text(s, SAY_PLAIN(s, SAY_AREAS_TITLE)), columns, 4, count);
    for (uint32_t i = 0; i < count; i++) {
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        row_add_line(s, row, 0, LINE_MAIN, area_name(s, f, &areas[i]));
        row_add_line(s, row, 1, LINE_MAIN, phrase_of(s, RUN_TEXT, numbers_digits(s, areas[i].wanted)));
        row_add_line(s, row, 2, LINE_MAIN, phrase_of(s, RUN_TEXT, numbers_digits(s, areas[i].offered)));
        row_add_line(s, row, 3, LINE_MAIN, verdict(s, &areas[i]));
    }
    return table;
}

bool chart_has_areas(scribe *s, const facts *f) {
    uint32_t count;
    return count_areas(s, f, &count) != NULL && count > 0;
}

void chart_areas(scribe *s, const facts *f, block *parent) {
    uint32_t count;
    area *areas = count_areas(s, f, &count);
    if (areas == NULL || count == 0) {
        return;
    }
    qsort(areas, count, sizeof *areas, by_shortage);
    phrase heading = title(s, f, areas, count);
    uint32_t most = f->most_areas < MOST_ROWS ? f->most_areas : MOST_ROWS, shown = count < most ? count : most;
    int64_t within = 0;
    if (shown < count) {
        qsort(areas, count, sizeof *areas, by_size);
        within = llabs(shortage(&areas[shown]));
    }
    phrase more = shown < count ? SAY(s, SAY_AREAS_MORE, count - shown, say_digits(count - shown), say_digits(within))
                                : (phrase){NULL, 0};
    qsort(areas, shown, sizeof *areas, by_shortage);
    drawing *d;
    block *figure = chart_begin(s, parent, "areas", heading, &d, CHART_WIDTH);
    const phrase notes[] = {SAY_PLAIN(s, SAY_AREAS_NOTE), more};
    figure->note = phrase_list(s, notes, 2, " ", " ");
    phrase *described = scribe_room(s, shown, sizeof *described);
    for (uint32_t i = 0; described != NULL && i < shown; i++) {
        described[i] = SAY(s, SAY_AREA_IN_WORDS, 0, say_phrase(area_name(s, f, &areas[i])), say_digits(areas[i].wanted),
                           say_digits(areas[i].offered));
    }
    figure->description = described == NULL ? SPAN("") : phrase_text(s, phrase_list(s, described, shown, "; ", "; "));
    if (d != NULL) {
        draw(s, f, d, areas, shown);
    }
    qsort(areas, count, sizeof *areas, by_shortage); // the table leaves none out
    figure->table = figures(s, f, areas, count);
}
