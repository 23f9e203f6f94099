// The pipeline: one call a stage. Each product is owned by the run and freed from right to left, since products borrow from those
// to their left.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run.h"

#include "assignment/assignment.h"
#include "consequences/consequences.h"
#include "intake/program_edit.h"
#include "intake/survey_options.h"
#include "intake/survey_program.h"
#include "scoring/pins.h"

static const span TOOL = {"mentorpair " MENTORPAIR_VERSION, sizeof "mentorpair " MENTORPAIR_VERSION - 1};

mp_run *mp_run_new(host outside) {
    memory bootstrap = {0};
    mp_run *r = memory_alloc(&bootstrap, 1, sizeof *r);
    if (r == NULL) {
        return NULL;
    }
    context_init(&r->context, outside);
    r->texts = arena_over(&r->context.memory);
    return r;
}

void mp_run_free(mp_run *r) {
    if (r == NULL) {
        return;
    }
    for (size_t i = 0; i < r->read_count; i++) {
        pairing_free(r->read[i]);
    }
    memory_free(&r->context.memory, r->read);
    pairing_free(r->pairing);
    solution_free(r->solution);
    scoring_free(r->scoring);
    cohort_free(r->cohort);
    program_free(r->program);
    arena_free(&r->texts);
    context_free(&r->context);
    memory bootstrap = {.live_bytes = sizeof *r};
    memory_free(&bootstrap, r);
}

context *mp_run_context(mp_run *r) {
    return &r->context;
}

size_t mp_run_live_bytes(const mp_run *r) {
    return r->context.memory.live_bytes;
}

const program *mp_run_program(const mp_run *r) {
    return r->program;
}

const cohort *mp_run_cohort(const mp_run *r) {
    return r->cohort;
}

const scoring *mp_run_scoring(const mp_run *r) {
    return r->scoring;
}

const pairing *mp_run_pairing(const mp_run *r) {
    return r->pairing;
}

span mp_run_pairing_json(mp_run *r) {
    const bool made = r->pairing_json.length > 0 || r->pairing == NULL ||
                      pairing_json_bytes(&r->pairing_json, &r->texts, &r->context, r->pairing) == STATUS_OK;
    return made ? r->pairing_json : (span){"", 0};
}

status mp_pairing_write(mp_run *r, char id[65], pairing_sink *sink, void *self) {
    return pairing_json_write_with_id(id, &r->context, r->pairing, sink, self);
}

bool mp_program_at_fault(const mp_run *r) {
    return r->program_at_fault;
}

// ---- reading ----------------------------------------------------------------------------------------------------

static const input *program_input(const mp_request *request) {
    for (size_t i = 0; i < request->input_count; i++) {
        if (request->inputs[i].role == INPUT_PROGRAM) {
            return &request->inputs[i];
        }
    }
    return NULL;
}

uint64_t run_seed(const mp_run *r) {
    return r->asked.has_seed ? r->asked.seed : r->program->seed;
}

static bool only_program_at_fault(const findings *f, span program_file) {
    size_t in_program = 0;
    for (size_t i = 0; i < f->count; i++) {
        const span file = f->items[i].place.file;
        const bool about_program = span_equal(file, program_file) || span_starts(file, SPAN(PROGRAM_EDIT_FILE));
        in_program += f->items[i].severity == SEVERITY_ERROR && about_program;
    }
    return in_program == f->errors;
}

status mp_read(mp_run *r, const mp_request *request) {
    context *c = &r->context;
    r->asked = *request;
    const input *written = program_input(request);
    const program_edits edits = {.items = request->edits, .count = request->edit_count};
    status read = written == NULL && edits.count == 0 ? program_built_in(&r->program, c)
                                                      : program_read_edited(&r->program, c, written != NULL ? written->file : SPAN(""),
                                                                            written != NULL ? written->bytes : SPAN(""), &edits);
    if (read != STATUS_OK) {
        r->program_at_fault = read == STATUS_BAD_INPUT;
        return read;
    }
    program *p = r->program;
    if (!p->zone_offset_known) {
        p->zone_offset_seconds = zone_offset(p->zone, request->as_of);
        p->zone_offset_known = true;
    }
    const intake_options options = {.as_of = request->as_of, .late = request->late, .set_aside_invalid = request->set_aside_invalid,
                                    .without = request->without, .without_count = request->without_count,
                                    .keep_last = request->keep_last};
    read = cohort_read(&r->cohort, c, p, request->inputs, request->input_count, &options);
    r->program_at_fault = read == STATUS_BAD_INPUT && only_program_at_fault(&c->findings, p->file);
    return read;
}

