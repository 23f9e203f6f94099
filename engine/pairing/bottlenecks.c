// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/bottlenecks.h"

#include <assert.h>
#include <stdlib.h>

// The people reached so far; mentees are nodes 0..mentees - 1, mentors behind them.
typedef struct reach {
    uint32_t mentees, mentors;
    bool *reached;    // [nodes]
    uint32_t *parent; // [nodes] of a union-find forest
    uint32_t *queue;  // [mentees] that are reached and not yet looked at
    uint32_t queued;
    uint32_t *apart;   // [mentors]: mentee + 1 who has it as a partner or an exception, while that mentee is looked at
    uint32_t *pioneer; // [mentee classes]: mentee + 1 who looked at all mentors; 0: nobody of that class yet
} reach;

static uint32_t root(reach *r, uint32_t node) {
    while (r->parent[node] != node) {
        r->parent[node] = r->parent[r->parent[node]];
        node = r->parent[node];
    }
    return node;
}

static void join(reach *r, uint32_t a, uint32_t b) {
    a = root(r, a);
    b = root(r, b);
    r->parent[a > b ? a : b] = a > b ? b : a;
}

static void reach_mentee(reach *r, uint32_t mentee) {
    if (!r->reached[mentee]) {
        r->reached[mentee] = true;
        r->queue[r->queued++] = mentee;
    }
}

static status reach_create(reach *r, building *b) {
    r->mentees = b->cohort->count[ROLE_MENTEE];
    r->mentors = b->cohort->count[ROLE_MENTOR];
    size_t nodes = (size_t)r->mentees + r->mentors;
    r->reached = arena_alloc(&b->scratch, nodes, sizeof *r->reached);
    r->parent = arena_alloc(&b->scratch, nodes, sizeof *r->parent);
    r->queue = arena_alloc(&b->scratch, r->mentees, sizeof *r->queue);
    r->apart = arena_alloc(&b->scratch, r->mentors, sizeof *r->apart);
    r->pioneer = arena_alloc(&b->scratch, b->scoring->class_count[ROLE_MENTEE], sizeof *r->pioneer);
    if (r->reached == NULL || r->parent == NULL || r->queue == NULL || r->apart == NULL || r->pioneer == NULL) {
        return context_no_memory(b->context, "pairing/bottlenecks");
    }
    for (uint32_t node = 0; node < nodes; node++) {
        r->parent[node] = node;
    }
    return STATUS_OK;
}

// A mentor reached: whoever has one of these places could give it up.
static void follow_mentor(reach *r, const building *b, uint32_t mentor) {
    r->reached[r->mentees + mentor] = true;
    for (uint32_t k = b->start[ROLE_MENTOR][mentor]; k < b->start[ROLE_MENTOR][mentor + 1]; k++) {
        uint32_t mentee = b->partners[ROLE_MENTOR][k];
        if (!scoring_is_pinned(b->scoring, mentee, mentor)) {
            join(r, mentee, r->mentees + mentor);
            reach_mentee(r, mentee);
        }
    }
}

// A mentor who suits and is not this mentee's already.
static void follow_pair(reach *r, const building *b, uint32_t mentee, uint32_t mentor) {
    join(r, mentee, r->mentees + mentor);
    if (!r->reached[r->mentees + mentor]) {
        follow_mentor(r, b, mentor);
    }
}

// Mentors with whom the mentee's pair is not told by classes, or is a pair already; follows those who suit.
static void follow_apart(reach *r, const building *b, uint32_t mentee) {
    const scoring *s = b->scoring;
    for (uint32_t k = b->start[ROLE_MENTEE][mentee]; k < b->start[ROLE_MENTEE][mentee + 1]; k++) {
        r->apart[b->partners[ROLE_MENTEE][k]] = mentee + 1;
    }
    for (size_t k = s->exception_start[mentee]; k < s->exception_start[mentee + 1]; k++) {
        const exception *e = &s->exceptions[k];
        const bool partner = r->apart[e->mentor] == mentee + 1;
        r->apart[e->mentor] = mentee + 1;
        if (!partner && e->reason == REASON_ELIGIBLE && b->cohort->people[ROLE_MENTOR][e->mentor].capacity > 0) {
            follow_pair(r, b, mentee, e->mentor);
        }
    }
}

// Whether an ordinary mentor who is not the mentee's own suits by class.
static bool suits_by_class(const reach *r, const building *b, uint32_t mentee, uint32_t mentor) {
    return b->class_scores_bp[b->scoring->class_of[ROLE_MENTOR][mentor]] >= 0 && r->apart[mentor] != mentee + 1 &&
           b->cohort->people[ROLE_MENTOR][mentor].capacity > 0;
}

static bool is_apart_for(const building *b, uint32_t mentee, uint32_t mentor) {
    const scoring *s = b->scoring;
    bool found = building_is_pair(b, mentee, mentor);
    for (size_t k = s->exception_start[mentee]; k < s->exception_start[mentee + 1] && !found; k++) {
        found = s->exceptions[k].mentor == mentor;
    }
    return found;
}

