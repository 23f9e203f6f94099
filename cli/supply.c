// SPDX-License-Identifier: GPL-3.0-or-later
#include "supply.h"

#include <stdlib.h>

#include "base/fixed.h"

static const uint64_t MOST_PAIRS_LOOKED_AT = 500000; // for the fields better left empty, pair by pair

// ---- rows -------------------------------------------------------------------------------------------------------

typedef struct aside_row {
    uint32_t line;
    aside_code code;
} aside_row;

static int by_line_and_code(const void *a, const void *b) {
    const aside_row *x = a, *y = b;
    return x->line != y->line ? (x->line > y->line) - (x->line < y->line) : (x->code > y->code) - (x->code < y->code);
}

static int by_number(const void *a, const void *b) {
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

// The lines of accepted people of one file, sorted.
static uint32_t *accepted_lines(arena *a, const cohort *h, uint32_t file, uint32_t *count) {
    uint32_t *lines = arena_alloc(a, (size_t)h->count[ROLE_MENTOR] + h->count[ROLE_MENTEE], sizeof *lines);
    *count = 0;
    for (int r = 0; lines != NULL && r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < h->count[r]; i++) {
            if (h->people[r][i].input == file) {
                lines[(*count)++] = h->people[r][i].line;
            }
        }
    }
    if (lines != NULL) {
        qsort(lines, *count, sizeof *lines, by_number);
    }
    return lines;
}

// A row that is set aside in two roles counts once, by the code that was decided first; one that is accepted in a role is not set aside.
static status count_asides(supply_file *f, arena *a, const cohort *h, uint32_t file) {
    aside_row *rows = arena_alloc(a, h->aside_count, sizeof *rows);
    uint32_t accepted_count, count = 0;
    const uint32_t *accepted = accepted_lines(a, h, file, &accepted_count);
    if (rows == NULL || accepted == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < h->aside_count; i++) {
        if (h->asides[i].input == file) {
            rows[count++] = (aside_row){.line = h->asides[i].line, .code = h->asides[i].code};
        }
    }
    qsort(rows, count, sizeof *rows, by_line_and_code);
    for (uint32_t i = 0; i < count; i++) {
        const bool again = i > 0 && rows[i].line == rows[i - 1].line;
        if (!again && bsearch(&rows[i].line, accepted, accepted_count, sizeof *accepted, by_number) == NULL) {
            f->aside[rows[i].code]++;
        }
    }
    return STATUS_OK;
}

static status count_files(supply *s, arena *a, const cohort *h) {
    for (uint32_t i = 0; i < h->input_count; i++) {
        const input_file *in = &h->inputs[i];
        const bool applications = in->role == INPUT_MENTORS || in->role == INPUT_MENTEES || in->role == INPUT_APPLICATIONS;
        if (!applications || s->file_count == sizeof s->files / sizeof s->files[0]) {
            continue;
        }
        supply_file *f = &s->files[s->file_count++];
        *f = (supply_file){.role = in->role, .file = in->file, .rows = in->rows, .accepted = in->accepted, .has_places = in->role != INPUT_MENTEES};
        TRY(count_asides(f, a, h, i));
        for (uint32_t k = 0; f->has_places && k < h->count[ROLE_MENTOR]; k++) {
            f->places += h->people[ROLE_MENTOR][k].input == i ? h->people[ROLE_MENTOR][k].capacity : 0;
        }
    }
    return STATUS_OK;
}

uint32_t supply_set_aside(const supply_file *f) {
    uint32_t count = 0;
    for (size_t code = 0; code < SUPPLY_ASIDE_CODES; code++) {
        count += f->aside[code];
    }
    return count;
}

// ---- stages and areas -------------------------------------------------------------------------------------------

static bool gap_allowed(const rules *r, int32_t gap_stages) {
    return gap_stages >= r->minimum_stage_gap && (!r->has_maximum_stage_gap || gap_stages <= r->maximum_stage_gap);
}

// The last entry is for people who gave no stage.
static status count_stages(supply *s, arena *a, const cohort *h) {
    const uint32_t known = h->program->career_stages.count;
    s->stages = arena_alloc(a, (size_t)known + 1, sizeof *s->stages);
    if (s->stages == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTOR]; i++) {
        const person *p = &h->people[ROLE_MENTOR][i];
        s->stages[p->stage < 0 ? known : (uint32_t)p->stage].places += p->capacity;
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        const person *p = &h->people[ROLE_MENTEE][i];
        s->stages[p->stage < 0 ? known : (uint32_t)p->stage].mentees++;
    }
    for (uint32_t i = 0; i < known; i++) {
        s->stages[i].name = h->program->career_stages.options[i].name;
        for (uint32_t j = 0; j < known; j++) {
            s->stages[i].open_places += gap_allowed(&h->program->rules, (int32_t)j - (int32_t)i) ? s->stages[j].places : 0;
        }
    }
    const bool some_gave_none = s->stages[known].places > 0 || s->stages[known].mentees > 0;
    s->stage_count = known + some_gave_none;
    return STATUS_OK;
}

static status count_areas(supply *s, arena *a, const cohort *h) {
    const vocabulary *v = &h->program->areas;
    s->areas = arena_alloc(a, v->count, sizeof *s->areas);
    if (s->areas == NULL) {
        return STATUS_NO_MEMORY;
    }
    s->area_count = v->count;
    for (uint32_t k = 0; k < v->count; k++) {
        s->areas[k].name = v->options[k].name;
    }
    for (int r = 0; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < h->count[r]; i++) {
            const person *p = &h->people[r][i];
            const choices *chosen = p->answers[FIELD_AREAS].choices;
            for (uint32_t k = 0; chosen != NULL && k < chosen->count; k++) {
                supply_area *area = &s->areas[chosen->options[k]];
                area->wanted += r == ROLE_MENTEE;
                area->offered += r == ROLE_MENTOR ? p->capacity : 0;
            }
        }
    }
    return STATUS_OK;
}

