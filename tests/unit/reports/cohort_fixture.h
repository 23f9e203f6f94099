// A small cohort taken through the whole pipeline, so that the documents' tests see what really comes out of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "reports/reports.h"

typedef struct made {
    mp_run *run;
    context *c;
    pairing pairing; // may be changed by a test: a copy of the run's
    char id[65];
    arena a;
    report_request request;
    char *files[2]; // bytes and requests live as long as the run
    input inputs[4];
} made;

static const char COLUMNS[] = "Name,Email,Career stage,Areas,Institution,Capacity,Submitted\n";
static const char PROGRAM[] =
    "program: { name: Spring Program, organizer: Midland Association, committee_name: Subcommittee }\n"
    "calendar:\n"
    "  applications_open: 2017-01-16\n"
    "  applications_close: 2017-03-17\n"
    "  pairing_due: 2017-05-12\n"
    "  program_starts: 2017-06-01\n"
    "  program_ends: 2018-04-30\n"
    "career_stages: [Student, Early career, Mid-career, Senior, Retired]\n"
    "areas: [Acquisitions, {name: Cataloging, group: d}, {name: Metadata, group: d}, Preservation]\n"
    "criteria:\n"
    "  - { name: Career stage, kind: stage_gap, weight: 40, gap_scores: {0: 60, 1: 100, 2: 90} }\n"
    "  - { name: Areas of work, kind: overlap, field: areas, weight: 60, related_score: 40 }\n"
    "rules: { minimum_score: 50, minimum_stage_gap: 1 }\n";

static inline input input_of(input_role part, const char *file, const char *text) {
    return (input){.role = part, .file = span_of(file), .bytes = span_of(text)};
}

// Texts without their header line; NULL: no such file.
static inline made *match(const char *program_yaml, const char *mentors, const char *mentees, const char *decisions) {
    made *m = calloc(1, sizeof *m);
    const char *rows[2] = {mentors, mentees};
    for (int i = 0; i < 2; i++) {
        m->files[i] = calloc(1, sizeof COLUMNS + strlen(rows[i]));
        strcat(strcpy(m->files[i], COLUMNS), rows[i]);
    }
    m->inputs[0] = input_of(INPUT_PROGRAM, "program.yaml", program_yaml);
    m->inputs[1] = input_of(INPUT_MENTORS, "mentors.csv", m->files[0]);
    m->inputs[2] = input_of(INPUT_MENTEES, "mentees.csv", m->files[1]);
    m->inputs[3] = input_of(INPUT_DECISIONS, "decisions.csv", decisions);
    mp_request request = {.inputs = m->inputs,
                          .input_count = decisions == NULL ? 3 : 4,
                          .as_of = 1493640000 /* 2017-05-01T12:00Z */,
                          .set_aside_invalid = true,
                          .alternatives = 3,
                          .time_limit_s = 600};
    m->run = mp_run_new((host){0});
    m->c = mp_run_context(m->run);
    status read = mp_read(m->run, &request);
    if (read != STATUS_OK || mp_match(m->run) != STATUS_OK) {
        span first = m->c->findings.count > 0 ? m->c->findings.items[0].text : SPAN("");
        fail_msg("no match: %s %.*s", m->c->fault.what, SPAN_ARGS(first));
    }
    m->a = arena_over(&m->c->memory);
    m->pairing = *mp_run_pairing(m->run);
    assert_int_equal(pairing_json_id(m->id, mp_run_pairing_json(m->run)), STATUS_OK);
    m->request = (report_request){.pairing = &m->pairing, .pairing_id = m->id};
    return m;
}

static inline void unmake(made *m) {
    arena_free(&m->a);
    mp_run_free(m->run);
    free(m->files[0]);
    free(m->files[1]);
    free(m);
}

static inline span html_of(made *m) {
    span out;
    assert_int_equal(report_html(&out, &m->a, m->c, &m->request), STATUS_OK);
    return out;
}

static inline span text_of(made *m) {
    span out;
    assert_int_equal(report_text(&out, &m->a, m->c, &m->request), STATUS_OK);
    return out;
}

