// A criterion's kind decides which of its keys are known, so it is read first.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program_criteria.h"

#include <stdlib.h>

#include "base/fixed.h"
#include "intake/program_map.h"
#include "intake/program_value.h"
#include "intake/program_wanted.h"

static const gap_score BUILT_IN_GAPS[] = {{-1, 0}, {0, 6000}, {1, 10000}, {2, 9000}, {3, 7000}};

// ---- gap_scores -------------------------------------------------------------------------------------------------

static int by_gap(const void *left, const void *right) {
    const gap_score *a = left, *b = right;
    return (a->gap_stages > b->gap_stages) - (a->gap_stages < b->gap_stages);
}

static bool add_gap(reader *r, gap_score *gaps, uint32_t *count, const tree_entry *entry, span path) {
    const key_row *row = program_key("criteria[].gap_scores"), *percent = program_key_element(row);
    int64_t gap;
    int32_t score_bp;
    if (!fixed_parse_whole(&gap, entry->key, row->lowest, row->highest)) {
        READER_FAULT(r, entry->key_place, "wrong_value",
                     "\"%.*s\" is no number of steps: write a whole number from %lld to %lld before the colon",
                     SPAN_ARGS(entry->key), (long long)row->lowest, (long long)row->highest);
        return false;
    }
    if (!program_value_percent(&score_bp, r, &entry->value)) {
        program_wanted_refuse(r, percent, &entry->value, path);
        return false;
    }
    gaps[(*count)++] = (gap_score){(int32_t)gap, score_bp};
    return true;
}

// Ascending, each step once and none left out between.
static void check_run(reader *r, const gap_score *gaps, uint32_t count, place where) {
    for (uint32_t i = 1; i < count; i++) {
        if (gaps[i].gap_stages == gaps[i - 1].gap_stages) {
            READER_FAULT(r, where, "gap_twice", "the step %d stands twice in \"gap_scores\": leave one of them",
                         gaps[i].gap_stages);
        } else if (gaps[i].gap_stages != gaps[i - 1].gap_stages + 1) {
            READER_FAULT(r, where, "gap_left_out",
                         "\"gap_scores\" leaves out the step %d: write every step from %d to %d",
                         gaps[i - 1].gap_stages + 1, gaps[0].gap_stages, gaps[count - 1].gap_stages);
        }
    }
}

static status read_gaps(reader *r, criterion *k, const tree *map) {
    span path = SPAN("criteria.gap_scores");
    k->gap_scores = BUILT_IN_GAPS;
    k->gap_count = sizeof BUILT_IN_GAPS / sizeof *BUILT_IN_GAPS;
    const tree *scores =
        program_map_children(r, program_key("criteria[].gap_scores"), tree_get(map, SPAN("gap_scores")), path);
    if (scores == NULL || scores->count == 0) {
        return STATUS_OK;
    }
    gap_score *gaps = arena_alloc(&r->program->arena, scores->count, sizeof *gaps);
    uint32_t count = 0;
    bool good = true;
    if (gaps == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < scores->count; i++) {
        bool doubled = tree_get(scores, scores->entries[i].key) != &scores->entries[i].value; // said already
        good = (doubled || add_gap(r, gaps, &count, &scores->entries[i], path)) && good;
    }
    if (good) {
        qsort(gaps, count, sizeof *gaps, by_gap);
        check_run(r, gaps, count, scores->place);
        k->gap_scores = gaps;
        k->gap_count = count;
    }
    return STATUS_OK;
}

// ---- one criterion ----------------------------------------------------------------------------------------------

static when_missing default_when_missing(const criterion *k) {
    bool counts_nothing = k->kind == KIND_STAGE_GAP || (k->kind == KIND_OVERLAP && k->field == FIELD_AREAS);
    return counts_nothing ? MISSING_ZERO : MISSING_SKIP;
}

