// Line against line, then pair against rules, then places, then pins; what is wrong is said in the order of the lines.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/draft.h"

#include <stdlib.h>

#include "pairing/against.h"
#include "pairing/wording.h"
#include "proof/draft_file.h"

static const char WHERE[] = "proof/draft";
static const role ROLES[] = {ROLE_MENTEE, ROLE_MENTOR};

typedef enum fault_kind { FAULT_NONE, FAULT_REPEATED, FAULT_NOT_ELIGIBLE, FAULT_NO_ROOM } fault_kind;

typedef struct judged_line {
    const draft_line *line;
    couple pair;
    bool pinned;
    fault_kind fault;
    role full;       // NO_ROOM: whose places are taken
    uint32_t before; // REPEATED, NO_ROOM: the line that stands in its way; 0: none, there is no place at all
} judged_line;

typedef struct judge {
    context *c;
    const scoring *s;
    const cohort *h;
    arena *a; // for what stays
    arena scratch;
    draft *out;
    draft_file file;
    judged_line *lines; // [file.count]
} judge;

// ---- line against line ------------------------------------------------------------------------------------------

static int by_pair_then_order(const void *a, const void *b) {
    const judged_line *one = *(judged_line *const *)a, *other = *(judged_line *const *)b;
    const int order = couple_compare(&one->pair, &other->pair);
    return order != 0 ? order : (one > other) - (one < other); // of one array
}

// The same pair again is a fault of the later line. *out: the lines in the order of their pairs.
static status find_repeated(judged_line ***out, judge *j) {
    judged_line **sorted = arena_alloc(&j->scratch, j->file.count, sizeof(void *));
    if (sorted == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < j->file.count; i++) {
        sorted[i] = &j->lines[i];
    }
    qsort(sorted, j->file.count, sizeof(void *), by_pair_then_order);
    for (uint32_t i = 1, first = 0; i < j->file.count; i++) {
        if (couple_compare(&sorted[i]->pair, &sorted[first]->pair) != 0) {
            first = i;
            continue;
        }
        sorted[i]->fault = FAULT_REPEATED;
        sorted[i]->before = sorted[first]->line->place[ROLE_MENTEE].line;
    }
    *out = sorted;
    return STATUS_OK;
}

// ---- rules and places -------------------------------------------------------------------------------------------

static void find_not_eligible(judge *j) {
    for (uint32_t i = 0; i < j->file.count; i++) {
        judged_line *it = &j->lines[i];
        it->pinned = scoring_is_pinned(j->s, it->pair.mentee, it->pair.mentor);
        if (it->fault == FAULT_NONE && scoring_pair(j->s, it->pair.mentee, it->pair.mentor, NULL) != REASON_ELIGIBLE) {
            it->fault = FAULT_NOT_ELIGIBLE;
        }
    }
}

typedef struct load {
    uint32_t count, first_line;
} load;

static status find_no_room(judge *j) {
    load *loads[ROLE_COUNT];
    for (role as = ROLE_MENTOR; as < ROLE_COUNT; as++) {
        loads[as] = arena_alloc(&j->scratch, j->h->count[as], sizeof *loads[as]);
        if (loads[as] == NULL) {
            return STATUS_NO_MEMORY;
        }
    }
    for (int turn = 0; turn < 2; turn++) {
        for (uint32_t i = 0; i < j->file.count; i++) {
            judged_line *it = &j->lines[i];
            if (it->fault != FAULT_NONE || it->pinned != (turn == 0)) {
                continue;
            }
            for (size_t k = 0; k < ROLE_COUNT && it->fault == FAULT_NONE; k++) {
                const role as = ROLES[k];
                const load *held = &loads[as][it->line->who[as]];
                if (held->count >= j->h->people[as][it->line->who[as]].capacity) {
                    it->fault = FAULT_NO_ROOM;
                    it->full = as;
                    it->before = held->count == 0 ? 0 : held->first_line;
                }
            }
            for (role as = ROLE_MENTOR; as < ROLE_COUNT && it->fault == FAULT_NONE; as++) {
                load *held = &loads[as][it->line->who[as]];
                held->first_line = held->count++ == 0 ? it->line->place[as].line : held->first_line;
            }
        }
    }
    return STATUS_OK;
}

// ---- saying it --------------------------------------------------------------------------------------------------

static const char *name_of(role as) {
    return as == ROLE_MENTEE ? "mentee" : "mentor";
}

