// Suggestions of another spelling, by the distance of words in letters.
(function () {
  "use strict";
  var queries = window.sitegenQueries;
  // A word of so many letters that is so many times rarer than one a letter away may be a mistake; a shorter one, if
  // the two letters are swapped.
  var MIN_RARE_LETTERS = 6;
  var MIN_SWAPPED_LETTERS = 5;
  var COMMON_TIMES = 100;

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
   * @param {Object|null} questions the index of words
   * @param {function(): Promise<string[]>} loadWords loads the words of the collection
   */
  async function suggest(text, loaded, questions, loadWords) {
    var content = loaded.map(function (data) {
      return (data.content + " " + Object.values(data.meta).join(" ")).toLowerCase();
    }).join(" ");
    // Words of four letters or more, as in sitegen/search/words.py.
    var typed = text.slice(0, queries.MAX_QUERY_CHARS).match(/\p{L}{4,}/gu) || [];
    var doubtful = queries.uniqueWords(typed).filter(function (word) {
      return !content.includes(word.toLowerCase());
    });
    // A word that occurs in any paper, or in a name, is spelled correctly.
    if (questions && doubtful.length) {
      var known = (await questions.look(doubtful.join(" "), true)).words.filter(function (pair) { return pair.isExact; });
      var exact = new Set(known.map(function (pair) { return pair.word; }));
      doubtful = doubtful.filter(function (word) {
        return !window.sitegenWords.split(word).every(function (part) { return exact.has(part); });
      });
    }
    var common = questions ? await replaceRare(text, typed, loaded, questions) : text;
    if (!doubtful.length) return common === text ? "" : common;
    var words = await loadWords();
    var suggestion = common;
    doubtful.forEach(function (word) {
      var lower = word.toLowerCase();
      // The start of a known word is being typed, not misspelled.
      var isKnown = words.some(function (candidate) { return candidate.startsWith(lower); });
      // A longer form of a word is no mistake.
      var isForm = function (candidate) { return lower.startsWith(candidate) && candidate.length > lower.length - 4; };
      var replacement = isKnown || words.some(isForm) ? "" : closestWord(lower, words);
      if (replacement) suggestion = suggestion.replace(word, replacement);
    });
    return suggestion === text ? "" : suggestion;
  }

  /** Return a query with rare words replaced by much more common ones that are one letter away. */
  async function replaceRare(text, typed, loaded, questions) {
    // Names are rare and right: "Jurgen" is no "burden".
    var names = loaded.flatMap(function (data) { return data.filters.author || []; }).join(" ");
    var known = window.sitegenWords.split(names);
    var long = queries.uniqueWords(typed).filter(function (word) {
      return word.length >= MIN_SWAPPED_LETTERS &&
        !window.sitegenWords.split(word).some(function (part) { return known.includes(part); });
    });
    var pairs = long.length ? (await questions.look(long.join(" "), true)).words : [];
    for (var pair of pairs) {
      var common = pair.typed.length >= MIN_RARE_LETTERS && window.sitegenWords.commoner(pair, COMMON_TIMES) ||
        // The words of a sentence are many, and their scripts would keep it waiting.
        !queries.isSentence(text) && await swapFirst(pair, questions);
      if (common) text = text.replace(pair.typed, common);
    }
    return text;
  }

  /** Return a common word whose first letters are those of a rare one but for a swap, or none: it is in another script. */
  async function swapFirst(pair, questions) {
    var least = COMMON_TIMES * (questions.count(pair.word) || 1);
    // Nothing is so much more common; or the word is being typed.
    if (least > questions.pages() || pair.isStart && !pair.isExact) return;
    var swaps = [0, 1, 2].map(function (i) { return pair.word.replace(RegExp("^(.{" + i + "})(.)(.)"), "$1$3$2"); });
    await questions.look(swaps.join(" "), true);
    return swaps.find(function (word) { return questions.count(word) >= least; });
  }

  window.sitegenSpelling = { editDistance: editDistance, suggest: suggest };
})();
