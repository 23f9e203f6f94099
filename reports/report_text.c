// cohort-report.txt: the tree as plain text, 78 columns wide. A figure is the table of its figures.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "reports/cohort_report.h"
#include "reports/plain.h"
#include "reports/sentences.h"

enum { COUNT_COLUMNS = 5, GAP_COLUMNS = 2, MOST_COLUMNS = 16 };

typedef struct text {
    scribe *scribe;
    plain *out;
    const document *document;
} text;

static void line(text *t) {
    plain_add(t->out, SPAN("\n"));
}

static void paragraph(text *t, phrase words, size_t first, size_t indent) {
    plain_wrapped(t->out, phrase_text(t->scribe, words), first, indent, PLAIN_COLUMNS);
}

// A title with a mark below as wide as it is.
static void underlined(text *t, phrase words, char mark) {
    span title = phrase_text(t->scribe, words);
    size_t width = text_columns(title);
    plain_wrapped(t->out, title, 0, 0, PLAIN_COLUMNS);
    plain_repeat(t->out, mark, width < PLAIN_COLUMNS ? width : PLAIN_COLUMNS);
    line(t);
}

// ---- tables -----------------------------------------------------------------------------------------------------

// The lines of a cell with line breaks between them; bars say nothing that the figure above them does not.
static span cell_text(text *t, const document_cell *cell) {
    span joined = SPAN("");
    for (const cell_line *l = cell->lines; l != NULL; l = l->next) {
        if (l->kind != LINE_BAR) {
            span words = phrase_text(t->scribe, l->words);
            joined = joined.length == 0 ? words
                                        : scribe_format(t->scribe, "%.*s\n%.*s", (int)joined.length, joined.text,
                                                        (int)words.length, words.text);
        }
    }
    return joined;
}

// The longest piece between line breaks, or between blanks too.
static size_t longest_piece(span words, bool at_blanks) {
    size_t longest = 0, start = 0;
    for (size_t i = 0; i <= words.length; i++) {
        if (i == words.length || words.text[i] == '\n' || (at_blanks && words.text[i] == ' ')) {
            size_t width = text_columns((span){words.text + start, i - start});
            longest = width > longest ? width : longest;
            start = i + 1;
        }
    }
    return longest;
}

// Shares of the line as the table has them, but numbers and heads get what they need.
static void column_widths(text *t, const document_table *table, plain_cell *cells) {
    size_t room = PLAIN_COLUMNS - GAP_COLUMNS * (table->column_count - 1), used = 0, widest = 0;
    for (uint32_t i = 0; i < table->column_count; i++) {
        const document_column *column = &table->columns[i];
        size_t columns = room * column->per_mille / 1000, least = longest_piece(column->head, true);
        for (uint32_t j = 0; column->to_the_right && j < table->row_count; j++) {
            size_t needs = table->rows[j].kind == ROW_GROUP ? 0
                                                            : longest_piece(cell_text(t, &table->rows[j].cells[i]),
                                                                            table->rows[j].kind == ROW_TOTAL);
            least = needs > least ? needs : least;
        }
        least = least < 20 ? least : 20;
        columns = columns > least ? columns : least;
        cells[i] = (plain_cell){.columns = columns, .to_the_right = column->to_the_right};
        used += columns;
        widest = cells[i].columns > cells[widest].columns ? i : widest;
    }
    while (used > room && cells[widest].columns > 4) {
        cells[widest].columns--;
        used--;
        for (uint32_t i = 0; i < table->column_count; i++) {
            widest = cells[i].columns > cells[widest].columns ? i : widest;
        }
    }
}

// The name of a sum runs on over the empty cells behind it.
static void write_total(text *t, const plain_cell *cells, uint32_t count) {
    plain_cell joined[MOST_COLUMNS];
    uint32_t used = 1;
    joined[0] = cells[0];
    for (uint32_t i = 1; i < count; i++) {
        if (used == 1 && cells[i].text.length == 0) {
            joined[0].columns += GAP_COLUMNS + cells[i].columns;
        } else {
            joined[used++] = cells[i];
        }
    }
    plain_row(t->out, joined, used);
}

static void write_table(text *t, const document_table *table) {
    plain_cell cells[MOST_COLUMNS];
    if (table == NULL || table->column_count > MOST_COLUMNS) {
        return;
    }
    column_widths(t, table, cells);
    for (uint32_t i = 0; i < table->column_count; i++) {
        cells[i].text = table->columns[i].head;
    }
    plain_row(t->out, cells, table->column_count);
    plain_repeat(t->out, '-', PLAIN_COLUMNS);
    line(t);
    for (uint32_t i = 0; i < table->row_count; i++) {
        const document_row *row = &table->rows[i];
        if (row->kind == ROW_GROUP) {
            if (i > 0) {
                line(t);
            }
            plain_wrapped(t->out, cell_text(t, &row->cells[0]), 0, 0, PLAIN_COLUMNS);
            line(t);
            continue;
        }
        bool tall = false;
        for (uint32_t j = 0; j < table->column_count; j++) {
            cells[j].text = cell_text(t, &row->cells[j]);
            tall = tall || (row->cells[j].lines != NULL && row->cells[j].lines->next != NULL);
        }
        if (row->kind == ROW_TOTAL) {
            write_total(t, cells, table->column_count);
            continue;
        }
        plain_row(t->out, cells, table->column_count);
        if (tall) {
            line(t);
        }
    }
    line(t);
}