status mp_score(mp_run *r) {
    if (r->scoring != NULL) {
        return STATUS_OK;
    }
    TRY(scoring_create(&r->scoring, &r->context, r->cohort, run_seed(r)));
    return pins_report(&r->context, r->scoring);
}

// ---- the main job -----------------------------------------------------------------------------------------------

// By class, and up to a size at which it takes half a second also pair by pair.
enum { PAIR_BY_PAIR_MOST = 2000 };
static status check(mp_run *r, const scoring *s, const solution *found, check_report *report) {
    const cohort *h = s->cohort;
    TRY(checker_check_by_class(report, &r->texts, &r->context, s, found));
    const bool small = h->count[ROLE_MENTEE] <= PAIR_BY_PAIR_MOST && h->count[ROLE_MENTOR] <= PAIR_BY_PAIR_MOST;
    return report->fault == CHECK_NONE && small
               ? checker_check(report, &r->texts, &r->context, h, found, s->seed)
               : STATUS_OK;
}

status run_check_own(mp_run *r, const scoring *s, const solution *found) {
    check_report report;
    TRY(checker_check_by_class(&report, &r->texts, &r->context, s, found));
    return report.fault == CHECK_NONE ? STATUS_OK
                                      : context_fail(&r->context, STATUS_INTERNAL, "proof/checker",
                                                     "the checker refuses the pairing: %.*s", SPAN_ARGS(report.text));
}

// What follows from a solution without another solve.
static status result_of(pairing **out, mp_run *r, const scoring *s, const solution *found, uint64_t seed,
                        const match_options *options, span tool) {
    context *c = &r->context;
    pairing *p;
    TRY(pairing_build(&p, c, r->cohort, s, found, seed, options, tool));
    const status result = consequences_fill(p, c, r->cohort, s, found);
    if (result != STATUS_OK) {
        pairing_free(p);
        return result;
    }
    *out = p;
    return STATUS_OK;
}

// What the pins cost: the same cohort without them, solved again; not known where that was stopped.
static status solve_without_pins(mp_run *r, pairing *p, uint64_t seed) {
    context *c = &r->context;
    cohort unpinned = *r->cohort;
    unpinned.pins = NULL;
    unpinned.pin_count = 0;
    scoring *s = NULL;
    solution *found = NULL;
    status result;
    TRY_OUT(scoring_create(&s, c, &unpinned, seed));
    TRY_OUT(assignment_solve(&found, c, s, seed));
    if (found->stopped != STOPPED_NOT) {
        goto out;
    }
    TRY_OUT(run_check_own(r, s, found));
    p->without_pins_known = true;
    p->without_pins.pairs = found->pair_count;
    for (uint32_t k = 0; k < found->pair_count; k++) {
        int32_t score_bp;
        (void)scoring_pair(s, found->pairs[k].mentee, found->pairs[k].mentor, &score_bp);
        p->without_pins.total_score_bp += score_bp;
    }
out:
    solution_free(found);
    scoring_free(s);
    return result;
}

// A run that stops at its limit stopped at the due date where that was nearer.
static void tell_deadline(mp_run *r) {
    const calendar_entry *due = &r->program->calendar[CALENDAR_DUE];
    if (r->solution->stopped == STOPPED_TIME_LIMIT && due->said && r->asked.as_of < due->at &&
        due->at - r->asked.as_of < r->asked.time_limit_s) {
        r->solution->stopped = STOPPED_DEADLINE;
    }
}

