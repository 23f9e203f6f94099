#!/usr/bin/env python3
"""review.html and cohort-report.html in a real Chromium, from file://, as the chairs use them; then the saved decisions.csv is matched again.
SPDX-License-Identifier: GPL-3.0-or-later"""
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from chrome import PROGRAM, Page, axe_source, browser, counts, expect, match


def check_marks(page, pairing):
    total = len(pairing["pairs"])
    expect("every pair is there", len(page.all("tbody.pair")) == total)
    fits = [int(row.get_attribute("data-fit")) for row in page.all("tbody.pair")]
    expect("the weakest first", fits == sorted(fits))
    expect("the pin from before is chosen", page.all("tbody.pair[data-pinned='1']")[0].find_element(By.CSS_SELECTOR, "input[value=pin]").is_selected())
    page.key(1, "a")
    expect("A approves", page.mark(1) == "approve")
    expect("progress", f"2 of {total} reviewed" in page.one("#progress").text, page.one("#progress").text)
    page.key(1, "a")
    expect("again clears it", page.mark(1) == "")
    page.key(1, "v")
    page.key(1, "u")
    expect("U undoes", page.mark(1) == "")
    page.press("#pair-1 .choice .veto input")
    expect("a click vetoes", page.mark(1) == "veto")
    page.press("#pair-1 .choice .veto input")
    expect("a second click clears", page.mark(1) == "")
    page.key(3, "j")
    after = page.run("return document.activeElement.id")
    expect("J goes on", after.startswith("pair-") and after != "pair-3", after)
    page.driver.switch_to.active_element.send_keys("k")
    expect("K goes back", page.run("return document.activeElement.id") == "pair-3")
    page.key(3, Keys.ENTER)
    expect("Enter opens the details", "open" in page.one("#pair-3").find_element(By.XPATH, "..").get_attribute("class"))
    expect("and says so", page.one("#pair-3 [data-do=details]").get_attribute("aria-expanded") == "true")
    page.key(3, "/")
    expect("/ finds", page.run("return document.activeElement.id") == "find")
    page.press("#keys")
    page.key(5, "a")
    expect("keys can be switched off", page.mark(5) == "")
    page.press("#keys")


def check_filters(page, pairing):
    total = len(pairing["pairs"])
    page.write("#show", "weak")
    weak = page.shown()
    expect("weak ones only", 0 < len(weak) < total)
    expect("which is said", f"Showing {len(weak)} of {total} pairs" in page.one("#shown").text)
    page.write("#stage", "Student")
    expect("filters combine", len(page.shown()) <= len(weak))
    page.write("#show", "")
    page.write("#stage", "")
    page.write("#find", "zamora")
    expect("finds a name", 0 < len(page.shown()) < total)
    page.write("#find", "")
    page.write("#area", "Acquisitions")
    expect("an area", 0 < len(page.shown()) < total)
    page.write("#area", "")
    expect("all again", len(page.shown()) == total)
    page.press("[data-sort=no]")
    expect("sorted by number", page.shown() == sorted(page.shown()))
    expect("which is marked", page.one("[data-sort=no]").find_element(By.XPATH, "..").get_attribute("aria-sort") == "ascending")
    page.press("[data-sort=no]")
    expect("and back", page.shown() == sorted(page.shown(), reverse=True))
    page.press("[data-sort=mentee]")
    expect("by the mentee's name: the order of the numbers", page.shown() == sorted(page.shown()))
    page.press("[data-sort=mentor]")
    ranks = page.run("return Array.from(document.querySelectorAll('tbody.pair')).map(function (r) { return Number(r.dataset.rankMentor) })")
    expect("by the mentor's name", ranks == sorted(ranks))
    page.press("[data-sort=decision]")
    marked = [page.mark(number) for number in page.shown()]
    expect("by decision: what is open first", marked[0] == "" and marked == sorted(marked, key=["", "veto", "pin", "approve"].index))
    page.press("[data-sort=fit]")
    page.press("#hide-names")
    expect("names can be hidden", page.run("return getComputedStyle(document.querySelector('.who')).visibility") == "hidden")
    page.press("#hide-names")


def saved(page, downloads, tries=60):
    path = os.path.join(downloads, "decisions.csv")
    if os.path.exists(path):
        os.remove(path)
    page.press("[data-do=save]")
    for _ in range(tries):
        if os.path.exists(path):
            with open(path, "rb") as file:
                return file.read()
        time.sleep(0.1)
    return b""


