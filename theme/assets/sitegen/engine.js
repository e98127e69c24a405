// Asking Pagefind, on http and from disk: one question in, ranked results and counts out.
(function () {
  "use strict";
  var OPTIONS = {
    // The address of a page is made by who shows it: on file:// Pagefind's own is wrong in Firefox.
    baseUrl: "/",
    excerptLength: 45
  };

  /** Part a question into words, "phrases", and -what must not be there. */
  function parse(text) {
    var asked = { words: "", phrases: [], without: [] };
    var rest = text.replace(/(-?)"([^"]*)"?/g, function (_, minus, phrase) {
      if (phrase.trim()) asked[minus ? "without" : "phrases"].push(phrase.trim());
      return " ";
    });
    asked.words = rest.split(/\s+/).filter(function (word) {
      if (!/^-[\p{L}\p{N}]/u.test(word)) return word;
      asked.without.push(word.slice(1));
      return false;
    }).join(" ");
    return asked;
  }

  /** What two spellings of a title have in common. */
  function plain(text) {
    return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  function idsOf(found) {
    return new Set(found.results.map(function (result) { return result.id; }));
  }

  /** Put some results before others of the same question. */
  function inFront(first, found) {
    var ids = idsOf(first);
    var others = found.results.filter(function (result) { return !ids.has(result.id); });
    return Object.assign({}, found, { results: first.results.concat(others) });
  }

  function Engine(pagefind) {
    this.pagefind = pagefind;
  }

  /**
   * Answer a question.
   * @param {string} text as typed; empty for all papers
   * @param {{filters: Object, sort: Object}} options as Pagefind's
   * @returns {Promise<{results: Array, counts: Object}>} results have id and data()
   */
  Engine.prototype.ask = async function (text, options) {
    var pagefind = this.pagefind;
    var asked = parse(text);
    var exact = function (phrase) { return pagefind.search('"' + phrase + '"', options); };
    // Three words in a row are most often meant as they stand: papers that have them so come first.
    var isRow = !asked.phrases.length && asked.words.trim().split(/\s+/).length > 2;
    var main = asked.words || !asked.phrases.length ? asked.words || null : '"' + asked.phrases.shift() + '"';
    var all = await Promise.all([
      pagefind.search(main, options),
      Promise.all(asked.phrases.map(exact)),
      Promise.all(asked.without.map(exact)),
      isRow && !options.sort ? exact(asked.words) : null
    ]);
    var found = all[0];
    if (all[3] && all[3].results.length) found = inFront(all[3], found);
    var narrowed = asked.phrases.length + asked.without.length > 0;
    if (!narrowed) return { results: found.results, counts: found.filters };
    var must = all[1].map(idsOf);
    var never = all[2].map(idsOf);
    var results = found.results.filter(function (result) {
      return must.every(function (ids) { return ids.has(result.id); }) &&
        !never.some(function (ids) { return ids.has(result.id); });
    });
    // Pagefind counted without what was sorted out here.
    return { results: results, counts: found.filters, counted: false };
  };

  /** Put a paper whose title is just what was typed first among some results and their data. */
  Engine.prototype.titleFirst = function (text, loaded) {
    var wanted = plain(text);
    if (!wanted) return loaded;
    var same = function (one) { return plain(one.meta.title) === wanted; };
    return loaded.filter(same).concat(loaded.filter(function (one) { return !same(one); }));
  };

  async function open() {
    var fromDisk = location.protocol === "file:";
    var address = new URL("pagefind/pagefind.js", document.baseURI).href;
    var pagefind = await (fromDisk ? window.sitegenOffline.load() : import(address));
    await pagefind.options(Object.assign({ noWorker: fromDisk }, OPTIONS));
    await pagefind.init();
    return new Engine(pagefind);
  }

  window.SitegenEngine = { open: open, parse: parse, OPTIONS: OPTIONS };
})();
