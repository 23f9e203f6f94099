// workbook.xlsx: the pairs as rows to decide on, and the report's other tables as sheets. The first five columns of the
// first sheet are those of decisions.csv, so that the sheet saved as CSV is one. SPDX-License-Identifier:
// GPL-3.0-or-later
#include "reports/charts.h"
#include "reports/cohort_report.h"
#include "reports/reasons.h"
#include "reports/workbook.h"

#include <string.h>

enum {
    DECISION,
    MENTEE,
    MENTOR,
    REASON,
    PAIRING, // as decisions.csv has them
    NUMBER,
    MENTEE_NAME,
    MENTEE_STAGE,
    MENTEE_INSTITUTION,
    MENTOR_NAME,
    MENTOR_STAGE,
    MENTOR_INSTITUTION,
    FIT,
    MARK,
    WHY,
    COLUMNS
};

typedef struct writing {
    workbook *book;
    scribe *scribe;
    const facts *facts;
    const document *document;
    uint32_t row;     // the next one of the sheet
    uint32_t columns; // of the sheet
} writing;

static span said(writing *w, sentence code) {
    return phrase_text(w->scribe, SAY_PLAIN(w->scribe, code));
}

// ---- pairs ------------------------------------------------------------------------------------------------------

static void pairs_heads(writing *w) {
    static const char *const NAMES[] = {
        [DECISION] = "decision", [MENTEE] = "mentee", [MENTOR] = "mentor", [REASON] = "reason", [PAIRING] = "pairing"};
    static const sentence HEADS[COLUMNS] = {[NUMBER] = SAY_HEAD_NUMBER,
                                            [MENTEE_NAME] = SAY_BOOK_MENTEE,
                                            [MENTEE_STAGE] = SAY_CSV_MENTEE_STAGE,
                                            [MENTEE_INSTITUTION] = SAY_CSV_MENTEE_INSTITUTION,
                                            [MENTOR_NAME] = SAY_BOOK_MENTOR,
                                            [MENTOR_STAGE] = SAY_CSV_MENTOR_STAGE,
                                            [MENTOR_INSTITUTION] = SAY_CSV_MENTOR_INSTITUTION,
                                            [FIT] = SAY_CSV_FIT,
                                            [MARK] = SAY_BOOK_NOTE,
                                            [WHY] = SAY_CSV_WHY};
    for (uint32_t i = 0; i < COLUMNS; i++) {
        workbook_text(w->book, 0, i, i < NUMBER ? span_of(NAMES[i]) : said(w, HEADS[i]), WORKBOOK_HEAD);
    }
}

// What is typed into a cell of the first five columns, or stands there already; empty ones are there to be filled in.
static void add_decision(writing *w, uint32_t row, span word, span mentee, span mentor, span because) {
    workbook_text(w->book, row, DECISION, word, WORKBOOK_FIELD);
    workbook_text(w->book, row, MENTEE, mentee, WORKBOOK_MUTED);
    workbook_text(w->book, row, MENTOR, mentor, WORKBOOK_MUTED);
    workbook_text(w->book, row, REASON, because, WORKBOOK_FIELD);
    workbook_text(w->book, row, PAIRING,
                  w->facts->request->pairing_id == NULL ? SPAN("") : span_of(w->facts->request->pairing_id),
                  WORKBOOK_MUTED);
}

static span pin_reason(const facts *f, const shown_pair *pair) {
    for (uint32_t i = 0; i < f->pairing->decision_count; i++) {
        const shown_decision *shown = &f->pairing->decisions[i];
        if (span_equal(shown->decision, SPAN("pin")) && span_equal(shown->mentee, pair->mentee) &&
            span_equal(shown->mentor, pair->mentor)) {
            return shown->reason;
        }
    }
    return SPAN("");
}

static void add_person(writing *w, uint32_t row, uint32_t column, role side, uint32_t number) {
    const facts_person *one = &w->facts->people[side][number];
    scribe *s = w->scribe;
    workbook_text(w->book, row, column, phrase_text(s, facts_name(s, w->facts, side, number, RUN_TEXT)),
                  WORKBOOK_STRONG);
    workbook_text(w->book, row, column + 1,
                  phrase_text(s, phrase_foreign(s, RUN_TEXT, facts_stage_name(w->facts, one->stage))), WORKBOOK_PLAIN);
    workbook_text(w->book, row, column + 2, phrase_text(s, phrase_foreign(s, RUN_TEXT, one->institution)),
                  WORKBOOK_PLAIN);
}

