// The search page: results as you type, facets, sort, and an address that holds it all.
(function () {
  "use strict";
  var FACETS = ["tag", "year", "venue", "author", "has"];
  // Within these, several values mean any of them; several tags or authors mean all of them.
  var ANY = ["year", "venue"];
  var PAGE = 10;
  // Milliseconds after results until facets are counted, if no key is pressed.
  var PAUSE = 120;

  var page = document.querySelector("[data-sg-search]");
  if (!page) return;
  var $ = function (id) { return document.getElementById(id); };
  var field = $("sg-q");
  var list = $("sg-results");
  var state = read();
  var latest = 0;
  var results = [];
  var shown = 0;
  var lastCounts = {}, toldCounts = "";
  var listed = "";
  var counting = 0;
  var counted = true;
  // Facets whose values are loaded: none before the first results are there.
  var wanted = new Set();
  var facets = new window.SitegenFacets($("sg-facets"), page.dataset.sgFacets.split(" "), function (facet, value, chosen) {
    if (facet === null) return facets.render(lastCounts, state, counted);
    choose(facet, value, chosen);
  }, want);
  var years = (page.dataset.sgYears || "").split(" ").map(Number);
  if (years.length === 2) facets.allowRange(years, between);

  function want(facet) {
    wanted.add(facet);
    countFacets(latest);
  }

  // ---- The address is the state -------------------------------------------------------------

  function read() {
    var query = new URLSearchParams(location.search);
    var filters = {};
    FACETS.forEach(function (facet) { filters[facet] = query.getAll(facet); });
    var range = ["from", "to"].map(function (name) { return Number(query.get(name)) || 0; });
    return { q: query.get("q") || "", sort: query.get("sort") || "", filters: filters, range: range };
  }

  function write(push) {
    var query = new URLSearchParams();
    if (state.q) query.set("q", state.q);
    FACETS.forEach(function (facet) {
      state.filters[facet].forEach(function (value) { query.append(facet, value); });
    });
    if (state.range[0]) query.set("from", state.range[0]);
    if (state.range[1]) query.set("to", state.range[1]);
    if (state.sort) query.set("sort", state.sort);
    var text = query.toString();
    var address = text ? "?" + text : location.pathname;
    history[push ? "pushState" : "replaceState"](null, "", address);
  }

  function choose(facet, value, chosen) {
    var values = state.filters[facet].filter(function (v) { return v !== value; });
    state.filters[facet] = chosen ? values.concat(value) : values;
    if (facet === "year") state.range = [0, 0];
    write(true);
    run();
  }

  /** Show papers of some years alone; 0 leaves an end open. */
  function between(from, to) {
    state.range = [from, to];
    state.filters.year = [];
    write(true);
    run();
  }

  /** The values chosen of a facet; of years perhaps all in a range. */
  function chosenOf(facet) {
    if (facet !== "year" || !(state.range[0] || state.range[1])) return state.filters[facet];
    var first = Math.max(state.range[0] || years[0], years[0]);
    var last = Math.min(state.range[1] || years[1], years[1]);
    // A range that holds no year finds nothing, as no paper has this one.
    if (!(first <= last)) return ["0"];
    return Array.from({ length: last - first + 1 }, function (_, i) { return String(first + i); });
  }

  // ---- Asking Pagefind ----------------------------------------------------------------------

  /** What is chosen, as Pagefind wants it; of all facets but one, or of none but it. */
  function chosenFilters(without) {
    var filters = {};
    FACETS.forEach(function (facet) {
      var values = chosenOf(facet);
      if (!values.length || facet === without) return;
      filters[facet] = ANY.includes(facet) ? { any: values } : { all: values };
    });
    return filters;
  }

  /** The same, and the counts of each facet that is to be seen: it asks for nothing of it. */
  function countingFilters(without) {
    var filters = chosenFilters(without);
    wanted.forEach(function (facet) { filters[facet] = filters[facet] || { any: [] }; });
    return filters;
  }

  function dated() { return page.dataset.sgDates === "yes"; }

  async function run() {
    var mine = ++latest;
    toldCounts = "";
    clearTimeout(counting);
    var found = await engine.ask(state.q, { filters: chosenFilters() }, state.sort);
    if (mine !== latest) return;
    results = found.results;
    showActive();
    await showFirst(mine);
    // Counting takes longer than finding: who types on is not to wait for it.
    if (mine === latest) counting = setTimeout(function () { countFacets(mine); }, PAUSE);
  }

  async function showFirst(mine) {
    // Where the same papers are listed, whoever is in the list stays there.
    var asked = JSON.stringify([state, results.length, results.slice(0, PAGE).map(idOf)]);
    if (asked === listed) return;
    var first = await rows(results.slice(0, PAGE), true);
    if (mine !== latest) return;
    listed = asked;
    list.replaceChildren.apply(list, first);
    shown = first.length;
    $("sg-more").hidden = shown >= results.length;
    $("sg-count").textContent = count(results.length);
  }

  async function countFacets(mine) {
    var found = await engine.ask(state.q, { filters: countingFilters() }, state.sort);
    var counts = Object.assign({}, found.counts);
    // A facet whose values mean "any of them" counts what each further value would bring.
    for (var facet of ANY) {
      if (!chosenOf(facet).length || mine !== latest) continue;
      var wider = await engine.ask(state.q, { filters: countingFilters(facet) }, state.sort);
      counts[facet] = wider.counts[facet];
    }
    if (mine !== latest) return;
    // What says the same stays: somebody may be about to click on it.
    var told = JSON.stringify([counts, state.filters, state.range, found.counted]);
    if (told === toldCounts) return;
    toldCounts = told;
    lastCounts = counts;
    counted = found.counted;
    facets.render(lastCounts, state, counted);
  }

  function idOf(result) { return result.id; }

  function count(n) {
    var papers = n === 1 ? "1 paper" : n.toLocaleString("en") + " papers";
    if (n === 0 && state.q.trim()) return "No paper has all of these words";
    return papers;
  }

  async function more() {
    var mine = latest;
    var next = await rows(results.slice(shown, shown + PAGE));
    if (mine !== latest) return;
    list.append.apply(list, next);
    shown += next.length;
    $("sg-more").hidden = shown >= results.length;
    if (next.length) next[0].querySelector("a").focus();
  }

  // ---- Showing ------------------------------------------------------------------------------

  /** Say what may have been meant where a word is in none of the first papers. */
  async function suggest(loaded) {
    var asked = state.q;
    var meant = asked.trim() ? await engine.suggest(asked, loaded) : "";
    if (asked !== state.q) return;
    var box = $("sg-mean");
    box.hidden = !meant;
    if (!meant) return box.replaceChildren();
    var link = document.createElement("a");
    link.href = "?q=" + encodeURIComponent(meant);
    link.textContent = meant;
    box.replaceChildren("Did you mean ", link, "?");
  }

  async function rows(found, isFirst) {
    var all = await Promise.all(found.map(function (result) { return result.data(); }));
    if (isFirst) suggest(all);
    return (state.sort ? all : engine.titleFirst(state.q, all)).map(row);
  }

  /** An excerpt that starts in the title would say it twice: leave that part off. */
  function withoutTitle(parts, title) {
    var all = parts.map(function (part) { return part.textContent || part; }).join("");
    var cut = 0;
    for (var end = Math.min(all.length, title.length + 1); end > 3; end -= 1) {
      if ((title + ".").endsWith(all.slice(0, end)) || title.endsWith(all.slice(0, end))) {
        cut = end;
        break;
      }
    }
    while (cut && parts.length) {
      var length = (parts[0].textContent || parts[0]).length;
      if (length > cut) {
        parts[0] = (parts[0].textContent || parts[0]).slice(cut).trimStart();
        break;
      }
      cut -= length;
      parts.shift();
    }
    return parts;
  }

  function row(data) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.className = "sg-list__title";
    link.href = "." + data.url;
    link.append.apply(link, marked(data.meta.title));
    var line = paragraph("sg-list__line", [byline(data.filters)]);
    var snippet = paragraph("sg-list__snippet", withoutTitle(excerpt(data.excerpt), data.meta.title));
    item.append(link, line, snippet);
    var like = document.createElement("a");
    like.className = "sg-results__like";
    like.href = link.href + "#related";
    like.textContent = "Papers like this";
    like.setAttribute("aria-label", "Papers like this: " + data.meta.title);
    if (page.dataset.sgRelated === "yes") item.append(like);
    return item;
  }

  /** Authors, venue and year where they are known, else the topics: as in every other list. */
  function byline(filters) {
    var authors = filters.author || [];
    var named = authors.length > 4
      ? authors.slice(0, 3).join(", ") + " and " + (authors.length - 3) + " more"
      : authors.join(", ");
    var known = [named].concat(filters.venue || [], filters.year || []).filter(Boolean);
    return (known.length ? known : (filters.tag || []).slice(0, 4)).join(" · ");
  }

  function paragraph(name, parts) {
    var p = document.createElement("p");
    p.className = name;
    p.append.apply(p, parts);
    return p;
  }

  function mark(text) {
    var element = document.createElement("mark");
    element.textContent = text;
    return element;
  }

  /** Pagefind hands HTML: its <mark> becomes an element, all else becomes text, never markup. */
  function excerpt(html) {
    var tidy = html.replace(/([.,;:!?)\]]+)<\/mark>/g, "</mark>$1");
    return tidy.split(/(<mark>[\s\S]*?<\/mark>)/).filter(Boolean).map(function (part) {
      var inner = /^<mark>([\s\S]*)<\/mark>$/.exec(part);
      var text = new DOMParser().parseFromString(inner ? inner[1] : part, "text/html");
      return inner ? mark(text.body.textContent) : plain(part, text);
    });
  }

  function plain(part, parsed) {
    // A parser drops blanks at the ends; between marks they count.
    if (!part.trim()) return " ";
    var lead = /^\s/.test(part) ? " " : "";
    var tail = /\s$/.test(part) ? " " : "";
    return lead + parsed.body.textContent.trim() + tail;
  }

  /** Mark the query's words in a title. */
  function marked(title) {
    var words = (state.q.match(/[\p{L}\p{N}]+/gu) || []).filter(function (w) { return w.length > 1; });
    if (!words.length) return [title];
    var any = new RegExp("((?<![\\p{L}\\p{N}])(?:" + words.join("|") + ")[\\p{L}\\p{N}]*)", "giu");
    return title.split(any).map(function (part, i) { return i % 2 ? mark(part) : part; });
  }

  function chip(text, remove) {
    var item = document.createElement("li");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "sg-tag";
    button.textContent = text + " ×";
    button.setAttribute("aria-label", "Remove filter " + text);
    button.addEventListener("click", function () { remove(); field.focus(); });
    item.append(button);
    return item;
  }

  function showActive() {
    var chips = $("sg-chips");
    var items = [];
    FACETS.forEach(function (facet) {
      state.filters[facet].forEach(function (value) {
        items.push(chip(value, function () { choose(facet, value, false); }));
      });
    });
    var ends = state.range;
    if (ends[0] || ends[1]) {
      var text = ends[0] && ends[1] ? ends.join("–") : ends[0] ? "from " + ends[0] : "until " + ends[1];
      items.push(chip(text, function () { between(0, 0); }));
    }
    chips.hidden = !items.length;
    chips.replaceChildren.apply(chips, items);
    $("sg-active").textContent = items.length ? "(" + items.length + ")" : "";
  }

  function notice(html) {
    var box = $("sg-notice");
    box.hidden = false;
    box.replaceChildren.apply(box, html);
  }

  // ---- Keys and events ----------------------------------------------------------------------

  function move(event) {
    var links = Array.from(list.querySelectorAll(".sg-list__title"));
    var at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && at >= 0) return field.focus();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (at < 0 && (document.activeElement !== field || event.key === "ArrowUp")) return;
    event.preventDefault();
    var next = at + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
  }

  function setUp() {
    var sorts = [["", "Relevance"], ["title", "Title"]];
    if (dated()) sorts.push(["date", "Newest"]);
    sorts.forEach(function (pair) { $("sg-sort").append(new Option(pair[1], pair[0])); });
    $("sg-body").hidden = false;
    $("sg-facets-box").open = matchMedia("(min-width: 60rem)").matches;
    field.addEventListener("input", function () { state.q = field.value; write(false); run(); });
    $("sg-sort").addEventListener("change", function () {
      state.sort = $("sg-sort").value;
      write(true);
      run();
    });
    $("sg-more").addEventListener("click", more);
    page.querySelector("form").addEventListener("submit", function (event) {
      event.preventDefault();
      var first = list.querySelector("a");
      if (first) first.focus();
    });
    page.addEventListener("keydown", move);
    addEventListener("popstate", function () { state = read(); restore(); run(); });
  }

  function restore() {
    field.value = state.q;
    $("sg-sort").value = state.sort;
  }

  // ---- Start --------------------------------------------------------------------------------

  var engine;

  function text(tag, content) {
    var element = document.createElement(tag);
    element.textContent = content;
    return element;
  }

  async function start() {
    field.value = state.q;
    try {
      engine = await window.SitegenEngine.open(Number(page.dataset.sgTotal), page.dataset.sgPacked === "yes");
    } catch (error) {
      if (location.protocol !== "file:") {
        return notice([text("p", "The search index could not be loaded (" + error.message + "). The lists below hold every paper.")]);
      }
      var how = text("p", "Search needs this folder on a web server, as browsers keep a page that is opened from disk from reading its index. In the site's folder, run ");
      how.append(text("code", "python3 -m http.server 8000"), " and open ");
      how.append(text("code", "http://127.0.0.1:8000/search.html"), ".");
      return notice([how, text("p", "Everything else works from disk: the lists below hold every paper.")]);
    }
    setUp();
    restore();
    await run();
    if (!("ontouchstart" in window)) field.focus();
    // The short facets, once the reader has results to look at and the box is open.
    var box = $("sg-facets-box");
    var loadShort = function () {
      if (!box.open || wanted.size) return;
      clearTimeout(counting);
      ["tag", "year", "has"].forEach(function (facet) { wanted.add(facet); });
      countFacets(latest);
    };
    box.addEventListener("toggle", loadShort);
    loadShort();
  }

  start();
})();
