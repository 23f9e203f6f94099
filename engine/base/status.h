// What a function that can fail returns. A status says how the run goes on; a finding (finding.h)
// says what is wrong with somebody's file. BAD_INPUT is returned if and only if an error finding stands.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

typedef enum status {
    STATUS_OK,
    STATUS_BAD_INPUT,  // at least one error finding says where and how to mend it
    STATUS_NO_MEMORY,
    STATUS_TIME_LIMIT, // stopped by the host; what has been found so far can be used
    STATUS_CANCELLED,  // stopped by the host; nothing can be used
    STATUS_INTERNAL,   // a defence struck: a defect of this program or of a library
} status;

// Hands any status but OK on to the caller.
#define TRY(call)                            \
    do {                                     \
        status try_status = (call);          \
        if (try_status != STATUS_OK) {       \
            return try_status;               \
        }                                    \
    } while (0)

// The same for a function with something to give back: sets `result` and goes to `out`.
#define TRY_OUT(call)                        \
    do {                                     \
        result = (call);                     \
        if (result != STATUS_OK) {           \
            goto out;                        \
        }                                    \
    } while (0)
