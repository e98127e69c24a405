// Which words of titles and texts are marked as words of the query, and the excerpt with most of them.
(function () {
  "use strict";
  // Words of the text that a paper with some of the words is shown with.
  var EXCERPT_WORDS = 40;

  /** Return letters and digits only, so that two spellings of a title are equal. */
  function normalize(text) {
    return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  /** Return a function that tells whether a word of a title or text is one of a query's. */
  function marker(query, words, questions) {
    var weigh = questions ? questions.matcher(words) : function () { return 0; };
    var typed = query.words.concat(query.phrases).join(" ").split(/[^\p{L}\p{N}]+/u).filter(window.sitegenQueries.isSelective);
    // The "do" of a question would mark "DOF".
    var subject = questions ? window.sitegenWords.subjectOf(typed, words) : [];
    var starts = (subject.length ? subject : typed)
      .map(normalize).filter(function (word) { return word.length > 1; });
    return function (word) {
      var plain = normalize(word);
      return weigh(word) > 0 || starts.some(function (start) { return plain.startsWith(start); });
    };
  }

  /**
   * Return whether a token is a fixed expression that has a word of a query by chance:
   * "state-of-the-art" is not what a reader of "state space" looks for.
   */
  function isForeign(token, weigh) {
    var parts = token.split(/[-\u2010\u2011]/).filter(Boolean);
    return parts.length > 2 && parts.filter(weigh).length < 2;
  }

  /** Unmark such expressions in the excerpt of a page's data. */
  function withoutForeign(data, isMarked) {
    var excerpt = data.excerpt.replace(/<mark>([^<]*)<\/mark>/g, function (whole, token) {
      return isForeign(token, isMarked) ? token : whole;
    });
    return Object.assign({}, data, { excerpt: excerpt });
  }

  /** Return the part of a page's text with the most words of a question, as HTML with <mark>. */
  function excerpt(data, weigh) {
    // Pagefind's content starts with the title, which stands above the excerpt.
    var text = data.content.startsWith(data.meta.title) ? data.content.slice(data.meta.title.length) : data.content;
    var tokens = text.replace(/^[.\s]+/, "").split(/\s+/);
    var weights = tokens.map(function (token) {
      var weight = weigh(token);
      return weight && isForeign(token, weigh) ? 0 : weight;
    });
    var bestStart = 0;
    var bestSum = -1;
    for (var start = 0; start === 0 || start + EXCERPT_WORDS <= tokens.length; start += 4) {
      // Without a word of the question among its last ones, it has no more of them than an earlier one.
      if (start && !weights.slice(start + EXCERPT_WORDS - 4, start + EXCERPT_WORDS).some(Boolean)) continue;
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
  }

  window.sitegenMarks = {
    normalize: normalize, marker: marker, withoutForeign: withoutForeign, excerpt: excerpt
  };
})();
