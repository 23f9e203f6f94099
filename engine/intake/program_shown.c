// The checked program as it stands in the result: the table of keys gives the order, the structs the values. What is
// private is named by a number only, and all criteria that read it stand as one.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "intake/program.h"
#include "intake/program_keys.h"

typedef struct shower {
    arena *arena;
    const program *program;
    unsigned kinds; // while a criterion is shown: the bit of its kind
} shower;

static const char NOT_SHOWN[] = "Not shown", A_REQUIREMENT[] = "a requirement of the program";

static status show_map(tree *out, shower *s, const key_row *parent, const void *base);

// Texts are copied: the tree may outlive the program.
static status add(tree *to, shower *s, span key, tree value) {
    if (value.kind == TREE_SCALAR) {
        value.text = arena_copy(s->arena, value.text);
        if (value.text.text == NULL) {
            return STATUS_NO_MEMORY;
        }
    }
    return tree_append(to, s->arena, key, value) ? STATUS_OK : STATUS_NO_MEMORY;
}

static const void *member(const void *base, size_t offset) {
    return (const char *)base + offset;
}

static tree text_or_null(span text) {
    tree nothing = {.kind = TREE_NULL};
    return text.length == 0 ? nothing : tree_text(text);
}

static status show_number(tree *out, shower *s, int64_t number) {
    span text = arena_format(s->arena, "%lld", (long long)number);
    *out = tree_plain(text);
    return text.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

// Ten-thousandths as a decimal without zeros at the end.
static status show_decimal(tree *out, shower *s, int64_t number) {
    int64_t size = number < 0 ? -number : number;
    span text = arena_format(s->arena, "%s%lld.%04d", number < 0 ? "-" : "", (long long)(size / 10000), (int)(size % 10000));
    while (text.length > 0 && text.text[text.length - 1] == '0') {
        text.length--;
    }
    text.length -= text.length > 0 && text.text[text.length - 1] == '.';
    *out = tree_plain(text);
    return text.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

// The field's name, or the number under which it is private.
static status show_field(tree *out, shower *s, uint32_t number) {
    *out = (tree){.kind = TREE_NULL};
    if (number == NONE) {
        return STATUS_OK;
    }
    const program *p = s->program;
    span name = p->fields[number].name;
    for (uint32_t i = 0; p->fields[number].is_private && i < p->private_count; i++) {
        if (program_field(p, p->private_names[i]) == number) {
            name = arena_format(s->arena, "private %u", i + 1);
        }
    }
    *out = tree_text(name);
    return name.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static status show_texts(tree *out, shower *s, const span *texts, uint32_t count) {
    *out = (tree){.kind = TREE_LIST};
    for (uint32_t i = 0; i < count; i++) {
        TRY(add(out, s, SPAN(""), tree_text(texts[i])));
    }
    return STATUS_OK;
}

static status show_levels(tree *out, shower *s, const level_kind *levels, uint32_t count) {
    *out = (tree){.kind = TREE_LIST};
    for (uint32_t i = 0; i < count; i++) {
        TRY(add(out, s, SPAN(""), tree_text(span_of(level_name(levels[i])))));
    }
    return STATUS_OK;
}

static status show_time(tree *out, shower *s, const calendar_entry *e) {
    *out = (tree){.kind = TREE_NULL};
    if (!e->said) {
        return STATUS_OK;
    }
    char text[26];
    instant_format(text, e->at, e->offset_seconds);
    span copy = arena_copy(s->arena, span_of(text));
    *out = tree_text(copy);
    return copy.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

// ---- lists of options and fields --------------------------------------------------------------------------------

static status show_vocabulary(tree *out, shower *s, const key_row *row, const vocabulary *v) {
    *out = (tree){.kind = TREE_LIST};
    for (uint32_t i = 0; v != NULL && i < v->count; i++) {
        tree entry;
        TRY(show_map(&entry, s, program_key_element(row), &v->options[i]));
        TRY(add(out, s, SPAN(""), entry));
    }
    return STATUS_OK;
}

static status show_stages(tree *out, shower *s, const key_row *row) {
    const program *p = s->program;
    return show_vocabulary(out, s, row, p->fields[FIELD_CAREER_STAGE].is_private ? NULL : &p->career_stages);
}

static status show_areas(tree *out, shower *s, const key_row *row) {
    const program *p = s->program;
    return show_vocabulary(out, s, row, p->fields[FIELD_AREAS].is_private ? NULL : &p->areas);
}

static status show_institutions(tree *out, shower *s, const key_row *row) {
    const program *p = s->program;
    return show_vocabulary(out, s, row, p->fields[FIELD_INSTITUTION].is_private ? NULL : &p->institutions);
}

static status show_columns_of(tree *out, shower *s, int part) {
    *out = (tree){.kind = TREE_MAP};
    for (uint32_t i = 0; i < s->program->field_count; i++) {
        const field *f = &s->program->fields[i];
        if (f->header_count[part] > 0 && !f->is_private) {
            tree headers;
            TRY(show_texts(&headers, s, f->headers[part], f->header_count[part]));
            TRY(add(out, s, f->name, headers));
        }
    }
    return STATUS_OK;
}

static status show_columns_mentors(tree *out, shower *s, const key_row *row) {
    (void)row;
    return show_columns_of(out, s, 0);
}

static status show_columns_mentees(tree *out, shower *s, const key_row *row) {
    (void)row;
    return show_columns_of(out, s, 1);
}

static status show_options(tree *out, shower *s, const key_row *row) {
    *out = (tree){.kind = TREE_MAP};
    for (uint32_t i = 0; i < s->program->field_count; i++) {
        const field *f = &s->program->fields[i];
        bool elsewhere = i == FIELD_CAREER_STAGE || i == FIELD_AREAS || i == FIELD_INSTITUTION;
        if (f->options != NULL && !f->is_private && !elsewhere) {
            tree list;
            TRY(show_vocabulary(&list, s, program_key_element(row), f->options));
            TRY(add(out, s, f->name, list));
        }
    }
    return STATUS_OK;
}

static status show_answers(tree *out, shower *s, const key_row *row) {
    (void)row;
    *out = (tree){.kind = TREE_MAP};
    for (uint32_t i = 0; i < s->program->field_count; i++) {
        const field *f = &s->program->fields[i];
        if (f->number_count == 0 || f->is_private) {
            continue;
        }
        tree phrases = {.kind = TREE_MAP};
        for (uint32_t j = 0; j < f->number_count; j++) {
            tree number;
            TRY(show_decimal(&number, s, f->numbers[j].number));
            TRY(add(&phrases, s, f->numbers[j].text, number));
        }
        TRY(add(out, s, f->name, phrases));
    }
    return STATUS_OK;
}

static status show_private(tree *out, shower *s, const key_row *row) {
    (void)row;
    *out = (tree){.kind = TREE_LIST};
    for (uint32_t i = 0; i < s->program->private_count; i++) {
        tree name;
        TRY(show_field(&name, s, program_field(s->program, s->program->private_names[i])));
        TRY(add(out, s, SPAN(""), name));
    }
    return STATUS_OK;
}

// ---- requirements and criteria ----------------------------------------------------------------------------------

static status show_requirements(tree *out, shower *s, const key_row *row) {
    *out = (tree){.kind = TREE_LIST};
    for (uint32_t i = 0; i < s->program->requirement_count; i++) {
        requirement q = s->program->requirements[i];
        if (s->program->fields[q.field].is_private) {
            q.one_of_count = 0;
            q.otherwise = span_of(A_REQUIREMENT);
        }
        tree entry;
        TRY(show_map(&entry, s, program_key_element(row), &q));
        TRY(add(out, s, SPAN(""), entry));
    }
    return STATUS_OK;
}

static status show_gaps(tree *out, shower *s, const criterion *k) {
    *out = (tree){.kind = TREE_MAP};
    for (uint32_t i = 0; i < k->gap_count; i++) {
        tree score;
        span gap = arena_format(s->arena, "%d", k->gap_scores[i].gap_stages);
        TRY(show_number(&score, s, k->gap_scores[i].score_bp));
        TRY(gap.text == NULL ? STATUS_NO_MEMORY : add(out, s, gap, score));
    }
    return STATUS_OK;
}

static status show_merged(tree *out, shower *s) {
    int64_t weight = 0;
    for (uint32_t i = 0; i < s->program->criterion_count; i++) {
        weight += s->program->criteria[i].is_private ? s->program->criteria[i].weight : 0;
    }
    tree number;
    TRY(show_number(&number, s, weight));
    *out = (tree){.kind = TREE_MAP};
    TRY(add(out, s, SPAN("name"), tree_text(span_of(NOT_SHOWN))));
    TRY(add(out, s, SPAN("kind"), (tree){.kind = TREE_NULL}));
    return add(out, s, SPAN("weight"), number);
}

static status show_criteria(tree *out, shower *s, const key_row *row) {
    bool merged = false;
    *out = (tree){.kind = TREE_LIST};
    for (uint32_t i = 0; i < s->program->criterion_count; i++) {
        const criterion *k = &s->program->criteria[i];
        tree entry;
        if (k->is_private && merged) {
            continue;
        }
        if (k->is_private) {
            merged = true;
            TRY(show_merged(&entry, s));
        } else {
            s->kinds = 1u << k->kind;
            TRY(show_map(&entry, s, program_key_element(row), k));
            s->kinds = 0;
        }
        TRY(add(out, s, SPAN(""), entry));
    }
    return STATUS_OK;
}

// ---- by the table -----------------------------------------------------------------------------------------------

typedef struct by_hand {
    const char *path;
    status (*show)(tree *out, shower *s, const key_row *row);
} by_hand;

static const by_hand BY_HAND[] = {
    {"career_stages", show_stages},
    {"areas", show_areas},
    {"institutions", show_institutions},
    {"columns.mentors", show_columns_mentors},
    {"columns.mentees", show_columns_mentees},
    {"options", show_options},
    {"answers", show_answers},
    {"requirements", show_requirements},
    {"criteria", show_criteria},
    {"private", show_private},
};

static status show_stored(tree *out, shower *s, const key_row *row, const void *base) {
    const void *at = member(base, row->offset);
    uint32_t index = 0, count = 0;
    switch (row->store) {
    case STORE_TEXT:
        *out = text_or_null(*(const span *)at);
        return STATUS_OK;
    case STORE_TEXTS:
        memcpy(&count, member(base, row->count_offset), sizeof count);
        return show_texts(out, s, *(const span *const *)at, count);
    case STORE_INDEX:
        memcpy(&index, at, sizeof index);
        *out = tree_text(program_key_choice(row->choices, index));
        return STATUS_OK;
    case STORE_IS_FIRST:
        *out = tree_text(program_key_choice(row->choices, *(const bool *)at ? 0 : 1));
        return STATUS_OK;
    case STORE_BOOL:
        *out = tree_plain(*(const bool *)at ? SPAN("true") : SPAN("false"));
        return STATUS_OK;
    case STORE_INT32:
        *out = (tree){.kind = TREE_NULL};
        return *(const int32_t *)at == INT32_MAX ? STATUS_OK : show_number(out, s, *(const int32_t *)at);
    case STORE_INT64:
        return show_decimal(out, s, *(const int64_t *)at);
    case STORE_UINT64:
        return show_number(out, s, (int64_t) * (const uint64_t *)at);
    case STORE_FIELD:
        return show_field(out, s, *(const uint32_t *)at);
    case STORE_TIME:
        return show_time(out, s, at);
    case STORE_LEVELS:
        memcpy(&count, member(base, row->count_offset), sizeof count);
        return show_levels(out, s, *(level_kind *const *)at, count);
    case STORE_BY_HAND:
        break;
    }
    return STATUS_INTERNAL;
}

static status show_row(tree *out, shower *s, const key_row *row, const void *base) {
    for (size_t i = 0; i < sizeof BY_HAND / sizeof *BY_HAND; i++) {
        if (strcmp(row->path, BY_HAND[i].path) == 0) {
            return BY_HAND[i].show(out, s, row);
        }
    }
    if (strcmp(row->path, "criteria[].gap_scores") == 0) {
        return show_gaps(out, s, base);
    }
    if (strcmp(row->path, "criteria[].only_if") == 0 && ((const criterion *)base)->only_if_field == NONE) {
        *out = (tree){.kind = TREE_NULL};
        return STATUS_OK;
    }
    return row->type == KEY_MAP ? show_map(out, s, row, base) : show_stored(out, s, row, base);
}

static status show_map(tree *out, shower *s, const key_row *parent, const void *base) {
    *out = (tree){.kind = TREE_MAP};
    for (const key_row *row = program_key_next(parent, NULL); row != NULL; row = program_key_next(parent, row)) {
        if (row->kinds == 0 || s->kinds == 0 || (row->kinds & s->kinds) != 0) {
            tree value;
            TRY(show_row(&value, s, row, base));
            TRY(add(out, s, program_key_name(row), value));
        }
    }
    return STATUS_OK;
}

status program_shown(tree *out, arena *a, const program *p) {
    shower s = {.arena = a, .program = p};
    return show_map(out, &s, program_key(""), p);
}
