// What is not a text file, told from its first bytes: spreadsheets, documents, archives, pictures, web pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"

// An error finding with the remedy, and BAD_INPUT, when `bytes` are of a kind that cannot be read. `is_table`: a CSV
// file is expected (JSON and web pages are refused too); else program.yaml.
status file_kind_refuse(context *c, span file, span bytes, bool is_table);