def expected_file(rows, pairing_id):
    lines = [["decision", "mentee", "mentor", "reason", "pairing"]] + [row + [pairing_id] for row in rows]
    return ("\ufeff" + "".join(",".join('"{}"'.format(cell.replace('"', '""')) for cell in line) + "\r\n" for line in lines)).encode("utf-8")


def check_saving(page, pairing, downloads):
    pairs = {int(row.get_attribute("data-no")): row for row in page.all("tbody.pair")}
    pinned = next(n for n, row in pairs.items() if row.get_attribute("data-pinned") == "1")
    pairing_id = page.one("body").get_attribute("data-pairing")
    open_pairs = [n for n in sorted(pairs) if n != pinned]
    vetoed, other = open_pairs[0], open_pairs[1]
    reason = 'She said "no",\nand =1+1'
    page.key(vetoed, "v")
    page.write(f"#pair-{vetoed} .reason textarea", "=" + reason)
    page.key(other, "a")
    earlier = [[d["decision"], d["mentee"] or "", d["mentor"] or "", d["reason"]] for d in pairing["decisions"]
               if d["decision"] != "pin" or not any(p["mentee"] == d["mentee"] and p["mentor"] == d["mentor"] for p in pairing["pairs"])]
    pins = [["pin", d["mentee"], d["mentor"], d["reason"]] for d in pairing["decisions"]
            if d["decision"] == "pin" and any(p["mentee"] == d["mentee"] and p["mentor"] == d["mentor"] for p in pairing["pairs"])]
    row = pairs[vetoed]
    marks = {vetoed: ["veto", row.get_attribute("data-mentee"), row.get_attribute("data-mentor"), "'=" + reason], pinned: pins[0]}
    wanted = expected_file(earlier + [marks[n] for n in sorted(marks)], pairing_id)
    found = saved(page, downloads)
    expect("decisions.csv, byte for byte", found == wanted, f"\n{found!r}\n{wanted!r}")
    expect("what comes next", "mentorpair match" in page.one("#messages").text, page.one("#messages").text)


# A pair with an alternative whose mentor has one place, which another pair holds: (number, mentor, the other's number).
TAKEN = """
var places = {}, holder = {};
document.querySelectorAll('#people li[data-role=mentor]').forEach(function (p) { places[p.dataset.id] = Number(p.dataset.places); });
document.querySelectorAll('tbody.pair').forEach(function (r) { holder[r.dataset.mentor] = r; });
for (const row of document.querySelectorAll('tbody.pair')) {
  for (const other of row.querySelectorAll('.details tr[data-mentor]')) {
    const taken = holder[other.dataset.mentor];
    if (taken && taken !== row && places[other.dataset.mentor] === 1 && taken.dataset.pinned !== '1') { return [Number(row.dataset.no), other.dataset.mentor, Number(taken.dataset.no)]; }
  }
}"""


def press_in(page, number, selector):
    page.run("document.querySelector(arguments[0]).closest('tbody').querySelector(arguments[1]).click()", f"#pair-{number}", selector)


def check_contradiction(page, downloads):
    number, mentor, taken = page.run(TAKEN)
    press_in(page, number, f"tr[data-mentor='{mentor}'] [data-do=pin-instead]")
    expect("pinned instead", "Pinned instead" in page.one(f"#pair-{number} .said").text)
    press_in(page, taken, ".choice .pin input")
    for beside in (number, taken):
        said = page.one(f"#pair-{beside} .said").text
        expect("two pins over a capacity are said at once, beside both", "pinned 2 times and has 1 place" in said, said)
    expect("and nothing is saved", saved(page, downloads, 5) == b"" and "contradict" in page.one("#messages").text)
    press_in(page, taken, ".choice .veto input")
    press_in(page, number, f"tr[data-mentor='{mentor}'] [data-do=left-mentor], [data-do=left-mentor]")
    page.press("[data-do=undo]")
    page.press("[data-do=undo]")
    page.press("[data-do=undo]")
    expect("undone", page.one(f"#pair-{number} .said").text == "" and page.one(f"#pair-{taken} .said").text == "", page.one(f"#pair-{number} .said").text)
    expect("the button says so too", page.run("return document.querySelectorAll('[data-do=pin-instead][aria-pressed=true]').length") == 0)


def start_again(page, path):
    page.run("localStorage.clear(); document.querySelectorAll('[data-do=forget]')[0].click(); window.addEventListener('beforeunload', function (e) { e.stopImmediatePropagation() }, true)")
    page.driver.get("about:blank")
    page.driver.get("file://" + path)
    expect("forgotten", page.run("return localStorage.length") <= 1)


