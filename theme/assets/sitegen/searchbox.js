// The first view of the search page: the field, the order and the address. It loads what answers queries,
// and takes what a reader types until then. search.js takes over from it.
(function () {
  "use strict";
  var page = document.querySelector("[data-sg-search]");
  if (!page) return;
  var address = window.SitegenAddress;
  var own = document.currentScript.src;
  var field = document.getElementById("sg-q");
  var sort = document.getElementById("sg-sort");
  var typing = new AbortController();
  // What a reader changed of the filters before these are loaded. Browsers restore boxes on Back, without events.
  var inputs = new Set();

  /** Load a script, once: results wait for it. */
  function load(name) { return window.sitegenLoad.once(new URL(name, own), true); }

  function loadOffline() { return load("asset:offline.js"); }

  /** Show the query and the order of a state. */
  function show(state) {
    if (field.value !== state.q) field.value = state.q;
    // Without words no paper is more relevant than another.
    var order = state.q.trim() || state.like ? gettext("Relevance")
      : page.dataset.sgDates === "yes" ? gettext("Newest") : gettext("Title");
    Array.from(sort.options).forEach(function (option) {
      if (!option.value) option.textContent = order;
      option.hidden = Boolean(option.value) && option.textContent === order;
    });
    sort.value = state.sort;
  }

  /** Write to the address what the reader types before search.js listens. */
  function start() {
    var state = address.read();
    // The reader may be faster than this script.
    if (field.value && field.value !== field.defaultValue) address.write(Object.assign(state, { q: field.value, like: "" }), false);
    show(state);
    // The page has the counts of the whole collection.
    if (!location.search) document.getElementById("sg-facets").classList.remove("sg-facets--pending");
    field.addEventListener("input", function () {
      address.write(Object.assign(address.read(), { q: field.value, like: "", isPlain: false }), false);
    }, { signal: typing.signal });
    document.getElementById("sg-facets").addEventListener("change", function (event) { inputs.add(event.target); });
    if (page.dataset.sgPacked || location.protocol === "file:") loadOffline().catch(Boolean);
    load("asset:answers.js").catch(explain);
  }

  /** Explain why search does not work; the lists of papers below the notice do. */
  function explain(error) {
    var notice = document.getElementById("sg-notice");
    notice.hidden = false;
    document.getElementById("sg-body").hidden = document.getElementById("sg-side").hidden = true;
    // From disk, the reason is in the page.
    if (location.protocol === "file:") return;
    notice.textContent = window.sitegenFill(gettext("The search could not be loaded ({error}). All papers are in the lists below."), { error: error.message });
  }

  window.SitegenSearchbox = {
    show: show,
    explain: explain,
    /** Load what reads an index in scripts. */
    loadOffline: loadOffline,
    /** Load the filters, and papers like a paper. */
    loadRefinements: function () { return load("asset:refinements.js"); },
    /** The boxes and the ends of a range that were changed before facets.js listens. */
    touched: inputs,
    /** Leave the field to search.js. */
    leave: function () { typing.abort(); }
  };
  start();
})();
