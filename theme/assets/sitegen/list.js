// The first view of the reading list, which stars.js stores. list-actions.js is loaded behind it: it completes
// what the rows say, and exports, imports and edits.
(function () {
  "use strict";
  var stars = window.sitegenStars;
  var own = document.currentScript.src;
  var box = document.getElementById("sg-reading");
  if (!box || !stars) return;
  // Before the rest is loaded.
  var ACTIONS_DELAY_MS = 150;
  var collator = new Intl.Collator(gettext.locale, { numeric: true, sensitivity: "base" });
  var days = new Intl.DateTimeFormat(gettext.locale, { year: "numeric", month: "short", day: "numeric" });
  var byId = function (id) { return document.getElementById(id); };
  var list = byId("sg-papers");
  // Papers that were only visited: the browser's room is small.
  var MAX_VISITS = 2000;
  var view = "starred";
  var entries = stars.readAll();
  // Id -> its row, and what the row shows of the entry.
  var rows = new Map();
  // Ids that this site does not have any more.
  var goneIds = new Set();
  var isPlanned = false;

  function valueOf(id, field) { return stars.valueOf(entries.get(id) || {}, field); }

  /** Return what the list shows of a paper; other programs may have written its entry. */
  function paperOf(id) {
    var paper = Object(valueOf(id, "paper"));
    var text = function (name) { return typeof paper[name] === "string" ? paper[name] : ""; };
    return { title: text("title") || id, who: text("who"), when: text("when"), year: text("year"), isComplete: "year" in paper };
  }

  function noteOf(id) {
    var note = valueOf(id, "note");
    return typeof note === "string" ? note : "";
  }

  function element(tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function plainButton(text, onClick) {
    var button = element("button", "", text);
    button.type = "button";
    button.addEventListener("click", onClick);
    return button;
  }

  function fill(text, values) { return window.sitegenFill(text, values); }

  // ---- Order and search ---------------------------------------------------------------------

  function yearOf(id) {
    var paper = paperOf(id);
    return Number(paper.year || (/\b\d{4}(?!.*\d{4})/.exec(paper.when.slice(-40)) || [0])[0]);
  }

  function timeOf(id) { return Number(valueOf(id, view === "seen" ? "seen" : "star")) || 0; }

  function byTime(left, right) { return timeOf(right) - timeOf(left) || collator.compare(left, right); }

  var orders = {
    added: byTime,
    title: function (left, right) { return collator.compare(paperOf(left).title, paperOf(right).title) || byTime(left, right); },
    year: function (left, right) { return yearOf(right) - yearOf(left) || byTime(left, right); },
    // Papers that were added since come first.
    hand: function (left, right) {
      var places = [left, right].map(function (id) {
        var place = valueOf(id, "place");
        return typeof place === "number" ? place : -1;
      });
      return places[0] - places[1] || byTime(left, right);
    }
  };

  function isInView(id) {
    var entry = entries.get(id);
    return view === "seen" ? stars.valueOf(entry, "seen") > 0 : stars.isStarred(entry);
  }

  function words(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }

  function shownIds() {
    var terms = words(byId("sg-find").value).split(/\s+/).filter(Boolean);
    var ids = Array.from(entries.keys()).filter(isInView);
    var total = ids.length;
    if (terms.length) {
      ids = ids.filter(function (id) {
        var paper = paperOf(id);
        var text = words([paper.title, paper.who, paper.when, noteOf(id)].join(" "));
        return terms.every(function (term) { return text.includes(term); });
      });
    }
    return { ids: ids.sort(orders[byId("sg-order").value]), total: total };
  }

  // ---- Rows ---------------------------------------------------------------------------------

  function addressOf(id) { return stars.base + "papers/" + encodeURIComponent(id) + ".html"; }

  // No date is later.
  function day(time) { return days.format(Math.min(time, 8.64e15)); }

  /** Return the row of a paper: the one that is there, if it still says the same. */
  function rowOf(id) {
    var isByHand = byId("sg-order").value === "hand" && view === "starred";
    var key = JSON.stringify([entries.get(id), isByHand, goneIds.has(id)]);
    var known = rows.get(id);
    if (known && (known.key === key || known.isEdited)) return known.item;
    var paper = paperOf(id);
    var item = element("li");
    var link = element("a", "sg-list__title", paper.title);
    var line = element("p", "sg-list__line");
    link.href = addressOf(id);
    link.dir = "auto";
    if (paper.who) line.append(element("span", "sg-list__who", paper.who));
    if (paper.when) line.append(paper.who ? " · " : "", element("span", "sg-list__when", paper.when));
    // Room for what the record says; if it says nothing, the rows below stay where they are.
    if (!line.childNodes.length) line.textContent = "\u00a0";
    item.append(link, line);
    if (goneIds.has(id)) item.append(element("p", "sg-reading__gone", gettext("This paper is no longer on this site.")));
    if (noteOf(id)) item.append(Object.assign(element("p", "sg-reading__note", noteOf(id)), { dir: "auto" }));
    item.append(controls(id, isByHand, paper.title));
    // The button is the same for good: stars.js keeps its state.
    var star = known ? known.star : stars.starButton(id, paper.title);
    item.append(star);
    rows.set(id, { item: item, key: key, star: star, isEdited: false });
    return item;
  }

  function controls(id, isByHand, title) {
    var line = element("div", "sg-reading__row");
    var added = Number(valueOf(id, "star"));
    var seen = Number(valueOf(id, "seen"));
    if (added > 0) line.append(element("span", "", fill(gettext("Added {day}"), { day: day(added) })));
    if (seen > 0) line.append(element("span", "", fill(gettext("Visited {day}"), { day: day(seen) })));
    var edit = plainButton(noteOf(id) ? gettext("Edit note") : gettext("Add a note"), function () { withActions("editNote", id); });
    edit.setAttribute("aria-label", edit.textContent + ": " + title);
    line.append(edit);
    if (!isByHand) return line;
    [[gettext("Up"), -1], [gettext("Down"), 1], [gettext("To the top"), -Infinity]].forEach(function (pair) {
      var button = plainButton(pair[0], function () { withActions("move", id, pair[1], pair[0]); });
      button.dataset.sgMove = pair[0];
      button.setAttribute("aria-label", pair[0] + ": " + title);
      line.append(button);
    });
    return line;
  }

  // ---- The list -----------------------------------------------------------------------------

  /** Render once for all changes of a moment, such as an import. */
  function render() {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(renderNow);
  }

  /** Put rows into the list; one that stays in its place is not touched: a click may be under way in it. */
  function showRows(items) {
    var wanted = new Set(items);
    if (!list.firstElementChild) list.replaceChildren.apply(list, items);
    items.forEach(function (item, index) {
      var current = list.children[index];
      if (current === item) return;
      if (current && !wanted.has(current)) current.replaceWith(item);
      else list.insertBefore(item, current || null);
    });
    while (list.children.length > items.length) list.lastElementChild.remove();
  }

  function renderNow() {
    isPlanned = false;
    var shown = shownIds();
    var focused = document.activeElement;
    showRows(shown.ids.map(rowOf));
    if (!shown.ids.length) list.append(element("li", "sg-reading__none", emptyText(shown.total)));
    if (focused && focused !== document.activeElement && list.contains(focused)) focused.focus();
    byId("sg-status").textContent = statusText(shown);
    byId("sg-actions").hidden = !entries.size;
    var like = byId("sg-like");
    if (like) like.parentElement.hidden = view !== "starred" || !shown.total;
  }

  function emptyText(total) {
    if (total) return gettext("No paper of the list has all of these words.");
    return view === "seen" ? fill(gettext("No visits yet. The latest {n} papers that you open here are listed."), { n: MAX_VISITS })
      : gettext("Nothing here yet. The star beside each title adds a paper; below, a file brings many at once.");
  }

  function statusText(shown) {
    if (!shown.total) return "";
    var text = view === "seen" ? ngettext("{n} paper visited", "{n} papers visited", shown.total)
      : ngettext("{n} paper", "{n} papers", shown.total);
    var all = fill(text, { n: shown.total });
    return shown.ids.length === shown.total ? all : fill(gettext("{n} of {papers}"), { n: shown.ids.length, papers: all });
  }

  function say(text) { byId("sg-status").textContent = text; }

  stars.report = function (text) {
    var fault = byId("sg-fault");
    fault.hidden = !text;
    fault.textContent = text;
  };

  stars.onChange(function (id, entry) {
    if (Object.keys(entry).length) entries.set(id, entry);
    else entries.delete(id);
    render();
  });

  // ---- Actions ------------------------------------------------------------------------------

  function load(name) { return window.sitegenLoad.once(new URL(name, own)); }

  /** Call a function of list-actions.js, which is loaded once. */
  async function withActions(name) {
    try {
      await Promise.all([load("asset:citations.js"), load("asset:list-actions.js")]);
    } catch (error) {
      return stars.report(fill(gettext("A part of this page failed: {error}."), { error: error.message }));
    }
    return window.sitegenReadingActions[name].apply(null, Array.from(arguments).slice(1));
  }

  // ---- Events -------------------------------------------------------------------------------

  document.querySelectorAll("[data-sg-view]").forEach(function (button, _, group) {
    button.addEventListener("click", function () {
      view = button.dataset.sgView;
      group.forEach(function (other) { other.setAttribute("aria-pressed", String(other === button)); });
      renderNow();
      withActions("complete");
    });
  });
  document.querySelectorAll("[data-sg-take]").forEach(function (button) {
    button.addEventListener("click", function () { withActions("take", button.dataset.sgTake); });
  });
  byId("sg-find").addEventListener("input", render);
  byId("sg-order").addEventListener("change", renderNow);
  byId("sg-address").addEventListener("click", function () { withActions("copyAddress"); });
  byId("sg-print").addEventListener("click", function () { print(); });
  byId("sg-clear").addEventListener("click", function () { withActions("clear", "star"); });
  byId("sg-clear-seen").addEventListener("click", function () { withActions("clear", "seen"); });
  byId("sg-file").addEventListener("change", function () {
    var files = Array.from(byId("sg-file").files);
    // The same file may be chosen again.
    byId("sg-file").value = "";
    if (files.length) withActions("bringFiles", files);
  });
  byId("sg-paste").addEventListener("submit", function (event) {
    event.preventDefault();
    withActions("bring", byId("sg-text").value, gettext("The text"));
  });
  addEventListener("hashchange", function () { withActions("bringAddress"); });
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    entries = stars.readAll();
    renderNow();
  });
  renderNow();
  box.classList.remove("sg-reading--pending");
  window.sitegenReading = {
    entries: function () { return entries; }, view: function () { return view; }, rows: rows, orders: orders,
    setGone: function (ids) { goneIds = ids; },
    element: element, plainButton: plainButton, fill: fill, maxVisits: MAX_VISITS, valueOf: valueOf, paperOf: paperOf, noteOf: noteOf,
    addressOf: addressOf, isInView: isInView, shownIds: shownIds, rowOf: rowOf, render: render, renderNow: renderNow, say: say
  };
  setTimeout(function () { withActions("start"); }, ACTIONS_DELAY_MS);
})();
