// Mentors with free places, and why those are not used.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/parts.h"
#include "reports/unmatched.h"

enum { MENTOR, AREAS, FREE, WHY, COLUMNS };

// Numbers in free_mentors in the order of the mentors' names.
static uint32_t *ordered(scribe *s, const facts *f) {
    uint32_t mentors = f->count[ROLE_MENTOR], used = 0;
    uint32_t *order = scribe_room(s, f->pairing->free_mentor_count, sizeof *order);
    uint32_t *entry_of = scribe_room(s, mentors, sizeof *entry_of);
    for (uint32_t i = 0; order != NULL && entry_of != NULL && i < f->pairing->free_mentor_count; i++) {
        uint32_t mentor = facts_number(f, ROLE_MENTOR, f->pairing->free_mentors[i].mentor);
        if (mentor != FACTS_NOBODY) {
            entry_of[mentor] = i + 1;
        }
    }
    for (uint32_t i = 0; order != NULL && entry_of != NULL && i < mentors; i++) {
        uint32_t entry = entry_of[f->ranked[ROLE_MENTOR][i]];
        if (entry > 0) {
            order[used++] = entry - 1;
        }
    }
    return s->status == STATUS_OK ? order : NULL;
}

void part_free(scribe *s, const facts *f, block *root) {
    uint32_t count = f->pairing->free_mentor_count;
    const uint32_t *order = ordered(s, f);
    if (count == 0 || f->count[ROLE_MENTEE] == 0 || order == NULL) {
        return;
    }
    uint32_t places = f->pairing->summary.free_places;
    block *section = parts_section(s, root, "free", SAY_LABEL_FREE, places, SAY_PLAIN(s, SAY_TITLE_FREE));
    phrase mentors = SAY(s, SAY_MENTORS, count, say_raised(count));
    block_add_words(s, section, BLOCK_INTRO, SAY(s, SAY_INTRO_FREE, places, say_phrase(mentors), say_words(places)));
    const document_column columns[COLUMNS] = {
        [MENTOR] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_MENTOR_LABEL)), .per_mille = 270, .names_row = true},
        [AREAS] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_AREAS_OFFERED)), .per_mille = 290},
        [FREE] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_FREE)), .per_mille = 90, .to_the_right = true},
        [WHY] = {.head = phrase_text(s, SAY_PLAIN(s, SAY_HEAD_WHY_NOT_USED)), .per_mille = 350},
    };
    document_table *table = table_create(s, phrase_text(s, SAY_PLAIN(s, SAY_TITLE_FREE)), columns, COLUMNS, count);
    for (uint32_t i = 0; i < count; i++) {
        const shown_free_mentor *shown = &f->pairing->free_mentors[order[i]];
        uint32_t number = facts_number(f, ROLE_MENTOR, shown->mentor);
        document_row *row = table_add_row(s, table, ROW_PLAIN);
        if (number != FACTS_NOBODY) {
            phrase has = shown->mentees > 0 ? SAY(s, SAY_PLACES_USED, 0, say_digits(shown->mentees),
                                                  say_digits((int64_t)shown->mentees + shown->free_places))
                                            : (phrase){NULL, 0};
            row_add_line(s, row, MENTOR, LINE_MAIN, facts_name(s, f, ROLE_MENTOR, number, RUN_STRONG));
            row_add_line(s, row, MENTOR, LINE_SECOND, parts_person_line(s, f, ROLE_MENTOR, number, has));
            row_add_line(s, row, AREAS, LINE_MAIN, parts_areas(s, &f->people[ROLE_MENTOR][number]));
        }
        row_add_line(s, row, FREE, LINE_MAIN, phrase_of(s, RUN_TEXT, numbers_digits(s, shown->free_places)));
        row_add_line(s, row, WHY, LINE_MAIN, unmatched_free_why(s, f, shown));
    }
    block_add(s, section, BLOCK_TABLE)->table = table;
}
