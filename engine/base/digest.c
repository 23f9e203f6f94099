// SHA-256 by nettle, which allocates nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"

#include <nettle/sha2.h>

_Static_assert(sizeof((sha256){0}.bytes) == SHA256_DIGEST_SIZE, "a SHA-256 digest has 32 bytes");

sha256 sha256_of_parts(const span *parts, size_t count) {
    struct sha256_ctx state;
    sha256 digest;
    sha256_init(&state);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].length > 0) {
            sha256_update(&state, parts[i].length, (const uint8_t *)parts[i].text);
        }
    }
    sha256_digest(&state, sizeof digest.bytes, digest.bytes);
    return digest;
}

sha256 sha256_of_both(span first, span second) {
    return sha256_of_parts((const span[]){first, second}, 2);
}

sha256 sha256_of(span bytes) {
    return sha256_of_parts(&bytes, 1);
}

void sha256_hex(char out[65], sha256 digest) {
    static const char HEX_DIGITS[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof digest.bytes; i++) {
        out[2 * i] = HEX_DIGITS[digest.bytes[i] >> 4];
        out[2 * i + 1] = HEX_DIGITS[digest.bytes[i] & 15];
    }
    out[64] = '\0';
}
