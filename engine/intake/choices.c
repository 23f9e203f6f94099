// The longest match is found by trying, from each piece, the joins with the pieces behind it from the longest that
// any option could need.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/choices.h"

#include <stdlib.h>
#include <string.h>

#include "intake/marks.h"

enum { WORD_SHARED_CHARACTERS = 4, MOST_PIECES_JOINED = 40 };

static bool is_mark(char c, const char *marks) {
    return c != '\0' && strchr(marks, c) != NULL;
}

status choices_split(pieces *out, arena *a, span text, const char *marks) {
    uint32_t most = 1;
    for (size_t i = 0; i < text.length; i++) {
        most += is_mark(text.text[i], marks);
    }
    out->items = arena_alloc(a, most, sizeof *out->items);
    out->count = 0;
    if (out->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t start = 0, i = 0; i <= text.length; i++) {
        if (i < text.length && !is_mark(text.text[i], marks)) {
            continue;
        }
        span part = span_trim((span){text.text + start, i - start});
        if (part.length > 0) {
            out->items[out->count++] = (piece){.text = part, .end = part.text + part.length};
        }
        start = i + 1;
    }
    return STATUS_OK;
}

span choices_joined(const pieces *p, uint32_t first, uint32_t last) {
    const char *start = p->items[first].text.text;
    return (span){start, (size_t)(p->items[last].end - start)};
}

static uint32_t marks_in(span text) {
    uint32_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += is_mark(text.text[i], CHOICES_MARKS);
    }
    return count;
}

uint32_t choices_most_pieces(const vocabulary *v) {
    uint32_t most = 0;
    for (uint32_t i = 0; v != NULL && i < v->count; i++) {
        const option *o = &v->options[i];
        uint32_t marks = marks_in(o->name);
        most = marks > most ? marks : most;
        for (uint32_t k = 0; k < o->synonym_count; k++) {
            marks = marks_in(o->synonyms[k]);
            most = marks > most ? marks : most;
        }
    }
    return most < MOST_PIECES_JOINED ? most + 1 : MOST_PIECES_JOINED;
}

typedef struct ranked_option {
    uint32_t number;
    uint32_t rank; // as written beside it; 0: not
    uint32_t at;   // in the answer
} ranked_option;

typedef struct chosen { // while the cells are read
    const choice_rules *rules;
    arena *scratch;
    ranked_option *options;
    uint32_t count;
    span *others;
    uint32_t other_count;
} chosen;

static void add_option(chosen *c, uint32_t number, uint32_t rank) {
    c->options[c->count] = (ranked_option){number, rank, c->count};
    c->count++;
}

// The option of that name, or of that name with a place beside it.
static status find_option(uint32_t *number, uint32_t *rank, const chosen *c, span text) {
    span folded, rest;
    *rank = 0;
    *number = NONE;
    if (c->rules->looks_left != NULL && *c->rules->looks_left == 0) {
        return STATUS_OK;
    }
    if (c->rules->looks_left != NULL) {
        --*c->rules->looks_left;
    }
    TRY(text_fold(&folded, c->scratch, text));
    *number = vocabulary_find(c->rules->v, folded);
    if (*number != NONE) {
        return STATUS_OK;
    }
    *rank = marks_ranked_choice(&rest, text);
    if (*rank > 0) {
        TRY(text_fold(&folded, c->scratch, rest));
        *number = vocabulary_find(c->rules->v, folded);
    }
    return STATUS_OK;
}

// The longest option that begins with piece `first`; *last is its last piece. NONE: no option begins here.
static status longest_match(uint32_t *out, uint32_t *rank, const chosen *c, const pieces *p, uint32_t first,
                            uint32_t *last) {
    uint32_t most = c->rules->most_pieces, reach = p->count - first < most ? p->count - first : most;
    *out = NONE;
    for (uint32_t length = reach; length > 0 && *out == NONE; length--) {
        TRY(find_option(out, rank, c, choices_joined(p, first, first + length - 1)));
        *last = first + length - 1;
    }
    return STATUS_OK;
}

// A list of choices within a text: *matched, where any of them is an option. The others are kept only then.
static status read_list(chosen *c, span text, const char *marks, bool *matched) {
    pieces p;
    uint32_t others_before = c->other_count;
    *matched = false;
    TRY(choices_split(&p, c->scratch, text, marks));
    for (uint32_t i = 0; i < p.count; i++) {
        uint32_t number = NONE, rank = 0, last = i;
        if (c->rules->v != NULL) {
            TRY(longest_match(&number, &rank, c, &p, i, &last));
        }
        if (number == NONE) {
            c->others[c->other_count++] = p.items[i].text;
        } else {
            add_option(c, number, rank);
            *matched = true;
            i = last;
        }
    }
    c->other_count = *matched || c->rules->v == NULL ? c->other_count : others_before;
    return STATUS_OK;
}

