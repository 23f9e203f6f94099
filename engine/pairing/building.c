// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/building.h"

#include "scoring/draw.h"

static uint32_t partner_in(const couple *pair, role side) {
    return side == ROLE_MENTEE ? pair->mentor : pair->mentee;
}

static uint32_t self_in(const couple *pair, role side) {
    return side == ROLE_MENTEE ? pair->mentee : pair->mentor;
}

// Lists everybody's partners; pairs come sorted by (mentee, mentor), so lists ascend.
static status list_partners(building *b, role side) {
    uint32_t people = b->cohort->count[side];
    b->load[side] = arena_alloc(&b->scratch, people, sizeof(uint32_t));
    b->pins[side] = arena_alloc(&b->scratch, people, sizeof(uint32_t));
    b->start[side] = arena_alloc(&b->scratch, (size_t)people + 1, sizeof(uint32_t));
    b->partners[side] = arena_alloc(&b->scratch, b->found->pair_count, sizeof(uint32_t));
    uint32_t *next = arena_alloc(&b->scratch, people, sizeof(uint32_t));
    if (b->load[side] == NULL || b->pins[side] == NULL || b->start[side] == NULL || b->partners[side] == NULL ||
        next == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < b->found->pair_count; i++) {
        b->load[side][self_in(&b->found->pairs[i], side)]++;
    }
    for (uint32_t i = 0; i < people; i++) {
        b->start[side][i + 1] = b->start[side][i] + b->load[side][i];
        next[i] = b->start[side][i];
    }
    for (uint32_t i = 0; i < b->found->pair_count; i++) {
        const couple *pair = &b->found->pairs[i];
        b->partners[side][next[self_in(pair, side)]++] = partner_in(pair, side);
    }
    for (uint32_t i = 0; i < b->cohort->pin_count; i++) {
        b->pins[side][self_in(&b->cohort->pins[i], side)]++;
    }
    return STATUS_OK;
}

static status fill(building *b) {
    uint32_t mentors = b->cohort->count[ROLE_MENTOR];
    TRY(list_partners(b, ROLE_MENTEE));
    TRY(list_partners(b, ROLE_MENTOR));
    b->scores_bp = arena_alloc(&b->scratch, mentors, sizeof *b->scores_bp);
    b->reasons = arena_alloc(&b->scratch, mentors, sizeof *b->reasons);
    b->mentor_keys = arena_alloc(&b->scratch, mentors, sizeof *b->mentor_keys);
    b->class_scores_bp = arena_alloc(&b->scratch, b->scoring->class_count[ROLE_MENTOR], sizeof *b->class_scores_bp);
    if (b->class_scores_bp == NULL || b->scores_bp == NULL || b->reasons == NULL || b->mentor_keys == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t j = 0; j < mentors; j++) {
        b->mentor_keys[j] = draw_key(b->scoring->seed, 1, ROLE_MENTOR, b->cohort->people[ROLE_MENTOR][j].id);
    }
    for (uint32_t i = 0; i < b->found->level_count; i++) {
        const level_result *level = &b->found->levels[i];
        bool proven = level->level == LEVEL_MOST_MATCHED && level->proven;
        b->most_matched_proven |= proven;
        b->most_matched_first |= proven && i == 0;
    }
    return STATUS_OK;
}

status building_begin(building *b, context *c, const cohort *h, const scoring *s, const solution *found,
                      pairing *result) {
    *b = (building){.context = c,
                    .cohort = h,
                    .scoring = s,
                    .found = found,
                    .result = result,
                    .scratch = arena_over(&c->memory),
                    .words = wording_over(&c->memory)};
    return fill(b) == STATUS_OK ? STATUS_OK : context_no_memory(c, "pairing/building");
}

void building_free(building *b) {
    wording_free(&b->words);
    arena_free(&b->scratch);
}

uint32_t building_room(const building *b, role side, uint32_t number) {
    uint32_t capacity = b->cohort->people[side][number].capacity, load = b->load[side][number];
    return load < capacity ? capacity - load : 0;
}

bool building_is_pair(const building *b, uint32_t mentee, uint32_t mentor) {
    for (uint32_t k = b->start[ROLE_MENTEE][mentee]; k < b->start[ROLE_MENTEE][mentee + 1]; k++) {
        if (b->partners[ROLE_MENTEE][k] == mentor) {
            return true;
        }
    }
    return false;
}

span building_name(const building *b, role side, uint32_t number) {
    const person *p = &b->cohort->people[side][number];
    return b->cohort->fields[FIELD_NAME].is_private || p->name.length == 0 ? p->id : p->name;
}

status building_sentence(building *b, span *out) {
    status result = wording_finish(out, &b->words, &b->result->arena);
    return result == STATUS_OK ? STATUS_OK : context_no_memory(b->context, "pairing/building");
}
