// A small fixed cohort for doors that need one, and the way of any inputs through the whole pipeline, with what must
// hold at each stage.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "door.h"
#include "mentorpair.h"

// The rule alone, without earlier changes: United States Central Time.
#define SMALL_ZEROS "\0\0\0\0\0\0\0"
#define SMALL_HEADER "TZif2" SMALL_ZEROS SMALL_ZEROS SMALL_ZEROS SMALL_ZEROS "\0\0\0\0\0\0\1\0\0\0\4"
#define SMALL_TYPE "\xFF\xFF\xAB\xA0\0\0CST\0"
#define SMALL_ZONE SPAN(SMALL_HEADER SMALL_TYPE SMALL_HEADER SMALL_TYPE "\nCST6CDT,M3.2.0,M11.1.0\n")

#define SMALL_PROGRAM                                                                                                 \
    "calendar: {time_zone: America/Chicago, applications_open: 2017-01-16, applications_close: 2017-03-17, "          \
    "pairing_due: 2017-05-12}\n"                                                                                      \
    "career_stages: [Student, {name: Early career, synonyms: [0-5 years]}, Mid-career, Senior]\n"                     \
    "areas: [Acquisitions, {name: Cataloging, synonyms: [Metadata], group: description}, {name: Indexing, group: "    \
    "description}, Preservation]\n"                                                                                   \
    "options: {languages: [English, Spanish, \"French, Canadian\"]}\n"                                                \
    "answers: {capacity: {Just one: 1, Two or three: 3}}\n"                                                           \
    "requirements: [{role: mentee, field: Member, one_of: [\"Yes\", Soon], otherwise: Members only.}]\n"              \
    "criteria:\n"                                                                                                     \
    "  - {name: Career stage, kind: stage_gap, weight: 40, gap_scores: {0: 60, 1: 100, 2: 90}}\n"                     \
    "  - {name: Areas, kind: overlap, field: areas, weight: 60, related_score: 50, ranked: yes}\n"                    \
    "  - {name: Zone, kind: distance, field: time_zone, weight: 10, zero_at: 4}\n"                                    \
    "  - {name: Asked, kind: named, weight: 5}\n"                                                                     \
    "  - {name: Meeting, kind: equal, field: meeting, any: [Either], weight: 5, only_if: {field: languages, equals: " \
    "[English]}}\n"                                                                                                   \
    "rules: {minimum_score: 20, maximum_stage_gap: 3}\n"                                                              \
    "objective: [most_matched, priority_matched, best_total]\n"                                                       \
    "private: [Gender]\n"

#define SMALL_MENTORS                                                                                                \
    "Timestamp,name,email,career_stage,areas,institution,time_zone,meeting,languages,capacity,requested,conflicts,"  \
    "Gender\n"                                                                                                       \
    "1/20/2017 9:00:00,Ada Quill,ada@example.org,Senior,Acquisitions;Cataloging,Lakeshore,-6,Online,English,2,,,f\n" \
    "1/21/2017 9:00:00,Kofi Larkspur,kofi@example.org,Mid-career,Indexing,Northfield,-5,Either,,Just one,Rosa "      \
    "Wren,,m\n"                                                                                                      \
    "1/22/2017 9:00:00,\"Vega, Luc\xC3\xAD"                                                                          \
    "a\",lucia@example.org,Early career,Preservation,Harrow Hill,,In person,Spanish,1,,,\n"                          \
    "1/23/2017 9:00:00,Jo Fenwick,jo@example.org,Senior,Preservation;Acquisitions,Old "                              \
    "Mill,-8,,,1,,rosa@example.org,\n"

#define SMALL_MENTEES                                                                                                  \
    "Timestamp,name,email,career_stage,areas,institution,time_zone,meeting,languages,requested,conflicts,priority,"    \
    "Member,Gender\n"                                                                                                  \
    "1/20/2017 10:00:00,Rosa Wren,rosa@example.org,Student,Cataloging;Acquisitions,Harrow Hill,-6,Online,English,Ada " \
    "Quill,,no,Yes,f\n"                                                                                                \
    "1/21/2017 10:00:00,Idris Yarrow,idris@example.org,0-5 years,Acquisitions,Old Mill,-5,Either,\"French, "           \
    "Canadian\",,jo@example.org,yes,Yes,\n"                                                                            \
    "1/22/2017 10:00:00,\xE6\xA3\xAE\xE5\xB7\x9D \xE8\x91\xB5,aoi@example.org,Early "                                  \
    "career,Metadata,Tamarack,9,,,,,no,Soon,\n"                                                                        \
    "1/23/2017 10:00:00,Jo Fenwick,jo@example.org,Student,Preservation,Old Mill,-8,,,Luc\xC3\xAD"                      \
    "a Vega,,,Yes,\n"                                                                                                  \
    "1/24/2017 10:00:00,Bea Lund,bea@example.org,Mid-career,Indexing,Lakeshore,,In person,English,,,no,Yes,f\n"