// As the tool joins them, first; a piece that is no option may be a list that somebody wrote.
static status read_joined(chosen *c, span cell, const char *marks) {
    pieces p;
    TRY(choices_split(&p, c->scratch, cell, marks));
    for (uint32_t i = 0; i < p.count; i++) {
        uint32_t number, rank, last;
        bool matched = false;
        TRY(longest_match(&number, &rank, c, &p, i, &last)); // the tool joins options that hold its own mark, too
        if (number != NONE) {
            add_option(c, number, rank);
            i = last;
            continue;
        }
        TRY(read_list(c, p.items[i].text, CHOICES_MARKS, &matched));
        if (!matched) {
            c->others[c->other_count++] = p.items[i].text;
        }
    }
    return STATUS_OK;
}

static status read_any(chosen *c, span cell) {
    pieces p;
    bool matched;
    TRY(read_list(c, cell, CHOICES_MARKS, &matched));
    if (!matched) {
        TRY(choices_split(&p, c->scratch, cell, CHOICES_MARKS));
        for (uint32_t i = 0; i < p.count; i++) {
            c->others[c->other_count++] = p.items[i].text;
        }
    }
    return STATUS_OK;
}

static int by_number(const void *a, const void *b) {
    const ranked_option *one = a, *other = b;
    int order = (one->number > other->number) - (one->number < other->number);
    return order != 0 ? order : (one->at > other->at) - (one->at < other->at);
}

static int by_place(const void *a, const void *b) {
    const ranked_option *one = a, *other = b;
    return (one->at > other->at) - (one->at < other->at);
}

static int by_rank(const void *a, const void *b) {
    const ranked_option *one = a, *other = b;
    int order = (one->rank > other->rank) - (one->rank < other->rank);
    return order != 0 ? order : by_number(a, b);
}

static bool any_has(const span *cells, size_t count, char c) {
    for (size_t i = 0; i < count; i++) {
        if (cells[i].length > 0 && memchr(cells[i].text, c, cells[i].length) != NULL) {
            return true;
        }
    }
    return false;
}

static const char *marks_without_vocabulary(const span *cells, size_t count) {
    return any_has(cells, count, ';') ? ";|\n\r" : CHOICES_MARKS;
}

static status read_cells(chosen *c, const span *cells, uint32_t cell_count) {
    const choice_rules *how = c->rules;
    const char *marks = how->marks == NULL ? marks_without_vocabulary(cells, cell_count) : how->marks;
    for (uint32_t i = 0; i < cell_count; i++) {
        bool matched;
        if (how->v == NULL) {
            TRY(read_list(c, cells[i], marks, &matched));
        } else if (how->marks != NULL) {
            TRY(read_joined(c, cells[i], how->marks));
        } else {
            TRY(read_any(c, cells[i]));
        }
    }
    return STATUS_OK;
}

// Each option once, as it was named first, by number. By sorting: a cell may name thousands.
static void keep_first(chosen *c) {
    uint32_t kept = 0;
    qsort(c->options, c->count, sizeof *c->options, by_number);
    for (uint32_t i = 0; i < c->count; i++) {
        if (kept == 0 || c->options[i].number != c->options[kept - 1].number) {
            c->options[kept++] = c->options[i];
        }
    }
    c->count = kept;
}

// Places count where every choice has one.
static void put_in_order(chosen *c) {
    bool has_ranks = c->rules->ranked;
    keep_first(c);
    for (uint32_t i = 0; i < c->count; i++) {
        has_ranks = has_ranks && c->options[i].rank > 0;
    }
    if (c->rules->ranked) {
        qsort(c->options, c->count, sizeof *c->options, has_ranks ? by_rank : by_place);
    }
}

static status keep_choices(choices *out, arena *a, const chosen *c) {
    uint32_t *options = arena_alloc(a, c->count, sizeof *options);
    span *others = arena_array(a, c->others, c->other_count, sizeof *others);
    if (options == NULL || others == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < c->count; i++) {
        options[i] = c->options[i].number;
    }
    *out = (choices){.count = c->count, .options = options, .other_count = c->other_count, .others = others};
    return STATUS_OK;
}

status choices_read(choices *out, arena *a, const choice_rules *how, const span *cells, uint32_t cell_count) {
    arena scratch = arena_over(a->memory);
    uint32_t most = 0;
    for (uint32_t i = 0; i < cell_count; i++) {
        most += marks_in(cells[i]) + 1;
    }
    chosen c = {.rules = how,
                .scratch = &scratch,
                .options = arena_alloc(&scratch, most, sizeof(ranked_option)),
                .others = arena_alloc(&scratch, most, sizeof(span))};
    status result = c.options == NULL || c.others == NULL ? STATUS_NO_MEMORY : read_cells(&c, cells, cell_count);
    if (result == STATUS_OK) {
        put_in_order(&c);
        result = keep_choices(out, a, &c);
    }
    arena_free(&scratch);
    return result;
}

// ---- a vocabulary from answers ----------------------------------------------------------------------------------

typedef struct spelling {
    span folded, text;
} spelling;

static int by_folded_text(const void *a, const void *b) {
    const spelling *one = a, *other = b;
    int order = span_compare(one->folded, other->folded);
    return order != 0 ? order : span_compare(one->text, other->text);
}

