// The program's dates on a line, with the day of this report and how long is left. The last stretch is not to scale.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/charts.h"

#define LINE_Y POINTS(26)
#define FIRST_X POINTS(4)
#define LAST_X POINTS(512)
#define SCALE_END POINTS(364) // of the dates before the last
#define ROW_HEIGHT POINTS(25)
enum { MOST_DOTS = CALENDAR_COUNT, LABEL_ROWS = 3 };

typedef struct dot {
    int64_t day;
    sentence says;
    bool is_due, past;
    span label;
    measure x;
} dot;

static uint32_t gather(scribe *s, const facts *f, dot *dots) {
    static const struct {
        sentence past, to_come;
    } WORDS[CALENDAR_COUNT] = {{SAY_CALENDAR_OPENED, SAY_CALENDAR_OPENS},
                               {SAY_CALENDAR_CLOSED, SAY_CALENDAR_CLOSES},
                               {SAY_CALENDAR_DUE, SAY_CALENDAR_DUE},
                               {SAY_CALENDAR_STARTED, SAY_CALENDAR_STARTS},
                               {SAY_CALENDAR_ENDED, SAY_CALENDAR_ENDS}};
    uint32_t count = 0;
    for (int i = 0; i < CALENDAR_COUNT; i++) {
        const calendar_entry *entry = &f->program->calendar[i];
        if (!entry->said) {
            continue;
        }
        dot made = {.day = date_day_number(entry->day),
                    .is_due = i == CALENDAR_DUE,
                    .past = entry->at <= f->pairing->as_of,
                    .label = numbers_short_date(s, entry->day)};
        made.says = made.past ? WORDS[i].past : WORDS[i].to_come;
        uint32_t at = count++;
        for (; at > 0 && dots[at - 1].day > made.day; at--) {
            dots[at] = dots[at - 1];
        }
        dots[at] = made;
    }
    return count;
}

// Where a day stands: the dates before the last to one scale, the last at the end.
static measure place_of(const dot *dots, uint32_t count, int64_t first, int64_t day) {
    int64_t last = dots[count - 1].day, before = count > 1 ? dots[count - 2].day : first;
    before = before < first ? first : before;
    if (day >= last) {
        return LAST_X;
    }
    if (day >= before) {
        int64_t stretch = last - before;
        measure start = before > first ? SCALE_END : FIRST_X;
        return start + (measure)((day - before) * (LAST_X - start) / (stretch > 0 ? stretch : 1));
    }
    return FIRST_X + (measure)((day - first) * (SCALE_END - FIRST_X) / (before - first));
}

static void draw_line(scribe *s, drawing *d, const dot *dots, uint32_t count, measure today, bool today_past_all) {
    measure before = count > 1 ? dots[count - 2].x : FIRST_X;
    drawing_line(s, d, FIRST_X, LINE_Y, before, LINE_Y, COLOUR_INK, POINTS(0.75));
    drawing_line(s, d, before, LINE_Y, LAST_X, LINE_Y, COLOUR_INK, POINTS(1));
    drawing_last(d)->stroke_style = STROKE_DOTTED;
    if (today > FIRST_X || today_past_all) {
        drawing_line(s, d, FIRST_X, LINE_Y, today, LINE_Y, COLOUR_INK, POINTS(3));
    }
}

static void draw_labels(scribe *s, drawing *d, const dot *dots, uint32_t count) {
    measure taken[LABEL_ROWS] = {-POINTS(10), -POINTS(10), -POINTS(10)};
    uint32_t rows = 1;
    for (uint32_t i = 0; i < count; i++) {
        span what = phrase_text(s, SAY_PLAIN(s, dots[i].says));
        measure width = drawing_width(what, CHART_LABEL_SIZE, false),
                bold = drawing_width(dots[i].label, CHART_LABEL_SIZE, true);
        width = width > bold ? width : bold;
        anchor where = dots[i].x < width / 2                 ? ANCHOR_START
                       : dots[i].x + width / 2 > CHART_WIDTH ? ANCHOR_END
                                                             : ANCHOR_MIDDLE;
        measure x = where == ANCHOR_START ? 0 : where == ANCHOR_END ? CHART_WIDTH : dots[i].x;
        measure left = where == ANCHOR_START ? 0 : where == ANCHOR_END ? x - width : x - width / 2;
        uint32_t row = 0;
        while (row + 1 < LABEL_ROWS && left < taken[row] + POINTS(6)) {
            row++;
        }
        taken[row] = left + width;
        rows = row + 1 > rows ? row + 1 : rows;
        measure y = LINE_Y + POINTS(17) + (measure)row * ROW_HEIGHT;
        if (row > 0) {
            drawing_line(s, d, dots[i].x, LINE_Y + POINTS(5), dots[i].x, y - POINTS(9), COLOUR_LINE, POINTS(0.5));
        }
        drawing_words(s, d, x, y, dots[i].label, where, CHART_LABEL_SIZE, true, COLOUR_INK);
        drawing_words(s, d, x, y + POINTS(10.5), what, where, CHART_LABEL_SIZE, false, COLOUR_MUTED);
    }
    d->height = LINE_Y + POINTS(32) + (measure)(rows - 1) * ROW_HEIGHT;
}

