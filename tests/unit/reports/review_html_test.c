// The chairs' page as a document, before any script runs: everything stands in it, everything is escaped, and what was
// decided before is marked.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_fixture.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>

static span review_of(made *m) {
    span out;
    assert_int_equal(report_review(&out, &m->a, m->c, &m->request), STATUS_OK);
    return out;
}

static int count(span page, const char *path) {
    htmlDocPtr p = htmlReadMemory(page.text, (int)page.length, "page", "UTF-8",
                                  HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    assert_non_null(p);
    xmlXPathContextPtr c = xmlXPathNewContext(p);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)path, c);
    assert_non_null(found);
    int number = found->nodesetval == NULL ? 0 : found->nodesetval->nodeNr;
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(c);
    xmlFreeDoc(p);
    return number;
}

static void words_of_applicants_stay_words(void **state) {
    (void)state;
    made *m = match(PROGRAM, "\"\"\"><script>alert(1)</script>\",a@x.org,Senior,Acquisitions,</script><img src=x>,2,\n",
                    "]]>--><!--,d@x.org,Mid-career,Acquisitions,x' y='z,,\njavascript:x,e@x.org,Mid-career,Acquisitions,,,\n",
                    NULL);
    span page = review_of(m);
    assert_int_equal(count(page, "//img | //iframe | //object | //form | //link | //base"), 0);
    assert_int_equal(count(page, "//script"), 2);
    assert_int_equal(count(page, "//@*[starts-with(name(), 'on')] | //@style | //@src"), 0);
    assert_int_equal(count(page, "//@href[not(starts-with(., '#') or . = 'cohort-report.html')]"), 0);
    assert_int_equal(count(page, "//tbody[@class='pair']"), 2);
    assert_int_equal(count(page, "//meta[contains(@content, \"script-src 'sha256-\") and not(contains(@content, 'unsafe'))]"), 1);
    unmake(m);
}

static void what_was_decided_stands_in_the_page(void **state) {
    (void)state;
    static const char DECISIONS[] = "decision,mentee,mentor,reason\npin,d@x.org,a@x.org,Both asked\nveto,e@x.org,a@x.org,\"Same, team\"\n"
                                    "withdraw,,c@x.org,moved\n";
    char program_yaml[sizeof PROGRAM + 40];
    strcat(strcpy(program_yaml, PROGRAM), "committee: [A@x.org]\n");
    made *m = match(program_yaml,
                    "Ada,a@x.org,Senior,Acquisitions,I,1,\nBert,b@x.org,Senior,Acquisitions,J,1,\nCleo,c@x.org,Senior,Acquisitions,K,1,\n",
                    "Dora,d@x.org,Mid-career,Acquisitions,L,1,\nEmil,e@x.org,Mid-career,Acquisitions,M,1,\n", DECISIONS);
    span page = review_of(m);
    assert_int_equal(count(page, "//tbody[@data-pinned='1']//input[@value='pin'][@checked]"), 1);
    assert_int_equal(count(page, "//tbody[@data-pinned='1']//textarea[. = 'Both asked']"), 1);
    assert_int_equal(count(page, "//*[@data-box='pin'][contains(@class, 'ticked')]"), 1);
    assert_int_equal(count(page, "//*[@id='earlier']//li[@data-decision='veto'][@data-reason='Same, team']"), 1);
    assert_int_equal(count(page, "//*[@id='earlier']//li[@data-decision='withdraw'][@data-mentor='c@x.org']"), 1);
    assert_int_equal(count(page, "//*[@id='earlier']//li"), 2);
    assert_int_equal(count(page, "//*[starts-with(., 'committee member')][@class='word alarm']"), 1);
    assert_false(holds(page, ">kept<"));
    m->request.previous = &m->pairing; // against itself: nothing is new
    page = review_of(m);
    assert_true(holds(page, ">kept<") && holds(page, ">as you decided<") && !holds(page, ">new<"));
    unmake(m);
}

static void edges_have_their_words(void **state) {
    (void)state;
    made *m = match(PROGRAM, "Ada,a@x.org,Student,Acquisitions,I,1,\n", "Dora,d@x.org,Senior,Acquisitions,L,1,\n", NULL);
    span page = review_of(m);
    assert_int_equal(count(page, "//tbody[@class='pair']"), 0);
    assert_true(holds(page, "There is no pair to review."));
    assert_int_equal(count(page, "//tr[@class='unpaired']"), 1);
    assert_true(span_equal(page, review_of(m)));
    unmake(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_applicants_stay_words),
        cmocka_unit_test(what_was_decided_stands_in_the_page),
        cmocka_unit_test(edges_have_their_words),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    xmlCleanupParser();
    return failed;
}
