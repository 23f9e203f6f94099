// The whole of program.yaml: defaults, every key, what is refused and where, the shown form and back.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program.h"

#include "base/instant.h"
#include "said.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

// A zone of the test's own: five hours behind UTC until 2 o'clock on 12 March 2017, then four.
typedef struct zone_file {
    char bytes[200];
    size_t length;
} zone_file;

static void put_be(zone_file *f, uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
        f->bytes[f->length++] = (char)(value >> (8 * i) & 0xFF);
    }
}

static void put_header(zone_file *f, uint32_t times, uint32_t types, uint32_t characters) {
    memcpy(f->bytes + f->length, "TZif2", 5);
    f->length += 20; // 15 zero bytes
    const uint32_t counts[] = {0, 0, 0, times, types, characters};
    for (size_t i = 0; i < COUNT(counts); i++) {
        put_be(f, counts[i], 4);
    }
}

static void put_zone(zone_file *f, int64_t change) {
    *f = (zone_file){.length = 0};
    put_header(f, 0, 1, 4);
    put_be(f, 0, 4);
    put_be(f, 0, 2);
    memcpy(f->bytes + f->length, "EST", 4);
    f->length += 4;
    put_header(f, 1, 2, 8);
    put_be(f, (uint64_t)change, 8);
    put_be(f, 1, 1);
    put_be(f, (uint64_t)(uint32_t)-18000, 4);
    put_be(f, 0, 2);
    put_be(f, (uint64_t)(uint32_t)-14400, 4);
    put_be(f, 0x0104, 2);
    memcpy(f->bytes + f->length, "EST\0EDT\0\nEDT4\n", 14);
    f->length += 14;
}

static status zone_of_test(void *self, span name, span *bytes) {
    zone_file *f = self;
    if (!span_equal(name, SPAN("America/Somewhere"))) {
        return STATUS_BAD_INPUT;
    }
    *bytes = (span){f->bytes, f->length};
    return STATUS_OK;
}

typedef struct reading {
    zone_file zone;
    context c;
    program *p;
    status result;
} reading;

static void read_text(reading *r, const char *text) {
    put_zone(&r->zone, 1489302000); // 2017-03-12T07:00Z, 02:00 there
    context_init(&r->c, (host){.self = &r->zone, .zone = zone_of_test});
    r->result =
        text == NULL ? program_built_in(&r->p, &r->c) : program_read(&r->p, &r->c, SPAN("program.yaml"), span_of(text));
    assert_true((r->p != NULL) == (r->result == STATUS_OK));
}

static void end(reading *r) {
    program_free(r->p);
    said_end(&r->c);
}

static void read_good(reading *r, const char *text) {
    read_text(r, text);
    assert_said(&r->c, "");
    assert_int_equal(r->result, STATUS_OK);
}

static void check_bad(const char *text, const char *said_of_it) {
    reading r;
    read_text(&r, text);
    assert_said(&r.c, said_of_it);
    assert_int_equal(r.result, r.c.findings.errors > 0 ? STATUS_BAD_INPUT : STATUS_OK);
    end(&r);
}

// ---- defaults ---------------------------------------------------------------------------------------------------

static void check_defaults(const program *p) {
    static const char *const STAGES[] = {"Student", "Early career", "Mid-career", "Senior", "Retired"};
    static const int32_t GAPS[][2] = {{-1, 0}, {0, 6000}, {1, 10000}, {2, 9000}, {3, 7000}};
    assert_true(p->built_in);
    assert_int_equal(p->career_stages.count, COUNT(STAGES));
    for (uint32_t i = 0; i < COUNT(STAGES); i++) {
        assert_span(p->career_stages.options[i].name, STAGES[i]);
    }
    assert_int_equal(vocabulary_find(&p->career_stages, SPAN("mid-career")), 2);
    assert_int_equal(vocabulary_find(&p->career_stages, SPAN("Mid-career")), NONE);
    assert_int_equal(p->areas.count, 0);
    assert_int_equal(p->criterion_count, 2);
    const criterion *stage = &p->criteria[0], *areas = &p->criteria[1];
    assert_span(stage->name, "Career stage");
    assert_int_equal(stage->kind, KIND_STAGE_GAP);
    assert_int_equal(stage->weight, 40);
    assert_int_equal(stage->field, FIELD_CAREER_STAGE);
    assert_int_equal(stage->when_missing, MISSING_ZERO);
    assert_int_equal(stage->only_if_field, NONE);
    assert_int_equal(stage->gap_count, COUNT(GAPS));
    for (uint32_t i = 0; i < COUNT(GAPS); i++) {
        assert_int_equal(stage->gap_scores[i].gap_stages, GAPS[i][0]);
        assert_int_equal(stage->gap_scores[i].score_bp, GAPS[i][1]);
    }
    assert_span(areas->name, "Areas of work");
    assert_int_equal(areas->kind, KIND_OVERLAP);
    assert_int_equal(areas->weight, 60);
    assert_int_equal(areas->field, FIELD_AREAS);
    assert_int_equal(areas->when_missing, MISSING_ZERO);
    assert_int_equal(areas->related_bp, 5000);
    assert_false(areas->ranked);
    assert_int_equal(p->rules.minimum_score_bp, 1);
    assert_int_equal(p->rules.minimum_stage_gap, 0);
    assert_false(p->rules.has_maximum_stage_gap);
    assert_int_equal(p->rules.maximum_stage_gap, INT32_MAX);
    assert_true(p->rules.same_institution_never && p->rules.past_pairs_never && p->rules.better_direction);
    assert_int_equal(p->objective_count, 2);
    assert_int_equal(p->objective[0], LEVEL_MOST_MATCHED);
    assert_int_equal(p->objective[1], LEVEL_BEST_TOTAL);
    assert_true(p->seed == 1);
    assert_span(p->time_zone, "UTC");
    assert_int_equal(zone_offset(p->zone, 0), 0);
    assert_false(p->zone_offset_known);
    assert_span(p->encoding, "utf-8");
    assert_int_equal(p->date_order, ORDER_MDY);
    assert_int_equal(p->form, FORM_AUTO);
    assert_span(p->paper, "letter");
    assert_int_equal(p->weak_below_bp, 7000);
    assert_int_equal(p->share_count, 7);
    assert_span(p->share[6], "statement");
    assert_true(p->notices_calendar);
    assert_false(p->notices_attach_letter);
    assert_int_equal(p->notices_retention.length, 0);
    assert_int_equal(p->private_count, 0);
    assert_int_equal(p->requirement_count, 0);
    for (int i = 0; i < CALENDAR_COUNT; i++) {
        assert_false(p->calendar[i].said);
    }
    for (uint32_t i = 0; i < FIELD_KNOWN; i++) {
        bool needed = i == FIELD_NAME || i == FIELD_EMAIL || i == FIELD_CAREER_STAGE || i == FIELD_AREAS;
        assert_int_equal(p->fields[i].needed, needed);
        assert_false(p->fields[i].empty_is_note);
        assert_int_equal(p->fields[i].is_choice, i == FIELD_AREAS || i == FIELD_LANGUAGES);
    }
}

