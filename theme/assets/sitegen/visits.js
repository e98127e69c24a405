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
      return visit && typeof visit.newest === "string" && typeof visit.since === "string" ? visit : null;
    } catch (error) {
      // Private windows and file:// may refuse storage, and another program may have written anything.
      return null;
    }
  }

  /** Return the newest day that the reader's last visit showed, and remember this visit. */
  function visit(newest) {
    var now = Date.now();
    var last = recall();
    var isSame = last && Math.abs(now - last.time) < VISIT_MS;
    var since = last ? (isSame ? last.since : last.newest) : newest;
    try {
      localStorage.setItem(KEY, JSON.stringify({ since: since, newest: newest, time: now }));
    } catch (error) {
      // The next visit is as the first one.
    }
    return since;
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
    var since = visit(Object.keys(days)[0]);
    var ids = new Set();
    Object.keys(days).forEach(function (day) {
      // ISO dates sort as texts.
      if (day > since) days[day].forEach(function (id) { ids.add(id); });
    });
    if (!ids.size) return;
    document.querySelectorAll(".sg-list li").forEach(function (row) {
      var link = row.querySelector("a");
      var match = link && /\/papers\/([^/]+)\.html$/.exec(new URL(link.href).pathname);
      if (match && ids.has(decodeURIComponent(match[1]))) mark(row, link);
    });
  };
})();
