// Keys of the draw.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/draw.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/digest.h"

enum { LONGEST_HEAD = 64 }; // two numbers, a role, three line breaks

uint64_t draw_key(uint64_t seed, uint32_t round, role side, span id) {
    char head[LONGEST_HEAD];
    int length = snprintf(head, sizeof head, "%" PRIu64 "\n%" PRIu32 "\n%s\n", seed, round,
                          side == ROLE_MENTEE ? "mentee" : "mentor");
    sha256 digest = sha256_of_both((span){head, length < 0 ? 0 : (size_t)length}, id);
    uint64_t key = 0;
    for (size_t i = 0; i < sizeof key; i++) {
        key = key << 8 | digest.bytes[i];
    }
    return key;
}
