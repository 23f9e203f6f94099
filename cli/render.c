// SPDX-License-Identifier: GPL-3.0-or-later
#include "render.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confine.h"
#include "file.h"
#include "output.h"
#include "signals.h"

enum { DEFAULT_LIMIT_MS = 120 * 1000, POLL_MS = 200, LONGEST_REPLY = 64 * 1024 * 1024 };

// ---- the child --------------------------------------------------------------------------------------------------
// It answers in lines of JSON: {"begin": file}, {"file": …, "sha256": …, "size": …}, {"finding": …}, {"end": status, "fault": …}.

static void reply(int pipe_end, json_t *line) {
    char *text = line == NULL ? NULL : json_dumps(line, JSON_COMPACT);
    const size_t length = text == NULL ? 0 : strlen(text);
    json_decref(line);
    if (text == NULL) {
        _exit(EXIT_FAILURE);
    }
    text[length] = '\n'; // in the place of the zero
    for (size_t at = 0; at <= length;) {
        const ssize_t put = write(pipe_end, text + at, length + 1 - at);
        if (put < 0 && errno != EINTR) {
            _exit(EXIT_FAILURE); // a parent that no longer listens has decided already
        }
        at += put > 0 ? (size_t)put : 0;
    }
    free(text);
}

static void reply_end(int pipe_end, status s, file_fault failed, const fault *why) {
    reply(pipe_end, json_pack("{s:i, s:i, s:s, s:s}", "end", (int)s, "file_fault", (int)failed, "where", why->where != NULL ? why->where : "",
                              "what", why->what));
}

static void reply_findings(int pipe_end, const findings *f) {
    for (size_t i = 0; i < f->count; i++) {
        const finding *one = &f->items[i];
        reply(pipe_end, json_pack("{s:{s:s%, s:i, s:i, s:i, s:s%, s:s}}", "finding", "file", one->place.file.text, one->place.file.length, "line",
                                  (int)one->place.line, "column", (int)one->place.column, "severity", (int)one->severity, "text",
                                  one->text.text, one->text.length, "code", one->code));
    }
}

static status child_documents(mp_run *run, const pairing *previous, int pipe_end, const render_job *job, file_fault *failed) {
    context *c = mp_run_context(run);
    report_request request = {
        .pairing = job->pairing, .pairing_id = job->pairing_id, .approval = job->approval, .previous = previous};
    if (job->pairing == NULL) {
        TRY(mp_pairing_read(run, &request.pairing, SPAN(PAIRING_NAME), job->pairing_json));
    }
    for (size_t i = 0; i < job->count; i++) {
        const document_entry *d = job->documents[i];
        reply(pipe_end, json_pack("{s:s}", "begin", d->file));
        arena a = arena_over(&c->memory);
        span bytes;
        const status rendered_as = d->render(&bytes, &a, c, &request);
        if (rendered_as == STATUS_OK) {
            char digest[65];
            sha256_hex(digest, sha256_of(bytes));
            *failed = job->folder >= 0 ? file_write_new(job->folder, d->file, bytes) : FILE_FINE;
            reply(pipe_end, json_pack("{s:s, s:s, s:I}", "file", d->file, "sha256", digest, "size", (json_int_t)bytes.length));
        }
        arena_free(&a);
        if (rendered_as != STATUS_OK || *failed != FILE_FINE) {
            return rendered_as;
        }
    }
    return STATUS_OK;
}

static void child(int pipe_end, const render_job *job) {
    signals_reset();
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)confine_to(job->folder);
    // On its own: a damaged earlier pairing is no fault of this one.
    mp_run *run = mp_run_new((host){.self = NULL}), *before = mp_run_new((host){.self = NULL});
    if (run == NULL || before == NULL) {
        reply_end(pipe_end, STATUS_NO_MEMORY, FILE_FINE, &(fault){.where = "render"});
        _exit(EXIT_SUCCESS);
    }
    file_fault failed = FILE_FINE;
    const pairing *previous = NULL;
    if (job->previous_json.length > 0 && mp_pairing_read(before, &previous, SPAN(PAIRING_NAME), job->previous_json) != STATUS_OK) {
        previous = NULL;
    }
    const status s = child_documents(run, previous, pipe_end, job, &failed);
    reply_findings(pipe_end, &mp_run_context(run)->findings);
    reply_end(pipe_end, s, failed, &mp_run_context(run)->fault);
    mp_run_free(run);
    mp_run_free(before);
    _exit(EXIT_SUCCESS);
}

