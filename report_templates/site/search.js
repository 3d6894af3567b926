/* Looks an id up in the scripts of search/: works from a folder as from a server, and fetches nothing else. */
(function () {
  "use strict";
  var MOST_CELLS = 100;
  var place = document.getElementById("result");
  var words = place.dataset;
  var asked = (new URLSearchParams(location.search).get("q") || "").trim().replace(/^#?n-/, "");
  var head = null;
  var shards = {};

  window.crossfootIndex = function (given) { head = given; };
  window.crossfootShard = function (name, entries) { shards[name] = entries; };

  function load(name, then) {
    var script = document.createElement("script");
    script.src = "search/" + name + ".js";
    script.onload = then;
    script.onerror = function () { tell(words.failed); };
    document.head.append(script);
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
      then(Object.prototype.hasOwnProperty.call(entries, key) ? entries[key] : null);
    });
  }

  function make(tag, text) {
    var element = document.createElement(tag);
    element.textContent = text;
    return element;
  }

  function tell(text) {
    document.getElementById("said").textContent = text;
  }

  function address(at, number) {
    var issue = head.issues[head.pages[at][0]];
    var path = issue.key + "/" + head.pages[at][1];
    return path.split("/").map(encodeURIComponent).join("/") + "#n-" + encodeURIComponent(number);
  }

  function newestFirst(one, other) {
    var a = one.split(".")[2], b = other.split(".")[2];
    if (a !== b) { return a < b ? 1 : -1; }
    return one < other ? -1 : 1;
  }

  function show(cells, only) {
    var names = Object.keys(cells).sort(newestFirst);
    var found = document.getElementById("found");
    var count = 0;
    names.slice(0, MOST_CELLS).forEach(function (name) {
      var list = document.createElement("ul");
      Object.keys(cells[name]).sort().forEach(function (number) {
        if (only && number !== only) { return; }
        cells[name][number].slice(1).forEach(function (printed) {
          var item = document.createElement("li");
          var link = make("a", printed[1] + ": " + head.issues[head.pages[printed[0]][0]].name);
          link.href = address(printed[0], number);
          item.append(link, " " + head.pages[printed[0]][1] + ", " + number + ", " + cells[name][number][0]);
          list.append(item);
          count += 1;
        });
      });
      found.append(make("h3", name), list);
      if (only) {
        var every = make("a", words.every);
        every.href = "search.html?q=" + encodeURIComponent(name);
        var last = document.createElement("p");
        last.append(every);
        found.append(last);
      }
    });
    var said = count === 1 ? words.one : words.many.replace("{count}", count);
    if (names.length > MOST_CELLS) {
      said += " " + words.more.replace("{shown}", MOST_CELLS).replace("{count}", names.length);
    }
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
      if (Object.prototype.hasOwnProperty.call(cells, id)) {
        var one = {};
        one[id] = cells[id];
        cells = one;
      }
      show(cells, only);
    });
  }

  function begin() {
    place.hidden = false;
    document.getElementById("head").focus();
    if (asked.indexOf(".") > 0) { ofCell(asked, ""); return; }
    var number = asked.toLowerCase();
    lookUp("n", number, function (cell) {
      if (cell === null) { tell(words.none); } else { ofCell(cell, number); }
    });
  }

  document.getElementById("plain").hidden = true;
  if (asked) {
    document.getElementById("q").value = asked;
    load("index", begin);
  }
})();
