// Head, foot and the order of the parts.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/cohort_report.h"

#include "reports/parts.h"

static phrase program_name(scribe *s, const facts *f) {
    phrase name = phrase_foreign(s, RUN_TEXT, f->program->name);
    return phrase_empty(name) ? SAY_PLAIN(s, SAY_NO_PROGRAM_NAME) : name;
}

// The day of an instant of the form 2017-05-02T08:00:00Z, in the program's zone as far as as-of tells it.
static span approval_day(scribe *s, const facts *f, span at) {
    written_time written;
    if (!instant_parse(&written, at)) {
        return at;
    }
    int64_t seconds = date_day_number(written.wall.date) * 86400 + written.wall.hour * 3600 + written.wall.minute * 60 +
                      written.wall.second;
    seconds += f->pairing->as_of_offset_seconds - (written.has_offset ? written.offset_seconds : 0);
    return numbers_date(s, date_of_day_number(seconds / 86400), true);
}

static void add_head(scribe *s, const facts *f, block *root, bool board) {
    block *head = block_add(s, root, BLOCK_HEAD);
    const phrase bodies[] = {phrase_foreign(s, RUN_TEXT, f->program->organizer),
                             phrase_foreign(s, RUN_TEXT, f->program->committee_name)};
    const approval *approved = &f->request->approval;
    (void)block_add_item(s, head, program_name(s, f));
    (void)block_add_item(s, head, phrase_list(s, bodies, 2, " \xC2\xB7 ", " \xC2\xB7 "));
    phrase about = SAY(s, board ? SAY_SUMMARY_OF : SAY_REPORT_OF, 0, say_text(numbers_full_date(s, f->today)));
    phrase standing = approved->by.length == 0 ? SAY_PLAIN(s, SAY_PROPOSAL)
                                               : SAY(s, board ? SAY_APPROVED_ON : SAY_APPROVED, 0,
                                                     say_phrase(phrase_foreign(s, RUN_TEXT, approved->by)),
                                                     say_text(approval_day(s, f, approved->at)));
    if (board) { // one line is left for other things
        const phrase both[] = {about, standing};
        (void)block_add_item(s, head, phrase_list(s, both, 2, " \xC2\xB7 ", " \xC2\xB7 "));
        return;
    }
    (void)block_add_item(s, head, about);
    (void)block_add_item(s, head, standing);
}

// "Chicago" of "America/Chicago".
static span city_of(scribe *s, span zone_name) {
    size_t start = zone_name.length;
    while (start > 0 && zone_name.text[start - 1] != '/') {
        start--;
    }
    span city =
        scribe_format(s, "%.*s", (int)(zone_name.length - start), zone_name.text == NULL ? "" : zone_name.text + start);
    char *letters = scribe_room(s, city.length + 1, 1);
    for (size_t i = 0; letters != NULL && i < city.length; i++) {
        letters[i] = city.text[i] == '_' ? ' ' : city.text[i];
    }
    return letters == NULL ? SPAN("") : (span){letters, city.length};
}

span cohort_report_foot(scribe *s, const facts *f) {
    const pairing *p = f->pairing;
    int64_t seconds = p->as_of + p->as_of_offset_seconds, of_day = (seconds % 86400 + 86400) % 86400;
    span clock = scribe_format(s, "%02d:%02d", (int)(of_day / 3600), (int)(of_day / 60 % 60));
    const char *id = f->request->pairing_id == NULL ? "" : f->request->pairing_id;
    span short_id = id[0] == '\0' ? SPAN("") : scribe_format(s, "%.4s %.4s", id, id + 4);
    return phrase_text(s, SAY(s, SAY_FOOT, 0, say_text(numbers_full_date(s, f->today)), say_text(clock),
                              say_text(city_of(s, f->program->time_zone)),
                              say_phrase(phrase_foreign(s, RUN_TEXT, p->tool)), say_text(short_id)));
}

static void begin(document *out, scribe *s, const facts *f, bool board) {
    out->program = program_name(s, f);
    out->title = SAY(s, board ? SAY_SUMMARY_TITLE : SAY_DOCUMENT_TITLE, 0, say_phrase(out->program));
    out->foot = cohort_report_foot(s, f);
    out->paper_is_a4 = span_equal(f->program->paper, SPAN("a4"));
    out->is_summary = board;
    add_head(s, f, &out->root, board);
}

static void build(document *out, scribe *s, const facts *f) {
    block *root = &out->root;
    begin(out, s, f, false);
    part_summary(s, f, root);
    part_pictures(s, f, root);
    part_pairs(s, f, root);
    part_unpaired(s, f, root);
    part_free(s, f, root);
    part_aside(s, f, root);
    part_made(s, f, root);
}

status cohort_report_build(document *out, scribe *s, const report_request *request) {
    facts f;
    *out = (document){.paper_is_a4 = false};
    status result = facts_gather(&f, s, request);
    if (result == STATUS_OK) {
        build(out, s, &f);
        result = s->status;
    }
    facts_release(&f);
    return result;
}

status cohort_report_summary(document *out, scribe *s, const report_request *request, uint32_t most_areas) {
    facts f;
    *out = (document){.is_summary = true};
    status result = facts_gather(&f, s, request);
    if (result == STATUS_OK) {
        f.most_areas = most_areas;
        f.compact = true;
        begin(out, s, &f, true);
        part_board(s, &f, &out->root);
        result = s->status;
    }
    facts_release(&f);
    return result;
}
