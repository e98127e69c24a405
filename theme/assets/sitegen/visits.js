// Marks the rows of papers that came since the reader's last visit. days/recent.js, which runs behind this
// script, has the papers of the newest days. What is stored stays in the browser.
(function () {
  "use strict";
  // Pages that are opened within this time are one visit.
  var VISIT_MS = 30 * 60 * 1000;
  var LABEL = gettext("New since your last visit");
  // The sites of one host share a storage, and so do all pages from disk.
  var KEY = "sitegen.visit " + new URL("../../", document.currentScript.src).href;

  function recall() {
    try {
      var visit = JSON.parse(localStorage.getItem(KEY));
      var isWhole = visit && typeof visit.oldest === "string";
      return isWhole && Array.isArray(visit.seen) && Array.isArray(visit.shown) ? visit : null;
    } catch (error) {
      // Private windows and file:// may refuse storage, and another program may have written anything.
      return null;
    }
  }

  /**
   * Return what the reader's last visit showed, and remember this visit. Papers count, not days: some come
   * later on a day that the reader has seen.
   */
  function visit(ids, oldest) {
    var now = Date.now();
    var last = recall();
    var isSame = last && Math.abs(now - last.time) < VISIT_MS;
    var seen = last ? (isSame ? last.seen : last.shown) : ids;
    var start = last ? last.oldest : oldest;
    try {
      localStorage.setItem(
        KEY, JSON.stringify({ seen: seen, shown: ids, oldest: isSame ? start : oldest, time: now })
      );
    } catch (error) {
      // The next visit is as the first one.
    }
    return { seen: new Set(seen), oldest: start };
  }

  function mark(row, link) {
    var text = document.createElement("span");
    text.className = "sg-visually-hidden";
    text.textContent = " (" + gettext("new since your last visit") + ")";
    link.after(text);
    row.classList.add("sg-list__new");
    row.title = LABEL;
  }

  /** Take day -> ids of its papers, the newest day first. */
  window.sitegenRecent = function (days) {
    var names = Object.keys(days);
    var all = [];
    names.forEach(function (day) { all = all.concat(days[day]); });
    var last = visit(all, names[names.length - 1]);
    var ids = new Set();
    names.forEach(function (day) {
      // ISO dates sort as texts. The last visit knew nothing of days above its oldest.
      if (day < last.oldest) return;
      days[day].forEach(function (id) { if (!last.seen.has(id)) ids.add(id); });
    });
    if (!ids.size) return;
    document.querySelectorAll(".sg-list li").forEach(function (row) {
      var link = row.querySelector("a");
      var match = link && /\/papers\/([^/]+)\.html$/.exec(new URL(link.href).pathname);
      if (match && ids.has(decodeURIComponent(match[1]))) mark(row, link);
    });
  };
})();
