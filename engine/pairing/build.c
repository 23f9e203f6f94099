// A solution becomes a result: each part in turn.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/bottlenecks.h"
#include "pairing/building.h"
#include "pairing/free_mentors.h"
#include "pairing/pairs.h"
#include "pairing/people.h"
#include "pairing/unmatched.h"

static status no_memory(const building *b) {
    return context_no_memory(b->context, "pairing/build");
}

static status fill_frame(building *b) {
    pairing *p = b->result;
    const program *of = b->cohort->program;
    p->as_of = b->cohort->options.as_of;
    p->as_of_offset_seconds = of->zone == NULL ? 0 : zone_offset(of->zone, p->as_of);
    p->options.stopped = b->found->stopped;
    p->has_without_pins = b->cohort->pin_count > 0;
    p->tool = arena_copy(&p->arena, p->tool);
    if (p->tool.text == NULL || program_shown(&p->program, &p->arena, of) != STATUS_OK) {
        return no_memory(b);
    }
    p->objective = arena_array(&p->arena, b->found->levels, b->found->level_count, sizeof *p->objective);
    p->objective_count = b->found->level_count;
    return p->objective == NULL ? no_memory(b) : STATUS_OK;
}

static status fill_inputs(building *b) {
    pairing *p = b->result;
    p->inputs = arena_alloc(&p->arena, b->cohort->input_count, sizeof *p->inputs);
    if (p->inputs == NULL) {
        return no_memory(b);
    }
    p->input_count = b->cohort->input_count;
    for (uint32_t i = 0; i < p->input_count; i++) {
        const input_file *from = &b->cohort->inputs[i];
        bool applications =
            from->role == INPUT_MENTORS || from->role == INPUT_MENTEES || from->role == INPUT_APPLICATIONS;
        p->inputs[i] = (shown_input){
            .role = span_of(input_role_name(from->role)),
            .file = from->file,
            .is_applications = applications,
            .has_rows = from->role != INPUT_PROGRAM,
            .rows = from->rows,
            .accepted = applications ? from->accepted : 0,
            .set_aside = applications ? from->set_aside : 0,
        };
        sha256_hex(p->inputs[i].sha256, from->sha256);
    }
    return STATUS_OK;
}

// ---- decisions, and what was set aside

static status fill_overrides(building *b, shown_decision *out, const decision *from) {
    if (from->kind != DECISION_PIN || from->mentee == NONE || from->mentor == NONE) {
        return STATUS_OK;
    }
    uint32_t overridden = scoring_overridden(b->scoring, from->mentee, from->mentor);
    span *list = arena_alloc(&b->result->arena, REASON_COUNT, sizeof *list);
    if (list == NULL) {
        return no_memory(b);
    }
    for (int r = REASON_SAME_PERSON; r < REASON_COUNT; r++) {
        if (overridden >> r & 1) {
            list[out->override_count++] = span_of(reason_name((reason)r));
        }
    }
    out->overrides = list;
    return STATUS_OK;
}

static status fill_decisions(building *b) {
    static const span NAMES[] = {[DECISION_PIN] = SPAN_INIT("pin"),
                                 [DECISION_VETO] = SPAN_INIT("veto"),
                                 [DECISION_WITHDRAW] = SPAN_INIT("withdraw")};
    pairing *p = b->result;
    p->decisions = arena_alloc(&p->arena, b->cohort->decision_count, sizeof *p->decisions);
    if (p->decisions == NULL) {
        return no_memory(b);
    }
    p->decision_count = b->cohort->decision_count;
    for (uint32_t i = 0; i < p->decision_count; i++) {
        const decision *from = &b->cohort->decisions[i];
        p->decisions[i] = (shown_decision){.decision = NAMES[from->kind],
                                           .mentee = from->mentee_id,
                                           .mentor = from->mentor_id,
                                           .reason = from->reason};
        TRY(fill_overrides(b, &p->decisions[i], from));
    }
    return STATUS_OK;
}

