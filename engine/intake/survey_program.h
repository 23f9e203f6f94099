// A starting program.yaml with what a survey of exports has shown; what it could not tell is left as a question.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/survey.h"

// *question_count: how many are left, each in a comment that begins with QUESTION. The text is one that program_read
// accepts, owned by `a`. NO_MEMORY.
status survey_program(span *out, uint32_t *question_count, arena *a, const survey *s);
