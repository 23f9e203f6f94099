// The stages of reading a program: text, tree, keys by the table, then what one key means for another. Each stage goes
// on after faults, so that all of them are found in one run.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program.h"

#include "intake/criterion_keys.h"
#include "intake/decode.h"
#include "intake/program_calendar.h"
#include "intake/program_criteria.h"
#include "intake/program_edit.h"
#include "intake/program_fields.h"
#include "intake/program_map.h"
#include "intake/program_vocabulary.h"
#include "intake/yaml.h"

static const char *const BUILT_IN_STAGES[] = {"Student", "Early career", "Mid-career", "Senior", "Retired"};

// ---- what one key means for another -----------------------------------------------------------------------------

static bool said(const tree *root, span section, span key) {
    const tree *value = tree_get(tree_get(root, section), key);
    return value != NULL && value->kind != TREE_NULL;
}

static void check_rules(reader *r, const tree *root) {
    rules *rule = &r->program->rules;
    rule->has_maximum_stage_gap = rule->maximum_stage_gap != INT32_MAX;
    if (rule->maximum_stage_gap < rule->minimum_stage_gap) {
        const tree *value = tree_get(tree_get(root, SPAN("rules")), SPAN("maximum_stage_gap"));
        READER_FAULT(r, value->place, "stage_gap_order",
                     "\"rules.maximum_stage_gap\" (%d) is less than \"rules.minimum_stage_gap\" (%d), so no pair could "
                     "be: mend one",
                     rule->maximum_stage_gap, rule->minimum_stage_gap);
    }
    const tree *minimum = tree_get(tree_get(root, SPAN("rules")), SPAN("minimum_stage_gap"));
    if (minimum != NULL && r->program->career_stages.count > 0 &&
        rule->minimum_stage_gap >= (int32_t)r->program->career_stages.count) {
        READER_WARNING(r, minimum->place, "stage_gap_never",
                       "no two of the %u career stages are %d steps apart, so no pair could be: make "
                       "\"rules.minimum_stage_gap\" smaller",
                       r->program->career_stages.count, rule->minimum_stage_gap);
    }
}

// The place of the n-th goal.
static place goal_place(const tree *objective, uint32_t n) {
    return objective->kind == TREE_LIST && n < objective->count ? objective->entries[n].value.place : objective->place;
}

static void check_objective(reader *r, const tree *root) {
    const program *p = r->program;
    const tree *objective = tree_get(root, SPAN("objective"));
    bool stood[LEVEL_COUNT] = {false};
    if (objective == NULL || (objective->kind == TREE_LIST && objective->count != p->objective_count)) {
        return; // the default, or findings stand already
    }
    for (uint32_t i = 0; i < p->objective_count; i++) {
        level_kind level = p->objective[i];
        if (stood[level]) {
            READER_FAULT(r, goal_place(objective, i), "objective_twice",
                         "\"%s\" stands twice in \"objective\": take the later one out", level_name(level));
        }
        if ((level == LEVEL_BEST_WORST || level == LEVEL_FAIREST) && !stood[LEVEL_MOST_MATCHED]) {
            READER_FAULT(r, goal_place(objective, i), "objective_order",
                         "\"%s\" compares pairings of the same size, so it needs \"most_matched\" before it: put "
                         "most_matched first",
                         level_name(level));
        }
        stood[level] = true;
    }
}

static void check_retention(reader *r, const tree *root) {
    const tree *retention = tree_get(tree_get(root, SPAN("notices")), SPAN("retention"));
    if (r->program->notices_retention.length > 0 && !r->program->calendar[CALENDAR_ENDS].said && retention != NULL) {
        READER_WARNING(r, retention->place, "retention_without_end",
                       "letters cannot say until when applications are kept: add \"calendar.program_ends\"");
    }
}

static status read_vocabularies(reader *r, const tree *root) {
    program *p = r->program;
    TRY(program_vocabulary_read(r, &p->career_stages, program_key("career_stages"),
                                tree_get(root, SPAN("career_stages")), SPAN("career_stages")));
    TRY(program_vocabulary_read(r, &p->areas, program_key("areas"), tree_get(root, SPAN("areas")), SPAN("areas")));
    TRY(program_vocabulary_read(r, &p->institutions, program_key("institutions"), tree_get(root, SPAN("institutions")),
                                SPAN("institutions")));
    if (tree_get(root, SPAN("career_stages")) == NULL) {
        TRY(program_vocabulary_of(&p->career_stages, &p->arena, BUILT_IN_STAGES,
                                  sizeof BUILT_IN_STAGES / sizeof *BUILT_IN_STAGES));
    }
    r->registry.fields[FIELD_CAREER_STAGE].options = &p->career_stages;
    r->registry.fields[FIELD_AREAS].options = &p->areas;
    r->registry.fields[FIELD_INSTITUTION].options = &p->institutions;
    return STATUS_OK;
}

// true when some criterion reads the areas.
static bool areas_used(const program *p) {
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        if (p->criteria[i].field == FIELD_AREAS) {
            return true;
        }
    }
    return false;
}