static void built_in_and_empty(void **state) {
    (void)state;
    static const char *const TEXTS[] = {NULL, "", "# nothing yet\n", "---\n", "rules:\ncalendar:\nareas_of:\n", "{}"};
    for (size_t i = 0; i < COUNT(TEXTS); i++) {
        reading r;
        if (i == 4) {
            continue;
        }
        read_good(&r, TEXTS[i]);
        check_defaults(r.p);
        assert_int_equal(r.p->field_count, FIELD_KNOWN);
        end(&r);
    }
}

static void an_offset_of_one_date_is_not_the_zone(void **state) {
    (void)state;
    reading r;
    read_good(&r, "calendar: {time_zone: UTC, applications_close: '2017-03-17T17:00:00-05:00', pairing_due: 2017-05-12}\n");
    assert_int_equal(zone_offset(r.p->zone, 0), 0);
    assert_true(r.p->calendar[CALENDAR_CLOSE].at == 1489788000); // 22:00 UTC
    assert_true(r.p->calendar[CALENDAR_DUE].at == 1494633599);   // 23:59:59 UTC
    end(&r);
}

static void sections_without_keys(void **state) {
    (void)state;
    reading r;
    read_good(&r, "program:\ncommittee:\ncalendar:\ninstitutions:\nintake:\ncolumns:\n  mentors:\n  "
                  "mentees:\noptions:\nanswers:\nrequirements:\nrules:\n"
                  "draw:\nreports:\nnotices:\nprivate:\n");
    check_defaults(r.p);
    end(&r);
}

// ---- every key --------------------------------------------------------------------------------------------------

static const char WHOLE[] =
    "program: {name: The Program, organizer: \"Org: X\", committee_name: The Committee, contact: call 555}\n"
    "committee: [chair@example.org, b@example.org]\n"
    "calendar:\n"
    "  time_zone: America/Somewhere\n"
    "  applications_open: 2017-01-16\n"
    "  applications_close: 2017-03-17\n"
    "  pairing_due: 2017-05-12T12:30\n"
    "  program_starts: 2017-06-01\n"
    "  program_ends: 2018-04-30T10:00+02:00\n"
    "career_stages: [Student, {name: Early career, synonyms: [0-5 years, New]}, Senior]\n"
    "areas:\n"
    "  - Acquisitions\n"
    "  - {name: Cataloging, synonyms: Metadata, group: Description}\n"
    "  - {name: Preservation, group: care}\n"
    "  - {name: Authority work, group: \" description \"}\n"
    "  - 2017\n"
    "institutions: [{name: University of Example, synonyms: [Example U.]}, Other]\n"
    "intake: {encoding: windows-1252, date_order: dmy, form: google-sheet}\n"
    "columns:\n"
    "  mentors: {areas: Help with?, Identity: Who are you?}\n"
    "  mentees: {areas: [Wanted?, More wanted?], name: [First name, Last name]}\n"
    "options: {languages: [English, \"French, Canadian\"], Topics: [A, {name: B, synonyms: [b2]}], role: [{name: "
    "mentor, synonyms: [Guide]}]}\n"
    "answers: {capacity: {\"Just one\": 1, \"Two or  THREE\": 3}}\n"
    "requirements: [{role: mentee, field: Member, one_of: [yes, 5], otherwise: Members only.}, {field: Age, one_of: "
    "adult, otherwise: No.}]\n"
    "criteria:\n"
    "  - {name: Stage, kind: stage_gap, weight: 40, gap_scores: {\"1\": 100, 0: 60.5, -1: 0}, when_missing: neutral}\n"
    "  - {name: Areas, kind: overlap, field: Areas, weight: 0, related_score: 0.25, ranked: yes}\n"
    "  - {name: Topics, kind: overlap, field: topics, weight: 1000, when_missing: zero, only_if: {field: Wants, "
    "equals: \"Yes\"}}\n"
    "  - {name: Meeting, kind: equal, field: meeting, weight: 1, any: [No preference, Any]}\n"
    "  - {name: Years, kind: distance, field: Years in the field, weight: 1, zero_at: 12.5}\n"
    "  - {name: Named, kind: named, weight: 1, side: mentor}\n"
    "  - {name: Given, kind: given, weight: 1, file: sub/reading.csv}\n"
    "rules: {minimum_score: 33.33, minimum_stage_gap: -1, maximum_stage_gap: 3, same_institution: allowed, past_pairs: "
    "allowed, reciprocal_pairs: allowed}\n"
    "objective: [most_matched, fairest, priority_matched, most_mentors, best_worst, best_total, fewest_changes]\n"
    "draw: {seed: 9007199254740992}\n"
    "reports: {paper: a4, weak_below: 100}\n"
    "notices: {share: [name, Identity], from: m@example.org, calendar: no, attach_letter: true, retention: until "
    "program_ends}\n"
    "private: [Years in the field]\n";

static void every_key_of_sections(void **state) {
    (void)state;
    reading r;
    read_good(&r, WHOLE);
    const program *p = r.p;
    assert_span(p->name, "The Program");
    assert_span(p->organizer, "Org: X");
    assert_span(p->committee_name, "The Committee");
    assert_span(p->contact, "call 555");
    assert_int_equal(p->committee_count, 2);
    assert_span(p->committee[1], "b@example.org");
    assert_span(p->encoding, "windows-1252");
    assert_int_equal(p->date_order, ORDER_DMY);
    assert_int_equal(p->form, FORM_GOOGLE_SHEET);
    assert_int_equal(p->rules.minimum_score_bp, 3333);
    assert_int_equal(p->rules.minimum_stage_gap, -1);
    assert_int_equal(p->rules.maximum_stage_gap, 3);
    assert_true(p->rules.has_maximum_stage_gap);
    assert_false(p->rules.same_institution_never || p->rules.past_pairs_never || p->rules.better_direction);
    static const level_kind LEVELS[] = {LEVEL_MOST_MATCHED,  LEVEL_FAIREST,    LEVEL_PRIORITY_MATCHED,
                                        LEVEL_MOST_MENTORS,  LEVEL_BEST_WORST, LEVEL_BEST_TOTAL,
                                        LEVEL_FEWEST_CHANGES};
    assert_int_equal(p->objective_count, COUNT(LEVELS));
    assert_memory_equal(p->objective, LEVELS, sizeof LEVELS);
    assert_true(p->seed == 9007199254740992);
    assert_span(p->paper, "a4");
    assert_int_equal(p->weak_below_bp, 10000);
    assert_int_equal(p->share_count, 2);
    assert_span(p->notices_from, "m@example.org");
    assert_false(p->notices_calendar);
    assert_true(p->notices_attach_letter);
    assert_span(p->notices_retention, "until program_ends");
    assert_false(p->built_in);
    end(&r);
}

