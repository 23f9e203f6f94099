// One person, one address, one id: the e-mail address is the key of a person in all files, so what contradicts that
// is a fault with both lines named. Sizes to expect: 100,000 applications; sorted, no pair is compared twice.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/applicant.h"

// Sets aside as invalid whoever shares an address under another name or id, or an id under another address. NO_MEMORY.
status identity_check(reading *r, applicants *all);

// A warning for two addresses under one name, among those who are not set aside. NO_MEMORY.
status identity_same_names(reading *r, const applicants *all);