static void add_pair(writing *w, uint32_t number) {
    const facts *f = w->facts;
    scribe *s = w->scribe;
    const uint32_t pair = f->ranked_pairs[number - 1];
    const shown_pair *shown = &f->pairing->pairs[pair];
    const reasons r = reasons_of(s, f, pair);
    const phrase why[] = {r.shared, r.rest};
    const phrase marks[] = {facts_is_weak(f, shown->score_bp) ? SAY_PLAIN(s, SAY_MARK_WEAK) : (phrase){NULL, 0},
                            shown->pinned ? SAY_PLAIN(s, SAY_MARK_PINNED) : (phrase){NULL, 0}};
    add_decision(w, number, shown->pinned ? SPAN("pin") : SPAN(""), shown->mentee, shown->mentor,
                 shown->pinned ? phrase_text(s, phrase_foreign(s, RUN_TEXT, pin_reason(f, shown))) : SPAN(""));
    workbook_whole(w->book, number, NUMBER, number);
    add_person(w, number, MENTEE_NAME, ROLE_MENTEE, f->pair_person[ROLE_MENTEE][pair]);
    add_person(w, number, MENTOR_NAME, ROLE_MENTOR, f->pair_person[ROLE_MENTOR][pair]);
    workbook_hundredths(w->book, number, FIT, shown->score_bp);
    workbook_text(w->book, number, MARK, phrase_text(s, phrase_list(s, marks, 2, ", ", ", ")), WORKBOOK_PLAIN);
    workbook_text(w->book, number, WHY, phrase_text(s, phrase_list(s, why, 2, " \xC2\xB7 ", " \xC2\xB7 ")),
                  WORKBOOK_PLAIN);
}

// Earlier vetoes and withdrawals, so that the sheet saved as decisions.csv loses none. Their reasons are not told here.
static uint32_t add_earlier(writing *w, uint32_t row) {
    for (uint32_t i = 0; i < w->facts->pairing->decision_count && w->scribe->status == STATUS_OK; i++) {
        const shown_decision *shown = &w->facts->pairing->decisions[i];
        if (!span_equal(shown->decision, SPAN("pin"))) {
            add_decision(w, row, shown->decision, shown->mentee, shown->mentor, SPAN(""));
            workbook_text(w->book, row, WHY, said(w, SAY_BOOK_EARLIER), WORKBOOK_MUTED);
            row++;
        }
    }
    return row;
}

static void pairs_sheet(writing *w) {
    static const uint8_t WIDTHS[COLUMNS] = {[DECISION] = 11,    [MENTEE] = 28,       [MENTOR] = 28,
                                            [REASON] = 30,      [PAIRING] = 10,      [NUMBER] = 6,
                                            [MENTEE_NAME] = 24, [MENTEE_STAGE] = 14, [MENTEE_INSTITUTION] = 28,
                                            [MENTOR_NAME] = 24, [MENTOR_STAGE] = 14, [MENTOR_INSTITUTION] = 28,
                                            [FIT] = 8,          [MARK] = 14,         [WHY] = 60};
    static const char *const WORDS[] = {"approve", "veto", "pin", NULL}, *const EARLIER[] = {"veto", "withdraw",
                                                                                             "approve", NULL};
    const uint32_t count = w->facts->pairing->pair_count;
    workbook_sheet(w->book, said(w, SAY_LABEL_PAIRS), WIDTHS, COLUMNS, 1, REASON);
    pairs_heads(w);
    for (uint32_t number = 1; number <= count && w->scribe->status == STATUS_OK; number++) {
        add_pair(w, number);
    }
    const uint32_t end = add_earlier(w, count + 1);
    if (count > 0) {
        workbook_choices(w->book, 1, count, DECISION, WORDS);
    }
    if (end > count + 1) {
        workbook_choices(w->book, count + 1, end - 1, DECISION, EARLIER);
    }
    workbook_filter(w->book, end > 1 ? end - 1 : 1, COLUMNS - 1);
}

// ---- the report's tables ----------------------------------------------------------------------------------------

