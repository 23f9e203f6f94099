// Finding things in a result.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/pairing.h"

static const char *const UNMATCHED_NAMES[] = {
    [UNMATCHED_NO_ELIGIBLE_MENTOR] = "no_eligible_mentor",
    [UNMATCHED_NO_PLACE] = "no_place",
    [UNMATCHED_PINNED] = "pinned",
    [UNMATCHED_GOAL] = "goal",
    [UNMATCHED_TIME_LIMIT] = "time_limit",
};

const char *unmatched_reason_name(unmatched_reason r) {
    return UNMATCHED_NAMES[r];
}

void pairing_free(pairing *p) {
    if (p != NULL) {
        memory *m = p->arena.memory;
        program_free(p->checked);
        arena_free(&p->arena);
        memory_free(m, p);
    }
}

const shown_value *shown_person_value(const shown_person *p, const char *key) {
    for (uint32_t i = 0; i < p->value_count; i++) {
        if (span_equal(p->values[i].key, span_of(key))) {
            return &p->values[i];
        }
    }
    return NULL;
}

span shown_person_text(const shown_person *p, const char *key) {
    const shown_value *value = shown_person_value(p, key);
    return value == NULL || value->kind != SHOWN_TEXT ? (span){"", 0} : value->text;
}

const shown_person *pairing_person(const pairing *p, role side, span id) {
    uint32_t first = 0, end = p->people_count[side];
    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        int order = span_compare(p->people[side][middle].id, id);
        if (order == 0) {
            return &p->people[side][middle];
        }
        if (order < 0) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return NULL;
}
