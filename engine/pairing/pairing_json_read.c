// Reading mentorpair.pairing/1, strictly: every key known and there, every value of its type and in its range, every id
// somebody's. What this accepts, pairing_json_write turns into the same bytes again, but for layout. The program is
// checked as program.yaml is. The first pass makes records; a second one looks up the ids, when all people are known.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "intake/decode.h"
#include "pairing/pairing_json.h"
#include "pairing/pairing_json_parts.h"

static const char WHERE[] = "pairing/pairing_json_read";

// ---- the head ---------------------------------------------------------------------------------------------------

static stopped read_stopped(values_reader *r, const json_t *object) {
    static const stopped WAYS[] = {STOPPED_TIME_LIMIT, STOPPED_DEADLINE, STOPPED_INTERRUPT};
    span name = values_known_text(r, object, "stopped");
    for (size_t i = 0; i < PARTS_LENGTH(WAYS); i++) {
        if (span_equal(span_of(pairing_json_stopped(WAYS[i])), name)) {
            return WAYS[i];
        }
    }
    if (name.length > 0) {
        values_fault(r, "stopped", "pairing_json_value", "is \"%.*s\", not time_limit, deadline or interrupt",
                     SPAN_ARGS(name));
    }
    return STOPPED_NOT;
}

static void read_options(values_reader *r, pairing *p, const json_t *root) {
    static const values_key KEYS[] = {{"late", false},
                                      {"set_aside_invalid", false},
                                      {"alternatives", false},
                                      {"time_limit", false},
                                      {"stopped", false}};
    const json_t *o = values_object(r, root, "options", KEYS, PARTS_LENGTH(KEYS));
    if (o == NULL) {
        return;
    }
    values_enter(r, "options");
    p->options.late = values_flag(r, o, "late");
    p->options.set_aside_invalid = values_flag(r, o, "set_aside_invalid");
    p->options.alternatives = (int32_t)values_number(r, o, "alternatives", 0, INT32_MAX);
    p->options.time_limit_s = values_number(r, o, "time_limit", 0, PARTS_LARGEST_WHOLE);
    p->options.stopped = read_stopped(r, o);
    values_leave(r);
}

static void read_head(values_reader *r, pairing *p, const json_t *root) {
    p->tool = values_text(r, root, "tool");
    span as_of = values_text(r, root, "as_of");
    if (json_is_string(json_object_get(root, "as_of")) && !parts_instant(&p->as_of, &p->as_of_offset_seconds, as_of)) {
        values_fault(r, "as_of", "pairing_json_value", "is not a time like 2017-05-01T12:00:00-05:00");
    }
    p->seed = (uint64_t)values_number(r, root, "seed", 0, PARTS_LARGEST_WHOLE);
    read_options(r, p, root);
}

static void read_program(values_reader *r, pairing *p, const json_t *root) {
    if (json_object_get(root, "program") != NULL && !json_is_object(json_object_get(root, "program"))) {
        values_fault(r, "program", "pairing_json_type", "is not an object");
        return;
    }
    if (values_tree(r, &p->program, root, "program")) {
        status result = program_from_tree(&p->checked, r->context, &p->program, PROGRAM_SHOWN);
        if (result != STATUS_OK && result != STATUS_BAD_INPUT) {
            r->status = result;
        }
    }
}

static void read_input(values_reader *r, const json_t *item, shown_input *out) {
    static const values_key KEYS[] = {{"role", false}, {"file", false},    {"sha256", false},
                                      {"rows", true},  {"accepted", true}, {"set_aside", true}};
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    const char *roles[INPUT_ROLE_COUNT];
    for (int i = 0; i < INPUT_ROLE_COUNT; i++) {
        roles[i] = input_role_name((input_role)i);
    }
    out->role = parts_word(r, item, "role", roles, INPUT_ROLE_COUNT);
    out->file = values_text(r, item, "file");
    span digest = values_text(r, item, "sha256");
    bool is_hex = digest.length == sizeof out->sha256 - 1;
    for (size_t i = 0; is_hex && i < digest.length; i++) {
        is_hex = digest.text[i] != '\0' && strchr("0123456789abcdef", digest.text[i]) != NULL;
    }
    if (is_hex) {
        memcpy(out->sha256, digest.text, digest.length);
    } else {
        values_fault(r, "sha256", "pairing_json_value", "is not 64 hexadecimal digits");
    }
    input_role role_of_it = INPUT_PROGRAM;
    for (int i = 0; i < INPUT_ROLE_COUNT; i++) {
        role_of_it = span_equal(out->role, span_of(roles[i])) ? (input_role)i : role_of_it;
    }
    out->has_rows = role_of_it != INPUT_PROGRAM;
    out->is_applications =
        role_of_it == INPUT_MENTORS || role_of_it == INPUT_MENTEES || role_of_it == INPUT_APPLICATIONS;
    if (out->has_rows != (json_object_get(item, "rows") != NULL) ||
        out->is_applications != (json_object_get(item, "accepted") != NULL) ||
        out->is_applications != (json_object_get(item, "set_aside") != NULL)) {
        values_fault(r, NULL, "pairing_json_value", "has not the counts that belong to a file of its role");
    }
    out->rows = parts_count(r, item, "rows");
    out->accepted = parts_count(r, item, "accepted");
    out->set_aside = parts_count(r, item, "set_aside");
}

