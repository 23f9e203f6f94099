// Time zones that applicants name, as hours east of UTC. Sizes to expect: 1..40 different ones.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/applicant.h"

// The offset of an IANA zone at r->zones_at in ten-thousandths of an hour, rounded half up; the host gives the rules.
// *known: there is such a zone. NO_MEMORY.
status time_zones_hours(int64_t *hours, bool *known, reading *r, span name);

// The rules of an IANA zone that a file names; NULL: there is no such zone. Freed by zone_free. NO_MEMORY.
status time_zones_open(zone **out, context *c, span name);
