// Before the first paint: what the reader chose earlier, that scripts run, and the fonts; and what all other
// scripts need of texts. It is a separate file,
// because the Content-Security-Policy allows no script inside a page.
(function (root) {
  "use strict";
  root.classList.replace("no-js", "js");
  /** Join names of people or topics, of which each keeps its direction, as isolate() in locale/direction.py does. */
  window.sitegenJoin = function (names, separator) {
    return names.map(function (name) {
      return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(name) ? "\u2068" + name + "\u2069" : name;
    }).join(separator);
  };
  // Where trail.js stores a list for neighbours.js.
  window.sitegenTrail = "sitegen.list";
  try {
    var scheme = localStorage.getItem("sitegen.scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
    if (localStorage.getItem("sitegen.abstracts") === "yes") root.dataset.abstracts = "yes";
  } catch (error) {
    // Private windows and file:// may refuse storage.
  }
  // From disk browsers refuse preloads of fonts, and would report an error.
  if (location.protocol === "file:") return;
  var folder = document.currentScript.src;
  // The faces that every page shows first are loaded together with the style sheet, so that text does not
  // move when they arrive.
  var names = ["source-serif-4-latin-600", "source-serif-4-latin-400", "inter-latin-400"];
  if (document.querySelector("meta[name=sitegen-math]")) names.push("stix-two-math-400");
  names.forEach(function (name) {
    document.head.append(Object.assign(document.createElement("link"), {
      rel: "preload", as: "font", crossOrigin: "", href: new URL("fonts/" + name + "-normal.woff2", folder).href
    }));
  });
})(document.documentElement);