// Each folded text once, by its first spelling.
static status name_options(vocabulary *out, arena *a, const spelling *found, size_t count) {
    option *options = arena_alloc(a, count, sizeof *options);
    if (options == NULL) {
        return STATUS_NO_MEMORY;
    }
    uint32_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && span_equal(found[i].folded, found[i - 1].folded)) {
            continue;
        }
        span name = arena_copy(a, found[i].text);
        if (name.text == NULL) {
            return STATUS_NO_MEMORY;
        }
        options[kept++] = (option){.name = name, .group = SPAN("")};
    }
    out->options = options;
    out->count = kept;
    return vocabulary_index(out, a);
}

static status collect(vocabulary *out, arena *a, arena *scratch, const char *said, const span *cells,
                      size_t cell_count) {
    const char *marks = said != NULL ? said : any_has(cells, cell_count, ';') ? ";" : ",";
    size_t count = 0, capacity = 0;
    spelling *found = NULL;
    status result = STATUS_OK;
    for (size_t i = 0; i < cell_count; i++) {
        pieces p;
        TRY_OUT(choices_split(&p, scratch, cells[i], marks));
        if (!memory_reserve(a->memory, &found, &capacity, count + p.count, sizeof *found)) {
            result = STATUS_NO_MEMORY;
            goto out;
        }
        for (uint32_t k = 0; k < p.count; k++) {
            found[count].text = p.items[k].text;
            TRY_OUT(text_fold(&found[count].folded, scratch, p.items[k].text));
            count++;
        }
    }
    if (count > 0) {
        qsort(found, count, sizeof *found, by_folded_text);
    }
    result = name_options(out, a, found, count);
out:
    memory_free(a->memory, found);
    return result;
}

status choices_collect(vocabulary *out, arena *a, const char *marks, const span *cells, size_t cell_count) {
    arena scratch = arena_over(a->memory);
    vocabulary collected = {0};
    status result = collect(&collected, a, &scratch, marks, cells, cell_count);
    arena_free(&scratch);
    if (result == STATUS_OK) {
        *out = collected;
    }
    return result;
}

// ---- what was probably meant ------------------------------------------------------------------------------------

// "Other: maps" → "maps".
static status without_other(span *out, arena *scratch, span text) {
    span folded;
    TRY(text_fold(&folded, scratch, text));
    if (span_starts(folded, SPAN("other")) && folded.length > 5) {
        size_t at = 5;
        while (at < folded.length && strchr(" :-(", folded.text[at]) != NULL) {
            at++;
        }
        if (at > 5 && at < folded.length) {
            folded = (span){folded.text + at, folded.length - at};
        }
    }
    *out = folded;
    return STATUS_OK;
}

// Whether two folded texts have a word in common that is long enough to mean something.
static bool share_a_word(span a, span b) {
    for (size_t start = 0, i = 0; i <= a.length; i++) {
        if (i < a.length && strchr(" ,;/()-", a.text[i]) == NULL) {
            continue;
        }
        span word = {a.text + start, i - start};
        start = i + 1;
        if (text_characters(word) < WORD_SHARED_CHARACTERS) {
            continue;
        }
        for (size_t at = span_find(b, word); at != SIZE_MAX;) {
            bool begins = at == 0 || strchr(" ,;/()-", b.text[at - 1]) != NULL;
            bool ends = at + word.length == b.length || strchr(" ,;/()-", b.text[at + word.length]) != NULL;
            if (begins && ends) {
                return true;
            }
            size_t next = span_find((span){b.text + at + 1, b.length - at - 1}, word);
            at = next == SIZE_MAX ? SIZE_MAX : at + 1 + next;
        }
    }
    return false;
}

uint32_t choices_nearest(arena *scratch, const vocabulary *v, span text) {
    size_t count = v->count; // names, then synonyms
    for (uint32_t i = 0; i < v->count; i++) {
        count += v->options[i].synonym_count;
    }
    span meant, *names = arena_alloc(scratch, count, sizeof *names);
    uint32_t *option_of = arena_alloc(scratch, count, sizeof *option_of);
    if (names == NULL || option_of == NULL || without_other(&meant, scratch, text) != STATUS_OK) {
        return NONE;
    }
    for (uint32_t i = 0; i < v->count; i++) {
        names[i] = v->options[i].name;
        option_of[i] = i;
    }
    for (uint32_t i = 0, at = v->count; i < v->count; i++) {
        for (uint32_t k = 0; k < v->options[i].synonym_count; k++, at++) {
            names[at] = v->options[i].synonyms[k];
            option_of[at] = i;
        }
    }
    size_t nearest = text_nearest(scratch, meant, names, count);
    if (nearest != SIZE_MAX) {
        return option_of[nearest];
    }
    uint32_t sharing = NONE;
    for (uint32_t i = 0; i < v->count; i++) {
        span folded;
        if (text_fold(&folded, scratch, names[i]) == STATUS_OK && share_a_word(meant, folded)) {
            if (sharing != NONE) {
                return NONE; // a word of several options tells nothing
            }
            sharing = i;
        }
    }
    return sharing;
}
