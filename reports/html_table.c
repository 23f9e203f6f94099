// Rows and cells.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html_table.h"

#include "reports/html_drawing.h"
#include "reports/html_words.h"
#include "reports/sentences.h"

static void write_cell_lines(html *h, const document_cell *cell) {
    for (const cell_line *line = cell->lines; line != NULL; line = line->next) {
        switch (line->kind) {
        case LINE_MAIN:
            html_words_in(h, "div", NULL, line->words);
            break;
        case LINE_SECOND:
            html_words_in(h, "div", "second", line->words);
            break;
        case LINE_BAR:
            html_bar(h, line->bar_bp, line->alarming);
            break;
        case LINE_MARK:
            html_words_in(h, "div", line->alarming ? "word alarm" : "word", line->words);
            break;
        }
    }
}

static void write_column_class(html *h, const document_column *column) {
    if (column->to_the_right || column->monospaced) {
        html_attribute(h, "class", column->monospaced ? "mono" : column->muted ? "number muted" : "number");
    }
}

static void write_group(scribe *s, html *h, const document_table *table, const document_row *row) {
    html_open(h, "tr");
    html_attribute(h, "class", "group");
    html_open(h, "th");
    html_attribute(h, "scope", "rowgroup");
    html_attribute_text(h, "colspan", scribe_format(s, "%u", table->column_count));
    write_cell_lines(h, &row->cells[0]);
    html_close(h);
    html_close(h);
    html_line(h);
}

static void write_row(html *h, const document_table *table, const document_row *row) {
    html_open(h, "tr");
    if (row->kind == ROW_TOTAL) {
        html_attribute(h, "class", "total");
    }
    for (uint32_t i = 0; i < table->column_count; i++) {
        const document_column *column = &table->columns[i];
        html_open(h, column->names_row ? "th" : "td");
        if (column->names_row) {
            html_attribute(h, "scope", "row");
        }
        write_column_class(h, column);
        write_cell_lines(h, &row->cells[i]);
        html_close(h);
    }
    html_close(h);
    html_line(h);
}

static void write_table_head(html *h, const document_table *table) {
    html_leaf(h, "caption", NULL, NULL, table->caption);
    html_open(h, "colgroup");
    for (uint32_t i = 0; i < table->column_count; i++) {
        html_open(h, "col");
        html_close(h);
    }
    html_close(h);
    html_open(h, "thead");
    html_open(h, "tr");
    for (uint32_t i = 0; i < table->column_count; i++) {
        bool empty = table->columns[i].head.length == 0;
        html_open(h, empty ? "td" : "th");
        if (!empty) {
            html_attribute(h, "scope", "col");
        }
        write_column_class(h, &table->columns[i]);
        html_text(h, table->columns[i].head);
        html_close(h);
    }
    html_close(h);
    html_close(h);
    html_line(h);
}

void html_table(scribe *s, html *h, const document_table *table, uint32_t number) {
    html_open(h, "div");
    html_attribute(h, "class", "scroll");
    html_attribute(h, "role", "region");
    html_attribute(h, "tabindex", "0");
    html_attribute_text(h, "aria-label", phrase_text(s, SAY(s, SAY_SCROLLS, 0, say_text(table->caption))));
    html_open(h, "table");
    html_attribute_text(h, "id", scribe_format(s, "t%u", number));
    write_table_head(h, table);
    bool open = false;
    for (uint32_t i = 0; i < table->row_count; i++) {
        bool group = table->rows[i].kind == ROW_GROUP;
        if (open && group) {
            html_close(h);
        }
        if (!open || group) {
            html_open(h, "tbody");
            open = true;
        }
        if (group) {
            write_group(s, h, table, &table->rows[i]);
        } else {
            write_row(h, table, &table->rows[i]);
        }
    }
    if (open) {
        html_close(h);
    }
    html_close(h);
    html_close(h);
    html_line(h);
}
