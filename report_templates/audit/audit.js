/* Finds a number of the release and tells where it comes from. All text is set as text; nothing is fetched. */
(function () {
  "use strict";
  var MOST = 200, LISTED = 60, BEHIND = 400;
  var data = window.crossfootAudit;
  if (!data) { return; }
  var wanted = document.getElementById("wanted");
  var list = document.getElementById("list");
  var more = document.getElementById("more");
  var told = document.getElementById("told");
  var head = document.getElementById("found-head");
  var numbers = Object.create(null), order = [], shown = MOST, found = [];
  var byCell = Object.create(null), title = document.title;

  data.cells.forEach(function (cell, at) { byCell[cell[0].toLowerCase()] = at; });
  data.numbers.forEach(function (row) {
    if (!numbers[row[0]]) { numbers[row[0]] = []; order.push(row[0]); }
    numbers[row[0]].push(row);
  });
  document.getElementById("release").textContent =
    "Release " + data.release.id + ", office " + data.release.office + ", as of " + data.release.as_of + ": " +
    data.numbers.length + " places of " + order.length + " numbers, " + data.cells.length + " cells.";

  function make(tag, text, into) {
    var element = document.createElement(tag);
    if (text !== undefined) { element.textContent = text; }
    if (into) { into.append(element); }
    return element;
  }

  function pair(into, name, value) {
    if (value === "" || value === null || value === undefined) { return; }
    make("dt", name, into);
    make("dd", String(value), into);
  }

  function where(row) {
    var publication = (row[4] ? row[4] + "/" : "") + "bulletin." + row[3];
    var parts = [publication, data.words[row[6]], data.words[row[7]]];
    if (row[8]) { parts.push("row " + row[8] + ", column " + row[9]); }
    return parts.filter(Boolean).join(", ") + " (" + data.words[row[5]] + ")";
  }

  function page(row) {
    var section = data.words[row[6]];
    var file = section.indexOf("methodology/") === 0 ? section + ".html" : "bulletin." + row[3] + ".html";
    return (row[4] ? row[4] + "/" : "") + file.split("/").map(encodeURIComponent).join("/");
  }

  // Pages of indicators have an index alone; a bulletin names the first spot in its text and in each table.
  function address(row) {
    if (data.words[row[6]].indexOf("methodology/") === 0) { return page(row) + "#n-" + row[0]; }
    var label = data.words[row[7]].toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^-+|-+$/g, "");
    if (data.words[row[5]] === "alt" && label) { return page(row) + "#" + label; }
    return page(row) + "#p-" + row[0] + (label ? "-" + label : "");
  }

  // A number as typed: spaces of any kind part thousands, a comma is a point, a minus is a hyphen.
  function plain(text) {
    return text.replace(/\s/g, "").replace(/\u2212/g, "-").replace(/,/g, ".");
  }

  // What a typed number may be printed as; in English texts a comma parts thousands, too.
  function forms(text) {
    var found = [], bare = text.replace(/\s/g, "").replace(/\u2212/g, "-");
    if (/^[+-]?\d+(\.\d+)?$/.test(plain(text))) { found.push(plain(text)); }
    if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) { found.push(bare.replace(/,/g, "")); }
    return found;
  }

  // Printed so comes first, then what has these digits in it; an id is found by digits where it is all of it.
  function ofNumber(asked, typed) {
    var same = [], other = [];
    order.forEach(function (name) {
      var printed = numbers[name].map(function (one) { return plain(one[10]); });
      if (printed.some(function (one) { return typed.indexOf(one) >= 0 || typed.indexOf(one.replace(/^\+/, "")) >= 0; })) { same.push(name); }
      else if (name === asked || printed.some(function (one) {
        return typed.some(function (form) { return one.indexOf(form) >= 0; });
      })) { other.push(name); }
    });
    return same.concat(other);
  }

  function matches(text) {
    var asked = text.trim().toLowerCase().replace(/^#?n-/, "");
    if (!asked) { return order; }
    var typed = forms(asked);
    if (typed.length) { return ofNumber(asked, typed); }
    var begins = /\p{L}/u.test(asked);
    var named = order.filter(function (name) {
      var cell = data.cells[numbers[name][0][1]];
      return (begins && name.indexOf(asked) === 0) || cell[0].toLowerCase().indexOf(asked) >= 0 || isOfSource(cell, asked);
    });
    // Words around one number, as a page or a person has them: "almost 4 000", "1 406 million".
    var inside = asked.match(/[+\u2212-]?\d(?:[\d\s.,]*\d)?/g) || [];
    return named.length || inside.length !== 1 || !/(^|\s)[+\u2212-]?\d/.test(asked) ? named : ofNumber(asked, forms(inside[0]));
  }

  // A source by its id, its file, its publisher or its address, or a part of the last three.
  function isOfSource(cell, asked) {
    return cell[7].some(function (at) {
      if (at >= 0) { return false; }
      var one = data.observations[-1 - at], source = data.sources[one[4]] || ["", ""];
      return one[4].toLowerCase() === asked || (asked.length > 2 &&
        [one[6], source[0], source[1]].some(function (text) { return text.toLowerCase().indexOf(asked) >= 0; }));
    });
  }

  function refresh() {
    found = matches(wanted.value);
    document.getElementById("count").textContent =
      found.length ? found.length + (found.length === 1 ? " number" : " numbers") : "No number has this in it.";
    list.replaceChildren();
    found.slice(0, shown).forEach(function (name) {
      var row = numbers[name][0];
      var link = make("a", undefined, make("li", undefined, list));
      link.href = "#n-" + encodeURIComponent(name);
      make("strong", row[10], link);
      link.append("  " + name);
      make("small", data.cells[row[1]][0] + (row[2] === "value" ? "" : " (" + row[2] + ")"), link);
      if (location.hash === "#n-" + name) { link.setAttribute("aria-current", "true"); }
    });
    more.hidden = found.length <= shown;
  }

  // Beside a list stands no answer to an older question: what is told is of the list, or nothing is.
  function forget(said) {
    head.textContent = said || "No number chosen";
    document.title = title;
    told.replaceChildren();
    if (location.hash && !said) { history.replaceState(null, "", location.pathname + location.search); }
  }

  function behind(at) {
    var cells = [], figures = [], seen = Object.create(null), waiting = [at], left = 0;
    while (waiting.length) {
      var next = waiting.shift();
      if (seen[next]) { continue; }
      seen[next] = true;
      if (cells.length + figures.length >= BEHIND) { left += 1; continue; }
      if (next < 0) { figures.push(-1 - next); continue; }
      cells.push(next);
      Array.prototype.push.apply(waiting, data.cells[next][7]);
    }
    return { cells: cells, figures: figures, left: left };
  }

  function link(into, text) {
    if (/^https?:\/\//.test(text)) {
      var out = make("a", text, into);
      out.href = text;
      out.rel = "noopener noreferrer";
    } else if (text) { make("span", text, into); }
  }

  function named(input) {
    return input < 0 ? data.observations[-1 - input][0] : data.cells[input][0];
  }

  function figure(at) {
    var one = data.observations[at];
    var box = make("div", undefined, told);
    box.className = "item";
    var dl = make("dl", undefined, box);
    // The unit is that of the recorded value; what is printed may count in another one.
    pair(dl, "Figure", "'" + one[5] + "', recorded as " + [one[18], one[12]].filter(Boolean).join(" "));
    pair(dl, "As delivered", one[11]);
    pair(dl, "Read as", one[1] + " " + one[2] + (one[3] ? " (printed step " + one[3] + ")" : "") +
      (one[19] ? ", as decided: " + one[19] : ""));
    pair(dl, "Note", one[10]);
    pair(dl, "Inferred", one[14].replace(/;/g, ", "));
    if (one[16]) {
      pair(dl, "Chosen", one[16].replace(/_/g, " "));
      pair(dl, "Beside it", one[17].map(function (other) {
        return other[0] + " " + other[1] + ", known on " + other[2] + (other[3] === "true" ? ", withheld" : "");
      }).join("; "));
    }
    pair(dl, "Stands", [one[6], one[7]].filter(Boolean).join(", "));
    pair(dl, "SHA-256", one[8] && one[8] + (one[15] ? ", held by the office" : ", known by its hash"));
    pair(dl, "Observation", one[0] + (one[9] ? ", known on " + one[9] : ""));
    var source = data.sources[one[4]] || ["", ""];
    pair(dl, "Source", one[4] + (source[0] ? ": " + source[0] : "") + (one[13] ? ", grade " + one[13] : ""));
    if (source[1]) { make("dt", "Address", dl); link(make("dd", undefined, dl), source[1]); }
  }

  function about(rows, column, figures) {
    return rows.filter(function (row) {
      return row[column].some(function (at) { return figures.indexOf(at) >= 0; });
    });
  }

  function show(rows, at) {
    told.replaceChildren();
    var cell = data.cells[at], indicator = data.indicators[cell[6]] || ["", "", "", ""];
    head.textContent = rows.length ? "Number " + rows[0][0] + ": " + rows[0][10] : "Cell " + cell[0];
    document.title = head.textContent;
    make("h3", "Where it stands", told);
    var places = make("ul", undefined, told);
    rows.slice(0, LISTED).forEach(function (row) {
      var item = make("li", row[10] + (row[2] === "value" ? "" : " (" + row[2] + ")") + ": ", places);
      make("a", where(row), item).href = address(row);
    });
    if (!rows.length) { make("li", "It is behind other numbers and not printed itself.", places); }
    var pages = [];
    rows.forEach(function (row) {
      if (pages.indexOf(page(row)) >= 0) { return; }
      pages.push(page(row));
      make("a", "Index of " + page(row), make("li", undefined, places)).href = page(row) + "#n-" + row[0];
    });
    if (rows.length > LISTED) { make("li", "and " + (rows.length - LISTED) + " more places", places); }
    make("h3", "Cell and formula", told);
    var dl = make("dl", undefined, told);
    pair(dl, "Cell", cell[0]);
    pair(dl, "Value", cell[1] + " " + cell[2]);
    pair(dl, "Status, grade", cell[3] + ", " + cell[4]);
    pair(dl, "Flags", cell[5]);
    pair(dl, "Indicator", indicator[0]);
    pair(dl, "Formula", indicator[1]);
    pair(dl, "SQL", indicator[2] + (indicator[3] ? ", SHA-256 " + indicator[3] : ""));
    if (indicator[2]) {
      make("dt", "Commit", dl);
      make("a", "named in certificate.json", make("dd", undefined, dl)).href = "certificate.json";
    }
    var all = behind(at);
    if (cell[7].length) { make("h3", "Made of", told); }
    all.cells.forEach(function (name) {
      var own = data.cells[name];
      if (!own[7].length) { return; }
      var inputs = own[7].slice(0, 12).map(named).join(", ");
      var rest = own[7].length > 12 ? " and " + (own[7].length - 12) + " more" : "";
      make("p", own[0] + " = " + own[1] + " " + own[2] + ", from " + inputs + rest, told).className = "item";
    });
    if (all.left) { make("p", "and " + all.left + " more behind these", told); }
    make("h3", "Figures of sources", told);
    all.figures.forEach(figure);
    if (!all.figures.length) { make("p", "None.", told); }
    make("h3", "Findings", told);
    var findings = about(data.findings, 4, all.figures);
    findings.forEach(function (one) {
      var item = make("p", one[0] + " (" + one[1] + ", " + one[2] + "): " + one[3], told);
      item.className = "item";
      if (about([one], 5, all.figures).length) { return; }
      make("small", " About another figure, with which one of those above was compared." + one[6].map(function (row) {
        return " Decided about that one: " + row[0] + " (" + row[1] + "); " + row[2] + ": " + row[3];
      }).join(""), item);
    });
    if (!findings.length) { make("p", "None.", told); }
    make("h3", "Decisions about these figures", told);
    var decisions = about(data.decisions, 12, all.figures);
    decisions.forEach(function (one) {
      var what = one[2] ? "undo of " + one[2] : one[1], status = one[3] + (one[4] ? ", " + one[4] : "");
      var change = one[5] + " " + (one[6] || "not known") + " to " + (one[7] || "not known") + (one[8] ? ", until " + one[8] : "");
      make("p", one[0] + " " + what + " (" + status + "): " + change + "; by " + one[9] + ", " + one[10] + " UTC: " + one[11], told)
        .className = "item";
    });
    if (!decisions.length) { make("p", "None.", told); }
  }

  function asked() {
    try { return decodeURIComponent(location.hash.replace(/^#(n-)?/, "")); } catch (_) { return ""; }
  }

  function follow() {
    var name = asked();
    if (numbers[name]) { show(numbers[name], numbers[name][0][1]); }
    else if (byCell[name.toLowerCase()] !== undefined) { show(ofCell(byCell[name.toLowerCase()]), byCell[name.toLowerCase()]); }
    else {
      if (name) { forget("This release has no number or cell " + name); }
      return;
    }
    refresh();
    document.getElementById("found").focus({ preventScroll: false });
  }

  function ofCell(at) {
    return data.numbers.filter(function (row) { return row[1] === at; });
  }

  wanted.addEventListener("input", function () {
    shown = MOST;
    refresh();
    if (found.indexOf(asked()) < 0) { forget(); }
  });
  wanted.addEventListener("keydown", function (event) {
    var typed = wanted.value.trim().toLowerCase().replace(/^#?n-/, "");
    if (event.key !== "Enter") { return; }
    if (numbers[typed]) { location.hash = "n-" + typed; }
    else if (byCell[typed] !== undefined) { location.hash = encodeURIComponent(data.cells[byCell[typed]][0]); }
    else if (found.length) { location.hash = "n-" + found[0]; }
  });
  more.addEventListener("click", function () { shown += MOST; refresh(); });
  window.addEventListener("hashchange", follow);
  refresh();
  follow();
})();