// A mentee of whose class another has looked at all mentors: hangs together with those by one that is ordinary for
// both; then only mentors who were apart for the other are left. false: there is no such one.
static bool follow_pioneer(reach *r, const building *b, uint32_t mentee, uint32_t pioneer) {
    const scoring *s = b->scoring;
    uint32_t common = 0;
    while (common < r->mentors && (!suits_by_class(r, b, mentee, common) || is_apart_for(b, pioneer, common))) {
        common++;
    }
    if (common == r->mentors) {
        return false;
    }
    follow_pair(r, b, mentee, common);
    for (uint32_t k = b->start[ROLE_MENTEE][pioneer]; k < b->start[ROLE_MENTEE][pioneer + 1]; k++) {
        if (suits_by_class(r, b, mentee, b->partners[ROLE_MENTEE][k])) {
            follow_pair(r, b, mentee, b->partners[ROLE_MENTEE][k]);
        }
    }
    for (size_t k = s->exception_start[pioneer]; k < s->exception_start[pioneer + 1]; k++) {
        if (suits_by_class(r, b, mentee, s->exceptions[k].mentor)) {
            follow_pair(r, b, mentee, s->exceptions[k].mentor);
        }
    }
    return true;
}

// A mentee reached: every mentor who suits and is not this mentee's already.
static void follow_mentee(reach *r, const building *b, uint32_t mentee) {
    const uint32_t class = b->scoring->class_of[ROLE_MENTEE][mentee];
    follow_apart(r, b, mentee);
    scoring_class_row(b->scoring, class, 0, b->scoring->class_count[ROLE_MENTOR], b->class_scores_bp);
    if (r->pioneer[class] != 0 && follow_pioneer(r, b, mentee, r->pioneer[class] - 1)) {
        return;
    }
    for (uint32_t j = 0; j < r->mentors; j++) {
        if (suits_by_class(r, b, mentee, j)) {
            follow_pair(r, b, mentee, j);
        }
    }
    r->pioneer[class] = r->pioneer[class] == 0 ? mentee + 1 : r->pioneer[class];
}

// ---- entries

// Numbers the components by their first mentee; `of_mentee` gets the number, -1 where not reached.
static uint32_t number_components(reach *r, uint32_t *entry_of_root, int32_t *of_mentee) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->mentees; i++) {
        of_mentee[i] = -1;
        if (r->reached[i]) {
            uint32_t at = root(r, i);
            if (entry_of_root[at] == 0) {
                entry_of_root[at] = ++count;
            }
            of_mentee[i] = (int32_t)entry_of_root[at] - 1;
        }
    }
    return count;
}

typedef struct entry { // with the lists that a shown_bottleneck holds read-only
    shown_bottleneck shown;
    span *mentees, *mentors;
    uint32_t number; // before sorting
} entry;

// The pairs that a mentee of an entry has with mentors outside it.
static uint32_t settled_pairs(const reach *r, const building *b, uint32_t mentee) {
    uint32_t settled = 0;
    for (uint32_t k = b->start[ROLE_MENTEE][mentee]; k < b->start[ROLE_MENTEE][mentee + 1]; k++) {
        uint32_t mentor = b->partners[ROLE_MENTEE][k];
        settled += !r->reached[r->mentees + mentor] && !scoring_is_pinned(b->scoring, mentee, mentor) ? 1 : 0;
    }
    return settled;
}

static void count_people(entry *entries, reach *r, const building *b, const uint32_t *entry_of_root,
                         const int32_t *of_mentee) {
    for (uint32_t i = 0; i < r->mentees; i++) {
        if (of_mentee[i] >= 0) {
            shown_bottleneck *e = &entries[of_mentee[i]].shown;
            e->mentee_count++;
            e->wishes += b->cohort->people[ROLE_MENTEE][i].capacity - b->pins[ROLE_MENTEE][i];
            e->settled_pairs += settled_pairs(r, b, i);
        }
    }
    for (uint32_t j = 0; j < r->mentors; j++) {
        if (r->reached[r->mentees + j]) {
            shown_bottleneck *e = &entries[entry_of_root[root(r, r->mentees + j)] - 1].shown;
            e->mentor_count++;
            e->places += b->cohort->people[ROLE_MENTOR][j].capacity - b->pins[ROLE_MENTOR][j];
            e->pinned_places += b->pins[ROLE_MENTOR][j];
        }
    }
}

