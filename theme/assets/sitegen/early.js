// Before the first paint: what the reader chose earlier, that scripts run, and the fonts. It is a separate file,
// because the Content-Security-Policy allows no script inside a page.
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
  // The two faces that every page shows first are loaded together with the style sheet, so that text does
  // not move when they arrive. From disk browsers refuse preloads, and would report an error.
  if (location.protocol === "file:") return;
  ["source-serif-4", "inter"].forEach(function (name) {
    var link = document.createElement("link");
    var href = new URL("fonts/" + name + "-latin-400-normal.woff2", document.currentScript.src).href;
    document.head.append(Object.assign(link, { rel: "preload", as: "font", crossOrigin: "", href: href }));
  });
})(document.documentElement);