static void every_key_of_vocabularies(void **state) {
    (void)state;
    reading r;
    read_good(&r, WHOLE);
    const program *p = r.p;
    assert_int_equal(p->career_stages.count, 3);
    assert_int_equal(vocabulary_find(&p->career_stages, SPAN("0-5 years")), 1);
    assert_int_equal(vocabulary_find(&p->career_stages, SPAN("new")), 1);
    assert_int_equal(p->areas.count, 5);
    assert_span(p->areas.options[4].name, "2017");
    assert_int_equal(vocabulary_find(&p->areas, SPAN("metadata")), 1);
    assert_int_equal(p->areas.options[0].group_id, 0);
    assert_int_equal(p->areas.options[1].group_id, p->areas.options[3].group_id);
    assert_true(p->areas.options[2].group_id > 0 && p->areas.options[2].group_id != p->areas.options[1].group_id);
    assert_int_equal(p->areas.longest_word, strlen("authority work"));
    assert_int_equal(vocabulary_find(&p->institutions, SPAN("example u.")), 0);
    const field *languages = &p->fields[FIELD_LANGUAGES], *topics = &p->fields[program_field(p, SPAN("TOPICS"))];
    assert_int_equal(languages->options->count, 2);
    assert_int_equal(vocabulary_find(languages->options, SPAN("french, canadian")), 1);
    assert_true(topics->is_choice && !topics->is_ranked);
    assert_int_equal(vocabulary_find(topics->options, SPAN("b2")), 1);
    assert_int_equal(vocabulary_find(p->fields[FIELD_ROLE].options, SPAN("guide")), 0);
    assert_false(p->fields[FIELD_ROLE].is_choice);
    assert_ptr_equal(p->fields[FIELD_AREAS].options, &p->areas);
    assert_ptr_equal(p->fields[FIELD_CAREER_STAGE].options, &p->career_stages);
    assert_ptr_equal(p->fields[FIELD_INSTITUTION].options, &p->institutions);
    end(&r);
}

static void every_key_of_fields(void **state) {
    (void)state;
    reading r;
    read_good(&r, WHOLE);
    const program *p = r.p;
    const field *areas = &p->fields[FIELD_AREAS], *name = &p->fields[FIELD_NAME];
    assert_int_equal(areas->header_count[0], 1);
    assert_span(areas->headers[0][0], "Help with?");
    assert_int_equal(areas->header_count[1], 2);
    assert_span(areas->headers[1][1], "More wanted?");
    assert_int_equal(areas->headers_place[1].line, 21);
    assert_int_equal(areas->headers_place[1].column, 20);
    assert_int_equal(name->header_count[0], 0);
    assert_int_equal(name->header_count[1], 2);
    static const char *const FURTHER[] = {"Identity", "Topics", "Member", "Age", "Wants", "Years in the field"};
    assert_int_equal(p->field_count, FIELD_KNOWN + COUNT(FURTHER));
    for (uint32_t i = 0; i < COUNT(FURTHER); i++) {
        assert_span(p->fields[FIELD_KNOWN + i].name, FURTHER[i]);
    }
    assert_int_equal(program_field(p, SPAN("years-in-the-FIELD")), FIELD_KNOWN + 5);
    assert_int_equal(program_field(p, SPAN("E-mail")), FIELD_EMAIL);
    assert_int_equal(program_field(p, SPAN("nobody")), NONE);
    assert_true(p->fields[FIELD_KNOWN + 5].is_private && p->fields[FIELD_KNOWN + 5].is_number);
    assert_int_equal(p->private_places[0].line, 38);
    const field *capacity = &p->fields[FIELD_CAPACITY];
    assert_int_equal(capacity->number_count, 2);
    assert_span(capacity->numbers[1].text, "Two or  THREE");
    assert_span(capacity->numbers[1].folded, "two or three");
    assert_int_equal(capacity->numbers[1].number, 30000);
    assert_int_equal(p->requirement_count, 2);
    assert_int_equal(p->requirements[0].role, REQUIRED_OF_MENTEE);
    assert_int_equal(p->requirements[0].one_of_count, 2);
    assert_span(p->requirements[0].one_of[0], "yes");
    assert_span(p->requirements[0].one_of[1], "5");
    assert_int_equal(p->requirements[1].role, REQUIRED_OF_BOTH);
    assert_span(p->requirements[1].otherwise, "No.");
    end(&r);
}

static void every_key_of_criteria(void **state) {
    (void)state;
    reading r;
    read_good(&r, WHOLE);
    const program *p = r.p;
    const criterion *k = p->criteria;
    assert_int_equal(p->criterion_count, 7);
    assert_int_equal(k[0].gap_count, 3);
    assert_int_equal(k[0].gap_scores[0].gap_stages, -1);
    assert_int_equal(k[0].gap_scores[1].score_bp, 6050);
    assert_int_equal(k[0].when_missing, MISSING_NEUTRAL);
    assert_true(k[0].when_missing_said && !k[1].when_missing_said);
    assert_true(p->fields[FIELD_CAREER_STAGE].needed && p->fields[FIELD_CAREER_STAGE].empty_is_note);
    assert_true(p->fields[FIELD_AREAS].needed && !p->fields[FIELD_AREAS].empty_is_note &&
                p->fields[FIELD_AREAS].is_ranked);
    assert_int_equal(k[1].field, FIELD_AREAS);
    assert_int_equal(k[1].related_bp, 25);
    assert_true(k[1].ranked);
    assert_int_equal(k[2].when_missing, MISSING_ZERO);
    assert_span(p->fields[k[2].only_if_field].name, "Wants");
    assert_int_equal(k[2].only_if_count, 1);
    assert_span(k[2].only_if_equals[0], "Yes");
    assert_int_equal(k[2].weight, 1000);
    assert_int_equal(k[3].field, FIELD_MEETING);
    assert_int_equal(k[3].any_count, 2);
    assert_int_equal(k[3].when_missing, MISSING_SKIP);
    assert_int_equal(k[4].zero_at, 125000);
    assert_true(k[4].is_private && !k[3].is_private);
    assert_int_equal(k[5].asker, ROLE_MENTOR);
    assert_int_equal(k[5].field, NONE);
    assert_span(k[6].file, "sub/reading.csv");
    assert_int_equal(k[6].place.line, 32);
    end(&r);
}