def earlier_of(pairing):
    paired = {(p["mentee"], p["mentor"]) for p in pairing["pairs"]}
    return [[d["decision"], d["mentee"] or "", d["mentor"] or "", d["reason"]] for d in pairing["decisions"]
            if d["decision"] != "pin" or (d["mentee"], d["mentor"]) not in paired]


def check_everything_in_the_file(page, pairing, downloads):
    """A veto, another mentor, a mentor who has left, somebody without a mentor pinned, and lines of a file that stand in no row."""
    pinned = {p["mentor"] for p in pairing["pairs"] if p["pinned"]}
    number, mentor, _ = page.run(TAKEN)
    rows = {int(r["no"]): r for r in page.run("return Array.from(document.querySelectorAll('tbody.pair')).map(function (r) { return Object.assign({}, r.dataset) })")}
    unpaired = page.run("return Array.from(document.querySelectorAll('tr.unpaired [data-do=pin-unpaired]')).map(function (b) { return [b.closest('tr').dataset.mentee, b.dataset.mentor] })")
    taken = pinned | {mentor}
    pin = next(u for u in unpaired if u[1] not in taken)
    leaver = next(n for n, r in sorted(rows.items()) if n != number and r["mentor"] not in taken | {pin[1]})
    veto = next(n for n, r in sorted(rows.items()) if n not in (number, leaver) and r["pinned"] != "1")
    page.key(veto, "v")
    page.write(f"#pair-{veto} .reason textarea", "@work")
    press_in(page, number, f"tr[data-mentor='{mentor}'] [data-do=pin-instead]")
    page.run("document.querySelectorAll('tr.unpaired [data-do=pin-unpaired]').forEach(function (b) { if (b.closest('tr').dataset.mentee === " + repr(pin[0]) + ") { b.click() } })")
    press_in(page, leaver, "[data-do=left-mentor]")
    press_in(page, leaver, "[data-do=left-mentor]")
    theirs = os.path.join(downloads, "theirs.csv")
    gone = next(u["mentee"] for u in pairing["unmatched_mentees"] if u["mentee"] != pin[0])
    strangers = next([u["mentee"], p["mentor"]] for u in pairing["unmatched_mentees"] for p in pairing["pairs"] if u["mentee"] not in (pin[0], gone))
    with open(theirs, "w", encoding="utf-16") as file:
        file.write(f"decision\tmentee\tmentor\treason\tpairing\nveto\t{strangers[0]}\t{strangers[1]}\t'=no\tabc\nwithdraw\t{gone}\t\t\t\n\t\t\tnothing\t\n")
    page.one("#file").send_keys(theirs)
    time.sleep(0.4)
    expect("what stands in no row is taken over", "2 decisions were taken over. 1 was taken on another pairing." in page.one("#messages").text, page.one("#messages").text)
    marks = {n: ["pin", r["mentee"], r["mentor"], next(d["reason"] for d in pairing["decisions"] if d["mentee"] == r["mentee"] and d["mentor"] == r["mentor"])]
             for n, r in rows.items() if r["pinned"] == "1"}
    marks[veto] = ["veto", rows[veto]["mentee"], rows[veto]["mentor"], "'@work"]
    wanted = earlier_of(pairing) + [["veto", strangers[0], strangers[1], "'=no"]] + [marks[n] for n in sorted(marks)] + \
        [["pin", rows[number]["mentee"], mentor, ""], ["pin", pin[0], pin[1], ""], ["withdraw", "", rows[leaver]["mentor"], ""], ["withdraw", gone, "", ""]]
    found = saved(page, downloads)
    expect("everything, byte for byte", found == expected_file(wanted, page.one("body").get_attribute("data-pairing")),
           f"\n{found.decode('utf-8')}\n{wanted!r}")
    page.press("[data-do=keep]")
    page.driver.refresh()
    page.accept()
    expect("and kept on this computer when asked", saved(page, downloads) == found)
    page.press("#hide-names")
    name = page.run("return document.querySelector('#people li[data-id=\"' + arguments[0] + '\"][data-role=mentor]').textContent", mentor)
    expect("hidden names stand in no note", name not in page.one(f"#pair-{number} .said").text and "pair" in page.one(f"#pair-{number} .said").text, page.one(f"#pair-{number} .said").text)
    page.press("#hide-names")
    return wanted


