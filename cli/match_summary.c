// SPDX-License-Identifier: GPL-3.0-or-later
#include "match_summary.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "reports/facts.h"
#include "supply.h"
#include "words.h"

enum { STEP_COLUMN = 10, PROVEN_COLUMN = 63, TIME_COLUMN = 72, LABEL_COLUMN = 15, WEAK_SAID = 12 };

typedef struct telling {
    session *session;
    const match_result *result;
    const pairing *pairing;
    facts facts;
    supply supply;
    arena *arena;
    bool no_memory;
} telling;

// ---- small words ------------------------------------------------------------------------------------------------

static span say(telling *t, span text) {
    t->no_memory |= text.text == NULL;
    return text.text != NULL ? text : SPAN("");
}

// "a", "a, b", with `between` in front of all but the first.
static span listed(telling *t, span text, const char *between, span item) {
    return item.length == 0 ? text : say(t, arena_format(t->arena, "%.*s%s%.*s", SPAN_ARGS(text), text.length > 0 ? between : "", SPAN_ARGS(item)));
}

// "7 places"; "" for none.
static span counted(telling *t, uint64_t n, const char *one, const char *many) {
    return n == 0 ? SPAN("") : say(t, arena_format(t->arena, "%s %s", words_digits((int64_t)n).text, words_plural(n, one, many)));
}

static bool is_draw(const level_result *l) {
    return l->level == LEVEL_DRAW;
}

// ---- the steps --------------------------------------------------------------------------------------------------

// "Paired    goal 1 of 2, most matched: 41        proven   0.0 s": the second and third part may be empty.
static void print_step(const telling *t, const char *label, span text, bool proven, span not_proven, int64_t spent_ms) {
    terminal *screen = t->session->terminal;
    const size_t used = STEP_COLUMN + text_columns(text);
    span line = arena_format(t->arena, "%-*s%.*s", STEP_COLUMN, label, SPAN_ARGS(text));
    size_t column = used;
    if (proven || not_proven.length > 0) {
        const int gap = used + 2 < PROVEN_COLUMN && proven ? (int)(PROVEN_COLUMN - used) : 2;
        line = proven ? arena_format(t->arena, "%.*s%*s" STYLE_PROVEN "proven" STYLE_END, SPAN_ARGS(line), gap, "")
                      : arena_format(t->arena, "%.*s%*s" STYLE_WARNING "not proven" STYLE_END "%.*s", SPAN_ARGS(line), gap, "", SPAN_ARGS(not_proven));
        column += (size_t)gap + (proven ? strlen("proven") : strlen("not proven") + not_proven.length);
    }
    if (screen->verbose && spent_ms >= 0) {
        const int gap = column + 2 < TIME_COLUMN ? (int)(TIME_COLUMN - column) : 2;
        line = arena_format(t->arena, "%.*s%*s%s", SPAN_ARGS(line), gap, "", words_seconds(spent_ms).text);
    }
    if (line.text != NULL) {
        terminal_print(&screen->results, 0, 0, line.text);
    }
}

static span value_of(telling *t, const level_result *l) {
    return l->has_value ? say(t, arena_format(t->arena, "%s", words_level_value(level_name(l->level), l->value).text)) : SPAN("none");
}

static void print_goals(telling *t) {
    const pairing *p = t->pairing;
    const session *s = t->session;
    uint32_t goals = 0, goal = 0;
    for (uint32_t i = 0; i < p->objective_count; i++) {
        goals += !is_draw(&p->objective[i]);
    }
    for (uint32_t i = 0; i < p->objective_count; i++) {
        const level_result *l = &p->objective[i];
        if (is_draw(l)) {
            continue;
        }
        const span text = say(t, arena_format(t->arena, "goal %" PRIu32 " of %" PRIu32 ", %s: %.*s", goal + 1, goals,
                                              words_level(level_name(l->level)).text, SPAN_ARGS(value_of(t, l))));
        const span limit = l->proven ? SPAN("")
                                     : say(t, arena_format(t->arena, ", limit %s", words_level_value(level_name(l->level), l->bound).text));
        int64_t spent_ms = -1;
        if (goal < s->goal_count) {
            const int64_t end_ms = goal + 1 < s->goal_count ? s->goals[goal + 1].begun_ms : t->result->times.paired_ms;
            spent_ms = end_ms - s->goals[goal].begun_ms;
        } else if (goal + 1 == goals) {
            spent_ms = t->result->times.paired_ms - t->result->times.scored_ms;
        }
        print_step(t, goal == 0 ? "Paired" : "", text, l->proven, limit, spent_ms);
        goal++;
    }
}

