// pairs.csv: one line a pair in the order of the report, for spreadsheets and mail merges. UTF-8 with BOM, CRLF, every
// cell quoted.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/facts.h"
#include "reports/plain.h"
#include "reports/reasons.h"
#include "reports/reports.h"
#include "reports/sentences.h"

static void add_person(plain *p, const facts *f, role side, uint32_t number) {
    const facts_person *one = &f->people[side][number];
    plain_csv_cell(p, one->name, false);
    plain_csv_cell(p, shown_person_text(one->shown, "email"), false);
    plain_csv_cell(p, facts_stage_name(f, one->stage), false);
    plain_csv_cell(p, one->institution, false);
}

// "Acquisitions · One stage ahead · 2 of 3 areas"
static span why(scribe *s, const facts *f, uint32_t pair) {
    reasons r = reasons_of(s, f, pair);
    const phrase parts[] = {r.shared, r.rest};
    return phrase_text(s, phrase_list(s, parts, 2, " \xC2\xB7 ", " \xC2\xB7 "));
}

static void add_pair(plain *p, scribe *s, const facts *f, uint32_t number) {
    uint32_t pair = f->ranked_pairs[number - 1];
    plain_csv_cell(p, scribe_format(s, "%u", number), false);
    add_person(p, f, ROLE_MENTEE, f->pair_person[ROLE_MENTEE][pair]);
    add_person(p, f, ROLE_MENTOR, f->pair_person[ROLE_MENTOR][pair]);
    plain_csv_cell(p, numbers_points(s, f->pairing->pairs[pair].score_bp, 2), false);
    plain_csv_cell(p, phrase_text(s, SAY_PLAIN(s, f->pairing->pairs[pair].pinned ? SAY_YES : SAY_NO)), false);
    plain_csv_cell(p, why(s, f, pair), true);
}

static void add_all(plain *p, scribe *s, const facts *f) {
    static const sentence HEADS[] = {SAY_CSV_NUMBER,
                                     SAY_CSV_MENTEE,
                                     SAY_CSV_MENTEE_EMAIL,
                                     SAY_CSV_MENTEE_STAGE,
                                     SAY_CSV_MENTEE_INSTITUTION,
                                     SAY_CSV_MENTOR,
                                     SAY_CSV_MENTOR_EMAIL,
                                     SAY_CSV_MENTOR_STAGE,
                                     SAY_CSV_MENTOR_INSTITUTION,
                                     SAY_CSV_FIT,
                                     SAY_CSV_PINNED,
                                     SAY_CSV_WHY};
    enum { COUNT = sizeof HEADS / sizeof HEADS[0] };
    plain_add(p, SPAN("\xEF\xBB\xBF"));
    for (size_t i = 0; i < COUNT; i++) {
        plain_csv_cell(p, phrase_text(s, SAY_PLAIN(s, HEADS[i])), i + 1 == COUNT);
    }
    for (uint32_t number = 1; number <= f->pairing->pair_count && s->status == STATUS_OK; number++) {
        add_pair(p, s, f, number);
    }
}

status report_pairs_csv(span *out, arena *a, context *c, const report_request *request) {
    arena scratch = arena_over(&c->memory);
    scribe s = scribe_create(&scratch, c);
    plain p = plain_begin(c);
    facts f = {.own = NULL};
    status result = s.status;
    if (result == STATUS_OK) {
        result = facts_gather(&f, &s, request);
    }
    if (result == STATUS_OK) {
        add_all(&p, &s, &f);
        result = s.status;
    }
    if (result == STATUS_OK) {
        result = plain_finish(out, a, &p);
    }
    facts_release(&f);
    plain_end(&p);
    arena_free(&scratch);
    return result;
}