static status read_tree(reader *r, const tree *root) {
    program *p = r->program;
    p->rules.maximum_stage_gap = INT32_MAX;
    TRY(registry_begin(&r->registry, &p->arena));
    TRY(program_map_read(r, program_key(""), root, SPAN(""), p));
    TRY(program_calendar_resolve(r, root));
    TRY(read_vocabularies(r, root));
    TRY(program_fields_columns(r, root));
    TRY(program_fields_options(r, root));
    TRY(program_fields_answers(r, root));
    TRY(program_fields_requirements(r, root));
    TRY(program_criteria_read(r, root));
    TRY(program_fields_private(r, root));
    p->built_in = p->areas.count == 0 && areas_used(p) && tree_get(root, SPAN("areas")) == NULL;
    bool stage_rule_said = root == NULL || said(root, SPAN("rules"), SPAN("minimum_stage_gap")) ||
                           said(root, SPAN("rules"), SPAN("maximum_stage_gap"));
    TRY(program_criteria_mark_fields(r, stage_rule_said));
    check_rules(r, root);
    check_objective(r, root);
    check_retention(r, root);
    TRY(registry_keep(&p->fields, &p->field_count, &r->registry));
    return criterion_keys_fill(p);
}

// ---- from outside -----------------------------------------------------------------------------------------------

// An empty program; NULL: no memory.
static program *program_new(context *c, span file) {
    program *p = memory_alloc(&c->memory, 1, sizeof *p);
    if (p == NULL) {
        return NULL;
    }
    p->arena = arena_over(&c->memory);
    p->file = arena_copy(&p->arena, file);
    if (p->file.text == NULL) {
        program_free(p);
        return NULL;
    }
    return p;
}

// Findings come in the order of the checks; people read them down the file. Those from number `from` on are of one
// file, and few.
static void sort_findings(findings *f, size_t from) {
    for (size_t i = from + 1; i < f->count; i++) {
        finding moved = f->items[i];
        size_t at = i;
        for (; at > from; at--) {
            const place *before = &f->items[at - 1].place;
            if (before->line < moved.place.line ||
                (before->line == moved.place.line && before->column <= moved.place.column)) {
                break;
            }
            f->items[at] = f->items[at - 1];
        }
        f->items[at] = moved;
    }
}

// Fills `p` from `root` (NULL: all defaults); frees it where that fails.
static status fill(program **out, context *c, program *p, const tree *root, program_form form) {
    reader r = {.context = c, .program = p, .scratch = arena_over(&c->memory), .form = form};
    size_t errors_before = c->findings.errors;
    status result = read_tree(&r, root);
    registry_end(&r.registry);
    arena_free(&r.scratch);
    if (result == STATUS_OK && (r.no_memory || c->findings.no_memory)) {
        result = STATUS_NO_MEMORY;
    }
    if (result == STATUS_OK && c->findings.errors > errors_before) {
        result = STATUS_BAD_INPUT;
    }
    if (result != STATUS_OK) {
        program_free(p);
        return result == STATUS_NO_MEMORY ? context_no_memory(c, "intake/program") : result;
    }
    *out = p;
    return STATUS_OK;
}

// The tree of what is written, changed by `edits`; those of no file change the defaults.
static status read_root(tree *root, context *c, const program *p, arena *scratch, span bytes, const program_edits *edits) {
    span text;
    status result = STATUS_OK;
    if (p->file.length > 0 || edits->count == 0) {
        TRY(decode_settings(&text, scratch, c, p->file, bytes));
        result = yaml_read(root, scratch, c, p->file, text);
    }
    bool readable = result == STATUS_OK || (result == STATUS_BAD_INPUT && root->place.line > 0);
    for (size_t i = 0; readable && i < edits->count; i++) {
        TRY(program_edit(root, scratch, c, edits->items[i]));
    }
    return result;
}

static status read_written(program **out, context *c, program *p, arena *scratch, span bytes, const program_edits *edits) {
    tree root = {.kind = TREE_NULL};
    size_t errors_before = c->findings.errors;
    status result = read_root(&root, c, p, scratch, bytes, edits);
    bool readable = result == STATUS_OK || (result == STATUS_BAD_INPUT && root.place.line > 0);
    if (!readable) {
        program_free(p);
        return result == STATUS_NO_MEMORY ? context_no_memory(c, "intake/program") : result;
    }
    result = fill(out, c, p, root.kind == TREE_NULL ? NULL : &root, PROGRAM_WRITTEN);
    if (result == STATUS_OK && c->findings.errors > errors_before) { // doubled keys, and no other fault
        program_free(*out);
        *out = NULL;
        result = STATUS_BAD_INPUT;
    }
    return result;
}

status program_read(program **out, context *c, span file, span bytes) {
    return program_read_edited(out, c, file, bytes, &(program_edits){.count = 0});
}

status program_read_edited(program **out, context *c, span file, span bytes, const program_edits *edits) {
    *out = NULL;
    program *p = program_new(c, file);
    if (p == NULL) {
        return context_no_memory(c, "intake/program");
    }
    arena scratch = arena_over(&c->memory);
    size_t findings_before = c->findings.count;
    status result = read_written(out, c, p, &scratch, bytes, edits);
    sort_findings(&c->findings, findings_before);
    arena_free(&scratch);
    return result;
}

status program_from_tree(program **out, context *c, const tree *root, program_form form) {
    *out = NULL;
    program *p = program_new(c, root->place.file);
    if (p == NULL) {
        return context_no_memory(c, "intake/program");
    }
    return fill(out, c, p, root, form);
}

status program_built_in(program **out, context *c) {
    *out = NULL;
    program *p = program_new(c, SPAN(""));
    if (p == NULL) {
        return context_no_memory(c, "intake/program");
    }
    return fill(out, c, p, NULL, PROGRAM_WRITTEN);
}
