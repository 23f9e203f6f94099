// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/by_class.h"

enum { DRAW_WEIGHT_MOST = 65535 };

// The lowest price of a class without anybody who takes part.
#define FAR_PRICE ((int64_t)1 << 61)

typedef struct class_prices { // of one role at one step
    int64_t *lowest;          // [classes]: of members still open there, less what their priority earns; FAR_PRICE: none
    bool *all_open;           // [classes]: every member is
    bool *even;               // [classes]: … and all have the same price
} class_prices;

typedef struct hit { // a class of mentors of which some pair might pass
    uint32_t class;
    uint32_t first; // all pairs are known to pass the steps before this one
} hit;

typedef struct sweep {
    unpaired *u;
    const scoring *scored;
    arena arena;
    class_prices *prices[ROLE_COUNT]; // [steps]
    uint32_t *start[ROLE_COUNT];      // [classes + 1]
    uint32_t *members[ROLE_COUNT];    // people by class, ascending
    int16_t *row;                     // [mentor classes]: scores, below 0 where not eligible
    hit *hits;                        // [mentor classes]
    uint32_t hit_count;
    uint32_t *apart; // [mentors]: number + 1 of the last mentee with whom the pair is looked at by itself
    size_t pair_at, previous_at;
} sweep;

// ---- classes -----------------------------------------------------------------------------------------------------

static bool list_members(sweep *w, role r) {
    const scoring *s = w->scored;
    const uint32_t people = s->cohort->count[r], classes = s->class_count[r];
    uint32_t *start = arena_alloc(&w->arena, (size_t)classes + 1, sizeof *start);
    uint32_t *members = arena_alloc(&w->arena, people, sizeof *members);
    if (start == NULL || members == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < people; i++) {
        start[s->class_of[r][i] + 1]++;
    }
    for (uint32_t k = 0; k < classes; k++) {
        start[k + 1] += start[k];
    }
    for (uint32_t i = 0; i < people; i++) { // start[k] walks to where class k ends
        members[start[s->class_of[r][i]]++] = i;
    }
    for (uint32_t k = classes; k > 0; k--) {
        start[k] = start[k - 1];
    }
    start[0] = 0;
    w->start[r] = start;
    w->members[r] = members;
    return true;
}

static int64_t priority_part(const sweep *w, const step *s, role r, uint32_t i) {
    return s->weight.kind == LEVEL_PRIORITY_MATCHED && r == ROLE_MENTEE && w->scored->cohort->people[r][i].priority;
}

static void price_class(const sweep *w, class_prices *to, uint32_t step_number, role r, uint32_t class) {
    const step *s = &w->u->steps[step_number];
    to->lowest[class] = FAR_PRICE;
    to->all_open[class] = true;
    to->even[class] = true;
    for (uint32_t k = w->start[r][class]; k < w->start[r][class + 1]; k++) {
        const uint32_t i = w->members[r][k];
        if (w->u->left->closed_at[r][i] <= step_number) {
            to->all_open[class] = false;
            to->even[class] = false;
            continue;
        }
        const int64_t price = (s->prices[r] == NULL ? 0 : s->prices[r][i]) - priority_part(w, s, r, i);
        to->even[class] = to->even[class] && (to->lowest[class] == FAR_PRICE || to->lowest[class] == price);
        to->lowest[class] = price < to->lowest[class] ? price : to->lowest[class];
    }
}

static bool price_classes(sweep *w, role r) {
    const uint32_t classes = w->scored->class_count[r];
    w->prices[r] = arena_alloc(&w->arena, w->u->steps_asked, sizeof *w->prices[r]);
    for (uint32_t k = 0; w->prices[r] != NULL && k < w->u->steps_asked; k++) {
        class_prices *to = &w->prices[r][k];
        to->lowest = arena_alloc(&w->arena, classes, sizeof *to->lowest);
        to->all_open = arena_alloc(&w->arena, classes, sizeof *to->all_open);
        to->even = arena_alloc(&w->arena, classes, sizeof *to->even);
        if (to->lowest == NULL || to->all_open == NULL || to->even == NULL) {
            return false;
        }
        for (uint32_t class = 0; class < classes; class ++) {
            price_class(w, to, k, r, class);
        }
    }
    return w->prices[r] != NULL;
}

