// What the process can no longer do once its files are open: open a connection, start a program, write anywhere but in one folder, leave its
// memory behind in a core file. Personal data is in that memory, and libraries read what strangers wrote.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>

#include "terminal.h"

typedef struct confined {
    bool network;  // no sockets, no other programs (seccomp)
    bool folder;   // nothing is written, made or removed but below the folder (Landlock)
} confined;

// From now on, and for children too. `folder`: a descriptor of the one folder in which files may be written; -1: in none. Files that are open stay
// as they are, and everything may be read. Where the kernel cannot do one of the two, the other still holds. Calling it again only narrows.
confined confine_to(int folder);

// The same, with a note where --verbose was said and the kernel cannot do it.
void confine_and_tell(terminal *t, int folder);

// No core file, and no other process of the same user may look into this one's memory. At the start of main.
void confine_memory(void);
