// Asking Pagefind, on http and from disk: one question in, ranked results out.
(function () {
  "use strict";
  var OPTIONS = {
    // The address of a page is made by who shows it: on file:// Pagefind's own is wrong in Firefox.
    baseUrl: "/",
    excerptLength: 45
  };
  var REMEMBERED = 6;
  // Up to so many papers an answer takes 5 ms: a worker would cost more than it spares.
  var LARGE = 3000;

  // Words that nearly every paper has tell none apart, and what begins with one letter even less.
  var COMMON = new Set(("a an and are as at be by for from has in into is it its of on or that the their this to " +
    "via was we with").split(" "));

  var RESOLVERS =
    /https?:\/\/(?:www\.|dx\.)?(?:doi\.org|arxiv\.org\/(?:abs|pdf|html)|huggingface\.co\/papers)\//gi;

  function lettersOf(word) { return word.replace(/[^\p{L}\p{N}]/gu, ""); }

  // Of alphabets only: one character of Chinese is a word.
  function isShort(word) { return /^[\p{Script=Latin}\p{N}]{2}$/u.test(lettersOf(word)); }

  function isTold(word) {
    return !COMMON.has(word.toLowerCase()) && !/^[\p{Script=Latin}\p{N}]?$/u.test(lettersOf(word));
  }

  /** Part a question into its words, "phrases", and -what must not be there. */
  function parse(text) {
    var asked = { words: [], phrases: [], without: [] };
    // A pasted address is the id in it, whatever version it names.
    var bare = text.replace(RESOLVERS, "").replace(/\b(\d{4}\.\d{4,5})v\d+\b/g, "$1");
    var rest = bare.replace(/(-?)"([^"]*)"?/g, function (_, minus, phrase) {
      if (phrase.trim()) asked[minus ? "without" : "phrases"].push(phrase.trim());
      return " ";
    });
    asked.words = rest.split(/\s+/).filter(function (word) {
      if (!/^-[\p{L}\p{N}]/u.test(word)) return word;
      asked.without.push(word.slice(1));
      return false;
    });
    return asked;
  }

  /** What two spellings of a title have in common. */
  function plain(text) {
    return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  /** A page's number in its volume. */
  function placeOf(result) { return Number(result.id.slice(result.id.indexOf("/") + 1)); }

  function scores(found) {
    return new Map(found.results.map(function (result) { return [result.id, result.score]; }));
  }

  function quoted(phrase) { return '"' + phrase + '"'; }

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

  /**
   * @param {Array} volumes Pagefind's instances: pages are numbered through them, the oldest first
   * @param {number} size the most pages of one
   * @param {number} total papers in the collection
   */
  function Engine(volumes, size, total) {
    this.volumes = volumes;
    this.size = size;
    this.asked = new Map();
    // In a large collection nearly every paper has a word that begins with some two letters.
    this.isLarge = total > LARGE;
  }

  /** Ask Pagefind, or remember: a reader types a blank, deletes a letter, opens a facet. */
  Engine.prototype.search = function (text, options) {
    var key = JSON.stringify([text, options]);
    var answer = this.asked.get(key) || this.searchAll(text, options);
    this.asked.delete(key);
    this.asked.set(key, answer);
    // What could not be loaded is asked for again.
    answer.catch(function () { this.asked.delete(key); }.bind(this));
    if (this.asked.size > REMEMBERED) this.asked.delete(this.asked.keys().next().value);
    return answer;
  };

  /** Ask every volume; each result knows its number in the whole collection. */
  Engine.prototype.searchAll = async function (text, options) {
    var size = this.size;
    var all = await Promise.all(this.volumes.map(function (one) { return one.search(text, options); }));
    var results = all.map(function (found, volume) {
      return found.results.map(function (result) {
        var number = volume * size + placeOf(result);
        return { id: number, number: number, score: result.score, data: result.data };
      });
    });
    return { results: [].concat.apply([], results), filters: added(all.map(function (found) { return found.filters; })) };
  };

  /** Ask for each of some phrases as it stands. */
  Engine.prototype.exact = function (phrases, options) {
    var self = this;
    return Promise.all(phrases.map(function (phrase) { return self.search(quoted(phrase), options); }));
  };

  /**
   * What of a question Pagefind is asked as words, what as phrases besides.
   * @returns {Promise<{main: string|null, must: Array<Object>}>} must: what Pagefind found
   */
  Engine.prototype.divide = async function (asked, options) {
    var told = asked.words.filter(isTold);
    var short = this.isLarge ? told.filter(isShort) : [];
    var long = told.filter(function (word) { return !short.includes(word); });
    // Function words alone are meant as they stand.
    var phrases = asked.phrases.concat(told.length || asked.words.length < 3 ? [] : asked.words.join(" "));
    var must = await this.exact(phrases, options);
    // What is being typed is no word yet, perhaps: it waits for its third letter.
    var words = (await this.exact(short, options)).filter(function (found) { return found.results.length; });
    must = must.concat(words);
    if (long.length) return { main: long.join(" "), must: must };
    if (must.length) return { main: undefined, must: must };
    return { main: short.join(" ") || null, must: must };
  };

  /**
   * Answer a question.
   * @param {string} text as typed; empty for all papers
   * @param {{filters: Object}} options as Pagefind's
   * @param {string} sort "title", "date" or, for relevance, ""
   * @returns {Promise<{results: Array, counts: Object, counted: boolean}>} results have data();
   *   counts are of more than the results where not counted
   */
  Engine.prototype.ask = async function (text, options, sort) {
    var asked = parse(text);
    // Three words in a row are most often meant as they stand: papers that have them so come first.
    var isRow = !asked.phrases.length && !sort && asked.words.length > 2;
    var all = await Promise.all([
      this.divide(asked, options),
      this.exact(isRow ? [asked.words.join(" ")] : [], options),
      this.exact(asked.without, options)
    ]);
    var must = all[0].must;
    var main = all[0].main === undefined ? must.shift() : await this.search(all[0].main, options);
    must = must.map(scores);
    var never = all[2].map(scores);
    var row = scores(all[1][0] || { results: [] });
    var results = main.results.filter(function (result) {
      return must.every(function (found) { return found.has(result.id); }) &&
        !never.some(function (found) { return found.has(result.id); });
    });
    return {
      results: await this.sorted(results, sort || (parts(asked) ? "" : "date"), row, must),
      counts: main.filters,
      counted: !must.length && !never.length
    };
  };

  function parts(asked) { return asked.words.length + asked.phrases.length; }

  /** Sort results: by title, by date (the order of their numbers), or by how well they fit. */
  Engine.prototype.sorted = async function (results, sort, row, must) {
    var key = function (result) { return -result.number; };
    if (sort === "title") {
      var ranks = await (this.titles = this.titles || this.load("titles.json"));
      key = function (result) { return ranks[result.number]; };
    } else if (!sort) {
      key = function (result) {
        var also = must.reduce(function (sum, found) { return sum + found.get(result.id); }, 0);
        return -(row.has(result.id) ? 1e6 + row.get(result.id) : result.score + also);
      };
    }
    return results
      .map(function (result) { return [key(result), result.number, result]; })
      .sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; })
      .map(function (keyed) { return keyed[2]; });
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
    var words = await (this.words = this.words || this.load("words.json"));
    var meant = text;
    typed.forEach(function (word) {
      var lower = word.toLowerCase();
      var known = words.some(function (other) { return other.startsWith(lower); });
      var better = known ? "" : nearest(lower, words);
      if (better) meant = meant.replace(word, better);
    });
    return meant === text ? "" : meant;
  };

  /**
   * Open the index.
   * @param {number} total papers in the collection
   * @param {boolean} isPacked whether the index has no files but the scripts for file://
   */
  async function open(total, isPacked) {
    var offline = isPacked || location.protocol === "file:" ? window.sitegenOffline : null;
    var base = new URL("pagefind/", document.baseURI).href;
    var module = await (offline ? offline.load() : import(base + "pagefind.js"));
    var volume = async function (n) {
      var place = n ? base + "v" + n + "/" : base;
      var instance = module.createInstance({ basePath: place, noWorker: Boolean(offline) || total <= LARGE });
      await instance.options(OPTIONS);
      // Its init() comes back before it is done without a worker; an empty question does not.
      await instance.search("");
      return instance;
    };
    // All share one WebAssembly, which the first one has to be done with.
    var volumes = [await volume(0)];
    var more = Array.from({ length: module.sitegenVolumes - 1 }, function (_, n) { return volume(n + 1); });
    var engine = new Engine(volumes.concat(await Promise.all(more)), module.sitegenVolume, total);
    engine.load = async function (name) {
      return (await (offline ? offline.fetch : fetch)(base + name)).json();
    };
    return engine;
  }

  window.SitegenEngine = { open: open };
})();