status mp_match(mp_run *r) {
    context *c = &r->context;
    TRY(mp_score(r));
    TRY(assignment_solve(&r->solution, c, r->scoring, run_seed(r)));
    tell_deadline(r);
    TRY(run_check_own(r, r->scoring, r->solution));
    const match_options options = {
        .late = r->asked.late,
        .set_aside_invalid = r->asked.set_aside_invalid,
        .alternatives = r->asked.alternatives,
        .alternatives_said = r->asked.alternatives_said,
        .time_limit_s = r->asked.time_limit_s,
    };
    pairing *made;
    TRY(result_of(&made, r, r->scoring, r->solution, run_seed(r), &options, TOOL));
    if (made->has_without_pins && r->solution->stopped == STOPPED_NOT) {
        const status solved = solve_without_pins(r, made, run_seed(r));
        if (solved != STATUS_OK) {
            pairing_free(made);
            return solved;
        }
    }
    r->pairing = made;
    // The result says it all now; documents are made beside it.
    solution_free(r->solution);
    scoring_free(r->scoring);
    r->solution = NULL;
    r->scoring = NULL;
    return STATUS_OK;
}

// ---- verifying --------------------------------------------------------------------------------------------------

// The line in which two texts first differ, from 1, and that line of each.
static uint32_t first_difference(span a, span b, span *line_a, span *line_b) {
    uint32_t line = 1;
    size_t start = 0, at = 0;
    while (at < a.length && at < b.length && a.text[at] == b.text[at]) {
        if (a.text[at] == '\n') {
            line++;
            start = at + 1;
        }
        at++;
    }
    const span whole[2] = {a, b};
    span *lines[2] = {line_a, line_b};
    for (int k = 0; k < 2; k++) {
        size_t end = start;
        while (end < whole[k].length && whole[k].text[end] != '\n') {
            end++;
        }
        *lines[k] = span_trim((span){whole[k].text + start, end - start});
    }
    return line;
}

static status refuse(mp_run *r, mp_verdict *verdict, uint32_t line, span text) {
    verdict->holds = false;
    verdict->line = line;
    verdict->text = text;
    return text.text == NULL ? context_no_memory(&r->context, "run") : STATUS_OK;
}

// What the file says about the run itself and no recomputation can show.
static status verify_frame(mp_run *r, const pairing *p, mp_verdict *verdict) {
    const bool tool_known = span_starts(p->tool, SPAN("mentorpair "));
    if (!tool_known) {
        return refuse(r, verdict, 0, arena_format(&r->texts, "the file does not say which version of mentorpair wrote it"));
    }
    verdict->unproven = 0;
    for (uint32_t k = 0; k < p->objective_count; k++) {
        verdict->unproven += !p->objective[k].proven;
    }
    if ((verdict->unproven > 0) != (p->options.stopped != STOPPED_NOT)) {
        return refuse(r, verdict, 0,
                      arena_format(&r->texts, "the file says that the run was %s, but %u of its goals are not proven",
                                   p->options.stopped != STOPPED_NOT ? "stopped" : "not stopped", verdict->unproven));
    }
    // Without pairs there is no draw that a seed could be told by.
    if (p->pair_count == 0 && p->seed != run_seed(r)) {
        return refuse(r, verdict, 0, arena_format(&r->texts, "the file says seed %llu, the program says %llu", (unsigned long long)p->seed,
                                                  (unsigned long long)run_seed(r)));
    }
    return STATUS_OK;
}

