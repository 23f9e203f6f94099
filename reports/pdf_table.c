// Rows are set once, then placed. A row that is higher than a page goes on where the page ends, line by line; a table's
// last page holds three rows or more where it can.
// Sizes to expect: 500 rows of 5 columns; 3 lines a cell.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf_flow.h"

enum { COLUMNS_MOST = 12, LAST_ROWS = 3 };
#define CELL_PADDING 3.5
#define CELL_GAP 8.0
#define BAR_HEIGHT 8.0

typedef struct set_line {
    const cell_line *line;
    pdf_words *words;
    struct set_line *next;
} set_line;

typedef struct set_row {
    set_line *cells[COLUMNS_MOST];
    double height; // with padding
} set_row;

typedef struct placing {
    pdf_flow *flow;
    const document_table *table;
    double left[COLUMNS_MOST], width[COLUMNS_MOST];
    pdf_words *heads[COLUMNS_MOST];
    double head_height;
    bool head_is_marked; // the head's cells are told to readers once
} placing;

// ---- setting ----------------------------------------------------------------------------------------------------

static pdf_style style_of(const document_column *column, const cell_line *line) {
    switch (line->kind) {
    case LINE_SECOND:
        return PDF_CELL_SECOND;
    case LINE_MARK:
        return line->alarming ? PDF_LABEL_ALARM : PDF_LABEL_STRONG;
    case LINE_MAIN:
    case LINE_BAR:
        break;
    }
    return column->monospaced ? PDF_HASH : column->muted ? PDF_CELL_SECOND : PDF_CELL;
}

static double height_of(const placing *k, uint32_t column, const set_line *line) {
    return line->line->kind == LINE_BAR
               ? BAR_HEIGHT
               : pdf_lines(line->words) * pdf_leading(style_of(&k->table->columns[column], line->line));
}

static set_line *set_cell(placing *k, uint32_t column, const document_cell *cell, double width, double *height) {
    set_line *first = NULL, **end = &first;
    *height = 2 * CELL_PADDING;
    for (const cell_line *line = cell->lines; line != NULL; line = line->next) {
        set_line *made = scribe_room(k->flow->scribe, 1, sizeof *made);
        if (made == NULL) {
            break;
        }
        *made = (set_line){.line = line};
        if (line->kind != LINE_BAR) {
            made->words = pdf_set(k->flow->pdf, line->words, style_of(&k->table->columns[column], line), width);
        }
        *height += height_of(k, column, made);
        *end = made;
        end = &made->next;
    }
    return first;
}

// A cell goes on over the empty ones behind it in a group, which has one cell, and in a row of totals.
static double width_of(const placing *k, const document_row *row, uint32_t column) {
    if (row->kind == ROW_GROUP) {
        return k->flow->width;
    }
    double width = k->width[column];
    for (uint32_t i = column + 1;
         row->kind == ROW_TOTAL && i < k->table->column_count && i < COLUMNS_MOST && row->cells[i].lines == NULL; i++) {
        width = k->left[i] + k->width[i] - k->left[column];
    }
    return width;
}

// Whom a row is about, for a warning: "row 13, Ada Quill".
static span about_of(const placing *k, const document_row *row) {
    scribe *s = k->flow->scribe;
    span number = SPAN(""), name = SPAN("");
    for (uint32_t i = 0; row->kind == ROW_PLAIN && i < k->table->column_count; i++) {
        const cell_line *line = row->cells[i].lines;
        if (line == NULL) {
            continue;
        }
        if (k->table->columns[i].names_row && name.length == 0) {
            name = phrase_text(s, line->words);
        } else if (k->table->columns[i].to_the_right && i == 0) {
            number = phrase_text(s, line->words);
        }
    }
    return number.length == 0 ? name : scribe_format(s, "row %.*s, %.*s", SPAN_ARGS(number), SPAN_ARGS(name));
}

