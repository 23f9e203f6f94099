// SPDX-License-Identifier: GPL-3.0-or-later
#include "form.h"

#include "words.h"

const form_question form_questions[] = {
    {FIELD_SUBMITTED, "submitted", {NULL, NULL}, "", "Form tools add the time of submission by themselves (Timestamp, Completion time)."},
    {FIELD_NAME, "name", {"What is your name?", "What is your name?"}, "short answer, required", ""},
    {FIELD_EMAIL, "email", {"What is your email address?", "What is your email address?"}, "short answer, required",
     "Leave it out when the form tool collects addresses itself (Email Address, Username)."},
    {FIELD_CAREER_STAGE, "career_stage", {"Which career stage are you in?", "Which career stage are you in?"}, "one choice, required", ""},
    {FIELD_AREAS, "areas", {"Which areas of work can you offer?", "Which areas of work would you like help with?"}, "several choices, required", ""},
    {FIELD_INSTITUTION, "institution", {"Where do you work?", "Where do you work?"}, "short answer", "Colleagues are not paired with each other."},
    {FIELD_LOCATION, "location", {"Where are you located?", "Where are you located?"}, "short answer", ""},
    {FIELD_TIME_ZONE, "time_zone", {"Which time zone are you in?", "Which time zone are you in?"}, "one choice",
     "Offer offsets (UTC-5) or name the answers' offsets under `answers` in program.yaml."},
    {FIELD_CAPACITY, "capacity", {"How many mentees could you take on?", NULL}, "one choice: 0, 1, 2, 3", ""},
    {FIELD_GOALS, "goals", {NULL, "What are your goals for the program?"}, "paragraph", ""},
    {FIELD_STATEMENT, "statement", {"Why would you like to be a mentor?", "Why would you like a mentor?"}, "paragraph", ""},
    {FIELD_CONFLICTS, "conflicts", {"Is there anybody you should not be paired with?", "Is there anybody you should not be paired with?"},
     "short answer", "E-mail addresses or names, joined by semicolons. Tell applicants that only the committee sees this."},
};
const size_t form_question_count = sizeof form_questions / sizeof form_questions[0];

status form_header(span *out, arena *a, role side) {
    span text = SPAN("");
    for (size_t i = 0; i < form_question_count && text.text != NULL; i++) {
        const form_question *q = &form_questions[i];
        if (q->field == FIELD_SUBMITTED || q->asked[side] != NULL) {
            text = arena_format(a, "%.*s%s%s", SPAN_ARGS(text), i == 0 ? "" : ",", q->name);
        }
    }
    *out = text.text != NULL ? arena_format(a, "%.*s\r\n", SPAN_ARGS(text)) : text;
    return out->text != NULL ? STATUS_OK : STATUS_NO_MEMORY;
}

// A text that only grows; once memory is short it stays NULL.
typedef struct page {
    arena *arena;
    span text;
} page;

static void add(page *p, span more) {
    p->text = p->text.text == NULL || more.text == NULL ? (span){NULL, 0} : arena_format(p->arena, "%.*s%.*s", SPAN_ARGS(p->text), SPAN_ARGS(more));
}

static void add_options(page *p, const vocabulary *v) {
    for (uint32_t i = 0; v != NULL && i < v->count; i++) {
        add(p, arena_format(p->arena, "   - %.*s\n", SPAN_ARGS(v->options[i].name)));
    }
}

static void add_questions(page *p, const program *of, role side) {
    uint32_t number = 0;
    for (size_t i = 0; i < form_question_count; i++) {
        const form_question *q = &form_questions[i];
        if (q->asked[side] == NULL) {
            continue;
        }
        add(p, arena_format(p->arena, "%u. **%s** (%s)%s%s\n", (unsigned)++number, q->asked[side], q->kind, q->why[0] != '\0' ? " - " : "", q->why));
        add_options(p, q->field == FIELD_CAREER_STAGE ? &of->career_stages : q->field == FIELD_AREAS ? &of->areas : NULL);
    }
}

static bool is_shared(const program *p, span name) {
    for (uint32_t i = 0; i < p->share_count; i++) {
        if (span_equal(p->share[i], name)) {
            return true;
        }
    }
    return false;
}

static void add_shared(page *p, const program *of) {
    span shared = SPAN("");
    for (uint32_t i = 0; i < of->field_count && shared.text != NULL; i++) {
        if (is_shared(of, of->fields[i].name)) {
            shared = arena_format(p->arena, "%.*s%s%.*s", SPAN_ARGS(shared), shared.length > 0 ? ", " : "",
                                  SPAN_ARGS(words_name(p->arena, of->fields[i].name)));
        }
    }
    if (shared.text == NULL || shared.length > 0) {
        add(p, arena_format(p->arena,
                            "> If you are paired, the person you are paired with receives these of your answers: %.*s.\n"
                            "> Nobody else receives them. The committee that makes the pairs reads all answers.\n",
                            SPAN_ARGS(shared)));
    } else {
        add(p, SPAN("> The committee that makes the pairs reads your answers.\n"));
    }
}

static void add_dates(page *p, const program *of) {
    static const struct {
        size_t entry;
        const char *words;
    } DATES[] = {{CALENDAR_CLOSE, "Applications close on %s."}, {CALENDAR_DUE, "You hear from us by %s."}, {CALENDAR_STARTS, "The program starts on %s."}};
    for (size_t i = 0; i < sizeof DATES / sizeof DATES[0]; i++) {
        const calendar_entry *entry = &of->calendar[DATES[i].entry];
        if (entry->said) {
            const wording day = words_date(entry->day);
            const span words = span_of(DATES[i].words);
            const size_t at = span_find(words, SPAN("%s"));
            add(p, arena_format(p->arena, "> %.*s%s%s\n", (int)at, words.text, day.text, words.text + at + 2));
        }
    }
}

status form_text(span *out, arena *a, const program *p) {
    page text = {.arena = a, .text = SPAN("# The application form\n\n"
                                          "Put these questions on two forms, one for mentors and one for mentees, in these words: then the exports need\n"
                                          "nothing more. Other words do as well; name them under `columns` in program.yaml. Save the exports, unedited, as\n"
                                          "mentors.csv and mentees.csv in this folder. The choices below are those of program.yaml as it was written by\n"
                                          "`mentorpair init`; where you change them there, change them on the form too.\n\n"
                                          "## For mentors\n\n")};
    add_questions(&text, p, ROLE_MENTOR);
    add(&text, SPAN("\n## For mentees\n\n"));
    add_questions(&text, p, ROLE_MENTEE);
    add(&text, SPAN("\n## What to tell applicants\n\nPut this above the first question:\n\n"));
    add_dates(&text, p);
    add_shared(&text, p);
    add(&text, SPAN("\nWhat is shared is decided under `notices: share` in program.yaml: keep the two in step.\n"));
    *out = text.text;
    return out->text != NULL ? STATUS_OK : STATUS_NO_MEMORY;
}
