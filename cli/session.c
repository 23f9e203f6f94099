// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fixed.h"
#include "manifest.h"
#include "signals.h"
#include "words.h"

enum { LONGEST_ZONE_NAME = 100, READ_AGAIN_LIMIT_BYTES = 4 << 20 };

// ---- the world outside ------------------------------------------------------------------------------------------

static status of_fault(file_fault failed) {
    return failed == FILE_FINE ? STATUS_OK : failed == FILE_NO_MEMORY ? STATUS_NO_MEMORY : STATUS_BAD_INPUT;
}

// A name as the zone database has them: "America/Argentina/Buenos_Aires", "Etc/GMT+5"; never a way out of its folder.
static bool is_zone_name(span name) {
    static const char ALLOWED[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
    if (name.length == 0 || name.length > LONGEST_ZONE_NAME || name.text[0] == '/') {
        return false;
    }
    for (size_t i = 0; i < name.length; i++) {
        if (name.text[i] == '\0' || strchr(ALLOWED, name.text[i]) == NULL) {
            return false;
        }
    }
    return true;
}

status session_zone(arena *a, span name, span *bytes) {
    if (!is_zone_name(name)) {
        return STATUS_BAD_INPUT;
    }
    const span path = arena_format(a, "/usr/share/zoneinfo/%.*s", SPAN_ARGS(name));
    return path.text == NULL ? STATUS_NO_MEMORY : of_fault(file_read(bytes, a, AT_FDCWD, path.text, FILE_FOLLOW));
}

static status host_zone(void *self, span name, span *bytes) {
    session *s = self;
    return session_zone(&s->arena, name, bytes);
}

static status host_file(void *self, span name, span *bytes) {
    session *s = self;
    const file_fault failed = folder_given(&s->folder, &s->arena, name, bytes);
    s->given_missing += failed == FILE_MISSING;
    return of_fault(failed);
}

static bool host_stop(void *self) {
    const session *s = self;
    return s->solving && signals_stop_asked();
}

static int64_t host_milliseconds_left(void *self) {
    const session *s = self;
    if (!s->solving || s->solve_until_ms == INT64_MAX) {
        return INT64_MAX;
    }
    const int64_t left_ms = s->solve_until_ms - terminal_clock_ms();
    return left_ms > 0 ? left_ms : 0;
}

static void host_progress(void *self, const progress *now) {
    session *s = self;
    if (now->step > s->goal_count && now->step <= SESSION_GOALS) {
        s->goals[now->step - 1].begun_ms = terminal_clock_ms();
        s->goal_count = now->step;
    }
    // The draw is a step of the solver's, but no goal of the program's.
    progress shown = *now;
    shown.steps -= shown.steps > 0;
    terminal_progress(s->terminal, &shown);
}

static host host_of(session *s, bool with_progress) {
    return (host){.self = s,
                  .zone = host_zone,
                  .file = host_file,
                  .stop = host_stop,
                  .milliseconds_left = host_milliseconds_left,
                  .progress = with_progress ? host_progress : NULL};
}

// ---- opening ----------------------------------------------------------------------------------------------------

outcome session_open(session *s, const options *o, terminal *t) {
    *s = (session){.options = o, .terminal = t, .solve_until_ms = INT64_MAX};
    s->arena = arena_over(&s->memory);
    s->request = (mp_request){.as_of = INSTANT_NONE,
                              .late = o->said[OPTION_LATE],
                              .set_aside_invalid = o->said[OPTION_SET_ASIDE_INVALID],
                              .has_seed = o->said[OPTION_SEED],
                              .seed = (uint64_t)o->number[OPTION_SEED],
                              .alternatives = (int32_t)o->number[OPTION_ALTERNATIVES],
                              .alternatives_said = o->said[OPTION_ALTERNATIVES],
                              .time_limit_s = o->number[OPTION_TIME_LIMIT]};
    PASS(folder_open(&s->folder, &s->arena, t, o));
    s->run = mp_run_new(host_of(s, true));
    return s->run != NULL ? OUTCOME_DONE : OUTCOME_NO_MEMORY;
}

mp_run *session_another_run(session *s) {
    s->goal_count = 0;
    return mp_run_new(host_of(s, true));
}

void session_close(session *s) {
    mp_run_free(s->run);
    s->run = NULL;
    folder_close(&s->folder);
    arena_free(&s->arena);
}

findings *session_findings(session *s) {
    return &mp_run_context(s->run)->findings;
}

outcome session_load(session *s) {
    const outcome result = folder_read(&s->folder, &s->arena, s->terminal, session_findings(s), s->options);
    s->request.inputs = s->folder.inputs;
    s->request.input_count = s->folder.count;
    return result;
}

// ---- as-of ------------------------------------------------------------------------------------------------------

// The zone of the program; UTC where it cannot be read: mp_read then says why.
static outcome read_zone(session *s, const written_time *written, instant *as_of) {
    const input *file = folder_input(&s->folder, INPUT_PROGRAM);
    context c;
    context_init(&c, host_of(s, false));
    program *p = NULL;
    zone *utc = NULL;
    status result = STATUS_OK;
    if (file != NULL) {
        result = program_read(&p, &c, file->file, file->bytes);
    }
    if (result == STATUS_NO_MEMORY) {
        goto out;
    }
    const zone *used = result == STATUS_OK && p != NULL ? p->zone : NULL;
    if (used == NULL) {
        TRY_OUT(zone_create_fixed(&utc, &c.memory, 0));
        used = utc;
    }
    (void)zone_instant(as_of, used, written->wall);
out:
    zone_free(&c.memory, utc);
    program_free(p);
    context_free(&c);
    return result == STATUS_NO_MEMORY ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

static outcome as_of_option(session *s, const char *text, instant *as_of) {
    written_time written;
    if (!instant_parse(&written, span_of(text))) {
        terminal_error(s->terminal, "--as-of %s: a date (2017-05-01) or a date and a time (2017-05-01T12:00) is needed", text);
        return OUTCOME_USAGE;
    }
    if (!written.has_offset) {
        return read_zone(s, &written, as_of);
    }
    const int64_t days = date_day_number(written.wall.date);
    *as_of = days * 86400 + written.wall.hour * 3600 + written.wall.minute * 60 + written.wall.second - written.offset_seconds;
    return OUTCOME_DONE;
}

outcome session_as_of(session *s, instant *as_of) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (s->options->said[OPTION_AS_OF]) {
        return as_of_option(s, s->options->text[OPTION_AS_OF], as_of);
    }
    if (epoch != NULL && epoch[0] != '\0') {
        if (!fixed_parse_whole(as_of, span_of(epoch), 0, 253402300799)) {
            terminal_error(s->terminal, "SOURCE_DATE_EPOCH is %s: a whole number of seconds since 1970 is needed, or leave it unset", epoch);
            return OUTCOME_USAGE;
        }
        return OUTCOME_DONE;
    }
    *as_of = (instant)time(NULL);
    return OUTCOME_DONE;
}

// ---- the run ----------------------------------------------------------------------------------------------------

outcome session_outcome(session *s, status result) {
    context *c = mp_run_context(s->run);
    switch (result) {
        case STATUS_OK:
            return OUTCOME_DONE;
        case STATUS_BAD_INPUT:
            if (s->given_missing > 0 && c->findings.errors == s->given_missing) {
                return OUTCOME_NO_INPUT; // nothing is wrong but that files which program.yaml names are not there
            }
            return mp_program_at_fault(s->run) ? OUTCOME_PROGRAM_WRONG : OUTCOME_BAD_DATA;
        case STATUS_NO_MEMORY:
            return OUTCOME_NO_MEMORY;
        case STATUS_CANCELLED:
        case STATUS_TIME_LIMIT:
            if (signals_stop_asked()) {
                return OUTCOME_INTERRUPTED;
            }
            terminal_error(s->terminal, "the time limit struck before there was any pairing: give more time with --time-limit");
            return OUTCOME_STOPPED;
        case STATUS_INTERNAL:
            break;
    }
    terminal_error(s->terminal, "an internal error, nothing was written (%s: %s). Please report it", c->fault.where != NULL ? c->fault.where : "engine",
                   c->fault.what);
    return OUTCOME_INTERNAL;
}

outcome session_read(session *s) {
    if (s->request.as_of == INSTANT_NONE) {
        PASS(session_as_of(s, &s->request.as_of));
    }
    const status read = mp_read(s->run, &s->request);
    terminal_progress_end(s->terminal);
    return session_outcome(s, read);
}

// When solving must end: the limit, or the due date for a run that begins before it.
static int64_t limit_ms(const session *s) {
    const calendar_entry *due = &mp_run_program(s->run)->calendar[CALENDAR_DUE];
    int64_t seconds = s->request.time_limit_s;
    if (due->said && s->request.as_of < due->at && due->at - s->request.as_of < seconds) {
        seconds = due->at - s->request.as_of;
    }
    return seconds * 1000;
}

static void begin_solving(session *s, int64_t most_ms) {
    s->solve_until_ms = terminal_clock_ms() + most_ms;
    s->solving = true;
    signals_solving(true);
}

static outcome end_solving(session *s, status result) {
    signals_solving(false);
    s->solving = false;
    terminal_progress_end(s->terminal);
    return session_outcome(s, result);
}

outcome session_match(session *s) {
    begin_solving(s, limit_ms(s));
    return end_solving(s, mp_match(s->run));
}

outcome session_explain(session *s, explanation *out, const pairing *stands, span file, const explain_question *question) {
    begin_solving(s, s->request.time_limit_s * 1000);
    return end_solving(s, mp_explain(s->run, out, stands, file, question));
}

bool session_would_pass_without_invalid(session *s, uint32_t *people) {
    size_t bytes = 0;
    for (size_t i = 0; i < s->request.input_count; i++) {
        bytes += s->request.inputs[i].bytes.length;
    }
    // It is only an offer: not one that takes as much memory and time again where those are long.
    if (s->request.set_aside_invalid || bytes > READ_AGAIN_LIMIT_BYTES) {
        return false;
    }
    mp_run *again = mp_run_new(host_of(s, false));
    if (again == NULL) {
        return false;
    }
    mp_request request = s->request;
    request.set_aside_invalid = true;
    const bool passes = mp_read(again, &request) == STATUS_OK;
    *people = 0;
    const cohort *h = mp_run_cohort(again);
    for (uint32_t i = 0; passes && i < h->aside_count; i++) {
        *people += h->asides[i].code == ASIDE_INVALID;
    }
    mp_run_free(again);
    return passes && *people > 0;
}

bool session_due_of(session_due *out, const program *p, instant as_of) {
    const calendar_entry *due = &p->calendar[CALENDAR_DUE];
    if (!due->said || p->zone == NULL) {
        return false;
    }
    *out = (session_due){.days = date_day_number(due->day) - date_day_number(zone_wall(p->zone, as_of).date), .day = due->day};
    return true;
}

span session_visible(session *s, span text) {
    const span visible = text_visible(&s->arena, text, 200);
    return visible.text != NULL ? visible : SPAN("");
}

// ---- decisions on another pairing -------------------------------------------------------------------------------

// The pairing id of a run folder as its manifest says it; "" where there is none.
static outcome pairing_id_at(session *s, const char *path, char out[65]) {
    out[0] = '\0';
    manifest m;
    file_fault failed = FILE_NO_MEMORY;
    const int folder_there = path == NULL ? -1 : file_open_folder(AT_FDCWD, path, FILE_NO_LINK, &failed);
    if (folder_there >= 0) {
        failed = manifest_read(&m, &s->arena, folder_there, NULL);
        (void)close(folder_there);
        if (failed == FILE_FINE) {
            memcpy(out, m.pairing, sizeof m.pairing);
        }
    }
    return failed == FILE_NO_MEMORY ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

// Eight digits or more of an id stand for it.
static bool means_pairing(span written, const char *id) {
    enum { FEWEST_DIGITS = 8 };
    return written.length >= FEWEST_DIGITS && span_starts(span_of(id), written);
}

outcome session_check_decisions(session *s) {
    char now[65], previous[65];
    const cohort *h = mp_run_cohort(s->run);
    PASS(pairing_id_at(s, s->folder.out, now));
    PASS(pairing_id_at(s, arena_format(&s->arena, "%s.previous", s->folder.out).text, previous));
    for (uint32_t i = 0; h != NULL && i < h->decision_count; i++) {
        const decision *d = &h->decisions[i];
        if (d->pairing.length > 0 && !means_pairing(d->pairing, now) && !means_pairing(d->pairing, previous)) {
            finding_add(session_findings(s), SEVERITY_WARNING, d->place, "decision_on_other_pairing",
                        "taken on pairing %.*s, which is neither in out/ nor in out.previous/: see whether it still holds, then empty that cell",
                        (int)(d->pairing.length < 8 ? d->pairing.length : 8), d->pairing.text);
        }
    }
    return session_findings(s)->no_memory ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

outcome session_unreadable(session *s, const char *name, const char *path, file_fault failed) {
    const span shown = session_visible(s, span_of(path));
    switch (failed) {
        case FILE_NO_MEMORY:
            return OUTCOME_NO_MEMORY;
        case FILE_MISSING:
            terminal_error(s->terminal, "%s %.*s: this does not exist: correct the name", name, SPAN_ARGS(shown));
            return OUTCOME_NO_INPUT;
        case FILE_NOT_PERMITTED:
            terminal_error(s->terminal, "%s %.*s: this may not be read by you: change its permissions (chmod u+r)", name, SPAN_ARGS(shown));
            return OUTCOME_NOT_PERMITTED;
        case FILE_FINE:
        case FILE_IS_FOLDER:
        case FILE_IS_DEVICE:
        case FILE_IS_LINK:
        case FILE_TOO_LARGE:
        case FILE_CHANGED:
        case FILE_NO_ROOM:
        case FILE_FAILED:
            break;
    }
    terminal_error(s->terminal, "%s %.*s: this cannot be read: it %s", name, SPAN_ARGS(shown), file_fault_words(failed));
    return OUTCOME_INPUT_OUTPUT;
}