// The lines of a cell below each other; a bar says nothing that the number above it does not.
static span cell_text(writing *w, const document_cell *cell) {
    span joined = SPAN("");
    for (const cell_line *l = cell->lines; l != NULL; l = l->next) {
        if (l->kind != LINE_BAR) {
            const span words = phrase_text(w->scribe, l->words);
            joined = joined.length == 0 ? words
                                        : scribe_format(w->scribe, "%.*s\n%.*s", SPAN_ARGS(joined), SPAN_ARGS(words));
        }
    }
    return joined;
}

// Whether the cell is a whole number as people read it, and which: "1,604".
static bool is_whole(span text, int64_t *number) {
    enum { MOST_LETTERS = 15 };
    *number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] >= '0' && text.text[i] <= '9') {
            *number = *number * 10 + (text.text[i] - '0');
        } else if (text.text[i] != ',') {
            return false;
        }
    }
    return text.length > 0 && text.length <= MOST_LETTERS;
}

static void add_cell(writing *w, const document_column *column, uint32_t at, span text) {
    int64_t number;
    if (column->to_the_right && is_whole(text, &number)) {
        workbook_whole(w->book, w->row, at, number);
    } else {
        workbook_text(w->book, w->row, at, text,
                      column->names_row      ? WORKBOOK_STRONG
                      : column->to_the_right ? WORKBOOK_RIGHT
                                             : WORKBOOK_PLAIN);
    }
}

static void add_table(writing *w, const document_table *table) {
    for (uint32_t i = 0; table != NULL && i < table->column_count; i++) {
        workbook_text(w->book, w->row, i, table->columns[i].head, WORKBOOK_HEAD);
    }
    w->row++;
    for (uint32_t i = 0; table != NULL && i < table->row_count && w->scribe->status == STATUS_OK; i++) {
        const document_row *row = &table->rows[i];
        if (row->kind == ROW_GROUP) {
            workbook_wide_text(w->book, w->row, table->column_count, cell_text(w, &row->cells[0]), WORKBOOK_STRONG);
        } else {
            for (uint32_t j = 0; j < table->column_count; j++) {
                add_cell(w, &table->columns[j], j, cell_text(w, &row->cells[j]));
            }
        }
        w->row++;
    }
}

static void add_words(writing *w, phrase words, workbook_style style) {
    if (!phrase_empty(words)) {
        workbook_wide_text(w->book, w->row++, w->columns, phrase_text(w->scribe, words), style);
    }
}

static void add_title(writing *w, phrase words) {
    if (!phrase_empty(words)) {
        w->row++;
        add_words(w, words, WORKBOOK_STRONG);
    }
}

static void add_block(writing *w, const block *b);

static void add_children(writing *w, const block *parent) {
    for (const block *b = parent->children; b != NULL; b = b->next) {
        add_block(w, b);
    }
}

static void add_block(writing *w, const block *b) {
    switch (b->kind) {
    case BLOCK_TITLE:
    case BLOCK_SUBTITLE:
        add_title(w, b->words);
        break;
    case BLOCK_BANNER:
    case BLOCK_HEADLINE:
    case BLOCK_LEAD:
    case BLOCK_INTRO:
    case BLOCK_BODY:
    case BLOCK_NOTE:
        add_words(w, b->words, WORKBOOK_PLAIN);
        break;
    case BLOCK_HEAD:
    case BLOCK_BULLETS:
    case BLOCK_ATTENTION:
    case BLOCK_PROOFS:
        add_title(w, b->words);
        for (const document_item *i = b->items; i != NULL; i = i->next) {
            add_words(w, i->words, WORKBOOK_PLAIN);
        }
        break;
    case BLOCK_FIGURE:
    case BLOCK_TABLE:
        add_title(w, b->words);
        add_table(w, b->table);
        break;
    case BLOCK_SECTION:
    case BLOCK_BESIDE:
        add_children(w, b);
        break;
    }
}

// The block with that id, or NULL.
static const block *find(const block *parent, const char *id) {
    const block *found = NULL;
    for (const block *b = parent->children; b != NULL && found == NULL; b = b->next) {
        found = b->id != NULL && strcmp(b->id, id) == 0 ? b : find(b, id);
    }
    return found;
}

// A sheet whose first table has its head in the first row, so that it can be sorted and carried on; words stand on the
// last sheet.
static const document_table *table_of(const block *section) {
    const block *b = section == NULL ? NULL : section->children;
    while (b != NULL && b->kind != BLOCK_TABLE) {
        b = b->next;
    }
    return b == NULL ? NULL : b->table;
}

