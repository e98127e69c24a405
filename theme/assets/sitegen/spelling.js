// Distances of words in letters, for suggestions of another spelling.
(function () {
  "use strict";

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

  window.sitegenSpelling = { editDistance: editDistance, closestWord: closestWord };
})();
