// Papers with all words of a query: the words that select most are asked of Pagefind, others must be there too.
(function () {
  "use strict";
  var queries = window.sitegenQueries;
  // Of a longer query only the rarest words are required, which takes half a second.
  var MAX_MAIN_WORDS = 12;
  // So many words in a row are one expression, whatever the words.
  var MIN_LONG_ROW = 5;
  // More than any score of Pagefind's.
  var ROW_SCORE = 1e6;

  function scoresById(answer) {
    return new Map(answer.results.map(function (result) { return [result.id, result.score]; }));
  }

  /** Return the words of a long query that select most: each word costs Pagefind a search. */
  function rarest(index, words) {
    if (words.length <= MAX_MAIN_WORDS || !index.questions) return words.slice(0, MAX_MAIN_WORDS);
    var counts = new Map(words.map(function (word) { return [word, index.questions.count(word)]; }));
    var chosen = words.slice().sort(function (left, right) { return counts.get(left) - counts.get(right); })
      .slice(0, MAX_MAIN_WORDS);
    // In the order as typed: Pagefind prefers words that stand next to each other.
    return words.filter(function (word) { return chosen.includes(word); });
  }

  /**
   * Divide a query into the words that Pagefind searches by prefix, and exact searches.
   * @returns {Promise<{main: string|null|undefined, required: Array<Object>}>} main: the words to
   *   search; null for all papers, undefined if the exact searches are enough. required: answers
   *   that a result must be part of
   */
  async function divide(index, query, options) {
    var words = (query.subject && query.subject.length ? query.subject : query.words).filter(queries.isSelective);
    var short = index.isLarge ? words.filter(queries.isShort).slice(0, queries.MAX_EXACT) : [];
    var long = words.filter(function (word) { return !short.includes(word); });
    // Several stop words and nothing else are a phrase: "to be or not".
    var isStopPhrase = !words.length && query.words.length >= queries.MIN_ROW_WORDS;
    var phrases = query.phrases.concat(isStopPhrase && query.row ? query.row : []);
    var required = await index.searchExact(phrases, options);
    // Two letters may be the start of a word that is being typed: require them only if they are
    // a word.
    var shortAnswers = (await index.searchExact(short, options)).filter(function (answer) {
      return answer.results.length;
    });
    required = required.concat(shortAnswers);
    if (long.length) return { main: rarest(index, long).join(" "), required: required };
    if (required.length) return { main: undefined, required: required };
    return { main: short.join(" ") || null, required: required };
  }

  /**
   * Return the papers with all words of a query, as Engine.ask() does.
   * @param {Array<Object>} words the query's, as the index of words has them
   */
  async function ask(index, query, words, options, sort) {
    // Several words in a row are often a title or a term: papers with exactly these come first.
    // Function words are on nearly all pages: "design of a" takes Pagefind a second, and selects by one word.
    var isSelective = query.words.length >= MIN_LONG_ROW || query.words.filter(queries.isSelective).length > 1;
    var isRow = query.row && !query.phrases.length && !sort && query.words.length >= queries.MIN_ROW_WORDS && isSelective;
    var parts = await Promise.all([
      divide(index, query, options),
      index.searchExact(isRow ? [query.row] : [], options),
      index.searchExact(query.excluded, options)
    ]);
    var required = parts[0].required;
    // Without words for the main search, the first exact answer takes its place.
    var main = parts[0].main === undefined ? required.shift() : await index.search(parts[0].main, options);
    var requiredScores = required.map(scoresById);
    var excludedScores = parts[2].map(scoresById);
    var rows = new Set((parts[1][0] || { results: [] }).results.map(function (result) { return result.id; }));
    // Pagefind gives all papers with a phrase one score.
    var about = (rows.size || query.phrases.length) && words.length ? index.questions.score(words) : null;
    var results = main.results.filter(function (result) {
      return requiredScores.every(function (scores) { return scores.has(result.id); }) &&
        !excludedScores.some(function (scores) { return scores.has(result.id); });
    });
    return {
      // Without terms all papers are equally relevant: list the newest first.
      results: await sortResults(index, results, sort || (queries.countTerms(query) ? "" : "date"), function (result) {
        var exact = requiredScores.reduce(function (sum, scores) { return sum + scores.get(result.id); }, 0);
        return result.score + exact + (about ? about[result.number] : 0) + (rows.has(result.id) ? ROW_SCORE : 0);
      })
    };
  }

  /** Sort results by title, by date (pages are numbered by date) or by a score, the highest first. */
  async function sortResults(index, results, sort, scoreOf) {
    if (sort === "date") return results.slice().sort(function (left, right) { return right.number - left.number; });
    var keyOf = function (result) { return -scoreOf(result); };
    if (sort === "title") {
      var ranks = await index.loadList("titles.json");
      keyOf = function (result) { return ranks[result.number]; };
    }
    // Compute each key once; newer papers first where keys are equal.
    return results
      .map(function (result) { return [keyOf(result), result.number, result]; })
      .sort(function (left, right) { return left[0] - right[0] || right[1] - left[1]; })
      .map(function (keyed) { return keyed[2]; });
  }

  window.sitegenExact = { ask: ask, sort: sortResults };
})();