def check_leaving_and_loading(page, downloads, pairing):
    number = [int(row.get_attribute("data-no")) for row in page.all("tbody.pair") if row.get_attribute("data-pinned") != "1"][-1]
    page.key(number, Keys.ENTER)
    row = page.one(f"#pair-{number}").find_element(By.XPATH, "..")
    leaves = row.find_element(By.CSS_SELECTOR, "[data-do=left-mentor]")
    page.run("arguments[0].click()", leaves)
    expect("asks before somebody has left", "Yes," in leaves.text, leaves.text)
    page.run("arguments[0].click()", leaves)
    expect("then says it", "Has left:" in page.one(f"#pair-{number} .said").text)
    page.run("arguments[0].click()", leaves)
    expect("and can take it back", page.one(f"#pair-{number} .said").text == "")
    first = pairing["pairs"][0]
    load = os.path.join(downloads, "theirs.csv")
    with open(load, "w", encoding="utf-8") as file:
        file.write(f"decision;mentee;mentor;reason\nveto;{first['mentee']};{first['mentor']};no\n")
    target = next(r for r in page.all("tbody.pair") if r.get_attribute("data-mentee") == first["mentee"] and r.get_attribute("data-mentor") == first["mentor"])
    page.run("if (document.querySelector(arguments[0] + ' .choice input:checked')) document.querySelector(arguments[0] + ' .choice input:checked').click()",
             "#pair-" + target.get_attribute("data-no"))
    page.one("#file").send_keys(load)
    time.sleep(0.4)
    expect("a file is merged", page.mark(target.get_attribute("data-no")) == "veto", page.one("#messages").text)
    page.key(target.get_attribute("data-no"), "p")
    page.one("#file").send_keys(load)
    time.sleep(0.4)
    expect("a differing mark is a choice", "in the file veto" in page.one("#messages").text, page.one("#messages").text)
    page.run("document.querySelectorAll('#messages button')[1].click()")
    expect("the file's can be taken", page.mark(target.get_attribute("data-no")) == "veto")


def check_views_and_keeping(page, path):
    page.run("location.hash = '#unpaired'")
    time.sleep(0.2)
    expect("the view without a mentor", page.one("#unpaired").is_displayed() and not page.one("#pairs").is_displayed())
    page.run("location.hash = '#free'")
    time.sleep(0.2)
    expect("the view of free places", page.one("#free").is_displayed())
    page.run("location.hash = '#pairs'")
    time.sleep(0.2)
    page.key(7, "a") if page.mark(7) != "approve" else None
    kept = page.run("return Object.keys(localStorage).map(function (k) { return localStorage.getItem(k) }).join()")
    expect("marks are kept by number only", '"7":"approve"' in kept and "@example.org" not in kept, kept[:300])
    page.run("window.onbeforeunload = null")
    page.driver.get("file://" + path)
    page.accept()
    expect("and are there again", page.mark(7) == "approve")


def check_circle(folder, downloads, wanted):
    shutil.copy(os.path.join(downloads, "decisions.csv"), os.path.join(folder, "decisions.csv"))
    after = match(folder)
    paired = {(p["mentee"], p["mentor"]) for p in after["pairs"]}
    for decision, mentee, mentor, _ in wanted:
        if decision == "withdraw":
            expect("who has left is in no pair", not any(p[0] == mentee or p[1] == mentor for p in paired), f"{mentee}{mentor}")
        else:
            expect(f"the {decision} holds", ((mentee, mentor) in paired) == (decision == "pin"), f"{mentee} {mentor}")
    expect("the reasons are read without their guard", "@work" in [d["reason"] for d in after["decisions"]], str(after["decisions"]))
    expect("the pairing before is kept", os.path.exists(os.path.join(folder, "out.previous", "pairing.json")))
    with open(os.path.join(folder, "out", "review.html"), encoding="utf-8") as file:
        text = file.read()
    expect("the new page says what is new and what is kept", ">new<" in text and ">kept<" in text and ">as you decided<" in text)


def check_without_scripts(path, downloads, pairing):
    driver = browser(downloads, scripts=False)
    try:
        page = Page(driver, path)
        expect("without scripts every row is there", len(page.shown()) == len(pairing["pairs"]))
        expect("with its details", len([d for d in page.all("tr.details") if d.is_displayed()]) == len(pairing["pairs"]))
        boxes = page.run("return Array.from(document.querySelectorAll('.box')).filter(function (b) { return b.getBoundingClientRect().width > 0 }).length")
        expect("and three boxes to tick", boxes == 3 * len(pairing["pairs"]), boxes)
        expect("the earlier pin's is ticked", len(page.all(".box.ticked")) == len([p for p in pairing["pairs"] if p["pinned"]]))
        expect("and no control", not any(e.is_displayed() for e in page.all("button:not(:disabled), .toolbar, .choice")[:40]))
        expect("in the order of the numbers", page.shown() == sorted(page.shown()))
    finally:
        driver.quit()


