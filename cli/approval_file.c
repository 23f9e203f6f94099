// SPDX-License-Identifier: GPL-3.0-or-later
#include "approval_file.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

file_fault approval_file_write(arena *a, int folder, const char *pairing_id, span by, span at) {
    static const char FRESH[] = "." APPROVAL_NAME ".new";
    json_t *root = json_pack("{s:s, s:s, s:s%, s:s%}", "format", "mentorpair.approval/1", "pairing", pairing_id, "by", by.text, by.length, "at", at.text,
                             at.length);
    char *text = root == NULL ? NULL : json_dumps(root, JSON_INDENT(2));
    const span bytes = text == NULL ? (span){NULL, 0} : arena_format(a, "%s\n", text);
    free(text);
    json_decref(root);
    if (bytes.text == NULL) {
        return FILE_NO_MEMORY;
    }
    (void)unlinkat(folder, FRESH, 0); // of a run that was killed
    file_fault failed = file_write_new(folder, FRESH, bytes);
    if (failed == FILE_FINE && renameat(folder, FRESH, folder, APPROVAL_NAME) != 0) {
        failed = file_fault_of(errno);
    }
    if (failed != FILE_FINE) {
        (void)unlinkat(folder, FRESH, 0);
        return failed;
    }
    return file_flush_folder(folder);
}
