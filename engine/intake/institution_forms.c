// Words are compared without accents and in any order; names are cut where people put a campus, a department or an
// abbreviation: at brackets, commas and dashes between blanks.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/institution_forms.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 64, PARTS_MOST = 6, INITIALS_LEAST = 3, ALONE_LEAST_BYTES = 4 };

// ---- words ------------------------------------------------------------------------------------------------------

static const struct {
    const char *written, *meant;
} WORDS[] = {
    {"a", ""},
    {"acad", "academy"},
    {"ala", "alabama"},
    {"and", ""},
    {"ariz", "arizona"},
    {"ark", "arkansas"},
    {"assn", "association"},
    {"assoc", "association"},
    {"at", ""},
    {"biblioteca", "library"},
    {"bibliothek", "library"},
    {"bibliotheque", "library"},
    {"cal", "california"},
    {"calif", "california"},
    {"centre", "center"},
    {"cmty", "community"},
    {"cntr", "center"},
    {"cnty", "county"},
    {"co", "county"},
    {"coll", "college"},
    {"colo", "colorado"},
    {"comm", "community"},
    {"conn", "connecticut"},
    {"ctr", "center"},
    {"cty", "county"},
    {"da", ""},
    {"das", ""},
    {"de", ""},
    {"del", ""},
    {"dept", "department"},
    {"der", ""},
    {"des", ""},
    {"di", ""},
    {"die", ""},
    {"dist", "district"},
    {"do", ""},
    {"du", ""},
    {"e", "east"},
    {"et", ""},
    {"fla", "florida"},
    {"for", ""},
    {"ft", "fort"},
    {"govt", "government"},
    {"hosp", "hospital"},
    {"ill", "illinois"},
    {"in", ""},
    {"ind", "indiana"},
    {"inst", "institute"},
    {"institut", "institute"},
    {"intl", "international"},
    {"kan", "kansas"},
    {"la", ""},
    {"le", ""},
    {"les", ""},
    {"lib", "library"},
    {"libraries", "library"},
    {"libs", "library"},
    {"mass", "massachusetts"},
    {"med", "medical"},
    {"mich", "michigan"},
    {"minn", "minnesota"},
    {"miss", "mississippi"},
    {"mt", "mount"},
    {"mus", "museum"},
    {"n", "north"},
    {"natl", "national"},
    {"neb", "nebraska"},
    {"of", ""},
    {"okla", "oklahoma"},
    {"penn", "pennsylvania"},
    {"penna", "pennsylvania"},
    {"polytech", "polytechnic"},
    {"pt", "point"},
    {"pub", "public"},
    {"publ", "public"},
    {"s", "south"},
    {"sch", "school"},
    {"soc", "society"},
    {"st", "saint"},
    {"ste", "sainte"},
    {"sys", "system"},
    {"tech", "technology"},
    {"tenn", "tennessee"},
    {"tex", "texas"},
    {"the", ""},
    {"u", "university"},
    {"und", ""},
    {"uni", "university"},
    {"univ", "university"},
    {"universidad", "university"},
    {"universidade", "university"},
    {"universita", "university"},
    {"universitat", "university"},
    {"universite", "university"},
    {"universiteit", "university"},
    {"universitet", "university"},
    {"w", "west"},
    {"wash", "washington"},
    {"wis", "wisconsin"},
    {"wisc", "wisconsin"},
    {"wyo", "wyoming"},
    {"y", ""},
};

static span written_out(span word) {
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (span_equal(word, span_of(WORDS[i].written))) {
            return span_of(WORDS[i].meant);
        }
    }
    return word;
}

static bool is_dash(uint32_t c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static bool ends_word(uint32_t c) {
    return is_dash(c) || (c < 0x80 && strchr(" /,&+();:|", (int)c) != NULL);
}

typedef struct word_list {
    span words[WORDS_MOST];
    size_t count;
} word_list;

// The words of a name in its order, written out; small ones are left out or, for initials, kept.
static status split_words(word_list *out, arena *a, span folded, bool keep_small) {
    out->count = 0;
    for (size_t start = 0, at = 0; start < folded.length && out->count < WORDS_MOST;) {
        size_t end = at;
        const bool ends = at >= folded.length || ends_word(text_next(folded, &at));
        if (!ends) {
            continue;
        }
        span word, meant;
        TRY(text_fold_name(&word, a, (span){folded.text + start, end - start}));
        meant = written_out(word);
        word = keep_small && meant.length == 0 ? word : meant;
        if (word.length > 0) {
            out->words[out->count++] = word;
        }
        start = at > end ? at : folded.length;
    }
    return STATUS_OK;
}

static int by_text(const void *a, const void *b) {
    return span_compare(*(const span *)a, *(const span *)b);
}

// Sorts the words and joins them.
static status join_words(span *out, arena *a, word_list *list) {
    size_t length = 0, used = 0;
    if (list->count > 0) {
        qsort(list->words, list->count, sizeof *list->words, by_text);
    }
    for (size_t i = 0; i < list->count; i++) {
        length += list->words[i].length + 1;
    }
    char *text = arena_alloc(a, length + 1, 1);
    if (text == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0) {
            text[used++] = ' ';
        }
        memcpy(text + used, list->words[i].text, list->words[i].length);
        used += list->words[i].length;
    }
    *out = (span){text, used};
    return STATUS_OK;
}