static set_row set_one_row(placing *k, const document_row *row) {
    set_row made = {.height = 0};
    pdf_about(k->flow->pdf, about_of(k, row));
    uint32_t cells = row->kind == ROW_GROUP ? 1 : k->table->column_count;
    for (uint32_t i = 0; i < cells && i < COLUMNS_MOST; i++) {
        double height;
        made.cells[i] = set_cell(k, i, &row->cells[i], width_of(k, row, i), &height);
        made.height = height > made.height ? height : made.height;
    }
    made.height += row->kind == ROW_GROUP ? 6 : 0;
    return made;
}

static void set_columns(placing *k) {
    double at = 0;
    for (uint32_t i = 0; i < k->table->column_count && i < COLUMNS_MOST; i++) {
        const document_column *c = &k->table->columns[i];
        double whole = k->flow->width * c->per_mille / 1000;
        bool last = i + 1 == k->table->column_count;
        const run head = {.style = RUN_TEXT, .text = c->head};
        k->left[i] = at;
        k->width[i] = last ? whole : whole - CELL_GAP;
        k->heads[i] = pdf_set(k->flow->pdf, (phrase){&head, 1}, PDF_CELL_HEAD, k->width[i]);
        double height = pdf_lines(k->heads[i]) * pdf_leading(PDF_CELL_HEAD) + CELL_PADDING;
        k->head_height = height > k->head_height ? height : k->head_height;
        at += whole;
    }
}

// ---- placing ----------------------------------------------------------------------------------------------------

// On the pages after the first the head is furniture: readers have been told.
static void place_head(placing *k) {
    pdf_flow *f = k->flow;
    bool marks = !k->head_is_marked;
    if (marks) {
        pdf_open(f->pdf, "TR");
    }
    for (uint32_t i = 0; i < k->table->column_count && i < COLUMNS_MOST; i++) {
        if (marks) {
            pdf_open(f->pdf, "TH");
        }
        double above = k->head_height - CELL_PADDING - pdf_lines(k->heads[i]) * pdf_leading(PDF_CELL_HEAD);
        pdf_show(f->pdf, k->heads[i], f->x + k->left[i], f->y + above, 0, pdf_lines(k->heads[i]), k->width[i],
                 k->table->columns[i].to_the_right);
        if (marks) {
            pdf_close(f->pdf, "TH");
        }
    }
    if (marks) {
        pdf_close(f->pdf, "TR");
    }
    k->head_is_marked = true;
    f->y += k->head_height;
    pdf_rule(f->pdf, f->x, f->y - 0.5, f->width, 1, COLOUR_INK);
}

static void place_page(placing *k) {
    pdf_flow_page(k->flow);
    place_head(k);
}

static void place_cell(placing *k, uint32_t column, const set_line *lines, double y, double width) {
    pdf_flow *f = k->flow;
    double x = f->x + (column < COLUMNS_MOST ? k->left[column] : 0);
    bool to_the_right = k->table->columns[column].to_the_right;
    for (const set_line *l = lines; l != NULL; l = l->next) {
        if (l->line->kind == LINE_BAR) {
            pdf_bar(f->pdf, to_the_right ? x + width - 44 : x, y + 2, l->line->bar_bp, l->line->alarming);
        } else {
            pdf_show(f->pdf, l->words, x, y, 0, pdf_lines(l->words), width, to_the_right);
        }
        y += height_of(k, column, l);
    }
}

