// A date without a time is a whole day: its first second for an open or a start, its last for a close, a due date or
// the end. The last second is the one before the next day begins, so that a day whose midnight is skipped or comes
// twice ends when it should. SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program_calendar.h"

#include <string.h>

typedef struct date_kind {
    const char *key;
    bool end_of_day;
} date_kind;

static const date_kind DATES[CALENDAR_COUNT] = {
    [CALENDAR_OPEN] = {"applications_open", false}, [CALENDAR_CLOSE] = {"applications_close", true},
    [CALENDAR_DUE] = {"pairing_due", true},         [CALENDAR_STARTS] = {"program_starts", false},
    [CALENDAR_ENDS] = {"program_ends", true},
};

// ---- the zone ---------------------------------------------------------------------------------------------------

static status zone_of_host(zone **out, reader *r, const tree *value) {
    program *p = r->program;
    const host *h = &r->context->host;
    span bytes = SPAN("");
    status found = h->zone == NULL ? STATUS_BAD_INPUT : h->zone(h->self, p->time_zone, &bytes);
    if (found == STATUS_OK) {
        found = zone_create(out, &r->context->memory, bytes);
    }
    if (found != STATUS_BAD_INPUT) {
        return found;
    }
    *out = NULL;
    if (r->form == PROGRAM_WRITTEN) {
        place where = value != NULL ? value->place : (place){p->file, 1, 1};
        READER_FAULT(r, where, "unknown_time_zone",
                     "no time zone is called \"%.*s\": write its IANA name, like America/Chicago or Europe/Berlin",
                     SPAN_ARGS(p->time_zone));
    }
    return STATUS_OK;
}

// In the shown form instants carry their offset, so a zone that the host does not know can stand for itself.
static int32_t offset_of_dates(const program *p) {
    static const int ORDER[] = {CALENDAR_STARTS, CALENDAR_CLOSE, CALENDAR_DUE, CALENDAR_OPEN, CALENDAR_ENDS};
    for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++) {
        written_time t;
        if (p->calendar[ORDER[i]].said && instant_parse(&t, p->calendar[ORDER[i]].written) && t.has_offset) {
            return t.offset_seconds;
        }
    }
    return 0;
}

static status find_zone(reader *r, const tree *value) {
    program *p = r->program;
    if (span_equal(p->time_zone, SPAN("UTC"))) { // whatever offsets single dates carry
        return zone_create_fixed(&p->zone, &r->context->memory, 0);
    }
    TRY(zone_of_host(&p->zone, r, value));
    if (p->zone != NULL) {
        return STATUS_OK;
    }
    return zone_create_fixed(&p->zone, &r->context->memory, r->form == PROGRAM_SHOWN ? offset_of_dates(p) : 0);
}

// ---- the dates --------------------------------------------------------------------------------------------------

static instant first_second(const zone *z, date day) {
    instant at;
    (void)zone_instant(&at, z, (wall){.date = day});
    return at;
}

static instant last_second(const zone *z, date day) {
    date next = date_of_day_number(date_day_number(day) + 1);
    if (next.year <= 9999) {
        return first_second(z, next) - 1;
    }
    instant at;
    (void)zone_instant(&at, z, (wall){.date = day, .hour = 23, .minute = 59, .second = 59});
    return at;
}

// A wall-clock time that a change of the clocks leaves out or repeats.
static void warn_of_clock_change(reader *r, const calendar_entry *e, wall_fit fit) {
    if (fit != WALL_ONCE) {
        READER_WARNING(r, e->place,
                    fit == WALL_TWICE ? "time_comes_twice" : "time_never_comes",
                    "the clocks change in %.*s: %.*s %s; write an offset behind it (like -05:00) to be sure",
                    SPAN_ARGS(r->program->time_zone), SPAN_ARGS(e->written),
                    fit == WALL_TWICE ? "comes twice, the first is taken" : "never comes, the time is moved forward");
    }
}

static void resolve_date(reader *r, calendar_entry *e, const date_kind *kind) {
    const zone *z = r->program->zone;
    written_time t;
    if (!e->said || !instant_parse(&t, e->written)) {
        *e = (calendar_entry){.written = SPAN(""), .at = INSTANT_NONE};
        return;
    }
    e->has_time = t.has_time;
    if (t.has_offset) {
        int64_t second = t.wall.hour * 3600 + t.wall.minute * 60 + t.wall.second;
        e->at = date_day_number(t.wall.date) * 86400 + second - t.offset_seconds;
    } else if (t.has_time) {
        warn_of_clock_change(r, e, zone_instant(&e->at, z, t.wall));
    } else {
        e->at = kind->end_of_day ? last_second(z, t.wall.date) : first_second(z, t.wall.date);
    }
    e->day = zone_wall(z, e->at).date;
    e->offset_seconds = zone_offset(z, e->at);
    if (r->form == PROGRAM_SHOWN) { // written in the program's zone, which this machine may not know
        e->day = t.wall.date;
        e->offset_seconds = t.has_offset ? t.offset_seconds : e->offset_seconds;
        e->has_time = e->at != (kind->end_of_day ? last_second(z, e->day) : first_second(z, e->day));
    }
}

// ---- their order ------------------------------------------------------------------------------------------------

static void check_order(reader *r) {
    const calendar_entry *dates = r->program->calendar;
    for (int later = 1; later < CALENDAR_COUNT; later++) {
        for (int earlier = later - 1; earlier >= 0; earlier--) {
            if (!dates[earlier].said || !dates[later].said) {
                continue;
            }
            if (dates[later].at < dates[earlier].at) {
                bool window = later == CALENDAR_CLOSE;
                if (!window && r->form == PROGRAM_SHOWN) {
                    break;
                }
                finding_add(&r->context->findings, window ? SEVERITY_ERROR : SEVERITY_WARNING, dates[later].place,
                            window ? "closes_before_open" : "calendar_order",
                            "\"%s\" (%.*s) lies before \"%s\" (%.*s): mend the one that is wrong", DATES[later].key,
                            SPAN_ARGS(dates[later].written), DATES[earlier].key, SPAN_ARGS(dates[earlier].written));
            }
            break; // the nearest earlier one that is said is enough
        }
    }
}

// The offset that documents name.
static void note_offset(program *p) {
    int which = p->calendar[CALENDAR_STARTS].said ? CALENDAR_STARTS : CALENDAR_CLOSE;
    p->zone_offset_known = p->calendar[which].said;
    p->zone_offset_seconds = p->zone_offset_known ? p->calendar[which].offset_seconds : 0;
}

status program_calendar_resolve(reader *r, const tree *root) {
    program *p = r->program;
    TRY(find_zone(r, tree_get(tree_get(root, SPAN("calendar")), SPAN("time_zone"))));
    for (int i = 0; i < CALENDAR_COUNT; i++) {
        resolve_date(r, &p->calendar[i], &DATES[i]);
    }
    if (r->form == PROGRAM_WRITTEN) {
        check_order(r);
    }
    note_offset(p);
    return STATUS_OK;
}
