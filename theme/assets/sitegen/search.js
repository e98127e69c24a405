// The search page: results while the reader types, facets, sorting, and a URL that holds it all.
// engine.js asks Pagefind, facets.js renders the filters, results.js the list items.
(function () {
  "use strict";
  var FACETS = ["tag", "year", "venue", "author", "has"];
  // A paper has one year and one venue: several values mean any of them. Several topics or
  // authors mean all of them.
  var ANY_VALUE = ["year", "venue"];
  // Short enough to load without a request of the reader; venues and authors may be thousands.
  var SHORT_FACETS = ["tag", "year", "has"];
  var PAGE_SIZE = 10;
  // Longer queries and more values of a facet, which only an address can hold, are cut.
  var MAX_QUERY_CHARS = 1000;
  var MAX_VALUES = 32;
  // Wait this long after the last key before facets are counted.
  var COUNT_DELAY_MS = 120;

  var page = document.querySelector("[data-sg-search]");
  if (!page) return;
  var byId = function (id) { return document.getElementById(id); };
  var field = byId("sg-q");
  var list = byId("sg-results");
  var state = readState();
  var engine;
  // The number of the latest run. After each await, a run with an older number stops.
  var latestRun = 0;
  var results = [];
  // How many of the results have all words of the query.
  var exactCount = 0;
  // Returns whether a word of a title is one of the query's.
  var isMarked = Boolean;
  var rowCount = 0;
  // The state and the papers of the rendered list.
  var renderedList = "";
  var countTimer = 0;
  // The rendered counts, whether they are exact, and both with the filters as JSON.
  var lastCounts = {}, isExact = true, renderedCounts = "";
  // Facets whose values are loaded: none before the first results are rendered.
  var loadedFacets = new Set();
  var facets = new window.SitegenFacets(
    byId("sg-facets"), page.dataset.sgFacets.split(" "), changeFacet, loadFacet
  );
  var years = (page.dataset.sgYears || "").split(" ").map(Number);
  if (years.length === 2) facets.allowRange(years, chooseRange);

  function changeFacet(facet, value, isChecked) {
    if (facet === null) return facets.render(lastCounts, state, isExact);
    choose(facet, value, isChecked);
  }

  function loadFacet(facet) {
    loadedFacets.add(facet);
    countFacets(latestRun);
  }

  // ---- The URL holds the state --------------------------------------------------------------

  function readState() {
    var query = new URLSearchParams(location.search);
    var filters = {};
    FACETS.forEach(function (facet) { filters[facet] = query.getAll(facet).slice(0, MAX_VALUES); });
    var range = ["from", "to"].map(function (name) { return Number(query.get(name)) || 0; });
    return { q: (query.get("q") || "").slice(0, MAX_QUERY_CHARS), sort: query.get("sort") || "", filters: filters, range: range };
  }

  /** Write the state to the URL, as a new entry of the history or in place of the current one. */
  function writeState(isNewEntry) {
    var query = new URLSearchParams();
    if (state.q) query.set("q", state.q);
    FACETS.forEach(function (facet) {
      state.filters[facet].forEach(function (value) { query.append(facet, value); });
    });
    if (state.range[0]) query.set("from", state.range[0]);
    if (state.range[1]) query.set("to", state.range[1]);
    if (state.sort) query.set("sort", state.sort);
    var text = query.toString();
    // "?" alone would stay in the address bar.
    var address = text ? "?" + text : location.pathname;
    history[isNewEntry ? "pushState" : "replaceState"](null, "", address);
  }

  function choose(facet, value, isChecked) {
    var values = state.filters[facet].filter(function (v) { return v !== value; });
    state.filters[facet] = isChecked ? values.concat(value) : values;
    // A year and a range exclude each other, see chooseRange.
    if (facet === "year") state.range = [0, 0];
    writeState(true);
    run();
  }

  /** Restrict results to a range of years; 0 leaves an end open. */
  function chooseRange(from, to) {
    state.range = [from, to];
    state.filters.year = [];
    writeState(true);
    run();
  }

  /** Return the chosen values of a facet; a range of years becomes a list of years. */
  function chosenValues(facet) {
    if (facet !== "year" || !(state.range[0] || state.range[1])) return state.filters[facet];
    // Cut the range to the years of the collection: a reader may type any number.
    var first = Math.max(state.range[0] || years[0], years[0]);
    var last = Math.min(state.range[1] || years[1], years[1]);
    // No paper has the year 0, so an empty range has no results. An empty list would have all.
    if (!(first <= last)) return ["0"];
    return Array.from({ length: last - first + 1 }, function (_, i) { return String(first + i); });
  }

  // ---- Queries ------------------------------------------------------------------------------

  /** Return the chosen filters in Pagefind's form, perhaps without one facet. */
  function chosenFilters(excludedFacet) {
    var filters = {};
    FACETS.forEach(function (facet) {
      var values = chosenValues(facet);
      if (!values.length || facet === excludedFacet) return;
      filters[facet] = ANY_VALUE.includes(facet) ? { any: values } : { all: values };
    });
    return filters;
  }

  /** Return the chosen filters, and empty ones for other facets, which make Pagefind count them. */
  function countingFilters(excludedFacet) {
    var filters = chosenFilters(excludedFacet);
    loadedFacets.forEach(function (facet) { filters[facet] = filters[facet] || { any: [] }; });
    return filters;
  }

  async function run() {
    var number = ++latestRun;
    renderedCounts = "";
    clearTimeout(countTimer);
    var answer = await engine.ask(state.q, { filters: chosenFilters() }, state.sort);
    if (number !== latestRun) return;
    results = answer.results;
    exactCount = answer.exact;
    isMarked = answer.isMarked;
    showChips();
    await showFirstPage(number);
    // Counting takes longer than searching: a reader who is typing does not wait for it.
    if (number === latestRun) countTimer = setTimeout(function () { countFacets(number); }, COUNT_DELAY_MS);
  }

  async function showFirstPage(number) {
    // Leave an unchanged list as it is: the focus may be in it.
    var key = JSON.stringify([state, results.length, results.slice(0, PAGE_SIZE).map(idOf)]);
    if (key === renderedList) return;
    var rows = await loadRows(0);
    if (number !== latestRun) return;
    renderedList = key;
    list.replaceChildren.apply(list, rows);
    rowCount = Math.min(PAGE_SIZE, results.length);
    byId("sg-more").hidden = rowCount >= results.length;
    byId("sg-count").textContent = countText();
  }

  async function countFacets(number) {
    var answer = await engine.ask(state.q, { filters: countingFilters() }, state.sort);
    var counts = Object.assign({}, answer.counts);
    // In these facets a further value adds papers: count them without the facet's own filter.
    for (var facet of ANY_VALUE) {
      if (!chosenValues(facet).length || number !== latestRun) continue;
      var unfiltered = await engine.ask(state.q, { filters: countingFilters(facet) }, state.sort);
      counts[facet] = unfiltered.counts[facet];
    }
    if (number !== latestRun) return;
    // Leave unchanged facets as they are: the reader may be about to click on one.
    var key = JSON.stringify([counts, state.filters, state.range, answer.counted]);
    if (key === renderedCounts) return;
    renderedCounts = key;
    lastCounts = counts;
    isExact = answer.counted;
    facets.render(lastCounts, state, isExact);
  }

  function idOf(result) { return result.id; }

  function countText() {
    var close = results.length - exactCount;
    if (!results.length && state.q.trim()) return "No paper has any of these words";
    if (!exactCount && close) return "No paper has all of these words. These are the closest:";
    var text = exactCount === 1 ? "1 paper" : exactCount.toLocaleString("en") + " papers";
    return close ? text + " with all words, then the closest" : text;
  }

  async function showMore() {
    var number = latestRun;
    var rows = await loadRows(rowCount);
    if (number !== latestRun) return;
    list.append.apply(list, rows);
    rowCount = Math.min(rowCount + PAGE_SIZE, results.length);
    byId("sg-more").hidden = rowCount >= results.length;
    // The button may have gone: move the focus to the first new result.
    var first = rows.find(function (row) { return row.querySelector("a"); });
    if (first) first.querySelector("a").focus();
  }

  // ---- Rendering ----------------------------------------------------------------------------

  /** Suggest another spelling if no paper of the first page has a word of the query. */
  async function suggest(loaded) {
    var query = state.q;
    var suggestion = query.trim() ? await engine.suggest(query, loaded) : "";
    // The reader has typed on meanwhile.
    if (query !== state.q) return;
    var box = byId("sg-mean");
    box.hidden = !suggestion;
    if (!suggestion) return box.replaceChildren();
    var link = document.createElement("a");
    link.href = "?q=" + encodeURIComponent(suggestion);
    link.textContent = suggestion;
    box.replaceChildren("Did you mean ", link, "?");
  }

  /** Return the rows of a page of results, and a line where those with all words end. */
  async function loadRows(start) {
    var exact = exactCount;
    var pageResults = results.slice(start, start + PAGE_SIZE);
    var loaded = await Promise.all(pageResults.map(function (result) { return result.data(); }));
    if (!start) suggest(loaded);
    var exactLoaded = loaded.slice(0, Math.max(0, exact - start));
    // Papers whose title is the query come first, if they have all words.
    if (!state.sort && !start) exactLoaded = engine.titleFirst(state.q, exactLoaded);
    var rows = exactLoaded.concat(loaded.slice(exactLoaded.length)).map(function (data, i) {
      var missing = i < exactLoaded.length ? [] : pageResults[i].missing;
      return window.SitegenResults.row(data, isMarked, page.dataset.sgRelated === "yes", missing);
    });
    var isBorder = exact && exact >= start && exact < start + loaded.length;
    if (isBorder) rows.splice(exact - start, 0, border());
    return rows;
  }

  function border() {
    var item = document.createElement("li");
    item.className = "sg-results__border";
    item.textContent = "Papers with some of the words";
    return item;
  }

  /** Return a button that shows an active filter and removes it. */
  function chip(text, remove) {
    var item = document.createElement("li");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "sg-tag";
    button.textContent = text + " ×";
    button.setAttribute("aria-label", "Remove filter " + text);
    // The button disappears: move the focus to the query.
    button.addEventListener("click", function () { remove(); field.focus(); });
    item.append(button);
    return item;
  }

  function showChips() {
    var chips = byId("sg-chips");
    var items = [];
    FACETS.forEach(function (facet) {
      state.filters[facet].forEach(function (value) {
        items.push(chip(value, function () { choose(facet, value, false); }));
      });
    });
    var range = state.range;
    if (range[0] || range[1]) {
      var text = range[0] && range[1] ? range.join("–") : range[0] ? "from " + range[0] : "until " + range[1];
      items.push(chip(text, function () { chooseRange(0, 0); }));
    }
    chips.hidden = !items.length;
    chips.replaceChildren.apply(chips, items);
    // Filters may be folded away on a small screen: their summary has the number.
    byId("sg-active").textContent = items.length ? "(" + items.length + ")" : "";
  }

  // ---- Keys and events ----------------------------------------------------------------------

  /** Let arrow keys move between the query and the results, and Escape return to the query. */
  function moveFocus(event) {
    var links = Array.from(list.querySelectorAll(".sg-list__title"));
    var current = links.indexOf(document.activeElement);
    if (event.key === "Escape" && current >= 0) return field.focus();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    // Elsewhere, as in a number field, arrow keys have another meaning.
    if (current < 0 && (document.activeElement !== field || event.key === "ArrowUp")) return;
    event.preventDefault();
    var next = current + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
  }

  function setUp() {
    var sorts = [["", "Relevance"], ["title", "Title"]];
    if (page.dataset.sgDates === "yes") sorts.push(["date", "Newest"]);
    sorts.forEach(function (pair) { byId("sg-sort").append(new Option(pair[1], pair[0])); });
    byId("sg-body").hidden = false;
    // The width from which sitegen.css puts the filters beside the results.
    byId("sg-facets-box").open = matchMedia("(min-width: 60rem)").matches;
    // Not an entry of the history for each letter.
    field.addEventListener("input", function () { state.q = field.value; writeState(false); run(); });
    byId("sg-sort").addEventListener("change", function () {
      state.sort = byId("sg-sort").value;
      writeState(true);
      run();
    });
    byId("sg-more").addEventListener("click", showMore);
    page.querySelector("form").addEventListener("submit", function (event) {
      event.preventDefault();
      var first = list.querySelector("a");
      if (first) first.focus();
    });
    page.addEventListener("keydown", moveFocus);
    addEventListener("popstate", function () { state = readState(); showState(); run(); });
  }

  function showState() {
    field.value = state.q;
    byId("sg-sort").value = state.sort;
  }

  // ---- Start --------------------------------------------------------------------------------

  function element(tag, text) {
    var node = document.createElement(tag);
    node.textContent = text;
    return node;
  }

  function showNotice(paragraphs) {
    var box = byId("sg-notice");
    box.hidden = false;
    box.replaceChildren.apply(box, paragraphs);
  }

  /** Explain why search does not work; the lists of papers below the notice do. */
  function explain(error) {
    if (location.protocol !== "file:") {
      var reason = "The search index could not be loaded (" + error.message + ").";
      return showNotice([element("p", reason + " All papers are in the lists below.")]);
    }
    var remedy = element("p", "Search does not work here, because the browser does not let a page that is opened from disk read the search index. In the folder of the site, run ");
    remedy.append(element("code", "python3 -m http.server 8000"), " and open ");
    remedy.append(element("code", "http://127.0.0.1:8000/search.html"), ".");
    showNotice([remedy, element("p", "Everything else works from disk: all papers are in the lists below.")]);
  }

  async function start() {
    field.value = state.q;
    try {
      engine = await window.SitegenEngine.open(Number(page.dataset.sgTotal), page.dataset.sgPacked === "yes");
    } catch (error) {
      return explain(error);
    }
    setUp();
    showState();
    await run();
    // On a touch screen the focus would open the keyboard over the results.
    if (!("ontouchstart" in window)) field.focus();
    // Load the short facets after the first results, and only if the reader can see them.
    var box = byId("sg-facets-box");
    var loadShortFacets = function () {
      if (!box.open || loadedFacets.size) return;
      clearTimeout(countTimer);
      SHORT_FACETS.forEach(function (facet) { loadedFacets.add(facet); });
      countFacets(latestRun);
    };
    box.addEventListener("toggle", loadShortFacets);
    loadShortFacets();
  }

  start();
})();
