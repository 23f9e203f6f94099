// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/leaving.h"

#include "intake/applications.h"

enum { SHOWN_CHARACTERS = 80 };

typedef struct leaver {
    uint32_t person; // in the directory
    place where;     // "--without WHO"
} leaver;

// Pins of somebody who leaves hold no longer; nobody need take them out first to ask.
static void release_pins(reading *r, decision_list *decisions, const leaver *it) {
    for (uint32_t i = 0; i < decisions->count; i++) {
        decision_line *line = &decisions->lines[i];
        const bool part = line->who[ROLE_MENTEE] == it->person || line->who[ROLE_MENTOR] == it->person;
        if (part && !line->faulty && line->decision.kind == DECISION_PIN) {
            finding_add(
                &r->c->findings, SEVERITY_NOTE, line->decision.place, "pin_falls_away",
                "this pin falls away: one of the two is supposed to have left. Take the line out when that is so");
            line->faulty = true;
        }
    }
}

static status withdraw(reading *r, applicants *all, const directory *dir, decision_list *decisions, const leaver *it) {
    bool takes_part = false;
    for (role as = 0; as < ROLE_COUNT; as++) {
        const uint32_t number = dir->people[it->person].applied[as];
        takes_part = takes_part || (number != NONE && !all->items[number].set_aside);
        TRY(applications_withdraw(r, all, dir, it->person, as));
    }
    if (!takes_part) {
        finding_add(&r->c->findings, SEVERITY_NOTE, it->where, "not_taking_part",
                    "takes no part as it is: all applications of this person are set aside already");
    }
    release_pins(r, decisions, it);
    return STATUS_OK;
}

static status find(leaver *out, reading *r, const directory *dir, arena *scratch, span text) {
    who found;
    const span shown = text_visible(scratch, text, SHOWN_CHARACTERS);
    const span file = arena_format(scratch, LEAVING_FILE "%.*s", SPAN_ARGS(shown));
    if (shown.text == NULL || file.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    *out = (leaver){.person = NONE, .where = {file, 1, 1}};
    if (text_invalid_at(text) != SIZE_MAX) {
        finding_add(&r->c->findings, SEVERITY_ERROR, out->where, "person_unknown",
                    "this is not UTF-8: write the name as the form has it");
        return STATUS_OK;
    }
    TRY(directory_find(&found, dir, scratch, ROLE_COUNT, text));
    if (found.found == WHO_FOUND) {
        out->person = found.person;
        return STATUS_OK;
    }
    span what, remedy;
    TRY(directory_trouble(&what, &remedy, r, dir, scratch, ROLE_COUNT, text, &found, false));
    finding_add(&r->c->findings, SEVERITY_ERROR, out->where,
                found.found == WHO_AMBIGUOUS ? "name_ambiguous" : "person_unknown", "%.*s: %.*s", SPAN_ARGS(what),
                SPAN_ARGS(remedy));
    return STATUS_OK;
}

status leaving_withdraw(reading *r, applicants *all, const directory *dir, decision_list *decisions, const span *wanted,
                        size_t count) {
    arena scratch = arena_over(&r->c->memory);
    status result = STATUS_OK;
    for (size_t i = 0; i < count && result == STATUS_OK; i++) {
        leaver it;
        result = find(&it, r, dir, &scratch, wanted[i]);
        if (result == STATUS_OK && it.person != NONE) {
            result = withdraw(r, all, dir, decisions, &it);
        }
    }
    arena_free(&scratch);
    return result;
}
