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
  // Of a longer query only the rarest words are required, which takes half a second.
  var MAX_MAIN_WORDS = 12;
  // Phrases, excluded words and short words, of each: every one is a separate search.
  var MAX_EXACT = 8;
  // So many words are a question, not a title or a term.
  var MIN_QUESTION_WORDS = 6;
  var QUESTION = /\?\s*$|^\s*(?:what|how|why|when|where|which|who|whose|do|does|did|is|are|can|could|should)\s+\S+\s+\S/i;
  // Below this number of papers with all words, papers with some of them follow.
  var ENOUGH = 10;
  // Words of the text that a paper with some of the words is shown with.
  var EXCERPT_WORDS = 40;
  // A word of so many letters that is so many times rarer than one a letter away may be a mistake.
  var MIN_RARE_LETTERS = 6;
  var COMMON_TIMES = 100;
  // A phrase that no page has.
  var NO_PAGE = '"sitegen no such page"';
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

  // An arXiv identifier of either kind, and a DOI. Months have two digits: 1024.5000 is a number.
  var ARXIV = /^(?:arxiv:\s*)?(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/i;
  var DOI = /^(?:doi:\s*)?(10\.\d{4,9}\/\S+)$/i;
  // arXiv's own DOIs.
  var ARXIV_DOI = /^10\.48550\/arxiv\./i;
  // Pages whose text has the numbers of an identifier, of which the paper itself is the best.
  var MAX_ID_PAGES = 20;

  /** Return the identifier that a query consists of, in lower case, or "". */
  function readId(typed) {
    var bare = typed.slice(0, MAX_QUERY_CHARS).trim().replace(RESOLVERS, "")
      .replace(/^doi:\s*(?=10\.48550)/i, "").replace(ARXIV_DOI, "").replace(/\.pdf$|[?#].*$/i, "");
    var match = ARXIV.exec(bare) || DOI.exec(bare);
    return match ? match[1].toLowerCase() : "";
  }

  /** Return the identifiers of a page, in lower case. */
  function idsOf(data) {
    return (data.meta.facts || "").toLowerCase().split(/\s+·\s+/).map(function (fact) {
      return fact.replace(/^(?:arxiv|doi):/, "").replace(ARXIV_DOI, "").replace(/^(\d{4}\.\d+)v\d+$/, "$1");
    });
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
    var lacking = await this.findLacking(text);
    var answers = await Promise.all(this.volumes.map(function (volume, number) {
      return lacking.has(number) ? volume.search(NO_PAGE, options) : volume.search(text, options);
    }));
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

  /**
   * Return the volumes that lack a word of a text. For such a word Pagefind searches its first
   * letters, so that these volumes would add papers without the word.
   */
  Engine.prototype.findLacking = async function (text) {
    var lacking = new Set();
    if (this.volumes.length < 2 || !text || /^"/.test(text) || !this.questions) return lacking;
    var words = (await this.questions.look(text)).words.filter(function (pair) { return pair.isStart; });
    var size = this.size;
    var questions = this.questions;
    await Promise.all(this.volumes.flatMap(function (volume, number) {
      var absent = words.filter(function (pair) {
        return !questions.occurs(pair, number * size, (number + 1) * size);
      });
      // Topics and full texts have words that the index of words may lack: ask the volume itself.
      return absent.slice(0, MAX_EXACT).map(async function (pair) {
        var answer = await volume.search(quote(pair.typed), {});
        if (!answer.results.length) lacking.add(number);
      });
    }));
    return lacking;
  };

  /** Search for each of several phrases exactly. */
  Engine.prototype.searchExact = function (phrases, options) {
    var self = this;
    return Promise.all(phrases.map(function (phrase) { return self.search(quote(phrase), options); }));
  };

  /** Return the words of a long query that select most: each word costs Pagefind a search. */
  Engine.prototype.rarest = function (words) {
    if (words.length <= MAX_MAIN_WORDS || !this.questions) return words.slice(0, MAX_MAIN_WORDS);
    var counts = new Map(words.map(function (word) { return [word, this.questions.count(word)]; }, this));
    var chosen = words.slice().sort(function (left, right) { return counts.get(left) - counts.get(right); })
      .slice(0, MAX_MAIN_WORDS);
    // In the order as typed: Pagefind prefers words that stand next to each other.
    return words.filter(function (word) { return chosen.includes(word); });
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
    if (long.length) return { main: this.rarest(long).join(" "), required: required };
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
    var id = readId(text);
    if (id) return this.askId(id, options);
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
    answer.results = answer.results.map(function (result) { return withoutForeign(result, answer.isMarked); });
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

  /** Return the paper with an identifier, which is not a number in the text of others. */
  Engine.prototype.askId = async function (id, options) {
    // The words of a page's facts, as Pagefind splits them.
    var answer = await this.search((id.startsWith("10.") ? "doi:" : "arxiv:") + id, options);
    var pages = await Promise.all(answer.results.slice().sort(function (left, right) {
      return right.score - left.score;
    }).slice(0, MAX_ID_PAGES).map(async function (result) {
      var data = await result.data();
      // Not bound to the result: its data is loaded.
      return idsOf(data).includes(id) ? Object.assign({}, result, { data: async function () { return data; } }) : null;
    }));
    var results = pages.filter(Boolean);
    return {
      results: results,
      exact: results.length,
      counts: answer.filters,
      counted: results.length === answer.results.length,
      isUnknownId: !results.length && !Object.keys(options.filters).length,
      isMarked: function () { return false; }
    };
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
    var typed = query.words.concat(query.phrases).join(" ").split(/[^\p{L}\p{N}]+/u).filter(isSelective);
    // The "do" of a question would mark "DOF".
    var subject = this.questions ? typed.filter(this.questions.isSubject) : [];
    var starts = (subject.length ? subject : typed)
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

  /**
   * Return the papers that are closest to a paper, as ask() does, with the data of the paper.
   * @param {string} id the name of its page
   */
  Engine.prototype.like = async function (id, options, sort) {
    var parts = await Promise.all([
      window.sitegenMeaning.like("papers/" + id + ".html").catch(function () { return null; }),
      this.search(null, options),
      this.search(null, { filters: {} })
    ]);
    var isNumber = function (result) { return parts[0] && result.number === parts[0].number; };
    var own = parts[2].results.find(isNumber);
    var allowed = new Map(parts[1].results.map(function (result) { return [result.number, result]; }));
    var closest = parts[0] ? parts[0].closest : [];
    var results = closest.map(function (number) { return allowed.get(number); }).filter(Boolean)
      .slice(0, window.sitegenMeaning.MAX_LIKE);
    return {
      results: sort ? await this.sortResults(results, sort, new Map(), []) : results,
      exact: results.length,
      counts: parts[1].filters,
      counted: false,
      isUnknownId: !own,
      paper: own ? await own.data() : null,
      isMarked: function () { return false; }
    };
  };

  /**
   * Return whether a token is a fixed expression that has a word of a query by chance:
   * "state-of-the-art" is not what a reader of "state space" looks for.
   */
  function isForeign(token, weigh) {
    var parts = token.split(/[-\u2010\u2011]/).filter(Boolean);
    return parts.length > 2 && parts.filter(weigh).length < 2;
  }

  /** Unmark such expressions in an excerpt of Pagefind's. */
  function withoutForeign(result, isMarked) {
    var data = async function () {
      var content = await result.data();
      var excerpt = content.excerpt.replace(/<mark>([^<]*)<\/mark>/g, function (whole, token) {
        return isForeign(token, isMarked) ? token : whole;
      });
      return Object.assign({}, content, { excerpt: excerpt });
    };
    return Object.assign({}, result, { data: data });
  }

  /** Return the part of a page's text with the most words of a question, as HTML with <mark>. */
  Engine.prototype.excerpt = function (data, weigh) {
    // Pagefind's content starts with the title, which stands above the excerpt.
    var text = data.content.startsWith(data.meta.title) ? data.content.slice(data.meta.title.length) : data.content;
    var tokens = text.replace(/^[.\s]+/, "").split(/\s+/);
    var weights = tokens.map(function (token) { return isForeign(token, weigh) ? 0 : weigh(token); });
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
    var common = this.questions ? await this.replaceRare(text, typed, loaded) : text;
    if (!doubtful.length) return common === text ? "" : common;
    var words = await (this.words = this.words || this.load("words.json"));
    var suggestion = common;
    doubtful.forEach(function (word) {
      var lower = word.toLowerCase();
      // The start of a known word is being typed, not misspelled.
      var isKnown = words.some(function (candidate) { return candidate.startsWith(lower); });
      // A longer form of a word is no mistake.
      var isForm = function (candidate) { return lower.startsWith(candidate) && candidate.length > lower.length - 4; };
      var replacement = isKnown || words.some(isForm) ? "" : window.sitegenSpelling.closestWord(lower, words);
      if (replacement) suggestion = suggestion.replace(word, replacement);
    });
    return suggestion === text ? "" : suggestion;
  };

  /** Return a query with rare words replaced by much more common ones that are one letter away. */
  Engine.prototype.replaceRare = async function (text, typed, loaded) {
    // Names are rare and right: "Jurgen" is no "burden".
    var names = loaded.flatMap(function (data) { return data.filters.author || []; }).join(" ");
    var known = window.sitegenWords.split(names);
    var long = uniqueWords(typed).filter(function (word) {
      return word.length >= MIN_RARE_LETTERS &&
        !window.sitegenWords.split(word).some(function (part) { return known.includes(part); });
    });
    var pairs = long.length ? (await this.questions.look(long.join(" "))).words : [];
    return pairs.reduce(function (suggestion, pair) {
      var common = window.sitegenWords.commoner(pair, COMMON_TIMES);
      return common ? suggestion.replace(pair.typed, common) : suggestion;
    }, text);
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
    window.sitegenMeaning.at(base);
    engine.load = async function (name) {
      return (await (offline ? offline.fetch : fetch)(base + name)).json();
    };
    return engine;
  }

  window.SitegenEngine = { open: open };
})();
