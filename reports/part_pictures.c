// The cohort in pictures: areas, career stages, fit; and how to read a fit.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/charts.h"
#include "reports/criteria.h"
#include "reports/parts.h"

void part_pictures(scribe *s, const facts *f, block *root) {
    bool both_sides = f->count[ROLE_MENTOR] > 0 && f->count[ROLE_MENTEE] > 0;
    if (!both_sides && !chart_has_areas(s, f)) {
        return;
    }
    block *section = parts_section(s, root, "pictures", SAY_LABEL_PICTURES, -1, SAY_PLAIN(s, SAY_TITLE_PICTURES));
    section->starts_page = true;
    bool stages = both_sides && chart_has_stages(f), fit = both_sides && chart_has_fit(f);
    block_add_words(s, section, BLOCK_INTRO,
                    SAY_PLAIN(s, stages && fit ? SAY_INTRO_PICTURES
                                 : stages      ? SAY_INTRO_PICTURES_STAGES
                                 : fit         ? SAY_INTRO_PICTURES_FIT
                                               : SAY_INTRO_PICTURES_AREAS));
    chart_areas(s, f, section);
    if (stages || fit) { // each keeps its size, also alone
        block *beside = block_add(s, section, BLOCK_BESIDE);
        if (stages) {
            chart_stages(s, f, beside);
        }
        if (fit) {
            chart_fit(s, f, beside);
        }
    }
    if (both_sides) {
        block_add_words(s, section, BLOCK_SUBTITLE, SAY_PLAIN(s, SAY_TITLE_READ));
        block_add_words(s, section, BLOCK_BODY, criteria_how_to_read(s, f));
    }
}