static status fill_asides(building *b) {
    pairing *p = b->result;
    const field *fields = b->cohort->fields;
    p->asides = arena_alloc(&p->arena, b->cohort->aside_count, sizeof *p->asides);
    if (p->asides == NULL) {
        return no_memory(b);
    }
    p->aside_count = b->cohort->aside_count;
    for (uint32_t i = 0; i < p->aside_count; i++) {
        const aside *from = &b->cohort->asides[i];
        p->asides[i] = (shown_aside){
            .role = span_of(input_role_name(from->role)),
            .file = b->cohort->inputs[from->input].file,
            .line = from->line,
            .who = from->who,
            .name = fields[FIELD_NAME].is_private ? (span){"", 0} : from->name,
            .code = span_of(aside_name(from->code)),
            .because = from->because,
        };
        if (!fields[FIELD_SUBMITTED].is_private) {
            TRY(people_instant(b, &p->asides[i].submitted, from->submitted));
        }
    }
    return STATUS_OK;
}

// ---- the certificate

static status fill_prices(building *b, shown_proof *out, const level_proof *from, role side) {
    const person *people = b->cohort->people[side];
    uint32_t count = from->prices[side] == NULL ? 0 : b->cohort->count[side], kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        kept += from->prices[side][i] != 0 ? 1 : 0;
    }
    out->prices[side] = arena_alloc(&b->result->arena, kept, sizeof *out->prices[side]);
    if (out->prices[side] == NULL) {
        return no_memory(b);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (from->prices[side][i] != 0) {
            out->prices[side][out->price_count[side]++] = (shown_price){people[i].id, from->prices[side][i]};
        }
    }
    return STATUS_OK;
}

static status fill_certificate(building *b) {
    pairing *p = b->result;
    p->certificate = arena_alloc(&p->arena, b->found->proof_count, sizeof *p->certificate);
    if (p->certificate == NULL) {
        return no_memory(b);
    }
    p->certificate_count = b->found->proof_count;
    for (uint32_t i = 0; i < p->certificate_count; i++) {
        const level_proof *from = &b->found->proofs[i];
        p->certificate[i] = (shown_proof){.level = from->level, .t = from->t, .round = from->round};
        for (role side = 0; side < ROLE_COUNT; side++) {
            TRY(fill_prices(b, &p->certificate[i], from, side));
        }
    }
    return STATUS_OK;
}

// ---- the whole

static status fill(building *b) {
    TRY(fill_frame(b));
    TRY(fill_inputs(b));
    TRY(pairs_fill(b));
    int32_t *bottleneck_of = arena_alloc(&b->scratch, b->cohort->count[ROLE_MENTEE], sizeof *bottleneck_of);
    if (bottleneck_of == NULL) {
        return no_memory(b);
    }
    TRY(bottlenecks_find(b, bottleneck_of));
    TRY(unmatched_fill(b, bottleneck_of));
    TRY(free_mentors_fill(b));
    TRY(fill_decisions(b));
    TRY(fill_asides(b));
    TRY(people_fill(b));
    return fill_certificate(b);
}

status pairing_build(pairing **out, context *c, const cohort *h, const scoring *s, const solution *found, uint64_t seed,
                     const match_options *options, span tool) {
    pairing *p = memory_alloc(&c->memory, 1, sizeof *p);
    if (p == NULL) {
        return context_no_memory(c, "pairing/build");
    }
    *p = (pairing){.arena = arena_over(&c->memory), .tool = tool, .seed = seed, .options = *options};
    building b;
    status result = building_begin(&b, c, h, s, found, p);
    if (result == STATUS_OK) {
        result = fill(&b);
    }
    building_free(&b);
    if (result != STATUS_OK) {
        pairing_free(p);
        return result;
    }
    *out = p;
    return STATUS_OK;
}