static const instant SMALL_AS_OF = 1493658000; // 2017-05-01T12:00:00-05:00
enum { SMALL_MOST_PEOPLE = 60, SMALL_MOST_INPUTS = 8 };

static inline status small_zone(void *self, span name, span *bytes) {
    (void)self;
    if (!span_equal(name, SPAN("America/Chicago"))) {
        return STATUS_BAD_INPUT;
    }
    *bytes = SMALL_ZONE;
    return STATUS_OK;
}

#define SMALL_GIVEN \
    SPAN("mentee,mentor,score\nrosa@example.org,ada@example.org,90\nbea@example.org,kofi@example.org,12.5\n")

static inline status small_file(void *self, span name, span *bytes) {
    (void)self;
    if (!span_equal(name, SPAN("reading.csv"))) {
        return STATUS_BAD_INPUT;
    }
    *bytes = SMALL_GIVEN;
    return STATUS_OK;
}

static inline host small_host(void) {
    return (host){.zone = small_zone, .file = small_file};
}

static inline input small_program(void) {
    return (input){INPUT_PROGRAM, SPAN("program.yaml"), SPAN(SMALL_PROGRAM)};
}

static inline input small_mentors(void) {
    return (input){INPUT_MENTORS, SPAN("mentors.csv"), SPAN(SMALL_MENTORS)};
}

static inline input small_mentees(void) {
    return (input){INPUT_MENTEES, SPAN("mentees.csv"), SPAN(SMALL_MENTEES)};
}

// ---- what must hold ---------------------------------------------------------------------------------------------

static inline void small_check_findings(mp_run *r, status result, const mp_request *request) {
    door_file files[SMALL_MOST_INPUTS + 2] = {{.name = SPAN(""), .bytes = SPAN("")},
                                              {.name = SPAN("reading.csv"), .bytes = SMALL_GIVEN}};
    size_t count = 2;
    for (size_t i = 0; i < request->input_count; i++) {
        // Whatever encoding the program asks for, one character of a file is one character of a finding's place.
        const program *p = mp_run_program(r);
        bool one_byte =
            request->inputs[i].role != INPUT_PROGRAM && p != NULL && !span_starts(p->encoding, SPAN("utf-"));
        files[count++] =
            (door_file){.name = request->inputs[i].file, .bytes = request->inputs[i].bytes, .one_byte = one_byte};
    }
    door_check_findings(mp_run_context(r), result, files, count);
}

static inline void small_check_person(const cohort *h, role as, uint32_t number) {
    const person *p = &h->people[as][number];
    role other = as == ROLE_MENTOR ? ROLE_MENTEE : ROLE_MENTOR;
    REQUIRE(number == 0 || span_compare(h->people[as][number - 1].id, p->id) < 0);
    REQUIRE(p->id.length > 0 && p->name.length > 0 && p->email.length > 0);
    REQUIRE(!text_has_control(p->id) && !text_has_control(p->name) && !text_has_control(p->email));
    REQUIRE(as == ROLE_MENTOR ? p->capacity <= 50 : p->capacity >= 1 && p->capacity <= 5);
    REQUIRE(p->stage >= -1 && p->stage < (int32_t)h->program->career_stages.count);
    REQUIRE(p->self == NONE || (p->self < h->count[other] && h->people[other][p->self].self == number));
    for (uint32_t i = 0; i < p->requested_count; i++) {
        REQUIRE(p->requested[i] < h->count[other] && p->requested[i] != p->self);
    }
    for (uint32_t i = 0; i < p->conflict_count; i++) {
        REQUIRE(p->conflicts[i] < h->count[other] && (i == 0 || p->conflicts[i - 1] < p->conflicts[i]));
    }
    for (uint32_t i = 0; i < h->field_count; i++) {
        const answer *a = &p->answers[i];
        REQUIRE(text_invalid_at(a->text) == SIZE_MAX && text_invalid_at(a->key) == SIZE_MAX);
        for (uint32_t k = 0; a->choices != NULL && k < a->choices->count; k++) {
            REQUIRE(h->fields[i].options != NULL && a->choices->options[k] < h->fields[i].options->count);
        }
    }
}

