"use strict";
(function () {
  var body = document.body, pairing = body.dataset.pairing, store = "mentorpair " + pairing;
  var rows = Array.prototype.slice.call(document.querySelectorAll("tbody.pair"));
  var table = document.querySelector("table.pairs"), messages = document.getElementById("messages");
  var instead = [], left = [], undos = [], unsaved = false, keeps = false, askedForReasons = false;

  function all(selector, under) { return Array.prototype.slice.call((under || document).querySelectorAll(selector)); }
  function one(selector, under) { return (under || document).querySelector(selector); }
  function text(element, words) { element.textContent = words; return element; }
  function make(name, words) { return text(document.createElement(name), words || ""); }
  function many(count, word, words) { return count + " " + (count === 1 ? word : words); }
  function nameOf(row, role) { return one(role === "mentee" ? "th .who" : ".row > td:nth-child(3) .who", row).textContent; }
  function number(row) { return Number(row.dataset.no); }
  function mark(row) { var chosen = one(".choice input:checked", row); return chosen ? chosen.value : ""; }
  function reasonOf(row) { return one(".reason textarea", row).value; }

  // ---- marks ----

  function setMark(row, value) {
    all(".choice input", row).forEach(function (input) { input.checked = input.value === value; });
    row.classList.toggle("reasoned", value === "veto" || value === "pin");
  }

  function decide(row, value, remember) {
    var before = mark(row);
    if (remember !== false) { undos.push({ row: row, mark: row.dataset.now || "", instead: instead.slice(), left: left.slice() }); }
    if (value !== "") { instead = instead.filter(function (pin) { return pin.row !== row; }); }
    setMark(row, value);
    row.dataset.now = value;
    unsaved = unsaved || before !== value || remember !== false;
    changed();
  }

  function undo() {
    var last = undos.pop();
    if (!last) { return; }
    if (last.row) { setMark(last.row, last.mark); last.row.dataset.now = last.mark; }
    instead = last.instead;
    left = last.left;
    changed();
  }

  function remember() { undos.push({ row: null, instead: instead.slice(), left: left.slice() }); unsaved = true; }

  // ---- what goes into the file ----

  function earlier() {
    return all(".earlier li").filter(function (item) { return one("input", item).checked; }).map(function (item) {
      return { decision: item.dataset.decision, mentee: item.dataset.mentee, mentor: item.dataset.mentor, reason: item.dataset.reason, item: item };
    });
  }

  function decisions() {
    var list = earlier();
    rows.slice().sort(function (a, b) { return number(a) - number(b); }).forEach(function (row) {
      var value = mark(row);
      if (value === "veto" || value === "pin") {
        list.push({ decision: value, mentee: row.dataset.mentee, mentor: row.dataset.mentor, reason: reasonOf(row), row: row });
      }
    });
    instead.forEach(function (pin) { list.push({ decision: "pin", mentee: pin.mentee, mentor: pin.mentor, reason: "", row: pin.row, places: pin.places }); });
    left.forEach(function (who) {
      list.push({ decision: "withdraw", mentee: who.role === "mentee" ? who.id : "", mentor: who.role === "mentor" ? who.id : "", reason: "", row: who.row });
    });
    return list;
  }

  // Spreadsheets take some first characters for a formula: a ' stands before them, and is taken off again when the file is read.
  function cell(words) {
    var risky = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(words);
    return "\"" + (risky ? "'" : "") + words.replace(/"/g, "\"\"") + "\"";
  }

  function fileOf(list) {
    var lines = [["decision", "mentee", "mentor", "reason", "pairing"]];
    list.forEach(function (d) { lines.push([d.decision, d.mentee, d.mentor, d.reason, pairing]); });
    return "\uFEFF" + lines.map(function (line) { return line.map(cell).join(","); }).join("\r\n") + "\r\n";
  }

  // ---- contradictions ----

  function placesOf(role, id, among) {
    var found = rows.filter(function (row) { return row.dataset[role] === id; })[0];
    if (found) { return Number(found.dataset[role === "mentee" ? "placesMentee" : "placesMentor"]); }
    var pin = among.filter(function (d) { return d[role] === id && d.places; })[0];
    return pin && pin.places[role] ? pin.places[role] : 1;
  }

  function nameFor(role, id) {
    var found = rows.filter(function (row) { return row.dataset[role] === id; })[0];
    if (found) { return nameOf(found, role); }
    var other = all("[data-" + role + "]").filter(function (e) { return e.dataset[role] === id; })[0];
    var who = other && one(".who", other);
    return who ? who.textContent : id;
  }

  function contradictions() {
    var list = decisions(), pins = list.filter(function (d) { return d.decision === "pin"; }), found = [];
    ["mentee", "mentor"].forEach(function (role) {
      var ids = pins.map(function (d) { return d[role]; });
      ids.filter(function (id, at) { return ids.indexOf(id) === at; }).forEach(function (id) {
        var mine = pins.filter(function (d) { return d[role] === id; }), places = placesOf(role, id, pins);
        if (mine.length > places) {
          found.push({ of: mine, words: nameFor(role, id) + " is pinned " + mine.length + " times and has " + many(places, "place", "places") + "." });
        }
        if (list.some(function (d) { return d.decision === "withdraw" && d[role] === id; })) {
          found.push({ of: mine, words: nameFor(role, id) + " has left and is pinned." });
        }
      });
    });
    pins.forEach(function (pin) {
      var veto = list.filter(function (d) { return d.decision === "veto" && d.mentee === pin.mentee && d.mentor === pin.mentor; });
      if (veto.length > 0) { found.push({ of: [pin].concat(veto), words: "A pin and a veto of the same pair." }); }
    });
    return found;
  }

  function sayContradictions() {
    var found = contradictions();
    all(".said").forEach(function (place) { text(place, place.dataset.note || ""); });
    found.forEach(function (one_) {
      one_.of.forEach(function (d) {
        var place = d.row && one(".said", d.row);
        if (place) { text(place, one_.words); }
      });
    });
    return found;
  }

  // ---- progress ----

  function count(value) { return rows.filter(function (row) { return mark(row) === value; }).length; }

  function rectangle(x, width, fill) {
    var r = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    r.setAttribute("x", x); r.setAttribute("width", width); r.setAttribute("height", 18); r.setAttribute("fill", fill);
    return r;
  }

  function sayProgress() {
    var place = document.getElementById("progress"), approved = count("approve"), pinned = count("pin"), vetoed = count("veto");
    var done = approved + pinned + vetoed, total = rows.length, top = make("div"), bar, x = 0, list = make("ul");
    if (!place) { return; }
    place.textContent = "";
    top.className = "counts";
    top.appendChild(make("b", done + " of " + total + " reviewed"));
    top.appendChild(make("span", (total - done) + " to go"));
    place.appendChild(top);
    bar = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    bar.setAttribute("viewBox", "0 0 " + Math.max(total, 1) * 10 + " 18");
    bar.setAttribute("preserveAspectRatio", "none");
    bar.setAttribute("aria-hidden", "true");
    [[approved, "#14507A"], [pinned, "#A9C4DA"], [vetoed, "#9A3B00"]].forEach(function (part) {
      bar.appendChild(rectangle(x, part[0] * 10, part[1]));
      x += part[0] * 10;
    });
    place.appendChild(bar);
    list.appendChild(make("li", "\u2713 " + approved + " approved"));
    list.appendChild(make("li", "\u26B2 " + pinned + " pinned"));
    list.appendChild(make("li", "\u2715 " + vetoed + " vetoed"));
    place.appendChild(list);
  }

  function sayNotes() {
    rows.forEach(function (row) {
      var notes = instead.filter(function (pin) { return pin.row === row; }).map(function (pin) { return "Pinned instead: " + pin.name + "."; })
        .concat(left.filter(function (who) { return who.row === row; }).map(function (who) { return "Has left: " + who.name + "."; }));
      one(".said", row).dataset.note = notes.join(" ");
    });
    all("tr.unpaired").forEach(function (row) {
      var notes = instead.filter(function (pin) { return pin.row === row; }).map(function (pin) { return "Pinned with " + pin.name + "."; })
        .concat(left.filter(function (who) { return who.row === row; }).map(function () { return "Has left."; }));
      one(".said", row).dataset.note = notes.join(" ");
    });
  }

  // ---- keeping ----

  function storage() { try { return window.localStorage; } catch (e) { return null; } }

  function keep() {
    var place = document.getElementById("kept"), box = storage(), marks = {}, now = new Date();
    rows.forEach(function (row) { if (mark(row)) { marks[number(row)] = mark(row); } });
    var kept = { marks: marks };
    if (keeps) {
      kept.reasons = {};
      rows.forEach(function (row) { if (reasonOf(row)) { kept.reasons[number(row)] = reasonOf(row); } });
      kept.left = left.map(function (who) { return { role: who.role, id: who.id, no: who.row.dataset.no || "" }; });
      kept.keeps = true;
    }
    try {
      box.setItem(store, JSON.stringify(kept));
      text(place, (keeps ? "Kept on this computer" : "Marks kept in this browser") + "; " + ("0" + now.getHours()).slice(-2) + ":" + ("0" + now.getMinutes()).slice(-2));
    } catch (e) {
      text(place, "This browser keeps nothing: save before you close");
    }
  }

  function recall() {
    var box = storage(), kept = null;
    try { kept = JSON.parse(box.getItem(store)); } catch (e) { kept = null; }
    if (!kept || !kept.marks) { return; }
    keeps = kept.keeps === true;
    rows.forEach(function (row) {
      var value = kept.marks[number(row)];
      if (value === "approve" || value === "veto" || value === "pin") { setMark(row, value); row.dataset.now = value; }
      if (kept.reasons && typeof kept.reasons[number(row)] === "string") { one(".reason textarea", row).value = kept.reasons[number(row)]; }
    });
    (kept.left || []).forEach(function (who) {
      rows.forEach(function (row) { if (row.dataset.no === who.no) { left.push({ role: who.role, id: who.id, row: row, name: nameOf(row, who.role) }); } });
    });
  }

  function changed() {
    sayNotes();
    sayContradictions();
    sayProgress();
    filter();
    keep();
  }

  // ---- filters and order ----

  function filter() {
    var words = document.getElementById("find").value.trim().toLowerCase(), show = document.getElementById("show").value;
    var stage = document.getElementById("stage").value, area = document.getElementById("area").value, shown = 0;
    rows.forEach(function (row) {
      var fits = (!words || one(".row", row).textContent.toLowerCase().indexOf(words) >= 0 || row.dataset.areas.toLowerCase().indexOf(words) >= 0) &&
        (!stage || row.dataset.stage === stage) && (!area || row.dataset.areas.split("; ").indexOf(area) >= 0) &&
        (show === "" || (show === "open" && mark(row) === "") || (show === "weak" && row.dataset.weak === "1") || show === mark(row));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    if (document.getElementById("shown")) { text(document.getElementById("shown"), "Showing " + shown + " of " + many(rows.length, "pair", "pairs")); }
    all("#show option").forEach(function (option) {
      var n = option.value === "" ? rows.length : option.value === "open" ? count("") : option.value === "weak"
        ? rows.filter(function (row) { return row.dataset.weak === "1"; }).length : count(option.value);
      text(option, option.textContent.replace(/ \(\d+\)$/, "") + " (" + n + ")");
    });
  }

  function filtered() {
    var focused = document.activeElement && document.activeElement.closest ? document.activeElement.closest("tbody.pair") : null;
    filter();
    if (focused && focused.hidden) { document.getElementById("shown").focus(); }
  }

  function order(button) {
    var head = button.closest("th"), down = head.getAttribute("aria-sort") === "ascending";
    var keys = { no: "no", mentee: "rankMentee", mentor: "rankMentor", fit: "fit" }, key = keys[button.dataset.sort];
    all("thead th", table).forEach(function (th) { th.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort(function (a, b) {
      var by = Number(a.dataset[key]) - Number(b.dataset[key]);
      return by !== 0 ? (down ? -by : by) : number(a) - number(b);
    });
    rows.forEach(function (row) { table.appendChild(row); });
  }

  // ---- saving and loading ----

  function say(good, words, list) {
    messages.textContent = "";
    messages.classList.toggle("good", good);
    if (!words) { return; }
    messages.appendChild(make("p", words));
    if (list && list.length) {
      var items = make("ul");
      list.forEach(function (line) { items.appendChild(make("li", line)); });
      messages.appendChild(items);
    }
  }

  function nextStep(list) {
    var changes = list.some(function (d) { return !(d.item || (d.decision === "pin" && d.row && d.row.dataset && d.row.dataset.pinned === "1")); }) ||
      rows.some(function (row) { return row.dataset.pinned === "1" && mark(row) !== "pin"; }) || earlier().length < all(".earlier li").length;
    if (changes) { return "Saved. Put decisions.csv into the program folder and run mentorpair match."; }
    return count("") === 0 ? "Saved: nothing changes, and every pair is reviewed. Run mentorpair approve with the program folder and --by NAME."
      : "Saved: nothing changes so far. " + many(count(""), "pair is", "pairs are") + " still to be reviewed.";
  }

  function save() {
    var found = sayContradictions(), list = decisions();
    var silent = list.filter(function (d) { return d.row && d.decision !== "withdraw" && !d.places && d.reason.trim() === ""; });
    if (found.length > 0) {
      say(false, "Not saved: these contradict each other.", found.map(function (f) { return f.words; }));
      return;
    }
    if (silent.length > 0 && !askedForReasons) {
      askedForReasons = true;
      say(false, many(silent.length, "decision has", "decisions have") + " no reason. Write one, or save again as it is.");
      return;
    }
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([fileOf(list)], { type: "text/csv" }));
    link.download = "decisions.csv";
    document.body.appendChild(link);
    link.click();
    link.remove();
    unsaved = false;
    askedForReasons = false;
    say(true, nextStep(list));
  }

  function parse(words) {
    var lines = [], line = [], value = "", quoted = false, separator, i, c;
    if (words.charCodeAt(0) === 0xFEFF) { words = words.slice(1); }
    separator = words.split(/[\r\n]/)[0].indexOf(";") >= 0 ? ";" : ",";
    for (i = 0; i < words.length; i++) {
      c = words[i];
      if (quoted && c === "\"" && words[i + 1] === "\"") { value += "\""; i++; }
      else if (c === "\"") { quoted = !quoted; }
      else if (!quoted && c === separator) { line.push(value); value = ""; }
      else if (!quoted && (c === "\n" || c === "\r")) {
        if (c === "\r" && words[i + 1] === "\n") { i++; }
        line.push(value); lines.push(line); line = []; value = "";
      } else { value += c; }
    }
    if (value !== "" || line.length) { line.push(value); lines.push(line); }
    return lines;
  }

  function merge(words) {
    var lines = parse(words), head = (lines.shift() || []).map(function (h) { return h.trim().toLowerCase(); }), differing = [], taken = 0, other = 0;
    function at(line, name) { var i = head.indexOf(name), v = i < 0 ? "" : line[i] || ""; return v[0] === "'" && /^'[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(v) ? v.slice(1) : v; }
    if (head.indexOf("decision") < 0 || head.indexOf("mentee") < 0) { say(false, "This file has no columns decision, mentee and mentor."); return; }
    remember();
    lines.forEach(function (line) {
      var value = at(line, "decision").trim().toLowerCase();
      var row = rows.filter(function (r) { return r.dataset.mentee === at(line, "mentee") && r.dataset.mentor === at(line, "mentor"); })[0];
      if (!row || (value !== "pin" && value !== "veto" && value !== "approve")) { other += value === "" ? 0 : 1; return; }
      if (mark(row) !== "" && mark(row) !== value) { differing.push({ row: row, value: value, reason: at(line, "reason") }); return; }
      setMark(row, value);
      row.dataset.now = value;
      if (at(line, "reason")) { one(".reason textarea", row).value = at(line, "reason"); }
      taken++;
    });
    changed();
    say(differing.length === 0, many(taken, "decision was", "decisions were") + " taken over" +
      (other ? "; " + many(other, "line is", "lines are") + " about no pair of this page." : "."));
    differing.forEach(function (d) {
      var line = make("p", "Pair " + number(d.row) + ": here " + mark(d.row) + ", in the file " + d.value + ". "), mine = make("button", "Keep mine"), theirs = make("button", "Take the file’s");
      mine.type = theirs.type = "button";
      mine.className = theirs.className = "plain";
      mine.addEventListener("click", function () { line.remove(); });
      theirs.addEventListener("click", function () {
        decide(d.row, d.value);
        if (d.reason) { one(".reason textarea", d.row).value = d.reason; }
        line.remove();
      });
      line.appendChild(mine);
      line.appendChild(theirs);
      messages.appendChild(line);
    });
  }

  // ---- somebody else, somebody gone ----

  function pinInstead(button) {
    var row = button.closest("tbody.pair"), to = button.closest("tr"), name = one(".who", to).textContent;
    remember();
    setMark(row, "");
    row.dataset.now = "";
    instead = instead.filter(function (pin) { return pin.row !== row; });
    instead.push({ row: row, mentee: row.dataset.mentee, mentor: to.dataset.mentor, name: name, places: { mentee: Number(row.dataset.placesMentee) } });
    changed();
  }

  function pinUnpaired(button) {
    var row = button.closest("tr.unpaired");
    remember();
    instead = instead.filter(function (pin) { return pin.row !== row; });
    instead.push({ row: row, mentee: row.dataset.mentee, mentor: button.dataset.mentor, name: nameFor("mentor", button.dataset.mentor),
      places: { mentee: Number(row.dataset.placesMentee), mentor: Number(button.dataset.placesMentor) } });
    changed();
  }

  function hasLeft(button, role, row, id, name) {
    if (left.some(function (who) { return who.id === id && who.role === role; })) {
      remember();
      left = left.filter(function (who) { return who.id !== id || who.role !== role; });
      text(button, button.dataset.words);
      changed();
      return;
    }
    button.dataset.words = button.dataset.words || button.textContent;
    if (button.dataset.sure !== "yes") {
      button.dataset.sure = "yes";
      text(button, "Yes, " + name + " has left");
      return;
    }
    button.dataset.sure = "";
    remember();
    left.push({ role: role, id: id, row: row, name: name });
    text(button, "Undo: " + name + " is still here");
    changed();
  }

  // ---- views ----

  function view() {
    var wanted = (location.hash || "#pairs").slice(1), known = ["pairs", "unpaired", "free"];
    if (/^pair-\d+$/.test(wanted)) { wanted = "pairs"; }
    if (known.indexOf(wanted) < 0) { wanted = "pairs"; }
    all("section.view").forEach(function (section) { section.hidden = section.id !== wanted; });
    all(".views a").forEach(function (link) {
      if (link.getAttribute("href") === "#" + wanted) { link.setAttribute("aria-current", "page"); } else { link.removeAttribute("aria-current"); }
    });
  }

  function details(row) {
    var open = row.classList.toggle("open"), button = one("[data-do=details]", row);
    button.setAttribute("aria-expanded", open ? "true" : "false");
    text(button, open ? "Hide details" : "Details and alternatives");
  }

  function step(row, by) {
    var seen = rows.filter(function (r) { return !r.hidden; }), at = seen.indexOf(row) + by;
    if (seen[at]) { one(".row", seen[at]).focus(); }
  }

  // ---- events ----

  var actions = {
    details: function (button) { details(button.closest("tbody.pair")); },
    "pin-instead": pinInstead,
    "pin-unpaired": pinUnpaired,
    "left-mentee": function (b) { var r = b.closest("tbody.pair"); hasLeft(b, "mentee", r, r.dataset.mentee, nameOf(r, "mentee")); },
    "left-mentor": function (b) { var r = b.closest("tbody.pair"); hasLeft(b, "mentor", r, r.dataset.mentor, nameOf(r, "mentor")); },
    "left-unpaired": function (b) { var r = b.closest("tr"); hasLeft(b, "mentee", r, r.dataset.mentee, one(".who", r).textContent); },
    save: save,
    load: function () { document.getElementById("file").click(); },
    keep: function () { keeps = true; keep(); },
    forget: function () { keeps = false; try { storage().removeItem(store); } catch (e) { /* nothing is kept */ } text(document.getElementById("kept"), "Forgotten on this computer"); }
  };

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button") : null;
    if (button && button.dataset.sort) { order(button); }
    if (button && actions[button.dataset.do]) { actions[button.dataset.do](button); }
  });

  rows.forEach(function (row) {
    row.dataset.now = mark(row);
    row.classList.toggle("reasoned", mark(row) === "veto" || mark(row) === "pin");
    one("[data-do=details]", row).setAttribute("aria-expanded", "false");
    one(".row", row).tabIndex = 0;
    all(".choice input", row).forEach(function (input) {
      // Pressing the chosen one again clears it; a click comes after the browser has set the button.
      input.addEventListener("click", function () { decide(row, row.dataset.now === input.value ? "" : input.value); });
    });
    one(".reason textarea", row).addEventListener("input", function () { unsaved = true; if (keeps) { keep(); } });
  });
  all(".earlier input").forEach(function (input) { input.addEventListener("change", function () { unsaved = true; changed(); }); });

  ["find", "show", "stage", "area"].forEach(function (id) {
    document.getElementById(id).addEventListener("input", filtered);
    document.getElementById(id).addEventListener("change", filtered);
  });
  document.getElementById("hide-names").addEventListener("change", function (event) { body.classList.toggle("nameless", event.target.checked); });
  document.getElementById("file").addEventListener("change", function (event) {
    var reader = new FileReader(), file = event.target.files[0];
    reader.onload = function () { merge(String(reader.result)); };
    if (file) { reader.readAsText(file); }
    event.target.value = "";
  });

  document.addEventListener("keydown", function (event) {
    var target = event.target, row = target.closest ? target.closest("tbody.pair") : null;
    if (!document.getElementById("keys").checked || event.ctrlKey || event.metaKey || event.altKey || !row || /^(TEXTAREA|SELECT)$/.test(target.tagName)) { return; }
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key, marks = { a: "approve", v: "veto", p: "pin" }, onRow = target === one(".row", row);
    if (marks[key]) { decide(row, mark(row) === marks[key] ? "" : marks[key]); }
    else if (key === "u") { undo(); }
    else if (key === "j") { step(row, 1); }
    else if (key === "k") { step(row, -1); }
    else if (key === "Enter" && onRow) { details(row); }
    else if (key === "/") { document.getElementById("find").focus(); }
    else { return; }
    event.preventDefault();
  });

  window.addEventListener("hashchange", view);
  window.addEventListener("beforeunload", function (event) { if (unsaved) { event.preventDefault(); event.returnValue = ""; } });

  body.classList.add("scripted");
  recall();
  view();
  changed();
  unsaved = false;
}());
