// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/solution.h"

void solution_free(solution *s) {
    if (s != NULL) {
        memory *m = s->arena.memory;
        arena_free(&s->arena);
        memory_free(m, s);
    }
}
