// What program.yaml says about fields: columns, options, answers, private names, requirements.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/reader.h"

// `columns`: explicit headers, for mentors and mentees. NO_MEMORY; so all of these, faults are findings.
status program_fields_columns(reader *r, const tree *root);
status program_fields_options(reader *r, const tree *root);
status program_fields_answers(reader *r, const tree *root);
status program_fields_requirements(reader *r, const tree *root);
// Marks the fields under `private`; and refuses to share one. After everything else that names fields, so that they
// come last in the registry.
status program_fields_private(reader *r, const tree *root);