static void read_summary(values_reader *r, pairing *p, const json_t *root) {
    static const values_key KEYS[] = {{"mentors", false},
                                      {"mentees", false},
                                      {"places", false},
                                      {"eligible_pairs", false},
                                      {"pairs", false},
                                      {"matched_mentees", false},
                                      {"unmatched_mentees", false},
                                      {"mentors_without_mentee", false},
                                      {"free_places", false},
                                      {"total_score", false},
                                      {"lowest_score", false},
                                      {"median_score", false}};
    const json_t *o = values_object(r, root, "summary", KEYS, PARTS_LENGTH(KEYS));
    if (o == NULL) {
        return;
    }
    values_enter(r, "summary");
    summary *s = &p->summary;
    s->mentors = parts_count(r, o, "mentors");
    s->mentees = parts_count(r, o, "mentees");
    s->places = parts_count(r, o, "places");
    s->eligible_pairs = (uint64_t)values_number(r, o, "eligible_pairs", 0, PARTS_LARGEST_WHOLE);
    s->pairs = parts_count(r, o, "pairs");
    s->matched_mentees = parts_count(r, o, "matched_mentees");
    s->unmatched_mentees = parts_count(r, o, "unmatched_mentees");
    s->mentors_without_mentee = parts_count(r, o, "mentors_without_mentee");
    s->free_places = parts_count(r, o, "free_places");
    s->total_score_bp = values_number(r, o, "total_score", 0, PARTS_LARGEST_WHOLE);
    s->lowest_score_bp = parts_known_score(r, o, "lowest_score");
    s->median_score_bp = parts_known_score(r, o, "median_score");
    values_leave(r);
}

static void read_profile(values_reader *r, const json_t *item, level_result *out) {
    const json_t *profile = json_object_get(item, "profile");
    if (json_is_null(profile)) {
        return;
    }
    if (!json_is_object(profile)) {
        values_fault(r, "profile", "pairing_json_type", "is not an object");
        return;
    }
    values_enter(r, "profile");
    const char *name;
    json_t *count;
    int64_t percent, before = -1;
    json_object_foreach((json_t *)profile, name, count) {
        if (!fixed_parse_whole(&percent, span_of(name), 0, 100) || percent <= before) {
            values_fault(r, name, "pairing_json_key_unknown", "is not a whole percent above the one before it");
            continue;
        }
        before = percent;
        out->profile[out->profile_count].percent = (int32_t)percent;
        out->profile[out->profile_count++].pairs = (uint32_t)values_number(r, profile, name, 1, INT32_MAX);
    }
    values_leave(r);
}

static void read_objective_level(values_reader *r, const json_t *item, level_result *out) {
    static const values_key KEYS[] = {{"level", false}, {"round", true},   {"value", false},
                                      {"bound", false}, {"proven", false}, {"profile", true}};
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    out->level = parts_level(r, item);
    if ((out->level == LEVEL_DRAW) != (json_object_get(item, "round") != NULL) ||
        (out->level == LEVEL_FAIREST) != (json_object_get(item, "profile") != NULL)) {
        values_fault(r, NULL, "pairing_json_value",
                     "has not the keys that belong to its level (draw: round; fairest: profile)");
        return;
    }
    out->round = out->level == LEVEL_DRAW ? (uint32_t)values_number(r, item, "round", 1, 8) : 0;
    out->has_value = !json_is_null(json_object_get(item, "value"));
    if (json_is_null(json_object_get(item, "bound")) == out->has_value) {
        values_fault(r, "bound", "pairing_json_value", "and value must both be numbers or both be null");
    }
    if (out->has_value) {
        out->value = values_number(r, item, "value", 0, PARTS_LARGEST_WHOLE);
        out->bound = values_number(r, item, "bound", 0, PARTS_LARGEST_WHOLE);
    }
    out->proven = values_flag(r, item, "proven");
    if (out->level == LEVEL_FAIREST) {
        read_profile(r, item, out);
    }
}

