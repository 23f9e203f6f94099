// SPDX-License-Identifier: GPL-3.0-or-later
#include "publishing.h"

#include <string.h>
#include <unistd.h>

#include "approval_file.h"

outcome publishing_open(publishing_run *r, const output *o) {
    *r = (publishing_run){.folder = output_run(o)};
    if (r->folder < 0) {
        terminal_error(o->terminal, "there is no run in %s: mentorpair match makes one", o->path);
        return OUTCOME_NO_INPUT;
    }
    const file_fault read = manifest_read(&r->manifest, o->arena, r->folder, NULL);
    if (read == FILE_NO_MEMORY) {
        return OUTCOME_NO_MEMORY;
    }
    if (read != FILE_FINE) {
        terminal_error(o->terminal, "%s/" MANIFEST_NAME " %s: the run cannot be trusted; make it again with mentorpair match", o->path,
                       read == FILE_CHANGED ? "is damaged" : file_fault_words(read));
        return read == FILE_MISSING ? OUTCOME_NO_INPUT : OUTCOME_REFUSED;
    }
    const file_fault found = file_read(&r->pairing_json, o->arena, r->folder, PAIRING_NAME, FILE_NO_LINK);
    if (found == FILE_NO_MEMORY) {
        return OUTCOME_NO_MEMORY;
    }
    if (found != FILE_FINE) {
        terminal_error(o->terminal, "%s/" PAIRING_NAME " %s: make the run again with mentorpair match", o->path, file_fault_words(found));
        return found == FILE_MISSING ? OUTCOME_REFUSED : OUTCOME_INPUT_OUTPUT;
    }
    if (pairing_json_id(r->pairing_id, r->pairing_json) != STATUS_OK) {
        r->pairing_id[0] = '\0';
    }
    return OUTCOME_DONE;
}

void publishing_close(publishing_run *r) {
    if (r->folder >= 0) {
        (void)close(r->folder);
    }
    r->folder = -1;
}

static span pairing_of(const output *o, int folder, const char *other_than) {
    span bytes = {"", 0};
    char id[65];
    if (folder >= 0) {
        if (file_read(&bytes, o->arena, folder, PAIRING_NAME, FILE_NO_LINK) != FILE_FINE || pairing_json_id(id, bytes) != STATUS_OK ||
            strcmp(id, other_than) == 0) {
            bytes = SPAN("");
        }
        (void)close(folder);
    }
    return bytes;
}

span publishing_previous(const output *o, const char *pairing_id) {
    const span now = pairing_of(o, output_run(o), pairing_id);
    return now.length > 0 ? now : pairing_of(o, output_previous(o), pairing_id);
}

// Whether one of them is for people to read; those that are always made say nothing of the run before.
static bool some_to_read(const document_entry *const *documents, size_t count) {
    bool some = false;
    for (size_t i = 0; i < count; i++) {
        some = some || !documents[i]->always;
    }
    return some;
}

outcome publishing_render(output *o, findings *found, const document_entry *const *documents, size_t count, span pairing_json,
                          const pairing *at_hand, const char *pairing_id) {
    rendered done[DOCUMENTS_MOST];
    terminal_progress(o->terminal, &(progress){.stage = "writing"});
    const render_job job = {.documents = documents,
                            .count = count,
                            .pairing_json = pairing_json,
                            .pairing = at_hand,
                            .pairing_id = pairing_id,
                            .previous_json = some_to_read(documents, count) ? publishing_previous(o, pairing_id) : SPAN(""),
                            .approval = approval_file_read(o->arena, o->swap.parent, pairing_id),
                            .folder = o->fresh};
    const outcome result = render_documents(done, o->arena, o->terminal, found, &job);
    terminal_progress_end(o->terminal);
    for (size_t i = 0; result == OUTCOME_DONE && i < count; i++) {
        PASS(output_list(o, done[i].file, done[i].sha256, done[i].size));
    }
    return result;
}
