// Parts of the starting program are written anew; the others stay as every new program has them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/survey_program.h"

#include <stdio.h>

#include "intake/registry.h"
#include "intake/survey_options.h"
#include "intake/writer.h"

enum { STAGES_MOST = 12, AREAS_MOST = 200, PARTS = 8, SURELY_CHOSEN = 2 };

typedef struct writing {
    writer w;
    arena *a;
    const survey *s;
    uint32_t questions;
} writing;

static void put(writing *k, const char *text) {
    writer_put(&k->w, span_of(text));
}

// As YAML in double quotation marks.
static void put_quoted(writing *k, span text) {
    put(k, "\"");
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];
        char escaped[8];
        if (c == '"' || c == '\\') {
            (void)snprintf(escaped, sizeof escaped, "\\%c", c);
        } else if (c < 0x20 || c == 0x7F) {
            (void)snprintf(escaped, sizeof escaped, "\\x%02X", c);
        } else {
            (void)snprintf(escaped, sizeof escaped, "%c", c);
        }
        put(k, escaped);
    }
    put(k, "\"");
}

static void put_number(writing *k, uint32_t number) {
    char text[16];
    (void)snprintf(text, sizeof text, "%u", number);
    put(k, text);
}

static void ask(writing *k, const char *question) {
    put(k, "  # QUESTION: ");
    put(k, question);
    put(k, "\n");
    k->questions++;
}

static status end_part(starter_part *out, writing *k, const char *path) {
    out->path = path;
    return writer_finish(&out->text, k->a, &k->w);
}

// ---- parts ------------------------------------------------------------------------------------------------------

// The dates of another year would set everybody aside as late.
static status write_calendar(starter_part *out, writing *k) {
    put(k, "calendar:\n");
    if (k->s->zone.length > 0) {
        put(k, "  # As the times in the export say.\n  time_zone: ");
        put_quoted(k, k->s->zone);
        put(k, "\n");
    } else {
        ask(k, "in which zone are the times of the form? The IANA name; until it is said, UTC.");
        put(k, "  # time_zone: America/Chicago\n");
    }
    ask(k, "when did applications open and close, when are the pairs due, when does the program run? Nobody is late "
           "until\n"
           "  # applications_close is said.");
    put(k, "  # applications_open: 2017-01-16\n  # applications_close: 2017-03-17\n  # pairing_due: 2017-05-12\n"
           "  # program_starts: 2017-06-01\n  # program_ends: 2018-04-30\n");
    return end_part(out, k, "calendar");
}

static void put_options(writing *k, const surveyed_options *options, uint32_t most, uint32_t at_least) {
    bool rare = false;
    for (uint32_t i = 0; i < options->count && i < most; i++) {
        const surveyed_option *o = &options->items[i];
        if (o->count < at_least && !rare) {
            put(k, "  # Chosen once only, so perhaps an answer of somebody's own; take the # away where it is an "
                   "option:\n");
            rare = true;
        }
        put(k, o->count < at_least ? "  # - " : "  - ");
        put_quoted(k, o->text);
        put(k, "   # ");
        put_number(k, o->count);
        put(k, o->count == 1 ? " answer\n" : " answers\n");
    }
}

static bool stages_are_usable(const survey *s) {
    return s->has_field[FIELD_CAREER_STAGE] && s->stages.count > 0 && s->stages.count <= STAGES_MOST &&
           s->stages.ordered;
}

static status write_stages(starter_part *out, writing *k) {
    const surveyed_options *stages = &k->s->stages;
    put(k, "career_stages:\n");
    if (stages_are_usable(k->s)) {
        ask(k, "is this the order, from the earliest to the latest? It follows from their words. An option that nobody "
               "chose\n"
               "  # is missing.");
        put_options(k, stages, STAGES_MOST, 0);
    } else if (stages->count > 0 && stages->count <= STAGES_MOST) {
        ask(k, "what is the order, from the earliest to the latest? Their words don't tell it. Sort the lines, then "
               "take the #\n"
               "  # before the criterion Career stage away.");
        put_options(k, stages, STAGES_MOST, 0);
    } else {
        ask(k, stages->count > 0 ? "which stages does the form offer? Too many different answers were given."
                                 : "which stages does the form offer? No column of the exports was taken for them; "
                                   "name it under columns.");
        put(k, "  - Student\n  - Early career\n  - Mid-career\n  - Senior\n  - Retired\n");
    }
    return end_part(out, k, "career_stages");
}