// A file of the program folder, not one somewhere else.
static bool is_inside_folder(span file) {
    if (file.length == 0 || file.text[0] == '/' || file.text[0] == '\\' || span_find(file, SPAN(":")) != SIZE_MAX) {
        return false;
    }
    for (size_t at = 0; at < file.length;) {
        size_t end = at;
        while (end < file.length && file.text[end] != '/' && file.text[end] != '\\') {
            end++;
        }
        if (span_equal((span){file.text + at, end - at}, SPAN(".."))) {
            return false;
        }
        at = end + 1;
    }
    return true;
}

// Why a criterion of that kind cannot read that known field; NULL: it can.
static const char *field_unsuited(criterion_kind kind, uint32_t number) {
    switch ((field_known)number) {
    case FIELD_ID:
    case FIELD_NAME:
    case FIELD_EMAIL:
    case FIELD_ROLE:
    case FIELD_SUBMITTED:
    case FIELD_CONFLICTS:
        return "holds no answer that could be compared: name another field";
    case FIELD_REQUESTED:
        return "holds people: write a criterion of kind named";
    case FIELD_CAREER_STAGE:
    case FIELD_INSTITUTION:
    case FIELD_PRIORITY:
        return kind == KIND_EQUAL
                   ? NULL
                   : "holds one answer, no choices and no number: write kind equal (career stages: stage_gap)";
    case FIELD_CAPACITY:
    case FIELD_TIME_ZONE:
        return kind == KIND_OVERLAP ? "holds a number, no choices: write kind distance" : NULL;
    case FIELD_AREAS:
    case FIELD_LANGUAGES:
        return kind == KIND_DISTANCE ? "holds choices, no number: write kind overlap" : NULL;
    case FIELD_LOCATION:
    case FIELD_LIBRARY_TYPE:
    case FIELD_MEETING:
    case FIELD_GOALS:
    case FIELD_STATEMENT:
    case FIELD_KNOWN:
        return NULL;
    }
    return NULL; // a field of the program's own
}

// What the rows cannot say of a criterion's field and file.
static void check_criterion(reader *r, const criterion *k, const tree *map) {
    const tree *field_value = tree_get(map, SPAN("field")), *file = tree_get(map, SPAN("file"));
    const char *why = k->field < FIELD_KNOWN ? field_unsuited(k->kind, k->field) : NULL;
    if (why != NULL && field_value != NULL) {
        READER_FAULT(r, field_value->place, "criterion_field", "\"%.*s\" %s",
                     SPAN_ARGS(r->registry.fields[k->field].name), why);
    }
    if (k->kind == KIND_GIVEN && file != NULL && file->kind == TREE_SCALAR && !is_inside_folder(k->file)) {
        READER_FAULT(r, file->place, "file_outside_folder",
                     "\"%.*s\" is no file of the program folder: put it there and write its name alone",
                     SPAN_ARGS(k->file));
    }
}

// The number of the kind that is written there; false: none, or none that is known.
static bool kind_of(uint32_t *out, const tree *map) {
    const tree *kind = tree_get(map, SPAN("kind"));
    const char *choices = program_key("criteria[].kind")->choices;
    for (uint32_t i = 0; kind != NULL && kind->kind == TREE_SCALAR && program_key_choice(choices, i).text != NULL;
         i++) {
        if (span_equal(program_key_choice(choices, i), kind->text)) {
            *out = i;
            return true;
        }
    }
    return false;
}

// Only name, kind and weight are looked at, by the keys of the kind that needs no other.
static status read_common_keys(reader *r, criterion *k, const tree *map) {
    tree few = {.kind = TREE_MAP, .place = map->place};
    for (size_t i = 0; i < map->count; i++) {
        span key = map->entries[i].key;
        bool common = span_equal(key, SPAN("kind")) || span_equal(key, SPAN("name")) || span_equal(key, SPAN("weight"));
        if (common && !tree_append(&few, &r->scratch, key, map->entries[i].value)) {
            return STATUS_NO_MEMORY;
        }
    }
    r->kinds = 1u << KIND_NAMED;
    TRY(program_map_read(r, program_key("criteria[]"), &few, SPAN("criteria"), k));
    r->kinds = 0;
    return STATUS_OK;
}

