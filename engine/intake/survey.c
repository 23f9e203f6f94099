// The files are read as `match` would read them with the built-in program, but what is missing is no fault here.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/survey.h"

#include <string.h>

#include "intake/answers.h"
#include "intake/decode.h"
#include "intake/fields.h"
#include "intake/guess.h"
#include "intake/submitted.h"

enum { NEARLY_ALL_PERCENT = 80 };

typedef struct surveying {
    survey *out;
    arena *a;
    context *c;    // of the caller: what is wrong with a file is said there
    context quiet; // what `match` would say of headers is not
    const program *p;
} surveying;

// ---- reading ----------------------------------------------------------------------------------------------------

// UTF-8, or what is most likely where it is not.
static status decode(span *text, surveying *k, const input *it) {
    if (text_invalid_at(it->bytes) == SIZE_MAX || span_starts(it->bytes, SPAN("\xFF\xFE")) ||
        span_starts(it->bytes, SPAN("\xFE\xFF"))) {
        return decode_text(text, k->a, k->c, it->file, it->bytes, SPAN(""));
    }
    const char *likely = decode_likely(it->bytes);
    if (likely != NULL) {
        status result = decode_text(text, k->a, &k->quiet, it->file, it->bytes, span_of(likely));
        k->out->encoding = result == STATUS_OK ? likely : "";
        if (result != STATUS_BAD_INPUT) {
            return result;
        }
    }
    return decode_text(text, k->a, k->c, it->file, it->bytes, SPAN(""));
}

static bool contains(span folded, const char *word) {
    return span_find(folded, span_of(word)) != SIZE_MAX;
}

static status role_of_name(input_role *part, surveying *k, span file) {
    span folded, name = file;
    for (size_t at = name.length; at > 0; at--) {
        if (file.text[at - 1] == '/') {
            name = (span){file.text + at, file.length - at};
            break;
        }
    }
    TRY(text_fold(&folded, k->a, name));
    bool mentee = contains(folded, "mentee") || contains(folded, "protege");
    bool mentor = contains(folded, "mentor") && !contains(folded, "mentoring");
    *part = mentee && !mentor ? INPUT_MENTEES : mentor && !mentee ? INPUT_MENTORS : INPUT_ROLE_COUNT;
    return STATUS_OK;
}

// Questions that only one of the two is asked.
static status role_of_questions(input_role *part, surveying *k, const sheet *s) {
    static const char *const OF_MENTORS[] = {"how many mentees", "be a mentor",       "can you offer",  "you can offer",
                                             "expertise",        "number of mentees", "mentees can you"};
    static const char *const OF_MENTEES[] = {"help with",        "be a mentee",   "want a mentor", "like a mentor",
                                             "how many mentors", "like to learn", "your mentor"};
    uint32_t mentor = 0, mentee = 0;
    for (uint32_t i = 0; i < s->questions.count; i++) {
        span folded;
        TRY(text_fold(&folded, k->a, s->questions.columns[i].header));
        for (size_t n = 0; n < sizeof OF_MENTORS / sizeof OF_MENTORS[0]; n++) {
            mentor += contains(folded, OF_MENTORS[n]);
        }
        for (size_t n = 0; n < sizeof OF_MENTEES / sizeof OF_MENTEES[0]; n++) {
            mentee += contains(folded, OF_MENTEES[n]);
        }
    }
    *part = mentor > mentee ? INPUT_MENTORS : mentee > mentor ? INPUT_MENTEES : INPUT_ROLE_COUNT;
    return STATUS_OK;
}

// Whether a column of roles says nearly everybody's.
static status says_roles(bool *out, surveying *k, sheet *s) {
    field_list fields;
    uint32_t answers = 0, understood = 0;
    s->part = INPUT_APPLICATIONS;
    TRY(fields_match(&fields, &k->quiet, k->a, k->p, s, 1));
    const column_list *list = &s->of[ROLE_MENTEE][FIELD_ROLE];
    for (uint32_t row = s->first_record; list->count > 0 && row < s->table->count; row++) {
        role_set roles;
        span text = span_trim(s->table->records[row].cells[list->columns[0]].text);
        TRY(answers_roles(&roles, k->a, &fields.fields[FIELD_ROLE], text));
        answers++;
        understood += roles.plays[ROLE_MENTOR] || roles.plays[ROLE_MENTEE];
    }
    *out = answers > 0 && understood * 100 >= answers * NEARLY_ALL_PERCENT;
    return STATUS_OK;
}