static span days_label(scribe *s, const facts *f) {
    int64_t days = f->days_left;
    sentence code = days < 0 ? SAY_DAYS_LATE : days == 0 ? SAY_DUE_TODAY_LABEL : SAY_DAYS_LEFT;
    return phrase_text(s, SAY(s, code, days < 0 ? -days : days, say_digits(days < 0 ? -days : days)));
}

static void draw_today(scribe *s, const facts *f, drawing *d, measure today, const dot *due) {
    span label = phrase_text(s, SAY(s, SAY_THIS_REPORT, 0, say_text(numbers_short_date(s, f->today))));
    measure top = LINE_Y - POINTS(9), width = drawing_width(label, CHART_LABEL_SIZE, true);
    drawing_line(s, d, today, top, today, LINE_Y + POINTS(6), COLOUR_AMBER, POINTS(1));
    span days = due == NULL ? SPAN("") : days_label(s, f);
    measure right = due == NULL      ? today
                    : due->x > today ? due->x
                                     : today,
            left = due == NULL      ? today
                   : due->x < today ? due->x
                                    : today;
    if (due != NULL && right > left) {
        drawing_line(s, d, left, LINE_Y - POINTS(5), right, LINE_Y - POINTS(5), COLOUR_AMBER, POINTS(1));
    }
    measure days_width = drawing_width(days, CHART_LABEL_SIZE, true), y = LINE_Y - POINTS(8);
    bool left_fits = left - POINTS(4) >= width, right_fits = right + POINTS(4) + days_width <= CHART_WIDTH;
    if (left_fits && right_fits) {
        drawing_words(s, d, left - POINTS(4), y, label, ANCHOR_END, CHART_LABEL_SIZE, true, COLOUR_AMBER);
        drawing_words(s, d, right + POINTS(3), y, days, ANCHOR_START, CHART_LABEL_SIZE, true, COLOUR_AMBER);
        return;
    }
    // Too near an end: both on one line on the side that has room, above the bracket.
    span both = days.length == 0 ? label : scribe_format(s, "%.*s \xC2\xB7 %.*s", SPAN_ARGS(label), SPAN_ARGS(days));
    bool from_left = left < CHART_WIDTH / 2;
    drawing_words(s, d, from_left ? left : right, LINE_Y - POINTS(13), both, from_left ? ANCHOR_START : ANCHOR_END,
                  CHART_LABEL_SIZE, true, COLOUR_AMBER);
}

static const document_table *figures(scribe *s, const facts *f, const dot *dots, uint32_t count) {
    const document_column columns[] = {
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_DATE)), .per_mille = 350, .names_row = true},
        {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_WHAT)), .per_mille = 650}};
    document_table *table = table_create(s, phrase_text(s, SAY_PLAIN(s, SAY_TITLE_CALENDAR)), columns, 2, count);
    for (uint32_t i = 0; i < count; i++) {
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        phrase days = dots[i].is_due && f->has_due ? phrase_of(s, RUN_TEXT, days_label(s, f)) : (phrase){NULL, 0};
        const phrase what[] = {SAY_PLAIN(s, dots[i].says), days};
        row_add_line(s, row, 0, LINE_MAIN,
                     phrase_of(s, RUN_TEXT, numbers_full_date(s, date_of_day_number(dots[i].day))));
        row_add_line(s, row, 1, LINE_MAIN, phrase_list(s, what, 2, ", ", ", "));
    }
    return table;
}

void chart_calendar(scribe *s, const facts *f, block *parent) {
    dot dots[MOST_DOTS];
    uint32_t count = gather(s, f, dots);
    if (count == 0) {
        return;
    }
    drawing *d;
    block *figure = chart_begin(s, parent, "calendar", SAY_PLAIN(s, SAY_TITLE_CALENDAR), &d, CHART_WIDTH);
    figure->table = figures(s, f, dots, count);
    phrase described[MOST_DOTS];
    for (uint32_t i = 0; i < count; i++) {
        described[i] = SAY(s, SAY_DATE_AND_WHAT, 0, say_text(dots[i].label), say_phrase(SAY_PLAIN(s, dots[i].says)));
    }
    figure->description = phrase_text(s, phrase_list(s, described, count, "; ", "; "));
    if (d == NULL) {
        return;
    }
    int64_t today = date_day_number(f->today), first = dots[0].day < today ? dots[0].day : today;
    const dot *due = NULL;
    for (uint32_t i = 0; i < count; i++) {
        dots[i].x = place_of(dots, count, first, dots[i].day);
        due = dots[i].is_due ? &dots[i] : due;
    }
    measure today_x = place_of(dots, count, first, today);
    draw_line(s, d, dots, count, today_x, today >= dots[count - 1].day);
    for (uint32_t i = 0; i < count; i++) {
        drawing_circle(s, d, dots[i].x, LINE_Y, POINTS(3.4), dots[i].past ? COLOUR_INK : COLOUR_WHITE, COLOUR_INK,
                       POINTS(1.4));
    }
    draw_today(s, f, d, today_x, due);
    draw_labels(s, d, dots, count);
}
