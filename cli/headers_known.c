// SPDX-License-Identifier: GPL-3.0-or-later
#include "headers_known.h"

#include "intake/fields.h"

static const char *of_role(role side) {
    switch (side) {
        case ROLE_MENTOR:
            return " (mentors)";
        case ROLE_MENTEE:
            return " (mentees)";
        case ROLE_COUNT:
            break;
    }
    return "";
}

void headers_known_each(headers_known_take *take, void *self) {
    memory m = {0};
    arena a = arena_over(&m);
    context c;
    context_init(&c, (host){.self = NULL});
    program *p = NULL;
    size_t count;
    const synonym *rows = fields_synonyms(&count);
    if (program_built_in(&p, &c) != STATUS_OK) {
        count = 0;
    }
    for (size_t i = 0; i < count;) {
        const field_known which = rows[i].field;
        span text = SPAN("");
        for (; i < count && rows[i].field == which; i++) {
            text = arena_format(&a, "%.*s%s%s%s", SPAN_ARGS(text), text.length > 0 ? "; " : "", rows[i].header, of_role(rows[i].role));
        }
        if (text.text != NULL && (uint32_t)which < p->field_count) {
            const span name = arena_copy(&a, p->fields[which].name);
            take(self, name.text != NULL ? name.text : "", text.text);
        }
    }
    program_free(p);
    context_free(&c);
    arena_free(&a);
}
