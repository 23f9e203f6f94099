// What the parts have in common.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/parts.h"

#include "reports/reasons.h"

block *parts_section(scribe *s, block *root, const char *id, sentence label, int64_t label_count, phrase title) {
    block *section = block_add_words(s, root, BLOCK_SECTION, title);
    section->id = id;
    section->label = phrase_text(s, SAY_PLAIN(s, label));
    section->label_count = label_count;
    return section;
}

phrase parts_person_line(scribe *s, const facts *f, role side, uint32_t number, phrase more) {
    const facts_person *one = &f->people[side][number];
    phrase institution = phrase_foreign(s, RUN_TEXT, one->institution);
    const phrase parts[] = {
        phrase_foreign(s, RUN_TEXT, facts_stage_name(f, one->stage)),
        phrase_empty(institution) ? SAY_PLAIN(s, SAY_NO_INSTITUTION) : institution,
        more,
    };
    return phrase_list(s, parts, 3, " \xC2\xB7 ", " \xC2\xB7 ");
}

phrase parts_areas(scribe *s, const facts_person *one) {
    uint32_t count;
    const span *areas = reasons_list(one, SPAN("areas"), &count);
    phrase *names = scribe_room(s, count, sizeof *names);
    for (uint32_t i = 0; names != NULL && i < count; i++) {
        names[i] = phrase_foreign(s, RUN_TEXT, areas[i]);
    }
    return names == NULL ? (phrase){NULL, 0} : phrase_list(s, names, count, "; ", "; ");
}

parts_rows parts_count_rows(const facts *f) {
    parts_rows rows = {0, 0, 0};
    for (uint32_t i = 0; i < f->pairing->input_count; i++) {
        const shown_input *shown = &f->pairing->inputs[i];
        if (shown->is_applications) {
            rows.read += shown->rows;
            rows.accepted += shown->accepted;
            rows.set_aside += shown->set_aside;
        }
    }
    return rows;
}
