// Lists remember what they list, so that a paper's page leads on to the previous and the next of the list
// that its reader came from: see neighbours.js.
(function () {
  "use strict";
  var MAX_PAPERS = 200;

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

  document.addEventListener("click", remember);
  document.addEventListener("auxclick", remember);
})();