static void print_steps(telling *t) {
    const summary *sum = &t->pairing->summary;
    const match_times *times = &t->result->times;
    uint32_t read = 0, accepted = 0;
    for (uint32_t i = 0; i < t->supply.file_count; i++) {
        read += t->supply.files[i].rows;
        accepted += t->supply.files[i].accepted;
    }
    print_step(t, "Read",
               say(t, arena_format(t->arena, "%s %s: %s accepted, %s set aside", words_digits(read).text, words_plural(read, "application", "applications"),
                                   words_digits(accepted).text, words_digits(read - accepted).text)),
               false, SPAN(""), times->read_ms - times->begun_ms);
    const uint64_t pairs = (uint64_t)sum->mentors * sum->mentees;
    print_step(t, "Scored",
               say(t, arena_format(t->arena, "%s %s x %s %s: %s %s allowed of %s", words_digits(sum->mentees).text,
                                   words_plural(sum->mentees, "mentee", "mentees"), words_digits(sum->mentors).text,
                                   words_plural(sum->mentors, "mentor", "mentors"), words_digits((int64_t)sum->eligible_pairs).text,
                                   words_plural(sum->eligible_pairs, "pair", "pairs"), words_digits((int64_t)pairs).text)),
               false, SPAN(""), times->scored_ms - times->read_ms);
    print_goals(t);
    const size_t files = t->result->output->manifest.count + 1;
    print_step(t, "Wrote", say(t, arena_format(t->arena, "%s: %s", t->result->output->path, counted(t, files, "file", "files").text)), false, SPAN(""),
               times->written_ms - times->paired_ms);
}

// ---- the headline -----------------------------------------------------------------------------------------------

static span headline(telling *t) {
    const summary *sum = &t->pairing->summary;
    if (sum->mentors == 0 || sum->mentees == 0) {
        return sum->mentees > 0 ? SPAN("No mentor has applied yet.") : sum->mentors > 0 ? SPAN("No mentee has applied yet.") : SPAN("Nobody has applied yet.");
    }
    if (t->facts.several_mentors && sum->pairs > 0) {
        return say(t, arena_format(t->arena, "%s of %s places wanted are filled.", words_digits(sum->pairs).text, words_digits(t->facts.wanted_places).text));
    }
    if (sum->pairs == 0) {
        return SPAN("No mentee has a mentor yet.");
    }
    if (sum->matched_mentees == sum->mentees) {
        return sum->mentees == 1 ? SPAN("The one mentee has a mentor.")
                                 : say(t, arena_format(t->arena, "All %s mentees have a mentor.", words_digits(sum->mentees).text));
    }
    return sum->matched_mentees == 1
               ? say(t, arena_format(t->arena, "One of %s mentees has a mentor.", words_digits(sum->mentees).text))
               : say(t, arena_format(t->arena, "%s of %s mentees have a mentor.", words_digits(sum->matched_mentees).text, words_digits(sum->mentees).text));
}

// ---- the lines under it -----------------------------------------------------------------------------------------

static void print_line(telling *t, const char *style, const char *label, span text) {
    if (text.length == 0) {
        return;
    }
    const char *line = say(t, arena_format(t->arena, "  %s%s%s%*s%.*s", style, label, style[0] != '\0' ? STYLE_END : "",
                                           LABEL_COLUMN - 2 - (int)strlen(label), "", SPAN_ARGS(text)))
                           .text;
    terminal_print(&t->session->terminal->results, t->session->terminal->results.columns, LABEL_COLUMN - 2, line);
}