// ---- the parent -------------------------------------------------------------------------------------------------

typedef struct reading {
    rendered *done;
    arena *arena;
    terminal *terminal;
    findings *findings;
    const render_job *job;
    size_t done_count;
    const char *current; // the document at which the child is
    bool ended;
    outcome outcome;     // once it has ended
} reading;

static void take_finding(reading *r, json_t *line) {
    const char *file, *text, *code;
    int row, column, kind;
    if (json_unpack(line, "{s:s, s:i, s:i, s:i, s:s, s:s}", "file", &file, "line", &row, "column", &column, "severity", &kind, "text", &text,
                    "code", &code) != 0) {
        return;
    }
    const span code_copy = arena_copy(r->arena, span_of(code));
    const place where = {.file = span_of(file), .line = (uint32_t)row, .column = (uint32_t)column};
    if (code_copy.text == NULL) {
        r->outcome = OUTCOME_NO_MEMORY;
        return;
    }
    finding_add(r->findings, (severity)kind, where, code_copy.text, "%s", text);
}

static void take_end(reading *r, json_t *line) {
    int s, failed;
    const char *where, *what;
    if (json_unpack(line, "{s:i, s:i, s:s, s:s}", "end", &s, "file_fault", &failed, "where", &where, "what", &what) != 0) {
        return;
    }
    r->ended = true;
    if (failed != FILE_FINE) {
        r->outcome = output_fault(r->terminal, r->current, (file_fault)failed, false);
    } else if (s == STATUS_NO_MEMORY) {
        r->outcome = OUTCOME_NO_MEMORY;
    } else if (s != STATUS_OK) {
        terminal_error(r->terminal, "%s could not be made (%s: %s)", r->current, where, what[0] != '\0' ? what : "see the findings");
        r->outcome = OUTCOME_INTERNAL;
    }
}

static void take_line(reading *r, const char *text, size_t length) {
    json_t *line = json_loadb(text, length, 0, NULL), *inner;
    const char *file, *digest;
    json_int_t size;
    if (line == NULL) {
        return;
    }
    if (json_unpack(line, "{s:s}", "begin", &file) == 0 && r->done_count < r->job->count) {
        r->current = r->job->documents[r->done_count]->file;
    } else if (json_unpack(line, "{s:s, s:s, s:I}", "file", &file, "sha256", &digest, "size", &size) == 0 && r->done_count < r->job->count &&
               strlen(digest) == 64) {
        rendered *d = &r->done[r->done_count];
        *d = (rendered){.file = r->job->documents[r->done_count]->file, .size = (uint64_t)size};
        memcpy(d->sha256, digest, 64);
        r->done_count++;
    } else if (json_unpack(line, "{s:o}", "finding", &inner) == 0) {
        take_finding(r, inner);
    } else if (json_object_get(line, "end") != NULL) {
        take_end(r, line);
    }
    json_decref(line);
}

typedef struct buffer {
    char *text;
    size_t length, capacity;
} buffer;

// Takes whole lines out of the buffer.
static void take_lines(reading *r, buffer *b) {
    char *start = b->text, *end;
    while ((end = memchr(start, '\n', b->length - (size_t)(start - b->text))) != NULL) {
        take_line(r, start, (size_t)(end - start));
        start = end + 1;
    }
    b->length -= (size_t)(start - b->text);
    memmove(b->text, start, b->length);
}

