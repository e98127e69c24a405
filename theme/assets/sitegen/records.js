// Records of papers: items of CSL-JSON, in shards that pages/kinds/records.py writes.
(function () {
  "use strict";
  var sg = window.sg = window.sg || {};
  // Two scripts of a page may hold this one.
  if (sg.records) return;
  var folder = new URL("../../records/", document.currentScript.src).href;
  // Name of a script -> the value that it hands over.
  var values = {};
  // Sources: pages/shards.py; arXiv's help, "Understanding the arXiv identifier".
  var ARXIV = /^(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/;
  var DOI = /^(?:doi:)?(10\.\d{4,9}\/.+)$/;
  var ADDRESS = /^https?:\/\/(?:www\.|dx\.)?(?:doi\.org\/|arxiv\.org\/(?:abs|pdf)\/)/;
  var ARXIV_DOI = /^10\.48550\/arxiv\./;

  window.sitegenRecords = function (name, value) { values[name] = value; };

  async function load(name) {
    await window.sitegenLoad.once(folder + encodeURIComponent(name) + ".js");
    return values[name];
  }

  /** Look keys up in shards; return a promise of a map, without the keys that no shard has. */
  async function lookUp(keys, count, prefix) {
    var numbers = new Map(keys.map(function (key) { return [key, window.sitegenHash(key) % count]; }));
    var loaded = new Map();
    await Promise.all(Array.from(new Set(numbers.values()), async function (number) {
      loaded.set(number, await load(prefix + number));
    }));
    var result = new Map();
    numbers.forEach(function (number, key) {
      var shard = loaded.get(number);
      if (Object.prototype.hasOwnProperty.call(shard, key)) result.set(key, shard[key]);
    });
    return result;
  }

  /** Return a promise of the items of papers, in the order of the ids; unknown ids are left out. */
  async function loadItems(ids) {
    var items = await lookUp(ids, (await load("sizes")).records, "");
    return ids.filter(function (id) { return items.has(id); }).map(function (id) { return items.get(id); });
  }

  /** Return a promise of all items, the newest first. */
  async function loadAll() {
    var count = (await load("sizes")).records;
    var shards = await Promise.all(Array.from({ length: count }, function (_, number) { return load(String(number)); }));
    return newestFirst(shards.flatMap(Object.values));
  }

  /** Return a promise of the ids of a list, such as "tag.graphs", the newest first. */
  function loadList(name) { return load(name); }

  /**
   * Return what an identifier may be in the lookup, best first: a citation key, a DOI, an arXiv id.
   * @param {string} text in any case, with or without "doi:", "arxiv:", "key:" or an address
   */
  function identify(text) {
    var plain = text.trim().toLowerCase().replace(ADDRESS, "");
    if (plain.startsWith("key:")) return [plain];
    var names = ["key:" + plain];
    var doi = DOI.exec(plain);
    var arxiv = ARXIV.exec(plain.replace(/^doi:/, "").replace(ARXIV_DOI, "").replace(/\.pdf$/, ""));
    if (doi) names.push("doi:" + doi[1]);
    if (arxiv) names.push("arxiv:" + arxiv[1]);
    return names;
  }

  /** Return a promise of identifier -> id of the paper, for the texts that are identifiers of one. */
  async function find(texts) {
    var names = texts.map(identify);
    var ids = await lookUp(names.flat(), (await load("sizes")).ids, "ids-");
    var result = new Map();
    texts.forEach(function (text, i) {
      var name = names[i].find(function (name) { return ids.has(name); });
      if (name) result.set(text, ids.get(name));
    });
    return result;
  }

  /** Return items sorted by date; those of one date stay in their order, those without come last. */
  function newestFirst(items) {
    function date(item) {
      return item.issued ? item.issued["date-parts"][0].concat(0, 0).slice(0, 3) : [-1, 0, 0];
    }
    return items.map(function (item) { return [date(item), item]; }).sort(function (one, two) {
      var i = one[0].findIndex(function (part, i) { return part !== two[0][i]; });
      return i < 0 ? 0 : two[0][i] - one[0][i];
    }).map(function (pair) { return pair[1]; });
  }

  sg.records = { load: loadItems, all: loadAll, list: loadList, find: find, identify: identify, newestFirst: newestFirst };
})();