// What a proven level means; after most_matched the pairings compared are those of this size.
static span proof_clause(telling *t, const level_result *l, bool of_this_size) {
    switch (l->level) {
        case LEVEL_MOST_MATCHED:
            return SPAN("no pairing fills more places");
        case LEVEL_PRIORITY_MATCHED:
            return SPAN("no pairing serves more priority mentees");
        case LEVEL_MOST_MENTORS:
            return SPAN("no pairing gives more mentors a mentee");
        case LEVEL_BEST_WORST:
            return SPAN("no pairing has a better weakest pair");
        case LEVEL_BEST_TOTAL:
            return of_this_size && t->pairing->summary.pairs > 1
                       ? say(t, arena_format(t->arena, "no %s pairs fit better", words_digits(t->pairing->summary.pairs).text))
                       : SPAN("no pairing fits better");
        case LEVEL_FAIREST:
            return SPAN("no pairing is fairer from the bottom up");
        case LEVEL_FEWEST_CHANGES:
            return SPAN("no pairing keeps more of the earlier pairs");
        case LEVEL_DRAW:
        case LEVEL_COUNT:
            break;
    }
    return SPAN("");
}

// All clauses of levels that are proven, or of those that are not; the last one after "and".
static span proofs(telling *t, bool proven) {
    span clauses[LEVEL_COUNT];
    size_t count = 0;
    bool of_this_size = false;
    for (uint32_t i = 0; i < t->pairing->objective_count; i++) {
        const level_result *l = &t->pairing->objective[i];
        if (l->proven == proven && !is_draw(l) && count < LEVEL_COUNT) {
            clauses[count++] = proof_clause(t, l, of_this_size);
        }
        of_this_size |= l->level == LEVEL_MOST_MATCHED;
    }
    span text = SPAN("");
    for (size_t i = 0; i < count; i++) {
        text = listed(t, text, i + 1 == count ? ", and " : ", ", clauses[i]);
    }
    return text;
}

static span fit_text(telling *t) {
    const summary *sum = &t->pairing->summary;
    const int32_t weak_below = t->facts.program->weak_below_bp;
    if (sum->pairs == 0) {
        return SPAN("");
    }
    if (sum->pairs == 1) {
        return say(t, arena_format(t->arena, "%s", words_fit_below(sum->median_score_bp, weak_below).text));
    }
    return say(t, arena_format(t->arena, "half of the pairs %s or more, lowest %s", words_fit_at_least(sum->median_score_bp).text,
                               words_fit_below(sum->lowest_score_bp, weak_below).text));
}

static span unmatched_text(telling *t) {
    static const struct {
        unmatched_reason reason;
        const char *one, *many;
    } CLAUSES[] = {{UNMATCHED_NO_PLACE, "competes for full mentors", "compete for full mentors"},
                   {UNMATCHED_NO_ELIGIBLE_MENTOR, "has nobody eligible", "have nobody eligible"},
                   {UNMATCHED_PINNED, "lost their place to a pin", "lost their places to pins"},
                   {UNMATCHED_GOAL, "stays without for an earlier goal", "stay without for an earlier goal"},
                   {UNMATCHED_TIME_LIMIT, "was not settled in time", "were not settled in time"}};
    const pairing *p = t->pairing;
    span text = SPAN("");
    for (size_t k = 0; k < sizeof CLAUSES / sizeof CLAUSES[0]; k++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < p->unmatched_count; i++) {
            count += p->unmatched[i].reason == CLAUSES[k].reason;
        }
        text = listed(t, text, ", ", counted(t, count, CLAUSES[k].one, CLAUSES[k].many));
    }
    return text.length == 0 ? text
                            : say(t, arena_format(t->arena, "%.*s: %.*s", SPAN_ARGS(counted(t, p->unmatched_count, "mentee", "mentees")), SPAN_ARGS(text)));
}

typedef struct weak_pair {
    int32_t score_bp;
    uint32_t number;
} weak_pair;

static int weakest_first(const void *a, const void *b) {
    const weak_pair *x = a, *y = b;
    return x->score_bp != y->score_bp ? (x->score_bp > y->score_bp) - (x->score_bp < y->score_bp) : (x->number > y->number) - (x->number < y->number);
}

