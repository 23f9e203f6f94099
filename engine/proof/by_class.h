// The pairs outside the pairing, class against class: where the lowest prices of two classes leave no pair between them
// anything to gain, one look settles all of them. Members are looked at only where some pair might pass; pairs that
// their classes do not settle, and kept ones, come one by one. Exact: what unpaired_judge_each refuses, this refuses.
// Sizes to expect: some 1,000 classes a role; a few steps. Cost: some ns for two classes, then for each pair left.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/unpaired.h"

// `scored`: of the cohort and the seed of the inquiry. NO_MEMORY.
status by_class_judge(unpaired *u, const scoring *scored);
