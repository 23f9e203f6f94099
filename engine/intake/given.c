// Rows are sorted by pair, with their lines, so that two scores of one pair are found side by side.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/given.h"

#include <stdlib.h>

#include "base/fixed.h"
#include "intake/listing.h"

enum { COLUMN_MENTEE, COLUMN_MENTOR, COLUMN_SCORE, COLUMNS, PERCENT_PLACES = 2 };

static const listing_column ASKED[COLUMNS] = {
    [COLUMN_MENTEE] = {"mentee", true}, [COLUMN_MENTOR] = {"mentor", true}, [COLUMN_SCORE] = {"score", true}};

typedef struct scored_row {
    given_score score;
    uint32_t row;
} scored_row;

typedef struct book {
    reading *r;
    const directory *dir;
    listing listing;
    scored_row *rows;
    uint32_t count;
} book;

static status find_person(uint32_t *number, bool *known, book *b, arena *scratch, uint32_t row, role as) {
    uint32_t column = as == ROLE_MENTEE ? COLUMN_MENTEE : COLUMN_MENTOR;
    span text = listing_cell(&b->listing, row, column), what, remedy;
    who found;
    *number = NONE;
    *known = false;
    if (text.length == 0) {
        finding_add(&b->r->c->findings, SEVERITY_ERROR, listing_place(&b->listing, row, column), "person_missing",
                    "a score without a %s: fill the cell", ASKED[column].name);
        return STATUS_OK;
    }
    TRY(directory_find(&found, b->dir, scratch, as, text));
    if (found.found == WHO_FOUND) {
        *number = b->dir->people[found.person].number[as];
        *known = true;
        return STATUS_OK;
    }
    bool ambiguous = found.found == WHO_AMBIGUOUS;
    if (b->r->some_unread && !ambiguous) {
        return STATUS_OK;
    }
    TRY(directory_trouble(&what, &remedy, b->r, b->dir, scratch, as, text, &found, false));
    finding_add(&b->r->c->findings, ambiguous ? SEVERITY_ERROR : SEVERITY_WARNING,
                listing_place(&b->listing, row, column), ambiguous ? "name_ambiguous" : "person_unknown",
                "%.*s (column \"%s\"): %.*s", SPAN_ARGS(what), ASKED[column].name, SPAN_ARGS(remedy));
    return STATUS_OK;
}

static status read_row(book *b, uint32_t row) {
    int64_t score;
    bool known[ROLE_COUNT];
    scored_row it = {.row = row};
    arena scratch = arena_over(&b->r->c->memory);
    span text = listing_cell(&b->listing, row, COLUMN_SCORE), shown = applicant_shown(&scratch, text);
    status result = find_person(&it.score.couple.mentee, &known[ROLE_MENTEE], b, &scratch, row, ROLE_MENTEE);
    if (result == STATUS_OK) {
        result = find_person(&it.score.couple.mentor, &known[ROLE_MENTOR], b, &scratch, row, ROLE_MENTOR);
    }
    bool understood = fixed_parse(&score, text, PERCENT_PLACES) && score >= 0 && score <= FULL_BP;
    if (result == STATUS_OK && text.length == 0) {
        finding_add(&b->r->c->findings, SEVERITY_ERROR, listing_place(&b->listing, row, COLUMN_SCORE), "score_missing",
                    "a pair without a score (column \"score\"): fill the cell, or take the row out");
    } else if (result == STATUS_OK && !understood) {
        finding_add(
            &b->r->c->findings, SEVERITY_ERROR, listing_place(&b->listing, row, COLUMN_SCORE), "score_invalid",
            "\"%.*s\" is not a percentage (column \"score\"): write a number from 0 to 100 with at most two decimals",
            SPAN_ARGS(shown));
    }
    if (understood && it.score.couple.mentee != NONE && it.score.couple.mentor != NONE) {
        it.score.score_bp = (int32_t)score;
        b->rows[b->count++] = it;
    }
    arena_free(&scratch);
    return result;
}

static int by_couple_then_row(const void *a, const void *b) {
    const scored_row *one = a, *other = b;
    int order = couple_compare(&one->score.couple, &other->score.couple);
    return order != 0 ? order : (one->row > other->row) - (one->row < other->row);
}

static status finish(given_table *out, book *b) {
    given_score *scores = arena_alloc(b->r->a, b->count, sizeof *scores);
    if (scores == NULL) {
        return STATUS_NO_MEMORY;
    }
    qsort(b->rows, b->count, sizeof *b->rows, by_couple_then_row);
    size_t kept = 0;
    const scored_row *first = NULL;
    for (uint32_t i = 0; i < b->count; i++) {
        const scored_row *it = &b->rows[i];
        if (first == NULL || couple_compare(&it->score.couple, &first->score.couple) != 0) {
            first = it;
            scores[kept++] = it->score;
        } else if (it->score.score_bp != first->score.score_bp) {
            finding_add(&b->r->c->findings, SEVERITY_ERROR, listing_place(&b->listing, it->row, COLUMN_SCORE),
                        "score_twice", "another score for the pair of line %u: keep one of the two lines",
                        listing_place(&b->listing, first->row, COLUMN_SCORE).line);
        }
    }
    *out = (given_table){.scores = scores, .count = kept};
    return STATUS_OK;
}

static status read_all(given_table *out, book *b, memory *m) {
    b->rows = memory_alloc(m, b->listing.rows, sizeof *b->rows);
    if (b->rows == NULL) {
        return STATUS_NO_MEMORY;
    }
    status result = STATUS_OK;
    for (uint32_t row = 0; row < b->listing.rows && result == STATUS_OK; row++) {
        result = read_row(b, row);
    }
    if (result == STATUS_OK) {
        result = finish(out, b);
    }
    memory_free(m, b->rows);
    return result;
}

status given_read(given_table *out, uint32_t *rows, reading *r, const directory *dir, span file, span bytes) {
    arena text = arena_over(&r->c->memory);
    book b = {.r = r, .dir = dir};
    *out = (given_table){0};
    *rows = 0;
    status result = listing_open(&b.listing, r->c, &text, r->p, file, bytes, ASKED, COLUMNS);
    if (result == STATUS_OK) {
        *rows = b.listing.rows;
        result = read_all(out, &b, &r->c->memory);
        listing_close(&b.listing);
    }
    arena_free(&text);
    return result == STATUS_BAD_INPUT ? STATUS_OK : result;
}