static status find_role(surveying *k, surveyed_file *f, const input *it) {
    bool roles;
    input_role part;
    TRY(says_roles(&roles, k, &f->sheet));
    TRY(role_of_name(&part, k, it->file));
    if (roles) {
        part = INPUT_APPLICATIONS;
    } else if (part == INPUT_ROLE_COUNT) {
        TRY(role_of_questions(&part, k, &f->sheet));
    }
    f->part =
        it->role == INPUT_MENTORS || it->role == INPUT_MENTEES || it->role == INPUT_APPLICATIONS ? it->role : part;
    if (f->part == INPUT_ROLE_COUNT) {
        finding_add(&k->c->findings, SEVERITY_ERROR, (place){it->file, 1, 1}, "role_not_told",
                    "nothing tells whether these are mentors or mentees: rename the file so that its name says it, for "
                    "example mentors.csv, or add a column with the role");
        return STATUS_BAD_INPUT;
    }
    for (uint32_t i = 0; i + 1 < k->out->file_count; i++) {
        if (k->out->files[i].part == f->part || k->out->files[i].part == INPUT_APPLICATIONS ||
            f->part == INPUT_APPLICATIONS) {
            finding_add(
                &k->c->findings, SEVERITY_ERROR, (place){it->file, 1, 1}, "role_twice",
                "this and the other file hold the same people (%s): give one export of mentors and one of mentees, or "
                "one of both with a column for the role",
                input_role_name(f->part));
            return STATUS_BAD_INPUT;
        }
    }
    f->sheet.part = f->part;
    return STATUS_OK;
}

// ---- fields -----------------------------------------------------------------------------------------------------

// Fields without which hardly anybody is paired: taken by the words of their question too, where only one fits.
static bool is_worth_a_guess(uint32_t which) {
    return which == FIELD_NAME || which == FIELD_EMAIL || which == FIELD_CAREER_STAGE || which == FIELD_AREAS ||
           which == FIELD_INSTITUTION;
}

static status guess_fields(surveying *k, surveyed_file *f, role as) {
    bool twice[FIELD_KNOWN] = {false};
    for (uint32_t i = 0; i < f->sheet.questions.count; i++) {
        guess g;
        bool is_used = f->sheet.questions.columns[i].first != i;
        for (uint32_t which = 0; which < FIELD_KNOWN && !is_used; which++) {
            const column_list *list = &f->sheet.of[as][which];
            is_used = list->count > 0 && list->columns[0] == i;
        }
        if (is_used) {
            continue;
        }
        TRY(guess_field(&g, k->a, k->p, &f->sheet, as, i));
        if (g.field == NONE || f->how[g.field] == SURVEYED_BY_HEADER || (!g.by_answers && !is_worth_a_guess(g.field))) {
            continue;
        }
        surveyed_how how = g.by_answers ? SURVEYED_BY_ANSWERS : SURVEYED_BY_WORDS;
        if (f->how[g.field] != SURVEYED_NOT && f->how[g.field] <= how) {
            twice[g.field] = twice[g.field] || f->how[g.field] == how;
            continue;
        }
        f->how[g.field] = how;
        f->column[g.field] = i;
        twice[g.field] = false;
    }
    for (uint32_t which = 0; which < FIELD_KNOWN; which++) {
        f->how[which] = twice[which] ? SURVEYED_NOT : f->how[which]; // two could be it: a question for the committee
    }
    return STATUS_OK;
}

static status find_fields(surveying *k, surveyed_file *f) {
    field_list fields;
    TRY(fields_match(&fields, &k->quiet, k->a, k->p, &f->sheet, 1));
    role as = f->part == INPUT_MENTEES ? ROLE_MENTEE : ROLE_MENTOR;
    for (uint32_t which = 0; which < FIELD_KNOWN; which++) {
        f->how[which] = f->sheet.of[as][which].count > 0 ? SURVEYED_BY_HEADER : SURVEYED_NOT;
    }
    return guess_fields(k, f, as);
}

static status read_file(surveying *k, const input *it) {
    survey *out = k->out;
    surveyed_file *f = &out->files[out->file_count];
    span text;
    TRY(decode(&text, k, it));
    TRY(table_read(&out->tables[out->file_count], k->c, it->file, text));
    table *t = out->tables[out->file_count];
    if (t->count == 0) {
        finding_add(&k->c->findings, SEVERITY_ERROR, (place){it->file, 1, 1}, "file_empty",
                    "an empty file: give it as the form tool exported it, with the line of headers");
        return STATUS_BAD_INPUT;
    }
    out->file_count++;
    TRY(headers_open_sheet(&f->sheet, &k->quiet, k->a, t, FORM_AUTO));
    TRY(find_role(k, f, it));
    return find_fields(k, f);
}

// ---- times ------------------------------------------------------------------------------------------------------

