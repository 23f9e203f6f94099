// Style sheets and the policy on them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html_policy.h"

#include <stdio.h>

#include "base/digest.h"

// Words in a style sheet's string: everything but ASCII letters, digits and blanks by number, so that nothing can end
// it.
span html_policy_quoted(scribe *s, span words) {
    char *out = scribe_room(s, words.length * 9 + 3, 1);
    size_t used = 0;
    if (out == NULL) {
        return SPAN("");
    }
    out[used++] = '"';
    for (size_t at = 0; at < words.length;) {
        uint32_t c = text_next(words, &at);
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ';
        if (plain) {
            out[used++] = (char)c;
        } else {
            used += (size_t)sprintf(out + used, "\\%06X ", (unsigned)c);
        }
    }
    out[used++] = '"';
    return (span){out, used};
}

span html_policy_pages(scribe *s, bool a4, span top_left, span top_right, span bottom_left) {
    span left = html_policy_quoted(s, top_left), right = html_policy_quoted(s, top_right);
    span foot = html_policy_quoted(s, bottom_left);
    return scribe_format(s,
                         "@page{size:%s;margin:46pt 48pt 44pt 48pt;"
                         "@top-left{content:%.*s}@top-right{content:%.*s;font-weight:700;color:#1A1D21}"
                         "@bottom-left{content:%.*s}"
                         "@bottom-right{content:\"Page \" counter(page) \" of \" counter(pages);color:#1A1D21}}\n",
                         a4 ? "A4" : "letter", SPAN_ARGS(left), SPAN_ARGS(right), SPAN_ARGS(foot));
}

span html_policy_hash(scribe *s, span sheet) {
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    sha256 digest = sha256_of(sheet);
    char out[45];
    size_t used = 0;
    for (size_t i = 0; i < sizeof digest.bytes; i += 3) {
        bool second = i + 1 < sizeof digest.bytes, third = i + 2 < sizeof digest.bytes;
        uint32_t group = (uint32_t)digest.bytes[i] << 16 | (second ? (uint32_t)digest.bytes[i + 1] << 8 : 0) |
                         (third ? digest.bytes[i + 2] : 0);
        out[used++] = DIGITS[group >> 18 & 63];
        out[used++] = DIGITS[group >> 12 & 63];
        out[used++] = second ? DIGITS[group >> 6 & 63] : '=';
        out[used++] = third ? DIGITS[group & 63] : '=';
    }
    return scribe_format(s, "sha256-%.*s", (int)used, out);
}
