// Random small cohorts as files, and pairings of theirs as somebody might make them by hand, with what is to be said of
// each. A CSV gives every fit, so that all can be counted from one table. Nothing here looks at how the program reads
// or judges. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mentorpair.h"

enum { PEOPLE_MOST = 7, LINES_MOST = 64, ABSENT = -1 };
enum { FILE_ROOM = 8192 };

typedef struct sheet { // a file under construction
    char text[FILE_ROOM];
    size_t length;
} sheet;

typedef struct pair_set {
    bool has[PEOPLE_MOST][PEOPLE_MOST]; // [mentee][mentor]
} pair_set;

typedef struct world {
    uint64_t random_state;
    uint32_t count[ROLE_COUNT], capacity[ROLE_COUNT][PEOPLE_MOST];
    bool priority[PEOPLE_MOST];
    int32_t score_bp[PEOPLE_MOST][PEOPLE_MOST]; // ABSENT: not given
    int32_t minimum_bp;
    pair_set vetoed, declared, past, previous, pinned;
    bool first_is_both; // the first mentee is the first mentor
    bool has_previous;
    level_kind levels[LEVEL_COUNT];
    uint32_t level_count;
    sheet program, mentors, mentees, decisions, given, past_pairs, previous_pairs;
} world;

typedef struct draft_made { // and what is to be said of it
    sheet file;
    uint32_t lines, left_out, pins_missed;
    pair_set stands;
    couple pair[LINES_MOST]; // of the lines that name two people
    bool known[LINES_MOST], out[LINES_MOST];
} draft_made;

static inline uint32_t random_below(world *w, uint32_t n) {
    uint64_t z = w->random_state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ (z >> 31)) >> 33) % n;
}

static inline bool one_in(world *w, uint32_t n) {
    return random_below(w, n) == 0;
}

__attribute__((format(printf, 2, 3))) static inline void put(sheet *s, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(s->text + s->length, FILE_ROOM - s->length, format, arguments);
    va_end(arguments);
    if (length < 0 || s->length + (size_t)length >= FILE_ROOM) {
        printf("a file of this test is too long\n");
        exit(1);
    }
    s->length += (size_t)length;
}

// ---- random cohorts ----------------------------------------------------------------------------------------------

static inline int32_t random_score(world *w, uint32_t kinds) {
    static const int32_t FEW[] = {5000, 5050, 7000, 10000, 0, 1};
    return one_in(w, 4) ? ABSENT : kinds == 0 ? (int32_t)random_below(w, 10001) : FEW[random_below(w, kinds)];
}

static inline void random_people(world *w) {
    const uint32_t most = one_in(w, 2) ? 4 : PEOPLE_MOST, kinds = random_below(w, 7);
    w->count[ROLE_MENTEE] = 1 + random_below(w, most);
    w->count[ROLE_MENTOR] = 1 + random_below(w, most);
    w->first_is_both = one_in(w, 4);
    w->minimum_bp = one_in(w, 2) ? 1 : 5001;
    w->has_previous = one_in(w, 3);
    for (uint32_t i = 0; i < w->count[ROLE_MENTEE]; i++) {
        w->capacity[ROLE_MENTEE][i] = 1 + one_in(w, 4);
        w->priority[i] = one_in(w, 3);
        for (uint32_t j = 0; j < w->count[ROLE_MENTOR]; j++) {
            const bool oneself = w->first_is_both && i == 0 && j == 0;
            w->score_bp[i][j] = oneself ? ABSENT : random_score(w, kinds);
            w->vetoed.has[i][j] = !oneself && one_in(w, 15);
            w->declared.has[i][j] = !oneself && one_in(w, 20);
            w->past.has[i][j] = !oneself && one_in(w, 15);
            w->previous.has[i][j] = !oneself && w->has_previous && one_in(w, 4);
        }
    }
    for (uint32_t j = 0; j < w->count[ROLE_MENTOR]; j++) {
        w->capacity[ROLE_MENTOR][j] = random_below(w, 3) + (random_below(w, 3) > 0);
    }
}

