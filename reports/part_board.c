// The board's page: what came of it in figures, without a name and without an institution.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/charts.h"
#include "reports/parts.h"
#include "reports/proofs.h"

void part_board(scribe *s, const facts *f, block *root) {
    const summary *sum = &f->pairing->summary;
    block *section = parts_section(s, root, "summary", SAY_LABEL_SUMMARY, -1, (phrase){NULL, 0});
    part_banner(s, f, section);
    block_add_words(s, section, BLOCK_HEADLINE, part_headline(s, f));
    chart_coverage(s, f, section);
    chart_areas(s, f, section);
    if (sum->mentors == 0 || sum->mentees == 0) {
        return;
    }
    block *charts = block_add(s, section, BLOCK_BESIDE);
    chart_stages(s, f, charts);
    chart_fit(s, f, charts);
    chart_rates(s, f, block_add(s, section, BLOCK_BESIDE));
    block_add_words(s, section, BLOCK_SUBTITLE, SAY_PLAIN(s, SAY_TITLE_PROVEN));
    proofs_list(s, f, section);
    chart_calendar(s, f, section);
}
