// The filter of an index: of authors and venues, those of the page; of topics, all of the site, by their other
// names too. A classic script, because browsers refuse modules on file://. Indexes can be read without it.
(function () {
  "use strict";
  var address = document.currentScript.src;
  var MAX_RESULTS = 300;
  // Scripts may write to the history a few times per second only.
  var STATE_DELAY_MS = 250;
  var box = document.querySelector("[data-sg-filter]");
  var field = box && box.querySelector("input");
  if (!box) return;
  var status = box.querySelector("[role=status]");
  var timer = 0;

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  }

  function show(count, total) {
    var text = {
      topics: gettext("{count} of {total} topics"),
      authors: gettext("{count} of {total} authors"),
      venues: gettext("{count} of {total} venues")
    }[box.dataset.sgFilter];
    status.textContent = field.value.trim() ? window.sitegenFill(text, { count: count, total: total }) : "";
  }

  // ---- Authors and venues -------------------------------------------------------------------

  var links = null;
  var names = null;

  /** Read the names of the page at the first key: there may be thousands. */
  function readLinks() {
    links = Array.from(document.querySelectorAll(".sg-tags--index a"));
    // The first child is the name, the second the number of papers.
    names = links.map(function (link) { return fold(link.firstChild.textContent + " " + link.title); });
  }

  function filterLinks() {
    if (!links) readLinks();
    var query = fold(field.value);
    var count = 0;
    links.forEach(function (link, i) {
      link.hidden = !names[i].includes(query);
      if (!link.hidden) count += 1;
    });
    // Hide the headings that have nothing left.
    document.querySelectorAll("h2").forEach(function (heading) {
      var list = heading.nextElementSibling;
      if (list && list.matches(".sg-tags--index")) heading.hidden = !list.querySelector("a:not([hidden])");
    });
    show(count, links.length);
  }

  // ---- Topics -------------------------------------------------------------------------------

  var topics = null;
  var results = null;

  /** Load all topics, once; the promise is that they are there. */
  function loadTopics() {
    // Each topic: its name, number of papers, slug ("" for that of the name, "?" without a page), other names.
    window.sitegenTopics = function (values) {
      topics = values.map(function (value) {
        return { name: value[0], papers: value[1], slug: value[2], also: value.slice(3), keys: [value[0]].concat(value.slice(3)).map(fold) };
      });
    };
    return window.sitegenLoad.once(new URL("../../" + box.dataset.sgNames, address));
  }

  /** Return how well a name fits, the best with 0; -1 if it does not. */
  function rank(key, query) {
    if (key === query) return 0;
    if (key.startsWith(query)) return 1;
    var at = key.indexOf(query);
    if (at < 0) return -1;
    // At the start of a later word, or inside one.
    return /[^\p{L}\p{N}]/u.test(key[at - 1]) ? 2 : 3;
  }

  /** Return the topics that fit, the best first: {topic, also: the other name that fits, or ""}. */
  function findTopics(query) {
    var matches = [];
    topics.forEach(function (topic) {
      var best = -1;
      var which = 0;
      topic.keys.forEach(function (key, i) {
        var value = rank(key, query);
        if (value >= 0 && (best < 0 || value < best)) {
          best = value;
          which = i;
        }
      });
      if (best >= 0) matches.push({ topic: topic, also: which ? topic.also[which - 1] : "", rank: best });
    });
    return matches.sort(function (left, right) { return left.rank - right.rank || right.topic.papers - left.topic.papers; });
  }

  function addressOf(topic) {
    if (topic.slug === "?") return "search.html?tag=" + encodeURIComponent(topic.name);
    return "tags/" + encodeURIComponent(topic.slug || topic.name.replaceAll(" ", "-")) + ".html";
  }

  function createLink(match) {
    var link = document.createElement("a");
    var count = document.createElement("span");
    link.href = addressOf(match.topic);
    link.dir = "auto";
    link.textContent = match.topic.name + (match.also ? " (" + match.also + ")" : "");
    count.textContent = window.sitegenNumber(match.topic.papers);
    link.append(count);
    return link;
  }

  function filterTopics() {
    var query = fold(field.value);
    return loadTopics().then(function () {
      // The reader may have typed on.
      if (query !== fold(field.value)) return;
      var matches = query ? findTopics(query) : [];
      if (!results) {
        results = document.createElement("div");
        results.className = "sg-tags sg-tags--index sg-filter__results";
        results.append(document.createElement("p"));
        box.after(results);
      }
      results.firstChild.replaceChildren.apply(results.firstChild, matches.slice(0, MAX_RESULTS).map(createLink));
      results.hidden = !query;
      document.querySelectorAll(".sg-index").forEach(function (index) { index.hidden = Boolean(query); });
      show(matches.length, topics.length);
    });
  }

  // ---- Events -------------------------------------------------------------------------------

  function filter() {
    return Promise.resolve(box.dataset.sgNames ? filterTopics() : filterLinks()).catch(function (error) {
      status.textContent = window.sitegenFill(gettext("The topics could not be loaded ({error})."), { error: error.message });
    });
  }

  /** Store the filter and the place in this entry of the history, so that Back returns to them. */
  function storePlace() {
    history.replaceState({ filter: field.value, y: Math.round(scrollY) }, "");
  }

  field.addEventListener("input", function () {
    filter();
    clearTimeout(timer);
    timer = setTimeout(storePlace, STATE_DELAY_MS);
  });
  if (box.dataset.sgNames) field.addEventListener("focus", function () { loadTopics().catch(function () {}); });
  document.addEventListener("click", function (event) {
    if (!event.target.closest("main a")) return;
    clearTimeout(timer);
    storePlace();
  });
  var place = history.state;
  if (place && typeof place.filter === "string" && place.filter) {
    field.value = place.filter;
    filter().then(function () { scrollTo(0, place.y); });
  }
})();