static inline bool is_oneself(const world *w, uint32_t mentee, uint32_t mentor) {
    return w->first_is_both && mentee == 0 && mentor == 0;
}

static inline void random_pins(world *w) {
    uint32_t left[ROLE_COUNT][PEOPLE_MOST];
    const bool some = one_in(w, 2);
    memcpy(left, w->capacity, sizeof left);
    for (uint32_t i = 0; i < w->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < w->count[ROLE_MENTOR]; j++) {
            if (some && one_in(w, 12) && left[ROLE_MENTEE][i] > 0 && left[ROLE_MENTOR][j] > 0 && !w->vetoed.has[i][j] &&
                !w->declared.has[i][j] && !is_oneself(w, i, j)) {
                w->pinned.has[i][j] = true;
                left[ROLE_MENTEE][i]--;
                left[ROLE_MENTOR][j]--;
            }
        }
    }
}

static inline void random_levels(world *w) {
    level_kind all[LEVEL_DRAW];
    for (uint32_t k = 0; k < LEVEL_DRAW; k++) {
        all[k] = (level_kind)k;
    }
    for (uint32_t k = LEVEL_DRAW - 1; k > 0; k--) {
        const uint32_t other = random_below(w, k + 1);
        const level_kind kept = all[k];
        all[k] = all[other];
        all[other] = kept;
    }
    bool matched_most = false;
    const uint32_t wanted = 1 + random_below(w, LEVEL_DRAW);
    for (uint32_t k = 0; k < LEVEL_DRAW && w->level_count < wanted; k++) {
        if (matched_most || (all[k] != LEVEL_BEST_WORST && all[k] != LEVEL_FAIREST)) {
            w->levels[w->level_count++] = all[k];
        }
        matched_most = matched_most || all[k] == LEVEL_MOST_MATCHED;
    }
}

static inline int32_t score_of_pair(const world *w, uint32_t mentee, uint32_t mentor) {
    return w->score_bp[mentee][mentor] == ABSENT ? 0 : w->score_bp[mentee][mentor];
}

static inline bool may_be_paired(const world *w, uint32_t i, uint32_t j) {
    return w->pinned.has[i][j] || (!is_oneself(w, i, j) && !w->vetoed.has[i][j] && !w->declared.has[i][j] &&
                                   !w->past.has[i][j] && score_of_pair(w, i, j) >= w->minimum_bp);
}

// ---- its files ---------------------------------------------------------------------------------------------------

static inline void write_program(world *w) {
    put(&w->program,
        "criteria:\n  - {name: Reading, kind: given, file: reading.csv, weight: 3}\n"
        "rules: {minimum_score: %d.%02d}\nobjective: [",
        w->minimum_bp / 100, w->minimum_bp % 100);
    for (uint32_t k = 0; k < w->level_count; k++) {
        put(&w->program, "%s%s", k == 0 ? "" : ", ", level_name(w->levels[k]));
    }
    put(&w->program, "]\ndraw: {seed: %u}\n", random_below(w, 1000));
}

static inline const char *mentor_mark(const world *w, uint32_t mentor) {
    return w->first_is_both && mentor == 0 ? "Mentee" : "Mentor";
}

static inline void write_people(world *w) {
    put(&w->mentees, "name,email,capacity,priority\n");
    put(&w->mentors, "name,email,capacity,conflicts\n");
    for (uint32_t i = 0; i < w->count[ROLE_MENTEE]; i++) {
        put(&w->mentees, "Mentee Number %u,mentee%u@example.org,%u,%s\n", i, i, w->capacity[ROLE_MENTEE][i],
            w->priority[i] ? "yes" : "no");
    }
    for (uint32_t j = 0; j < w->count[ROLE_MENTOR]; j++) {
        const char *mark = mentor_mark(w, j);
        put(&w->mentors, "%s Number %u,%s%u@example.org,%u,", mark, j, mark, j, w->capacity[ROLE_MENTOR][j]);
        const char *between = "";
        for (uint32_t i = 0; i < w->count[ROLE_MENTEE]; i++) {
            if (w->declared.has[i][j]) {
                put(&w->mentors, "%smentee%u@example.org", between, i);
                between = ";";
            }
        }
        put(&w->mentors, "\n");
    }
}

