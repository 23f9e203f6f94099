// The longest match is found by trying, from each piece, the joins with the pieces behind it from the longest that
// any option could need.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/choices.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_SHARED_CHARACTERS = 4 };

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
    return most + 1;
}

typedef struct chosen { // while the cells are read
    uint32_t *options;
    uint32_t count;
    span *others;
    uint32_t other_count;
} chosen;

static void add_option(chosen *c, uint32_t number) {
    for (uint32_t i = 0; i < c->count; i++) {
        if (c->options[i] == number) {
            return;
        }
    }
    c->options[c->count++] = number;
}

// The longest option that begins with piece `first`; *last is its last piece. NONE: no option begins here.
static status longest_match(uint32_t *out, arena *scratch, const vocabulary *v, uint32_t most_pieces, const pieces *p,
                            uint32_t first, uint32_t *last) {
    uint32_t reach = p->count - first < most_pieces ? p->count - first : most_pieces;
    *out = NONE;
    for (uint32_t length = reach; length > 0 && *out == NONE; length--) {
        span folded;
        TRY(text_fold(&folded, scratch, choices_joined(p, first, first + length - 1)));
        *out = vocabulary_find(v, folded);
        *last = first + length - 1;
    }
    return STATUS_OK;
}

static status read_cell(chosen *c, arena *scratch, const vocabulary *v, uint32_t most_pieces, span cell,
                        const char *marks) {
    pieces p;
    TRY(choices_split(&p, scratch, cell, marks));
    for (uint32_t i = 0; i < p.count; i++) {
        uint32_t number = NONE, last = i;
        if (v != NULL) {
            TRY(longest_match(&number, scratch, v, most_pieces, &p, i, &last));
        }
        if (number == NONE) {
            c->others[c->other_count++] = p.items[i].text;
        } else {
            add_option(c, number);
            i = last;
        }
    }
    return STATUS_OK;
}

static int by_number(const void *a, const void *b) {
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return (one > other) - (one < other);
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

status choices_read(choices *out, arena *a, const vocabulary *v, uint32_t most_pieces, bool ranked, const span *cells,
                    uint32_t cell_count) {
    arena scratch = arena_over(a->memory);
    const char *marks = v == NULL ? marks_without_vocabulary(cells, cell_count) : CHOICES_MARKS;
    uint32_t most = 0;
    for (uint32_t i = 0; i < cell_count; i++) {
        most += marks_in(cells[i]) + 1;
    }
    chosen c = {.options = arena_alloc(&scratch, most, sizeof(uint32_t)),
                .others = arena_alloc(&scratch, most, sizeof(span))};
    status result = c.options == NULL || c.others == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (uint32_t i = 0; i < cell_count && result == STATUS_OK; i++) {
        result = read_cell(&c, &scratch, v, most_pieces, cells[i], marks);
    }
    if (result == STATUS_OK) {
        if (!ranked) {
            qsort(c.options, c.count, sizeof *c.options, by_number);
        }
        *out = (choices){.count = c.count,
                         .options = arena_array(a, c.options, c.count, sizeof *c.options),
                         .other_count = c.other_count,
                         .others = arena_array(a, c.others, c.other_count, sizeof *c.others)};
        result = out->options == NULL || out->others == NULL ? STATUS_NO_MEMORY : STATUS_OK;
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

static status collect(vocabulary *out, arena *a, arena *scratch, const span *cells, size_t cell_count) {
    const char *marks = any_has(cells, cell_count, ';') ? ";" : ",";
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

status choices_collect(vocabulary *out, arena *a, const span *cells, size_t cell_count) {
    arena scratch = arena_over(a->memory);
    vocabulary collected = {0};
    status result = collect(&collected, a, &scratch, cells, cell_count);
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
