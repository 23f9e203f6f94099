// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"
#include "intake/fields.h"

// The header of a field as one file has it; "-" where there is none, "A+B" for several columns.
typedef struct bench {
    cohort_reader t;
    arena a;
    table *tables[2];
    sheet sheets[2];
    size_t sheet_count;
    field_list fields;
} bench;

static void begin(bench *b, const char *program_text) {
    reader_begin(&b->t);
    b->a = arena_over(&b->t.c.memory);
    b->sheet_count = 0;
    status s = program_text == NULL ? program_built_in(&b->t.p, &b->t.c)
                                    : program_read(&b->t.p, &b->t.c, SPAN("program.yaml"), span_of(program_text));
    if (s != STATUS_OK) {
        reader_print(&b->t);
    }
    assert_int_equal(s, STATUS_OK);
}

static void add(bench *b, input_role part, const char *text) {
    table *t;
    span name = part == INPUT_MENTORS   ? SPAN("mentors.csv")
                : part == INPUT_MENTEES ? SPAN("mentees.csv")
                                        : SPAN("applications.csv");
    assert_int_equal(table_read(&t, &b->t.c, name, span_of(text)), STATUS_OK);
    b->tables[b->sheet_count] = t;
    assert_int_equal(headers_open_sheet(&b->sheets[b->sheet_count], &b->t.c, &b->a, t, FORM_AUTO), STATUS_OK);
    b->sheets[b->sheet_count].part = part;
    b->sheets[b->sheet_count].input = (uint32_t)b->sheet_count;
    b->sheet_count++;
}

static void match(bench *b) {
    assert_int_equal(fields_match(&b->fields, &b->t.c, &b->a, b->t.p, b->sheets, b->sheet_count), STATUS_OK);
}

static void end(bench *b) {
    for (size_t i = 0; i < b->sheet_count; i++) {
        table_free(b->tables[i]);
    }
    arena_free(&b->a);
    reader_end(&b->t);
}

static uint32_t field_of(const bench *b, const char *name) {
    for (uint32_t i = 0; i < b->fields.count; i++) {
        if (span_equal(b->fields.fields[i].name, span_of(name))) {
            return i;
        }
    }
    fail_msg("no field %s", name);
    return NONE;
}

static void expect(const bench *b, size_t number, role as, const char *name, const char *expected) {
    const column_list *list = &b->sheets[number].of[as][field_of(b, name)];
    char text[200] = "-";
    size_t used = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s", i == 0 ? "" : "+",
                                 SPAN_ARGS(headers_text(&b->sheets[number], list->columns[i])));
    }
    if (strcmp(text, expected) != 0) {
        fail_msg("%s is %s instead of %s", name, text, expected);
    }
}

static void plain_names(void **state) {
    (void)state;
    bench b;
    begin(&b, NULL);
    add(&b, INPUT_MENTORS,
        "id,name,email,submitted,career_stage,areas,institution,location,time_zone,library_type,meeting,languages,"
        "goals,statement,"
        "capacity,requested,conflicts,priority\n1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18\n");
    match(&b);
    static const char *const NAMES[] = {"id",        "name",        "email",    "submitted", "career_stage",
                                        "areas",     "institution", "location", "time_zone", "library_type",
                                        "meeting",   "languages",   "goals",    "statement", "capacity",
                                        "requested", "conflicts",   "priority"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        expect(&b, 0, ROLE_MENTOR, NAMES[i], NAMES[i]);
    }
    assert_null(b.sheets[0].of[ROLE_MENTEE]);
    assert_int_equal(b.t.c.findings.count, 0);
    assert_true(b.sheets[0].usable);
    end(&b);
}

static void google_and_questions(void **state) {
    (void)state;
    bench b;
    begin(&b, NULL);
    add(&b, INPUT_MENTORS,
        "Timestamp,Email Address,First name,Last name,Where are you in your career?,Which areas of work can you offer?,"
        "Where do you work?,How many mentees can you take on?,Conflicts of interest\nt,e,f,l,c,a,w,h,i\n");
    add(&b, INPUT_MENTEES,
        "TIMESTAMP,E-mail:,What is your name?,Career Stage,Which areas would you like help with?,Areas of interest,How "
        "many mentors?\n"
        "t,e,n,c,a,b,1\n");
    match(&b);
    expect(&b, 0, ROLE_MENTOR, "submitted", "Timestamp");
    expect(&b, 0, ROLE_MENTOR, "email", "Email Address");
    expect(&b, 0, ROLE_MENTOR, "name", "First name+Last name");
    expect(&b, 0, ROLE_MENTOR, "career_stage", "Where are you in your career?");
    expect(&b, 0, ROLE_MENTOR, "areas", "Which areas of work can you offer?");
    expect(&b, 0, ROLE_MENTOR, "institution", "Where do you work?");
    expect(&b, 0, ROLE_MENTOR, "capacity", "How many mentees can you take on?");
    expect(&b, 0, ROLE_MENTOR, "conflicts", "Conflicts of interest");
    expect(&b, 1, ROLE_MENTEE, "email", "E-mail:");
    expect(&b, 1, ROLE_MENTEE, "areas",
           "Which areas would you like help with?"); // what is wanted goes before what interests
    expect(&b, 1, ROLE_MENTEE, "capacity", "How many mentors?");
    reader_expect(&b.t, SEVERITY_NOTE, "mentees.csv", 1, 89, "columns_unknown",
                  "kept without a use: \"Areas of interest\". A criterion or a requirement can use them by their "
                  "header; columns in program.yaml can "
                  "say that one is a known field");
    end(&b);
}

