// The checked program's small change. Reading is in program_read.c, the shown form in program_shown.c, the schema and
// the starter in program_schema.c and program_starter.c. SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program.h"

const char *level_name(level_kind kind) {
    switch (kind) {
    case LEVEL_MOST_MATCHED:
        return "most_matched";
    case LEVEL_PRIORITY_MATCHED:
        return "priority_matched";
    case LEVEL_MOST_MENTORS:
        return "most_mentors";
    case LEVEL_BEST_WORST:
        return "best_worst";
    case LEVEL_BEST_TOTAL:
        return "best_total";
    case LEVEL_FAIREST:
        return "fairest";
    case LEVEL_FEWEST_CHANGES:
        return "fewest_changes";
    case LEVEL_DRAW:
    case LEVEL_COUNT:
        break;
    }
    return "draw";
}

void program_free(program *p) {
    if (p == NULL) {
        return;
    }
    memory *m = p->arena.memory;
    zone_free(m, p->zone);
    arena_free(&p->arena);
    memory_free(m, p);
}

uint32_t program_field(const program *p, span name) {
    arena scratch = arena_over(p->arena.memory);
    span folded;
    uint32_t number = NONE;
    if (text_fold_bare(&folded, &scratch, name) == STATUS_OK) {
        for (uint32_t i = 0; i < p->field_count && number == NONE; i++) {
            number = span_equal(p->fields[i].folded, folded) ? i : NONE;
        }
    }
    arena_free(&scratch);
    return number;
}