static span shown_name(const judge *j, role as, uint32_t number) {
    const person *p = &j->h->people[as][number];
    return p->name.length == 0 ? p->id : p->name;
}

static bool has_room_for_pin(const judge *j, const couple *pair) {
    uint32_t pins[ROLE_COUNT] = {0, 0};
    for (uint32_t i = 0; i < j->h->pin_count; i++) {
        pins[ROLE_MENTEE] += j->h->pins[i].mentee == pair->mentee;
        pins[ROLE_MENTOR] += j->h->pins[i].mentor == pair->mentor;
    }
    return pins[ROLE_MENTEE] < j->h->people[ROLE_MENTEE][pair->mentee].capacity &&
           pins[ROLE_MENTOR] < j->h->people[ROLE_MENTOR][pair->mentor].capacity;
}

// "pair_stage_gap": findings of one rule have one code.
static const char *code_of(reason why) {
    static const char *const CODES[REASON_COUNT] = {
        [REASON_ELIGIBLE] = "pair_not_eligible",
        [REASON_SAME_PERSON] = "pair_same_person",
        [REASON_CONFLICT] = "pair_conflict",
        [REASON_VETOED] = "pair_vetoed",
        [REASON_PAST_PAIR] = "pair_past_pair",
        [REASON_SAME_INSTITUTION] = "pair_same_institution",
        [REASON_STAGE_GAP] = "pair_stage_gap",
        [REASON_BELOW_MINIMUM_SCORE] = "pair_below_minimum_score",
        [REASON_OTHER_DIRECTION] = "pair_other_direction",
    };
    return CODES[why];
}