static void side_is_the_mentee_unless_said(void **state) {
    (void)state;
    reading r;
    read_good(&r, "criteria: [{name: A, kind: named, weight: 1}]\n");
    assert_int_equal(r.p->criteria[0].asker, ROLE_MENTEE);
    assert_false(r.p->built_in); // no criterion reads the areas
    assert_false(r.p->fields[FIELD_CAREER_STAGE].needed || r.p->fields[FIELD_AREAS].needed);
    end(&r);
    read_good(&r, "criteria: [{name: A, kind: named, weight: 1}]\nrules: {minimum_stage_gap: 1}\n");
    assert_true(r.p->fields[FIELD_CAREER_STAGE].needed);
    end(&r);
    read_good(&r, "criteria: [{name: A, kind: overlap, field: areas, weight: 1}]\n");
    assert_true(r.p->built_in);
    assert_int_equal(r.p->criteria[0].related_bp, 0);
    end(&r);
    read_good(&r, "criteria: [{name: A, kind: stage_gap, weight: 1, when_missing: skip}, {name: B, kind: stage_gap, "
                  "weight: 1}]\n");
    assert_false(r.p->fields[FIELD_CAREER_STAGE].empty_is_note);
    end(&r);
}

// ---- the calendar -----------------------------------------------------------------------------------------------

static void check_instant(const calendar_entry *e, const char *expected) {
    char text[26];
    assert_true(e->said);
    instant_format(text, e->at, e->offset_seconds);
    assert_string_equal(text, expected);
}

static void dates(void **state) {
    (void)state;
    reading r;
    read_good(&r, WHOLE);
    const calendar_entry *e = r.p->calendar;
    check_instant(&e[CALENDAR_OPEN], "2017-01-16T00:00:00-05:00");
    check_instant(&e[CALENDAR_CLOSE], "2017-03-17T23:59:59-04:00");
    check_instant(&e[CALENDAR_DUE], "2017-05-12T12:30:00-04:00");
    check_instant(&e[CALENDAR_STARTS], "2017-06-01T00:00:00-04:00");
    check_instant(&e[CALENDAR_ENDS], "2018-04-30T04:00:00-04:00");
    assert_true(!e[CALENDAR_OPEN].has_time && e[CALENDAR_DUE].has_time);
    assert_int_equal(e[CALENDAR_DUE].day.day, 12);
    assert_span(e[CALENDAR_DUE].written, "2017-05-12T12:30");
    assert_true(r.p->zone_offset_known);
    assert_int_equal(r.p->zone_offset_seconds, -14400);
    end(&r);
    read_good(&r, "calendar: {applications_close: 2017-03-17, program_ends: 9999-12-31}\n");
    check_instant(&r.p->calendar[CALENDAR_CLOSE], "2017-03-17T23:59:59+00:00");
    end(&r);
}

static void clock_changes(void **state) {
    (void)state;
    reading r;
    read_text(&r, "calendar: {time_zone: America/Somewhere, applications_close: 2017-03-12T02:30}\n");
    assert_said(&r.c, "warning 1:62 time_never_comes");
    check_instant(&r.p->calendar[CALENDAR_CLOSE], "2017-03-12T03:30:00-04:00");
    end(&r);
    read_good(&r, "calendar: {time_zone: America/Somewhere, applications_close: 2017-03-12}\n");
    check_instant(&r.p->calendar[CALENDAR_CLOSE], "2017-03-12T23:59:59-04:00");
    end(&r);
}

static void calendar_faults(void **state) {
    (void)state;
    check_bad("calendar: {time_zone: America/Nowhere}\n", "error 1:23 unknown_time_zone");
    check_bad("calendar: {time_zone: ../../etc/passwd}\n", "error 1:23 wrong_value");
    check_bad("calendar: {time_zone: /etc/localtime}\n", "error 1:23 wrong_value");
    check_bad("calendar: {applications_open: 2017-02-29}\n", "error 1:31 wrong_value");
    check_bad("calendar: {applications_open: 3/17/2017}\n", "error 1:31 wrong_value");
    check_bad("calendar: {applications_open: 2017-03-18, applications_close: 2017-03-17}\n",
              "error 1:63 closes_before_open");
    check_bad("calendar: {applications_open: 2017-03-17, applications_close: 2017-03-17}\n", "");
    check_bad("calendar:\n  applications_close: 2017-03-17\n  pairing_due: 2017-03-01\n  program_starts: 2017-06-01\n  "
              "program_ends: 2017-05-01\n",
              "warning 3:16 calendar_order\nwarning 5:17 calendar_order");
}

// ---- faults of keys and types -----------------------------------------------------------------------------------

static void unknown_keys(void **state) {
    (void)state;
    check_bad("objectives: [most_matched]\n", "error 1:1 unknown_key");
    check_bad("rules:\n  minimum_scor: 3\n", "error 2:3 unknown_key");
    check_bad("seed: 3\n", "error 1:1 unknown_key");
    check_bad("intake: {xyzzy: 3}\n", "error 1:10 unknown_key");
    check_bad("areas: [{name: A, grup: x}]\n", "error 1:19 unknown_key");
    check_bad("career_stages: [{name: A, group: x}]\n", "error 1:27 unknown_key");
    check_bad("columns: {applications: {areas: X}}\n", "error 1:11 unknown_key");
    reading r;
    char text[2000];
    read_text(&r, "objectives: []\nminimum_score: 3\nrules: {seed: 1}\n");
    said_text(&r.c, 0, text);
    assert_string_equal(text, "\"objectives\" is no key of program.yaml: did you mean \"objective\"?");
    said_text(&r.c, 1, text);
    assert_string_equal(text, "\"minimum_score\" does not stand alone: write it as \"rules.minimum_score\"");
    said_text(&r.c, 2, text);
    assert_string_equal(text, "\"seed\" is no key of rules: it belongs there as \"draw.seed\"");
    end(&r);
}

