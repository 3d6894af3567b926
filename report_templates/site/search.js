/* Looks an id up in the scripts of search/: works from a folder as from a server, and fetches nothing else. */
(function () {
  "use strict";
  var lang = document.documentElement.lang;
  var place = document.getElementById("result");
  var root = place.dataset.root;
  var words = JSON.parse(place.dataset.words);
  var asked = (new URLSearchParams(location.search).get("q") || "").trim().replace(/^#?n-/, "");
  var head = null;
  var shards = {};

  window.crossfootIndex = function (given) { head = given; };
  window.crossfootShard = function (name, entries) { shards[name] = entries; };

  function load(name, then) {
    var script = document.createElement("script");
    script.src = root + "search/" + name + ".js";
    script.onload = then;
    script.onerror = function () { tell(words.unread); };
    document.head.append(script);
  }

  function has(entries, key) {
    return Object.prototype.hasOwnProperty.call(entries, key);
  }

  function shardOf(key, count) {
    var value = 0x811c9dc5;
    new TextEncoder().encode(key).forEach(function (byte) {
      value = Math.imul(value ^ byte, 0x01000193) >>> 0;
    });
    return value % count;
  }

  function lookUp(kind, key, then) {
    var name = kind + shardOf(key, head.shards[kind]);
    load(name, function () {
      var entries = shards[name];
      then(has(entries, key) ? entries[key] : null);
    });
  }

  function make(tag, text) {
    var element = document.createElement(tag);
    element.textContent = text;
    return element;
  }

  function linked(text, href) {
    var link = make("a", text);
    link.href = href;
    return link;
  }

  function tell(text) {
    document.getElementById("said").textContent = text;
  }

  function counted(variants, count) {
    var kind = new Intl.PluralRules(lang).select(count);
    var shown = String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
    return (has(variants, kind) ? variants[kind] : variants.other || variants.one).replace("{shown}", shown);
  }

  function named(names, code) {
    return has(names, code) ? names[code] : code;
  }

  function address(at, number) {
    var path = head.issues[head.pages[at][0]] + "/" + head.pages[at][1];
    return root + path.split("/").map(encodeURIComponent).join("/") + "#n-" + encodeURIComponent(number);
  }

  /* The newest issue first, and in it the pages in the language of this one. */
  function byPage(one, other) {
    var a = head.pages[one[0]], b = head.pages[other[0]];
    if (a[0] !== b[0]) { return a[0] - b[0]; }
    var own = "." + lang + ".";
    return (b[1].indexOf(own) > 0) - (a[1].indexOf(own) > 0) || one[0] - other[0];
  }

  function newestFirst(one, other) {
    var a = one.split(".")[2], b = other.split(".")[2];
    if (a !== b) { return a < b ? 1 : -1; }
    return one < other ? -1 : 1;
  }

  function headed(name) {
    var parts = name.split(".");
    var heading = make("h3", named(words.titles, parts[0]) + ", " + named(words.places, parts[1] || "") + " ");
    heading.append(make("code", name));
    return heading;
  }

  function listed(facets, only) {
    var list = document.createElement("ul");
    Object.keys(facets).sort().forEach(function (number) {
      if (only && number !== only) { return; }
      facets[number].slice(1).sort(byPage).forEach(function (printed) {
        var page = head.pages[printed[0]];
        var item = document.createElement("li");
        item.append(
          linked(printed[1] + ": " + words.issues[head.issues[page[0]]], address(printed[0], number)),
          " " + page[1] + ", " + number + ", " + named(words.facets, facets[number][0])
        );
        list.append(item);
      });
    });
    return list;
  }

  function show(cells, only) {
    var names = Object.keys(cells).sort(newestFirst);
    var found = document.getElementById("found");
    var count = 0;
    names.slice(0, words.most).forEach(function (name) {
      var list = listed(cells[name], only);
      count += list.children.length;
      found.append(headed(name), list);
      if (only) {
        var last = document.createElement("p");
        last.append(linked(words.every, "search.html?q=" + encodeURIComponent(name)));
        found.append(last);
      }
    });
    var said = counted(words.found, count);
    if (names.length > words.most) { said += " " + counted(words.more, names.length); }
    tell(count ? said : words.none);
  }

  function ofCell(id, only) {
    var parts = id.split(".");
    var exact = parts.length > 2;
    lookUp("c", parts.slice(0, 2).join("."), function (series) {
      var cells = {};
      Object.keys(series || {}).forEach(function (name) {
        if (exact ? name === id || (!only && name.startsWith(id)) : true) { cells[name] = series[name]; }
      });
      if (has(cells, id)) {
        var one = {};
        one[id] = cells[id];
        cells = one;
      }
      show(cells, only);
    });
  }

  /* An indicator by its code, or by words that its name holds, each of them. */
  function ofIndicator(text) {
    var wanted = text.toLocaleLowerCase(lang).split(/\s+/);
    var codes = Object.keys(words.titles).filter(function (code) {
      var title = words.titles[code].toLocaleLowerCase(lang);
      return code === text || wanted.every(function (word) { return title.indexOf(word) >= 0; });
    });
    if (!codes.length) { tell(words.none); return; }
    var list = document.createElement("ul");
    codes.forEach(function (code) {
      var item = document.createElement("li");
      item.append(linked(words.titles[code], "indicators/" + encodeURIComponent(code) + ".html"));
      list.append(item);
    });
    document.getElementById("found").append(list);
    tell(counted(words.found, codes.length));
  }

  function begin() {
    place.hidden = false;
    document.getElementById("head").focus();
    if (asked.indexOf(".") > 0) { ofCell(asked, ""); return; }
    var number = asked.toLowerCase();
    lookUp("n", number, function (cell) {
      if (cell === null) { ofIndicator(asked); } else { ofCell(cell, number); }
    });
  }

  document.getElementById("plain").hidden = true;
  if (asked) {
    document.getElementById("q").value = asked;
    load("index", begin);
  }
})();
