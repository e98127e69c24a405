// Lists remember what they list, so that a paper's page leads on to the previous and the next of the list
// that its reader came from: see neighbours.js. In pages it runs before the first paint, as rows far below get
// their layout behind it, a few in each frame, unless Back or an address leads to one of them.
(function () {
  "use strict";
  var MAX_PAPERS = 200;
  var ROWS_PER_FRAME = 10;

  /** Remember the list that a paper is opened from. */
  function remember(event) {
    var link = event.target.closest(".sg-list li a, .sg-results li a");
    if (!link) return;
    var papers = [];
    document.querySelectorAll(".sg-list li, .sg-results li").forEach(function (row) {
      var title = row.querySelector(".sg-list__title, a");
      if (title && papers.length < MAX_PAPERS) papers.push([title.href, title.textContent.trim(), title.lang]);
    });
    try {
      sessionStorage.setItem(window.sitegenTrail, JSON.stringify({ title: document.querySelector("h1").textContent.trim(), papers: papers }));
    } catch (error) {
      // Storage is full, or private windows and file:// refuse it.
    }
  }

  var root = document.documentElement;
  /** Give each row its layout: before a click on a year leads to it, too. */
  function layOut() { root.classList.remove("lazy"); }

  /** Give rows their layout, some in each frame, from the nth on. */
  function layOutFrom(rows, n) {
    for (var end = n + ROWS_PER_FRAME; n < end && n < rows.length; n++) rows[n].style.contentVisibility = "visible";
    if (n === rows.length) layOut();
    else if (root.classList.contains("lazy")) requestAnimationFrame(function () { setTimeout(layOutFrom, 0, rows, n); });
  }

  if (!location.hash && performance.getEntriesByType("navigation")[0].type !== "back_forward") {
    root.classList.add("lazy");
    addEventListener("load", function () { layOutFrom(document.querySelectorAll(".sg-list li"), 0); });
    addEventListener("scroll", layOut, { once: true });
    addEventListener("beforeprint", layOut);
    document.addEventListener("click", layOut);
  }
  document.addEventListener("click", remember);
  document.addEventListener("auxclick", remember);
})();
