// When a form was sent, as form tools and spreadsheets write it: "3/14/2017 9:26:53", "2017/03/14 9:26:53 AM CDT",
// "14.03.17 09:26", "2017-03-14T09:26:53-05:00", "Mar 14, 2017 9:26 AM". Sizes to expect: under 40 characters.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program.h"

typedef enum submitted_fault {
    SUBMITTED_UNDERSTOOD,
    SUBMITTED_NOT_A_TIME,
    SUBMITTED_NO_SUCH_DATE, // 30 February
    SUBMITTED_OTHER_ORDER,  // no date in the order of day and month that was asked for: "14/3/2017" as month, day, year
    SUBMITTED_NO_SUCH_TIME, // 25:61, 13:00 PM
    SUBMITTED_OTHER_ZONE,   // an abbreviation that is not in force in the program's zone then
} submitted_fault;

typedef struct submitted {
    submitted_fault fault;
    instant at; // where understood
} submitted;

// A date alone is its start; a time without an offset is in `z`; one that the clocks repeat is the earlier, unless
// its abbreviation says otherwise. A year of four digits in front means year, month, day whatever `order` says.
// NO_MEMORY only.
status submitted_parse(submitted *out, arena *scratch, const zone *z, date_order order, span text);

// "month, day, year", for findings, and "mdy", as intake.date_order has it.
const char *submitted_order_words(date_order order);
const char *submitted_order_key(date_order order);

typedef enum submitted_form {
    SUBMITTED_SENTENCE, // "Sat 18 Mar 2017, 09:12"
    SUBMITTED_TERMINAL, // "Sat 18 Mar 2017 09:12"
    SUBMITTED_DAY,      // "18 Mar"
} submitted_form;
enum { SUBMITTED_SHOWN_BYTES = 64 };

// An instant as people of the program's zone read it, ended by zero.
void submitted_show(char out[SUBMITTED_SHOWN_BYTES], const zone *z, instant at, submitted_form form);