static void table_sheet(writing *w, sentence name, const char *id, const uint8_t *widths, uint32_t count,
                        uint32_t head_columns) {
    const document_table *table = table_of(find(&w->document->root, id));
    workbook_sheet(w->book, said(w, name), widths, count, 1, head_columns);
    w->row = 0;
    w->columns = count;
    if (table != NULL) {
        add_table(w, table);
    } else {
        workbook_text(w->book, 0, 0, said(w, SAY_BOOK_NONE), WORKBOOK_MUTED);
    }
}

static void areas_sheet(writing *w) {
    static const uint8_t WIDTHS[] = {44, 10, 10, 18};
    const block *figure = find(&w->document->root, "areas");
    workbook_sheet(w->book, said(w, SAY_BOOK_AREAS), WIDTHS, 4, 1, 1);
    w->row = 0;
    if (figure == NULL || figure->table == NULL || figure->table->row_count == 0) {
        workbook_text(w->book, 0, 0, said(w, SAY_BOOK_NONE), WORKBOOK_MUTED);
        return;
    }
    add_table(w, figure->table);
    workbook_bars(w->book, figure->table->row_count, 5, phrase_text(w->scribe, figure->words));
}

static void made_sheet(writing *w) {
    static const uint8_t WIDTHS[] = {34, 24, 24, 24, 24};
    const block *first = w->document->root.children, *made = find(&w->document->root, "made");
    workbook_sheet(w->book, said(w, SAY_BOOK_MADE), WIDTHS, 5, 0, 0);
    w->row = 0;
    w->columns = 5;
    add_words(w, w->document->title, WORKBOOK_TITLE);
    for (const block *b = &w->document->root; first != NULL && b != NULL; b = b == &w->document->root ? first : NULL) {
        for (const block *c = b->children; c != NULL; c = c->next) {
            if (c->kind == BLOCK_HEAD || c->kind == BLOCK_BANNER || c->kind == BLOCK_HEADLINE ||
                c->kind == BLOCK_LEAD || c->kind == BLOCK_PROOFS) {
                add_block(w, c);
            }
        }
    }
    workbook_wide_text(w->book, w->row++, w->columns, w->document->foot, WORKBOOK_MUTED);
    if (made != NULL) {
        add_block(w, made);
    }
}

// ---- the whole --------------------------------------------------------------------------------------------------

static void write_sheets(writing *w) {
    static const uint8_t UNPAIRED[] = {36, 36, 44, 60}, FREE[] = {36, 44, 8, 70}, ASIDE[] = {36, 60, 50};
    pairs_sheet(w);
    table_sheet(w, SAY_LABEL_UNPAIRED, "unpaired", UNPAIRED, 4, 1);
    table_sheet(w, SAY_LABEL_FREE, "free", FREE, 4, 1);
    areas_sheet(w);
    table_sheet(w, SAY_LABEL_ASIDE, "aside", ASIDE, 3, 1);
    made_sheet(w);
}

static status write_book(span *out, arena *a, writing *w) {
    const workbook_look look = {.title = said(w, SAY_BOOK_TITLE),
                                .made_at = w->facts->pairing->as_of,
                                .paper_is_a4 = w->document->paper_is_a4,
                                .head = said(w, SAY_BOOK_PERSONAL),
                                .foot = w->document->foot};
    TRY(workbook_create(&w->book, w->scribe, &look));
    write_sheets(w);
    return workbook_finish(out, a, w->book);
}

status report_xlsx(span *out, arena *a, context *c, const report_request *request) {
    arena scratch = arena_over(&c->memory);
    scribe s = scribe_create(&scratch, c);
    facts f = {.own = NULL};
    document d = {.paper_is_a4 = false};
    writing w = {.scribe = &s, .facts = &f, .document = &d};
    status result = s.status;
    if (result == STATUS_OK) {
        result = facts_gather(&f, &s, request);
    }
    if (result == STATUS_OK) {
        result = cohort_report_build(&d, &s, request);
    }
    if (result == STATUS_OK) {
        result = write_book(out, a, &w);
    }
    workbook_free(w.book);
    facts_release(&f);
    arena_free(&scratch);
    return result;
}
