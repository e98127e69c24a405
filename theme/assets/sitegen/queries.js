// The parts of a query: words, phrases, excluded words; or an identifier.
(function () {
  "use strict";
  // Words in a row that are searched for as a phrase too.
  var MIN_ROW_WORDS = 3;
  // A longer query is cut: each of its words costs a search, and a shared address can hold any.
  var MAX_QUERY_CHARS = 1000;
  var MAX_WORDS = 32;
  // Phrases, excluded words and short words, of each: every one is a separate search.
  var MAX_EXACT = 8;

  // So many words are a sentence, not a title or a term.
  var MIN_SENTENCE_WORDS = 6;
  var isWord = window.sitegenIsWord;

  // Addresses of papers up to the identifier, which is in the index.
  var RESOLVERS =
    /https?:\/\/(?:www\.|dx\.)?(?:doi\.org|arxiv\.org\/(?:abs|pdf|html)|huggingface\.co\/papers)\//gi;

  function alphanumerics(word) { return word.replace(/[^\p{L}\p{N}]/gu, ""); }

  // Latin letters only: a single Chinese character is a word.
  function isShort(word) { return /^[\p{Script=Latin}\p{N}]{2}$/u.test(alphanumerics(word)); }

  /** Return whether a word selects papers: no stop word, and more than one letter or digit. */
  function isSelective(word) {
    return !isWord("stop", word) && !/^[\p{Script=Latin}\p{N}]?$/u.test(alphanumerics(word));
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

  /** Return whether a query is a question or a sentence in plain words, and no identifier. */
  function isSentence(text) {
    if (readId(text)) return false;
    var query = parse(text);
    var words = uniqueWords(query.words.concat(query.phrases.join(" ").split(/\s+/)).filter(Boolean));
    var typed = text.trim().split(/\s+/);
    var isStart = isWord("question", typed[0]) || isWord("request", typed[0]) && isWord("object", typed[1]);
    var isQuestion = /\?\s*$/.test(text) || typed.length > 2 && isStart;
    return words.length >= MIN_SENTENCE_WORDS || isQuestion;
  }

  function countTerms(query) { return query.words.length + query.phrases.length; }

  function quote(phrase) { return '"' + phrase + '"'; }

  window.sitegenQueries = {
    MIN_ROW_WORDS: MIN_ROW_WORDS, MAX_QUERY_CHARS: MAX_QUERY_CHARS, MAX_EXACT: MAX_EXACT,
    isShort: isShort, isSelective: isSelective, uniqueWords: uniqueWords, parse: parse,
    isSentence: isSentence, readId: readId, idsOf: idsOf, countTerms: countTerms, quote: quote
  };
})();