static inline span csv_of(made *m) {
    span out;
    assert_int_equal(report_pairs_csv(&out, &m->a, m->c, &m->request), STATUS_OK);
    return out;
}

static inline bool holds(span text, const char *part) {
    return span_find(text, span_of(part)) != SIZE_MAX;
}

// The text with every run of blanks and line breaks as one blank, so that a sentence is found however it is wrapped.
static inline span flat(made *m, span text) {
    char *out = arena_alloc(&m->a, text.length + 1, 1);
    size_t used = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool blank = text.text[i] == ' ' || text.text[i] == '\n';
        if (!blank || (used > 0 && out[used - 1] != ' ')) {
            out[used++] = blank ? ' ' : text.text[i];
        }
    }
    return (span){out, used};
}

// The words of the page, without its elements.
static inline span words_of(made *m) {
    static const char *const ENTITIES[][2] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}};
    span page = html_of(m);
    char *out = arena_alloc(&m->a, page.length, 1);
    size_t used = 0;
    for (size_t i = span_find(page, SPAN("</head>")); i < page.length;) {
        span rest = {page.text + i, page.length - i};
        size_t skip = 1;
        char letter = page.text[i];
        if (letter == '<') {
            i += span_find(rest, SPAN(">")) + 1;
            continue;
        }
        for (size_t e = 0; e < 4; e++) {
            if (span_starts(rest, span_of(ENTITIES[e][0]))) {
                letter = ENTITIES[e][1][0];
                skip = strlen(ENTITIES[e][0]);
            }
        }
        out[used++] = letter;
        i += skip;
    }
    return flat(m, (span){out, used});
}

// Text and page must both say it; a no-break space counts as a blank. What stands in a table is looked for in the page
// alone,
// since the text has its cells side by side.
static inline bool page_says(made *m, const char *sentence) {
    span words = words_of(m);
    char *out = arena_alloc(&m->a, words.length + 1, 1);
    size_t used = 0;
    for (size_t i = 0; i < words.length; i++) {
        bool no_break = words.text[i] == '\xC2' && i + 1 < words.length && words.text[i + 1] == '\xA0';
        out[used++] = no_break ? ' ' : words.text[i];
        i += no_break;
    }
    return holds((span){out, used}, sentence);
}

static inline void assert_page_says(made *m, const char *sentence) {
    if (!page_says(m, sentence)) {
        span words = words_of(m);
        fail_msg("the page does not say: %s\n%.*s", sentence, (int)(words.length < 6000 ? words.length : 6000),
                 words.text);
    }
}

static inline void assert_says(made *m, const char *sentence) {
    span text = flat(m, text_of(m));
    if (!holds(text, sentence)) {
        fail_msg("the report does not say: %s\n%.*s", sentence, (int)(text.length < 4000 ? text.length : 4000),
                 text.text);
    }
}

static inline void assert_says_not(made *m, const char *sentence) {
    if (holds(flat(m, text_of(m)), sentence) || page_says(m, sentence)) {
        fail_msg("the report says: %s", sentence);
    }
}

// Three mentors with four places, five mentees: one without, one of them for want of anybody, one weak pair.
static const char MENTORS[] =
    "Agnes Holloway,agnes@x.org,Senior,Acquisitions; Cataloging,North College,2,2017-03-01 10:00\n"
    "Bruno Keller,bruno@x.org,Mid-career,Preservation,South College,1,2017-03-01 10:00\n"
    "Chidi Umeh,chidi@x.org,Early career,Metadata,East College,1,2017-03-01 10:00\n";
static const char MENTEES[] = "Zoë Adler,zoe@x.org,Mid-career,Acquisitions; Metadata,West College,,2017-03-01 10:00\n"
                              "Amara Diallo,amara@x.org,Mid-career,Acquisitions,,,2017-03-01 10:00\n"
                              "Eilidh Strachan,eilidh@x.org,Senior,Acquisitions,West College,,2017-03-01 10:00\n"
                              "Idris Islip,idris@x.org,Mid-career,Cataloging,East College,,2017-03-01 10:00\n"
                              "Late Comer,late@x.org,Student,Acquisitions,West College,,2017-03-18 09:12\n";
