// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/search.h"

static const char WHERE[] = "consequences/search";

typedef struct outlook { // a part that can be reached
    cost distance;
    uint32_t part;
    uint32_t into, number; // by that way into a part reached; into NONE: it is an aim
} outlook;

status search_make(search *out, context *c, inlets *in) {
    arena *a = &in->arena;
    const uint32_t count = in->parts->count;
    *out = (search){.context = c,
                    .inlets = in,
                    .reached = arena_alloc(a, count, sizeof *out->reached),
                    .distance = arena_alloc(a, count, sizeof *out->distance),
                    .run = arena_alloc(a, count, sizeof *out->run)};
    const bool enough = out->reached != NULL && out->distance != NULL && out->run != NULL;
    return enough ? STATUS_OK : context_no_memory(c, WHERE);
}

void search_free(search *s) {
    if (s->context != NULL) {
        memory_free(&s->context->memory, s->heap);
    }
}

void search_begin(search *s) {
    s->run_now++;
    s->reached_count = 0;
    s->heap_count = 0;
    s->ended = false;
    s->rest = COST_NONE;
}

// ---- what can be reached -----------------------------------------------------------------------------------------

static status push(search *s, outlook seen) {
    if (!memory_reserve(&s->context->memory, &s->heap, &s->heap_room, s->heap_count + 1, sizeof *s->heap)) {
        return context_no_memory(s->context, WHERE);
    }
    size_t at = s->heap_count++;
    for (; at > 0 && seen.distance < s->heap[(at - 1) / 2].distance; at = (at - 1) / 2) {
        s->heap[at] = s->heap[(at - 1) / 2];
    }
    s->heap[at] = seen;
    return STATUS_OK;
}

static outlook pop(search *s) {
    const outlook nearest = s->heap[0], moved = s->heap[--s->heap_count];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < s->heap_count; at = child) {
        child += child + 1 < s->heap_count && s->heap[child + 1].distance < s->heap[child].distance;
        if (moved.distance <= s->heap[child].distance) {
            break;
        }
        s->heap[at] = s->heap[child];
    }
    if (s->heap_count > 0) {
        s->heap[at] = moved;
    }
    return nearest;
}

// The way of that number into a part that has been reached, on to the next while they come from parts reached already.
static status push_way(search *s, uint32_t into, uint32_t number) {
    for (;; number++) {
        const way *next;
        TRY(inlets_way(&next, s->inlets, s->context, into, number));
        if (next == NULL) {
            return STATUS_OK;
        }
        if (!search_has(s, next->from)) {
            return push(s, (outlook){.distance = s->distance[into] + next->length,
                                     .part = next->from,
                                     .into = into,
                                     .number = number});
        }
    }
}

status search_aim(search *s, uint32_t part, cost distance) {
    return push(s, (outlook){.distance = distance, .part = part, .into = NONE});
}

status search_more(search *s) {
    while (s->heap_count > 0) {
        const outlook nearest = pop(s);
        if (nearest.part == s->inlets->parts->root) {
            s->rest = nearest.distance;
            break;
        }
        const bool is_new = !search_has(s, nearest.part);
        if (is_new) {
            s->run[nearest.part] = s->run_now;
            s->distance[nearest.part] = nearest.distance;
            s->reached[s->reached_count++] = nearest.part;
            TRY(push_way(s, nearest.part, 0));
        }
        if (nearest.into != NONE) {
            TRY(push_way(s, nearest.into, nearest.number + 1));
        }
        if (is_new) {
            return STATUS_OK;
        }
    }
    s->ended = true;
    return STATUS_OK;
}