typedef enum listened { LISTENED_TO_THE_END, LISTENED_TOO_LONG, LISTENED_INTERRUPTED, LISTENED_NO_MEMORY } listened;

static listened listen_to(reading *r, int pipe_end, int64_t until_ms) {
    buffer b = {0};
    listened result = LISTENED_TO_THE_END;
    while (true) {
        struct pollfd ready = {.fd = pipe_end, .events = POLLIN};
        const int polled = poll(&ready, 1, POLL_MS);
        if (signals_pending() != 0) {
            result = LISTENED_INTERRUPTED;
            break;
        }
        if (terminal_clock_ms() > until_ms) {
            result = LISTENED_TOO_LONG;
            break;
        }
        if (polled <= 0) {
            continue;
        }
        if (b.capacity - b.length < 4096) {
            char *larger = b.capacity > LONGEST_REPLY ? NULL : realloc(b.text, b.capacity * 2 + 8192);
            if (larger == NULL) {
                result = LISTENED_NO_MEMORY;
                break;
            }
            b.text = larger;
            b.capacity = b.capacity * 2 + 8192;
        }
        const ssize_t got = read(pipe_end, b.text + b.length, b.capacity - b.length);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            break;
        }
        b.length += got > 0 ? (size_t)got : 0;
        take_lines(r, &b);
    }
    free(b.text);
    return result;
}

static int wait_for(pid_t pid) {
    int state = 0;
    while (waitpid(pid, &state, 0) < 0 && errno == EINTR) {
    }
    return state;
}

static outcome judge(const reading *r, listened how, int state, int64_t limit_ms) {
    switch (how) {
        case LISTENED_INTERRUPTED:
            return OUTCOME_INTERRUPTED;
        case LISTENED_NO_MEMORY:
            return OUTCOME_NO_MEMORY;
        case LISTENED_TOO_LONG:
            terminal_error(r->terminal, "%s was not ready after %lld seconds and was given up; what was there before is unchanged", r->current,
                           (long long)(limit_ms / 1000));
            return OUTCOME_INTERNAL;
        case LISTENED_TO_THE_END:
            break;
    }
    if (r->ended) {
        return r->outcome;
    }
    if (WIFSIGNALED(state)) {
        terminal_error(r->terminal, "making %s ended in a crash (signal %d); what was there before is unchanged", r->current, WTERMSIG(state));
    } else {
        terminal_error(r->terminal, "making %s ended without a result; what was there before is unchanged", r->current);
    }
    return OUTCOME_INTERNAL;
}

outcome render_documents(rendered *done, arena *a, terminal *t, findings *found, const render_job *job) {
    if (job->count == 0) {
        return OUTCOME_DONE;
    }
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        terminal_error(t, "the documents cannot be made: %s", strerror(errno));
        return OUTCOME_INTERNAL;
    }
    (void)fflush(NULL); // so that the child holds no text of ours that it could print a second time
    const pid_t pid = fork();
    if (pid == 0) {
        (void)close(ends[0]);
        child(ends[1], job);
    }
    (void)close(ends[1]);
    if (pid < 0) {
        (void)close(ends[0]);
        terminal_error(t, "the documents cannot be made: %s", strerror(errno));
        return errno == ENOMEM ? OUTCOME_NO_MEMORY : OUTCOME_INTERNAL;
    }
    reading r = {.done = done, .arena = a, .terminal = t, .findings = found, .job = job, .current = job->documents[0]->file};
    const int64_t limit_ms = job->limit_ms > 0 ? job->limit_ms : DEFAULT_LIMIT_MS;
    const listened how = listen_to(&r, ends[0], terminal_clock_ms() + limit_ms);
    if (how != LISTENED_TO_THE_END) {
        (void)kill(pid, SIGKILL);
    }
    (void)close(ends[0]);
    const int state = wait_for(pid);
    const outcome result = judge(&r, how, state, limit_ms);
    return result == OUTCOME_DONE && r.done_count != job->count ? OUTCOME_INTERNAL : result;
}
