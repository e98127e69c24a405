// Before the first paint: the reader's colours, and that scripts run. It is a separate file, because the
// Content-Security-Policy allows no script inside a page.
(function (root) {
  "use strict";
  root.classList.replace("no-js", "js");
  try {
    var scheme = localStorage.getItem("sitegen.scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  } catch (error) {
    // Private windows and file:// may refuse storage.
  }
})(document.documentElement);