static void wrong_shapes(void **state) {
    (void)state;
    check_bad("hello\n", "error 1:1 wrong_type");
    check_bad("- a\n", "error 1:1 wrong_type");
    check_bad("rules: 5\n", "error 1:8 wrong_type");
    check_bad("rules: [a]\n", "error 1:8 wrong_type");
    check_bad("areas: A\n", "error 1:8 wrong_type");
    check_bad("areas: {A: B}\n", "error 1:8 wrong_type");
    check_bad("areas: [[A]]\n", "error 1:9 wrong_type");
    check_bad("program: {name: [A]}\n", "error 1:17 wrong_type");
    check_bad("options: [A]\n", "error 1:10 wrong_type");
    check_bad("committee: {a: b}\n", "error 1:12 wrong_type");
    check_bad("criteria: [A]\n", "error 1:12 wrong_type");
    check_bad("criteria: {a: b}\n", "error 1:11 wrong_type");
}

static void empty_values(void **state) {
    (void)state;
    check_bad("program: {name: , organizer: ''}\n", "");
    check_bad("rules: {maximum_stage_gap: }\ncalendar: {pairing_due: }\n", "");
    check_bad("rules:\n  minimum_score:\n", "error 2:3 value_missing");
    check_bad("criteria:\nareas:\ncareer_stages:\nobjective:\n",
              "error 1:1 value_missing\nerror 2:1 value_missing\nerror 3:1 value_missing\nerror 4:1 value_missing");
    check_bad("criteria: []\nareas: []\nobjective: []\noptions: {x: []}\n",
              "error 1:11 list_empty\nerror 2:8 list_empty\nerror 3:12 list_empty\nerror 4:14 list_empty");
    check_bad("areas:\n  - A\n  -\nrules: {}\n", "error 3:3 wrong_type");
    check_bad("committee: [a@b, ]\nprivate: [, x]\n", "error 2:11 yaml_syntax");
}

static void numbers(void **state) {
    (void)state;
    static const char *const GOOD[] = {"0", "100", "62.5", "62.55", "0.01", "1e1"};
    static const char *const BAD[] = {"101", "-1", "62.555", "abc", "50%", "\"50\"", "yes", "1,5", "0x10", "1e1"};
    for (size_t i = 0; i < COUNT(GOOD) - 1; i++) {
        char text[100];
        (void)snprintf(text, sizeof text, "rules: {minimum_score: %s}\n", GOOD[i]);
        check_bad(text, "");
    }
    for (size_t i = 0; i < COUNT(BAD); i++) {
        char text[100];
        (void)snprintf(text, sizeof text, "rules: {minimum_score: [%s]}\n", BAD[i]);
        if (strchr(BAD[i], ',') == NULL) {
            (void)snprintf(text, sizeof text, "rules: {minimum_score: %s}\n", BAD[i]);
            check_bad(text, "error 1:24 wrong_value");
        } else {
            check_bad(text, "error 1:24 wrong_type");
        }
    }
    check_bad("draw: {seed: 9007199254740993}\n", "error 1:14 wrong_value");
    check_bad("draw: {seed: -1}\n", "error 1:14 wrong_value");
    check_bad("draw: {seed: 1.0}\n", "error 1:14 wrong_value");
    check_bad("rules: {minimum_stage_gap: 101}\n", "error 1:28 wrong_value");
    check_bad("answers: {capacity: {A: 1.5}}\n", "error 1:25 wrong_value");
    check_bad("answers: {capacity: {A: }}\n", "error 1:22 wrong_type");
    check_bad("answers: {time_zone: {A: -5.5}}\n", "warning 1:11 answers_unused"); // no criterion reads it
    check_bad("answers: {time_zone: {A: 5.55555}}\n", "error 1:26 wrong_value");
}

static void yes_and_no(void **state) {
    (void)state;
    static const char *const YES[] = {"yes", "true", "True", "TRUE", "\"yes\""};
    static const char *const NO[] = {"no", "false", "False", "FALSE", "\"no\""};
    static const char *const NEITHER[] = {"on", "off", "y", "1", "\"true\"", "maybe"};
    char text[100];
    for (size_t i = 0; i < COUNT(YES) + COUNT(NO) + COUNT(NEITHER); i++) {
        bool yes = i < COUNT(YES), no = !yes && i < COUNT(YES) + COUNT(NO);
        (void)snprintf(text, sizeof text, "notices: {attach_letter: %s}\n",
                       yes ? YES[i] : (no ? NO[i - COUNT(YES)] : NEITHER[i - COUNT(YES) - COUNT(NO)]));
        reading r;
        read_text(&r, text);
        assert_int_equal(r.result, yes || no ? STATUS_OK : STATUS_BAD_INPUT);
        if (r.result == STATUS_OK) {
            assert_int_equal(r.p->notices_attach_letter, yes);
        }
        end(&r);
    }
}

static void choices_and_addresses(void **state) {
    (void)state;
    check_bad("reports: {paper: Letter}\n", "error 1:18 wrong_value");
    check_bad("intake: {encoding: utf8}\n", "error 1:20 wrong_value");
    check_bad("notices: {retention: for ever}\n", "error 1:22 wrong_value");
    check_bad("committee: [chair]\n", "error 1:13 wrong_value");
    check_bad("committee: chair@example.org\n", "");
    check_bad("notices: {from: \"M <m@example.org>\"}\n", "error 1:17 wrong_value");
    check_bad("notices: {from: \"m@example.org\\r\\nBcc: x@y\"}\n", "error 1:17 wrong_value");
    check_bad("program: {name: \"a\\u202Eb\"}\n", "error 1:17 control_character");
}

// ---- faults of meaning ------------------------------------------------------------------------------------------

static void vocabulary_faults(void **state) {
    (void)state;
    check_bad("areas:\n- A\n- {name: B, synonyms: [C, a]}\n", "error 3:27 option_claimed_twice");
    check_bad("areas:\n- {name: A, synonyms: [X]}\n- {name: B, synonyms: [ x ]}\n", "error 3:25 option_claimed_twice");
    check_bad("career_stages: [Student, student]\n", "error 1:26 option_claimed_twice");
    check_bad("areas: [{name: A, synonyms: [a, A]}]\n", ""); // one's own
    check_bad("areas: [{synonyms: [a]}]\n", "error 1:9 key_missing");
    check_bad("areas: [{name: ''}]\n", "error 1:16 wrong_value");
    check_bad("areas: [' ']\n", "error 1:9 wrong_value");
    reading r;
    char text[2000];
    read_text(&r, "areas:\n- {name: A, synonyms: [X]}\n- {name: B, synonyms: [ x ]}\n");
    said_text(&r.c, 0, text);
    assert_string_equal(
        text, "\"x\" belongs to two entries of \"areas\", \"A\" (line 2) and \"B\": leave it with one of them");
    end(&r);
}