static void read_without_pins(values_reader *r, pairing *p, const json_t *root) {
    static const values_key KEYS[] = {{"pairs", false}, {"total_score", false}};
    const json_t *value = json_object_get(root, "without_pins");
    p->has_without_pins = value != NULL;
    if (value == NULL || json_is_null(value) ||
        (value = values_object(r, root, "without_pins", KEYS, PARTS_LENGTH(KEYS))) == NULL) {
        return;
    }
    values_enter(r, "without_pins");
    p->without_pins_known = true;
    p->without_pins.pairs = parts_count(r, value, "pairs");
    p->without_pins.total_score_bp = values_number(r, value, "total_score", 0, PARTS_LARGEST_WHOLE);
    values_leave(r);
}

static void read_people(values_reader *r, pairing *p, const json_t *root) {
    static const values_key KEYS[] = {{"mentors", false}, {"mentees", false}};
    static const char *const LISTS[ROLE_COUNT] = {[ROLE_MENTOR] = "mentors", [ROLE_MENTEE] = "mentees"};
    const json_t *o = values_object(r, root, "people", KEYS, PARTS_LENGTH(KEYS));
    if (o == NULL) {
        return;
    }
    values_enter(r, "people");
    for (int i = 0; i < ROLE_COUNT; i++) {
        PARTS_LIST(r, o, LISTS[i], &p->people[i], &p->people_count[i], pairing_json_read_person);
        values_enter(r, LISTS[i]);
        for (uint32_t j = 1; j < p->people_count[i]; j++) {
            if (p->people[i][j].id.length > 0 && span_compare(p->people[i][j - 1].id, p->people[i][j].id) >= 0) {
                values_enter_item(r, j);
                values_fault(r, "id", "pairing_json_order", "is not sorted behind the one before it");
                values_leave(r);
            }
        }
        values_leave(r);
    }
    values_leave(r);
}

// ---- ids --------------------------------------------------------------------------------------------------------

static void check_id(values_reader *r, const pairing *p, role side, span id, const char *key) {
    if (id.length > 0 && pairing_person(p, side, id) == NULL) {
        values_fault(r, key, "pairing_json_person", "names \"%.*s\", who is not in the list of %s", SPAN_ARGS(id),
                     side == ROLE_MENTOR ? "mentors" : "mentees");
    }
}

static void check_pair_ids(values_reader *r, const pairing *p) {
    values_enter(r, "pairs");
    for (uint32_t i = 0; i < p->pair_count; i++) {
        const shown_pair *pair = &p->pairs[i];
        values_enter_item(r, i);
        check_id(r, p, ROLE_MENTEE, pair->mentee, "mentee");
        check_id(r, p, ROLE_MENTOR, pair->mentor, "mentor");
        for (uint32_t j = 0; j < pair->alternative_count; j++) {
            check_id(r, p, ROLE_MENTOR, pair->alternatives[j].mentor, "alternatives");
        }
        if (i > 0) {
            int order = span_compare(p->pairs[i - 1].mentee, pair->mentee);
            if (order > 0 || (order == 0 && span_compare(p->pairs[i - 1].mentor, pair->mentor) >= 0)) {
                values_fault(r, NULL, "pairing_json_order", "is not sorted behind the one before it");
            }
        }
        values_leave(r);
    }
    values_leave(r);
}

static void check_unmatched_ids(values_reader *r, const pairing *p) {
    values_enter(r, "unmatched_mentees");
    for (uint32_t i = 0; i < p->unmatched_count; i++) {
        const shown_unmatched *unmatched = &p->unmatched[i];
        values_enter_item(r, i);
        check_id(r, p, ROLE_MENTEE, unmatched->mentee, "mentee");
        check_id(r, p, ROLE_MENTOR, unmatched->best_mentor, "best_mentor");
        check_id(r, p, ROLE_MENTOR, unmatched->nearest.mentor, "nearest");
        if (unmatched->bottleneck >= 0 && (uint32_t)unmatched->bottleneck >= p->bottleneck_count) {
            values_fault(r, "bottleneck", "pairing_json_value",
                         "is not the place of an entry of bottlenecks, counted from 0");
        }
        values_leave(r);
    }
    values_leave(r);
}

static void check_other_ids(values_reader *r, const pairing *p) {
    values_enter(r, "bottlenecks");
    for (uint32_t i = 0; i < p->bottleneck_count; i++) {
        values_enter_item(r, i);
        for (uint32_t j = 0; j < p->bottlenecks[i].mentee_count; j++) {
            check_id(r, p, ROLE_MENTEE, p->bottlenecks[i].mentees[j], "mentees");
        }
        for (uint32_t j = 0; j < p->bottlenecks[i].mentor_count; j++) {
            check_id(r, p, ROLE_MENTOR, p->bottlenecks[i].mentors[j], "mentors");
        }
        values_leave(r);
    }
    values_leave(r);
    values_enter(r, "free_mentors");
    for (uint32_t i = 0; i < p->free_mentor_count; i++) {
        values_enter_item(r, i);
        check_id(r, p, ROLE_MENTOR, p->free_mentors[i].mentor, "mentor");
        values_leave(r);
    }
    values_leave(r);
}

