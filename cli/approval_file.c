// SPDX-License-Identifier: GPL-3.0-or-later
#include "approval_file.h"

#include <jansson.h>
#include <string.h>

approval approval_file_read(arena *a, int folder, const char *pairing_id) {
    approval result = {.by = SPAN(""), .at = SPAN("")};
    span bytes;
    if (file_read(&bytes, a, folder, APPROVAL_NAME, FILE_NO_LINK) != FILE_FINE) {
        return result;
    }
    json_t *root = json_loadb(bytes.text, bytes.length, JSON_REJECT_DUPLICATES, NULL);
    const char *format, *of, *by, *at;
    if (json_unpack_ex(root, NULL, JSON_STRICT, "{s:s, s:s, s:s, s:s}", "format", &format, "pairing", &of, "by", &by, "at", &at) == 0 &&
        strcmp(format, "mentorpair.approval/1") == 0 && strcmp(of, pairing_id) == 0) {
        const span by_copy = arena_copy(a, span_of(by)), at_copy = arena_copy(a, span_of(at));
        if (by_copy.text != NULL && at_copy.text != NULL) {
            result = (approval){.by = by_copy, .at = at_copy};
        }
    }
    json_decref(root);
    return result;
}