static void microsoft_running_number(void **state) {
    (void)state;
    bench b;
    begin(&b, NULL);
    add(&b, INPUT_MENTEES, "ID,Start time,Completion time,Email,Name,Career stage,Areas\n1,s,c,e,n,c,a\n");
    match(&b);
    expect(&b, 0, ROLE_MENTEE, "id", "-");
    expect(&b, 0, ROLE_MENTEE, "submitted", "Completion time");
    assert_int_equal(reader_count(&b.t, "columns_not_read"), 1);
    assert_int_equal(reader_count(&b.t, "columns_unknown"), 0); // the tool's own columns are nobody's answers
    assert_int_equal(reader_count(&b.t, "form_recognised"), 1);
    end(&b);
}

static void explicit_columns(void **state) {
    (void)state;
    bench b;
    begin(&b, READER_PROGRAM
          "columns:\n"
          "  mentees: {areas: [\"First choice\", \"Second choice\"], identity: \"I am a\", name: \"Areas:\"}\n"
          "  mentors: {identity: \"Who are you?\"}\n"
          "criteria: [{name: Areas, kind: overlap, field: areas, weight: 1}, {name: I, kind: equal, field: identity, "
          "weight: 1}]\n");
    add(&b, INPUT_MENTORS, "name,email,stage,areas,Who are you?\nn,e,s,a,w\n");
    add(&b, INPUT_MENTEES, "\"areas\",Areas:,e-mail,stage,second CHOICE,first choice,i am a\na,n,e,s,2,1,i\n");
    match(&b);
    if (b.t.c.findings.errors > 0) {
        reader_print(&b.t);
    }
    expect(&b, 0, ROLE_MENTOR, "identity", "Who are you?");
    expect(&b, 0, ROLE_MENTOR, "areas", "areas");
    expect(&b, 1, ROLE_MENTEE, "identity", "i am a");
    expect(&b, 1, ROLE_MENTEE, "areas", "first choice+second CHOICE"); // and not the synonym
    expect(&b, 1, ROLE_MENTEE, "name", "Areas:"); // of two that fold alike, the one spelt exactly so
    assert_int_equal(b.t.c.findings.errors, 0);
    end(&b);
}

static void missing_and_double(void **state) {
    (void)state;
    bench b;
    begin(&b, READER_PROGRAM "columns: {mentees: {areas: \"Wishes\"}}\n");
    add(&b, INPUT_MENTORS, "name,Your name,career stage,areas\na,b,c,d\n");
    add(&b, INPUT_MENTEES, "name,email,career stage,Areas\na,b,c,d\n");
    match(&b);
    reader_expect(&b.t, SEVERITY_ERROR, "mentors.csv", 1, 6, "column_twice",
                  "more than one column for the name (\"name\", \"Your name\"): rename all but one, or say which "
                  "counts with columns: {mentors: {name: "
                  "\"...\"}}; the headers are \"name\", \"Your name\", \"career stage\", \"areas\"");
    assert_int_equal(reader_count(&b.t, "column_missing"), 2);
    assert_string_equal(b.t.c.findings.items[1].text.text,
                        "no column for the e-mail address in mentors.csv: rename one, or say which it is with columns: "
                        "{mentors: {email: \"...\"}}; the "
                        "headers are \"name\", \"Your name\", \"career stage\", \"areas\"");
    const finding *wishes = &b.t.c.findings.items[2];
    assert_string_equal(wishes->text.text, "no column \"Wishes\" for the areas of work in mentees.csv: rename one, or "
                                           "say which it is with columns: {mentees: {areas: \"...\"}}; "
                                           "the headers are \"name\", \"email\", \"career stage\", \"Areas\"");
    assert_span(wishes->place.file, "program.yaml"); // the mapping is what is wrong
    assert_false(b.sheets[0].usable);
    assert_false(b.sheets[1].usable);
    end(&b);
}