// Numbers of the weak pairs, as the report has them.
static const weak_pair *weak_pairs(telling *t, uint32_t *count) {
    const pairing *p = t->pairing;
    weak_pair *weak = arena_alloc(t->arena, p->pair_count, sizeof *weak);
    *count = 0;
    t->no_memory |= weak == NULL;
    for (uint32_t i = 0; weak != NULL && i < p->pair_count; i++) {
        if (p->pairs[i].score_bp < t->facts.program->weak_below_bp) {
            weak[(*count)++] = (weak_pair){.score_bp = p->pairs[i].score_bp, .number = t->facts.pair_number[i]};
        }
    }
    if (weak != NULL) {
        qsort(weak, *count, sizeof *weak, weakest_first);
    }
    return weak;
}

static span weak_text(telling *t) {
    uint32_t count;
    const weak_pair *weak = weak_pairs(t, &count);
    span numbers = SPAN("");
    for (uint32_t i = 0; i < count && i < WEAK_SAID; i++) {
        numbers = listed(t, numbers, ", ", say(t, arena_format(t->arena, "%" PRIu32, weak[i].number)));
    }
    if (count == 0) {
        return SPAN("");
    }
    const span more = count > WEAK_SAID ? say(t, arena_format(t->arena, " and %s more", words_digits(count - WEAK_SAID).text)) : SPAN("");
    return say(t, arena_format(t->arena, "%.*s below %s: %s %.*s%.*s", SPAN_ARGS(counted(t, count, "pair", "pairs")),
                               words_limit(t->facts.program->weak_below_bp).text, words_plural(count, "number", "numbers"), SPAN_ARGS(numbers),
                               SPAN_ARGS(more)));
}

static span free_text(telling *t) {
    const pairing *p = t->pairing;
    const span places = counted(t, p->summary.free_places, "place", "places");
    return places.length == 0
               ? places
               : say(t, arena_format(t->arena, "%.*s with %.*s", SPAN_ARGS(places), SPAN_ARGS(counted(t, p->free_mentor_count, "mentor", "mentors"))));
}

static span aside_text(telling *t) {
    static const struct {
        aside_code code;
        const char *words;
    } CLAUSES[] = {{ASIDE_LATE, "late"}, {ASIDE_REQUIREMENT, "not admitted"}, {ASIDE_INVALID, "invalid"}, {ASIDE_SUPERSEDED, "replaced"}, {ASIDE_WITHDRAWN, "withdrawn"}};
    span text = SPAN("");
    uint32_t all = 0;
    for (size_t k = 0; k < sizeof CLAUSES / sizeof CLAUSES[0]; k++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < t->supply.file_count; i++) {
            count += t->supply.files[i].aside[CLAUSES[k].code];
        }
        all += count;
        text = listed(t, text, ", ", counted(t, count, CLAUSES[k].words, CLAUSES[k].words));
    }
    return all == 0 ? text : say(t, arena_format(t->arena, "%.*s: %.*s", SPAN_ARGS(counted(t, all, "application", "applications")), SPAN_ARGS(text)));
}

static span pinned_text(telling *t) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->pairing->pair_count; i++) {
        count += t->pairing->pairs[i].pinned;
    }
    return counted(t, count, "pair pinned by the committee", "pairs pinned by the committee");
}

static span stopped_text(telling *t) {
    switch (t->pairing->options.stopped) {
        case STOPPED_NOT:
            break;
        case STOPPED_TIME_LIMIT:
            return say(t, arena_format(t->arena, "at the time limit of %s: a better pairing may exist. Run again with a longer --time-limit",
                                       counted(t, (uint64_t)t->pairing->options.time_limit_s, "second", "seconds").text));
        case STOPPED_DEADLINE:
            return SPAN("at the due date: a better pairing may exist");
        case STOPPED_INTERRUPT:
            return SPAN("as you asked: a better pairing may exist. Run again to finish");
    }
    return SPAN("");
}

static span due_text(telling *t) {
    session_due due;
    return session_due_of(&due, mp_run_program(t->session->run), t->session->request.as_of)
               ? say(t, arena_format(t->arena, "%s, %s", words_days_left(due.days).text, words_date(due.day).text))
               : SPAN("");
}