static uint32_t times_unread(surveying *k, const surveyed_file *f, const column_list *list, date_order order,
                             status *result) {
    uint32_t unread = 0;
    for (uint32_t row = f->sheet.first_record; row < f->sheet.table->count && *result == STATUS_OK; row++) {
        submitted when;
        span text = span_trim(f->sheet.table->records[row].cells[list->columns[0]].text);
        arena scratch = arena_over(&k->c->memory);
        *result = text.length > 0 ? submitted_parse(&when, &scratch, k->p->zone, order, text) : STATUS_OK;
        unread += text.length > 0 && *result == STATUS_OK && when.fault != SUBMITTED_UNDERSTOOD &&
                  when.fault != SUBMITTED_OTHER_ZONE;
        arena_free(&scratch);
    }
    return unread;
}

// The first order of day and month under which every time is one.
static status find_order(surveying *k) {
    status result = STATUS_OK;
    for (date_order order = ORDER_MDY; order <= ORDER_YMD; order++) {
        uint32_t unread = 0;
        for (uint32_t i = 0; i < k->out->file_count; i++) {
            const surveyed_file *f = &k->out->files[i];
            const column_list *list =
                &f->sheet.of[f->part == INPUT_MENTEES ? ROLE_MENTEE : ROLE_MENTOR][FIELD_SUBMITTED];
            unread += list->count > 0 ? times_unread(k, f, list, order, &result) : 0;
        }
        TRY(result);
        if (unread == 0) {
            k->out->order = order;
            return STATUS_OK;
        }
    }
    k->out->times_unread = true;
    return STATUS_OK;
}

// The zone that the file names, or the one whose abbreviation stands behind its times.
static void find_zone(surveying *k) {
    static const struct {
        const char *ending, *zone;
    } ZONES[] = {{" CST", "America/Chicago"},     {" CDT", "America/Chicago"},     {" EST", "America/New_York"},
                 {" EDT", "America/New_York"},    {" MST", "America/Denver"},      {" MDT", "America/Denver"},
                 {" PST", "America/Los_Angeles"}, {" PDT", "America/Los_Angeles"}, {" AKST", "America/Anchorage"},
                 {" HST", "Pacific/Honolulu"},    {" GMT", "Europe/London"},       {" BST", "Europe/London"},
                 {" CET", "Europe/Paris"},        {" CEST", "Europe/Paris"},       {" AEST", "Australia/Sydney"},
                 {" AEDT", "Australia/Sydney"},   {" NZST", "Pacific/Auckland"},   {" NZDT", "Pacific/Auckland"}};
    for (uint32_t i = 0; i < k->out->file_count && k->out->zone.length == 0; i++) {
        const sheet *s = &k->out->files[i].sheet;
        k->out->zone = s->shape.zone;
        const column_list *list =
            &s->of[k->out->files[i].part == INPUT_MENTEES ? ROLE_MENTEE : ROLE_MENTOR][FIELD_SUBMITTED];
        for (size_t n = 0; n < sizeof ZONES / sizeof ZONES[0] && list->count > 0 && s->first_record < s->table->count;
             n++) {
            span text = span_trim(s->table->records[s->first_record].cells[list->columns[0]].text);
            size_t length = strlen(ZONES[n].ending);
            if (text.length > length && memcmp(text.text + text.length - length, ZONES[n].ending, length) == 0) {
                k->out->zone = span_of(ZONES[n].zone);
            }
        }
    }
}

// ---- all --------------------------------------------------------------------------------------------------------

static void look_for_fields(survey *out) {
    for (uint32_t which = 0; which < FIELD_KNOWN; which++) {
        out->has_field[which] = out->file_count > 0;
        for (uint32_t i = 0; i < out->file_count; i++) {
            out->has_field[which] = out->has_field[which] && out->files[i].how[which] != SURVEYED_NOT;
        }
    }
}

static status survey_all(surveying *k, const input *inputs, size_t input_count) {
    for (size_t i = 0; i < input_count && i < SURVEY_FILES_MOST; i++) {
        TRY(read_file(k, &inputs[i]));
    }
    TRY(find_order(k));
    find_zone(k);
    look_for_fields(k->out);
    return STATUS_OK;
}

status survey_exports(survey *out, arena *a, context *c, const program *p, const input *inputs, size_t input_count) {
    *out = (survey){.encoding = "", .zone = SPAN("")};
    surveying k = {.out = out, .a = a, .c = c, .p = p};
    context_init(&k.quiet, c->host);
    status result = survey_all(&k, inputs, input_count);
    context_free(&k.quiet);
    return result;
}

void survey_end(survey *s) {
    for (uint32_t i = 0; i < SURVEY_FILES_MOST; i++) {
        table_free(s->tables[i]);
    }
}
