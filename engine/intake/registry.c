// Names of fields. A linear search does: a program names a few dozen fields.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/registry.h"

static const char *const KNOWN[FIELD_KNOWN] = {
    [FIELD_ID] = "id",
    [FIELD_NAME] = "name",
    [FIELD_EMAIL] = "email",
    [FIELD_ROLE] = "role",
    [FIELD_SUBMITTED] = "submitted",
    [FIELD_CAREER_STAGE] = "career_stage",
    [FIELD_AREAS] = "areas",
    [FIELD_INSTITUTION] = "institution",
    [FIELD_LOCATION] = "location",
    [FIELD_TIME_ZONE] = "time_zone",
    [FIELD_LIBRARY_TYPE] = "library_type",
    [FIELD_MEETING] = "meeting",
    [FIELD_LANGUAGES] = "languages",
    [FIELD_GOALS] = "goals",
    [FIELD_STATEMENT] = "statement",
    [FIELD_CAPACITY] = "capacity",
    [FIELD_REQUESTED] = "requested",
    [FIELD_CONFLICTS] = "conflicts",
    [FIELD_PRIORITY] = "priority",
};

const char *registry_known(uint32_t which) {
    return KNOWN[which];
}

static status add(registry *r, span name, span folded) {
    if (!memory_reserve(r->arena->memory, &r->fields, &r->capacity, (size_t)r->count + 1, sizeof(field))) {
        return STATUS_NO_MEMORY;
    }
    field *f = &r->fields[r->count];
    *f = (field){.name = arena_copy(r->arena, name), .folded = arena_copy(r->arena, folded)};
    if (f->name.text == NULL || f->folded.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    r->count++;
    return STATUS_OK;
}

status registry_begin(registry *r, arena *a) {
    *r = (registry){.arena = a};
    for (uint32_t i = 0; i < FIELD_KNOWN; i++) {
        span folded;
        TRY(text_fold_bare(&folded, a, span_of(KNOWN[i])));
        TRY(add(r, span_of(KNOWN[i]), folded));
    }
    r->fields[FIELD_NAME].needed = true;
    r->fields[FIELD_EMAIL].needed = true;
    r->fields[FIELD_AREAS].is_choice = true;
    r->fields[FIELD_LANGUAGES].is_choice = true;
    return STATUS_OK;
}

void registry_end(registry *r) {
    if (r->arena != NULL) {
        memory_free(r->arena->memory, r->fields);
    }
    *r = (registry){0};
}

status registry_number(uint32_t *out, registry *r, span name) {
    span folded;
    TRY(text_fold_bare(&folded, r->arena, name));
    *out = NONE;
    for (uint32_t i = 0; i < r->count; i++) {
        if (span_equal(r->fields[i].folded, folded)) {
            *out = i;
            return STATUS_OK;
        }
    }
    if (folded.length == 0 || r->count >= REGISTRY_LIMIT) {
        return STATUS_OK;
    }
    TRY(add(r, name, folded));
    *out = r->count - 1;
    return STATUS_OK;
}

status registry_keep(field **fields, uint32_t *count, const registry *r) {
    *fields = arena_array(r->arena, r->fields, r->count, sizeof(field));
    *count = r->count;
    return *fields == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

uint32_t registry_slip(arena *scratch, span name) {
    span names[FIELD_KNOWN];
    for (uint32_t i = 0; i < FIELD_KNOWN; i++) {
        names[i] = span_of(KNOWN[i]);
    }
    size_t nearest = text_nearest(scratch, name, names, FIELD_KNOWN);
    return nearest == SIZE_MAX ? NONE : (uint32_t)nearest;
}
