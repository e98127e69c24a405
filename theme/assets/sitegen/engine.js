// Asking Pagefind, on http and from disk, one shard or many: one question in, ranked results out.
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
    // One letter at the end begins too many words: it waits for the next one.
    asked.words = rest.trimStart().replace(/(^|\s)[a-z]$/i, "").split(/\s+/).filter(function (word) {
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

  function titleKey(data) {
    return data.meta.title.split(/\s+/).map(plain).filter(Boolean).join(" ");
  }

  function dateKey(data) { return data.meta.date || "0"; }

  function idsOf(found) {
    return new Set(found.results.map(function (result) { return result.id; }));
  }

  function quoted(phrase) { return '"' + phrase + '"'; }

  /** Ask one shard: results that have the words in a row, other results, counts. */
  async function askOne(shard, asked, options) {
    var exact = function (phrase) { return shard.search(quoted(phrase), options); };
    var phrases = asked.phrases.slice();
    // Three words in a row are most often meant as they stand: papers that have them so come first.
    var isRow = !phrases.length && !options.sort && asked.words.split(/\s+/).length > 2;
    var main = asked.words || (phrases.length ? quoted(phrases.shift()) : null);
    var all = await Promise.all([
      shard.search(main, options),
      isRow ? exact(asked.words) : { results: [] },
      Promise.all(phrases.map(exact)),
      Promise.all(asked.without.map(exact))
    ]);
    var must = all[2].map(idsOf);
    var never = all[3].map(idsOf);
    var fits = function (result) {
      return must.every(function (ids) { return ids.has(result.id); }) &&
        !never.some(function (ids) { return ids.has(result.id); });
    };
    var row = idsOf(all[1]);
    return {
      row: all[1].results.filter(fits),
      rest: all[0].results.filter(function (one) { return !row.has(one.id) && fits(one); }),
      counts: all[0].filters
    };
  }

  function byScore(lists) {
    return [].concat.apply([], lists).sort(function (a, b) { return b.score - a.score; });
  }

  /** Merge sorted lists of many shards: their keys are in the pages' data, read as far as asked. */
  function merged(lists, key, descending) {
    var heads = lists.map(function () { return 0; });
    var order = [];
    var last = Promise.resolve();

    async function next() {
      var loaded = await Promise.all(lists.map(function (list, i) {
        return heads[i] < list.length ? list[heads[i]].data() : null;
      }));
      var best = -1;
      loaded.forEach(function (data, i) {
        if (!data) return;
        var before = best < 0 || (descending ? key(data) > key(loaded[best]) : key(data) < key(loaded[best]));
        if (before) best = i;
      });
      heads[best] += 1;
      order.push(loaded[best]);
    }

    function at(place) {
      last = last.then(async function () { while (order.length <= place) await next(); });
      return last.then(function () { return order[place]; });
    }

    var total = lists.reduce(function (sum, list) { return sum + list.length; }, 0);
    return Array.from({ length: total }, function (_, place) {
      return { id: "sorted-" + place, data: function () { return at(place); } };
    });
  }

  function added(all) {
    var sum = {};
    all.forEach(function (counts) {
      Object.keys(counts).forEach(function (facet) {
        var values = (sum[facet] = sum[facet] || {});
        Object.keys(counts[facet]).forEach(function (value) {
          values[value] = (values[value] || 0) + counts[facet][value];
        });
      });
    });
    return sum;
  }

  function Engine(shards) {
    this.shards = shards;
  }

  /**
   * Answer a question.
   * @param {string} text as typed; empty for all papers
   * @param {{filters: Object, sort: Object}} options as Pagefind's
   * @returns {Promise<{results: Array, counts: Object, counted: boolean}>} results have data();
   *   counts are of more than the results where not counted
   */
  Engine.prototype.ask = async function (text, options) {
    var asked = parse(text);
    var all = await Promise.all(this.shards.map(function (shard) { return askOne(shard, asked, options); }));
    var rest = all.map(function (one) { return one.rest; });
    var results;
    if (options.sort && all.length > 1) {
      results = merged(rest, options.sort.title ? titleKey : dateKey, Boolean(options.sort.date));
    } else if (options.sort) {
      results = rest[0];
    } else {
      results = byScore(all.map(function (one) { return one.row; })).concat(byScore(rest));
    }
    return {
      results: results,
      counts: added(all.map(function (one) { return one.counts; })),
      counted: !asked.without.length && asked.phrases.length + Boolean(asked.words) < 2
    };
  };

  /** Put a paper whose title is just what was typed first among some results' data. */
  Engine.prototype.titleFirst = function (text, loaded) {
    var wanted = plain(text);
    if (!wanted) return loaded;
    var same = function (one) { return plain(one.meta.title) === wanted; };
    return loaded.filter(same).concat(loaded.filter(function (one) { return !same(one); }));
  };

  /** Letters to change, add, leave out or swap, to make one word another; more than most is most + 1. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    var before = [];
    var row = Array.from({ length: other.length + 1 }, function (_, i) { return i; });
    for (var i = 1; i <= one.length; i += 1) {
      var next = [i];
      for (var j = 1; j <= other.length; j += 1) {
        var same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      if (Math.min.apply(null, next) > most) return most + 1;
      before = row;
      row = next;
    }
    return row[other.length];
  }

  /** The commonest of the nearest words, or nothing where none is near. */
  function nearest(word, words) {
    var most = word.length < 6 ? 1 : 2;
    var best = "";
    var least = most + 1;
    words.forEach(function (other) {
      var far = distance(word, other, Math.min(most, least - 1));
      if (far < least) { least = far; best = other; }
    });
    return best;
  }

  /**
   * Return what may have been meant, or nothing.
   * @param {string} text as typed
   * @param {Array} loaded data of the first results: a word that one of them has is no slip
   */
  Engine.prototype.suggest = async function (text, loaded) {
    var seen = loaded.map(function (one) {
      return (one.content + " " + Object.values(one.meta).join(" ")).toLowerCase();
    }).join(" ");
    var typed = (text.match(/\p{L}{4,}/gu) || []).filter(function (word) {
      return !seen.includes(word.toLowerCase());
    });
    if (!typed.length) return "";
    var words = await (this.words = this.words || this.loadWords());
    var meant = text;
    typed.forEach(function (word) {
      var lower = word.toLowerCase();
      var known = words.some(function (other) { return other.startsWith(lower); });
      var better = known ? "" : nearest(lower, words);
      if (better) meant = meant.replace(word, better);
    });
    return meant === text ? "" : meant;
  };

  async function open() {
    var fromDisk = location.protocol === "file:";
    var base = new URL("pagefind/", document.baseURI).href;
    var pagefind = await (fromDisk ? window.sitegenOffline.load() : import(base + "pagefind.js"));
    var count = fromDisk ? window.sitegenOffline.shards : pagefind.sitegenShards;
    var shard = async function (i) {
      var place = i ? base + "s" + i + "/" : base;
      var instance = pagefind.createInstance({ basePath: place, noWorker: fromDisk });
      await instance.options(OPTIONS);
      // Its init() comes back before it is done without a worker; an empty question does not.
      await instance.search("");
      return instance;
    };
    // One after the other: all share one WebAssembly, which the first one has to be done with.
    var shards = [await shard(0)];
    var more = Array.from({ length: count - 1 }, function (_, i) { return shard(i + 1); });
    var engine = new Engine(shards.concat(await Promise.all(more)));
    engine.loadWords = async function () {
      var get = fromDisk ? window.sitegenOffline.fetch : fetch;
      return (await get(base + "words.json")).json();
    };
    return engine;
  }

  window.SitegenEngine = { open: open };
})();