static void tools_columns_without_answers(void **state) {
    (void)state;
    bench b;
    begin(&b, READER_PROGRAM);
    add(&b, INPUT_MENTORS, "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,stage,areas\n"
                           "1,2,3/14/2017,3/14/2017,192.0.2.1,,,,,Senior,Maps\n");
    match(&b);
    assert_int_equal(reader_count(&b.t, "column_missing"), 2);
    assert_non_null(strstr(b.t.c.findings.items[1].text.text, "no row has anything in \"First Name\", and there is no other column for the name in "));
    assert_int_equal(b.t.c.findings.items[1].place.column, 73);
    end(&b);
}

static void asked_in_several_sections(void **state) {
    (void)state;
    static const char FORM[] = "name,email,role,Where do you work?,areas offered,Career stage,areas wanted,Where do you work?,career stage\n"
                               "a,a@example.org,mentor,Here,X,Senior,,,\nb,b@example.org,mentee,,,,X,There,Student\n";
    bench b;
    begin(&b, READER_PROGRAM);
    add(&b, INPUT_APPLICATIONS, FORM);
    match(&b);
    expect(&b, 0, ROLE_MENTOR, "institution", "Where do you work?+Where do you work?");
    expect(&b, 0, ROLE_MENTEE, "institution", "Where do you work?+Where do you work?");
    assert_int_equal(reader_count(&b.t, "asked_in_sections"), 1); // once for both roles
    assert_int_equal(reader_count(&b.t, "column_twice"), 1);      // "Career stage" and "career stage" are not written alike
    end(&b);
    begin(&b, READER_PROGRAM "columns:\n  mentors: {institution: Where do you work?, career_stage: Career stage}\n"
                             "  mentees: {institution: Where do you work?, career_stage: career stage}\n");
    add(&b, INPUT_APPLICATIONS, FORM);
    match(&b);
    expect(&b, 0, ROLE_MENTOR, "institution", "Where do you work?+Where do you work?");
    expect(&b, 0, ROLE_MENTEE, "career_stage", "career stage"); // spelt exactly so
    assert_int_equal(b.t.c.findings.errors, 0);
    end(&b);
    begin(&b, READER_PROGRAM "columns: {mentors: {institution: Where do you work?}}\n");
    add(&b, INPUT_MENTORS, "name,email,stage,areas,Where do you work?,Where do you work?\nn,e,s,a,Here,There\n");
    match(&b);
    assert_int_equal(reader_count(&b.t, "column_twice"), 1); // both answered: which of them counts?
    end(&b);
}

static void one_form_for_both(void **state) {
    (void)state;
    bench b;
    begin(&b, READER_PROGRAM "columns: {mentees: {capacity: \"Mentors wanted\"}}\n");
    add(&b, INPUT_APPLICATIONS,
        "name,email,I am applying as,career stage,areas of expertise,areas of interest,capacity,Mentors "
        "wanted\na,b,c,d,e,f,g,h\n");
    match(&b);
    expect(&b, 0, ROLE_MENTOR, "areas", "areas of expertise");
    expect(&b, 0, ROLE_MENTEE, "areas", "areas of interest");
    expect(&b, 0, ROLE_MENTOR, "capacity", "capacity");
    expect(&b, 0, ROLE_MENTEE, "capacity", "Mentors wanted");
    expect(&b, 0, ROLE_MENTEE, "role", "I am applying as");
    assert_int_equal(b.t.c.findings.count, 0);
    end(&b);

    begin(&b, NULL); // a plain `capacity` is the mentor's
    add(&b, INPUT_APPLICATIONS, "name,email,career stage,areas,capacity\na,b,c,d,e\n");
    match(&b);
    expect(&b, 0, ROLE_MENTOR, "capacity", "capacity");
    expect(&b, 0, ROLE_MENTEE, "capacity", "-");
    assert_string_equal(reader_only(&b.t, "column_missing")->text.text,
                        "no column for the role in applications.csv: rename one, or say which it is with columns: "
                        "{mentors: {role: \"...\"}}; the headers are "
                        "\"name\", \"email\", \"career stage\", \"areas\", \"capacity\"");
    end(&b);

    begin(&b, READER_PROGRAM "columns: {mentees: {capacity: \"capacity\"}}\n"); // unless `columns` says otherwise
    add(&b, INPUT_APPLICATIONS, "name,email,role,career stage,areas,capacity\na,b,c,d,e,f\n");
    match(&b);
    expect(&b, 0, ROLE_MENTOR, "capacity", "-");
    expect(&b, 0, ROLE_MENTEE, "capacity", "capacity");
    end(&b);
}