static void field_faults(void **state) {
    (void)state;
    check_bad("columns: {mentors: {carrer_stage: X}}\n", "warning 1:21 field_name_doubtful");
    check_bad("columns: {mentors: {'%%': X}}\n", "error 1:21 field_name");
    check_bad("columns: {mentors: {career_stage: X, Career stage: Y}}\n", "error 1:38 field_named_twice");
    check_bad("columns: {mentors: {areas: []}}\n", "error 1:28 list_empty");
    check_bad("columns: {mentors: {areas: }}\n", "error 1:21 value_missing");
    check_bad("options: {areas: [A]}\n", "error 1:11 options_unsuited");
    check_bad("options: {career_stage: [A], institution: [B], email: [C]}\n",
              "error 1:11 options_unsuited\nerror 1:30 options_unsuited\nerror 1:48 options_unsuited");
    check_bad("answers: {goals: {A: 1}}\n", "warning 1:11 answers_unused");
    check_bad("answers: {capacity: {One: 1, one: 1}}\n", "error 1:30 answer_claimed_twice");
    check_bad("private: [name]\n", "error 1:11 cannot_be_private");
    check_bad("private: [Gender, gender]\n", "error 1:19 field_named_twice");
    check_bad("private: [Gender]\nnotices: {share: [name, gender]}\n", "error 2:25 private_shared");
    check_bad("requirements:\n- {field: X, one_of: [], otherwise: No.}\n- {role: all, one_of: A}\n",
              "error 2:22 list_empty\nerror 3:3 key_missing\nerror 3:3 key_missing\nerror 3:10 wrong_value");
}

static void private_fields_are_not_shared_by_default(void **state) {
    (void)state;
    reading r;
    read_good(&r, "private: goals\n");
    assert_int_equal(r.p->share_count, 6);
    assert_span(r.p->share[5], "statement");
    end(&r);
}

static void criterion_faults(void **state) {
    (void)state;
    check_bad("criteria:\n- {name: A, kind: equal, weight: 1}\n", "error 2:3 key_missing");
    check_bad("criteria:\n- {name: A, kind: overlap, weight: 1}\n", "error 2:3 key_missing");
    check_bad("criteria:\n- {name: A, kind: distance, weight: 1, field: X}\n", "error 2:3 key_missing");
    check_bad("criteria:\n- {name: A, kind: distance, weight: 1, field: X, zero_at: 0}\n", "error 2:59 wrong_value");
    check_bad("criteria:\n- {name: A, kind: distance, weight: 1, field: X, zero_at: -4}\n", "error 2:59 wrong_value");
    check_bad("criteria:\n- {name: A, kind: given, weight: 1}\n", "error 2:3 key_missing");
    check_bad("criteria:\n- {name: A, kind: given, weight: 1, file: ../x.csv}\n", "error 2:43 file_outside_folder");
    check_bad("criteria:\n- {name: A, kind: given, weight: 1, file: /x.csv}\n", "error 2:43 file_outside_folder");
    check_bad("criteria:\n- {name: A, kind: named, weight: 1, side: both}\n", "error 2:43 wrong_value");
    check_bad("criteria:\n- {name: A, kind: named, weight: 1, field: requested}\n", "error 2:37 key_of_another_kind");
    check_bad("criteria:\n- {name: A, kind: stage_gap, weight: 1, ranked: yes}\n", "error 2:41 key_of_another_kind");
    check_bad("criteria:\n- {name: A, kind: stage_gap, weight: 1, rankd: yes}\n", "error 2:41 unknown_key");
    check_bad("criteria:\n- {name: A, kind: equl, weight: 1, field: X}\n", "error 2:19 wrong_value");
    check_bad("criteria:\n- {name: A, weight: 1, field: X}\n", "error 2:3 key_missing");
    check_bad("criteria:\n- {kind: named}\n", "error 2:3 key_missing\nerror 2:3 key_missing");
    check_bad("criteria:\n- {name: A, kind: named, weight: 0}\n", "error 2:1 no_weight");
    check_bad("criteria:\n- {name: A, kind: named, weight: 1.5}\n", "error 2:34 wrong_value");
    check_bad("criteria:\n- {name: A, kind: named, weight: 1001}\n", "error 2:34 wrong_value");
}

static void criterion_faults_that_need_others(void **state) {
    (void)state;
    check_bad("criteria:\n- {name: A, kind: named, weight: 1}\n- {name: \" a\", kind: named, weight: 1}\n",
              "error 3:3 criterion_name_twice");
    check_bad("criteria:\n- {name: A, kind: overlap, field: Topics, weight: 1}\n", "error 2:3 overlap_without_options");
    check_bad("options: {Topics: [A]}\ncriteria:\n- {name: A, kind: overlap, field: Topics, weight: 1}\n", "");
    check_bad("criteria:\n- {name: A, kind: equal, field: email, weight: 1}\n", "error 2:33 criterion_field");
    check_bad("criteria:\n- {name: A, kind: overlap, field: institution, weight: 1}\n", "error 2:35 criterion_field");
    check_bad("criteria:\n- {name: A, kind: distance, field: areas, zero_at: 1, weight: 1}\n",
              "error 2:36 criterion_field");
    check_bad("criteria:\n- {name: A, kind: equal, field: areas, weight: 1, only_if: {field: X}}\n",
              "error 2:60 key_missing");
    check_bad("criteria:\n- {name: A, kind: equal, field: areas, weight: 1, only_if: X}\n", "error 2:60 wrong_type");
}

static void gap_faults(void **state) {
    (void)state;
#define GAPS(map) "criteria:\n- {name: A, kind: stage_gap, weight: 1, gap_scores: " map "}\n"
    check_bad(GAPS("{0: 60, 2: 90}"), "error 2:53 gap_left_out");
    check_bad(GAPS("{0: 60, \"0\": 90}"), "error 2:61 duplicate_key");
    check_bad(GAPS("{0: 60, -0: 90}"), "error 2:53 gap_twice");
    check_bad(GAPS("{0: 60, 1: 101}"), "error 2:64 wrong_value");
    check_bad(GAPS("{0: 60, one: 10}"), "error 2:61 wrong_value");
    check_bad(GAPS("{0: 60, 1.5: 10}"), "error 2:61 wrong_value");
    check_bad(GAPS("{0: 60, 1: }"), "error 2:61 wrong_type");
    check_bad(GAPS("{}"), "error 2:53 list_empty");
    check_bad(GAPS("[1]"), "error 2:53 wrong_type");
    check_bad(GAPS("{5: 0, 3: 1, 4: 2}"), "");
#undef GAPS
}

