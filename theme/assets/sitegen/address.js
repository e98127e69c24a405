// The state of the search page as its address holds it, and the reader's place in the list.
(function () {
  "use strict";
  var FACETS = ["tag", "year", "venue", "author", "has"];
  var PAGE_SIZE = 10;
  // An address can hold any text and any number: longer ones are cut. Each row is a request.
  var MAX_QUERY_CHARS = 1000;
  var MAX_VALUES = 32;
  var MAX_ROWS = 500;
  // Scrolling fires events faster than browsers accept entries of the history.
  var SCROLL_DELAY_MS = 250;

  /**
   * Return the state that an address holds.
   * @returns {{like: string, q: string, sort: string, filters: Object, range: number[], rows: number}} like:
   *   the id of the paper that others are close to, or ""; filters:
   *   facet -> chosen values; range: first and last year, 0 for an open end; rows: results to show
   */
  function read() {
    var query = new URLSearchParams(location.search);
    var filters = {};
    FACETS.forEach(function (facet) { filters[facet] = query.getAll(facet).slice(0, MAX_VALUES); });
    return {
      like: (query.get("like") || "").slice(0, MAX_QUERY_CHARS),
      // Papers like another one are not selected by words.
      q: (!query.get("like") && query.get("q") || "").slice(0, MAX_QUERY_CHARS),
      // Whether to search for the words as typed.
      isPlain: query.get("plain") === "yes",
      sort: query.get("sort") || "",
      filters: filters,
      range: ["from", "to"].map(function (name) { return Number(query.get(name)) || 0; }),
      rows: Math.min(Math.max(Math.floor(Number(query.get("n"))) || 0, PAGE_SIZE), MAX_ROWS)
    };
  }

  function format(state) {
    var query = new URLSearchParams();
    if (state.like) query.set("like", state.like);
    if (state.q) query.set("q", state.q);
    if (state.isPlain) query.set("plain", "yes");
    FACETS.forEach(function (facet) {
      state.filters[facet].forEach(function (value) { query.append(facet, value); });
    });
    if (state.range[0]) query.set("from", state.range[0]);
    if (state.range[1]) query.set("to", state.range[1]);
    if (state.sort) query.set("sort", state.sort);
    if (state.rows > PAGE_SIZE) query.set("n", state.rows);
    var text = query.toString();
    // "?" alone would stay in the address bar.
    return text ? "?" + text : location.pathname;
  }

  /** Write a state to the address, as a new entry of the history or in place of the current one. */
  function write(state, isNewEntry) {
    history[isNewEntry ? "pushState" : "replaceState"](null, "", format(state));
  }

  /** Store where the reader is in this entry of the history: the scroll and perhaps a row. */
  function storePlace(row) {
    history.replaceState({ y: Math.round(scrollY), row: row }, "");
  }

  /**
   * Keep the reader's place up to date, so that Back returns to it.
   * @param {Element} list the list of results
   */
  function watchPlace(list) {
    var timer = 0;
    // Browsers restore the scroll before the results are there, which cuts it.
    history.scrollRestoration = "manual";
    addEventListener("scroll", function () {
      clearTimeout(timer);
      timer = setTimeout(storePlace, SCROLL_DELAY_MS);
    }, { passive: true });
    list.addEventListener("click", function (event) {
      var row = event.target.closest("li");
      clearTimeout(timer);
      storePlace(row ? Array.from(list.children).indexOf(row) : undefined);
    });
  }

  /** Return to the place that this entry of the history has; return whether it has one. */
  function restorePlace(list) {
    var place = history.state;
    if (!place || typeof place.y !== "number") return false;
    var row = list.children[place.row];
    var link = row && row.querySelector("a");
    if (link) link.focus({ preventScroll: true });
    scrollTo(0, place.y);
    return true;
  }

  window.SitegenAddress = {
    FACETS: FACETS, PAGE_SIZE: PAGE_SIZE, MAX_ROWS: MAX_ROWS,
    read: read, write: write, storePlace: storePlace, watchPlace: watchPlace, restorePlace: restorePlace
  };
})();