// `whole`: nothing was at fault. Of a file whose headers are no use no row is judged.
static inline void small_check_cohort(const cohort *h, bool whole) {
    for (role as = 0; as < ROLE_COUNT; as++) {
        for (uint32_t i = 0; i < h->count[as]; i++) {
            small_check_person(h, as, i);
        }
    }
    for (uint32_t i = 0; i < h->input_count; i++) {
        const input_file *f = &h->inputs[i];
        bool applications = f->role == INPUT_MENTORS || f->role == INPUT_MENTEES || f->role == INPUT_APPLICATIONS;
        REQUIRE(!applications || f->accepted + f->set_aside == f->rows || (!whole && f->accepted + f->set_aside == 0));
    }
    for (uint32_t i = 0; i < h->pin_count; i++) {
        REQUIRE(h->pins[i].mentee < h->count[ROLE_MENTEE] && h->pins[i].mentor < h->count[ROLE_MENTOR]);
    }
}

static inline void small_check_result(mp_run *r) {
    mp_verdict verdict;
    char id[65], again_id[65];
    span json = mp_run_pairing_json(r);
    REQUIRE(json.length > 0 && text_invalid_at(json) == SIZE_MAX);
    REQUIRE(pairing_json_id(id, json) == STATUS_OK);
    context c;
    context_init(&c, small_host());
    pairing *read = NULL;
    arena a = arena_over(&c.memory);
    span again = SPAN("");
    status result = pairing_json_read(&read, &c, SPAN("pairing.json"), json);
    for (size_t i = 0; i < c.findings.count; i++) {
        door_show(&c.findings.items[i]);
    }
    REQUIRE(result == STATUS_OK && c.findings.count == 0);
    REQUIRE(pairing_json_bytes(&again, &a, &c, read) == STATUS_OK);
    REQUIRE(span_equal(json, again));
    REQUIRE(pairing_json_id(again_id, again) == STATUS_OK && strcmp(id, again_id) == 0);
    pairing_free(read);
    arena_free(&a);
    door_end(&c);
    result = mp_verify(r, SPAN("pairing.json"), json, &verdict);
    if (result != STATUS_OK || !verdict.holds) {
        fprintf(stderr, "verify: status %d, %.*s\n", (int)result, SPAN_ARGS(verdict.text));
    }
    REQUIRE(result == STATUS_OK && verdict.holds && verdict.unproven == 0);
}

// Reads, scores, pairs and verifies; what is too large to pair at every turn is only read.
static inline status small_pipeline(const input *inputs, size_t count, bool late, bool set_aside_invalid) {
    mp_run *r = mp_run_new(small_host());
    REQUIRE(r != NULL && count <= SMALL_MOST_INPUTS);
    const mp_request request = {.inputs = inputs,
                                .input_count = count,
                                .as_of = SMALL_AS_OF,
                                .late = late,
                                .set_aside_invalid = set_aside_invalid,
                                .alternatives = 3,
                                .time_limit_s = 600};
    status result = mp_read(r, &request);
    small_check_findings(r, result, &request);
    const cohort *h = mp_run_cohort(r);
    REQUIRE(result != STATUS_OK || h != NULL);
    if (h != NULL) {
        small_check_cohort(h, result == STATUS_OK);
    }
    if (h != NULL && h->count[ROLE_MENTOR] <= SMALL_MOST_PEOPLE && h->count[ROLE_MENTEE] <= SMALL_MOST_PEOPLE) {
        REQUIRE(mp_score(r) == STATUS_OK);
        if (result == STATUS_OK) {
            status matched = mp_match(r);
            small_check_findings(r, matched, &request);
            REQUIRE(matched == STATUS_OK);
            small_check_result(r);
        }
    }
    mp_run_free(r);
    return result;
}
