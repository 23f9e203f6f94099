"""Chromium driven by Debian's Python, a page in it, and axe-core.
SPDX-License-Identifier: GPL-3.0-or-later"""
import json
import os
import shutil
import subprocess

from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.by import By

PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build/release"), "mentorpair"))
counts = {True: 0, False: 0}


def expect(what, holds, said=""):
    counts[bool(holds)] += 1
    if not holds:
        print(f"FAILED {what}\n  {said}")


def browser(downloads, scripts=True):
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,1400"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    preferences = {"download.default_directory": downloads, "download.prompt_for_download": False,
                   "profile.default_content_setting_values.automatic_downloads": 1}
    if not scripts:
        preferences["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", preferences)
    return webdriver.Chrome(options=options)


def match(folder):
    done = subprocess.run([PROGRAM, "match", folder, "--as-of", "2017-05-01T12:00", "--set-aside-invalid"], capture_output=True, text=True, check=False)
    expect("match", done.returncode == 0, done.stderr)
    with open(os.path.join(folder, "out", "pairing.json"), encoding="utf-8") as file:
        return json.load(file)


class Page:
    def __init__(self, driver, path):
        self.driver = driver
        driver.get("file://" + path)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def press(self, selector):
        self.run("arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", self.one(selector))

    def key(self, number, key):
        row = self.one(f"#pair-{number}")
        self.run("arguments[0].focus()", row)
        row.send_keys(key)

    def mark(self, number):
        return self.run("var c = document.querySelector(arguments[0] + ' .choice input:checked'); return c ? c.value : ''", f"#pair-{number}")

    def write(self, selector, words):
        self.run("var e = document.querySelector(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('input', {bubbles: true})); "
                 "e.dispatchEvent(new Event('change', {bubbles: true}))", selector, words)

    def shown(self):
        return self.run("return Array.from(document.querySelectorAll('tbody.pair')).filter(function (r) { return r.offsetParent !== null }).map(function (r) { return Number(r.dataset.no) })")

    def accept(self):
        try:
            self.driver.switch_to.alert.accept()
        except NoAlertPresentException:
            pass

    def quiet(self, what):
        log = [entry for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        expect(f"{what}: no error of scripts or of the policy", not log, str(log)[:600])
        asked = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        out = {message["params"]["request"]["url"] for message in asked if message["method"] == "Network.requestWillBeSent"}
        expect(f"{what}: no network", all(url.startswith(("file:", "blob:", "data:")) for url in out), str(out))

    def accessible(self, what, axe):
        self.run(axe)
        found = self.driver.execute_async_script(
            "var done = arguments[arguments.length - 1]; axe.run(document, {resultTypes: ['violations']}).then(function (r) {"
            "done(r.violations.map(function (v) { return v.id + ': ' + v.nodes.slice(0, 3).map(function (n) { return n.html.slice(0, 160) }).join(' | ') }))"
            "}, function (e) { done([String(e)]) })")
        expect(f"{what}: axe-core finds nothing", found == [], "\n  ".join(found))


def axe_source():
    """axe-core at the version and with the digest of package-lock.json; where it cannot be had, the test has failed."""
    here, room = os.path.dirname(os.path.abspath(__file__)), os.path.abspath("build/browser")
    script = os.path.join(room, "node_modules", "axe-core", "axe.min.js")
    os.makedirs(room, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(os.path.join(here, name), room)
    if not os.path.exists(script):
        for left in (2, 1, 0):
            try:
                subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=room, check=True, capture_output=True, timeout=60)
                break
            except (OSError, subprocess.SubprocessError) as problem:
                print(f"axe-core could not be fetched{', trying again' if left else ''}: {problem}")
        if not os.path.exists(script):
            expect("accessibility is examined", False, "axe-core could not be fetched")
            return "window.axe = {run: function () { return Promise.resolve({violations: []}) }}" # the other tests go on
    with open(script, encoding="utf-8") as file:
        return file.read()
