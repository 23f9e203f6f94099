// The tree's helpers. What stands in it is made by the files named part_*.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/document.h"

_Static_assert(sizeof(block) <= SCRIBE_SPARE_BYTES && sizeof(document_item) <= SCRIBE_SPARE_BYTES,
               "the spare must do for both");

block *block_add(scribe *s, block *parent, block_kind kind) {
    block *made = scribe_room(s, 1, sizeof *made);
    if (made == NULL) {
        made = s->spare;
        *made = (block){.kind = kind, .label_count = -1};
        return made;
    }
    *made = (block){.kind = kind, .label_count = -1};
    if (parent->last_child != NULL) {
        parent->last_child->next = made;
    } else {
        parent->children = made;
    }
    parent->last_child = made;
    return made;
}

block *block_add_words(scribe *s, block *parent, block_kind kind, phrase words) {
    block *made = block_add(s, parent, kind);
    made->words = words;
    return made;
}

document_item *block_add_item(scribe *s, block *list, phrase words) {
    document_item *made = scribe_room(s, 1, sizeof *made);
    if (made == NULL) {
        return s->spare;
    }
    made->words = words;
    if (list->last_item != NULL) {
        list->last_item->next = made;
    } else {
        list->items = made;
    }
    list->last_item = made;
    return made;
}

document_table *table_create(scribe *s, span caption, const document_column *columns, uint32_t column_count,
                             uint32_t most_rows) {
    document_table *made = scribe_room(s, 1, sizeof *made);
    if (made == NULL) {
        return NULL;
    }
    *made = (document_table){.caption = caption, .column_count = column_count, .room = most_rows};
    made->columns = scribe_room(s, column_count, sizeof *made->columns);
    made->rows = scribe_room(s, most_rows, sizeof *made->rows);
    if (made->columns == NULL || made->rows == NULL) {
        return NULL;
    }
    for (uint32_t i = 0; i < column_count; i++) {
        made->columns[i] = columns[i];
    }
    return made;
}

document_row *table_add_row(scribe *s, document_table *table, row_kind kind) {
    document_cell *cells = table == NULL ? NULL : scribe_room(s, table->column_count, sizeof *cells);
    if (cells == NULL || table->row_count == table->room) {
        return NULL;
    }
    document_row *row = &table->rows[table->row_count++];
    *row = (document_row){.kind = kind, .cells = cells};
    return row;
}

static void add_line(scribe *s, document_row *row, uint32_t column, cell_line made) {
    if (row == NULL || (made.kind != LINE_BAR && phrase_empty(made.words))) {
        return;
    }
    document_cell *cell = &row->cells[column];
    cell_line *line = scribe_room(s, 1, sizeof *line);
    if (line == NULL) {
        return;
    }
    *line = made;
    if (cell->last_line != NULL) {
        cell->last_line->next = line;
    } else {
        cell->lines = line;
    }
    cell->last_line = line;
}

void row_add_line(scribe *s, document_row *row, uint32_t column, line_kind kind, phrase words) {
    add_line(s, row, column, (cell_line){.kind = kind, .words = words});
}

void row_add_bar(scribe *s, document_row *row, uint32_t column, int32_t bar_bp, bool alarming) {
    add_line(s, row, column, (cell_line){.kind = LINE_BAR, .bar_bp = bar_bp, .alarming = alarming});
}

void row_add_mark(scribe *s, document_row *row, uint32_t column, phrase words, bool alarming) {
    add_line(s, row, column, (cell_line){.kind = LINE_MARK, .words = words, .alarming = alarming});
}