def check_hostile(scratch, driver):
    folder = os.path.join(scratch, "hostile")
    os.mkdir(folder)
    names = ['"><script>document.title="taken"</script>', "javascript:alert(1)", "=HYPERLINK(\"x\")", "A\u202eB", "</script><img src=x onerror=document.title='taken'>", "long " * 1000]
    for role, stage in (("mentors", "Senior"), ("mentees", "Student")):
        with open(os.path.join(folder, role + ".csv"), "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["name", "email", "career_stage", "areas", "goals", "institution"])
            for number, name in enumerate(names):
                out.writerow([name, f"{role}{number}@example.org", stage, "Maps", name, name + role])
    done = subprocess.run([PROGRAM, "match", folder, "--as-of", "2017-05-01"], capture_output=True, text=True, check=False)
    expect("hostile: match", done.returncode == 0, done.stderr)
    for document in ("review.html", "cohort-report.html"):
        page = Page(driver, os.path.join(folder, "out", document))
        expect(f"hostile: {document} keeps its title", "taken" not in driver.title, driver.title)
        expect(f"hostile: {document} has no element of theirs", not page.all("img") and "</script><img" in page.one("body").text)
        page.quiet(f"hostile: {document}")


def check_edges(scratch, driver):
    for name, mentors, mentees in (("nobody", [], []), ("no-pair", ["Student"], ["Senior"]), ("all-paired", ["Senior"], ["Student"])):
        folder = os.path.join(scratch, name)
        os.mkdir(folder)
        for role, stages in (("mentors", mentors), ("mentees", mentees)):
            with open(os.path.join(folder, role + ".csv"), "w", encoding="utf-8") as file:
                file.write("name,email,career_stage,areas,Gender\n" + "".join(f"{role} one,{role}@example.org,{stage},Maps,CANARY\n" for stage in stages))
        with open(os.path.join(folder, "program.yaml"), "w", encoding="utf-8") as file:
            file.write("career_stages: [Student, Senior]\nareas: [Maps]\nrules: { minimum_stage_gap: 1 }\nprivate: [Gender]\n")
        match(folder)
        page = Page(driver, os.path.join(folder, "out", "review.html"))
        expect(f"{name}: the rows", len(page.shown()) == (name == "all-paired"))
        expect(f"{name}: nothing private", "CANARY" not in driver.page_source)
        page.press("[data-do=save]")
        expect(f"{name}: saving answers", page.one("#messages").text.startswith("Saved"), page.one("#messages").text)
        page.quiet(name)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        folder, downloads = os.path.join(scratch, "alcts"), os.path.join(scratch, "downloads")
        os.mkdir(downloads)
        shutil.copytree("samples/alcts-2017", folder, ignore=shutil.ignore_patterns("out*", "journal"))
        pairing, path = match(folder), os.path.join(folder, "out", "review.html")
        driver = browser(downloads)
        try:
            page = Page(driver, path)
            check_marks(page, pairing)
            check_filters(page, pairing)
            check_saving(page, pairing, downloads)
            check_contradiction(page, downloads)
            check_leaving_and_loading(page, downloads, pairing)
            check_views_and_keeping(page, path)
            start_again(page, path)
            wanted = check_everything_in_the_file(page, pairing, downloads)
            page.quiet("review.html")
            axe = axe_source()
            page.accessible("review.html", axe)
            page.press("#pair-3 [data-do=details]")
            page.accessible("review.html with details", axe)
            report = Page(driver, os.path.join(folder, "out", "cohort-report.html"))
            expect("the report leads to the page", report.one("a.to-review").is_displayed())
            report.run("document.querySelectorAll('details').forEach(function (d) { d.open = true })")
            report.accessible("cohort-report.html", axe)
            report.quiet("cohort-report.html")
            check_hostile(scratch, driver)
            check_edges(scratch, driver)
        finally:
            driver.quit()
        check_without_scripts(path, downloads, pairing)
        check_circle(folder, downloads, wanted)
    print(f"{counts[True]} passed, {counts[False]} failed")
    sys.exit(counts[False] > 0)


main()