const supply_stage *supply_shortest_stage(const supply *s) {
    const supply_stage *shortest = NULL;
    for (uint32_t i = 0; i < s->stage_count; i++) {
        const supply_stage *now = &s->stages[i];
        if (now->name.length == 0 || now->mentees <= now->open_places) {
            continue;
        }
        // mentees / places, compared without dividing
        if (shortest == NULL || (uint64_t)now->mentees * shortest->open_places > (uint64_t)shortest->mentees * now->open_places ||
            (shortest->open_places == 0 && now->open_places == 0 && now->mentees > shortest->mentees)) {
            shortest = now;
        }
    }
    return shortest;
}

static int by_missing(const void *a, const void *b) {
    const supply_short_area *x = a, *y = b;
    return x->missing != y->missing ? (x->missing < y->missing) - (x->missing > y->missing) : (x->area > y->area) - (x->area < y->area);
}

const supply_short_area *supply_short_areas(const supply *s, arena *a, uint32_t most, uint32_t *count) {
    supply_short_area *areas = arena_alloc(a, s->area_count, sizeof *areas);
    *count = 0;
    for (uint32_t k = 0; areas != NULL && k < s->area_count; k++) {
        const int64_t missing = (int64_t)s->areas[k].wanted - (int64_t)s->areas[k].offered;
        if (missing > 0) {
            areas[(*count)++] = (supply_short_area){.missing = missing, .area = k};
        }
    }
    if (areas != NULL) {
        qsort(areas, *count, sizeof *areas, by_missing);
        *count = *count < most ? *count : most;
    }
    return areas;
}

// ---- fields better left empty -----------------------------------------------------------------------------------

typedef struct best_fit {
    int32_t with_bp, without_bp;
} best_fit;

// A criterion that leaves both sums when its field is empty, so that an empty answer can be worth more than one that fits badly.
static bool can_be_left_empty(const criterion *k) {
    return k->when_missing == MISSING_SKIP && k->weight > 0 && k->field != NONE;
}

// The score of a pair, and what it would be without one criterion.
static void note_pair(best_fit *mentee, best_fit *mentor, const program *p, const criterion_result *results, uint32_t which, int32_t score_bp) {
    int64_t sum = 0, weights = 0;
    for (uint32_t k = 0; k < p->criterion_count; k++) {
        if (k != which && results[k].applies) {
            sum += (int64_t)p->criteria[k].weight * results[k].similarity_bp;
            weights += p->criteria[k].weight;
        }
    }
    const int32_t without_bp = weights == 0 ? 0 : (int32_t)fixed_round_half_up(sum, weights);
    best_fit *const both[2] = {mentee, mentor};
    for (int side = 0; side < 2; side++) {
        both[side]->with_bp = score_bp > both[side]->with_bp ? score_bp : both[side]->with_bp;
        both[side]->without_bp = without_bp > both[side]->without_bp ? without_bp : both[side]->without_bp;
    }
}

static uint32_t people_better_without(arena *a, const cohort *h, uint32_t which, criterion_result *results) {
    best_fit *best[ROLE_COUNT];
    for (int r = 0; r < ROLE_COUNT; r++) {
        best[r] = arena_alloc(a, h->count[r], sizeof **best);
        if (best[r] == NULL) {
            return 0;
        }
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
            const int32_t score_bp = score_of(h, i, j, results);
            note_pair(&best[ROLE_MENTEE][i], &best[ROLE_MENTOR][j], h->program, results, which, score_bp);
        }
    }
    uint32_t people = 0;
    for (int r = 0; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < h->count[r]; i++) {
            const bool answered = h->people[r][i].answers[h->program->criteria[which].field].text.length > 0;
            people += answered && best[r][i].without_bp > best[r][i].with_bp;
        }
    }
    return people;
}

static status count_better_empty(supply *s, arena *a, const cohort *h) {
    const program *p = h->program;
    s->better_empty = arena_alloc(a, p->criterion_count, sizeof *s->better_empty);
    criterion_result *results = arena_alloc(a, p->criterion_count, sizeof *results);
    if (s->better_empty == NULL || results == NULL) {
        return STATUS_NO_MEMORY;
    }
    if ((uint64_t)h->count[ROLE_MENTEE] * h->count[ROLE_MENTOR] > MOST_PAIRS_LOOKED_AT) {
        return STATUS_OK;
    }
    for (uint32_t k = 0; k < p->criterion_count; k++) {
        const criterion *one = &p->criteria[k];
        // Private fields appear in no output.
        const uint32_t people = can_be_left_empty(one) && !one->is_private ? people_better_without(a, h, k, results) : 0;
        if (people > 0) {
            s->better_empty[s->better_empty_count++] = (supply_better_empty){.field = h->fields[one->field].name, .people = people};
        }
    }
    return STATUS_OK;
}

status supply_count(supply *out, arena *a, const cohort *h, const scoring *scored) {
    *out = (supply){.file_count = 0};
    TRY(count_files(out, a, h));
    TRY(count_stages(out, a, h));
    TRY(count_areas(out, a, h));
    if (scored != NULL) {
        TRY(nobody_find(&out->nobody, a, scored));
        out->has_nobody = true;
        TRY(count_better_empty(out, a, h));
    }
    return STATUS_OK;
}