// ---- what comes next --------------------------------------------------------------------------------------------

// Where the file of --previous stands from now on: this run moves the one in out/ to out.previous/.
static const char *previous_now(telling *t, const char *said) {
    const char *slash = strrchr(said, '/');
    const char *base = slash == NULL ? said : slash + 1;
    const char *parent = slash == NULL ? "." : say(t, arena_format(t->arena, "%.*s", (int)(slash - said + 1), said)).text;
    const char *out = t->result->output->path;
    struct stat of_file, of_out;
    const bool moves = stat(parent, &of_file) == 0 && stat(out, &of_out) == 0 && of_file.st_dev == of_out.st_dev && of_file.st_ino == of_out.st_ino;
    return moves ? say(t, arena_format(t->arena, "%s.previous/%s", out, base)).text : said;
}

// With pairs there is something to prove; without, something to look into.
static span next_command(telling *t) {
    const bool approves = t->pairing->summary.pairs > 0 && t->session->options->argument_count == 1 && !t->session->options->said[OPTION_NO_DOCUMENTS];
    const command_id next = approves ? COMMAND_APPROVE : t->pairing->summary.pairs > 0 ? COMMAND_VERIFY : COMMAND_CHECK;
    options o = *t->session->options;
    if (o.said[OPTION_PREVIOUS]) {
        o.text[OPTION_PREVIOUS] = previous_now(t, o.text[OPTION_PREVIOUS]);
    }
    return say(t, command_line_for(&o, t->arena, next, approves ? "--by NAME" : ""));
}

// Why there is no pair, as far as it tells what to do.
static const char *without_pairs(const telling *t) {
    const summary *s = &t->pairing->summary;
    return s->mentors + s->mentees == 0   ? "put the exports of the form into the files, check them, then match again:"
           : s->mentors == 0              ? "put the mentors' applications into the files, check them, then match again:"
           : s->mentees == 0              ? "put the mentees' applications into the files, check them, then match again:"
                                          : "see who applied and which rule leaves them nobody, then match again:";
}

static void print_next(telling *t) {
    const options *o = t->session->options;
    terminal *screen = t->session->terminal;
    const bool in_folder = o->argument_count == 1;
    terminal_blank(screen);
    if (t->result->report != NULL) {
        terminal_print(&screen->results, 0, 0,
                       say(t, arena_format(t->arena, STYLE_HEAD "Read:" STYLE_END " %s/%s", t->result->output->path, t->result->report)).text);
    }
    if (t->pairing->summary.pairs == 0) {
        terminal_say(screen, 6, STYLE_HEAD "Next:" STYLE_END " %s", without_pairs(t));
        terminal_command(screen, "      ", next_command(t));
        return;
    }
    const char *where = in_folder ? say(t, arena_format(t->arena, "decisions.csv in %s", o->arguments[0])).text : "decisions.csv";
    terminal_say(screen, 6, STYLE_HEAD "Next:" STYLE_END " %s. With vetoes, pins or withdrawals, save %s and match again%s. When all is well:",
                 t->result->report == NULL ? "look at the pairs"
                                           : say(t, arena_format(t->arena, "open %s/review.html and mark the pairs", t->result->output->path)).text,
                 where, in_folder ? "" : " with --decisions decisions.csv");
    terminal_command(screen, "      ", next_command(t));
}

static void print_all(telling *t) {
    terminal *screen = t->session->terminal;
    print_steps(t);
    terminal_blank(screen);
    terminal_say(screen, 0, STYLE_HEAD "%.*s" STYLE_END, SPAN_ARGS(headline(t)));
    terminal_blank(screen);
    print_line(t, STYLE_WARNING, "stopped", stopped_text(t));
    print_line(t, "", "proven", proofs(t, true));
    const span unproven = proofs(t, false);
    print_line(t, STYLE_WARNING, "not proven", unproven.length > 0 ? say(t, arena_format(t->arena, "that %.*s", SPAN_ARGS(unproven))) : unproven);
    print_line(t, "", "fit", fit_text(t));
    print_line(t, STYLE_WARNING, "unmatched", unmatched_text(t));
    print_line(t, STYLE_WARNING, "weak", weak_text(t));
    print_line(t, "", "pinned", pinned_text(t));
    print_line(t, "", "free", free_text(t));
    print_line(t, "", "set aside", aside_text(t));
    print_line(t, "", "due", due_text(t));
    print_next(t);
}