static status sweep_open(sweep *w) {
    const scoring *s = w->scored;
    bool room = true;
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        room = room && list_members(w, r) && price_classes(w, r);
    }
    w->row = arena_alloc(&w->arena, s->class_count[ROLE_MENTOR], sizeof *w->row);
    w->hits = arena_alloc(&w->arena, s->class_count[ROLE_MENTOR], sizeof *w->hits);
    w->apart = arena_alloc(&w->arena, s->cohort->count[ROLE_MENTOR], sizeof *w->apart);
    return room && w->row != NULL && w->hits != NULL && w->apart != NULL
               ? STATUS_OK
               : context_no_memory(w->u->q->c, "proof/by_class");
}

// ---- class against class -----------------------------------------------------------------------------------------

// What an ordinary pair of that score weighs at most, its mentee's priority left out.
static int64_t weight_most(const step *s, int32_t score_bp) {
    const pair_facts pair = {.score_bp = score_bp};
    return s->weight.kind == LEVEL_DRAW ? DRAW_WEIGHT_MOST : weight_of(&s->weight, &pair);
}

// Whether pairs of the two classes, all of that score, may pass or must be counted one by one; then *first is where
// members are to begin.
static bool may_pass(const sweep *w, uint32_t mentee_class, uint32_t mentor_class, uint32_t *first) {
    const int32_t score_bp = w->row[mentor_class];
    *first = 0;
    for (uint32_t k = 0; k < w->u->steps_asked; k++) {
        const step *s = &w->u->steps[k];
        const class_prices *of_mentees = &w->prices[ROLE_MENTEE][k], *of_mentors = &w->prices[ROLE_MENTOR][k];
        const int64_t mentee_price = of_mentees->lowest[mentee_class], mentor_price = of_mentors->lowest[mentor_class];
        if (mentee_price == FAR_PRICE || mentor_price == FAR_PRICE) {
            return k >= w->u->open_from;
        }
        bool all_alike = of_mentees->all_open[mentee_class] && of_mentors->all_open[mentor_class];
        if (step_bans(s, score_bp)) {
            if (s->ban_holds) {
                return k >= w->u->open_from;
            }
        } else if (s->aim != AIM_BANS_ONLY) {
            const int64_t most = weight_most(s, score_bp) - mentee_price - mentor_price;
            if (most > 0) {
                return true;
            }
            if (most < 0 && step_settles(s)) {
                return k >= w->u->open_from;
            }
            all_alike =
                all_alike && (!step_settles(s) || (s->weight.kind != LEVEL_DRAW && of_mentees->even[mentee_class] &&
                                                   of_mentors->even[mentor_class]));
        }
        *first += all_alike && *first == k;
    }
    return true;
}

static void find_hits(sweep *w, uint32_t mentee_class) {
    const uint32_t classes = w->scored->class_count[ROLE_MENTOR];
    scoring_class_row(w->scored, mentee_class, 0, classes, w->row);
    w->hit_count = 0;
    for (uint32_t class = 0; class < classes; class ++) {
        uint32_t first;
        if (w->row[class] >= 0 && may_pass(w, mentee_class, class, &first)) {
            w->hits[w->hit_count++] = (hit){.class = class, .first = first};
        }
    }
}

// ---- members -----------------------------------------------------------------------------------------------------