// A row that no page holds: each line of each cell on the page where it falls.
static void place_long_row(placing *k, const set_row *row, uint32_t cells) {
    pdf_flow *f = k->flow;
    set_line *left[COLUMNS_MOST];
    uint32_t done[COLUMNS_MOST] = {0};
    bool any = true;
    for (uint32_t i = 0; i < cells; i++) {
        left[i] = row->cells[i];
    }
    while (any) {
        any = false;
        double deepest = f->y;
        pdf_open(f->pdf, "TR");
        for (uint32_t i = 0; i < cells; i++) {
            double y = f->y + CELL_PADDING;
            pdf_open(f->pdf, "TD");
            while (left[i] != NULL) {
                double leading = left[i]->line->kind == LINE_BAR
                                     ? BAR_HEIGHT
                                     : pdf_leading(style_of(&k->table->columns[i], left[i]->line));
                if (y + leading > f->bottom - CELL_PADDING) {
                    any = true;
                    break;
                }
                if (left[i]->line->kind == LINE_BAR) {
                    pdf_bar(f->pdf, f->x + k->left[i] + k->width[i] - 44, y + 2, left[i]->line->bar_bp,
                            left[i]->line->alarming);
                } else {
                    pdf_show(f->pdf, left[i]->words, f->x + k->left[i], y, done[i], 1, k->width[i],
                             k->table->columns[i].to_the_right);
                }
                y += leading;
                done[i]++;
                if (done[i] >= pdf_lines(left[i]->words)) {
                    left[i] = left[i]->next;
                    done[i] = 0;
                }
            }
            pdf_close(f->pdf, "TD");
            deepest = y > deepest ? y : deepest;
        }
        pdf_close(f->pdf, "TR");
        f->y = deepest + CELL_PADDING;
        if (any) {
            place_page(k);
        }
    }
    pdf_rule(f->pdf, f->x, f->y - 0.25, f->width, 0.5, COLOUR_LINE);
}

static void place_row(placing *k, const document_row *row, const set_row *set) {
    pdf_flow *f = k->flow;
    bool group = row->kind == ROW_GROUP;
    uint32_t cells = group ? 1 : k->table->column_count < COLUMNS_MOST ? k->table->column_count : COLUMNS_MOST;
    if (set->height > f->bottom - f->top - k->head_height) {
        place_long_row(k, set, cells);
        return;
    }
    pdf_open(f->pdf, "TR");
    for (uint32_t i = 0; i < cells; i++) {
        pdf_open(f->pdf, "TD");
        place_cell(k, i, set->cells[i], f->y + CELL_PADDING + (group ? 6 : 0), width_of(k, row, i));
        pdf_close(f->pdf, "TD");
    }
    pdf_close(f->pdf, "TR");
    f->y += set->height;
    pdf_rule(f->pdf, f->x, f->y - (row->kind == ROW_PLAIN ? 0.25 : 0.5), f->width, row->kind == ROW_PLAIN ? 0.5 : 1,
             row->kind == ROW_PLAIN ? COLOUR_LINE : COLOUR_INK);
}

// How much must be left for row i: itself, a group's first row with it, and the last rows together.
static double needed(const placing *k, const set_row *rows, uint32_t i) {
    uint32_t count = k->table->row_count, to = i + 1;
    if (k->table->rows[i].kind == ROW_GROUP && i + 1 < count) {
        to = i + 2;
    }
    if (count - i == LAST_ROWS && count > LAST_ROWS) {
        to = count;
    }
    double height = 0;
    for (uint32_t n = i; n < to; n++) {
        height += rows[n].height;
    }
    double page = k->flow->bottom - k->flow->top - k->head_height;
    height = height > page ? rows[i].height : height;
    return height > page ? LAST_ROWS * pdf_leading(PDF_CELL) + 2 * CELL_PADDING
                         : height; // it goes on over pages anyway
}

void pdf_flow_table(pdf_flow *flow, const document_table *table) {
    placing k = {.flow = flow, .table = table};
    set_row *rows = scribe_room(flow->scribe, table->row_count, sizeof *rows);
    if (rows == NULL) {
        return;
    }
    set_columns(&k);
    double two = k.head_height;
    for (uint32_t i = 0; i < table->row_count; i++) {
        rows[i] = set_one_row(&k, &table->rows[i]);
        two += i < 2 ? rows[i].height : 0;
    }
    pdf_about(flow->pdf, SPAN(""));
    pdf_flow_need(flow, two < flow->bottom - flow->top ? two : k.head_height + pdf_leading(PDF_CELL) * 3);
    pdf_open(flow->pdf, "Table");
    place_head(&k);
    for (uint32_t i = 0; i < table->row_count && flow->scribe->status == STATUS_OK; i++) {
        if (flow->y + needed(&k, rows, i) > flow->bottom && flow->y > flow->top + k.head_height + 0.5) {
            place_page(&k);
        }
        place_row(&k, &table->rows[i], &rows[i]);
    }
    pdf_close(flow->pdf, "Table");
}
