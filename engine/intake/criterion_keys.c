// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/criterion_keys.h"

static status key_of(span *out, program *p, const field *f, span value) {
    TRY(text_fold(out, &p->arena, value));
    uint32_t known = f->options == NULL ? NONE : vocabulary_find(f->options, *out);
    return known == NONE ? STATUS_OK : text_fold(out, &p->arena, f->options->options[known].name);
}

static status keys_of(const span **out, program *p, uint32_t which, const span *values, uint32_t count) {
    span *keys = arena_alloc(&p->arena, count, sizeof *keys);
    if (keys == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        TRY(key_of(&keys[i], p, &p->fields[which], values[i]));
    }
    *out = keys;
    return STATUS_OK;
}

status criterion_keys_fill(program *p) {
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        criterion *k = &p->criteria[i];
        if (k->any_count > 0 && k->field != NONE) {
            TRY(keys_of(&k->any_keys, p, k->field, k->any, k->any_count));
        }
        if (k->only_if_count > 0 && k->only_if_field != NONE) {
            TRY(keys_of(&k->only_if_keys, p, k->only_if_field, k->only_if_equals, k->only_if_count));
        }
    }
    return STATUS_OK;
}
