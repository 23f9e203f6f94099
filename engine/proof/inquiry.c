// One check's working material, its refusal, and eligibility pair by pair.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/inquiry.h"

#include <stdarg.h>
#include <stdio.h>

#include "scoring/draw.h"

status inquiry_open(inquiry *q, check_report *report, arena *words, context *c, const cohort *h, const solution *s,
                    uint64_t seed) {
    *report = (check_report){.fault = CHECK_NONE, .level = NONE, .mentee = NONE, .mentor = NONE, .text = SPAN("")};
    *q = (inquiry){
        .c = c, .words = words, .scratch = arena_over(&c->memory), .report = report, .h = h, .s = s, .seed = seed};
    q->pairs = arena_alloc(&q->scratch, s->pair_count, sizeof *q->pairs);
    q->pinned = arena_alloc(&q->scratch, s->pair_count, sizeof *q->pinned);
    bool room = q->pairs != NULL && q->pinned != NULL;
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        q->pin_count[r] = arena_alloc(&q->scratch, h->count[r], sizeof *q->pin_count[r]);
        q->load[r] = arena_alloc(&q->scratch, h->count[r], sizeof *q->load[r]);
        room = room && q->pin_count[r] != NULL && q->load[r] != NULL;
    }
    return room ? inquiry_draw_round(q, 1) : context_no_memory(c, "proof/inquiry");
}

void inquiry_close(inquiry *q) {
    arena_free(&q->scratch);
}

// ---- refusals ----------------------------------------------------------------------------------------------------

check_report inquiry_fault(check_fault what, uint32_t level, uint32_t mentee, uint32_t mentor) {
    return (check_report){.fault = what, .level = level, .mentee = mentee, .mentor = mentor};
}

check_report inquiry_fault_of(check_fault what, uint32_t level, role r, uint32_t number) {
    return inquiry_fault(what, level, r == ROLE_MENTEE ? number : NONE, r == ROLE_MENTOR ? number : NONE);
}

bool inquiry_refused(const inquiry *q) {
    return q->report->fault != CHECK_NONE;
}

// The formatted sentence without anything that could mislead a terminal; text NULL: no memory.
__attribute__((format(printf, 2, 0))) static span sentence(inquiry *q, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *raw = length < 0 ? NULL : arena_alloc(&q->scratch, (size_t)length + 1, 1);
    if (raw == NULL) {
        return (span){NULL, 0};
    }
    (void)vsnprintf(raw, (size_t)length + 1, format, arguments);
    return text_visible(q->words, (span){raw, (size_t)length}, SIZE_MAX);
}

bool inquiry_refused_by(const inquiry *q, uint32_t level) {
    return inquiry_refused(q) && (q->report->level == NONE || q->report->level <= level);
}

status inquiry_refuse(inquiry *q, check_report what, const char *format, ...) {
    if (inquiry_refused(q) && (what.level == NONE || inquiry_refused_by(q, what.level))) {
        return STATUS_OK;
    }
    va_list arguments;
    va_start(arguments, format);
    what.text = sentence(q, format, arguments);
    va_end(arguments);
    if (what.text.text == NULL) {
        return context_no_memory(q->c, "proof/inquiry");
    }
    *q->report = what;
    return STATUS_OK;
}

span inquiry_id(const inquiry *q, role r, uint32_t number) {
    return number < q->h->count[r] ? q->h->people[r][number].id : SPAN("(nobody)");
}

// ---- the draw ----------------------------------------------------------------------------------------------------

status inquiry_draw_round(inquiry *q, uint32_t round) {
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        if (q->draw_keys[round - 1][r] != NULL) {
            continue;
        }
        uint64_t *keys = arena_alloc(&q->scratch, q->h->count[r], sizeof *keys);
        if (keys == NULL) {
            return context_no_memory(q->c, "proof/inquiry");
        }
        for (uint32_t i = 0; i < q->h->count[r]; i++) {
            keys[i] = draw_key(q->seed, round, r, q->h->people[r][i].id);
        }
        q->draw_keys[round - 1][r] = keys;
    }
    return STATUS_OK;
}

// ---- who may be paired -------------------------------------------------------------------------------------------

static int compare_couples(couple a, couple b) {
    if (a.mentee != b.mentee) {
        return a.mentee < b.mentee ? -1 : 1;
    }
    return (a.mentor > b.mentor) - (a.mentor < b.mentor);
}

bool inquiry_lists(const couple *list, size_t count, uint32_t mentee, uint32_t mentor) {
    size_t from = 0, to = count;
    while (from < to) {
        const size_t middle = from + (to - from) / 2;
        const int order = compare_couples(list[middle], (couple){mentee, mentor});
        if (order == 0) {
            return true;
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return false;
}

static bool is_pin(const cohort *h, uint32_t mentee, uint32_t mentor) {
    return inquiry_lists(h->pins, h->pin_count, mentee, mentor);
}

static int32_t draw_weight_first(const inquiry *q, uint32_t mentee, uint32_t mentor) {
    return draw_weight(q->draw_keys[0][ROLE_MENTEE][mentee], q->draw_keys[0][ROLE_MENTOR][mentor]);
}

// Whether the two would better be paired the other way round (the mentee as mentor, the mentor as mentee), and may be.
static bool other_direction_is_better(const inquiry *q, uint32_t mentee, uint32_t mentor, int32_t score_bp) {
    const cohort *h = q->h;
    const uint32_t as_mentor = h->people[ROLE_MENTEE][mentee].self;
    const uint32_t as_mentee = h->people[ROLE_MENTOR][mentor].self;
    if (as_mentor == NONE || as_mentee == NONE) {
        return false;
    }
    if (is_pin(h, as_mentee, as_mentor)) {
        return true;
    }
    if (h->people[ROLE_MENTOR][mentor].capacity == 0 || h->people[ROLE_MENTOR][as_mentor].capacity == 0) {
        return false;
    }
    const int32_t other_bp = score_of(h, as_mentee, as_mentor, NULL);
    if (eligibility_of(h, as_mentee, as_mentor, other_bp) != REASON_ELIGIBLE || other_bp < score_bp) {
        return false;
    }
    const int32_t weight = draw_weight_first(q, mentee, mentor),
                  other_weight = draw_weight_first(q, as_mentee, as_mentor);
    if (other_bp > score_bp || other_weight > weight) {
        return true;
    }
    return other_weight == weight &&
           span_compare(h->people[ROLE_MENTOR][as_mentor].id, h->people[ROLE_MENTOR][mentor].id) < 0;
}

bool inquiry_eligible(const inquiry *q, uint32_t mentee, uint32_t mentor, int32_t *score_bp) {
    *score_bp = score_of(q->h, mentee, mentor, NULL);
    if (eligibility_of(q->h, mentee, mentor, *score_bp) != REASON_ELIGIBLE) {
        return false;
    }
    return !q->h->program->rules.better_direction || !other_direction_is_better(q, mentee, mentor, *score_bp);
}
