// One short file per command.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_line.h"

typedef outcome command_run(const options *o, terminal *t);

command_run cmd_init;
command_run cmd_check;
command_run cmd_match;
command_run cmd_report;
command_run cmd_verify;
command_run cmd_approve;
command_run cmd_compare;
command_run cmd_what_if;
command_run cmd_explain;
command_run cmd_purge;