status mp_verify(mp_run *r, span file, span pairing_json, mp_verdict *verdict) {
    context *c = &r->context;
    *verdict = (mp_verdict){.holds = true, .text = SPAN("")};
    pairing *said = NULL, *again = NULL;
    solution *claimed = NULL;
    scoring *scored = NULL;
    status result;
    TRY_OUT(pairing_json_read(&said, c, file, pairing_json));
    TRY_OUT(verify_frame(r, said, verdict));
    if (!verdict->holds) {
        goto out;
    }
    TRY_OUT(scoring_create(&scored, c, r->cohort, said->seed));
    TRY_OUT(pairing_solution(&claimed, c, file, said, r->cohort));
    check_report report;
    TRY_OUT(check(r, scored, claimed, &report));
    if (report.fault != CHECK_NONE) {
        TRY_OUT(refuse(r, verdict, 0, report.text));
        goto out;
    }
    TRY_OUT(result_of(&again, r, scored, claimed, said->seed, &said->options, said->tool));
    if (said->without_pins_known && again->has_without_pins) { // a run whose second solve was stopped claims nothing
        TRY_OUT(solve_without_pins(r, again, said->seed));
        if (!again->without_pins_known) {
            TRY_OUT(refuse(r, verdict, 0, arena_format(&r->texts, "there was no time to solve it again without the pins")));
            goto out;
        }
    }
    span bytes;
    TRY_OUT(pairing_json_bytes(&bytes, &r->texts, c, again));
    if (!span_equal(bytes, pairing_json)) {
        span is = SPAN(""), should = SPAN("");
        const uint32_t line = first_difference(pairing_json, bytes, &is, &should);
        TRY_OUT(refuse(r, verdict, line,
                       arena_format(&r->texts, "line %u says `%.*s` where the applications give `%.*s`", line,
                                    SPAN_ARGS(text_visible(&r->texts, is, 120)), SPAN_ARGS(text_visible(&r->texts, should, 120)))));
    }
out:
    pairing_free(again);
    solution_free(claimed);
    scoring_free(scored);
    pairing_free(said);
    return result;
}

_Static_assert((int)MP_ROWS_MOST == (int)TABLE_RECORD_LIMIT && (int)MP_COLUMNS_MOST == (int)TABLE_COLUMN_LIMIT &&
                   (int)MP_CELL_MOST_MIB == (int)TABLE_CELL_LIMIT_BYTES >> 20 && (int)MP_CELLS_MOST == (int)TABLE_CELLS_LIMIT &&
                   (int)MP_BYTES_A_CELL == (int)TABLE_BYTES_A_CELL,
               "what the manual says");

// ---- other doors ------------------------------------------------------------------------------------------------

status mp_pairing_read(mp_run *r, const pairing **out, span file, span bytes) {
    pairing *p;
    if (!memory_reserve(&r->context.memory, &r->read, &r->read_capacity, r->read_count + 1, sizeof(pairing *))) {
        return context_no_memory(&r->context, "run");
    }
    TRY(pairing_json_read(&p, &r->context, file, bytes));
    r->read[r->read_count++] = p;
    *out = p;
    return STATUS_OK;
}

status mp_compare(mp_run *r, comparison *out, const pairing *old, const pairing *new, compare_helped helped) {
    return compare_pairings(out, &r->texts, &r->context, old, new, helped);
}

status mp_program_schema(mp_run *r, span *out) {
    return program_schema_json(out, &r->texts);
}

status mp_pairing_schema(mp_run *r, span *out) {
    return pairing_json_schema(out, &r->texts);
}

status mp_starter_from_exports(mp_run *r, mp_starter *out, const input *exports, size_t export_count) {
    program *p;
    survey s;
    *out = (mp_starter){.program = SPAN("")};
    TRY(program_built_in(&p, &r->context));
    status result = survey_exports(&s, &r->texts, &r->context, p, exports, export_count);
    if (result == STATUS_OK) {
        result = survey_options_collect(&s, &r->texts);
    }
    if (result == STATUS_OK) {
        result = survey_program(&out->program, &out->questions, &r->texts, &s);
    }
    for (uint32_t i = 0; i < s.file_count; i++) {
        out->parts[i] = s.files[i].part;
        out->rows[i] = s.files[i].sheet.table->count - s.files[i].sheet.first_record;
        out->tools[i] = exports_words(s.files[i].sheet.shape.tool);
    }
    survey_end(&s);
    program_free(p);
    return result;
}

status mp_starter_program(mp_run *r, span *out) {
    return program_starter_yaml(out, &r->texts, NULL, 0);
}
