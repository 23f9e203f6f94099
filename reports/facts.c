// Gathering what the documents need to know.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/facts.h"

#include "reports/collate.h"

static int32_t stage_of(const program *p, span name) {
    for (uint32_t i = 0; i < p->career_stages.count; i++) {
        if (span_equal(p->career_stages.options[i].name, name)) {
            return (int32_t)i;
        }
    }
    return -1;
}

static status gather_people(facts *f, scribe *s, role side) {
    uint32_t count = f->count[side] = f->pairing->people_count[side];
    collate_entry *entries = scribe_room(s, count, sizeof *entries);
    f->people[side] = scribe_room(s, count, sizeof *f->people[side]);
    f->ranked[side] = scribe_room(s, count, sizeof *f->ranked[side]);
    TRY(s->status);
    for (uint32_t i = 0; i < count; i++) {
        const shown_person *shown = &f->pairing->people[side][i];
        const shown_value *places = shown_person_value(shown, "capacity");
        facts_person *one = &f->people[side][i];
        *one = (facts_person){.shown = shown, .name = shown_person_text(shown, "name")};
        one->institution = shown_person_text(shown, "institution");
        one->places = places != NULL && places->kind == SHOWN_NUMBER ? (uint32_t)places->number : 1;
        one->stage = stage_of(f->program, shown_person_text(shown, "career_stage"));
        entries[i] = (collate_entry){.name = one->name, .id = shown->id};
    }
    TRY(collate_order(f->ranked[side], s->arena, s->context, entries, count));
    for (uint32_t i = 0; i < count; i++) {
        f->people[side][f->ranked[side][i]].rank = i;
    }
    return STATUS_OK;
}

static status gather_pairs(facts *f, scribe *s) {
    const pairing *p = f->pairing;
    collate_entry *entries = scribe_room(s, p->pair_count, sizeof *entries);
    f->ranked_pairs = scribe_room(s, p->pair_count, sizeof *f->ranked_pairs);
    f->pair_number = scribe_room(s, p->pair_count, sizeof *f->pair_number);
    f->pair_person[ROLE_MENTOR] = scribe_room(s, p->pair_count, sizeof **f->pair_person);
    f->pair_person[ROLE_MENTEE] = scribe_room(s, p->pair_count, sizeof **f->pair_person);
    TRY(s->status);
    for (uint32_t i = 0; i < p->pair_count; i++) {
        uint32_t mentee = facts_number(f, ROLE_MENTEE, p->pairs[i].mentee);
        uint32_t mentor = facts_number(f, ROLE_MENTOR, p->pairs[i].mentor);
        if (mentee == FACTS_NOBODY || mentor == FACTS_NOBODY) {
            return context_fail(s->context, STATUS_INTERNAL, "reports/facts",
                                "a pair of people who are not in the list");
        }
        f->pair_person[ROLE_MENTEE][i] = mentee;
        f->pair_person[ROLE_MENTOR][i] = mentor;
        f->people[ROLE_MENTEE][mentee].pairs++;
        f->people[ROLE_MENTOR][mentor].pairs++;
        f->weak_count += facts_is_weak(f, p->pairs[i].score_bp);
        f->pinned_count += p->pairs[i].pinned;
        entries[i] = (collate_entry){f->people[ROLE_MENTEE][mentee].name, p->pairs[i].mentee,
                                     f->people[ROLE_MENTOR][mentor].shown->id};
    }
    TRY(collate_order(f->ranked_pairs, s->arena, s->context, entries, p->pair_count));
    for (uint32_t i = 0; i < p->pair_count; i++) {
        f->pair_number[f->ranked_pairs[i]] = i + 1;
    }
    return STATUS_OK;
}

static void gather_levels(facts *f) {
    for (uint32_t i = 0; i < f->pairing->objective_count; i++) {
        const level_result *level = &f->pairing->objective[i];
        if (level->level != LEVEL_DRAW) {
            f->goal_count++;
            f->unproven_levels += !level->proven;
        }
    }
    const level_result *first = f->pairing->objective_count > 0 ? f->pairing->objective : NULL;
    f->most_matched_first = first != NULL && first->level == LEVEL_MOST_MATCHED && first->proven;
    const level_result *total = facts_level(f, LEVEL_BEST_TOTAL);
    f->best_total_proven = total != NULL && total->proven;
}

static date day_of(instant at, int32_t offset_seconds) {
    int64_t seconds = at + offset_seconds;
    int64_t days = seconds / 86400 - (seconds % 86400 < 0 ? 1 : 0);
    return date_of_day_number(days);
}

status facts_gather(facts *out, scribe *s, const report_request *request) {
    const pairing *p = request->pairing;
    *out = (facts){.request = request, .pairing = p, .program = p->checked, .most_areas = 16};
    if (p->checked == NULL) {
        TRY(program_from_tree(&out->own, s->context, &p->program, PROGRAM_SHOWN));
        out->program = out->own;
    }
    s->weak_below_bp = out->program->weak_below_bp;
    s->minimum_bp = out->program->rules.minimum_score_bp;
    out->today = day_of(p->as_of, p->as_of_offset_seconds);
    s->year = out->today.year;
    TRY(gather_people(out, s, ROLE_MENTOR));
    TRY(gather_people(out, s, ROLE_MENTEE));
    TRY(gather_pairs(out, s));
    gather_levels(out);
    for (uint32_t i = 0; i < out->count[ROLE_MENTEE]; i++) {
        out->wanted_places += out->people[ROLE_MENTEE][i].places;
        out->several_mentors = out->several_mentors || out->people[ROLE_MENTEE][i].places > 1;
    }
    const calendar_entry *due = &out->program->calendar[CALENDAR_DUE];
    out->has_due = due->said;
    out->days_left = due->said ? date_day_number(due->day) - date_day_number(out->today) : 0;
    return STATUS_OK;
}

void facts_release(facts *f) {
    program_free(f->own);
    f->own = NULL;
}

uint32_t facts_number(const facts *f, role side, span id) {
    const shown_person *found = pairing_person(f->pairing, side, id);
    return found == NULL ? FACTS_NOBODY : (uint32_t)(found - f->pairing->people[side]);
}

bool facts_is_weak(const facts *f, int32_t score_bp) {
    return score_bp < f->program->weak_below_bp;
}

const level_result *facts_level(const facts *f, level_kind level) {
    for (uint32_t i = 0; i < f->pairing->objective_count; i++) {
        if (f->pairing->objective[i].level == level) {
            return &f->pairing->objective[i];
        }
    }
    return NULL;
}

phrase facts_name(scribe *s, const facts *f, role side, uint32_t number, run_style style) {
    phrase name = phrase_foreign(s, style, f->people[side][number].name);
    return phrase_empty(name) ? phrase_of(s, style, SPAN("(no name)")) : name;
}

phrase facts_name_of(scribe *s, const facts *f, role side, span id, run_style style) {
    uint32_t number = facts_number(f, side, id);
    return number == FACTS_NOBODY ? phrase_foreign(s, style, id) : facts_name(s, f, side, number, style);
}

span facts_stage_name(const facts *f, int32_t stage) {
    return stage < 0 ? SPAN("") : f->program->career_stages.options[stage].name;
}
