// SHA-256. The one home of nettle.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

typedef struct sha256 {
    uint8_t bytes[32];
} sha256;

sha256 sha256_of(span bytes);
sha256 sha256_of_parts(const span *parts, size_t count); // of the parts one behind the other
sha256 sha256_of_both(span first, span second); // of the two texts, one behind the other

// The same of bytes that come piece by piece: begin, then any number of pieces, then the digest.
typedef struct sha256_stream {
    _Alignas(16) unsigned char state[128]; // nettle's own
} sha256_stream;
void sha256_begin(sha256_stream *s);
void sha256_put(sha256_stream *s, span bytes);
sha256 sha256_end(sha256_stream *s);

void sha256_hex(char out[65], sha256 digest); // lower case, ended by zero
