// Papers that are closest to a question: ranked by the words of it that they have (BM25).
// sitegen/search/word_scripts.py writes the scripts that this file loads, and describes them.
(function () {
  "use strict";
  // A question of a whole page is answered by its first words.
  var MAX_WORDS = 40;
  // A shorter question may be about a topic whose name no text has.
  var MIN_SENTENCE_WORDS = 6;
  // Results of one question.
  var MAX_RESULTS = 50;
  // A paper with a smaller share of the best paper's score has little to do with the question.
  var MIN_SHARE = 0.3;
  // The end of a word that may differ from a known word: "transformative" finds "transform".
  var MAX_ENDING = 4;
  var MIN_STEM = 4;

  // Texts whose words are remembered.
  var MAX_SPLITS = 20000;

  var splits = new Map();
  var scripts = window.sitegenScripts;
  // The content of words/index.js, and the terms of each loaded script.
  var header = null;
  var shards = {};
  var base = "";

  // ---- Words of a text ----------------------------------------------------------------------

  /** Return the American spelling of a word, by the table of sitegen/text/spelling.py. */
  function american(word) {
    if (Array.from(word).length < header.minSpelled) return word;
    return header.patterns.reduce(function (text, pair) { return text.replace(pair[0], pair[1]); }, word);
  }

  /** Return a text in lower case, without diacritics. */
  function fold(text) {
    var spelled = text.toLowerCase().replace(/[^\x00-\x7f]/gu, function (letter) {
      return Object.hasOwn(header.letters, letter) ? header.letters[letter] : letter;
    });
    return spelled.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC");
  }

  /** Return the words of a text as the index knows them, like sitegen/search/question_words.py. */
  function split(text) {
    // An excerpt is chosen by all tokens of a text, of which most are in others too.
    if (splits.size > MAX_SPLITS) splits.clear();
    if (!splits.has(text)) splits.set(text, splitNew(text));
    return splits.get(text);
  }

  function splitNew(text) {
    var words = [];
    (fold(text).match(/[\p{L}\p{N}]+/gu) || []).forEach(function (run) {
      run.split(header.unspacedRun).forEach(function (part, i) {
        if (i % 2 === 0) {
          if (part) words.push(american(part));
        } else {
          var letters = Array.from(part);
          if (letters.length === 1) words.push(part);
          for (var k = 0; k + 1 < letters.length; k += 1) words.push(letters[k] + letters[k + 1]);
        }
      });
    });
    return words;
  }

  /** Return whether a word is one with which people ask: of the subject only beside a word of it. */
  function isFrame(entry) {
    return !entry || header.stopWords.has(entry.word) || header.askingWords.has(entry.word);
  }

  /**
   * Return the distinct words of a question that carry its subject, as sitegen/text/function_words.py
   * chooses them; all of them if none does.
   * @param {boolean} [isList] whether each word stands for itself, and none asks
   * @returns {Array<{word: string, typed: string}>} typed: the word as written, for readers
   */
  function subjectWords(text, isList) {
    var all = (text.normalize("NFC").match(/[\p{L}\p{N}\p{M}]+/gu) || []).flatMap(function (typed) {
      return split(typed).map(function (word) { return { word: word, typed: typed }; });
    });
    var subject = all.filter(function (entry, i) {
      if (header.stopWords.has(entry.word) || /^[\p{Script=Latin}\p{N}]$/u.test(entry.word)) return false;
      return isList || ![all[i - 1], entry, all[i + 1]].every(isFrame);
    });
    var words = new Map();
    (subject.length ? subject : all).forEach(function (entry) {
      if (!words.has(entry.word)) words.set(entry.word, entry);
    });
    return Array.from(words.values()).slice(0, MAX_WORDS);
  }

  /** Return the typed words that have a word of a subject, from look(). */
  function subjectOf(typed, words) {
    var parts = new Set(words.map(function (pair) { return pair.word; }));
    return typed.filter(function (word) {
      return split(word).some(function (part) { return parts.has(part); });
    });
  }

  // ---- Terms --------------------------------------------------------------------------------

  function prefixOf(word) { return Array.from(word).slice(0, header.prefix).join(""); }

  /** Return the number of the script with a word: the last one that does not start after it. */
  function scriptOf(word) {
    var prefix = prefixOf(word);
    var low = 0;
    var high = header.starts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (header.starts[middle] <= prefix) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** Return a promise of the terms of a script. */
  function loadTerms(number) {
    var entry = (shards[number] = shards[number] || {});
    if (!entry.promise) {
      entry.promise = window.sitegenLoad(base + header.version + "/" + number + ".js", true).then(function () { return entry.terms; });
      // After a failed request, try again the next time.
      entry.promise.catch(function () { delete shards[number]; });
    }
    return entry.promise;
  }

  /** Read the terms of a script: where the postings of each start, and which words it has. */
  function readTerms(forms, text) {
    var bytes = scripts.decode(text);
    var numbers = scripts.reader(bytes, 0);
    var byForm = new Map();
    forms.split("|").forEach(function (list) {
      var count = numbers.next();
      var term = { forms: list.split(" "), count: count, bytes: bytes, start: numbers.at };
      // Skip the postings: they are read when a question has the word.
      for (var left = count; left; numbers.at += 1) if (bytes[numbers.at] < 128) left -= 1;
      term.forms.forEach(function (form) { byForm.set(form, term); });
    });
    return byForm;
  }

  /** Return the numbers of a term's papers and its weights in them. */
  function postings(term) {
    if (term.numbers) return term;
    var numbers = new Uint32Array(term.count);
    var weights = new Float32Array(term.count);
    var values = scripts.reader(term.bytes, term.start);
    var levels = 1 << header.bits;
    var step = (header.high - header.low) / (levels - 1);
    var number = 0;
    for (var i = 0; i < term.count; i += 1) {
      var value = values.next();
      number += Math.floor(value / levels);
      numbers[i] = number;
      weights[i] = header.low + (value % levels) * step;
    }
    term.numbers = numbers;
    term.weights = weights;
    return term;
  }

  /**
   * Return the term of a word, of a longer word that starts with it, or of a similar word with
   * another ending; otherwise null.
   */
  function findTerm(byForm, word) {
    var term = byForm.get(word);
    if (term) return term;
    var best = null;
    var bestShared = 0;
    var minShared = Math.max(MIN_STEM, word.length - MAX_ENDING);
    byForm.forEach(function (candidate, form) {
      var shared = 0;
      while (shared < word.length && word[shared] === form[shared]) shared += 1;
      // Three letters are enough of a word that is being typed.
      if (shared < word.length && (shared < minShared || form.length - shared > MAX_ENDING)) return;
      if (shared > bestShared || shared === bestShared && candidate.count > best.count) {
        best = candidate;
        bestShared = shared;
      }
    });
    return best;
  }

  // ---- Ranking ------------------------------------------------------------------------------

  /** Return how rarely a term occurs: the idf of BM25. */
  function rarity(term) {
    return Math.log(1 + (header.pages - term.count + 0.5) / (term.count + 0.5));
  }

  function has(term, number) {
    var numbers = postings(term).numbers;
    var low = 0;
    var high = numbers.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (numbers[middle] < number) low = middle + 1; else high = middle;
    }
    return numbers[low] === number;
  }

  /** Return the best of all scores, highest first; of equal ones the newest paper first. */
  function best(scores, isAllowed) {
    var top = [];
    var compare = function (left, right) { return scores[right] - scores[left] || right - left; };
    var limit = 0;
    for (var number = scores.length - 1; number >= 0; number -= 1) {
      if (scores[number] <= limit || !isAllowed(number)) continue;
      top.push(number);
      if (top.length < 4 * MAX_RESULTS) continue;
      top.sort(compare).length = MAX_RESULTS;
      limit = scores[top[MAX_RESULTS - 1]];
    }
    top = top.sort(compare).slice(0, MAX_RESULTS);
    return top.filter(function (candidate) { return scores[candidate] >= MIN_SHARE * scores[top[0]]; });
  }

  /**
   * Look up the words of a question.
   * @param {boolean} [isList] whether each word stands for itself, and none asks
   * @returns {Promise<{words: Array}>} words: each as typed and as the index has it, with its term,
   *   or null; isExact: whether the term has this very word; isStart: whether it has a word that
   *   starts so; isShort: whether words that start so may be in other scripts
   */
  async function look(text, isList) {
    var words = await Promise.all(subjectWords(text, isList).map(async function (entry) {
      var term = findTerm(await loadTerms(scriptOf(entry.word)), entry.word);
      return {
        word: entry.word,
        typed: entry.typed,
        term: term,
        isShort: Array.from(entry.word).length < header.prefix,
        isExact: Boolean(term) && term.forms.includes(entry.word),
        isStart: Boolean(term) && term.forms.some(function (form) { return form.startsWith(entry.word); })
      };
    }));
    return { words: words };
  }

  /**
   * Return the numbers of the papers that may have all words of a sentence, or null if any may.
   * A word that is being typed may be anywhere, as may all if papers have more than the index.
   * @param {boolean} [isAll] whether to count only what the index has
   */
  function papersWithAll(words, isAll) {
    var subject = words.filter(function (pair) { return !header.stopWords.has(pair.word); });
    // The index lacks function words.
    if (!header.complete && !isAll || !subject.length) return null;
    // Topics may have a word that is nowhere else: a short question may be about one.
    if (words.length >= MIN_SENTENCE_WORDS && subject.some(function (pair) { return !pair.isStart; })) return [];
    var terms = subject.filter(function (pair) { return pair.isExact; }).map(function (pair) { return pair.term; });
    if (!terms.length) return null;
    var rarest = terms.reduce(function (left, right) { return right.count < left.count ? right : left; });
    return Array.from(postings(rarest).numbers).filter(function (number) {
      return terms.every(function (term) { return has(term, number); });
    });
  }

  /** Return how much each paper is about the words of a question, by its number. */
  function score(words) {
    var scores = new Float32Array(header.pages);
    var terms = new Set(words.map(function (pair) { return pair.term; }).filter(Boolean));
    terms.forEach(function (term) {
      var weight = rarity(term);
      postings(term).numbers.forEach(function (number, i) { scores[number] += weight * term.weights[i]; });
    });
    return scores;
  }

  /**
   * Rank the papers that have words of a question.
   * @param {Array} words from look()
   * @param {function(number): boolean} isAllowed whether a paper may be a result
   * @param {number[]} complete papers that have all words: they are the first results
   * @returns {Array<{number: number, missing: Array<string>}>} missing: words that a paper lacks
   */
  function rank(words, isAllowed, complete) {
    var scores = score(words);
    // The others are compared with the best of them.
    var numbers = best(scores, function (number) { return isAllowed(number) && !complete.includes(number); });
    var first = complete.slice().sort(function (left, right) { return scores[right] - scores[left] || right - left; });
    return first.concat(numbers).map(function (number) {
      var missing = words.filter(function (pair) { return !pair.isStart || !has(pair.term, number); });
      return { number: number, missing: Array.from(new Set(missing.map(function (pair) { return pair.typed; }))) };
    });
  }

  /** Return whether a word of a text belongs to one of the words of a question. */
  function matcher(words) {
    var forms = new Map();
    words.forEach(function (pair) {
      if (pair.term) pair.term.forms.forEach(function (form) { forms.set(form, rarity(pair.term)); });
    });
    /** Return the rarity of the rarest term that a text has, or 0. */
    return function (text) {
      return split(text).reduce(function (most, word) { return Math.max(most, forms.get(word) || 0); }, 0);
    };
  }

  /** Return the terms of the script with a word that was looked up, by their forms. */
  function termsNear(pair) { return shards[scriptOf(pair.word)].terms; }

  /** Return whether a paper of a range of numbers has a word of a question, or one that starts so. */
  function occurs(pair, first, end) {
    var terms = new Set();
    termsNear(pair).forEach(function (term, form) {
      if (form.startsWith(pair.word)) terms.add(term);
    });
    return Array.from(terms).some(function (term) {
      return postings(term).numbers.some(function (number) { return number >= first && number < end; });
    });
  }

  /** Return how many papers have a word that was looked up; 0 if the index does not know it. */
  function count(typed) {
    return split(typed).reduce(function (fewest, word) {
      var entry = shards[scriptOf(word)];
      var term = entry && entry.terms && entry.terms.get(word);
      return Math.min(fewest, term ? term.count : 0);
    }, Infinity);
  }

  /**
   * Return a word one letter away from a word of a question that is many times as common, or "".
   * Only words that agree in their first letters are compared: these are loaded.
   */
  function commoner(pair, times) {
    if (!pair.isExact || split(pair.typed).length > 1) return "";
    var best = null;
    var word = "";
    termsNear(pair).forEach(function (term, form) {
      if (term === pair.term || term.count < times * pair.term.count || best && term.count <= best.count) return;
      // A word and its beginning are of one stem, or the longer one is being typed.
      if (form.startsWith(pair.word) || pair.word.startsWith(form)) return;
      if (window.sitegenSpelling.editDistance(pair.word, form, 1) > 1) return;
      best = term;
      word = form;
    });
    return word;
  }

  /** Return the venues and the years of the collection: see fields.js. */
  function fields() { return header.fields; }

  /** Return whether papers have no further words. */
  function isComplete() { return header.complete; }

  /** Return the number of pages in the search index. */
  function pages() { return header.pages; }

  /** Return where the data of pages is: see fragments.js. */
  function layout() { return header.layout; }

  /** Load the index. */
  async function load(folder) {
    base = folder + "words/";
    await window.sitegenLoad(base + "index.js", true);
    return {
      look: look, papersWithAll: papersWithAll, score: score, rank: rank, matcher: matcher,
      occurs: occurs, count: count, terms: termsNear, postings: postings, fields: fields, pages: pages, layout: layout, isComplete: isComplete
    };
  }

  window.sitegenWords = {
    load: load,
    split: split,
    subjectWords: subjectWords,
    subjectOf: subjectOf,
    commoner: commoner,
    open: function (content) {
      header = content;
      header.patterns = content.spellings.map(function (pair) { return [new RegExp(pair[0], "gu"), pair[1]]; });
      header.unspacedRun = new RegExp("([" + content.unspaced + "]+)", "u");
      header.stopWords = new Set(content.functionWords);
      header.askingWords = new Set(content.askingWords);
    },
    take: function (number, forms, text) {
      (shards[number] = shards[number] || {}).terms = readTerms(forms, text);
    }
  };
})();
