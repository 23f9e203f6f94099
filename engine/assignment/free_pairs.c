// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/free_pairs.h"

static const char WHERE[] = "assignment/free_pairs";

bool free_pairs_append(free_pairs *f, free_pair pair) {
    if (!memory_reserve(f->memory, &f->pairs, &f->capacity, f->count + 1, sizeof *f->pairs)) {
        return false;
    }
    f->pairs[f->count++] = pair;
    return true;
}

typedef struct collector {
    free_pairs *out;
    sieve *sieve;
    size_t limit;
} collector;

// false: no memory.
static bool collect(collector *k, uint32_t own, uint32_t other, int16_t score_bp) {
    free_pairs *out = k->out;
    if (out->count == k->limit) {
        out->all = false;
        return true;
    }
    return free_pairs_append(out, (free_pair){.own = own, .other = other, .score_bp = score_bp});
}

static bool collect_hits(collector *k, uint32_t own) {
    const sieve *s = k->sieve;
    const roster *r = s->roster;
    for (uint32_t hit = 0; hit < s->hit_count && k->out->all; hit++) {
        const uint32_t other_class = s->hits[hit];
        const int16_t score_bp = s->row[other_class];
        const int64_t left = sieve_weight(s, score_bp) - s->price[own];
        if (left - s->lowest[SIDE_OTHER][other_class] <= s->above) {
            continue;
        }
        for (uint32_t m = r->member_start[SIDE_OTHER][other_class];
             m < r->member_start[SIDE_OTHER][other_class + 1] && k->out->all; m++) {
            const uint32_t other = r->members[SIDE_OTHER][m];
            const int64_t folded = left - s->price[other];
            const bool counts = folded > s->above && sieve_is_free(s, own, other, score_bp, folded) &&
                                roster_ordinary(r, own, other) && !network_joins(s->network, own, other);
            if (counts && !collect(k, own, other, score_bp)) {
                return false;
            }
        }
    }
    return true;
}

static bool collect_class(collector *k, uint32_t own_class) {
    sieve *s = k->sieve;
    const roster *r = s->roster;
    bool enough = sieve_begin(s, own_class);
    if (!enough) {
        return true; // nobody there is open
    }
    while (enough && k->out->all && sieve_more(s)) {
        for (uint32_t m = r->member_start[SIDE_OWN][own_class]; m < r->member_start[SIDE_OWN][own_class + 1] && enough;
             m++) {
            const uint32_t own = r->members[SIDE_OWN][m];
            enough = !face_open(s->face, own) || collect_hits(k, own);
        }
    }
    return enough;
}

static bool collect_specials(collector *k, uint32_t own) {
    const sieve *s = k->sieve;
    const roster *r = s->roster;
    for (size_t m = r->special_start[own]; m < r->special_start[own + 1] && k->out->all; m++) {
        const special *pair = &r->specials[m];
        const bool counts = pair->score_bp >= 0 && !pair->kept && face_open(s->face, pair->other) &&
                            !face_banned(s->face, pair->score_bp) &&
                            face_free_pair(s->face, own, pair->other, pair->score_bp) &&
                            !network_joins(s->network, own, pair->other);
        if (counts && !collect(k, own, pair->other, pair->score_bp)) {
            return false;
        }
    }
    return true;
}

status free_pairs_collect(free_pairs *out, context *c, sieve *s, size_t limit, pacer *pace) {
    const roster *r = s->roster;
    *out = (free_pairs){.memory = &c->memory, .all = true};
    collector k = {.out = out, .sieve = s, .limit = limit};
    sieve_for_free(s);
    const uint32_t microseconds = 1 + r->other_count / 1000;
    bool enough = true;
    for (uint32_t own_class = 0; enough && out->all && own_class < r->class_count[SIDE_OWN]; own_class++) {
        TRY(pacer_step(pace, microseconds));
        enough = collect_class(&k, own_class);
    }
    for (uint32_t own = 0; enough && out->all && own < r->own_count; own++) {
        enough = !face_open(s->face, own) || collect_specials(&k, own);
    }
    return enough ? STATUS_OK : context_no_memory(c, WHERE);
}

void free_pairs_free(free_pairs *f) {
    if (f->memory != NULL) {
        memory_free(f->memory, f->pairs);
    }
}

status free_pairs_add(const free_pairs *f, context *c, network *n) {
    for (size_t k = 0; k < f->count; k++) {
        if (!network_add(n, f->pairs[k].own, f->pairs[k].other, f->pairs[k].score_bp, false)) {
            return context_no_memory(c, WHERE);
        }
    }
    n->complete = true;
    return STATUS_OK;
}
