// The content of the cohort report as a tree, built once from a pairing; every kind of document is a walk over it.
// Blocks say what something is, never how it looks; drawings come with their figures as tables. All of it lives in the
// arena given.
// Sizes to expect: some 60 blocks; tables of 500 rows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/drawing.h"

typedef enum line_kind {
    LINE_MAIN,   // the first thing to read
    LINE_SECOND, // smaller and muted
    LINE_BAR,    // a bar from 0 to 100 %
    LINE_MARK,   // "weak", "pinned"
} line_kind;

typedef struct cell_line {
    struct cell_line *next;
    line_kind kind;
    phrase words;
    int32_t bar_bp;
    bool alarming; // "weak" and its bar: amber, always beside a word
} cell_line;

typedef struct document_cell {
    cell_line *lines, *last_line;
} document_cell;

typedef enum row_kind {
    ROW_PLAIN,
    ROW_GROUP,
    ROW_TOTAL
} row_kind; // a group's one cell spans all columns and heads the rows below it

typedef struct document_row {
    row_kind kind;
    document_cell *cells; // [columns of the table]; a group: 1
} document_row;

typedef struct document_column {
    span head;
    uint16_t per_mille; // of the table's width
    bool to_the_right;  // numbers
    bool muted;
    bool names_row; // its cells are what the row is about
    bool monospaced;
} document_column;

typedef struct document_table {
    span caption; // for those who do not see its title
    document_column *columns;
    uint32_t column_count;
    document_row *rows;
    uint32_t row_count, room;
} document_table;

typedef struct document_item {
    struct document_item *next;
    span count; // attention: "11"; else ""
    phrase words;
    bool proven;        // proofs
    const char *target; // id of the section that says more, or NULL
} document_item;

typedef enum block_kind {
    BLOCK_SECTION,   // id, label, label_count, words (title; empty in the first one), children
    BLOCK_HEAD,      // items: program; organizer; date; approval
    BLOCK_BANNER,    // words
    BLOCK_HEADLINE,  // words
    BLOCK_LEAD,      // words
    BLOCK_TITLE,     // words: of a part of a section
    BLOCK_SUBTITLE,  // words: of a block within it
    BLOCK_INTRO,     // words: under a title
    BLOCK_BODY,      // words: running text
    BLOCK_NOTE,      // words: small running text
    BLOCK_BULLETS,   // items
    BLOCK_ATTENTION, // items
    BLOCK_PROOFS,    // items
    BLOCK_FIGURE,    // words (title), note, drawing, id, description, table
    BLOCK_TABLE,     // table
    BLOCK_BESIDE,    // two children, the first 525 per mille wide
} block_kind;

typedef struct block {
    block_kind kind;
    const char *id;
    span label;          // in the list of contents
    int64_t label_count; // -1: none
    phrase words, note;
    span description; // the figures of a drawing in words
    document_item *items, *last_item;
    const drawing *drawing;
    const document_table *table;
    struct block *children, *last_child;
    struct block *next; // of the same parent
    bool starts_page;
} block;

typedef struct document {
    block root;   // its children are sections
    phrase title; // "Spring 2017 Mentoring Program: cohort report"
    phrase program;
    span foot; // "As of Monday 1 May 2017, 12:00 (Chicago) · mentorpair 0.1.0 · pairing 7f3a 91c2"
    bool paper_is_a4;
    bool is_summary; // the board's one page, without names
} document;

// For the files that make the tree. A new child or item, zeroed; for want of memory a spare one that belongs to nobody.
block *block_add(scribe *s, block *parent, block_kind kind);
block *block_add_words(scribe *s, block *parent, block_kind kind, phrase words);
document_item *block_add_item(scribe *s, block *list, phrase words);
// A table with room for `most_rows`; NULL for want of memory, which all that follow take.
document_table *table_create(scribe *s, span caption, const document_column *columns, uint32_t column_count,
                             uint32_t most_rows);
document_row *table_add_row(scribe *s, document_table *table, row_kind kind);
// Lines below each other in a cell; an empty phrase adds none.
void row_add_line(scribe *s, document_row *row, uint32_t column, line_kind kind, phrase words);
void row_add_bar(scribe *s, document_row *row, uint32_t column, int32_t bar_bp, bool alarming);
void row_add_mark(scribe *s, document_row *row, uint32_t column, phrase words, bool alarming);
