// The page as a document: nothing in it but its own style sheet, everything escaped, every link with its place,
// well-formed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_fixture.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>

#include "base/digest.h"

static const char HOSTILE_MENTORS[] =
    "\"\"\"><script>alert(1)</script>\",a@x.org,Senior,Acquisitions; <img src=x onerror=alert(2)>,\"</style><b>\",,\n"
    "'=HYPERLINK(1),b@x.org,Senior,Acquisitions,javascript:alert(3),,\n"
    "\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF,c@x.org,Senior,Acquisitions,&amp;,,\n";
static const char HOSTILE_MENTEES[] = "]]>--><!--,d@x.org,Mid-career,\"Acquisitions; \"\"onload=\",x' y='z,,\n"
                                      "{{name}} ${7*7},e@x.org,Mid-career,Acquisitions,,,\n"
                                      "*bold* {0},f@x.org,Mid-career,Metadata,\"a\"\"b\",,\n";

static made *hostile(void) {
    return match(PROGRAM, HOSTILE_MENTORS, HOSTILE_MENTEES, NULL);
}

static xmlDocPtr parsed(span page) {
    assert_true(span_starts(page, SPAN("<!DOCTYPE html>\n")));
    xmlDocPtr tree_of_it =
        xmlReadMemory(page.text + 16, (int)page.length - 16, "page", "UTF-8", XML_PARSE_NONET | XML_PARSE_HUGE);
    assert_non_null(tree_of_it);
    return tree_of_it;
}

static int count(xmlDocPtr page, const char *path) {
    xmlXPathContextPtr c = xmlXPathNewContext(page);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)path, c);
    assert_non_null(found);
    int number = found->type == XPATH_NODESET ? (found->nodesetval == NULL ? 0 : found->nodesetval->nodeNr)
                                              : (int)found->floatval;
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(c);
    return number;
}

static void words_of_applicants_stay_words(void **state) {
    (void)state;
    made *m = hostile();
    span page = html_of(m);
    xmlDocPtr p = parsed(page);
    assert_int_equal(count(p, "//script | //img | //iframe | //object | //form | //link | //base"), 0);
    assert_int_equal(count(p, "//@*[starts-with(name(), 'on')]"), 0);
    assert_int_equal(count(p, "//@style"), 0);
    assert_int_equal(count(p, "//@href[not(starts-with(., '#') or . = 'review.html')] | //@src"), 0);
    assert_int_equal(count(p, "//style"), 1);
    assert_true(holds(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_true(holds(page, "<bdi>*bold* {0}</bdi>"));
    xmlFreeDoc(p);
    unmake(m);
}

static void links_and_ids_fit_together(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    xmlDocPtr p = parsed(html_of(m));
    assert_true(count(p, "//@href") > 8);
    assert_int_equal(count(p, "//@href[not(. = 'review.html' or substring(., 2) = //@id)]"), 0);
    assert_int_equal(count(p, "//@id[. = ../following::*/@id]"), 0);
    assert_int_equal(count(p, "//*[@aria-labelledby and not(substring-before(@aria-labelledby, ' ') = .//@id)]"), 0);
    assert_int_equal(count(p, "//h1"), 1);
    assert_int_equal(count(p, "//main"), 1);
    assert_int_equal(count(p, "//html[@lang='en']"), 1);
    assert_int_equal(count(p, "//table[not(caption)]"), 0);
    assert_int_equal(count(p, "//th[not(@scope)]"), 0);
    assert_int_equal(count(p, "//svg[@role='img'][not(title) or not(desc)]"), 0);
    assert_int_equal(count(p, "//figure[not(details//table)]"), 0);
    assert_int_equal(count(p, "//section[@id='pairs']//tbody/tr"), (int)m->pairing.pair_count);
    xmlFreeDoc(p);
    unmake(m);
}

static void the_policy_names_this_very_style_sheet(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    span page = html_of(m);
    size_t start = span_find(page, SPAN("<style>")) + 7, end = span_find(page, SPAN("</style>"));
    sha256 digest = sha256_of((span){page.text + start, end - start});
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char expected[80] = "style-src 'sha256-";
    size_t used = strlen(expected);
    uint32_t bits = 0;
    int have = 0;
    for (size_t i = 0; i < 32; i++) {
        bits = bits << 8 | digest.bytes[i];
        for (have += 8; have >= 6; have -= 6) {
            expected[used++] = DIGITS[bits >> (have - 6) & 63];
        }
    }
    expected[used++] = DIGITS[bits << (6 - have) & 63];
    strcpy(expected + used, "=';");
    assert_true(holds(page, expected));
    assert_true(holds(page, "content=\"default-src 'none'; style-src 'sha256-"));
    assert_true(holds(page, "base-uri 'none'; form-action 'none'\""));
    unmake(m);
}

static void a_name_cannot_leave_the_style_sheet(void **state) {
    (void)state;
    char program_yaml[sizeof PROGRAM + 100];
    strcpy(program_yaml, "program: { name: '</style><script>\"x\\0041' }\n");
    strcat(program_yaml, strchr(PROGRAM, '\n') + 1);
    made *m = match(program_yaml, MENTORS, MENTEES, NULL);
    span page = html_of(m);
    xmlDocPtr p = parsed(page);
    assert_int_equal(count(p, "//script"), 0);
    assert_true(
        holds(page, "content:\"\\00003C \\00002F style\\00003E \\00003C script\\00003E \\000022 x\\00005C 0041"));
    xmlFreeDoc(p);
    unmake(m);
}

static void same_pairing_same_bytes(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    assert_true(span_equal(html_of(m), html_of(m)));
    assert_true(span_equal(text_of(m), text_of(m)));
    unmake(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_applicants_stay_words),
        cmocka_unit_test(links_and_ids_fit_together),
        cmocka_unit_test(the_policy_names_this_very_style_sheet),
        cmocka_unit_test(a_name_cannot_leave_the_style_sheet),
        cmocka_unit_test(same_pairing_same_bytes),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    xmlCleanupParser();
    return failed;
}