// ---- blocks -----------------------------------------------------------------------------------------------------

static span label_of(const text *t, const char *id) {
    for (const block *b = t->document->root.children; id != NULL && b != NULL; b = b->next) {
        if (b->id != NULL && strcmp(b->id, id) == 0) {
            return b->label;
        }
    }
    return SPAN("");
}

static void write_head(text *t, const block *b) {
    for (const document_item *item = b->items; item != NULL; item = item->next) {
        paragraph(t, item->words, 0, 0);
    }
    const phrase personal[] = {SAY_PLAIN(t->scribe, SAY_PERSONAL), SAY_PLAIN(t->scribe, SAY_PERSONAL_FOR)};
    paragraph(t, phrase_list(t->scribe, personal, 2, ", ", ", "), 0, 0);
    line(t);
}

static void write_attention(text *t, const block *b) {
    for (const document_item *item = b->items; item != NULL; item = item->next) {
        size_t width = text_columns(item->count);
        plain_repeat(t->out, ' ', width < COUNT_COLUMNS ? COUNT_COLUMNS - width : 0);
        plain_add(t->out, item->count);
        span words = phrase_text(t->scribe, item->words), label = label_of(t, item->target);
        words = label.length > 0
                    ? scribe_format(t->scribe, "%.*s [%.*s]", (int)words.length, words.text, SPAN_ARGS(label))
                    : words;
        size_t next, length = plain_line(words, PLAIN_COLUMNS - COUNT_COLUMNS - 2, &next);
        plain_add(t->out, SPAN("  "));
        plain_wrapped(t->out, (span){words.text, length}, 0, 0, PLAIN_COLUMNS);
        plain_wrapped(t->out, (span){words.text + next, words.length - next}, COUNT_COLUMNS + 2, COUNT_COLUMNS + 2,
                      PLAIN_COLUMNS);
    }
    line(t);
}

static void write_list(text *t, const block *b, bool marked) {
    for (const document_item *item = b->items; item != NULL; item = item->next) {
        span words = phrase_text(t->scribe, item->words);
        const char *mark = !marked ? "-" : item->proven ? "+" : "o";
        plain_wrapped(t->out, scribe_format(t->scribe, "%s %.*s", mark, (int)words.length, words.text), 1, 3,
                      PLAIN_COLUMNS);
    }
    line(t);
}

static void write_block(text *t, const block *b);

static void write_blocks(text *t, const block *parent) {
    for (const block *b = parent->children; b != NULL; b = b->next) {
        write_block(t, b);
    }
}

static void write_block(text *t, const block *b) {
    switch (b->kind) {
    case BLOCK_SECTION:
        if (!phrase_empty(b->words)) {
            line(t);
            underlined(t, b->words, '=');
        }
        write_blocks(t, b);
        break;
    case BLOCK_HEAD:
        write_head(t, b);
        break;
    case BLOCK_HEADLINE:
        underlined(t, b->words, '=');
        line(t);
        break;
    case BLOCK_TITLE:
    case BLOCK_SUBTITLE:
        underlined(t, b->words, '-');
        break;
    case BLOCK_BANNER:
    case BLOCK_LEAD:
    case BLOCK_INTRO:
    case BLOCK_BODY:
    case BLOCK_NOTE:
        paragraph(t, b->words, 0, 0);
        line(t);
        break;
    case BLOCK_BULLETS:
        underlined(t, b->words, '-');
        write_list(t, b, false);
        break;
    case BLOCK_ATTENTION:
        write_attention(t, b);
        break;
    case BLOCK_PROOFS:
        write_list(t, b, true);
        break;
    case BLOCK_FIGURE:
        if (!phrase_empty(b->words)) {
            underlined(t, b->words, '-');
            paragraph(t, b->note, 0, 0);
        }
        write_table(t, b->table);
        break;
    case BLOCK_TABLE:
        if (!phrase_empty(b->words)) {
            underlined(t, b->words, '-');
        }
        write_table(t, b->table);
        break;
    case BLOCK_BESIDE:
        write_blocks(t, b);
        break;
    }
}

status report_text(span *out, arena *a, context *c, const report_request *request) {
    arena tree_arena = arena_over(&c->memory);
    scribe s = scribe_create(&tree_arena, c);
    document tree_of_it;
    plain p = plain_begin(c);
    text t = {.scribe = &s, .out = &p, .document = &tree_of_it};
    status result = s.status;
    if (result == STATUS_OK) {
        result = cohort_report_build(&tree_of_it, &s, request);
    }
    if (result == STATUS_OK) {
        write_blocks(&t, &tree_of_it.root);
        line(&t);
        plain_wrapped(&p, tree_of_it.foot, 0, 0, PLAIN_COLUMNS);
        result = s.status;
    }
    if (result == STATUS_OK) {
        result = plain_finish(out, a, &p);
    }
    plain_end(&p);
    arena_free(&tree_arena);
    return result;
}