// Options that somebody chose twice are there on the form; where nothing was chosen twice, all are taken.
static uint32_t surely_chosen(const surveyed_options *areas) {
    uint32_t often = 0;
    for (uint32_t i = 0; i < areas->count; i++) {
        often += areas->items[i].count >= SURELY_CHOSEN;
    }
    return often > 0 ? SURELY_CHOSEN : 0;
}

static status write_areas(starter_part *out, writing *k) {
    const surveyed_options *areas = &k->s->areas;
    put(k, "areas:\n");
    if (areas->count > 0 && areas->count <= AREAS_MOST) {
        put(k, "  # As chosen in the exports, most often first. An option that nobody chose is missing; related ones "
               "can share a\n"
               "  # group: {name: ..., group: ...}.\n");
        put_options(k, areas, AREAS_MOST, surely_chosen(areas));
    } else {
        ask(k, areas->count > 0 ? "which areas does the form offer? Too many different answers were given."
                                : "which areas does the form offer? No column of the exports was taken for them; name "
                                  "it under columns.");
        put(k, "  - Acquisitions\n  - Cataloging and metadata\n");
    }
    return end_part(out, k, "areas");
}

static status write_intake(starter_part *out, writing *k) {
    const survey *s = k->s;
    put(k, "intake:\n");
    if (s->encoding[0] != '\0') {
        ask(k, "are names with accents right in mentorpair check? The files are not UTF-8; this is the likeliest "
               "encoding.");
        put(k, "  encoding: ");
        put(k, s->encoding);
        put(k, "\n");
    } else {
        put(k, "  # encoding: windows-1252\n");
    }
    if (s->times_unread) {
        ask(k, "how are the times written? They fit no order of day and month.");
    }
    put(k, s->order == ORDER_DMY   ? "  date_order: dmy   # only so are all times of the exports dates\n"
           : s->order == ORDER_YMD ? "  date_order: ymd   # only so are all times of the exports dates\n"
                                   : "  # date_order: dmy\n");
    for (uint32_t i = 0; i < s->file_count; i++) {
        put(k, "  # ");
        put(k, input_role_name(s->files[i].part));
        put(k, ": read as ");
        put(k, exports_words(s->files[i].sheet.shape.tool));
        put(k, "\n");
    }
    put(k, "  form: auto\n");
    return end_part(out, k, "intake");
}

static void put_columns_of(writing *k, const surveyed_file *f) {
    for (uint32_t which = 0; which < FIELD_KNOWN; which++) {
        if (f->how[which] == SURVEYED_BY_HEADER || f->how[which] == SURVEYED_NOT) {
            continue;
        }
        put(k, "    ");
        put(k, registry_known(which));
        put(k, ": ");
        put_quoted(k, f->sheet.questions.columns[f->column[which]].header);
        put(k, f->how[which] == SURVEYED_BY_ANSWERS ? "   # by its answers\n"
                                                    : "   # by the words of the question: right?\n");
    }
    static const field_known NEEDED[] = {FIELD_NAME, FIELD_EMAIL, FIELD_CAREER_STAGE, FIELD_AREAS, FIELD_INSTITUTION};
    for (size_t i = 0; i < sizeof NEEDED / sizeof NEEDED[0]; i++) {
        if (f->how[NEEDED[i]] == SURVEYED_NOT) {
            put(k, "    # QUESTION: which column holds the ");
            put(k, synonyms_words(NEEDED[i]));
            put(k, "? Write its header here.\n    # ");
            put(k, registry_known(NEEDED[i]));
            put(k, ": \"...\"\n");
            k->questions++;
        }
    }
}

