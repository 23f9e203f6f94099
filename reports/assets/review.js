// SPDX-License-Identifier: GPL-3.0-or-later
// The chairs' page: marks, filters, order, keys, keeping, loading and saving. The marks of a row stand in its radio buttons; other
// pins, who has left and what came from a file stand in the lists below; every change goes through changed().
"use strict";
(function () {
  var body = document.body, pairing = body.dataset.pairing, store = "mentorpair " + pairing;
  var rows = all("tbody.pair"), table = one("table.pairs"), messages = byId("messages"), earlierList = one("#earlier ul");
  var people = { mentee: {}, mentor: {} };
  var instead = []; // pins of pairs that this pairing does not have: { place, mentee, mentor }
  var left = [];    // { role, id }
  var undos = [], unsaved = false, keeps = false, forgotten = false, askedForReasons = false;

  function all(selector, under) { return Array.prototype.slice.call((under || document).querySelectorAll(selector)); }
  function one(selector, under) { return (under || document).querySelector(selector); }
  function byId(id) { return document.getElementById(id); }
  function text(element, words) { if (element.textContent !== words) { element.textContent = words; } return element; }
  function make(name, words) { return text(document.createElement(name), words || ""); }
  function many(count, word, words) { return count + " " + (count === 1 ? word : words); }
  function number(row) { return Number(row.dataset.no); }
  function mark(row) { return row.dataset.now; }
  function reasonField(row) { return one(".reason textarea", row); }
  function isPinned(row) { return row.dataset.pinned === "1"; }
  function hidesNames() { return body.classList.contains("nameless"); }

  // ---- people ----

  function readPeople() {
    all("#people li").forEach(function (item) { people[item.dataset.role][item.dataset.id] = { name: item.textContent, places: Number(item.dataset.places) }; });
  }

  function rowOf(role, id) { return rows.filter(function (row) { return row.dataset[role] === id; })[0]; }

  function nameOf(role, id) {
    var row = rowOf(role, id);
    if (hidesNames()) { return row ? "the " + role + " of pair " + number(row) : "somebody in no pair"; }
    return people[role][id] ? people[role][id].name : id;
  }

  // An id, or a name that only one person has, as decisions.csv allows; other words stay as they are for match to read.
  function idOf(role, who) {
    var ids, folded = who.normalize("NFC").toLowerCase();
    if (who === "" || people[role][who]) { return who; }
    ids = Object.keys(people[role]).filter(function (id) { return id.toLowerCase() === folded || people[role][id].name.normalize("NFC").toLowerCase() === folded; });
    return ids.length === 1 ? ids[0] : who;
  }

  // ---- marks ----

  function setMark(row, value) {
    row.dataset.now = value;
    all(".choice input", row).forEach(function (input) { input.checked = input.value === value; });
    all(".box", row).forEach(function (box) { box.classList.toggle("ticked", box.dataset.box === value); });
    row.classList.toggle("reasoned", value === "veto" || value === "pin");
  }

  function remember(row, withReasons) {
    undos.push({ row: row || null, marks: rows.map(mark), instead: instead.slice(), left: left.slice(), file: all("li.from-file", earlierList),
      order: rows.slice(), reasons: withReasons ? rows.map(function (r) { return reasonField(r).value; }) : null });
    if (undos.length > 100) { undos.shift(); }
    unsaved = true;
  }

  function undo() {
    var last = undos.pop();
    if (!last) { return; }
    last.order.forEach(function (row, at) {
      setMark(row, last.marks[at]);
      if (last.reasons) { reasonField(row).value = last.reasons[at]; }
    });
    instead = last.instead;
    left = last.left;
    all("li.from-file", earlierList).forEach(function (item) { if (last.file.indexOf(item) < 0) { item.remove(); } });
    changed();
    if (last.row && !last.row.hidden && !one(".view#pairs").hidden) { one(".row", last.row).focus(); }
  }

  function decide(row, value) {
    remember(row);
    if ((value === "approve" || value === "pin") && people.mentee[row.dataset.mentee].places === 1) {
      instead = instead.filter(function (pin) { return pin.place !== row; });
    }
    setMark(row, value);
    changed();
  }

  // ---- what goes into the file ----

  function same(a, b) { return a.decision === b.decision && a.mentee === b.mentee && a.mentor === b.mentor; }

  function earlier() {
    return all("li", earlierList).filter(function (item) { return one("input", item).checked; }).map(function (item) {
      return { decision: item.dataset.decision, mentee: item.dataset.mentee, mentor: item.dataset.mentor, reason: item.dataset.reason, place: item };
    });
  }

  function decisions() {
    var list = earlier();
    function add(d) { if (!list.some(function (other) { return same(other, d); })) { list.push(d); } }
    rows.slice().sort(function (a, b) { return number(a) - number(b); }).forEach(function (row) {
      if (mark(row) === "veto" || mark(row) === "pin") {
        add({ decision: mark(row), mentee: row.dataset.mentee, mentor: row.dataset.mentor, reason: reasonField(row).value, place: row, row: row });
      }
    });
    instead.forEach(function (pin) { add({ decision: "pin", mentee: pin.mentee, mentor: pin.mentor, reason: "", place: pin.place }); });
    left.forEach(function (who) { add({ decision: "withdraw", mentee: who.role === "mentee" ? who.id : "", mentor: who.role === "mentor" ? who.id : "", reason: "" }); });
    return list;
  }

  // ---- contradictions ----

  function contradictions(list) {
    var pins = list.filter(function (d) { return d.decision === "pin"; }), found = [];
    ["mentee", "mentor"].forEach(function (role) {
      var ids = pins.map(function (d) { return d[role]; });
      ids.filter(function (id, at) { return ids.indexOf(id) === at; }).forEach(function (id) {
        var mine = pins.filter(function (d) { return d[role] === id; }), places = people[role][id] ? people[role][id].places : 1;
        if (mine.length > places) {
          found.push({ of: mine, words: nameOf(role, id) + " is pinned " + many(mine.length, "time", "times") + " and has " + many(places, "place", "places") + "." });
        }
        if (list.some(function (d) { return d.decision === "withdraw" && d[role] === id; })) {
          found.push({ of: mine, words: nameOf(role, id) + " has left and is pinned." });
        }
      });
    });
    pins.forEach(function (pin) {
      var vetoes = list.filter(function (d) { return d.decision === "veto" && d.mentee === pin.mentee && d.mentor === pin.mentor; });
      if (vetoes.length > 0) {
        found.push({ of: [pin].concat(vetoes), words: "A pin and a veto of the same pair: " + nameOf("mentee", pin.mentee) + " with " + nameOf("mentor", pin.mentor) + "." });
      }
    });
    return found;
  }

  // ---- what is said beside the rows ----

  function notesOf(place) {
    var notes = instead.filter(function (pin) { return pin.place === place; }).map(function (pin) { return "Pinned instead: " + nameOf("mentor", pin.mentor) + "."; });
    left.forEach(function (who) { if (place.dataset[who.role] === who.id) { notes.push("Has left: " + nameOf(who.role, who.id) + "."); } });
    return notes;
  }

  function sayBeside() {
    var said = new Map(), found = contradictions(decisions());
    all("tbody.pair, tr.unpaired, tr.free, #earlier li").forEach(function (place) { said.set(place, place.dataset.decision ? [] : notesOf(place)); });
    found.forEach(function (one_) {
      one_.of.forEach(function (d) {
        var notes = d.place && said.get(d.place);
        if (notes && notes.indexOf(one_.words) < 0) { notes.push(one_.words); }
      });
    });
    said.forEach(function (notes, place) { text(one(".said", place), notes.join(" ")); });
    return found;
  }

  function sayButtons() {
    all("[data-do=pin-instead], [data-do=pin-unpaired]").forEach(function (button) {
      var mentor = button.dataset.mentor || button.closest("tr").dataset.mentor, place = placeOf(button), mentee = place.dataset.mentee;
      var on = instead.some(function (pin) { return pin.mentee === mentee && pin.mentor === mentor; });
      if (on !== (button.getAttribute("aria-pressed") === "true")) {
        button.setAttribute("aria-pressed", on ? "true" : "false");
        button.dataset.words = button.dataset.words || button.textContent;
        text(button, on ? "Remove this pin" : button.dataset.words);
      }
    });
    all("[data-do^=left-]").forEach(function (button) {
      var who = leaver(button), gone = isGone(who), state = gone ? "gone" : button.dataset.state === "sure" ? "sure" : "";
      button.dataset.words = button.dataset.words || button.textContent;
      if (state === (button.dataset.state || "") && button.dataset.state !== "sure") { return; }
      button.dataset.state = state;
      text(button, gone ? "Undo: " + nameOf(who.role, who.id) + " is still here" : state === "sure" ? "Yes, " + nameOf(who.role, who.id) + " has left" : button.dataset.words);
    });
  }

  function count(value) { return rows.filter(function (row) { return mark(row) === value; }).length; }

  function drawn(name, attributes) {
    var element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    return element;
  }

  function bar(total, parts) {
    var svg = drawn("svg", { "class": "reviewed", viewBox: "0 0 " + total * 10 + " 18", preserveAspectRatio: "none", "aria-hidden": "true" }), x = 0;
    parts.forEach(function (part) {
      var width = part.count * 10, step = total * 10 / 94, at;
      svg.appendChild(drawn("rect", { x: x, width: width, height: 18, fill: part.striped ? "#fff" : part.fill }));
      for (at = x; part.striped && at < x + width; at += 2 * step) {
        svg.appendChild(drawn("rect", { x: at, width: Math.min(step, x + width - at), height: 18, fill: part.fill }));
      }
      x += width;
    });
    return svg;
  }

  function sayProgress() {
    var place = byId("progress"), top = make("div"), list = make("ul"), total = rows.length;
    var parts = [{ value: "approve", word: " approved", fill: "#14507A" }, { value: "pin", word: " pinned", fill: "#14507A", striped: true },
      { value: "veto", word: " vetoed", fill: "#9A3B00" }], done = 0;
    parts.forEach(function (part) { part.count = count(part.value); done += part.count; });
    place.textContent = "";
    if (total === 0) { return; }
    top.className = "counts";
    top.appendChild(make("b", done + " of " + total + " reviewed"));
    top.appendChild(make("span", (total - done) + " to go"));
    place.appendChild(top);
    place.appendChild(bar(total, parts));
    parts.forEach(function (part) {
      var item = make("li"), icon = one(".choice ." + part.value + " svg");
      if (icon) { item.appendChild(icon.cloneNode(true)); }
      item.appendChild(document.createTextNode(part.count + part.word));
      list.appendChild(item);
    });
    place.appendChild(list);
  }

  // ---- keeping: marks by pair number; words and people only when that was asked for ----

  function storage() { try { return window.localStorage; } catch (e) { return null; } }

  function others(place) { return all("[data-do=pin-instead], [data-do=pin-unpaired]", place).map(function (b) { return b.dataset.mentor || b.closest("tr").dataset.mentor; }); }

  function insteadByNumber() {
    var unpaired = all("tr.unpaired");
    return instead.map(function (pin) {
      var at = others(pin.place).indexOf(pin.mentor);
      return at < 0 ? null : [pin.place.dataset.no ? number(pin.place) : -1 - unpaired.indexOf(pin.place), at];
    }).filter(Boolean);
  }

  function keep() {
    var kept = { marks: {}, instead: insteadByNumber() }, now = new Date(), clock = ("0" + now.getHours()).slice(-2) + ":" + ("0" + now.getMinutes()).slice(-2);
    if (forgotten) { return; }
    rows.forEach(function (row) { kept.marks[number(row)] = mark(row); });
    if (keeps) {
      kept.keeps = true;
      kept.reasons = {};
      rows.forEach(function (row) { if (reasonField(row).value) { kept.reasons[number(row)] = reasonField(row).value; } });
      kept.left = left;
      kept.file = all("li.from-file", earlierList).map(function (item) { return { decision: item.dataset.decision, mentee: item.dataset.mentee, mentor: item.dataset.mentor, reason: item.dataset.reason }; });
    }
    try {
      storage().setItem(store, JSON.stringify(kept));
      text(byId("kept"), (keeps ? "Kept on this computer, reasons too; " : "Marks kept in this browser; ") + clock);
    } catch (e) {
      text(byId("kept"), "This browser keeps nothing: save before you close");
    }
  }

  function recall() {
    var kept = null, unpaired = all("tr.unpaired");
    try { kept = JSON.parse(storage().getItem(store)); } catch (e) { kept = null; }
    if (!kept || typeof kept !== "object" || !kept.marks) { return; }
    keeps = kept.keeps === true;
    rows.forEach(function (row) {
      var value = kept.marks[number(row)], reason = kept.reasons && kept.reasons[number(row)];
      if (/^(approve|veto|pin|)$/.test(value)) { setMark(row, value); }
      if (typeof reason === "string") { reasonField(row).value = reason; }
    });
    (Array.isArray(kept.instead) ? kept.instead : []).forEach(function (pin) {
      var place = pin[0] < 0 ? unpaired[-1 - pin[0]] : rows.filter(function (row) { return number(row) === pin[0]; })[0], mentor = place && others(place)[pin[1]];
      if (mentor) { instead.push({ place: place, mentee: place.dataset.mentee, mentor: mentor }); }
    });
    (Array.isArray(kept.left) ? kept.left : []).forEach(function (who) { if (people[who.role] && people[who.role][who.id]) { left.push({ role: who.role, id: who.id }); } });
    (Array.isArray(kept.file) ? kept.file : []).forEach(addFromFile);
  }

  function forget() {
    keeps = false;
    forgotten = true;
    try { storage().removeItem(store); } catch (e) { /* nothing is kept */ }
    text(byId("kept"), "Forgotten on this computer: save before you close");
  }

  function changed() {
    sayBeside();
    sayButtons();
    sayProgress();
    filter();
    keep();
  }

  // ---- filters and order ----

  function folded(words) { return words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }

  function searchable(row) {
    if (row.words === undefined) { row.words = folded([people.mentee[row.dataset.mentee].name, people.mentor[row.dataset.mentor].name, row.dataset.areas, one("td:nth-child(5)", row).firstChild.textContent].join("\n")); }
    return row.words;
  }

  function filter() {
    var words = folded(byId("find").value.trim()), show = byId("show").value, stage = byId("stage").value, area = byId("area").value, shown = 0;
    var focused = document.activeElement && document.activeElement.closest ? document.activeElement.closest("tbody.pair") : null;
    var seen = rows.filter(function (row) { return !row.hidden; }), at = seen.indexOf(focused), next;
    rows.forEach(function (row) {
      row.hidden = !((words === "" || searchable(row).indexOf(words) >= 0) && (stage === "" || row.dataset.stage === stage) &&
        (area === "" || row.dataset.areas.split("\n").indexOf(area) >= 0) &&
        (show === "" || (show === "open" && mark(row) === "") || (show === "weak" && row.dataset.weak === "1") || show === mark(row)));
      shown += row.hidden ? 0 : 1;
    });
    if (byId("shown")) { text(byId("shown"), "Showing " + shown + " of " + many(rows.length, "pair", "pairs")); }
    all("#show option").forEach(function (option) {
      var value = option.value, n = value === "" ? rows.length : value === "weak" ? rows.filter(function (row) { return row.dataset.weak === "1"; }).length : count(value === "open" ? "" : value);
      text(option, option.textContent.replace(/ \(\d+\)$/, "") + " (" + n + ")");
    });
    if (focused && focused.hidden) {
      next = seen.slice(at).concat(seen.slice(0, at).reverse()).filter(function (row) { return !row.hidden; })[0];
      (next ? one(".row", next) : byId("shown")).focus();
    }
  }

  function orderBy(key, down) {
    var marks = { "": 0, veto: 1, pin: 2, approve: 3 };
    function value(row) { return key === "decision" ? marks[mark(row)] : Number(row.dataset[{ no: "no", mentee: "rankMentee", mentor: "rankMentor", fit: "fit" }[key]]); }
    all("thead th", table).forEach(function (th) {
      var button = one("button", th);
      if (button && button.dataset.sort === key) { th.setAttribute("aria-sort", down ? "descending" : "ascending"); } else { th.removeAttribute("aria-sort"); }
    });
    rows.sort(function (a, b) { return (down ? -1 : 1) * (value(a) - value(b)) || number(a) - number(b); });
    rows.forEach(function (row) { table.appendChild(row); });
  }

  // ---- saving ----

  function say(good, words, list) {
    messages.textContent = "";
    messages.classList.toggle("good", good);
    messages.appendChild(make("p", words));
    if (list && list.length) {
      messages.appendChild(list.reduce(function (items, line) { items.appendChild(make("li", line)); return items; }, make("ul")));
    }
    messages.scrollIntoView({ block: "nearest" });
  }

  function changesAnything(list) {
    return list.some(function (d) { return !(d.place && d.place.dataset.decision && !d.place.classList.contains("from-file")) && !(d.row && d.decision === "pin" && isPinned(d.row) && d.reason === reasonField(d.row).defaultValue); }) ||
      rows.some(function (row) { return isPinned(row) && mark(row) !== "pin"; }) || earlier().length < all("li", earlierList).length;
  }

  function nextStep(list) {
    if (changesAnything(list)) { return "Saved. Put decisions.csv into the program’s folder, and run mentorpair match with that folder."; }
    return count("") === 0 ? "Saved: nothing changes, and every pair is reviewed. Run mentorpair approve with the program’s folder and --by NAME."
      : "Saved: nothing changes so far. " + many(count(""), "pair is", "pairs are") + " still to be reviewed.";
  }

  function download(words) {
    var link = document.createElement("a"), address = URL.createObjectURL(new Blob([words], { type: "text/csv" }));
    link.href = address;
    link.download = "decisions.csv";
    body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
  }

  function save() {
    var found = sayBeside(), list = decisions();
    var silent = list.filter(function (d) { return d.row && d.reason.trim() === ""; });
    if (found.length > 0) { say(false, "Not saved: these contradict each other.", found.map(function (f) { return f.words; })); return; }
    if (silent.length > 0 && !askedForReasons) {
      askedForReasons = true;
      say(false, "Not saved yet: " + many(silent.length, "decision has", "decisions have") + " no reason. Write one, or save again as it is.",
        silent.map(function (d) { return "Pair " + number(d.row) + ": " + d.decision; }));
      return;
    }
    download(decisionsFile.write(list, pairing));
    unsaved = false;
    say(true, nextStep(list));
  }

  // ---- loading ----

  function addFromFile(d) {
    var item = make("li"), words = make("span"), label = make("label"), box = make("input"), said = make("p");
    if (all("li", earlierList).some(function (other) { return same(other.dataset, d); })) { return; }
    item.className = "from-file";
    ["decision", "mentee", "mentor", "reason"].forEach(function (key) { item.dataset[key] = d[key]; });
    words.className = "whose";
    text(words, d.decision === "withdraw" ? "Has left: " + (d.mentee || d.mentor) : (d.decision === "veto" ? "Veto: " : "Pin: ") + d.mentee + " with " + d.mentor);
    box.type = "checkbox";
    box.checked = true;
    label.className = "js";
    label.appendChild(box);
    label.appendChild(document.createTextNode(" Keep it"));
    said.className = "js said";
    said.setAttribute("role", "status");
    [words, make("span", d.reason), label, said].forEach(function (part) { item.appendChild(part); });
    item.children[1].className = "second whose";
    earlierList.appendChild(item);
    byId("earlier").hidden = false;
  }

  // Takes a line over; a mark that differs comes back, for a choice.
  function take(d) {
    var row = rows.filter(function (r) { return r.dataset.mentee === d.mentee && r.dataset.mentor === d.mentor; })[0], place, mine;
    if (row && d.decision !== "withdraw") {
      mine = reasonField(row).value;
      if (mark(row) !== "" && mark(row) !== d.decision) { return { row: row, mine: mark(row), theirs: d.decision, d: d }; }
      if (mark(row) === d.decision && d.reason !== "" && mine !== "" && mine !== d.reason) { return { row: row, mine: d.decision + ", “" + mine + "”", theirs: d.decision + ", “" + d.reason + "”", d: d }; }
      setMark(row, d.decision);
      reasonField(row).value = d.reason || mine;
    } else if (d.decision === "withdraw") {
      ["mentee", "mentor"].forEach(function (role) { if (people[role][d[role]] && d.reason === "" && !isGone({ role: role, id: d[role] })) { left.push({ role: role, id: d[role] }); } });
      if (d.reason !== "" || !(people.mentee[d.mentee] || people.mentor[d.mentor])) { addFromFile(d); }
    } else if (d.decision === "pin" || d.decision === "veto") {
      place = all("tbody.pair, tr.unpaired").filter(function (p) { return p.dataset.mentee === d.mentee && others(p).indexOf(d.mentor) >= 0; })[0];
      if (d.decision === "pin" && place && d.reason === "") {
        if (!instead.some(function (pin) { return pin.mentee === d.mentee && pin.mentor === d.mentor; })) { instead.push({ place: place, mentee: d.mentee, mentor: d.mentor }); }
      } else { addFromFile(d); }
    }
    return null;
  }

  function choice(differing) {
    var line = make("p", "Pair " + number(differing.row) + ": here " + differing.mine + "; in the file " + differing.theirs + ". ");
    function offer(words, chosen) {
      var button = make("button", words);
      button.type = "button";
      button.className = "plain";
      button.setAttribute("aria-label", words + ", pair " + number(differing.row));
      button.addEventListener("click", function () { chosen(); line.remove(); });
      line.appendChild(button);
    }
    offer("Keep mine", function () {});
    offer("Take the file’s", function () {
      remember(differing.row, true);
      setMark(differing.row, differing.d.decision);
      reasonField(differing.row).value = differing.d.reason;
      changed();
    });
    messages.appendChild(line);
  }

  function merge(words) {
    var list = decisionsFile.read(words), differing, foreign;
    if (list === null) { say(false, "Not loaded: this file has no columns decision, mentee and mentor."); return; }
    remember(null, true);
    foreign = list.filter(function (d) { return d.pairing !== "" && d.pairing !== pairing; }).length;
    differing = list.map(function (d) {
      return take({ decision: d.decision, mentee: idOf("mentee", d.mentee), mentor: idOf("mentor", d.mentor), reason: d.reason });
    }).filter(Boolean);
    changed();
    say(differing.length === 0, many(list.length - differing.length, "decision was", "decisions were") + " taken over." +
      (differing.length ? " " + many(differing.length, "mark differs", "marks differ") + ": choose." : "") +
      (foreign ? " " + many(foreign, "was", "were") + " taken on another pairing." : ""));
    differing.forEach(choice);
  }

  // ---- another mentor; somebody has left ----

  function placeOf(element) { return element.closest("tbody.pair, tr.unpaired, tr.free"); }

  function pinOther(button) {
    var place = placeOf(button), mentee = place.dataset.mentee, mentor = button.dataset.mentor || button.closest("tr").dataset.mentor;
    var on = button.getAttribute("aria-pressed") === "true";
    remember(place.dataset.no ? place : null);
    instead = instead.filter(function (pin) { return pin.place !== place; });
    if (!on) {
      if (place.dataset.no && (mark(place) !== "veto")) { setMark(place, ""); }
      instead.push({ place: place, mentee: mentee, mentor: mentor });
    }
    changed();
  }

  function leaver(button) {
    var role = button.dataset.do === "left-mentor" || button.dataset.do === "left-free" ? "mentor" : "mentee";
    return { role: role, id: placeOf(button).dataset[role] };
  }

  function isGone(who) { return left.some(function (other) { return other.role === who.role && other.id === who.id; }); }

  function leave(button) {
    var who = leaver(button);
    if (!isGone(who) && button.dataset.state !== "sure") {
      button.dataset.state = "sure";
      sayButtons();
      return;
    }
    remember();
    left = isGone(who) ? left.filter(function (other) { return other.role !== who.role || other.id !== who.id; }) : left.concat([who]);
    button.dataset.state = "";
    changed();
  }

  // ---- views ----

  function view() {
    var wanted = location.hash.slice(1);
    if (["pairs", "unpaired", "free"].indexOf(wanted) < 0) { wanted = "pairs"; }
    all("section.view").forEach(function (section) { section.hidden = section.id !== wanted; });
    one(".filters").hidden = wanted !== "pairs"; // they are about pairs
    all(".views a").forEach(function (link) {
      if (link.getAttribute("href") === "#" + wanted) { link.setAttribute("aria-current", "page"); } else { link.removeAttribute("aria-current"); }
    });
    if (/^#pair-\d+$/.test(location.hash) && one(location.hash)) { one(location.hash).scrollIntoView({ block: "center" }); one(location.hash).focus(); }
  }

  function details(row) {
    var open = row.classList.toggle("open"), button = one("[data-do=details]", row);
    button.setAttribute("aria-expanded", open ? "true" : "false");
    text(button, open ? "Hide details" : "Details and alternatives");
  }

  function step(row, by) {
    var seen = rows.filter(function (r) { return !r.hidden; }), next = seen[seen.indexOf(row) + by];
    if (next) { one(".row", next).focus(); }
  }

  // ---- events ----

  var actions = {
    details: function (button) { details(button.closest("tbody.pair")); },
    "pin-instead": pinOther, "pin-unpaired": pinOther,
    "left-mentee": leave, "left-mentor": leave, "left-unpaired": leave, "left-free": leave,
    save: save, undo: undo, forget: forget,
    load: function () { byId("file").click(); },
    keep: function () { keeps = true; forgotten = false; keep(); }
  };

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button") : null;
    if (button && button.dataset.sort) { orderBy(button.dataset.sort, button.closest("th").getAttribute("aria-sort") === "ascending"); }
    if (button && actions[button.dataset.do]) { actions[button.dataset.do](button); }
  });

  document.addEventListener("focusout", function (event) {
    if (event.target.dataset && event.target.dataset.state === "sure") { event.target.dataset.state = ""; text(event.target, event.target.dataset.words); }
  });

  document.addEventListener("keydown", function (event) {
    var row = event.target.closest ? event.target.closest("tbody.pair") : null, marks = { a: "approve", v: "veto", p: "pin" };
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!byId("keys").checked || event.ctrlKey || event.metaKey || event.altKey || !row || event.target.tagName === "TEXTAREA") { return; }
    if (marks[key]) { decide(row, mark(row) === marks[key] ? "" : marks[key]); }
    else if (key === "u") { undo(); }
    else if (key === "j") { step(row, 1); }
    else if (key === "k") { step(row, -1); }
    else if (key === "Enter" && event.target === one(".row", row)) { details(row); }
    else if (key === "/") { byId("find").focus(); }
    else { return; }
    event.preventDefault();
  });

  function prepareRow(row) {
    var chosen = one(".choice input:checked", row);
    setMark(row, chosen ? chosen.value : "");
    one("[data-do=details]", row).setAttribute("aria-expanded", "false");
    one(".row", row).tabIndex = 0;
    all(".choice input", row).forEach(function (input) {
      // Pressing the chosen one again clears it; the click comes after the browser has set the button.
      input.addEventListener("click", function () { decide(row, mark(row) === input.value ? "" : input.value); });
    });
    reasonField(row).addEventListener("input", function () { unsaved = true; if (keeps) { keep(); } });
  }

  rows.forEach(prepareRow);
  earlierList.addEventListener("change", function () { unsaved = true; changed(); });
  ["find", "show", "stage", "area"].forEach(function (id) { byId(id).addEventListener("input", filter); });
  byId("hide-names").addEventListener("change", function (event) {
    body.classList.toggle("nameless", event.target.checked);
    messages.textContent = "";
    changed();
  });
  byId("file").addEventListener("change", function (event) {
    var reader = new FileReader(), file = event.target.files[0];
    reader.onload = function () { merge(String(reader.result)); };
    if (file) { reader.readAsText(file); }
    event.target.value = "";
  });
  window.addEventListener("hashchange", view);
  window.addEventListener("beforeunload", function (event) { if (unsaved) { event.preventDefault(); event.returnValue = ""; } });

  readPeople();
  recall();
  if (table) { orderBy("fit", false); }
  view();
  changed();
}());
