// The search page: results while the reader types, facets, sorting, and a URL that holds it all.
// engine.js answers queries, results.js renders the list items, and address.js reads and writes the URL.
// facets.js and filters.js render filters: they are loaded behind the first results.
(function () {
  "use strict";
  var address = window.SitegenAddress;
  var FACETS = address.FACETS;
  // A paper has one year and one venue: several values mean any of them. Several topics or
  // authors mean all of them.
  var ANY_VALUE = ["year", "venue"];
  var PAGE_SIZE = address.PAGE_SIZE;
  // Wait this long after the last key before facets are rendered.
  var COUNT_DELAY_MS = 40;

  var page = document.querySelector("[data-sg-search]");
  if (!page) return;
  var byId = function (id) { return document.getElementById(id); };
  var own = document.currentScript.src;
  var field = byId("sg-q");
  var list = byId("sg-results");
  var state = address.read();
  var engine;
  // The number of the latest run. After each await, a run with an older number stops.
  var latestRun = 0;
  var results = [];
  // How many of the results have all words of the query.
  var exactCount = 0;
  // Whether the query is an identifier that no paper has; the paper that others are like, or null.
  var isId = false, isUnknownId = false, liked = null;
  // The venue and the years that the query names, or null; the spelling that is answered instead of it, or none.
  var reading = null, respelled;
  // Returns whether a word of a title is one of the query's.
  var isMarked = Boolean;
  // The state and the papers of the rendered list.
  var renderedList = "";
  var countTimer = 0;
  // The rendered counts, the facets whose rare values are in them, and both with the filters as JSON.
  var lastCounts = {}, lastOpened = new Set(), renderedCounts = "";
  // Facets whose values are counted: none before the first results are rendered.
  var countedFacets = [];
  // Facets of thousands of values whose rare ones a reader asked for.
  var openedFacets = new Set();
  // The filters, once their scripts are loaded.
  var facets = null, filtersLoad = null;
  var years = (page.dataset.sgYears || "").split(" ").map(Number);

  function loadFacet(facet) {
    openedFacets.add(facet);
    if (engine) countFacets(latestRun);
  }

  /** Load the filters, once. */
  function setUpFilters() {
    filtersLoad = filtersLoad || Promise.all([
      window.SitegenSearchbox.loadRefinements(), window.sitegenLoad.once(new URL("asset:years.js", own))
    ]).then(function () {
      facets = new window.SitegenFacets(byId("sg-facets"), {
        choose: choose, range: chooseRange, load: loadFacet, view: renderFacets
      });
      window.SitegenFilters.setUpSheet(loadFacets, clearFilters);
      window.SitegenFilters.showTotal(results.length);
      showFilters();
      takeEarly(window.SitegenSearchbox.touched);
      renderFacets();
    });
    // After a failed request, try again the next time.
    filtersLoad.catch(function () { filtersLoad = null; });
    return filtersLoad;
  }

  /** Take what was chosen before facets.js could listen. */
  function takeEarly(inputs) {
    inputs.forEach(function (input) {
      var fieldset = input.closest("fieldset");
      if (input.type === "checkbox") choose(fieldset.dataset.sgFacet, input.nextSibling.textContent, input.checked);
      else chooseRange(Number(byId("sg-year-from").value) || 0, Number(byId("sg-year-to").value) || 0);
    });
  }

  function areFacetsShown() { return Boolean(facets) && window.SitegenFilters.areFacetsShown(); }

  function renderFacets() {
    facets.render(lastCounts, lastOpened, state, isWhole());
    window.sitegenYears(page.querySelector(".sg-facets__years svg"), years[1], lastCounts.year, state, chooseRange);
  }

  /** Return whether the results are the whole collection, whose most frequent values the page has. */
  function isWhole() { return !state.q.trim() && !state.like && !hasFilters(); }

  function hasFilters() {
    return state.range.some(Boolean) || FACETS.some(function (facet) { return state.filters[facet].length; });
  }

  /** Go to a new state, whose results start at the first one. */
  function change(isNewEntry) {
    state.rows = PAGE_SIZE;
    address.write(state, isNewEntry);
    run();
  }

  function choose(facet, value, isChecked) {
    var values = state.filters[facet].filter(function (v) { return v !== value; });
    state.filters[facet] = isChecked ? values.concat(value) : values;
    // A year and a range exclude each other, see chooseRange.
    if (facet === "year") state.range = [0, 0];
    change(true);
  }

  function clearFilters() {
    FACETS.forEach(function (facet) { state.filters[facet] = []; });
    state.range = [0, 0];
    change(true);
  }

  /** Restrict results to a range of years; 0 leaves an end open. */
  function chooseRange(from, to) {
    state.range = [from, to];
    state.filters.year = [];
    change(true);
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

  /** Return the chosen filters, perhaps without one facet. */
  function chosenFilters(excludedFacet) {
    var filters = {};
    FACETS.forEach(function (facet) {
      var values = chosenValues(facet);
      if (!values.length || facet === excludedFacet) return;
      filters[facet] = ANY_VALUE.includes(facet) ? { any: values } : { all: values };
    });
    return filters;
  }

  // exports.js saves them.
  window.sg = Object.assign(window.sg || {}, { results: function () { return results; } });

  /** Return the papers that others are to be like: one, those of the reading list or of a reader's file. */
  function likedIds() {
    if (state.like === ":list") return window.sitegenStars.starredIds();
    return state.like === ":import" ? importedIds() : [state.like];
  }

  /** Return the papers of a file of the reader's, see list.js. */
  function importedIds() {
    try {
      return JSON.parse(sessionStorage.getItem("sitegen.like " + window.sitegenStars.base)).map(String);
    } catch (error) {
      return [];
    }
  }

  /** Load what finds papers like others, once. */
  function loadMeaning() { return window.sitegenLoad.once(new URL("asset:meaning.js", own), true); }

  /** Ask for papers like others, or for those that answer the query. */
  function ask(options) {
    return state.like ? loadMeaning().then(function () {
      return window.sitegenMeaning.ask(engine.index, likedIds(), options, state.sort);
    }) : engine.ask(state.q, options, state.sort, state.isPlain);
  }

  async function run() {
    var number = ++latestRun;
    showFilters();
    renderedCounts = "";
    clearTimeout(countTimer);
    // The reader may be faster than the index; start() runs with what is chosen by then.
    if (!engine) return;
    // Keys that were pressed during a search come first: only the last one needs an answer.
    await new Promise(function (resolve) { setTimeout(resolve); });
    if (number !== latestRun) return;
    var options = { filters: chosenFilters() };
    var first = state.like ? null : await engine.askFirst(state.q, options, state.sort, state.isPlain);
    if (first && number === latestRun) await show(first, number);
    var answer = await ask(options);
    if (number !== latestRun) return;
    await show(first ? engine.addAnswer(first, answer) : answer, number);
    // Counting takes longer than searching: a reader who is typing does not wait for it.
    if (number === latestRun && areFacetsShown()) {
      countTimer = setTimeout(function () { countFacets(number); }, COUNT_DELAY_MS);
    }
  }

  /** Show an answer of the engine. */
  function show(answer, number) {
    results = answer.results;
    exactCount = answer.exact;
    isMarked = answer.isMarked;
    isId = Boolean(answer.id);
    isUnknownId = Boolean(answer.isUnknownId);
    liked = answer.paper || null;
    reading = answer.reading || null;
    respelled = answer.respelled;
    return showFirstRows(number);
  }

  async function showFirstRows(number) {
    // Leave an unchanged list as it is: the focus may be in it.
    var key = JSON.stringify([state, exactCount, results.length, results.slice(0, PAGE_SIZE).map(idOf)]);
    if (key === renderedList) return;
    var suggestion = "";
    var rows = await loadRows(0, state.rows, async function (loaded) {
      suggestion = respelled || await engine.suggest(state.q, loaded);
    });
    if (number !== latestRun) return;
    renderedList = key;
    // The reader may be faster than the results, and in the list already.
    var focused = titleLinks().indexOf(document.activeElement);
    list.replaceChildren.apply(list, rows);
    if (focused >= 0) (titleLinks()[focused] || field).focus();
    showSuggestion(suggestion);
    showLiked();
    showReading();
    byId("sg-more").hidden = state.rows >= results.length;
    byId("sg-count").textContent = countText();
    if (facets) window.SitegenFilters.showTotal(results.length);
    showWayOut();
  }

  /** Where a list without results would leave the page empty, repeat the links to all papers. */
  function showWayOut() {
    if (results.length) return;
    // Filters are no reason why an id is unknown.
    if (hasFilters() && !isUnknownId) list.append(wayOut([plainButton(gettext("Remove the filters"), clearFilters)]));
    var links = document.querySelector(".sg-search__browse");
    if (links) list.append(wayOut(Array.from(links.cloneNode(true).childNodes)));
  }

  function wayOut(nodes) {
    var item = document.createElement("li");
    item.className = "sg-results__none";
    item.append.apply(item, nodes);
    return item;
  }

  /** Return a button that looks like a link; the query has the focus when it has gone. */
  function plainButton(text, onClick) {
    var button = element("button", text);
    button.type = "button";
    button.className = "sg-search__plain";
    button.addEventListener("click", function () {
      onClick();
      field.focus();
    });
    return button;
  }

  /** Count the values of some results, which may be a part of what filters leave. */
  async function countValues(names, part, filters, isPart) {
    var all = isPart ? (await engine.index.search(null, { filters: filters })).results : [];
    return engine.index.count(names, openedFacets, part.map(idOf), all.map(idOf));
  }

  async function countFacets(number) {
    if (isWhole() && !openedFacets.size) {
      lastCounts = {};
      renderFacets();
      return;
    }
    var opened = new Set(openedFacets);
    // In these facets a further value adds papers: count them without the facet's own filter.
    var open = countedFacets.filter(function (facet) { return ANY_VALUE.includes(facet) && chosenValues(facet).length; });
    // Close papers are a part of all that the words may lead to: the values of all are chosen from.
    var isPart = liked || results.length > exactCount;
    var counts = await countValues(countedFacets.filter(function (facet) { return !open.includes(facet); }), results, chosenFilters(), isPart);
    for (var facet of open) {
      var unfiltered = chosenFilters(facet);
      Object.assign(counts, await countValues([facet], (await ask({ filters: unfiltered })).results, unfiltered, isPart));
      if (number !== latestRun) return;
    }
    if (number !== latestRun) return;
    // Leave unchanged facets as they are: the reader may be about to click on one.
    var key = JSON.stringify([counts, state.filters, state.range, Array.from(opened)]);
    if (key === renderedCounts) return;
    renderedCounts = key;
    lastCounts = counts;
    lastOpened = opened;
    renderFacets();
  }

  function idOf(result) { return result.id; }

  function countText() {
    var close = results.length > exactCount;
    if (isUnknownId && state.like === ":list") return gettext("Your reading list has no papers");
    if (isUnknownId && state.like === ":import") return gettext("Import the file again: the search does not know its papers any more");
    if (isUnknownId) return gettext("No paper with this id");
    if (!results.length && isId) return gettext("The paper with this id does not match these filters");
    if (!results.length && hasFilters()) return gettext("No paper matches these filters");
    if (!results.length && liked) return gettext("No paper is close to this one");
    if (!results.length && state.q.trim()) return gettext("No paper has any of these words");
    if (!exactCount && close) return gettext("No paper has all of these words. These are the closest:");
    var text = close ? ngettext("{n} paper with all words, then the closest", "{n} papers with all words, then the closest", exactCount)
      : ngettext("{n} paper", "{n} papers", exactCount);
    return window.sitegenFill(text, { n: exactCount });
  }

  async function showMore() {
    var number = latestRun;
    var start = state.rows;
    var rows = await loadRows(start, start + PAGE_SIZE);
    if (number !== latestRun) return;
    list.append.apply(list, rows);
    state.rows = start + PAGE_SIZE;
    // Not an entry of the history: Back leaves the search.
    address.write(state, false);
    address.storePlace();
    renderedList = "";
    byId("sg-more").hidden = state.rows >= results.length;
    // The button may have gone: move the focus to the first new result.
    var first = rows.find(function (row) { return row.querySelector("a"); });
    if (first) first.querySelector("a").focus();
  }

  // ---- Rendering ----------------------------------------------------------------------------

  /** Offer another spelling, or say that it is the one that has results. */
  function showSuggestion(suggestion) {
    var box = byId("sg-mean");
    box.hidden = !suggestion;
    if (!suggestion) return box.replaceChildren();
    var link = document.createElement("a");
    link.href = "?q=" + encodeURIComponent(suggestion);
    link.textContent = suggestion;
    box.replaceChildren.apply(box, around(respelled ? gettext("No paper has these words. These are results for {query}.") : gettext("Did you mean {query}?"), link));
    if (respelled) box.append(" ", plainQueryButton());
  }

  /** Return a button that searches for the words as typed. */
  function plainQueryButton() {
    return plainButton(gettext("Search for the words"), function () {
      state.isPlain = true;
      change(true);
    });
  }

  /** Say which venue and years the query names, with a button to search for these words instead. */
  function showReading() {
    var box = byId("sg-read");
    box.hidden = !reading;
    if (!reading) return box.replaceChildren();
    box.replaceChildren(window.sitegenFill(gettext("Read as {fields}."), { fields: reading.labels.map(fieldText).join(", ") }) + " ", plainQueryButton());
  }

  /** Return what a reader sees of a venue, or of years, that the query names; see fields.js. */
  function fieldText(field) {
    var years = [].concat(field.label);
    var text = field.facet === "venue" ? field.more ? gettext("venue {name} and {n} more") : gettext("venue {name}")
      : years.length < 2 ? gettext("year {name}") : years[0] ? gettext("year {name} or later") : gettext("year {name} or earlier");
    return window.sitegenFill(text, { name: String(years.find(Boolean)), n: field.more });
  }

  /** Return a text with a node in its place in braces, as a list of nodes. */
  function around(text, node) {
    var parts = text.split(/\{\w+\}/);
    return [parts[0], node, parts[1]];
  }

  /** Name the papers that the results are like, with a link. */
  function showLiked() {
    var box = byId("sg-like");
    box.hidden = !liked;
    if (!liked) return box.replaceChildren();
    var isList = state.like.startsWith(":");
    var total = likedIds().length;
    var text = state.like === ":list"
      ? ngettext("the paper in your reading list", "the {n} papers in your reading list", total)
      : ngettext("the paper of your file", "the {n} papers of your file", total);
    var link = element("a", isList ? window.sitegenFill(text, { n: total }) : liked.meta.title);
    link.href = isList ? "list.html" : "." + liked.url;
    link.dir = "auto";
    box.replaceChildren.apply(box, around(isList ? gettext("Papers like {papers}") : gettext("Papers like: {title}"), link));
  }

  /**
   * Return the rows of some results, and a line where those with all words end.
   * @param {function(Array)} [onLoad] called with the data of the results, and awaited
   */
  async function loadRows(start, end, onLoad) {
    var exact = exactCount;
    var pageResults = results.slice(start, end);
    var isQuery = isMarked;
    var loaded = await Promise.all(pageResults.map(async function (result) {
      return window.sitegenMarks.withoutForeign(await result.data(), isQuery);
    }));
    if (onLoad) await onLoad(loaded.slice(0, PAGE_SIZE));
    var exactLoaded = loaded.slice(0, Math.max(0, exact - start));
    // Papers whose title is the query come first, if they have all words.
    if (!state.sort && !start) exactLoaded = titleFirst(exactLoaded);
    var rows = exactLoaded.concat(loaded.slice(exactLoaded.length)).map(function (data, i) {
      var missing = i < exactLoaded.length ? [] : pageResults[i].missing;
      return window.SitegenResults.row(data, isMarked, page.dataset.sgLike === "yes", missing);
    });
    var isBorder = exact && exact >= start && exact < start + loaded.length;
    if (isBorder) rows.splice(exact - start, 0, border());
    return rows;
  }

  /** Only among the first ten, so that a longer list has the same order. */
  function titleFirst(loaded) {
    return engine.titleFirst(state.q, loaded.slice(0, PAGE_SIZE)).concat(loaded.slice(PAGE_SIZE));
  }

  function border() {
    var item = document.createElement("li");
    item.className = "sg-results__border";
    item.textContent = gettext("Papers with some of the words");
    return item;
  }

  function showFilters() {
    if (!facets) return;
    window.SitegenFilters.showChips(state, {
      value: function (facet, value) { choose(facet, value, false); },
      range: function () { chooseRange(0, 0); },
      all: clearFilters
    });
  }

  // ---- Keys and events ----------------------------------------------------------------------

  function titleLinks() { return Array.from(list.querySelectorAll(".sg-list__title")); }

  /** Move to the next or the previous link of a result. */
  function moveInRow(row, step, event) {
    var links = Array.from(row.querySelectorAll("a"));
    var link = links[links.indexOf(document.activeElement) + step];
    if (!link) return;
    event.preventDefault();
    link.focus();
  }

  /** Let arrow keys move between the query, the results and their links, and Escape return to the query. */
  function moveFocus(event) {
    var links = titleLinks();
    var row = list.contains(document.activeElement) ? document.activeElement.closest("li") : null;
    var current = row ? links.indexOf(row.querySelector(".sg-list__title")) : -1;
    if (event.key === "Escape" && current >= 0) return field.focus();
    if (current >= 0 && event.key === "ArrowRight") return moveInRow(row, 1, event);
    if (current >= 0 && event.key === "ArrowLeft") return moveInRow(row, -1, event);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    // Elsewhere, as in a number field, arrow keys have another meaning.
    if (current < 0 && (document.activeElement !== field || event.key === "ArrowUp")) return;
    event.preventDefault();
    var next = current + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
  }

  /** Press a button of the filters that is pressed before their scripts are loaded. */
  async function pressLater(event) {
    var button = event.target.closest("button");
    if (facets || !button) return;
    var facet = button.closest("fieldset");
    await setUpFilters();
    var again = facet ? byId("sg-facets").querySelector('[data-sg-key="' + facet.dataset.sgFacet + ' all"]') : button;
    if (again) again.click();
  }

  function setUp() {
    // Not an entry of the history for each letter.
    field.addEventListener("input", function () { state.q = field.value; state.like = ""; state.isPlain = false; change(false); showState(); });
    window.SitegenSearchbox.leave();
    byId("sg-sort").addEventListener("change", function () {
      state.sort = byId("sg-sort").value;
      change(true);
    });
    byId("sg-more").addEventListener("click", showMore);
    byId("sg-filters").addEventListener("click", pressLater);
    byId("sg-facets").addEventListener("click", pressLater);
    page.querySelector("form").addEventListener("submit", function (event) {
      event.preventDefault();
      var first = list.querySelector("a");
      if (first) first.focus();
    });
    page.addEventListener("keydown", moveFocus);
    addEventListener("popstate", async function () {
      state = address.read();
      showState();
      await run();
      address.restorePlace(list);
    });
    address.watchPlace(list);
  }

  function showState() { window.SitegenSearchbox.show(state); }

  // ---- Start --------------------------------------------------------------------------------

  function element(tag, text) {
    var node = document.createElement(tag);
    node.textContent = text;
    return node;
  }

  /** Load the facets, but not the rare ones of thousands of values. */
  function loadFacets() {
    countedFacets = facets.names();
    clearTimeout(countTimer);
    if (engine) countFacets(latestRun);
  }

  async function start() {
    showState();
    setUp();
    try {
      // Chips stand above the results, so that they come first.
      var chips = hasFilters() || state.like ? setUpFilters() : null;
      var isFree = !hasFilters() && !state.sort && !state.like;
      if (state.like) loadMeaning().catch(Boolean);
      // The reading list is a later script's.
      if (state.like.startsWith(":") && !window.sitegenStars) {
        await new Promise(function (resolve) { document.addEventListener("DOMContentLoaded", resolve, { once: true }); });
      }
      engine = await window.SitegenEngine.open(Number(page.dataset.sgTotal), page.dataset.sgPacked === "yes", state.q, isFree);
      state.filters.venue = engine.venueLabels(state.filters.venue);
      await chips;
      showFilters();
      await run();
    } catch (error) {
      return window.SitegenSearchbox.explain(error);
    }
    var isBack = address.restorePlace(list);
    // For the next query: 90 kB, which a phone loads while its keyboard opens.
    field.addEventListener("focus", function () { engine.index.volumes.start().catch(Boolean); }, { once: true });
    // On a touch screen the focus would open the keyboard over the results.
    if (!isBack && !("ontouchstart" in window)) field.focus();
    // After the first results, and facets only if the reader can see them.
    await setUpFilters().catch(Boolean);
    if (areFacetsShown()) loadFacets();
  }

  start();
})();
