// The bytes of a pairing made by hand beside a small cohort: what stands of it is a pairing within the rules, every
// line is counted once, and what is said of its worth fits what is said of its lines. SPDX-License-Identifier:
// GPL-3.0-or-later
#include "small_cohort.h"

static void check_pairs(const mp_run *r, const draft *d) {
    const cohort *h = mp_run_cohort(r);
    uint32_t load[ROLE_COUNT][SMALL_MOST_PEOPLE] = {{0}};
    for (uint32_t k = 0; k < d->pair_count; k++) {
        const couple *p = &d->pairs[k];
        REQUIRE(k == 0 || couple_compare(&d->pairs[k - 1], p) < 0);
        REQUIRE(p->mentee < h->count[ROLE_MENTEE] && p->mentor < h->count[ROLE_MENTOR]);
        REQUIRE(eligibility_in_full(h, &h->program->rules, h->program->seed, p->mentee, p->mentor) == REASON_ELIGIBLE);
        REQUIRE(++load[ROLE_MENTEE][p->mentee] <= h->people[ROLE_MENTEE][p->mentee].capacity);
        REQUIRE(++load[ROLE_MENTOR][p->mentor] <= h->people[ROLE_MENTOR][p->mentor].capacity);
    }
}

// Beside a pairing that is proven, nothing within the rules is better.
static void check_worth(const judgement *j, const draft *d) {
    const bool sound = draft_is_sound(d);
    REQUIRE(j->best_is_proven && (!sound || j->worth != JUDGED_BETTER));
    REQUIRE(j->is_replayed == (sound && j->worth == JUDGED_AS_GOOD));
    REQUIRE((j->decisive == NONE) == (j->worth == JUDGED_AS_GOOD));
    REQUIRE(j->goals.level_count > 0 && j->goals.levels[0].level == LEVEL_MOST_MATCHED);
    REQUIRE(j->goals.levels[0].value[COMPARED_NEW] == (int64_t)d->pair_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const input inputs[] = {small_program(),
                            small_mentors(),
                            small_mentees(),
                            {INPUT_DECISIONS, SPAN("decisions.csv"),
                             SPAN("decision,mentee,mentor,reason\npin,bea@example.org,kofi@example.org,\n")}};
    const mp_request request = {
        .inputs = inputs, .input_count = 4, .as_of = SMALL_AS_OF, .alternatives = 0, .time_limit_s = 600};
    mp_run *r = mp_run_new(small_host());
    REQUIRE(r != NULL && mp_read(r, &request) == STATUS_OK && mp_match(r) == STATUS_OK);
    context *c = mp_run_context(r);
    const size_t before = c->findings.count;
    const door_file file = {.name = SPAN("draft.csv"), .bytes = door_bytes(data, size)};
    draft d;
    judgement j;
    const status result = mp_draft_read(r, &d, file.name, file.bytes);
    REQUIRE(result == STATUS_OK || result == STATUS_BAD_INPUT);
    REQUIRE(result == STATUS_OK || c->findings.errors > 0);
    for (size_t i = before; i < c->findings.count; i++) {
        door_check_finding(&c->findings.items[i], &file, 1);
    }
    if (result == STATUS_OK) {
        REQUIRE(draft_is_sound(&d) == (c->findings.errors == 0));
        REQUIRE(d.left_out <= d.lines && d.pair_count == d.lines - d.left_out && d.pins_missed <= 1);
        check_pairs(r, &d);
        REQUIRE(mp_judge(r, &j, &d, mp_run_pairing(r)) == STATUS_OK);
        check_worth(&j, &d);
    }
    mp_run_free(r);
    return 0;
}
