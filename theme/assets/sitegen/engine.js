// Answers to queries: papers with all words (exact.js), then perhaps the closest of the others, as index.js knows
// them. Pagefind searches words by prefix, and "phrases" exactly; the rest is done here.
(function () {
  "use strict";
  var queries = window.sitegenQueries;
  var marks = window.sitegenMarks;
  // Below this number of papers with all words, papers with some of them follow.
  var ENOUGH = 10;
  // Papers with all words of a sentence that are compared by their texts.
  var MAX_COMPARED = 40;
  // Papers that are looked at for a title with all words of a query.
  var MAX_TITLED = 3;
  // Pages whose text has the numbers of an identifier, of which the paper itself is the best.
  var MAX_ID_PAGES = 20;

  /** @param {Object} index see index.js */
  function Engine(index) { this.index = index; }

  /**
   * Answer a query: as askText() does, but papers of the venue and the years that it names come first.
   * @param {boolean} [isPlain] whether to search for the words as typed: names of venues and years are words like
   *   others, and nothing is spelled otherwise
   * @returns {Promise<Object>} what askText() returns, with "reading": what the query names, or null; and
   *   "respelled": the query that is answered instead, or none
   */
  Engine.prototype.ask = async function (text, options, sort, isPlain) {
    var reading = isPlain ? null : await this.readFields(text, options);
    if (!reading) {
      var answer = await this.askText(text, options, sort);
      return isPlain || !answer.isUnknown ? answer : this.askRespelled(text, options, sort, answer);
    }
    var filters = Object.assign({}, options.filters);
    Object.keys(reading.filters).forEach(function (facet) { filters[facet] = { any: reading.filters[facet] }; });
    var answers = await Promise.all([
      this.askText(reading.rest, { filters: filters }, sort),
      this.askText(text, options, sort)
    ]);
    // A title may have a year or a venue in it.
    var titled = sort ? [] : await this.withTitle(text, answers[1]);
    return joinAnswers(titled, answers[0], answers[1], reading, sort);
  };

  /** Answer a query of which no word is known in another spelling, if there is one with papers. */
  Engine.prototype.askRespelled = async function (text, options, sort, answer) {
    var respelled = await this.suggest(text, []);
    var other = respelled ? await this.ask(respelled, options, sort, true) : answer;
    return other.results.length ? Object.assign(other, { respelled: respelled }) : answer;
  };

  /** Return the venue and the years that a query names, or null: see fields.js. */
  Engine.prototype.readFields = async function (text, options) {
    var questions = this.index.questions;
    var fields = questions && questions.fields();
    if (!fields || !text.trim() || queries.readId(text)) return null;
    var isFree = function (facet) {
      var chosen = options.filters[facet];
      return !chosen || !(chosen.any || chosen.all).length;
    };
    var cut = text.slice(0, queries.MAX_QUERY_CHARS);
    if (!window.sitegenFields.read(cut, fields, function () { return 0; }, isFree)) return null;
    // How many texts have a word is known once it is loaded.
    await questions.look(cut, true);
    return window.sitegenFields.read(cut, fields, questions.count, isFree);
  };

  /** Return the labels of venues that a saved address may name in full: see fields.js. */
  Engine.prototype.venueLabels = function (values) {
    var fields = values.length && this.index.questions && this.index.questions.fields();
    return fields ? window.sitegenFields.labelsOf(values, fields) : values;
  };

  /** Return the first results of an answer whose titles have all words of a query. */
  Engine.prototype.withTitle = async function (text, answer) {
    var words = queries.parse(text).words.filter(queries.isSelective).map(marks.normalize);
    var first = answer.results.slice(0, Math.min(answer.exact, MAX_TITLED));
    var titles = await Promise.all(first.map(async function (result) { return (await result.data()).meta.title; }));
    return first.filter(function (_, i) {
      var parts = titles[i].split(/\s+/).map(marks.normalize);
      return words.every(function (word) { return parts.includes(word); });
    });
  };

  /** Join the answers to a query with fields, without them, and results to be put first. */
  function joinAnswers(titled, named, plain, reading, sort) {
    if (!named.results.length) return plain;
    // Titles do not mix with an order by title or date.
    var isEnough = sort || named.exact >= ENOUGH;
    var ids = new Set();
    var results = [];
    var add = function (list) {
      list.forEach(function (result) {
        if (!ids.has(result.id)) results.push(result);
        ids.add(result.id);
      });
    };
    add(titled);
    add(named.results.slice(0, named.exact));
    if (!isEnough) add(plain.results.slice(0, plain.exact));
    var exact = results.length;
    if (!isEnough) {
      add(named.results);
      add(plain.results);
    }
    return Object.assign({}, named, {
      results: results,
      exact: exact,
      reading: reading
    });
  }

  /**
   * Answer a query: papers with all of its words, then perhaps the closest of the others.
   * @param {string} text as typed; empty for all papers
   * @param {{filters: Object}} options Pagefind's
   * @param {string} sort "title", "date" or, for relevance, ""
   * @param {boolean} [isFirst] whether to do without Pagefind, although papers may have more text than
   *   the index of words; the answer is null if this finds nothing
   * @returns {Promise<{results: Array, exact: number}>} results have data(), the first "exact" ones
   *   have all words; the others have a list of missing words; isUnknown: whether no word is known
   */
  Engine.prototype.askText = async function (text, options, sort, isFirst) {
    var id = queries.readId(text);
    if (id) return this.askId(id, options);
    var query = queries.parse(text);
    var isSentence = Boolean(this.index.questions) && queries.isSentence(text);
    var isQuestion = isSentence && !query.phrases.length;
    // The closest papers are chosen from all: load their list together with the words.
    if (isSentence && !this.isFree(query, options)) this.index.search(null, options).catch(Boolean);
    var words = queries.countTerms(query) && this.index.questions
      ? (await this.index.questions.look(query.words.concat(query.phrases).join(" "))).words : [];
    // It takes long to load: do not wait until it is needed.
    if (words.some(function (pair) { return !pair.isStart; })) this.index.loadList("words.json").catch(Boolean);
    // Words that carry no subject are part of a sentence, not required.
    if (isQuestion) query.subject = window.sitegenWords.subjectOf(query.words, words);
    // Few papers with all words are compared by their texts, without Pagefind.
    var whole = isSentence && words.length ? this.index.questions.papersWithAll(words, isFirst) : null;
    var isEnough = whole && (!whole.length || isQuestion && !sort && this.isFree(query, options) &&
      whole.length <= MAX_COMPARED && words.every(function (pair) { return pair.isExact; }));
    var isMarked = marks.marker(query, words, this.index.questions);
    var answer = await this.askBroad(query, words, options, sort, isMarked) || (isFirst || isEnough || await this.hasUnknown(query, words)
      ? { results: [] }
      : await window.sitegenExact.ask(this.index, query, words, options, sort));
    answer.exact = answer.results.length;
    answer.isMarked = isMarked;
    answer.isUnknown = !answer.exact && !words.some(function (pair) { return pair.isStart; });
    // All papers with a single word are exact results.
    var isShort = answer.exact < ENOUGH && (words.length > 1 || !answer.exact);
    if (words.length && (isQuestion || isShort) && !(sort && answer.exact)) {
      await this.addClosest(answer, query, words, options, isEnough ? whole : []);
    }
    return isFirst && !answer.results.length ? null : answer;
  };

  /** Answer a query of one word that thousands of papers have, or return null: see broad.js. */
  Engine.prototype.askBroad = async function (query, words, options, sort, isMarked) {
    if (!this.index.isLarge || words.length !== 1) return null;
    // Without it, the answer takes longer.
    await window.SitegenSearchbox.loadRefinements().catch(Boolean);
    return window.sitegenBroad && window.sitegenBroad.ask(this.index, query, words[0], options, sort, isMarked);
  };

  /**
   * Answer a sentence while Pagefind starts, with what the index of words knows of papers; return null if that is
   * nothing, or all of the answer. ask() and addAnswer() complete it.
   */
  Engine.prototype.askFirst = async function (text, options, sort, isPlain) {
    var query = queries.parse(text);
    var isEarly = this.index.questions && !this.index.questions.isComplete() && !this.index.volumes.instances.length;
    if (!isEarly || sort || !queries.isSentence(text) || query.phrases.length || !this.isFree(query, options)) return null;
    // Papers of the venue or the year that a sentence names come before those that it would show.
    if (!isPlain && await this.readFields(text, options)) return null;
    return this.askText(text, options, sort, true);
  };

  /** Add an answer to the one that a reader sees already, whose results stay in their order. */
  Engine.prototype.addAnswer = function (first, answer) {
    var ids = new Set();
    var isNew = function (result) { return !ids.has(result.id) && ids.add(result.id); };
    var exact = first.results.slice(0, first.exact).concat(answer.results.slice(0, answer.exact)).filter(isNew);
    var others = first.results.slice(first.exact).concat(answer.results.slice(answer.exact)).filter(isNew);
    return Object.assign({}, answer, { results: exact.concat(others), exact: exact.length });
  };

  /** Return whether all papers may be results, and their data is there without Pagefind. */
  Engine.prototype.isFree = function (query, options) {
    return Boolean(this.index.fragment) && !query.excluded.length && !Object.keys(options.filters || {}).length;
  };

  /**
   * Add the closest papers to an answer.
   * @param {number[]} complete papers that have all words and are not in the answer
   */
  Engine.prototype.addClosest = async function (answer, query, words, options, complete) {
    var closest = await this.askClosest(query, words, options, answer.results, complete);
    // The first rows need their data in any order: do not wait for those that are compared.
    if (this.index.fragment) closest.slice(0, ENOUGH).forEach(function (match) { this.index.fragment(match.number).catch(Boolean); }, this);
    // Another spelling of a word is the word: "generalise" and "generalize". The words of a phrase
    // may stand apart.
    var hasPhrases = query.phrases.length > 0;
    var whole = closest.filter(function (match) { return !match.missing.length && !hasPhrases; });
    var others = closest.filter(function (match) { return !whole.includes(match); });
    answer.exact += whole.length;
    answer.results = answer.results.concat(complete.length ? await nearestFirst(query, words, whole) : whole, others);
  };

  /**
   * Sort papers that have all words of a query: first those with the words in a row, then those with all of
   * them in the title, then by how many neighbours in the query are neighbours in the text.
   */
  async function nearestFirst(query, words, matches) {
    var typed = query.words.map(marks.normalize);
    var row = typed.length >= queries.MIN_ROW_WORDS ? marks.normalize(query.row) : "";
    var pairs = typed.slice(1).map(function (word, i) { return typed[i] + word; });
    var ranks = new Map(await Promise.all(matches.map(async function (match) {
      var data = await match.data();
      var text = marks.normalize(data.content);
      if (row && text.includes(row)) return [match, 2 * typed.length];
      var parts = window.sitegenWords.split(data.meta.title);
      var isTitle = words.every(function (pair) { return pair.term.forms.some(function (form) { return parts.includes(form); }); });
      return [match, (isTitle ? typed.length : 0) + pairs.filter(function (pair) { return text.includes(pair); }).length];
    })));
    return matches.slice().sort(function (left, right) { return ranks.get(right) - ranks.get(left); });
  }

  /** Return the paper with an identifier, which is not a number in the text of others. */
  Engine.prototype.askId = async function (id, options) {
    // The words of a page's facts, as Pagefind splits them.
    var answer = await this.index.search((id.startsWith("10.") ? "doi:" : "arxiv:") + id, options);
    var pages = await Promise.all(answer.results.slice().sort(function (left, right) {
      return right.score - left.score;
    }).slice(0, MAX_ID_PAGES).map(async function (result) {
      var data = await result.data();
      // Not bound to the result: its data is loaded.
      return queries.idsOf(data).includes(id) ? Object.assign({}, result, { data: async function () { return data; } }) : null;
    }));
    var results = pages.filter(Boolean);
    var isFiltered = Object.keys(options.filters).length > 0;
    return {
      results: results,
      exact: results.length,
      id: id,
      // A paper that the filters leave out is known.
      isUnknownId: !results.length && (!isFiltered || (await this.askId(id, { filters: {} })).isUnknownId),
      isMarked: function () { return false; }
    };
  };

  /**
   * Return whether a word of a query occurs nowhere. For such a word Pagefind searches its first
   * letters: "gaussian" would find papers with "game".
   */
  Engine.prototype.hasUnknown = async function (query, words) {
    var typed = words.filter(function (word) { return !word.isStart && !word.isShort; }).map(function (word) { return word.typed; });
    // Only words, as a decimal point or a hyphen may be part of what Pagefind takes for one.
    var unknown = query.words.filter(function (word) { return typed.includes(word); });
    var answers = await this.index.searchExact(unknown.slice(0, queries.MAX_EXACT), {});
    return answers.some(function (answer) { return !answer.results.length; });
  };

  /** Return the papers that have some words of a query, the closest first, without some others. */
  Engine.prototype.askClosest = async function (query, words, options, others, complete) {
    var allowed = await this.allowed(query, options);
    var excluded = new Set(others.map(function (result) { return result.number; }));
    var weigh = this.index.questions.matcher(words);
    var isAllowed = function (number) { return !excluded.has(number) && allowed.has(number); };
    return this.index.questions.rank(words, isAllowed, complete).map(function (match) {
      return Object.assign(window.SitegenIndex.withExcerpt(allowed.get(match.number), weigh), { missing: match.missing });
    });
  };

  /** Return the papers that filters and excluded words leave, by their numbers: a Map, or the like. */
  Engine.prototype.allowed = async function (query, options) {
    if (this.isFree(query, options)) return { has: function () { return true; }, get: this.index.resultOf.bind(this.index) };
    var parts = await Promise.all([this.index.search(null, options), this.index.searchExact(query.excluded, options)]);
    var allowed = new Map(parts[0].results.map(function (result) { return [result.number, result]; }));
    parts[1].forEach(function (answer) {
      answer.results.forEach(function (result) { allowed.delete(result.number); });
    });
    return allowed;
  };

  /** Move papers whose whole title is the query to the front of some loaded results. */
  Engine.prototype.titleFirst = function (text, loaded) {
    var title = marks.normalize(text);
    if (!title) return loaded;
    var isExact = function (data) { return marks.normalize(data.meta.title) === title; };
    return loaded.filter(isExact).concat(loaded.filter(function (data) { return !isExact(data); }));
  };

  /** Return a query with another spelling, or "": see spelling.js. */
  Engine.prototype.suggest = function (text, loaded) {
    return window.sitegenSpelling.suggest(text, loaded, this.index.questions, this.index.loadList.bind(this.index, "words.json"));
  };

  /** Open the index, with the arguments of index.js, and answer queries with it. */
  async function open(total, isPacked, text, isFree) {
    return new Engine(await window.SitegenIndex.open(total, isPacked, text, isFree));
  }

  window.SitegenEngine = { open: open };
})();