static status list_people(entry *entries, uint32_t count, reach *r, building *b, const uint32_t *entry_of_root,
                          const int32_t *of_mentee) {
    arena *a = &b->result->arena;
    for (uint32_t e = 0; e < count; e++) {
        shown_bottleneck *shown = &entries[e].shown;
        shown->mentees = entries[e].mentees = arena_alloc(a, shown->mentee_count, sizeof(span));
        shown->mentors = entries[e].mentors = arena_alloc(a, shown->mentor_count, sizeof(span));
        if (shown->mentees == NULL || shown->mentors == NULL) {
            return context_no_memory(b->context, "pairing/bottlenecks");
        }
        shown->must_go_without = shown->wishes - shown->places - shown->settled_pairs;
        entries[e].number = e;
    }
    for (uint32_t i = 0; i < r->mentees; i++) {
        if (of_mentee[i] >= 0) {
            *entries[of_mentee[i]].mentees++ = b->cohort->people[ROLE_MENTEE][i].id;
        }
    }
    for (uint32_t j = 0; j < r->mentors; j++) {
        if (r->reached[r->mentees + j]) {
            *entries[entry_of_root[root(r, r->mentees + j)] - 1].mentors++ = b->cohort->people[ROLE_MENTOR][j].id;
        }
    }
    return STATUS_OK;
}

// The most without first; entries are numbered by their first mentee, so that number breaks ties.
static int compare_entries(const void *a, const void *b) {
    const entry *one = a, *other = b;
    if (one->shown.must_go_without != other->shown.must_go_without) {
        return one->shown.must_go_without > other->shown.must_go_without ? -1 : 1;
    }
    return (one->number > other->number) - (one->number < other->number);
}

static status make_entries(building *b, reach *r, int32_t *of_mentee) {
    uint32_t *entry_of_root = arena_alloc(&b->scratch, (size_t)r->mentees + r->mentors, sizeof *entry_of_root);
    if (entry_of_root == NULL) {
        return context_no_memory(b->context, "pairing/bottlenecks");
    }
    uint32_t count = number_components(r, entry_of_root, of_mentee);
    entry *entries = arena_alloc(&b->scratch, count, sizeof *entries);
    shown_bottleneck *shown = arena_alloc(&b->result->arena, count, sizeof *shown);
    int32_t *place_of = arena_alloc(&b->scratch, count, sizeof *place_of);
    if (entries == NULL || shown == NULL || place_of == NULL) {
        return context_no_memory(b->context, "pairing/bottlenecks");
    }
    count_people(entries, r, b, entry_of_root, of_mentee);
    TRY(list_people(entries, count, r, b, entry_of_root, of_mentee));
    if (count > 0) {
        qsort(entries, count, sizeof *entries, compare_entries);
    }
    for (uint32_t e = 0; e < count; e++) {
        shown[e] = entries[e].shown;
        place_of[entries[e].number] = (int32_t)e;
    }
    for (uint32_t i = 0; i < r->mentees; i++) {
        of_mentee[i] = of_mentee[i] < 0 ? -1 : place_of[of_mentee[i]];
    }
    b->result->bottlenecks = shown;
    b->result->bottleneck_count = count;
    return STATUS_OK;
}

status bottlenecks_find(building *b, int32_t *of_mentee) {
    reach r = {0};
    b->result->has_bottlenecks = b->most_matched_first;
    if (!b->most_matched_first) {
        for (uint32_t i = 0; i < b->cohort->count[ROLE_MENTEE]; i++) {
            of_mentee[i] = -1;
        }
        return STATUS_OK;
    }
    TRY(reach_create(&r, b));
    for (uint32_t i = 0; i < r.mentees; i++) {
        if (building_room(b, ROLE_MENTEE, i) > 0) {
            reach_mentee(&r, i);
        }
    }
    while (r.queued > 0) {
        follow_mentee(&r, b, r.queue[--r.queued]);
    }
    return make_entries(b, &r, of_mentee);
}

// ---- where most_matched is not the first goal

// Whether this mentor of a mentee, not pinned, could be left for an open one.
static void open_partners(building *b, uint32_t mentee, bool *open, uint32_t *queue, uint32_t *queued) {
    for (uint32_t k = b->start[ROLE_MENTEE][mentee]; k < b->start[ROLE_MENTEE][mentee + 1]; k++) {
        uint32_t mentor = b->partners[ROLE_MENTEE][k];
        if (!open[mentor] && !scoring_is_pinned(b->scoring, mentee, mentor)) {
            open[mentor] = true;
            queue[(*queued)++] = mentor;
        }
    }
}

status bottlenecks_open_mentors(building *b, bool *open) {
    const cohort *h = b->cohort;
    bool *moved = arena_alloc(&b->scratch, h->count[ROLE_MENTEE], sizeof *moved);
    uint32_t *queue = arena_alloc(&b->scratch, h->count[ROLE_MENTOR], sizeof *queue);
    uint32_t queued = 0;
    if (moved == NULL || queue == NULL) {
        return context_no_memory(b->context, "pairing/bottlenecks");
    }
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        open[j] = building_room(b, ROLE_MENTOR, j) > 0;
        if (open[j]) {
            queue[queued++] = j;
        }
    }
    while (queued > 0) {
        uint32_t mentor = queue[--queued];
        for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
            if (!moved[i] && b->load[ROLE_MENTEE][i] > 0 && !building_is_pair(b, i, mentor) &&
                scoring_pair(b->scoring, i, mentor, NULL) == REASON_ELIGIBLE) {
                moved[i] = true;
                open_partners(b, i, open, queue, &queued);
            }
        }
    }
    return STATUS_OK;
}