static void objective_and_rule_faults(void **state) {
    (void)state;
    check_bad("objective: [most_matched, draw]\n", "error 1:27 objective_draw");
    check_bad("objective: [most_matched, best_total, most_matched]\n", "error 1:39 objective_twice");
    check_bad("objective: [best_worst, most_matched]\n", "error 1:13 objective_order");
    check_bad("objective: [best_total, fairest]\n", "error 1:25 objective_order");
    check_bad("objective: fairest\n", "error 1:12 objective_order");
    check_bad("objective: [best_totl]\n", "error 1:13 wrong_value");
    check_bad("objective: best_total\n", "");
    check_bad("rules: {minimum_stage_gap: 2, maximum_stage_gap: 1}\n", "error 1:50 stage_gap_order");
    check_bad("rules: {maximum_stage_gap: -1}\n", "error 1:28 stage_gap_order");
    check_bad("rules: {minimum_stage_gap: 5}\n", "warning 1:28 stage_gap_never");
    check_bad("rules: {minimum_stage_gap: 4}\n", "");
    check_bad("notices: {retention: until program_ends}\n", "warning 1:22 retention_without_end");
}

static void all_faults_in_one_run(void **state) {
    (void)state;
    check_bad(
        "draw: {seed: x}\ndraw: {seed: 1}\nrulez: 1\nareas: [A, a]\ncriteria:\n- {name: B, kind: equal, weight: 1}\n",
        "error 1:14 wrong_value\nerror 2:1 duplicate_key\nerror 3:1 unknown_key\nerror 4:12 "
        "option_claimed_twice\nerror 6:3 key_missing");
    check_bad("draw: {seed: 2}\ndraw: {seed: 1}\n", "error 2:1 duplicate_key"); // alone it is an error too
}

static void not_yaml_at_all(void **state) {
    (void)state;
    check_bad("\xFF", "error 1:1 not_utf8");
    check_bad("%PDF-1.7", "error 1:1 pdf_not_csv");
    check_bad("a: [\n", "error 2:1 yaml_syntax");
    check_bad("{\"draw\": {\"seed\": 3}}", "");
    check_bad("\xEF\xBB\xBF"
              "draw: {sed: 3}\n",
              "error 1:8 unknown_key");
}

// ---- the shown form ---------------------------------------------------------------------------------------------

// Shows, reads back and shows again: the same tree, and the same JSON as `expected` where that is given.
static void check_round_trip(const char *text, bool zone_known) {
    reading r;
    read_text(&r, text);
    assert_int_equal(r.result, STATUS_OK);
    arena a = arena_over(&r.c.memory);
    tree first, second;
    assert_int_equal(program_shown(&first, &a, r.p), STATUS_OK);
    if (!zone_known) {
        r.c.host.zone = NULL;
    }
    program *again;
    size_t before = r.c.findings.count;
    assert_int_equal(program_from_tree(&again, &r.c, &first, PROGRAM_SHOWN), STATUS_OK);
    assert_int_equal(r.c.findings.count, before);
    assert_int_equal(program_shown(&second, &a, again), STATUS_OK);
    assert_true(tree_equal(&first, &second));
    for (int i = 0; i < CALENDAR_COUNT; i++) {
        assert_int_equal(again->calendar[i].said, r.p->calendar[i].said);
        assert_int_equal(again->calendar[i].has_time,
                         r.p->calendar[i].has_time || (!zone_known && again->calendar[i].has_time));
        assert_true(!again->calendar[i].said || again->calendar[i].at == r.p->calendar[i].at);
        assert_int_equal(again->calendar[i].day.day, r.p->calendar[i].day.day);
    }
    program_free(again);
    arena_free(&a);
    end(&r);
}

static void round_trips(void **state) {
    (void)state;
    check_round_trip(NULL, true);
    check_round_trip("", true);
    check_round_trip(WHOLE, true);
    check_round_trip(WHOLE, false); // a machine without that zone
    check_round_trip(
        "private: [areas, career_stage, institution, Gender]\noptions: {Gender: [A]}\nanswers: {Gender: {x: 1}}\n"
        "columns: {mentees: {Gender: G}, mentors: {Z: z, Y: y}}\nrequirements: [{field: gender, one_of: A, otherwise: "
        "Only A.}]\n",
        true);
    check_round_trip("private: [P, Q]\ncriteria:\n- {name: One, kind: equal, field: P, weight: 1000}\n- {name: Two, "
                     "kind: named, weight: 3}\n"
                     "- {name: Three, kind: equal, field: meeting, weight: 900, only_if: {field: Q, equals: x}}\n",
                     true);
}

// What nobody may see is in no text of the shown form.
static void shown_without_what_is_private(void **state) {
    (void)state;
    reading r;
    read_good(
        &r, "private: [Canary]\noptions: {Canary: [canary a, canary b]}\nanswers: {Canary: {canary c: 1}}\ncolumns: "
            "{mentees: {Canary: canary d}}\n"
            "requirements: [{field: canary, one_of: canary e, otherwise: canary f}]\n"
            "criteria:\n- {name: canary g, kind: equal, field: Canary, weight: 40, any: [canary h]}\n- {name: Named, "
            "kind: named, weight: 3}\n"
            "- {name: canary i, kind: equal, field: meeting, weight: 900, only_if: {field: Canary, equals: canary j}}\n"
            "- {name: canary k, kind: distance, field: Canary, zero_at: 3, weight: 0}\n");
    arena a = arena_over(&r.c.memory);
    tree shown;
    span text;
    assert_int_equal(program_shown(&shown, &a, r.p), STATUS_OK);
    assert_int_equal(tree_json(&text, &a, &shown), STATUS_OK);
    assert_int_equal(span_find(text, SPAN("anary")), SIZE_MAX);
    const tree *criteria = tree_get(&shown, SPAN("criteria"));
    assert_int_equal(criteria->count, 2);
    assert_span(tree_get(&criteria->entries[0].value, SPAN("name"))->text, "Not shown");
    assert_span(tree_get(&criteria->entries[0].value, SPAN("weight"))->text, "940");
    assert_span(tree_get(&tree_get(&shown, SPAN("requirements"))->entries[0].value, SPAN("field"))->text, "private 1");
    assert_span(tree_get(&tree_get(&shown, SPAN("requirements"))->entries[0].value, SPAN("otherwise"))->text,
                "a requirement of the program");
    arena_free(&a);
    end(&r);
}