status institution_forms_plain(span *out, arena *a, span folded) {
    word_list list;
    TRY(split_words(&list, a, folded, false));
    return join_words(out, a, &list);
}

// ---- forms ------------------------------------------------------------------------------------------------------

static bool is_one_of(span word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (span_equal(word, span_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static const char *const TEACHING[] = {"university", "college", "institute"};
static const char *const LEGAL[] = {"inc",     "ltd",    "llc",  "corp", "corporation",
                                    "company", "county", "gmbh", "plc"}; // "co" is written out as county
static const char *const LIBRARY[] = {"library"};
static const char *const NAMING[] = {"university", "college",  "institute", "school",  "hospital", "museum",
                                     "academy",    "archives", "society",   "library", "congress"};
#define WORDS_AND_COUNT(words) (words), sizeof(words) / sizeof *(words)

static bool holds(const word_list *list, const char *const *words, size_t count) {
    for (size_t i = 0; i < list->count; i++) {
        if (is_one_of(list->words[i], words, count)) {
            return true;
        }
    }
    return false;
}

static word_list without(const word_list *list, const char *const *words, size_t count) {
    word_list rest = {.count = 0};
    for (size_t i = 0; i < list->count; i++) {
        if (!is_one_of(list->words[i], words, count)) {
            rest.words[rest.count++] = list->words[i];
        }
    }
    return rest;
}

static status add(span *forms, uint32_t *count, arena *a, word_list *list) {
    if (list->count == 0 || *count == INSTITUTION_FORMS_MOST) {
        return STATUS_OK;
    }
    return join_words(&forms[(*count)++], a, list);
}

static status add_initials(institution_forms *out, arena *a, span folded, bool keep_small) {
    word_list list, initials = {.count = 0};
    char *text = arena_alloc(a, WORDS_MOST * 4 + 1, 1);
    size_t used = 0;
    TRY(split_words(&list, a, folded, keep_small));
    if (text == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < list.count; i++) {
        size_t end = 0;
        (void)text_next(list.words[i], &end);
        memcpy(text + used, list.words[i].text, end);
        used += end;
    }
    if (list.count >= INITIALS_LEAST) {
        initials.words[initials.count++] = (span){text, used};
    }
    return add(out->shorter, &out->shorter_count, a, &initials);
}

// A name, or the part of one, and what it is called without its library, its "university", its "Inc.".
static status add_name(institution_forms *out, arena *a, span folded, bool is_part) {
    word_list list;
    TRY(split_words(&list, a, folded, false));
    word_list name = list;
    TRY(is_part ? add(out->shorter, &out->shorter_count, a, &name) : add(out->same, &out->same_count, a, &name));
    if (holds(&list, WORDS_AND_COUNT(TEACHING)) && holds(&list, WORDS_AND_COUNT(LIBRARY))) {
        list = without(&list, WORDS_AND_COUNT(LIBRARY));
        name = list;
        TRY(is_part ? add(out->shorter, &out->shorter_count, a, &name) : add(out->same, &out->same_count, a, &name));
    }
    word_list rest = without(&list, WORDS_AND_COUNT(TEACHING));
    if (rest.count < list.count && rest.count > 0 && (rest.count > 1 || rest.words[0].length >= ALONE_LEAST_BYTES)) {
        TRY(add(out->shorter, &out->shorter_count, a, &rest));
    }
    if (list.count > 1 && is_one_of(list.words[list.count - 1], WORDS_AND_COUNT(LEGAL))) {
        list.count--;
        TRY(add(out->shorter, &out->shorter_count, a, &list));
    }
    TRY(add_initials(out, a, folded, false));
    return add_initials(out, a, folded, true);
}

// Whether the name is cut before byte `at`, whose character is `c`.
static bool is_cut(span folded, size_t at, uint32_t c) {
    const bool after_blank = at > 0 && folded.text[at - 1] == ' ';
    return (c < 0x80 && strchr("(),;:|", (int)c) != NULL) || (is_dash(c) && after_blank);
}

// The first part is a name by itself; others are where a word says so, or where they are one word in brackets.
static status add_part(institution_forms *out, arena *a, span part, bool is_first, bool in_brackets) {
    word_list list;
    TRY(split_words(&list, a, part, false));
    if (is_first || (in_brackets && list.count == 1) || (list.count > 1 && holds(&list, WORDS_AND_COUNT(NAMING)))) {
        return add_name(out, a, part, true);
    }
    return STATUS_OK;
}

static status add_parts(institution_forms *out, arena *a, span folded) {
    uint32_t parts = 0;
    bool in_brackets = false;
    for (size_t start = 0, at = 0; start < folded.length && parts < PARTS_MOST;) {
        const size_t end = at;
        const uint32_t c = at < folded.length ? text_next(folded, &at) : 0;
        if (c != 0 && !is_cut(folded, end, c)) {
            continue;
        }
        const span part = span_trim((span){folded.text + start, end - start});
        if (part.length > 0 && part.length < folded.length) {
            TRY(add_part(out, a, part, parts == 0, in_brackets));
            parts++;
        }
        in_brackets = c == '(';
        start = c == 0 ? folded.length : at;
    }
    return STATUS_OK;
}

status institution_forms_of(institution_forms *out, arena *a, span folded) {
    *out = (institution_forms){.same_count = 0};
    TRY(add_name(out, a, folded, false));
    return add_parts(out, a, folded);
}
