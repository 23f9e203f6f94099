// Answers go before words: what nine of ten say in a column is what it holds. Of words the table below knows those that
// questions of mentoring programs have; the first row that fits counts.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/guess.h"

#include <string.h>

#include "intake/answers.h"
#include "intake/choices.h"
#include "intake/submitted.h"

enum { ANSWERS_LOOKED_AT = 200, NEARLY_ALL_PERCENT = 90, LONGEST_ANSWER_BYTES = 400, LONGEST_HEADER_BYTES = 500 };

typedef struct worded {
    field_known field;
    const char *word;   // anywhere in the folded question, at the start of a word
    const char *unless; // but not where this is there too
} worded;

static const worded WORDS[] = {
    {FIELD_EMAIL, "email", NULL},
    {FIELD_EMAIL, "e-mail", NULL},
    {FIELD_TIME_ZONE, "time zone", NULL},
    {FIELD_TIME_ZONE, "timezone", NULL},
    {FIELD_CONFLICTS, "conflict", NULL},
    {FIELD_CONFLICTS, "should not be paired", NULL},
    {FIELD_CONFLICTS, "not be matched", NULL},
    {FIELD_CONFLICTS, "avoid", NULL},
    {FIELD_REQUESTED, "like to be paired with", NULL},
    {FIELD_REQUESTED, "like to be matched with", NULL},
    {FIELD_REQUESTED, "request", NULL},
    {FIELD_CAPACITY, "how many mentees", NULL},
    {FIELD_CAPACITY, "number of mentees", NULL},
    {FIELD_CAPACITY, "how many mentors", NULL},
    {FIELD_CAREER_STAGE, "career stage", NULL},
    {FIELD_CAREER_STAGE, "stage", NULL},
    {FIELD_CAREER_STAGE, "seniority", NULL},
    {FIELD_CAREER_STAGE, "years of experience", NULL},
    {FIELD_CAREER_STAGE, "in your career", "area"},
    {FIELD_AREAS, "area", NULL},
    {FIELD_AREAS, "expertise", NULL},
    {FIELD_AREAS, "topic", NULL},
    {FIELD_AREAS, "skill", NULL},
    {FIELD_AREAS, "specialt", NULL},
    {FIELD_AREAS, "interest", NULL},
    {FIELD_LIBRARY_TYPE, "library type", NULL},
    {FIELD_LIBRARY_TYPE, "type of library", NULL},
    {FIELD_INSTITUTION, "institution", NULL},
    {FIELD_INSTITUTION, "employer", NULL},
    {FIELD_INSTITUTION, "organization", NULL},
    {FIELD_INSTITUTION, "organisation", NULL},
    {FIELD_INSTITUTION, "workplace", NULL},
    {FIELD_INSTITUTION, "affiliation", NULL},
    {FIELD_INSTITUTION, "company", NULL},
    {FIELD_INSTITUTION, "where do you work", NULL},
    {FIELD_LANGUAGES, "language", NULL},
    {FIELD_MEETING, "meet", NULL},
    {FIELD_LOCATION, "located", NULL},
    {FIELD_LOCATION, "city", NULL},
    {FIELD_LOCATION, "country", NULL},
    {FIELD_GOALS, "goal", NULL},
    {FIELD_GOALS, "hope to", NULL},
    {FIELD_GOALS, "achieve", NULL},
    {FIELD_STATEMENT, "statement", NULL},
    {FIELD_STATEMENT, "why ", NULL},
    {FIELD_STATEMENT, "about you", NULL},
    {FIELD_STATEMENT, "biograph", NULL},
    {FIELD_NAME, "name", "username"},
};

static bool has_word(span folded, const char *word) {
    size_t length = strlen(word);
    for (size_t at = 0; at + length <= folded.length; at++) {
        bool begins = at == 0 || strchr(" (/,;:\"'-?!.", folded.text[at - 1]) != NULL;
        if (begins && memcmp(folded.text + at, word, length) == 0) {
            return true;
        }
    }
    return false;
}

static uint32_t by_words(span folded, role as) {
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        const worded *w = &WORDS[i];
        bool of_other_role = w->field == FIELD_CAPACITY && (strstr(w->word, "mentors") != NULL) == (as == ROLE_MENTOR);
        if (has_word(folded, w->word) && (w->unless == NULL || !has_word(folded, w->unless)) && !of_other_role) {
            return w->field;
        }
    }
    return NONE;
}

typedef struct tally { // of the answers in a column
    uint32_t answers, addresses, times, stages, areas;
} tally;

static status look_at_answer(tally *t, arena *scratch, const program *p, const sheet *s, span text) {
    span folded;
    submitted when;
    t->answers++;
    t->addresses += answers_is_email(text);
    TRY(text_fold(&folded, scratch, text));
    t->stages += vocabulary_find(&p->career_stages, folded) != NONE;
    // A date alone is a birthday or a first day at work, not a time of submission.
    if (span_find(text, SPAN(":")) != SIZE_MAX) {
        TRY(submitted_parse(&when, scratch, s->times != NULL ? s->times : p->zone, p->date_order, text));
        t->times += when.fault == SUBMITTED_UNDERSTOOD;
    }
    if (p->areas.count > 0) {
        choices chosen;
        choice_rules how = {
            .v = &p->areas, .most_pieces = choices_most_pieces(&p->areas), .marks = exports_marks(s->shape.tool)};
        TRY(choices_read(&chosen, scratch, &how, &text, 1));
        t->areas += chosen.count > 0;
    }
    return STATUS_OK;
}

static bool nearly_all(uint32_t some, uint32_t all) {
    return all > 0 && (uint64_t)some * 100 >= (uint64_t)all * NEARLY_ALL_PERCENT;
}

static status by_answers(guess *out, arena *scratch, const program *p, const sheet *s, uint32_t column) {
    tally t = {0};
    for (uint32_t row = s->first_record; row < s->table->count && t.answers < ANSWERS_LOOKED_AT; row++) {
        span text = span_trim(s->table->records[row].cells[column].text);
        if (text.length > 0 && text.length <= LONGEST_ANSWER_BYTES) {
            TRY(look_at_answer(&t, scratch, p, s, text));
        }
    }
    out->field = nearly_all(t.addresses, t.answers) ? FIELD_EMAIL
                 : nearly_all(t.times, t.answers)   ? FIELD_SUBMITTED
                 : nearly_all(t.stages, t.answers)  ? FIELD_CAREER_STAGE
                 : nearly_all(t.areas, t.answers)   ? FIELD_AREAS
                                                    : NONE;
    out->by_answers = out->field != NONE;
    return STATUS_OK;
}

status guess_field(guess *out, arena *scratch, const program *p, const sheet *s, role as, uint32_t column) {
    const question_column *q = &s->questions.columns[column];
    *out = (guess){.field = NONE, .by_answers = false};
    if (q->of_tool || q->name_count == 0) {
        return STATUS_OK;
    }
    if (q->count == 1) {
        TRY(by_answers(out, scratch, p, s, column));
    }
    if (out->field == NONE && q->header.length <= LONGEST_HEADER_BYTES) {
        span folded;
        TRY(text_fold(&folded, scratch, q->header));
        out->field = by_words(folded, as);
    }
    return STATUS_OK;
}