static void kept_columns(void **state) {
    (void)state;
    bench b;
    begin(&b, NULL);
    add(&b, INPUT_MENTORS, "name,email,career stage,areas,Zines?,Allergies,,Zines\na,b,c,d,e,f,,g\n");
    add(&b, INPUT_MENTEES, "name,email,career stage,areas,zines,,Beer\na,b,c,d,e,here,g\n");
    match(&b);
    uint32_t known = b.t.p->field_count;
    assert_int_equal(b.fields.count, known + 3);
    assert_span(b.fields.fields[known].name, "Allergies");
    assert_span(b.fields.fields[known + 1].name, "Beer");
    assert_span(b.fields.fields[known + 2].name, "Zines?"); // one field, named by the first file
    expect(&b, 0, ROLE_MENTOR, "Zines?", "Zines?+Zines");
    expect(&b, 1, ROLE_MENTEE, "Zines?", "zines");
    expect(&b, 1, ROLE_MENTEE, "Allergies", "-");
    reader_expect(&b.t, SEVERITY_WARNING, "mentees.csv", 1, 37, "header_missing",
                  "a column with answers but without a header is not read: give it one");
    assert_int_equal(reader_count(&b.t, "columns_unknown"), 2);
    end(&b);
}

static void fields_nobody_has(void **state) {
    (void)state;
    bench b;
    begin(
        &b, READER_PROGRAM
        "criteria:\n"
        "  - {name: Gender, kind: equal, field: Gender, weight: 1, only_if: {field: Same gender, equals: [\"Yes\"]}}\n"
        "  - {name: Years, kind: distance, field: Years, weight: 1, zero_at: 10}\n"
        "  - {name: Wish, kind: named, weight: 1}\n"
        "requirements: [{role: mentor, field: Member, one_of: [\"Yes\"], otherwise: No.}]\n");
    add(&b, INPUT_MENTORS, "name,email,career stage,areas,Years,Same gender\na,b,c,d,e,f\n");
    add(&b, INPUT_MENTEES, "name,email,career stage,areas,Member\na,b,c,d,e\n");
    match(&b);
    assert_int_equal(reader_count(&b.t, "field_not_found"), 5);
    assert_int_equal(b.t.c.findings.errors,
                     4); // Gender, Same gender (only mentees are asked), people asked for, Member of the mentors
    assert_int_equal(b.t.c.findings.warnings, 1); // Years: the mentors have it
    end(&b);
}

static void misspelt_private(void **state) {
    (void)state;
    bench b;
    begin(&b, READER_PROGRAM "private: [Gendr, Shoe size, Faith]\n");
    add(&b, INPUT_MENTORS, "name,email,career stage,areas,Gender,Faith\na,b,c,d,e,f\n");
    match(&b);
    assert_int_equal(reader_count(&b.t, "private_not_found"), 2);
    assert_int_equal(b.t.c.findings.errors, 1);
    assert_string_equal(
        b.t.c.findings.items[1].text.text,
        "private names \"Gendr\", which is no column, but \"Gender\" in mentors.csv is: write it as the header does");
    assert_int_equal(b.t.c.findings.items[1].place.line, 4);
    assert_int_equal(b.t.c.findings.items[1].place.column, 11);
    assert_int_equal(b.t.c.findings.items[2].severity, SEVERITY_WARNING);
    end(&b);
}

static void synonyms_are_sound(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    size_t count;
    const synonym *all = fields_synonyms(&count);
    assert_true(count > 200);
    span *folded = arena_alloc(&a, count, sizeof *folded);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(text_fold_bare(&folded[i], &a, span_of(all[i].header)), STATUS_OK);
        assert_true(folded[i].length > 0);
        assert_true(all[i].rank < 3);
        for (size_t k = 0; k < i; k++) { // one header means one field, whoever reads it
            bool same_reader = all[i].role == all[k].role || all[i].role == ROLE_COUNT || all[k].role == ROLE_COUNT;
            if (same_reader && span_equal(folded[i], folded[k])) {
                fail_msg("\"%s\" stands twice", all[i].header);
            }
        }
    }
    for (int which = 0; which < FIELD_KNOWN; which++) {
        size_t found = 0;
        for (size_t i = 0; i < count; i++) {
            found += all[i].field == (field_known)which;
        }
        assert_true(found > 0);
        assert_true(strlen(synonyms_words((field_known)which)) > 0);
    }
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_names),
        cmocka_unit_test(google_and_questions),
        cmocka_unit_test(microsoft_running_number),
        cmocka_unit_test(explicit_columns),
        cmocka_unit_test(missing_and_double),
        cmocka_unit_test(tools_columns_without_answers),
        cmocka_unit_test(asked_in_several_sections),
        cmocka_unit_test(one_form_for_both),
        cmocka_unit_test(kept_columns),
        cmocka_unit_test(fields_nobody_has),
        cmocka_unit_test(misspelt_private),
        cmocka_unit_test(synonyms_are_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