static inline void write_pairs(world *w) {
    put(&w->decisions, "decision,mentee,mentor,reason\n");
    put(&w->given, "mentee,mentor,score\n");
    put(&w->past_pairs, "mentee,mentor\n");
    put(&w->previous_pairs, "mentee,mentor\n");
    for (uint32_t i = 0; i < w->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < w->count[ROLE_MENTOR]; j++) {
            char pair[80];
            (void)snprintf(pair, sizeof pair, "mentee%u@example.org,%s%u@example.org", i, mentor_mark(w, j), j);
            if (w->vetoed.has[i][j] || w->pinned.has[i][j]) {
                put(&w->decisions, "%s,%s,\n", w->pinned.has[i][j] ? "pin" : "veto", pair);
            }
            if (w->score_bp[i][j] != ABSENT) {
                put(&w->given, "%s,%d.%02d\n", pair, w->score_bp[i][j] / 100, w->score_bp[i][j] % 100);
            }
            if (w->past.has[i][j]) {
                put(&w->past_pairs, "%s\n", pair);
            }
            if (w->previous.has[i][j]) {
                put(&w->previous_pairs, "%s\n", pair);
            }
        }
    }
}

static inline void random_world(world *w, uint64_t seed, uint32_t number) {
    memset(w, 0, sizeof *w);
    w->random_state = seed * 1000003 + number * UINT64_C(7919);
    random_people(w);
    random_pins(w);
    random_levels(w);
    write_program(w);
    write_people(w);
    write_pairs(w);
}

// ---- drafts ------------------------------------------------------------------------------------------------------

static inline uint32_t list_pairs(const pair_set *pairs, couple *out) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < PEOPLE_MOST; i++) {
        for (uint32_t j = 0; j < PEOPLE_MOST; j++) {
            if (pairs->has[i][j]) {
                out[count++] = (couple){.mentee = i, .mentor = j};
            }
        }
    }
    return count;
}

static inline couple random_pair(world *w) {
    return (couple){random_below(w, w->count[ROLE_MENTEE]), random_below(w, w->count[ROLE_MENTOR])};
}

// Whether nobody has more pairs than places, no pair stands twice or may not be, and every pin is there.
static inline bool keeps_rules(const world *w, const couple *pairs, uint32_t count) {
    uint32_t load[ROLE_COUNT][PEOPLE_MOST] = {{0}};
    pair_set seen = {.has = {{false}}};
    bool keeps = true;
    for (uint32_t n = 0; n < count; n++) {
        const uint32_t i = pairs[n].mentee, j = pairs[n].mentor;
        keeps = keeps && may_be_paired(w, i, j) && !seen.has[i][j];
        keeps = keeps && ++load[ROLE_MENTEE][i] <= w->capacity[ROLE_MENTEE][i];
        keeps = keeps && ++load[ROLE_MENTOR][j] <= w->capacity[ROLE_MENTOR][j];
        seen.has[i][j] = true;
    }
    for (uint32_t i = 0; i < PEOPLE_MOST; i++) {
        for (uint32_t j = 0; j < PEOPLE_MOST; j++) {
            keeps = keeps && (!w->pinned.has[i][j] || seen.has[i][j]);
        }
    }
    return keeps;
}

static inline void change_pairs(world *w, couple *pairs, uint32_t *count) {
    const uint32_t one = *count == 0 ? 0 : random_below(w, *count), other = *count == 0 ? 0 : random_below(w, *count);
    const couple drawn = random_pair(w);
    const uint32_t mentor = pairs[one].mentor;
    switch (*count == 0 ? 0 : random_below(w, 7)) {
    case 0:
    case 1:
        if (*count < LINES_MOST / 2) {
            pairs[(*count)++] = drawn;
        }
        break;
    case 2:
        pairs[one] = pairs[--*count];
        break;
    case 3:
        pairs[one].mentor = drawn.mentor;
        break;
    case 4:
        pairs[one].mentee = drawn.mentee;
        break;
    default:
        pairs[one].mentor = pairs[other].mentor;
        pairs[other].mentor = mentor;
        break;
    }
}

