// Before the first paint: what the reader chose earlier, and that scripts run. It is a separate file, because the
// Content-Security-Policy allows no script inside a page.
(function (root) {
  "use strict";
  root.classList.replace("no-js", "js");
  try {
    var scheme = localStorage.getItem("sitegen.scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
    if (localStorage.getItem("sitegen.abstracts") === "yes") root.dataset.abstracts = "yes";
  } catch (error) {
    // Private windows and file:// may refuse storage.
  }
})(document.documentElement);
