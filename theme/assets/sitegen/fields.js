// Words of a query that name a venue or a year: "ICML 2014 bandits", "bandits since 2019".
// The header of the index of words has the venues and the years of the collection.
(function () {
  "use strict";
  var isWord = window.sitegenIsWord;
  // Words of the longest name of a venue.
  var MAX_NAME_WORDS = 12;
  var YEAR = /^(?:19|20)\d\d$/;
  var RANGE = /^((?:19|20)\d\d)(?:[-\u2013]|\.\.)((?:19|20)\d\d)$/;
  // "ICML2014", "ICML'14", "ICML-2014".
  var VENUE_YEAR = /^(\p{L}[\p{L}&+/-]*?)(?:[-']|\u2019)?((?:19|20)\d\d|(?<=['\u2019])\d\d)$/u;
  // A name with such a word, or with two capitals in a row, is a venue; "Pattern Recognition" is a subject.
  var VENUE_WORD = /\b(?:journal|conference|proceedings|transactions|symposium|workshop|letters|annals|advances|review|reviews|communications|meeting)\b/i;
  var CAPITALS = /\p{Lu}{2}/u;

  function plain(text) { return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ""); }

  /** Return plain name -> {values, papers, names}: several venues may share a name. */
  function namesOf(fields) {
    if (fields.byName) return fields.byName;
    fields.byName = new Map();
    fields.venues.forEach(function (venue) {
      venue[2].concat(venue[0]).forEach(function (name) {
        var entry = fields.byName.get(plain(name)) || { values: [], papers: 0, names: [] };
        entry.values.push(venue[0]);
        entry.papers += venue[1];
        entry.names.push(name);
        fields.byName.set(plain(name), entry);
      });
    });
    return fields.byName;
  }

  /** Return the years from first to last that the collection may have, as strings. */
  function yearsBetween(fields, first, last) {
    var start = Math.max(first, fields.years[0]);
    var count = Math.max(0, Math.min(last, fields.years[1]) - start + 1);
    return Array.from({ length: count }, function (_, i) { return String(start + i); });
  }

  /** Read years that start at a word; return {end, values, label}, or null. */
  function readYears(words, at, fields) {
    if (!fields.years) return null;
    var result = function (end, first, last, label) {
      var values = yearsBetween(fields, first, last);
      return values.length ? { facet: "year", end: end, values: values, label: label } : null;
    };
    var word = words[at];
    var year = Number(word);
    if (YEAR.test(words[at + 1])) {
      var next = Number(words[at + 1]);
      var pair = words[at + 2];
      if (isWord("between", word) && (isWord("pair", pair) || /^[-\u2013]$/.test(pair)) && YEAR.test(words[at + 3])) {
        return result(at + 4, next, Number(words[at + 3]), next + "\u2013" + words[at + 3]);
      }
      if (isWord("later", word)) return result(at + 2, next + 1, Infinity, [next + 1, 0]);
      if (isWord("since", word)) return result(at + 2, next, Infinity, [next, 0]);
      if (isWord("earlier", word)) return result(at + 2, 0, next - 1, [0, next - 1]);
      if (isWord("until", word)) return result(at + 2, 0, next, [0, next]);
    }
    var range = RANGE.exec(word);
    if (range) return result(at + 1, Number(range[1]), Number(range[2]), range[1] + "\u2013" + range[2]);
    return YEAR.test(word) ? result(at + 1, year, year, word) : null;
  }

  /**
   * Return whether some words are a venue and no subject. A word that more texts have than the venue
   * has papers is one only with the venue's capitals: "FAST", not "fast".
   */
  function isVenue(entry, typed, count) {
    var isWritten = entry.names.includes(typed) && CAPITALS.test(typed);
    if (isWritten) return true;
    if (/\s/.test(typed)) return entry.names.some(function (name) { return VENUE_WORD.test(name) || CAPITALS.test(name); });
    var hasCapitals = entry.names.some(function (name) { return plain(name) === plain(typed) && CAPITALS.test(name); });
    return hasCapitals && count(typed) <= 2 * entry.papers;
  }

  /** Read the name of a venue, perhaps with a year, that starts at a word; return as readYears(). */
  function readVenue(words, at, fields, count) {
    var names = namesOf(fields);
    for (var end = Math.min(words.length, at + MAX_NAME_WORDS); end > at; end -= 1) {
      var typed = words.slice(at, end).join(" ");
      var entry = names.get(plain(typed));
      if (entry && isVenue(entry, typed, count)) {
        return { facet: "venue", end: end, values: entry.values, label: entry.values[0] };
      }
    }
    return null;
  }

  /**
   * Return the labels of venues that a saved address names in full, as addresses did before venues had labels.
   * What no venue has as a name stays as it is.
   */
  function labelsOf(values, fields) {
    var labels = new Set(fields.venues.map(function (venue) { return venue[0]; }));
    var frame = new RegExp(fields.labels.frame, "gi");
    var finalAcronym = new RegExp(fields.labels.acronym);
    return Array.from(new Set(values.flatMap(function (value) {
      if (labels.has(value)) return [value];
      var names = namesOf(fields);
      var entry = names.get(plain(value)) || names.get(plain(value.replace(frame, "")));
      if (entry) return entry.values;
      var acronym = value.length > fields.labels.chars && finalAcronym.exec(value);
      return [acronym ? acronym[1] : value];
    })));
  }

  /** Divide words such as "ICML'14" if the first part is a venue. */
  function divide(word, fields) {
    var match = VENUE_YEAR.exec(word);
    if (!match || !namesOf(fields).has(plain(match[1])) || namesOf(fields).has(plain(word))) return [word];
    return [match[1], match[2].length === 2 ? "20" + match[2] : match[2]];
  }

  /**
   * Read the venue and the years that a query names.
   * @param {string} text as typed; words in quotation marks, and excluded ones, stay words
   * @param {{years: number[]|null, venues: Array}} fields of the index of words: the first and the
   *   last year; venues as [value, papers, other names]
   * @param {function(string): number} count how many papers have a word
   * @param {function(string): boolean} isFree whether the reader has not chosen values of a facet
   * @returns {{filters: Object, labels: string[], rest: string}|null} filters: facet -> values;
   *   rest: the other words; null if the query names neither
   */
  function read(text, fields, count, isFree) {
    if (text.includes('"')) return null;
    var words = text.trim().split(/\s+/).flatMap(function (word) {
      return divide(word.replace(/^[(,;]+|[),;.?!]+$/g, "") || word, fields);
    });
    var filters = {};
    var labels = [];
    var rest = [];
    for (var at = 0; at < words.length; at += 1) {
      var field = readYears(words, at, fields) || readVenue(words, at, fields, count);
      if (!field || filters[field.facet] || !isFree(field.facet)) { rest.push(words[at]); continue; }
      filters[field.facet] = field.values;
      labels.push({ facet: field.facet, label: field.label, more: field.facet === "venue" ? field.values.length - 1 : 0 });
      // "in the proceedings of ICML": these words lead to the name.
      while (rest.length && isWord("leading", rest[rest.length - 1])) rest.pop();
      at = field.end - 1;
    }
    if (!labels.length) return null;
    if (isWord("papers", rest[0])) rest.shift();
    while (rest.length && isWord("opening", rest[0])) rest.shift();
    return { filters: filters, labels: labels, rest: rest.join(" ") };
  }

  window.sitegenFields = { read: read, labelsOf: labelsOf };
})();