// Changes a list of pairs; mostly only as the rules allow.
static inline void shuffle_pairs(world *w, couple *pairs, uint32_t *count) {
    const bool within_rules = !one_in(w, 4);
    for (uint32_t n = random_below(w, 12); n > 0; n--) {
        couple kept[PEOPLE_MOST * PEOPLE_MOST + LINES_MOST];
        const uint32_t kept_count = *count;
        memcpy(kept, pairs, *count * sizeof *pairs);
        change_pairs(w, pairs, count);
        if (within_rules && !keeps_rules(w, pairs, *count)) {
            memcpy(pairs, kept, kept_count * sizeof *pairs);
            *count = kept_count;
        }
    }
}

static inline void put_person(world *w, sheet *s, const char *mark, uint32_t number) {
    switch (random_below(w, 4)) {
    case 0:
        put(s, "%s Number %u", mark, number);
        break;
    case 1:
        put(s, "\" %s%u@Example.ORG \"", mark, number);
        break;
    default:
        put(s, "%s%u@example.org", mark, number);
        break;
    }
}

static inline void add_line(world *w, draft_made *d, couple pair, bool known) {
    put(&d->file, "%u,", d->lines);
    put_person(w, &d->file, "mentee", known || one_in(w, 2) ? pair.mentee : 77);
    put(&d->file, ",,");
    put_person(w, &d->file, known ? mentor_mark(w, pair.mentor) : "Somebody", known ? pair.mentor : 4711);
    put(&d->file, "\n");
    d->pair[d->lines] = pair;
    d->known[d->lines++] = known;
}

// Which lines stand: known, the first of their kind, allowed; then pins, then the others, as long as there are places.
static inline void settle_lines(const world *w, draft_made *d) {
    uint32_t left[ROLE_COUNT][PEOPLE_MOST];
    pair_set seen = {.has = {{false}}};
    memcpy(left, w->capacity, sizeof left);
    for (uint32_t n = 0; n < d->lines; n++) {
        const uint32_t i = d->pair[n].mentee, j = d->pair[n].mentor;
        d->out[n] = !d->known[n] || seen.has[i][j] || !may_be_paired(w, i, j);
        seen.has[i][j] |= d->known[n];
    }
    for (int turn = 0; turn < 2; turn++) {
        for (uint32_t n = 0; n < d->lines; n++) {
            const uint32_t i = d->pair[n].mentee, j = d->pair[n].mentor;
            if (d->out[n] || w->pinned.has[i][j] != (turn == 0)) {
                continue;
            }
            d->out[n] = left[ROLE_MENTEE][i] == 0 || left[ROLE_MENTOR][j] == 0;
            if (!d->out[n]) {
                left[ROLE_MENTEE][i]--;
                left[ROLE_MENTOR][j]--;
                d->stands.has[i][j] = true;
            }
        }
    }
    for (uint32_t n = 0; n < d->lines; n++) {
        d->left_out += d->out[n];
    }
    for (uint32_t i = 0; i < PEOPLE_MOST; i++) {
        for (uint32_t j = 0; j < PEOPLE_MOST; j++) {
            d->pins_missed += w->pinned.has[i][j] && !d->stands.has[i][j];
        }
    }
}

static inline void random_draft(world *w, draft_made *d, const pair_set *best) {
    couple pairs[PEOPLE_MOST * PEOPLE_MOST + LINES_MOST] = {{0}};
    memset(d, 0, sizeof *d);
    uint32_t count = list_pairs(best, pairs);
    shuffle_pairs(w, pairs, &count);
    put(&d->file, "No,MENTEE,Remarks,Mentor\n");
    while (count > 0) {
        const uint32_t n = random_below(w, count);
        add_line(w, d, pairs[n], true);
        if (one_in(w, 60)) {
            add_line(w, d, pairs[n], true);
        }
        pairs[n] = pairs[--count];
    }
    if (one_in(w, 20)) {
        add_line(w, d, random_pair(w), false);
    }
    settle_lines(w, d);
}
