// The reading list of this browser: what it stores, the stars of papers, and the link in the header.
// list.js shows the list. The format is in docs/adr/0019-reading-list.md.
(function () {
  "use strict";
  var FIELDS = ["star", "note", "seen", "place", "paper"];
  var STAR = "m12 3.6 2.5 5.4 5.9.7-4.4 4 1.2 5.8-5.2-2.9-5.2 2.9L8 13.7l-4.4-4 5.9-.7z";
  var base = new URL("../../", document.currentScript.src).href;
  // The sites of one host share a storage, and so do all pages from disk.
  var PREFIX = "sitegen.list.1 " + base + " ";
  var starred = new Set();
  // What this page wrote, so that a tab that did not know it yet does not undo it.
  var written = new Map();
  // Id of a paper -> its buttons on this page.
  var buttons = new Map();
  var listeners = [];

  // ---- Entries ------------------------------------------------------------------------------

  /** Return the fields of an entry, [value, time in ms] each, that have this form. */
  function parse(text) {
    var entry = {};
    var stored = null;
    try {
      stored = JSON.parse(text);
    } catch (error) {
      // Another program of the host may have written anything.
    }
    FIELDS.forEach(function (field) {
      var pair = stored && stored[field];
      if (Array.isArray(pair) && pair.length === 2 && Number.isSafeInteger(pair[1])) entry[field] = pair;
    });
    return entry;
  }

  function later(left, right) {
    if (!left || !right) return left || right;
    if (left[1] !== right[1]) return left[1] > right[1] ? left : right;
    // Both tabs must choose the same.
    return JSON.stringify(left[0]) >= JSON.stringify(right[0]) ? left : right;
  }

  /** Merge two versions of an entry: of each field, the later one. The order does not matter. */
  function merge(left, right) {
    var entry = {};
    FIELDS.forEach(function (field) {
      var pair = later(left[field], right[field]);
      if (pair) entry[field] = pair;
    });
    return entry;
  }

  function valueOf(entry, field) { return entry[field] ? entry[field][0] : null; }

  /** Return whether a paper is in the list: the value of its star is the time at which it was added. */
  function isStarred(entry) { return valueOf(entry, "star") > 0; }

  // ---- Storage ------------------------------------------------------------------------------

  function read(id) {
    try {
      return parse(localStorage.getItem(PREFIX + id));
    } catch (error) {
      return {};
    }
  }

  /** Return all entries, as a Map from ids. */
  function readAll() {
    var entries = new Map();
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (key.startsWith(PREFIX)) entries.set(key.slice(PREFIX.length), parse(localStorage.getItem(key)));
      });
    } catch (error) {
      // Said when the reader wants to store something.
    }
    return entries;
  }

  /** Store an entry; return whether the browser did. Each has its own key: tabs seldom write the same. */
  function put(id, entry, isQuiet) {
    try {
      localStorage.setItem(PREFIX + id, JSON.stringify(entry));
    } catch (error) {
      if (!isQuiet) list.report(reason(error));
      return false;
    }
    written.set(id, entry);
    show(id, entry);
    return true;
  }

  function reason(error) {
    return error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED"
      ? gettext("Not saved: the storage of this site in your browser is full. Export the reading list, then remove papers from it.")
      : gettext("Not saved: your browser stores nothing for this site. Allow it to store data, or leave private browsing.");
  }

  /** Give fields of a paper new values, as of now; return whether they are stored. */
  function change(id, values, isQuiet) {
    var entry = read(id);
    Object.keys(values).forEach(function (field) {
      // Clocks may have gone back.
      entry[field] = [values[field], Math.max(Date.now(), entry[field] ? entry[field][1] + 1 : 0)];
    });
    return put(id, entry, isQuiet);
  }

  /** Erase entries, without a trace. */
  function erase(ids) {
    ids.forEach(function (id) {
      try {
        localStorage.removeItem(PREFIX + id);
      } catch (error) {
        // Nothing is stored.
      }
      written.delete(id);
      show(id, {});
    });
  }

  /** Take over what another tab stored, and restore what it did not know. */
  function receive(id, text) {
    var entry = parse(text);
    var mine = text === null ? null : written.get(id);
    if (text === null) written.delete(id);
    if (mine) {
      var merged = merge(entry, mine);
      if (JSON.stringify(merged) !== JSON.stringify(merge(entry, {}))) {
        put(id, merged, true);
        return;
      }
    }
    show(id, entry);
  }

  // ---- Stars --------------------------------------------------------------------------------

  function show(id, entry) {
    starred[isStarred(entry) ? "add" : "delete"](id);
    (buttons.get(id) || []).forEach(function (button) { press(button, starred.has(id)); });
    showCount();
    listeners.forEach(function (listener) { listener(id, entry); });
  }

  function press(button, isPressed) {
    button.setAttribute("aria-pressed", String(isPressed));
    button.querySelector("path").setAttribute("fill", isPressed ? "currentColor" : "none");
  }

  /** Return an element of an image. */
  function draw(name, looks) {
    var element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(looks).forEach(function (look) { element.setAttribute(look, looks[look]); });
    return element;
  }

  function icon() {
    var image = draw("svg", { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": true });
    image.append(draw("path", { d: STAR, fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linejoin": "round" }));
    return image;
  }

  /**
   * Return the star of a paper.
   * @param {string} id the paper
   * @param {string} title which the list shows until it has the record
   */
  function starButton(id, title) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "sg-star";
    button.setAttribute("aria-label", window.sitegenFill(gettext("Add to reading list: {title}"), { title: title }));
    button.append(icon());
    press(button, starred.has(id));
    button.addEventListener("click", function () {
      change(id, starred.has(id) ? { star: 0 } : Object.assign({ star: Date.now() }, titleOf(id, title)));
    });
    if (!buttons.has(id)) buttons.set(id, []);
    buttons.get(id).push(button);
    return button;
  }

  /** Return the title of a paper as a field, unless the entry has it. */
  function titleOf(id, title) { return read(id).paper ? {} : { paper: { title: title } }; }

  /** Return the id of the paper that a link leads to, or "". */
  function idOf(link) {
    var match = link && link.href.startsWith(base + "papers/") && /^([^/?#]+)\.html/.exec(link.href.slice(base.length + 7));
    try {
      return match ? decodeURIComponent(match[1]) : "";
    } catch (error) {
      return "";
    }
  }

  function textOf(element) { return element ? element.textContent.trim() : ""; }

  function addStar(row) {
    var link = row.querySelector("a");
    var id = idOf(link);
    if (id && !row.querySelector(".sg-star")) row.append(starButton(id, textOf(link)));
  }

  function addStars(rows) { rows.forEach(addStar); }

  // ---- A paper's page -----------------------------------------------------------------------

  function setUpPaper(links) {
    var id = idOf(location);
    if (!id) return;
    var title = textOf(document.querySelector("h1"));
    var button = starButton(id, title);
    button.append(gettext("Reading list"));
    (links.querySelector("p") || links).append(button);
    change(id, Object.assign({ seen: Date.now() }, titleOf(id, title)), true);
  }

  // ---- The header ---------------------------------------------------------------------------

  var header = null;

  function setUpHeader(scheme) {
    header = document.createElement("a");
    header.className = "sg-header__list";
    header.href = base + "list.html";
    if (document.querySelector(".sg-page--reading")) header.setAttribute("aria-current", "page");
    header.append(icon(), document.createElement("span"));
    scheme.before(header);
  }

  function showCount() {
    if (!header) return;
    header.lastChild.textContent = starred.size || "";
    var text = ngettext("Reading list, {n} paper", "Reading list, {n} papers", starred.size);
    header.setAttribute("aria-label", window.sitegenFill(text, { n: starred.size }));
  }

  /** Read everything again: a page that Back restores has missed what happened. */
  function refresh() {
    starred.clear();
    readAll().forEach(function (entry, id) { if (isStarred(entry)) starred.add(id); });
    buttons.forEach(function (group, id) {
      group.forEach(function (button) { press(button, starred.has(id)); });
    });
    showCount();
  }

  /** Say what went wrong; list.js has its own place for it. */
  function report(text) {
    var box = document.querySelector(".sg-star__fault");
    if (!box) {
      box = document.createElement("p");
      box.className = "sg-star__fault sg-search__notice";
      box.setAttribute("role", "alert");
      document.body.append(box);
    }
    box.textContent = text;
  }

  var list = window.sitegenStars = {
    base: base, FIELDS: FIELDS, parse: parse, merge: merge, read: read, readAll: readAll, put: put, change: change,
    erase: erase, starButton: starButton, report: report, valueOf: valueOf, isStarred: isStarred,
    starredIds: function () { return Array.from(starred); },
    onChange: function (listener) { listeners.push(listener); }
  };

  var scheme = document.querySelector(".sg-header__scheme");
  if (scheme) setUpHeader(scheme);
  refresh();
  addStars(document.querySelectorAll(".sg-list > ul > li, .sg-related > ol > li, .sg-cites li"));
  document.querySelectorAll(".sg-paper__links").forEach(setUpPaper);
  var results = document.getElementById("sg-results");
  if (results) {
    new MutationObserver(function () { addStars(Array.from(results.children)); }).observe(results, { childList: true });
  }
  addEventListener("storage", function (event) {
    if (event.key === null) refresh();
    else if (event.key.startsWith(PREFIX)) receive(event.key.slice(PREFIX.length), event.newValue);
  });
  addEventListener("pageshow", function (event) { if (event.persisted) refresh(); });
})();
