// SHA-256 by nettle, which allocates nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"

#include <nettle/sha2.h>

_Static_assert(sizeof((sha256){0}.bytes) == SHA256_DIGEST_SIZE, "a SHA-256 digest has 32 bytes");

_Static_assert(sizeof(struct sha256_ctx) <= sizeof((sha256_stream){0}.state), "nettle's state fits");

// Nettle's state at home in the stream's room, which is aligned for it.
static struct sha256_ctx *state_of(sha256_stream *s) {
    return (struct sha256_ctx *)(void *)s->state;
}

void sha256_begin(sha256_stream *s) {
    sha256_init(state_of(s));
}

void sha256_put(sha256_stream *s, span bytes) {
    if (bytes.length > 0) {
        sha256_update(state_of(s), bytes.length, (const uint8_t *)bytes.text);
    }
}

sha256 sha256_end(sha256_stream *s) {
    sha256 digest;
    sha256_digest(state_of(s), sizeof digest.bytes, digest.bytes);
    return digest;
}

sha256 sha256_of_parts(const span *parts, size_t count) {
    sha256_stream s = {.state = {0}};
    sha256_begin(&s);
    for (size_t i = 0; i < count; i++) {
        sha256_put(&s, parts[i]);
    }
    return sha256_end(&s);
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
