// Who is supposed to have withdrawn, though no decision says so: an answer to "what if". Sizes to expect: a handful of
// people. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/decisions.h"

// What the file of a finding begins with when it is about somebody who is to leave.
#define LEAVING_FILE "--without "

// Sets aside, in every role, those whom `wanted` names (id, address, or a name of one person only), and passes over
// pins that they are part of, with a note. Nobody, or several people, of that name: an error finding in the file
// "--without WHO"; OK all the same. After decisions were read. NO_MEMORY.
status leaving_withdraw(reading *r, applicants *all, const directory *dir, decision_list *decisions, const span *wanted,
                        size_t count);
