// Looking up options by what people write: all names and synonyms folded and sorted, found by halving.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "intake/program.h"
#include "intake/vocabulary.h"

static int by_word(const void *left, const void *right) {
    const vocabulary_word *a = left, *b = right;
    int order = span_compare(a->folded, b->folded);
    return order != 0 ? order : (a->option > b->option) - (a->option < b->option);
}

static status add_word(vocabulary *v, arena *a, span word, uint32_t number) {
    span folded;
    TRY(text_fold(&folded, a, word));
    v->words[v->word_count++] = (vocabulary_word){folded, number};
    v->longest_word = folded.length > v->longest_word ? folded.length : v->longest_word;
    return STATUS_OK;
}

status vocabulary_index(vocabulary *v, arena *a) {
    size_t count = v->count;
    for (uint32_t i = 0; i < v->count; i++) {
        count += v->options[i].synonym_count;
    }
    v->words = arena_alloc(a, count, sizeof *v->words);
    if (v->words == NULL) {
        return STATUS_NO_MEMORY;
    }
    v->word_count = 0;
    v->longest_word = 0;
    for (uint32_t i = 0; i < v->count; i++) {
        TRY(add_word(v, a, v->options[i].name, i));
        for (uint32_t j = 0; j < v->options[i].synonym_count; j++) {
            TRY(add_word(v, a, v->options[i].synonyms[j], i));
        }
    }
    qsort(v->words, v->word_count, sizeof *v->words, by_word);
    return STATUS_OK;
}

uint32_t vocabulary_find(const vocabulary *v, span folded) {
    uint32_t low = 0, high = v->word_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (span_compare(v->words[middle].folded, folded) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < v->word_count && span_equal(v->words[low].folded, folded) ? v->words[low].option : NONE;
}