// The first of the entries of a list sorted by (mentee, mentor) that are this mentee's, or later ones.
static const couple *entries_from(const couple *list, size_t count, uint32_t mentee) {
    size_t from = 0, to = list == NULL ? 0 : count;
    while (from < to) {
        const size_t middle = from + (to - from) / 2;
        if (list[middle].mentee < mentee) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return list == NULL ? NULL : list + from;
}

static bool is_paired(const sweep *w, uint32_t mentee, uint32_t mentor) {
    return inquiry_lists(w->u->q->s->pairs, w->u->q->s->pair_count, mentee, mentor);
}

// A pair to be looked at by itself: kept, or not settled by its classes.
static status judge_apart(sweep *w, uint32_t mentee, uint32_t mentor, int32_t score_bp, bool kept) {
    const pair_facts pair = {.mentee = mentee,
                             .mentor = mentor,
                             .score_bp = score_bp,
                             .priority = w->scored->cohort->people[ROLE_MENTEE][mentee].priority,
                             .kept = kept};
    return w->u->left->closed_at[ROLE_MENTOR][mentor] == 0 || is_paired(w, mentee, mentor)
               ? STATUS_OK
               : unpaired_judge(w->u, &pair, 0);
}

static status judge_pairs_apart(sweep *w, uint32_t mentee) {
    const scoring *s = w->scored;
    const cohort *h = s->cohort;
    const uint32_t mark = mentee + 1;
    for (size_t k = s->exception_start[mentee]; k < s->exception_start[mentee + 1]; k++) {
        const exception *e = &s->exceptions[k];
        w->apart[e->mentor] = mark;
        if (e->reason == REASON_ELIGIBLE && !e->pinned) {
            TRY(judge_apart(w, mentee, e->mentor, e->score_bp,
                            inquiry_lists(h->previous, h->previous_count, mentee, e->mentor)));
        }
    }
    const couple *end = h->previous == NULL ? NULL : h->previous + h->previous_count;
    for (const couple *k = entries_from(h->previous, h->previous_count, mentee); k != end && k->mentee == mentee; k++) {
        if (w->apart[k->mentor] != mark) {
            w->apart[k->mentor] = mark;
            const int32_t score_bp = w->row[s->class_of[ROLE_MENTOR][k->mentor]];
            if (score_bp >= 0) {
                TRY(judge_apart(w, mentee, k->mentor, score_bp, true));
            }
        }
    }
    const solution *claim = w->u->q->s;
    for (const couple *k = entries_from(claim->pairs, claim->pair_count, mentee);
         k != claim->pairs + claim->pair_count && k->mentee == mentee; k++) {
        w->apart[k->mentor] = mark;
    }
    return STATUS_OK;
}

// Mentors of one class whose pair with the mentee is an ordinary one.
static status judge_members(sweep *w, uint32_t mentee, const hit *of) {
    unpaired *u = w->u;
    pair_facts pair = {.mentee = mentee,
                       .score_bp = w->row[of->class],
                       .priority = w->scored->cohort->people[ROLE_MENTEE][mentee].priority};
    // The step at which members begin tells most of them off by two prices.
    const step *begin = of->first < u->steps_asked && of->first < u->open_from ? &u->steps[of->first] : NULL;
    const int64_t *prices = NULL;
    int64_t most = 0;
    if (begin != NULL && step_settles(begin) && !step_bans(begin, pair.score_bp) &&
        u->left->closed_at[ROLE_MENTEE][mentee] > of->first) {
        prices = begin->prices[ROLE_MENTOR];
        most = weight_most(begin, pair.score_bp) + priority_part(w, begin, ROLE_MENTEE, mentee) -
               begin->prices[ROLE_MENTEE][mentee];
    }
    for (uint32_t k = w->start[ROLE_MENTOR][of->class]; k < w->start[ROLE_MENTOR][of->class + 1]; k++) {
        const uint32_t j = w->members[ROLE_MENTOR][k];
        if ((prices != NULL && most < prices[j]) || w->apart[j] == mentee + 1 ||
            u->left->closed_at[ROLE_MENTOR][j] == 0) {
            continue;
        }
        pair.mentor = j;
        TRY(unpaired_judge(u, &pair, of->first));
    }
    return STATUS_OK;
}

static status judge_mentee(sweep *w, uint32_t mentee) {
    TRY(judge_pairs_apart(w, mentee));
    for (uint32_t k = 0; k < w->hit_count; k++) {
        TRY(judge_members(w, mentee, &w->hits[k]));
    }
    return STATUS_OK;
}

static status sweep_all(sweep *w) {
    for (uint32_t class = 0; class < w->scored->class_count[ROLE_MENTEE]; class ++) {
        find_hits(w, class);
        for (uint32_t k = w->start[ROLE_MENTEE][class]; k < w->start[ROLE_MENTEE][class + 1]; k++) {
            const uint32_t mentee = w->members[ROLE_MENTEE][k];
            if (w->u->left->closed_at[ROLE_MENTEE][mentee] != 0) {
                TRY(judge_mentee(w, mentee));
            }
        }
    }
    return STATUS_OK;
}

status by_class_judge(unpaired *u, const scoring *scored) {
    sweep w = {.u = u, .scored = scored, .arena = arena_over(&u->q->c->memory)};
    status result;
    TRY_OUT(sweep_open(&w));
    result = sweep_all(&w);
out:
    arena_free(&w.arena);
    return result;
}