static status write_columns(starter_part *out, writing *k) {
    const survey *s = k->s;
    put(k, "columns:\n");
    for (role as = 0; as < ROLE_COUNT; as++) {
        put(k, as == ROLE_MENTOR ? "  mentors:\n" : "  mentees:\n");
        for (uint32_t i = 0; i < s->file_count; i++) {
            if (s->files[i].sheet.plays[as]) {
                put_columns_of(k, &s->files[i]);
            }
        }
    }
    return end_part(out, k, "columns");
}

static status write_answers(starter_part *out, writing *k) {
    const surveyed_options *phrases = &k->s->capacities;
    put(k, "answers:\n");
    if (phrases->count == 0) {
        put(k, "  # capacity: {\"Just one\": 1, \"Two or three\": 3}\n");
        return end_part(out, k, "answers");
    }
    ask(k, "how many people does each of these mean?");
    put(k, "  capacity:\n");
    for (uint32_t i = 0; i < phrases->count && i < STAGES_MOST; i++) {
        int32_t number = survey_options_number(phrases->items[i].folded);
        put(k, "    ");
        put_quoted(k, phrases->items[i].text);
        put(k, ": ");
        put_number(k, number < 0 ? 1 : (uint32_t)number);
        put(k, number < 0 ? "   # no number in its words: one\n" : "\n");
    }
    return end_part(out, k, "answers");
}

static status write_criteria(starter_part *out, writing *k) {
    bool stages = stages_are_usable(k->s), areas = k->s->has_field[FIELD_AREAS] && k->s->areas.count > 0;
    bool one = stages || areas; // else both, so that match says which columns it needs
    const char *off_stages = one && !stages ? "  # " : "  ", *off_areas = one && !areas ? "  # " : "  ";
    put(k, "criteria:\n");
    if (!stages || !areas) {
        ask(k, "what is missing here takes part once its column and its options are known.");
    }
    put(k, off_stages);
    put(k, "- {name: Career stage, kind: stage_gap, weight: 40, gap_scores: {-1: 0, 0: 60, 1: 100, 2: 90, 3: 70}}   # "
           "steps ahead: percent\n");
    put(k, off_areas);
    put(k, "- {name: Areas of work, kind: overlap, field: areas, weight: 60, related_score: 50}\n");
    put(k, "  # - {name: Time zone, kind: distance, field: time_zone, zero_at: 4, weight: 10}\n"
           "  # - {name: Meeting, kind: equal, field: meeting, any: [No preference], weight: 10}\n"
           "  # - {name: Asked for, kind: named, side: mentee, weight: 20}\n");
    return end_part(out, k, "criteria");
}

// A rule on stages would make every application without one an error.
static status write_rules(starter_part *out, writing *k) {
    put(k, "rules:\n  minimum_score: 0.01\n");
    put(k, stages_are_usable(k->s) ? "  minimum_stage_gap: 0\n"
                                   : "  # minimum_stage_gap: 0   # once the career stages are known\n");
    put(k, "  # maximum_stage_gap: 3\n  same_institution: never\n  past_pairs: never\n  reciprocal_pairs: "
           "better_direction\n");
    return end_part(out, k, "rules");
}

status survey_program(span *out, uint32_t *question_count, arena *a, const survey *s) {
    typedef status part_writer(starter_part * part, writing * k);
    static part_writer *const WRITERS[PARTS] = {write_calendar, write_stages,  write_areas,    write_intake,
                                                write_columns,  write_answers, write_criteria, write_rules};
    writing k = {.w = writer_over(a->memory), .a = a, .s = s};
    starter_part parts[PARTS];
    for (size_t i = 0; i < PARTS; i++) {
        TRY(WRITERS[i](&parts[i], &k));
    }
    *question_count = k.questions;
    return program_starter_yaml(out, a, parts, PARTS);
}