static status read_all_keys(reader *r, criterion *k, const tree *map, uint32_t kind) {
    const when_missing not_said = (when_missing)-1;
    k->when_missing = not_said;
    r->kinds = 1u << kind;
    TRY(program_map_read(r, program_key("criteria[]"), map, SPAN("criteria"), k));
    r->kinds = 0;
    k->kind = (criterion_kind)kind;
    k->field = k->kind == KIND_STAGE_GAP ? FIELD_CAREER_STAGE : k->field;
    k->when_missing_said = k->when_missing != not_said;
    k->when_missing = k->when_missing_said ? k->when_missing : default_when_missing(k);
    if (k->kind == KIND_STAGE_GAP) {
        TRY(read_gaps(r, k, map));
    }
    check_criterion(r, k, map);
    return STATUS_OK;
}

// `known`: the criterion can be used further on.
static status read_criterion(bool *known, reader *r, criterion *k, const tree *map) {
    tree nothing = {.kind = TREE_MAP, .place = map->place};
    map = map->kind == TREE_NULL ? &nothing : map;
    *k = (criterion){
        .name = SPAN(""), .field = NONE, .only_if_field = NONE, .file = SPAN(""), .place = reader_place(r, map->place)};
    *known = false;
    if (map->kind != TREE_MAP) {
        return program_map_read(r, program_key("criteria[]"), map, SPAN("criteria"), k);
    }
    uint32_t kind;
    if (kind_of(&kind, map)) {
        TRY(read_all_keys(r, k, map, kind));
        *known = k->field != NONE || k->kind == KIND_NAMED || k->kind == KIND_GIVEN;
        return STATUS_OK;
    }
    const tree *written = tree_get(map, SPAN("kind"));
    TRY(read_common_keys(r, k, map)); // without a kind nobody knows which other keys are right
    if (r->form == PROGRAM_SHOWN && written != NULL && written->kind == TREE_NULL) {
        k->is_merged = true; // all criteria that read a private field, as one
        k->kind = KIND_EQUAL;
        *known = true;
    }
    return STATUS_OK;
}

// ---- all of them ------------------------------------------------------------------------------------------------

static status take_built_in(reader *r) {
    program *p = r->program;
    p->criteria = arena_alloc(&p->arena, 2, sizeof *p->criteria);
    if (p->criteria == NULL) {
        return STATUS_NO_MEMORY;
    }
    criterion none = {
        .field = NONE, .only_if_field = NONE, .file = SPAN(""), .when_missing = MISSING_ZERO, .place = {p->file, 1, 1}};
    p->criteria[0] = p->criteria[1] = none;
    p->criteria[0].name = SPAN("Career stage");
    p->criteria[0].kind = KIND_STAGE_GAP;
    p->criteria[0].weight = 40;
    p->criteria[0].field = FIELD_CAREER_STAGE;
    p->criteria[0].gap_scores = BUILT_IN_GAPS;
    p->criteria[0].gap_count = sizeof BUILT_IN_GAPS / sizeof *BUILT_IN_GAPS;
    p->criteria[1].name = SPAN("Areas of work");
    p->criteria[1].kind = KIND_OVERLAP;
    p->criteria[1].weight = 60;
    p->criteria[1].field = FIELD_AREAS;
    p->criteria[1].related_bp = 5000;
    p->criterion_count = 2;
    return STATUS_OK;
}

static status refuse_same_names(reader *r) {
    const program *p = r->program;
    span *folded = arena_alloc(&r->scratch, p->criterion_count, sizeof *folded);
    if (folded == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        TRY(text_fold(&folded[i], &r->scratch, p->criteria[i].name));
        for (uint32_t j = 0; j < i; j++) {
            if (span_equal(folded[i], folded[j]) && folded[i].length > 0) {
                READER_FAULT(r, p->criteria[i].place, "criterion_name_twice",
                             "\"%.*s\" is already the name of the criterion in line %u: give it another",
                             SPAN_ARGS(p->criteria[i].name), p->criteria[j].place.line);
                break;
            }
        }
    }
    return STATUS_OK;
}

