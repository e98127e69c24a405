// Queries to Pagefind, over http and from disk: parse a query, ask the index, rank the results.
// Pagefind searches words by prefix, and "phrases" exactly; the rest is done here.
(function () {
  "use strict";
  var PAGEFIND_OPTIONS = {
    // results.js makes links itself: on file:// Pagefind's own addresses are wrong in Firefox.
    baseUrl: "/",
    excerptLength: 45
  };
  // Answers that are remembered.
  var MAX_ANSWERS = 6;
  // Below this number of papers an answer takes 5 ms: a worker would cost more time than it saves.
  var LARGE = 3000;
  // Words in a row that are searched for as a phrase too.
  var MIN_ROW_WORDS = 3;
  // A longer query is cut: each of its words costs a search, and a shared address can hold any.
  var MAX_QUERY_CHARS = 1000;
  var MAX_WORDS = 32;
  // Phrases, excluded words and short words, of each: every one is a separate search.
  var MAX_EXACT = 8;
  // So many words are a question, not a title or a term.
  var MIN_QUESTION_WORDS = 6;
  var QUESTION = /\?\s*$|^\s*(?:what|how|why|when|where|which|who|whose|do|does|did|is|are|can|could|should)\s+\S+\s+\S/i;
  // Below this number of papers with all words, papers with some of them follow.
  var ENOUGH = 10;
  // Words of the text that a paper with some of the words is shown with.
  var EXCERPT_WORDS = 40;
  // More than any score of Pagefind's.
  var ROW_SCORE = 1e6;

  // Nearly every paper has these words, so they select nothing.
  var STOP_WORDS = new Set(("a an and are as at be by for from has in into is it its of on or that the their this to " +
    "via was we with").split(" "));

  // Addresses of papers up to the identifier, which is in the index.
  var RESOLVERS =
    /https?:\/\/(?:www\.|dx\.)?(?:doi\.org|arxiv\.org\/(?:abs|pdf|html)|huggingface\.co\/papers)\//gi;

  // ---- Parsing ------------------------------------------------------------------------------

  function alphanumerics(word) { return word.replace(/[^\p{L}\p{N}]/gu, ""); }

  // Latin letters only: a single Chinese character is a word.
  function isShort(word) { return /^[\p{Script=Latin}\p{N}]{2}$/u.test(alphanumerics(word)); }

  /** Return whether a word selects papers: no stop word, and more than one letter or digit. */
  function isSelective(word) {
    return !STOP_WORDS.has(word.toLowerCase()) && !/^[\p{Script=Latin}\p{N}]?$/u.test(alphanumerics(word));
  }

  /** Return the first words, each once whatever its case. */
  function uniqueWords(words) {
    var first = new Map();
    words.forEach(function (word) {
      var key = word.toLowerCase();
      if (!first.has(key)) first.set(key, word);
    });
    return Array.from(first.values()).slice(0, MAX_WORDS);
  }

  /**
   * Parse a query: words, "phrases", and -words or -"phrases" to exclude.
   * @returns {{words: string[], phrases: string[], excluded: string[], row: string}} row: the words
   *   as typed, "" if there are too many or most of them are repetitions
   */
  function parse(typed) {
    var query = { words: [], phrases: [], excluded: [], row: "" };
    var text = typed.slice(0, MAX_QUERY_CHARS);
    // Reduce a pasted address to its identifier, without the version: 1706.03762v5 to 1706.03762.
    var bare = text.replace(RESOLVERS, "").replace(/\b(\d{4}\.\d{4,5})v\d+\b/g, "$1");
    // The closing quotation mark may not be typed yet.
    var rest = bare.replace(/(-?)"([^"]*)"?/g, function (_, minus, phrase) {
      if (phrase.trim()) query[minus ? "excluded" : "phrases"].push(phrase.trim());
      return " ";
    });
    var words = rest.split(/\s+/).filter(function (word) {
      if (!/^-[\p{L}\p{N}]/u.test(word)) return word;
      query.excluded.push(word.slice(1));
      return false;
    });
    query.words = uniqueWords(words);
    query.phrases = uniqueWords(query.phrases).slice(0, MAX_EXACT);
    query.excluded = uniqueWords(query.excluded).slice(0, MAX_EXACT);
    if (words.length <= MAX_WORDS && words.length <= 2 * query.words.length) query.row = words.join(" ");
    return query;
  }

  function countTerms(query) { return query.words.length + query.phrases.length; }

  function quote(phrase) { return '"' + phrase + '"'; }

  // ---- Answers of volumes -------------------------------------------------------------------

  /** Return the number of a page within its volume: fragments are named "edition/number". */
  function pageNumber(result) { return Number(result.id.slice(result.id.indexOf("/") + 1)); }

  function scoresById(answer) {
    return new Map(answer.results.map(function (result) { return [result.id, result.score]; }));
  }

  /** Add up the counts of all volumes: facet -> value -> number of papers. */
  function sumCounts(volumeCounts) {
    // Without a prototype: a venue may have the name "constructor".
    var sums = Object.create(null);
    volumeCounts.forEach(function (counts) {
      Object.keys(counts).forEach(function (facet) {
        var values = (sums[facet] = sums[facet] || Object.create(null));
        Object.keys(counts[facet]).forEach(function (value) {
          values[value] = (values[value] || 0) + counts[facet][value];
        });
      });
    });
    return sums;
  }

  /**
   * @param {Array} volumes Pagefind's instances; pages are numbered across them, the oldest first
   * @param {number} size the maximum number of pages in one volume
   * @param {number} total the number of papers in the collection
   */
  function Engine(volumes, size, total) {
    this.volumes = volumes;
    this.size = size;
    // Promises of answers by query and options, the least recently used first.
    this.answers = new Map();
    // In a large collection nearly every paper has a word that starts with two given letters.
    this.isLarge = total > LARGE;
  }

  /** Search, or return a remembered answer: readers delete a letter, or change facets. */
  Engine.prototype.search = function (text, options) {
    var key = JSON.stringify([text, options]);
    var answer = this.answers.get(key) || this.searchVolumes(text, options);
    // A Map keeps the order of insertion: insert it again to make this answer the latest one.
    this.answers.delete(key);
    this.answers.set(key, answer);
    // After a failed request, try again the next time.
    answer.catch(function () { this.answers.delete(key); }.bind(this));
    if (this.answers.size > MAX_ANSWERS) this.answers.delete(this.answers.keys().next().value);
    return answer;
  };

  /** Search all volumes; the id of a result is its number in the whole collection. */
  Engine.prototype.searchVolumes = async function (text, options) {
    var size = this.size;
    var answers = await Promise.all(this.volumes.map(function (volume) { return volume.search(text, options); }));
    var results = answers.map(function (answer, volume) {
      return answer.results.map(function (result) {
        var number = volume * size + pageNumber(result);
        return { id: number, number: number, score: result.score, data: result.data };
      });
    });
    return {
      results: [].concat.apply([], results),
      filters: sumCounts(answers.map(function (answer) { return answer.filters; }))
    };
  };

  /** Search for each of several phrases exactly. */
  Engine.prototype.searchExact = function (phrases, options) {
    var self = this;
    return Promise.all(phrases.map(function (phrase) { return self.search(quote(phrase), options); }));
  };

  /**
   * Divide a query into the words that Pagefind searches by prefix, and exact searches.
   * @returns {Promise<{main: string|null|undefined, required: Array<Object>}>} main: the words to
   *   search; null for all papers, undefined if the exact searches are enough. required: answers
   *   that a result must be part of
   */
  Engine.prototype.divide = async function (query, options) {
    var words = (query.subject && query.subject.length ? query.subject : query.words).filter(isSelective);
    var short = this.isLarge ? words.filter(isShort).slice(0, MAX_EXACT) : [];
    var long = words.filter(function (word) { return !short.includes(word); });
    // Several stop words and nothing else are a phrase: "to be or not".
    var isStopPhrase = !words.length && query.words.length >= MIN_ROW_WORDS;
    var phrases = query.phrases.concat(isStopPhrase && query.row ? query.row : []);
    var required = await this.searchExact(phrases, options);
    // Two letters may be the start of a word that is being typed: require them only if they are
    // a word.
    var shortAnswers = (await this.searchExact(short, options)).filter(function (answer) {
      return answer.results.length;
    });
    required = required.concat(shortAnswers);
    if (long.length) return { main: long.join(" "), required: required };
    if (required.length) return { main: undefined, required: required };
    return { main: short.join(" ") || null, required: required };
  };

  /**
   * Answer a query: papers with all of its words, then perhaps the closest of the others.
   * @param {string} text as typed; empty for all papers
   * @param {{filters: Object}} options Pagefind's
   * @param {string} sort "title", "date" or, for relevance, ""
   * @returns {Promise<{results: Array, exact: number, counts: Object, counted: boolean}>} results
   *   have data(), the first "exact" ones have all words; the others have a list of missing words.
   *   counts may include papers that are not among the results if counted is false
   */
  Engine.prototype.ask = async function (text, options, sort) {
    var query = parse(text);
    var isQuestion = !query.phrases.length && (query.words.length >= MIN_QUESTION_WORDS || QUESTION.test(text));
    var words = countTerms(query) && this.questions
      ? await this.questions.look(query.words.concat(query.phrases).join(" "))
      : { words: [], hasAll: true };
    // Words that carry no subject are part of a sentence, not required.
    if (isQuestion && this.questions) query.subject = query.words.filter(this.questions.isSubject);
    var isHopeless = isQuestion && !words.hasAll || await this.hasUnknown(query, words.words, options);
    var answer = isHopeless
      ? { results: [], counts: {}, counted: false }
      : await this.askExact(query, options, sort);
    answer.exact = answer.results.length;
    answer.isMarked = this.marker(query, words.words);
    // All papers with a single word are exact results.
    var isShort = answer.exact < ENOUGH && (words.words.length > 1 || !answer.exact);
    if (words.words.length && (isQuestion || isShort) && !(sort && answer.exact)) {
      var closest = await this.askClosest(query, words.words, options, answer.results);
      // Counts of papers with all words would leave the reader without filters for the others.
      answer.counts = (await this.search(null, options)).filters;
      answer.counted = false;
      // Another spelling of a word is the word: "generalise" and "generalize". The words of a phrase
      // may stand apart.
      var hasPhrases = query.phrases.length > 0;
      var whole = closest.filter(function (match) { return !match.missing.length && !hasPhrases; });
      answer.exact += whole.length;
      answer.results = answer.results.concat(whole, closest.filter(function (match) { return !whole.includes(match); }));
    }
    return answer;
  };

  /**
   * Return whether a word of a query occurs nowhere. For such a word Pagefind searches its first
   * letters: "gaussian" would find papers with "game".
   */
  Engine.prototype.hasUnknown = async function (query, words, options) {
    var typed = words.filter(function (word) { return !word.isStart; }).map(function (word) { return word.typed; });
    // Only words, as a decimal point or a hyphen may be part of what Pagefind takes for one.
    var unknown = query.words.filter(function (word) { return typed.includes(word); });
    var answers = await this.searchExact(unknown.slice(0, MAX_EXACT), {});
    return answers.some(function (answer) { return !answer.results.length; });
  };

  /** Return a function that tells whether a word of a title or text is one of a query's. */
  Engine.prototype.marker = function (query, words) {
    var weigh = this.questions ? this.questions.matcher(words) : function () { return 0; };
    var starts = query.words.concat(query.phrases).join(" ").split(/[^\p{L}\p{N}]+/u).filter(isSelective)
      .map(normalize).filter(function (word) { return word.length > 1; });
    return function (word) {
      var plain = normalize(word);
      return weigh(word) > 0 || starts.some(function (start) { return plain.startsWith(start); });
    };
  };

  /** Return the papers that have some words of a query, the closest first, without some others. */
  Engine.prototype.askClosest = async function (query, words, options, others) {
    var self = this;
    var parts = await Promise.all([this.search(null, options), this.searchExact(query.excluded, options)]);
    var allowed = new Map(parts[0].results.map(function (result) { return [result.number, result]; }));
    others.concat.apply(others, parts[1].map(function (answer) { return answer.results; })).forEach(function (result) {
      allowed.delete(result.number);
    });
    var weigh = this.questions.matcher(words);
    var isAllowed = function (number) { return allowed.has(number); };
    return this.questions.rank(words, isAllowed).map(function (match) {
      var result = allowed.get(match.number);
      var data = async function () {
        var content = await result.data();
        return Object.assign({}, content, { excerpt: self.excerpt(content, weigh) });
      };
      return { id: result.id, number: result.number, score: 0, missing: match.missing, data: data };
    });
  };

  /** Return the part of a page's text with the most words of a question, as HTML with <mark>. */
  Engine.prototype.excerpt = function (data, weigh) {
    // Pagefind's content starts with the title, which stands above the excerpt.
    var text = data.content.startsWith(data.meta.title) ? data.content.slice(data.meta.title.length) : data.content;
    var tokens = text.replace(/^[.\s]+/, "").split(/\s+/);
    var weights = tokens.map(weigh);
    var bestStart = 0;
    var bestSum = -1;
    for (var start = 0; start === 0 || start + EXCERPT_WORDS <= tokens.length; start += 4) {
      // A word that occurs twice counts once.
      var sum = Array.from(new Set(weights.slice(start, start + EXCERPT_WORDS)))
        .reduce(function (total, weight) { return total + weight; }, 0);
      if (sum > bestSum) { bestSum = sum; bestStart = start; }
    }
    var html = tokens.slice(bestStart, bestStart + EXCERPT_WORDS).map(function (token, i) {
      var escaped = token.replace(/&/g, "&amp;").replace(/</g, "&lt;");
      return weights[bestStart + i] ? "<mark>" + escaped + "</mark>" : escaped;
    });
    return html.join(" ");
  };

  /** Return the papers with all words of a query, as ask() does. */
  Engine.prototype.askExact = async function (query, options, sort) {
    // Several words in a row are often a title or a term: papers with exactly these come first.
    var isRow = query.row && !query.phrases.length && !sort && query.words.length >= MIN_ROW_WORDS;
    var parts = await Promise.all([
      this.divide(query, options),
      this.searchExact(isRow ? [query.row] : [], options),
      this.searchExact(query.excluded, options)
    ]);
    var required = parts[0].required;
    // Without words for the main search, the first exact answer takes its place.
    var main = parts[0].main === undefined ? required.shift() : await this.search(parts[0].main, options);
    var requiredScores = required.map(scoresById);
    var excludedScores = parts[2].map(scoresById);
    var rowScores = scoresById(parts[1][0] || { results: [] });
    var results = main.results.filter(function (result) {
      return requiredScores.every(function (scores) { return scores.has(result.id); }) &&
        !excludedScores.some(function (scores) { return scores.has(result.id); });
    });
    return {
      // Without terms all papers are equally relevant: list the newest first.
      results: await this.sortResults(results, sort || (countTerms(query) ? "" : "date"), rowScores, requiredScores),
      counts: main.filters,
      counted: !requiredScores.length && !excludedScores.length
    };
  };

  /** Sort results by title, by date (pages are numbered by date) or by relevance. */
  Engine.prototype.sortResults = async function (results, sort, rowScores, requiredScores) {
    var keyOf = function (result) { return -result.number; };
    if (sort === "title") {
      var ranks = await (this.titles = this.titles || this.load("titles.json"));
      keyOf = function (result) { return ranks[result.number]; };
    } else if (!sort) {
      keyOf = function (result) {
        if (rowScores.has(result.id)) return -(ROW_SCORE + rowScores.get(result.id));
        var exact = requiredScores.reduce(function (sum, scores) { return sum + scores.get(result.id); }, 0);
        return -(result.score + exact);
      };
    }
    // Compute each key once; newer papers first where keys are equal.
    return results
      .map(function (result) { return [keyOf(result), result.number, result]; })
      .sort(function (left, right) { return left[0] - right[0] || right[1] - left[1]; })
      .map(function (keyed) { return keyed[2]; });
  };

  /** Return letters and digits only, so that two spellings of a title are equal. */
  function normalize(text) {
    return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  /** Move papers whose whole title is the query to the front of some loaded results. */
  Engine.prototype.titleFirst = function (text, loaded) {
    var title = normalize(text);
    if (!title) return loaded;
    var isExact = function (data) { return normalize(data.meta.title) === title; };
    return loaded.filter(isExact).concat(loaded.filter(function (data) { return !isExact(data); }));
  };

  // ---- Spelling suggestions -----------------------------------------------------------------

  /**
   * Return the edit distance of two words, or limit + 1 if it is greater than the limit.
   * An edit changes, adds or removes one letter, or swaps two adjacent ones (optimal string
   * alignment).
   */
  function editDistance(left, right, limit) {
    if (Math.abs(left.length - right.length) > limit) return limit + 1;
    // Rows of the distance matrix: two rows back are needed for swaps.
    var secondLast = [];
    var last = Array.from({ length: right.length + 1 }, function (_, i) { return i; });
    for (var i = 1; i <= left.length; i += 1) {
      var row = [i];
      for (var j = 1; j <= right.length; j += 1) {
        var isEqual = left[i - 1] === right[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isEqual ? 0 : 1));
        if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
          row[j] = Math.min(row[j], secondLast[j - 2] + 1);
        }
      }
      // Distances never decrease from row to row.
      if (Math.min.apply(null, row) > limit) return limit + 1;
      secondLast = last;
      last = row;
    }
    return last[right.length];
  }

  /** Return the most frequent of the closest words, or "" if none is close. */
  function closestWord(word, words) {
    var maxDistance = word.length < 6 ? 1 : 2;
    var closest = "";
    var minDistance = maxDistance + 1;
    // Words come in order of frequency: only a smaller distance replaces an earlier one.
    words.forEach(function (candidate) {
      var distance = editDistance(word, candidate, Math.min(maxDistance, minDistance - 1));
      if (distance < minDistance) { minDistance = distance; closest = candidate; }
    });
    return closest;
  }

  /**
   * Return a query with another spelling, or "".
   * @param {string} text as typed
   * @param {Array} loaded data of the first results: their words are spelled correctly
   */
  Engine.prototype.suggest = async function (text, loaded) {
    var content = loaded.map(function (data) {
      return (data.content + " " + Object.values(data.meta).join(" ")).toLowerCase();
    }).join(" ");
    // Words of four letters or more, as in sitegen/search/words.py.
    var typed = text.slice(0, MAX_QUERY_CHARS).match(/\p{L}{4,}/gu) || [];
    var doubtful = uniqueWords(typed).filter(function (word) {
      return !content.includes(word.toLowerCase());
    });
    // A word that occurs in any paper, or in a name, is spelled correctly.
    if (this.questions && doubtful.length) {
      var known = (await this.questions.look(doubtful.join(" "))).words.filter(function (pair) { return pair.isExact; });
      var exact = new Set(known.map(function (pair) { return pair.word; }));
      doubtful = doubtful.filter(function (word) {
        return !window.sitegenWords.split(word).every(function (part) { return exact.has(part); });
      });
    }
    if (!doubtful.length) return "";
    var words = await (this.words = this.words || this.load("words.json"));
    var suggestion = text;
    doubtful.forEach(function (word) {
      var lower = word.toLowerCase();
      // The start of a known word is being typed, not misspelled.
      var isKnown = words.some(function (candidate) { return candidate.startsWith(lower); });
      var replacement = isKnown ? "" : closestWord(lower, words);
      if (replacement) suggestion = suggestion.replace(word, replacement);
    });
    return suggestion === text ? "" : suggestion;
  };

  // ---- Opening the index --------------------------------------------------------------------

  /**
   * Open the index.
   * @param {number} total the number of papers in the collection
   * @param {boolean} isPacked whether the index consists of the scripts for file:// only
   */
  async function open(total, isPacked) {
    var offline = isPacked || location.protocol === "file:" ? window.sitegenOffline : null;
    var base = new URL("pagefind/", document.baseURI).href;
    var questions = window.sitegenWords.load(base).catch(function () { return null; });
    var module = await (offline ? offline.load() : import(base + "pagefind.js"));
    var openVolume = async function (number) {
      // The first volume's folder holds the others.
      var folder = number ? base + "v" + number + "/" : base;
      var instance = module.createInstance({ basePath: folder, noWorker: Boolean(offline) || total <= LARGE });
      await instance.options(PAGEFIND_OPTIONS);
      // Without a worker, init() returns before it is done; an empty query does not.
      await instance.search("");
      return instance;
    };
    // All volumes share one WebAssembly module, which the first one loads.
    var volumes = [await openVolume(0)];
    var others = Array.from({ length: module.sitegenVolumes - 1 }, function (_, i) { return openVolume(i + 1); });
    var engine = new Engine(volumes.concat(await Promise.all(others)), module.sitegenVolume, total);
    // Without the index of words, papers with all words are found all the same.
    engine.questions = await questions;
    engine.load = async function (name) {
      return (await (offline ? offline.fetch : fetch)(base + name)).json();
    };
    return engine;
  }

  window.SitegenEngine = { open: open };
})();