// ---- --json -----------------------------------------------------------------------------------------------------

static json_t *or_null(bool known, int64_t value) {
    return known ? json_integer(value) : json_null();
}

static json_t *summary_json(const summary *s) {
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o}", "mentors", (json_int_t)s->mentors, "mentees", (json_int_t)s->mentees,
                     "places", (json_int_t)s->places, "eligible_pairs", (json_int_t)s->eligible_pairs, "pairs", (json_int_t)s->pairs, "matched_mentees",
                     (json_int_t)s->matched_mentees, "unmatched_mentees", (json_int_t)s->unmatched_mentees, "mentors_without_mentee",
                     (json_int_t)s->mentors_without_mentee, "free_places", (json_int_t)s->free_places, "total_score", (json_int_t)s->total_score_bp,
                     "lowest_score", or_null(s->lowest_score_bp >= 0, s->lowest_score_bp), "median_score",
                     or_null(s->median_score_bp >= 0, s->median_score_bp));
}

static json_t *result_json(telling *t) {
    static const char *const WAYS[] = {
        [STOPPED_NOT] = NULL, [STOPPED_TIME_LIMIT] = "time_limit", [STOPPED_DEADLINE] = "deadline", [STOPPED_INTERRUPT] = "interrupt"};
    const pairing *p = t->pairing;
    json_t *objective = json_array(), *weak = json_array(), *files = json_array();
    for (uint32_t i = 0; i < p->objective_count; i++) {
        const level_result *l = &p->objective[i];
        (void)json_array_append_new(objective, json_pack("{s:s, s:o, s:o, s:b}", "level", level_name(l->level), "value", or_null(l->has_value, l->value),
                                                         "bound", or_null(l->has_value, l->bound), "proven", (int)l->proven));
    }
    uint32_t weak_count;
    const weak_pair *pairs = weak_pairs(t, &weak_count);
    for (uint32_t i = 0; i < weak_count; i++) {
        (void)json_array_append_new(weak, json_integer(pairs[i].number));
    }
    for (size_t i = 0; i < t->result->output->manifest.count; i++) {
        (void)json_array_append_new(files, json_string(t->result->output->manifest.files[i].name));
    }
    session_due due;
    const bool has_due = session_due_of(&due, mp_run_program(t->session->run), t->session->request.as_of);
    const char *way = WAYS[p->options.stopped];
    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:I, s:o, s:o, s:o, s:o}", "pairing", t->result->pairing_id, "out", t->result->output->path, "files",
                     files, "summary", summary_json(&p->summary), "objective", objective, "seed", (json_int_t)p->seed, "stopped",
                     way != NULL ? json_string(way) : json_null(), "weak_pairs", weak, "days_left", has_due ? json_integer(due.days) : json_null(), "next",
                     json_result_span(next_command(t)));
}

outcome match_summary(session *s, const match_result *r, json_t **as_json) {
    if (s->terminal->quiet && !s->terminal->json) {
        return OUTCOME_DONE;
    }
    context *c = mp_run_context(s->run);
    arena scratch = arena_over(&c->memory);
    telling t = {.session = s, .result = r, .pairing = r->pairing, .arena = &scratch};
    const report_request request = {.pairing = r->pairing, .pairing_id = r->pairing_id};
    scribe writer = scribe_create(&scratch, c);
    status result = writer.status;
    if (result == STATUS_OK) {
        result = facts_gather(&t.facts, &writer, &request);
        if (result == STATUS_OK) {
            result = supply_count(&t.supply, &scratch, mp_run_cohort(s->run), NULL);
        }
        if (result == STATUS_OK && s->terminal->json) {
            *as_json = result_json(&t);
        } else if (result == STATUS_OK) {
            print_all(&t);
        }
        facts_release(&t.facts);
    }
    arena_free(&scratch);
    return result != STATUS_OK ? session_outcome(s, result) : t.no_memory ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}
