// The escaping writer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "reports/html.h"

static void written_is(void (*write)(html *), const char *expected) {
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    html *h = html_begin(&c);
    assert_non_null(h);
    write(h);
    span out;
    assert_int_equal(html_finish(&out, &a, h), STATUS_OK);
    html_end(h);
    assert_true(span_starts(out, SPAN("<!DOCTYPE html>\n")));
    assert_int_equal(out.length - 16, strlen(expected));
    assert_memory_equal(out.text + 16, expected, out.length - 16);
    arena_free(&a);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
}

static void text_and_attributes(html *h) {
    html_open(h, "p");
    html_attribute(h, "title", "\"><b a='1'>&");
    html_attribute_text(h, "id", SPAN("a\nb\"c"));
    html_text(h, SPAN("<script>alert(\"1\")</script> & \xD9\x85"));
    html_text(h, SPAN(""));
    html_close(h);
}

static void everything_is_escaped(void **state) {
    (void)state;
    written_is(text_and_attributes, "<p title=\"&quot;&gt;&lt;b a='1'&gt;&amp;\" id=\"a&#10;b&quot;c\">"
                                    "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; \xD9\x85</p>");
}

static void elements(html *h) {
    html_open(h, "div");
    html_leaf(h, "span", "class", "x", SPAN(""));
    html_open(h, "col");
    html_close(h);
    html_own(h, SPAN("<br/>"));
    html_close(h);
    html_close(h); // one too many does nothing
}

static void only_void_elements_have_no_end(void **state) {
    (void)state;
    written_is(elements, "<div><span class=\"x\"></span><col/><br/></div>");
}

static void nesting_has_an_end(void **state) {
    (void)state;
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    html *h = html_begin(&c);
    for (int i = 0; i < 100; i++) {
        html_open(h, "div");
    }
    span out;
    assert_int_equal(html_finish(&out, &a, h), STATUS_INTERNAL);
    html_end(h);
    html_end(NULL);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_escaped),
        cmocka_unit_test(only_void_elements_have_no_end),
        cmocka_unit_test(nesting_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
