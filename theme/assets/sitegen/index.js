// What is asked of the index of a collection, over http and from disk: Pagefind's pages with a text, the index of
// words, and what filters leave. engine.js and exact.js answer queries with it.
(function () {
  "use strict";
  var queries = window.sitegenQueries;
  var marks = window.sitegenMarks;
  // Answers that are remembered.
  var MAX_ANSWERS = 6;
  // Above this number of papers nearly every paper has a word that starts with two given letters.
  var LARGE = 3000;

  /**
   * @param {number} total the number of papers in the collection
   * @param {string} base the address of the index
   * @param {Object} volumes Pagefind: see volumes.js
   * @param {function(string): Promise<Object>} load loads a list of the index
   */
  function Index(total, base, volumes, load) {
    this.base = base;
    this.volumes = volumes;
    this.load = load;
    // The index of words, if there is one, and what loads the data of a page by its number.
    this.questions = null;
    this.fragment = null;
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
  Index.prototype.search = async function (text, options) {
    if (!this.openPostings) return this.searchText(text, options);
    if (!Object.keys(options.filters || {}).length) return this.searchText(text, {});
    var parts = await Promise.all([this.searchText(text, {}), this.markPages(options.filters)]);
    return { results: parts[0].results.filter(function (result) { return parts[1][result.number]; }) };
  };

  /** Return for each page whether filters leave it; the same filters are asked for many times. */
  Index.prototype.markPages = function (filters) {
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
   * @param {Set<string>} opened facets whose rare values count too, if they have thousands
   * @param {number[]} numbers of the results
   * @param {number[]} others papers whose values are chosen from too: see postings.js
   * @returns {Promise<Object>} facet -> value -> number of results; empty if only Pagefind can filter
   */
  Index.prototype.count = async function (facets, opened, numbers, others) {
    var counts = {};
    var postings = this.openPostings && await this.openPostings();
    if (postings) {
      await Promise.all(facets.map(async function (facet) {
        counts[facet] = await postings.count(facet, !opened.has(facet), numbers, others);
      }));
    }
    return counts;
  };

  /** Search, or return a remembered answer: readers delete a letter, or change facets. */
  Index.prototype.searchText = function (text, options) {
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
  Index.prototype.searchExact = function (phrases, options) {
    var self = this;
    return Promise.all(phrases.map(function (phrase) { return self.search(queries.quote(phrase), options); }));
  };

  /** Return all pages, as searchText() does, without Pagefind. */
  Index.prototype.listAll = function () {
    // The newest first, which is how they are mostly sorted.
    var total = this.questions.pages();
    this.all = this.all || Array.from({ length: total }, function (_, i) {
      return withExcerpt(this.resultOf(total - 1 - i), noWeight);
    }, this);
    return Promise.resolve({ results: this.all });
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

  /** Return the result of a page, without its score. */
  Index.prototype.resultOf = function (number) {
    var load = this.fragment;
    return { id: number, number: number, score: 0, data: function () { return load(number); } };
  };

  /** Load a list of the index, once. */
  Index.prototype.loadList = function (name) {
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
   * @param {boolean} isPacked whether the index consists of scripts only
   * @param {string} [text] the first query, whose words are loaded meanwhile
   * @param {boolean} [isFree] whether it comes without filters: a sentence may do without Pagefind
   */
  async function open(total, isPacked, text, isFree) {
    var base = new URL("pagefind/", document.baseURI).href;
    var loading = window.sitegenWords.load(base).catch(function () { return null; });
    // Without waiting: the first search asks for the same words.
    loading.then(function (questions) { return questions && text ? questions.look(text) : null; }).catch(Boolean);
    var offline = null;
    if (isPacked || location.protocol === "file:") {
      await window.SitegenSearchbox.loadOffline();
      offline = window.sitegenOffline;
    }
    var volumes = new window.SitegenVolumes(base, offline, loading);
    var index = new Index(total, base, volumes, async function (name) {
      return (await (offline ? offline.fetch : fetch)(base + name)).json();
    });
    // Without Pagefind, if the index of words is there.
    var isDirect = text !== undefined && (!text.trim() || isFree && queries.isSentence(text));
    var starting = isDirect ? null : volumes.start();
    // The first query may be one word: see broad.js.
    if (starting && index.isLarge) window.SitegenSearchbox.loadRefinements().catch(Boolean);
    // Without the index of words, papers with all words are found all the same.
    index.questions = await loading;
    index.fragment = index.questions && window.sitegenFragments.open(base, index.questions.layout(), offline);
    if (index.fragment) index.openPostings = postingsOf(base, offline, index.questions);
    await (starting || (index.fragment ? null : volumes.start()));
    return index;
  }

  window.SitegenIndex = { open: open, withExcerpt: withExcerpt };
})();
