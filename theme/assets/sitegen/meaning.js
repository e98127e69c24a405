// Papers that are close in meaning to a question, or to a paper, whichever words they have.
// sitegen/search/meaning_scripts.py writes the scripts that this file loads, and describes them.
(function () {
  "use strict";
  // Clusters of papers that are compared with a question, or with a paper.
  var QUESTION_CLUSTERS = 20;
  var LIKE_CLUSTERS = 30;
  var MAX_LIKE = 100;
  // Splitting is quadratic in a word's length, as in sitegen/enrich/related/static.py.
  var MAX_WORD_CHARS = 40;
  // A question of a whole page is answered by its first words.
  var MAX_WORDS = 60;

  // The content of meaning/index.js.
  var header = null;
  var opened = null;
  var base = "";
  // Contents of scripts by their names, and promises of them.
  var contents = {};
  var loading = {};

  function loadScript(path) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = base + path;
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { script.remove(); reject(new Error("could not load " + path)); };
      document.head.append(script);
    });
  }

  function decode(base64) {
    var binary = atob(base64);
    var bytes = new Uint8Array(binary.length);
    for (var i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  /** Return a promise of what read() makes of a script's content. */
  function load(name, read) {
    if (!loading[name]) {
      loading[name] = loadScript(header.version + "/" + name + ".js").then(function () {
        var content = contents[name];
        delete contents[name];
        return read(decode(content[0]), content[1]);
      });
      // After a failed request, try again the next time.
      loading[name].catch(function () { delete loading[name]; });
    }
    return loading[name];
  }

  /** Load the index, once. */
  function open() {
    if (!opened) {
      opened = loadScript("index.js").then(function () {
        header.vectors = new Int8Array(decode(header.centroids).buffer);
      });
      opened.catch(function () { opened = null; });
    }
    return opened;
  }

  // ---- Questions ----------------------------------------------------------------------------

  /** Return the number of the script that holds a token, if any does. */
  function scriptOf(token) {
    var low = 0;
    var high = header.starts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (header.starts[middle] <= token) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  function readTokens(bytes, tokens) {
    var size = 1 + header.tokenDimensions / 2;
    return new Map(tokens.split(" ").map(function (token, i) {
      return [token, bytes.subarray(i * size, (i + 1) * size)];
    }));
  }

  async function findToken(token) {
    return (await load("t" + scriptOf(token), readTokens)).get(token);
  }

  /** Return the rows of a word's tokens, the longest first; none if a part of it is no token. */
  async function rowsOf(word) {
    var whole = await findToken(word);
    if (whole) return [whole];
    var rows = [];
    for (var start = 0; start < word.length && word.length <= MAX_WORD_CHARS;) {
      var row;
      var end = word.length;
      for (; end > start; end -= 1) {
        row = await findToken((start ? "##" : "") + word.slice(start, end));
        if (row) break;
      }
      if (!row) return [];
      rows.push(row);
      start = end;
    }
    return rows;
  }

  /** Return the vector of a text, or null if none of its words is known. */
  async function encode(text) {
    var plain = text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "");
    var words = (plain.match(/[\p{L}\p{N}]+/gu) || []).slice(0, MAX_WORDS);
    var counts = new Map();
    (await Promise.all(words.map(rowsOf))).forEach(function (rows) {
      rows.forEach(function (row) { counts.set(row, (counts.get(row) || 0) + 1 / rows.length); });
    });
    var vector = new Float32Array(header.tokenDimensions);
    counts.forEach(function (count, row) {
      var weight = Math.log1p(count) * row[0];
      for (var i = 0; i < vector.length; i += 1) vector[i] += weight * code(row, 1, i);
    });
    return counts.size ? vector : null;
  }

  /** Return a number from -7 to 7 of a packed vector. */
  function code(bytes, start, i) {
    var pair = bytes[start + (i >> 1)];
    return (i & 1 ? pair & 15 : pair >> 4) - 8;
  }

  // ---- Papers -------------------------------------------------------------------------------

  /** Return the cosine of a vector with another, of which it may be the first dimensions. */
  function cosine(vector, at) {
    var product = 0;
    var norm = 0;
    var length = 0;
    for (var i = 0; i < vector.length; i += 1) {
      var value = at(i);
      product += vector[i] * value;
      norm += value * value;
      length += vector[i] * vector[i];
    }
    return norm && length ? product / Math.sqrt(norm * length) : 0;
  }

  function nearestClusters(vector, count) {
    var size = header.paperDimensions;
    var scores = Array.from({ length: header.vectors.length / size }, function (_, cluster) {
      return [cosine(vector, function (i) { return header.vectors[cluster * size + i]; }), cluster];
    });
    scores.sort(function (left, right) { return right[0] - left[0] || left[1] - right[1]; });
    return scores.slice(0, count).map(function (pair) { return pair[1]; });
  }

  /** Read a cluster: the numbers of its papers, and where the vector of each starts. */
  function readCluster(bytes) {
    var at = 0;
    var readNumber = function () {
      var value = 0;
      for (var shift = 0; ; shift += 7) {
        var byte = bytes[at++];
        value += (byte & 127) * Math.pow(2, shift);
        if (byte < 128) return value;
      }
    };
    var numbers = new Uint32Array(readNumber());
    var number = 0;
    for (var i = 0; i < numbers.length; i += 1) numbers[i] = number += readNumber();
    return { numbers: numbers, bytes: bytes, start: at };
  }

  /** Return [cosine, number] of the papers in the clusters that are nearest to a vector. */
  async function compare(vector, count) {
    var clusters = await Promise.all(nearestClusters(vector, count).map(function (cluster) {
      return load("c" + cluster, readCluster);
    }));
    return clusters.flatMap(function (cluster) {
      return Array.from(cluster.numbers, function (number, i) {
        var start = cluster.start + i * header.paperDimensions / 2;
        return [cosine(vector, function (k) { return code(cluster.bytes, start, k); }), number];
      });
    });
  }

  /**
   * Compare a question with papers.
   * @returns {Promise<Map<number, number>|null>} number of a paper -> how much closer it is than the
   *   average of the papers that are compared; null if no word is known
   */
  async function ask(text) {
    await open();
    var vector = await encode(text);
    if (!vector) return null;
    var pairs = await compare(vector, QUESTION_CLUSTERS);
    var mean = pairs.reduce(function (sum, pair) { return sum + pair[0]; }, 0) / pairs.length;
    return new Map(pairs.filter(function (pair) { return pair[0] > mean; }).map(function (pair) {
      return [pair[1], pair[0] - mean];
    }));
  }

  // ---- Papers like a paper ------------------------------------------------------------------

  /** Return the FNV-1a hash of a text, as sitegen/search/meaning_scripts.py does. */
  function hash(text) {
    return new TextEncoder().encode(text).reduce(function (value, byte) {
      return Math.imul(value ^ byte, 0x01000193) >>> 0;
    }, 0x811c9dc5);
  }

  /** Return the number and the cluster of the paper with an address, or null. */
  async function findPaper(url) {
    var value = hash(url);
    var bytes = await load("i" + value % header.ids, function (content) { return content; });
    var read = function (at, count) {
      for (var number = 0, i = count - 1; i >= 0; i -= 1) number = number * 256 + bytes[at + i];
      return number;
    };
    for (var at = 0; at < bytes.length; at += 8) {
      if (read(at, 3) === value >>> 8) return { number: read(at + 3, 3), cluster: read(at + 6, 2) };
    }
    return null;
  }

  /**
   * Return the papers that are closest to a paper.
   * @param {string} url the address of its page within the site
   * @returns {Promise<{number: number, closest: number[]}|null>} null for an unknown paper
   */
  async function like(url) {
    await open();
    var paper = await findPaper(url);
    if (!paper) return null;
    var cluster = await load("c" + paper.cluster, readCluster);
    var start = cluster.start + cluster.numbers.indexOf(paper.number) * header.paperDimensions / 2;
    var vector = Float32Array.from({ length: header.paperDimensions }, function (_, i) {
      return code(cluster.bytes, start, i);
    });
    var pairs = await compare(vector, LIKE_CLUSTERS);
    pairs.sort(function (left, right) { return right[0] - left[0] || right[1] - left[1]; });
    var numbers = pairs.map(function (pair) { return pair[1]; });
    return {
      number: paper.number,
      closest: numbers.filter(function (number) { return number !== paper.number; })
    };
  }

  window.sitegenMeaning = {
    MAX_LIKE: MAX_LIKE,
    at: function (folder) { base = folder + "meaning/"; },
    ask: ask,
    like: like,
    open: function (content) { header = content; },
    take: function (name, base64, tokens) { contents[name] = [base64, tokens]; }
  };
})();
