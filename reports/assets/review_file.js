// SPDX-License-Identifier: GPL-3.0-or-later
// decisions.csv: written and read. Nothing here knows the page, but for its first lines: they stand before the rows, so that these are
// laid out once; and where a script breaks, the page is the one without scripts.
"use strict";
document.body.classList.add("scripted");
window.addEventListener("error", function () { document.body.classList.remove("scripted"); });
var decisionsFile = (function () {
  var RISKY = /^[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/, GUARDED = /^'[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/;

  // Spreadsheets take some first signs for a formula: a ' stands before them, and is taken off when the file is read.
  function cell(words) { return "\"" + (RISKY.test(words) ? "'" : "") + words.replace(/"/g, "\"\"") + "\""; }

  function write(decisions, pairing) {
    var lines = [["decision", "mentee", "mentor", "reason", "pairing"]];
    decisions.forEach(function (d) { lines.push([d.decision, d.mentee, d.mentor, d.reason, pairing]); });
    return "\uFEFF" + lines.map(function (line) { return line.map(cell).join(",") + "\r\n"; }).join("");
  }

  function separatorOf(words) {
    var first = words.split(/[\r\n]/)[0], best = ",";
    [";", "\t"].forEach(function (sign) { if (first.split(sign).length > first.split(best).length) { best = sign; } });
    return best;
  }

  function table(words) {
    var lines = [], line = [], value = "", quoted = false, separator, i, c;
    words = words.replace(/^\uFEFF/, "").replace(/^sep=.[\r\n]+/, "");
    separator = separatorOf(words);
    function end() { line.push(value); lines.push(line); line = []; value = ""; }
    for (i = 0; i < words.length; i++) {
      c = words[i];
      if (quoted && c === "\"" && words[i + 1] === "\"") { value += c; i++; }
      else if (c === "\"" && (quoted || value === "")) { quoted = !quoted; }
      else if (!quoted && c === separator) { line.push(value); value = ""; }
      else if (!quoted && (c === "\n" || c === "\r")) { if (c === "\r" && words[i + 1] === "\n") { i++; } end(); }
      else { value += c; }
    }
    if (value !== "" || line.length) { end(); }
    return lines;
  }

  // Null where the columns are not those of decisions.csv.
  function read(words) {
    var lines = table(words), head = (lines.shift() || []).map(function (name) { return name.trim().toLowerCase(); });
    if (["decision", "mentee", "mentor"].some(function (name) { return head.indexOf(name) < 0; })) { return null; }
    function at(line, name) {
      var value = line[head.indexOf(name)] || "";
      return GUARDED.test(value) ? value.slice(1) : value;
    }
    return lines.map(function (line) {
      return { decision: at(line, "decision").trim().toLowerCase(), mentee: at(line, "mentee").trim(), mentor: at(line, "mentor").trim(),
        reason: at(line, "reason"), pairing: at(line, "pairing").trim() };
    }).filter(function (d) { return /^(pin|veto|withdraw|approve)$/.test(d.decision); });
  }

  return { write: write, read: read };
}());