status program_criteria_read(reader *r, const tree *root) {
    const key_row *row = program_key("criteria");
    program *p = r->program;
    const tree *value = tree_get(root, SPAN("criteria"));
    const tree *list = program_map_children(r, row, value, SPAN("criteria"));
    if (list == NULL) {
        return take_built_in(r);
    }
    p->criteria = arena_alloc(&p->arena, list->count, sizeof *p->criteria);
    if (p->criteria == NULL) {
        return STATUS_NO_MEMORY;
    }
    bool some_weight = false;
    size_t errors_before = r->context->findings.errors;
    for (size_t i = 0; i < list->count; i++) {
        bool known;
        TRY(read_criterion(&known, r, &p->criteria[p->criterion_count], &list->entries[i].value));
        some_weight = some_weight || p->criteria[p->criterion_count].weight > 0;
        p->criterion_count += known;
    }
    if (!some_weight && r->context->findings.errors == errors_before && r->form == PROGRAM_WRITTEN) {
        READER_FAULT(r, list->place, "no_weight",
                     "no criterion has a weight above 0: give one at least a positive \"weight\"");
    }
    return refuse_same_names(r);
}

// ---- what they ask of the fields --------------------------------------------------------------------------------

static bool reads_private(const reader *r, const criterion *k) {
    return (k->field != NONE && r->registry.fields[k->field].is_private) ||
           (k->only_if_field != NONE && r->registry.fields[k->only_if_field].is_private) || k->is_merged;
}

// A field is needed when a criterion reads it; that its absence is only noted, every such criterion must say.
static void mark_needed(field *f, const criterion *k) {
    f->empty_is_note = k->when_missing_said && (!f->needed || f->empty_is_note);
    f->needed = true;
}

static void mark(reader *r, const criterion *k) {
    if (k->field == NONE) {
        return; // named, given, or all that are private as one
    }
    field *f = &r->registry.fields[k->field];
    if (k->field == FIELD_CAREER_STAGE || k->field == FIELD_AREAS) {
        mark_needed(f, k);
    }
    switch (k->kind) {
    case KIND_OVERLAP:
        f->is_choice = true;
        f->is_ranked = f->is_ranked || k->ranked;
        if (f->options == NULL && k->field != FIELD_AREAS && r->form == PROGRAM_WRITTEN) {
            READER_FAULT(r, k->place, "overlap_without_options",
                         "the options of \"%.*s\" are not known, so nothing could overlap: list them under "
                         "\"options\", like options: { %.*s: [A, B] }",
                         SPAN_ARGS(f->name), SPAN_ARGS(f->name));
        }
        return;
    case KIND_DISTANCE:
        f->is_number = true;
        return;
    case KIND_STAGE_GAP:
    case KIND_EQUAL:
    case KIND_NAMED:
    case KIND_GIVEN:
        return;
    }
}

status program_criteria_mark_fields(reader *r, bool stage_rule_said) {
    program *p = r->program;
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        criterion *k = &p->criteria[i];
        mark(r, k);
        k->is_private = reads_private(r, k);
    }
    for (uint32_t i = 0; i < r->registry.count; i++) {
        const field *f = &r->registry.fields[i];
        if (f->number_count > 0 && !f->is_number && i != FIELD_CAPACITY && r->form == PROGRAM_WRITTEN) {
            READER_WARNING(r, f->numbers_place, "answers_unused",
                        "nothing reads \"%.*s\" as a number: take its phrases out, or compare it by a criterion of "
                        "kind distance",
                        SPAN_ARGS(f->name));
        }
    }
    field *stage = &r->registry.fields[FIELD_CAREER_STAGE];
    stage->needed = stage->needed || stage_rule_said;
    return STATUS_OK;
}
