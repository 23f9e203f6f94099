// Saying a sentence: its text with what is said put in.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/sentences.h"

#include <assert.h>
#include <string.h>

typedef struct sentence_text {
    const char *one, *other; // `one` NULL: the same for every count
} sentence_text;

static const sentence_text TEXTS[SENTENCE_COUNT] = {
#define X(code, one, other) [SAY_##code] = {one, other},
#include "reports/sentences_texts.inc"
#undef X
};

static span with_percent(scribe *s, span number) {
    return scribe_format(s, "%.*s" NUMBERS_BLANK "%%", SPAN_ARGS(number));
}

static phrase said(scribe *s, const argument *what, run_style style) {
    switch (what->kind) {
    case ARGUMENT_DIGITS:
        return phrase_of(s, style, numbers_digits(s, what->number));
    case ARGUMENT_WORDS:
        return phrase_of(s, style, numbers_words(s, what->number, false));
    case ARGUMENT_RAISED:
        return phrase_of(s, style, numbers_words(s, what->number, true));
    case ARGUMENT_FIT:
        return phrase_of(s, style, with_percent(s, numbers_fit(s, (int32_t)what->number)));
    case ARGUMENT_LIMIT:
        return phrase_of(s, style, with_percent(s, numbers_limit(s, (int32_t)what->number)));
    case ARGUMENT_POINTS:
        return phrase_of(s, style, numbers_points(s, what->number, 1));
    case ARGUMENT_EXACT:
        return phrase_of(s, style, numbers_points(s, what->number, 2));
    case ARGUMENT_TEXT:
        return phrase_of(s, style, what->text);
    case ARGUMENT_PHRASE:
        break;
    }
    if (style != RUN_STRONG) {
        return what->phrase;
    }
    run *strong = scribe_room(s, what->phrase.count, sizeof *strong);
    if (strong == NULL) {
        return (phrase){NULL, 0};
    }
    for (size_t i = 0; i < what->phrase.count; i++) {
        strong[i] = what->phrase.runs[i];
        strong[i].style = strong[i].style == RUN_TEXT ? RUN_STRONG : strong[i].style;
    }
    return (phrase){strong, what->phrase.count};
}

// The style after a mark of emphasis: the same mark ends it. Within code, other marks are letters.
static bool takes_mark(run_style *style, char mark) {
    run_style marked = mark == '*' ? RUN_STRONG : mark == '_' ? RUN_EMPHASIS : mark == '`' ? RUN_CODE : RUN_TEXT;
    if (marked == RUN_TEXT || (*style == RUN_CODE && marked != RUN_CODE)) {
        return false;
    }
    *style = *style == marked ? RUN_TEXT : marked;
    return true;
}

phrase sentences_say(scribe *s, sentence code, int64_t count, const argument *arguments, size_t argument_count) {
    const char *text = count == 1 && TEXTS[code].one != NULL ? TEXTS[code].one : TEXTS[code].other;
    phrase parts[64];
    size_t used = 0, start = 0, length = strlen(text);
    run_style style = RUN_TEXT;
    for (size_t i = 0; i <= length; i++) {
        run_style before = style;
        bool is_argument = text[i] == '{';
        if (i < length && !is_argument && !takes_mark(&style, text[i])) {
            continue;
        }
        assert(used + 2 <= sizeof parts / sizeof parts[0]);
        parts[used++] = phrase_of(s, before, (span){text + start, i - start});
        if (is_argument) {
            size_t number = (size_t)(text[i + 1] - '0');
            assert(number < argument_count && text[i + 2] == '}');
            parts[used++] = number < argument_count ? said(s, &arguments[number], style) : (phrase){NULL, 0};
            i += 2;
        }
        start = i + 1;
    }
    return phrase_join(s, parts, used);
}