// ---- the whole --------------------------------------------------------------------------------------------------

static const values_key ROOT_KEYS[] = {{"format", false},
                                       {"tool", false},
                                       {"as_of", false},
                                       {"seed", false},
                                       {"options", false},
                                       {"program", false},
                                       {"inputs", false},
                                       {"summary", false},
                                       {"objective", false},
                                       {"pairs", false},
                                       {"unmatched_mentees", false},
                                       {"bottlenecks", true},
                                       {"free_mentors", false},
                                       {"without_pins", true},
                                       {"decisions", false},
                                       {"set_aside", false},
                                       {"people", false},
                                       {"certificate", false}};

static void read_root(values_reader *r, pairing *p, const json_t *root) {
    const json_t *format = json_object_get(root, "format");
    if (!json_is_string(format) || strcmp(json_string_value(format), PAIRING_FORMAT) != 0) {
        values_fault(r, "format", "pairing_json_format", "is not \"%s\"", PAIRING_FORMAT);
        return;
    }
    (void)values_has_keys(r, root, ROOT_KEYS, PARTS_LENGTH(ROOT_KEYS));
    read_head(r, p, root);
    PARTS_LIST(r, root, "inputs", &p->inputs, &p->input_count, read_input);
    read_summary(r, p, root);
    PARTS_LIST(r, root, "objective", &p->objective, &p->objective_count, read_objective_level);
    PARTS_LIST(r, root, "pairs", &p->pairs, &p->pair_count, pairing_json_read_pair);
    for (uint32_t i = 0; i < p->pair_count; i++) {
        p->options.alternatives_said |= p->pairs[i].has_alternatives;
    }
    PARTS_LIST(r, root, "unmatched_mentees", &p->unmatched, &p->unmatched_count, pairing_json_read_unmatched);
    p->has_bottlenecks = json_object_get(root, "bottlenecks") != NULL;
    PARTS_LIST(r, root, "bottlenecks", &p->bottlenecks, &p->bottleneck_count, pairing_json_read_bottleneck);
    PARTS_LIST(r, root, "free_mentors", &p->free_mentors, &p->free_mentor_count, pairing_json_read_free_mentor);
    read_without_pins(r, p, root);
    PARTS_LIST(r, root, "decisions", &p->decisions, &p->decision_count, pairing_json_read_decision);
    PARTS_LIST(r, root, "set_aside", &p->asides, &p->aside_count, pairing_json_read_aside);
    read_people(r, p, root);
    PARTS_LIST(r, root, "certificate", &p->certificate, &p->certificate_count, pairing_json_read_proof);
    read_program(r, p, root);
    if (r->faults == 0) { // else ids may be missing for want of a person
        check_pair_ids(r, p);
        check_unmatched_ids(r, p);
        check_other_ids(r, p);
    }
}

// Lines and columns are counted here as everywhere; the library knows line feeds only, and counts the character that it
// stopped at.
static status refuse_syntax(context *c, span file, span bytes, const json_error_t *error) {
    size_t behind = error->position > 0 ? (size_t)error->position : 0;
    place where = decode_place(file, bytes, behind > 0 ? behind - 1 : 0);
    finding_add(&c->findings, SEVERITY_ERROR, where, "pairing_json_syntax",
                "is not a pairing.json (%s): take the file as mentorpair wrote it, or run match again", error->text);
    return STATUS_BAD_INPUT;
}

status pairing_json_read(pairing **out, context *c, span file, span bytes) {
    json_error_t error;
    json_t *root = json_loadb(bytes.text == NULL ? "" : bytes.text, bytes.length, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        return json_error_code(&error) == json_error_out_of_memory ? context_no_memory(c, WHERE)
                                                                   : refuse_syntax(c, file, bytes, &error);
    }
    status result = STATUS_OK;
    size_t errors_before = c->findings.errors;
    pairing *p = memory_alloc(&c->memory, 1, sizeof *p);
    if (p == NULL) {
        result = context_no_memory(c, WHERE);
        goto out;
    }
    p->arena = arena_over(&c->memory);
    values_reader r = {.context = c, .file = file, .bytes = bytes, .arena = &p->arena, .status = STATUS_OK};
    read_root(&r, p, root);
    TRY_OUT(r.status);
    if (c->findings.no_memory) {
        result = context_no_memory(c, WHERE);
    } else if (c->findings.errors > errors_before) {
        result = STATUS_BAD_INPUT;
    }
out:
    json_decref(root);
    if (result == STATUS_OK) {
        *out = p;
    } else {
        pairing_free(p);
    }
    return result;
}