static status say_not_eligible(judge *j, const judged_line *it, wording *w) {
    against found;
    TRY(against_pair(&found, &j->scratch, j->c, w, j->s, &it->pair));
    bool pin_would_do = has_room_for_pin(j, &it->pair);
    span against_it = SPAN("");
    for (uint32_t k = 0; k < found.count && against_it.text != NULL; k++) {
        const against_rule *entry = &found.rules[k];
        const bool unsaid = entry->reason == REASON_CONFLICT && j->h->fields[FIELD_CONFLICTS].is_private;
        const span because = unsaid ? SPAN("An answer that is not shown forbids it.") : entry->because;
        against_it =
            arena_format(&j->scratch, "%.*s%s%.*s", SPAN_ARGS(against_it), k > 0 ? " " : "", SPAN_ARGS(because));
        pin_would_do &= entry->overridden;
    }
    if (against_it.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    const reason first = scoring_pair(j->s, it->pair.mentee, it->pair.mentor, NULL);
    const bool hidden = first == REASON_CONFLICT && j->h->fields[FIELD_CONFLICTS].is_private;
    finding_add(&j->c->findings, SEVERITY_ERROR, it->line->place[ROLE_MENTEE],
                hidden ? code_of(REASON_ELIGIBLE) : code_of(first),
                "these two may not be paired. %.*s Pair them with others%s", SPAN_ARGS(against_it),
                pin_would_do ? ", or pin the pair in decisions.csv: a pin would allow it" : "");
    return STATUS_OK;
}

static void say_no_room(const judge *j, const judged_line *it) {
    const role as = it->full;
    const person *p = &j->h->people[as][it->line->who[as]];
    const span file = j->h->inputs[p->input].file;
    if (p->capacity == 0) {
        finding_add(
            &j->c->findings, SEVERITY_ERROR, it->line->place[as], "no_place",
            "the %s offers no place (column \"%s\"): take this line out, or raise the capacity in the application "
            "(%.*s, line %u)",
            name_of(as), name_of(as), SPAN_ARGS(file), p->line);
        return;
    }
    finding_add(&j->c->findings, SEVERITY_ERROR, it->line->place[as], "over_places",
                "the %s has %u place%s, which %s %u%s already (column \"%s\"): take one of the lines out, or raise the "
                "capacity in the application (%.*s, line %u)",
                name_of(as), p->capacity, p->capacity == 1 ? "" : "s", p->capacity == 1 ? "line" : "other lines, line",
                it->before, p->capacity == 1 ? " fills" : " among them, fill", name_of(as), SPAN_ARGS(file), p->line);
}

static status say_faults(judge *j) {
    wording w = wording_over(&j->c->memory);
    status result = STATUS_OK;
    for (uint32_t i = 0; i < j->file.count && result == STATUS_OK; i++) {
        const judged_line *it = &j->lines[i];
        j->out->left_out += it->fault != FAULT_NONE;
        switch (it->fault) {
        case FAULT_NONE:
            break;
        case FAULT_REPEATED:
            finding_add(&j->c->findings, SEVERITY_ERROR, it->line->place[ROLE_MENTEE], "pair_repeated",
                        "the same pair as on line %u: take one of the two lines out", it->before);
            break;
        case FAULT_NOT_ELIGIBLE:
            result = say_not_eligible(j, it, &w);
            break;
        case FAULT_NO_ROOM:
            say_no_room(j, it);
            break;
        }
    }
    wording_free(&w);
    return result;
}

// ---- pins -------------------------------------------------------------------------------------------------------

// Where a missing pin is to be mended: the first line of either of the two, else the file.
static place place_of_missing(const judge *j, const couple *pin) {
    const uint32_t who[ROLE_COUNT] = {[ROLE_MENTEE] = pin->mentee, [ROLE_MENTOR] = pin->mentor};
    for (size_t k = 0; k < ROLE_COUNT; k++) {
        for (uint32_t i = 0; i < j->file.count; i++) {
            if (j->lines[i].line->who[ROLES[k]] == who[ROLES[k]]) {
                return j->lines[i].line->place[ROLES[k]];
            }
        }
    }
    return (place){j->out->file, 1, 1};
}

static place place_of_pin(const cohort *h, const couple *pin) {
    for (uint32_t i = 0; i < h->decision_count; i++) {
        const decision *d = &h->decisions[i];
        if (d->kind == DECISION_PIN && d->mentee == pin->mentee && d->mentor == pin->mentor) {
            return d->place;
        }
    }
    return (place){SPAN("decisions.csv"), 1, 1};
}

static void check_pins(const judge *j) {
    for (uint32_t k = 0; k < j->h->pin_count; k++) {
        const couple *pin = &j->h->pins[k];
        if (!eligibility_listed(j->out->pairs, j->out->pair_count, pin->mentee, pin->mentor)) {
            const place said = place_of_pin(j->h, pin);
            j->out->pins_missed++;
            finding_add(&j->c->findings, SEVERITY_ERROR, place_of_missing(j, pin), "pin_missing",
                        "the committee has pinned %.*s with %.*s (%.*s, line %u), and no line that stands pairs them: "
                        "add that line in the place of another, or take the pin out",
                        SPAN_ARGS(shown_name(j, ROLE_MENTEE, pin->mentee)),
                        SPAN_ARGS(shown_name(j, ROLE_MENTOR, pin->mentor)), SPAN_ARGS(said.file), said.line);
        }
    }
}

// ---- all --------------------------------------------------------------------------------------------------------

static status keep_standing(judge *j, judged_line *const *sorted) {
    draft *out = j->out;
    out->pairs = arena_alloc(j->a, j->file.count, sizeof *out->pairs);
    if (out->pairs == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < j->file.count; i++) {
        if (sorted[i]->fault == FAULT_NONE) {
            out->pairs[out->pair_count++] = sorted[i]->pair;
        }
    }
    return STATUS_OK;
}

static status judge_all(judge *j, span bytes) {
    judged_line **sorted;
    TRY(draft_file_read(&j->file, &j->scratch, j->c, j->h, j->out->file, bytes));
    j->out->lines = j->file.count + j->file.faulty;
    j->out->left_out = j->file.faulty;
    j->lines = arena_alloc(&j->scratch, j->file.count, sizeof *j->lines);
    if (j->lines == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < j->file.count; i++) {
        const draft_line *line = &j->file.lines[i];
        j->lines[i] = (judged_line){.line = line, .pair = {line->who[ROLE_MENTEE], line->who[ROLE_MENTOR]}};
    }
    TRY(find_repeated(&sorted, j));
    find_not_eligible(j);
    TRY(find_no_room(j));
    TRY(say_faults(j));
    TRY(keep_standing(j, sorted));
    check_pins(j);
    return STATUS_OK;
}

status draft_read(draft *out, arena *a, context *c, const scoring *s, span file, span bytes) {
    *out = (draft){.file = arena_copy(a, file)};
    judge j = {.c = c, .s = s, .h = s->cohort, .a = a, .scratch = arena_over(&c->memory), .out = out};
    const status result = out->file.text == NULL ? STATUS_NO_MEMORY : judge_all(&j, bytes);
    arena_free(&j.scratch);
    return result == STATUS_NO_MEMORY || c->findings.no_memory ? context_no_memory(c, WHERE) : result;
}
