// Papers with a single word that thousands have, or with words that start so: "rec" on the way to "recurrent". Pagefind's
// work grows with the square of their number, so they are ranked by the index of words, in large collections.
(function () {
  "use strict";
  var queries = window.sitegenQueries;
  // More than the number of a page.
  var PAGES = Math.pow(2, 21);
  // Scores are compared by so many steps.
  var STEPS = 1e4;

  /** Return whether a query asks for one word and nothing else, with which all papers are known that have it. */
  function isOne(query, pair, index) {
    var words = query.words.filter(queries.isSelective);
    return pair.isStart && !pair.isShort && index.questions.isComplete() && index.openPostings && words.length === 1 &&
      !query.phrases.length && !query.excluded.length && /^[\p{L}\p{N}\p{M}]+[^\p{L}\p{N}]*$/u.test(words[0]);
  }

  /** Return for each page how much it is about the words that start with a word; the word itself counts most. */
  function score(pair, questions) {
    var scores = new Float32Array(questions.pages());
    var shares = new Map();
    questions.terms(pair).forEach(function (term, form) {
      if (form.startsWith(pair.word)) shares.set(term, Math.max(shares.get(term) || 0, pair.word.length / form.length));
    });
    shares.forEach(function (share, term) {
      var list = questions.postings(term);
      for (var i = 0; i < list.numbers.length; i += 1) {
        var number = list.numbers[i];
        scores[number] = Math.max(scores[number], share * list.weights[i]);
      }
    });
    return scores;
  }

  /** Return the numbers of the pages with a score, the highest first; of equal ones the newest first. */
  function sortPages(scores) {
    // One number per page holds both: numbers are sorted ten times as fast as by a function.
    var keys = new Float64Array(scores.length);
    var count = 0;
    scores.forEach(function (value, number) { if (value > 0) keys[count++] = Math.round(STEPS * value) * PAGES + number; });
    return Array.from(keys.subarray(0, count).sort().reverse(), function (key) { return key % PAGES; });
  }

  /**
   * Answer a query of one word as exact.js does, or return null if few papers have it, or there is more to the query.
   * @param {Object} pair the word, from look() in words.js
   * @param {function(string): boolean} isMarked whether a word of a text is the query's
   */
  async function ask(index, query, pair, options, sort, isMarked) {
    if (!isOne(query, pair, index)) return null;
    var numbers = sortPages(score(pair, index.questions));
    if (numbers.length < window.sitegenBroad.minPapers) return null;
    if (Object.keys(options.filters).length) {
      var marks = await index.markPages(options.filters);
      numbers = numbers.filter(function (number) { return marks[number]; });
    }
    // One function for all: there are tens of thousands of results.
    var data = async function () {
      var content = await index.fragment(this.number);
      return Object.assign({}, content, { excerpt: window.sitegenMarks.excerpt(content, isMarked) });
    };
    var results = numbers.map(function (number) { return { id: number, number: number, score: 0, data: data }; });
    return { results: sort ? await window.sitegenExact.sort(index, results, sort) : results };
  }

  window.sitegenBroad = {
    // A word of fewer papers is asked of Pagefind, which knows the words of topics too.
    minPapers: 3000,
    ask: ask
  };
})();
