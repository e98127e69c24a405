// Answers to queries, over http and from disk: ask Pagefind and the index of words, rank the results.
// Pagefind searches words by prefix, and "phrases" exactly; the rest is done here.
(function () {
  "use strict";
  var queries = window.sitegenQueries;
  var marks = window.sitegenMarks;
  // Answers that are remembered.
  var MAX_ANSWERS = 6;
  // Above this number of papers nearly every paper has a word that starts with two given letters.
  var LARGE = 3000;
  // Of a longer query only the rarest words are required, which takes half a second.
  var MAX_MAIN_WORDS = 12;
  // Below this number of papers with all words, papers with some of them follow.
  var ENOUGH = 10;
  // Papers with all words of a sentence that are compared by their texts.
  var MAX_COMPARED = 40;
  // Papers that are looked at for a title with all words of a query.
  var MAX_TITLED = 3;
  // Pages whose text has the numbers of an identifier, of which the paper itself is the best.
  var MAX_ID_PAGES = 20;
  // So many words in a row are one expression, whatever the words.
  var MIN_LONG_ROW = 5;
  // More than any score of Pagefind's.
  var ROW_SCORE = 1e6;

  function scoresById(answer) {
    return new Map(answer.results.map(function (result) { return [result.id, result.score]; }));
  }

  /**
   * @param {number} total the number of papers in the collection
   * @param {Object|null} questions the index of words
   * @param {function(number): Promise<Object>|null} fragment loads the data of a page by its number
   * @param {Object} volumes Pagefind: see volumes.js
   */
  function Engine(total, questions, fragment, volumes) {
    this.questions = questions;
    this.fragment = fragment;
    this.volumes = volumes;
    // Loads the papers of each value of a facet; null if only Pagefind can filter.
    this.openPostings = null;
    // Promises by name.
    this.lists = {};
    // Promises of answers by query, the least recently used first.
    this.answers = new Map();
    this.isLarge = total > LARGE;
  }

  /**
   * Return the results that have a text, or all of them, and that filters leave.
   * @param {string|null} text
   * @param {{filters: Object}} options filters: facet -> {any: values} or {all: values}
   * @returns {Promise<{results: Array}>}
   */
  Engine.prototype.search = async function (text, options) {
    if (!this.openPostings) return this.searchText(text, options);
    if (!Object.keys(options.filters || {}).length) return this.searchText(text, {});
    var parts = await Promise.all([this.searchText(text, {}), this.markPages(options.filters)]);
    return { results: parts[0].results.filter(function (result) { return parts[1][result.number]; }) };
  };

  /** Return for each page whether filters leave it; the same filters are asked for many times. */
  Engine.prototype.markPages = function (filters) {
    var key = JSON.stringify(filters);
    if (this.marked !== key) {
      this.marked = key;
      this.marks = this.openPostings().then(function (postings) { return postings.mark(filters); });
      this.marks.catch(function () { this.marked = ""; }.bind(this));
    }
    return this.marks;
  };

  /**
   * Count the results of each value of some facets.
   * @param {string[]} facets
   * @param {number[]} numbers of the results
   * @returns {Promise<Object>} facet -> value -> number of results; empty if only Pagefind can filter
   */
  Engine.prototype.count = async function (facets, numbers) {
    var counts = {};
    var postings = this.openPostings && await this.openPostings();
    if (postings) {
      await Promise.all(facets.map(async function (facet) { counts[facet] = await postings.count(facet, numbers); }));
    }
    return counts;
  };

  /** Search, or return a remembered answer: readers delete a letter, or change facets. */
  Engine.prototype.searchText = function (text, options) {
    if (text === null && this.fragment && this.openPostings) return this.listAll();
    var key = JSON.stringify([text, options]);
    var answer = this.answers.get(key) || this.volumes.search(text, options, this.questions);
    // A Map keeps the order of insertion: insert it again to make this answer the latest one.
    this.answers.delete(key);
    this.answers.set(key, answer);
    // After a failed request, try again the next time.
    answer.catch(function () { this.answers.delete(key); }.bind(this));
    if (this.answers.size > MAX_ANSWERS) this.answers.delete(this.answers.keys().next().value);
    return answer;
  };

  /** Search for each of several phrases exactly. */
  Engine.prototype.searchExact = function (phrases, options) {
    var self = this;
    return Promise.all(phrases.map(function (phrase) { return self.search(queries.quote(phrase), options); }));
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
    var words = (query.subject && query.subject.length ? query.subject : query.words).filter(queries.isSelective);
    var short = this.isLarge ? words.filter(queries.isShort).slice(0, queries.MAX_EXACT) : [];
    var long = words.filter(function (word) { return !short.includes(word); });
    // Several stop words and nothing else are a phrase: "to be or not".
    var isStopPhrase = !words.length && query.words.length >= queries.MIN_ROW_WORDS;
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
   * Answer a query: as askText() does, but papers of the venue and the years that it names come first.
   * @param {boolean} [isPlain] whether names of venues and years are words like others
   * @returns {Promise<Object>} what askText() returns, with "reading": what the query names, or null
   */
  Engine.prototype.ask = async function (text, options, sort, isPlain) {
    var reading = isPlain ? null : await this.readFields(text, options);
    if (!reading) return this.askText(text, options, sort);
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

  /** Return the venue and the years that a query names, or null: see fields.js. */
  Engine.prototype.readFields = async function (text, options) {
    var questions = this.questions;
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
    var fields = values.length && this.questions && this.questions.fields();
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
   *   have all words; the others have a list of missing words
   */
  Engine.prototype.askText = async function (text, options, sort, isFirst) {
    var id = queries.readId(text);
    if (id) return this.askId(id, options);
    var query = queries.parse(text);
    var isSentence = Boolean(this.questions) && queries.isSentence(text);
    var isQuestion = isSentence && !query.phrases.length;
    // The closest papers are chosen from all: load their list together with the words.
    if (isSentence && !this.isFree(query, options)) this.search(null, options).catch(Boolean);
    var words = queries.countTerms(query) && this.questions
      ? (await this.questions.look(query.words.concat(query.phrases).join(" "))).words : [];
    // It takes long to load: do not wait until it is needed.
    if (words.some(function (pair) { return !pair.isStart; })) this.loadList("words.json").catch(Boolean);
    // Words that carry no subject are part of a sentence, not required.
    if (isQuestion) query.subject = window.sitegenWords.subjectOf(query.words, words);
    // Few papers with all words are compared by their texts, without Pagefind.
    var whole = isSentence && words.length ? this.questions.papersWithAll(words, isFirst) : null;
    var isEnough = whole && (!whole.length || isQuestion && !sort && this.isFree(query, options) &&
      whole.length <= MAX_COMPARED && words.every(function (pair) { return pair.isExact; }));
    var answer = isFirst || isEnough || await this.hasUnknown(query, words)
      ? { results: [] }
      : await this.askExact(query, options, sort);
    answer.exact = answer.results.length;
    answer.isMarked = marks.marker(query, words, this.questions);
    // All papers with a single word are exact results.
    var isShort = answer.exact < ENOUGH && (words.length > 1 || !answer.exact);
    if (words.length && (isQuestion || isShort) && !(sort && answer.exact)) {
      await this.addClosest(answer, query, words, options, isEnough ? whole : []);
    }
    return isFirst && !answer.results.length ? null : answer;
  };

  /** Return all pages, as searchText() does, without Pagefind. */
  Engine.prototype.listAll = function () {
    // The newest first, which is how they are mostly sorted.
    var total = this.questions.pages();
    this.all = this.all || Array.from({ length: total }, function (_, i) {
      return withExcerpt(this.resultOf(total - 1 - i), noWeight);
    }, this);
    return Promise.resolve({ results: this.all });
  };

  /**
   * Answer a sentence while Pagefind starts, with what the index of words knows of papers; return null if that is
   * nothing, or all of the answer. ask() and addAnswer() complete it.
   */
  Engine.prototype.askFirst = async function (text, options, sort, isPlain) {
    var query = queries.parse(text);
    var isEarly = this.questions && !this.questions.isComplete() && !this.volumes.instances.length;
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
    return Boolean(this.fragment) && !query.excluded.length && !Object.keys(options.filters || {}).length;
  };

  /**
   * Add the closest papers to an answer.
   * @param {number[]} complete papers that have all words and are not in the answer
   */
  Engine.prototype.addClosest = async function (answer, query, words, options, complete) {
    var closest = await this.askClosest(query, words, options, answer.results, complete);
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
    var answer = await this.search((id.startsWith("10.") ? "doi:" : "arxiv:") + id, options);
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
    var answers = await this.searchExact(unknown.slice(0, queries.MAX_EXACT), {});
    return answers.some(function (answer) { return !answer.results.length; });
  };

  /** Return the papers that have some words of a query, the closest first, without some others. */
  Engine.prototype.askClosest = async function (query, words, options, others, complete) {
    var allowed = await this.allowed(query, options);
    var excluded = new Set(others.map(function (result) { return result.number; }));
    var weigh = this.questions.matcher(words);
    var isAllowed = function (number) { return !excluded.has(number) && allowed.has(number); };
    return this.questions.rank(words, isAllowed, complete).map(function (match) {
      return Object.assign(withExcerpt(allowed.get(match.number), weigh), { missing: match.missing });
    });
  };

  function noWeight() { return 0; }

  /** Return a result without a score, whose excerpt has the words that have a weight. */
  function withExcerpt(result, weigh) {
    var data = async function () {
      var content = await result.data();
      return Object.assign({}, content, { excerpt: marks.excerpt(content, weigh) });
    };
    return { id: result.id, number: result.number, score: 0, data: data };
  }

  /** Return the papers that filters and excluded words leave, by their numbers: a Map, or the like. */
  Engine.prototype.allowed = async function (query, options) {
    if (this.isFree(query, options)) return { has: function () { return true; }, get: this.resultOf.bind(this) };
    var parts = await Promise.all([this.search(null, options), this.searchExact(query.excluded, options)]);
    var allowed = new Map(parts[0].results.map(function (result) { return [result.number, result]; }));
    parts[1].forEach(function (answer) {
      answer.results.forEach(function (result) { allowed.delete(result.number); });
    });
    return allowed;
  };

  /** Return the result of a page, without its score. */
  Engine.prototype.resultOf = function (number) {
    var load = this.fragment;
    return { id: number, number: number, score: 0, data: function () { return load(number); } };
  };

  /**
   * Return the papers that are closest to some papers, as ask() does, with the data of the first.
   * @param {string[]} ids the names of their pages
   */
  Engine.prototype.like = async function (ids, options, sort) {
    var urls = ids.map(function (id) { return "papers/" + id + ".html"; });
    window.sitegenMeaning.at(this.base);
    var parts = await Promise.all([
      window.sitegenMeaning.like(urls).catch(function () { return { numbers: [], closest: [] }; }),
      this.search(null, options),
      this.search(null, { filters: {} })
    ]);
    var own = parts[2].results.find(function (result) { return result.number === parts[0].numbers[0]; });
    var allowed = new Map(parts[1].results.map(function (result) { return [result.number, result]; }));
    var results = parts[0].closest.map(function (number) { return allowed.get(number); }).filter(Boolean)
      .slice(0, window.sitegenMeaning.MAX_LIKE);
    return {
      results: sort ? await this.sortResults(results, sort, new Map(), []) : results,
      exact: results.length,
      isUnknownId: !own,
      paper: own ? await own.data() : null,
      isMarked: function () { return false; }
    };
  };

  /** Return the papers with all words of a query, as ask() does. */
  Engine.prototype.askExact = async function (query, options, sort) {
    // Several words in a row are often a title or a term: papers with exactly these come first.
    // Function words are on nearly all pages: "design of a" takes Pagefind a second, and selects by one word.
    var isSelective = query.words.length >= MIN_LONG_ROW || query.words.filter(queries.isSelective).length > 1;
    var isRow = query.row && !query.phrases.length && !sort && query.words.length >= queries.MIN_ROW_WORDS && isSelective;
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
      results: await this.sortResults(results, sort || (queries.countTerms(query) ? "" : "date"), rowScores, requiredScores)
    };
  };

  /** Sort results by title, by date (pages are numbered by date) or by relevance. */
  Engine.prototype.sortResults = async function (results, sort, rowScores, requiredScores) {
    if (sort === "date") return results.slice().sort(function (left, right) { return right.number - left.number; });
    var keyOf;
    if (sort === "title") {
      var ranks = await this.loadList("titles.json");
      keyOf = function (result) { return ranks[result.number]; };
    } else {
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

  /** Move papers whose whole title is the query to the front of some loaded results. */
  Engine.prototype.titleFirst = function (text, loaded) {
    var title = marks.normalize(text);
    if (!title) return loaded;
    var isExact = function (data) { return marks.normalize(data.meta.title) === title; };
    return loaded.filter(isExact).concat(loaded.filter(function (data) { return !isExact(data); }));
  };

  /** Return a query with another spelling, or "": see spelling.js. */
  Engine.prototype.suggest = function (text, loaded) {
    return window.sitegenSpelling.suggest(text, loaded, this.questions, this.loadList.bind(this, "words.json"));
  };

  /** Load a list of the index, once. */
  Engine.prototype.loadList = function (name) {
    var lists = this.lists;
    if (!lists[name]) {
      lists[name] = this.load(name);
      // After a failed request, try again the next time.
      lists[name].catch(function () { delete lists[name]; });
    }
    return lists[name];
  };

  // ---- Opening the index --------------------------------------------------------------------

  /** Return a function that loads what filters, once. */
  function postingsOf(base, offline, questions) {
    var opened = null;
    return function () {
      opened = opened || window.SitegenSearchbox.loadRefinements().then(function () {
        return new window.SitegenPostings(questions.pages(), questions.layout(), function (path) {
          return window.sitegenFragments.read(base, path, offline);
        });
      });
      // After a failed request, try again the next time.
      opened.catch(function () { opened = null; });
      return opened;
    };
  }

  /**
   * Open the index.
   * @param {number} total the number of papers in the collection
   * @param {boolean} isPacked whether the index consists of the scripts for file:// only
   * @param {string} [text] the first query, whose words are loaded meanwhile
   * @param {boolean} [isFree] whether it comes without filters: a sentence may do without Pagefind
   */
  async function open(total, isPacked, text, isFree) {
    var offline = isPacked || location.protocol === "file:" ? window.sitegenOffline : null;
    var base = new URL("pagefind/", document.baseURI).href;
    var loading = window.sitegenWords.load(base).catch(function () { return null; });
    // Without waiting: the first search asks for the same words.
    loading.then(function (index) { return index && text ? index.look(text) : null; }).catch(Boolean);
    var volumes = new window.SitegenVolumes(base, offline);
    var engine = new Engine(total, null, null, volumes);
    engine.load = async function (name) {
      return (await (offline ? offline.fetch : fetch)(base + name)).json();
    };
    engine.base = base;
    // Without Pagefind, if the index of words is there.
    var isDirect = text !== undefined && (!text.trim() || isFree && queries.isSentence(text));
    var starting = isDirect ? null : volumes.start();
    // Without the index of words, papers with all words are found all the same.
    engine.questions = await loading;
    engine.fragment = engine.questions && window.sitegenFragments.open(base, engine.questions.layout(), offline);
    if (engine.fragment) engine.openPostings = postingsOf(base, offline, engine.questions);
    await (starting || (engine.fragment ? null : volumes.start()));
    return engine;
  }

  window.SitegenEngine = { open: open };
})();
