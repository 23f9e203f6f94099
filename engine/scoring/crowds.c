// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/crowds.h"

static uint32_t highest_institution(const cohort *h) {
    uint32_t highest = 0;
    for (role side = 0; side < ROLE_COUNT; side++) {
        for (uint32_t i = 0; i < h->count[side]; i++) {
            const uint32_t number = h->people[side][i].institution;
            highest = number > highest ? number : highest;
        }
    }
    return highest;
}

static bool is_crowd(const cohort *h, uint64_t mentees, uint64_t mentors) {
    const uint64_t all = (uint64_t)h->count[ROLE_MENTEE] * h->count[ROLE_MENTOR];
    return mentees * mentors >= CROWD_LEAST && mentees * mentors >= all / CROWD_SHARE;
}

status crowds_find(crowds *out, memory *m, const cohort *h) {
    *out = (crowds){.memory = m, .institutions = highest_institution(h) + 1};
    out->is = memory_alloc(m, out->institutions, sizeof *out->is);
    uint32_t *people = memory_alloc(m, ROLE_COUNT * (size_t)out->institutions, sizeof *people);
    const bool enough = out->is != NULL && people != NULL;
    for (role side = 0; enough && side < ROLE_COUNT; side++) {
        for (uint32_t i = 0; i < h->count[side]; i++) {
            people[side * (size_t)out->institutions + h->people[side][i].institution]++;
        }
    }
    for (uint32_t k = 1; enough && h->program->rules.same_institution_never && k < out->institutions; k++) {
        out->is[k] = is_crowd(h, people[ROLE_MENTEE * (size_t)out->institutions + k],
                              people[ROLE_MENTOR * (size_t)out->institutions + k]);
    }
    memory_free(m, people);
    return enough ? STATUS_OK : STATUS_NO_MEMORY;
}

void crowds_free(crowds *k) {
    memory_free(k->memory, k->is);
    k->is = NULL;
}