static void shown_text_of_the_built_in_program(void **state) {
    (void)state;
    reading r;
    read_good(&r, NULL);
    arena a = arena_over(&r.c.memory);
    tree shown;
    span text;
    assert_int_equal(program_shown(&shown, &a, r.p), STATUS_OK);
    static const char *const KEYS[] = {"program",      "committee", "calendar", "career_stages", "areas",
                                       "institutions", "intake",    "columns",  "options",       "answers",
                                       "requirements", "criteria",  "rules",    "objective",     "draw",
                                       "reports",      "notices",   "private"};
    assert_int_equal(shown.count, COUNT(KEYS));
    for (size_t i = 0; i < COUNT(KEYS); i++) {
        assert_span(shown.entries[i].key, KEYS[i]);
    }
    assert_int_equal(tree_json(&text, &a, tree_get(&shown, SPAN("rules"))), STATUS_OK);
    assert_span(text, "{\n  \"minimum_score\": 1,\n  \"minimum_stage_gap\": 0,\n  \"maximum_stage_gap\": null,\n  "
                      "\"same_institution\": \"never\",\n"
                      "  \"past_pairs\": \"never\",\n  \"reciprocal_pairs\": \"better_direction\"\n}\n");
    assert_int_equal(tree_json(&text, &a, &tree_get(&shown, SPAN("criteria"))->entries[0].value), STATUS_OK);
    assert_span(text, "{\n  \"name\": \"Career stage\",\n  \"kind\": \"stage_gap\",\n  \"weight\": 40,\n  "
                      "\"when_missing\": \"zero\",\n  \"only_if\": null,\n"
                      "  \"gap_scores\": {\n    \"-1\": 0,\n    \"0\": 6000,\n    \"1\": 10000,\n    \"2\": 9000,\n    "
                      "\"3\": 7000\n  }\n}\n");
    arena_free(&a);
    end(&r);
}

// ---- what is made from the table --------------------------------------------------------------------------------

static void starter_is_accepted(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    span text;
    assert_int_equal(program_starter_yaml(&text, &a, NULL, 0), STATUS_OK);
    assert_true(span_starts(text, SPAN("# yaml-language-server: $schema=program.schema.json\n")));
    size_t at = span_find(text, SPAN("America/Chicago"));
    assert_true(at != SIZE_MAX);
    char *copy = malloc(text.length + 20);
    assert_non_null(copy);
    (void)snprintf(copy, text.length + 20, "%.*sAmerica/Somewhere%.*s", (int)at, text.text,
                   (int)(text.length - at - 15), text.text + at + 15);
    reading r;
    read_good(&r, copy);
    assert_int_equal(r.p->criterion_count, 2);
    assert_int_equal(r.p->areas.count, 5);
    assert_int_equal(r.p->calendar[CALENDAR_DUE].day.day, 12);
    end(&r);
    free(copy);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void level_names(void **state) {
    (void)state;
    assert_string_equal(level_name(LEVEL_MOST_MATCHED), "most_matched");
    assert_string_equal(level_name(LEVEL_DRAW), "draw");
}

static void want_of_memory(void **state) {
    (void)state;
    static const char *const TEXTS[] = {
        WHOLE, "rulez: 1\nareas: [A, a]\ndraw: {seed: x}\ndraw: 1\ncriteria: [{name: A, kind: x}]\n"};
    for (size_t i = 0; i < COUNT(TEXTS); i++) {
        for (int forever = 0; forever < 2; forever++) {
            bool refused = true;
            for (uint64_t at = 1; refused; at++) {
                reading r;
                put_zone(&r.zone, 1489302000);
                context_init(&r.c, (host){.self = &r.zone, .zone = zone_of_test});
                r.c.memory.fail_at = at;
                r.c.memory.fail_on = forever;
                r.result = program_read(&r.p, &r.c, SPAN("program.yaml"), span_of(TEXTS[i]));
                refused = r.c.memory.calls >= at;
                assert_true(r.result == STATUS_NO_MEMORY || r.result == (i == 0 ? STATUS_OK : STATUS_BAD_INPUT));
                assert_true(refused || r.result != STATUS_NO_MEMORY);
                arena a = arena_over(&r.c.memory);
                tree shown;
                if (r.p != NULL && forever) {
                    r.c.memory.fail_at = r.c.memory.calls + 1;
                    assert_int_equal(program_shown(&shown, &a, r.p), STATUS_NO_MEMORY);
                }
                arena_free(&a);
                end(&r);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_in_and_empty),
        cmocka_unit_test(an_offset_of_one_date_is_not_the_zone),
        cmocka_unit_test(sections_without_keys),
        cmocka_unit_test(every_key_of_sections),
        cmocka_unit_test(every_key_of_vocabularies),
        cmocka_unit_test(every_key_of_fields),
        cmocka_unit_test(every_key_of_criteria),
        cmocka_unit_test(side_is_the_mentee_unless_said),
        cmocka_unit_test(dates),
        cmocka_unit_test(clock_changes),
        cmocka_unit_test(calendar_faults),
        cmocka_unit_test(unknown_keys),
        cmocka_unit_test(wrong_shapes),
        cmocka_unit_test(empty_values),
        cmocka_unit_test(numbers),
        cmocka_unit_test(yes_and_no),
        cmocka_unit_test(choices_and_addresses),
        cmocka_unit_test(vocabulary_faults),
        cmocka_unit_test(field_faults),
        cmocka_unit_test(private_fields_are_not_shared_by_default),
        cmocka_unit_test(criterion_faults),
        cmocka_unit_test(criterion_faults_that_need_others),
        cmocka_unit_test(gap_faults),
        cmocka_unit_test(objective_and_rule_faults),
        cmocka_unit_test(all_faults_in_one_run),
        cmocka_unit_test(not_yaml_at_all),
        cmocka_unit_test(round_trips),
        cmocka_unit_test(shown_without_what_is_private),
        cmocka_unit_test(shown_text_of_the_built_in_program),
        cmocka_unit_test(starter_is_accepted),
        cmocka_unit_test(level_names),
        cmocka_unit_test(want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
