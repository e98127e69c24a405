// Rows far below the first screen get their layout behind the first paint, a few in each frame, unless Back or an
// address leads to one of them. It runs before the first paint.
(function () {
  "use strict";
  var ROWS_PER_FRAME = 10;
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
})();
