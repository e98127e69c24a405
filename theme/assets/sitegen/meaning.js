// Papers that are close in meaning to a paper, whichever words they have.
// sitegen/search/meaning_scripts.py writes the scripts that this file loads, and describes them.
(function () {
  "use strict";
  // Clusters of papers that are compared with a paper.
  var LIKE_CLUSTERS = 30;
  var MAX_LIKE = 100;
  var scripts = window.sitegenScripts;
  // The content of meaning/index.js.
  var header = null;
  var centroids = "";
  var opened = null;
  var base = "";
  // Contents of scripts by their names, and promises of them.
  var contents = {};
  var loading = {};

  /** Return a promise of what read() makes of a script's content. */
  function load(name, read) {
    if (!loading[name]) {
      loading[name] = window.sitegenLoad(base + header.version + "/" + name + ".js", true).then(function () {
        var content = contents[name];
        delete contents[name];
        return read(scripts.decode(content));
      });
      // After a failed request, try again the next time.
      loading[name].catch(function () { delete loading[name]; });
    }
    return loading[name];
  }

  /** Load the index, once. */
  function open() {
    if (!opened) {
      opened = window.sitegenLoad(base + "index.js", true).then(function () {
        header.vectors = new Int8Array(scripts.decode(centroids).buffer);
      });
      opened.catch(function () { opened = null; });
    }
    return opened;
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
    var size = header.dimensions;
    var scores = Array.from({ length: header.vectors.length / size }, function (_, cluster) {
      return [cosine(vector, function (i) { return header.vectors[cluster * size + i]; }), cluster];
    });
    scores.sort(function (left, right) { return right[0] - left[0] || left[1] - right[1]; });
    return scores.slice(0, count).map(function (pair) { return pair[1]; });
  }

  /** Read a cluster: the numbers of its papers, and where the vector of each starts. */
  function readCluster(bytes) {
    var values = scripts.reader(bytes, 0);
    var numbers = new Uint32Array(values.next());
    var number = 0;
    for (var i = 0; i < numbers.length; i += 1) numbers[i] = number += values.next();
    return { numbers: numbers, bytes: bytes, start: values.at };
  }

  /** Return [cosine, number] of the papers in the clusters that are nearest to a vector. */
  async function compare(vector, count) {
    var clusters = await Promise.all(nearestClusters(vector, count).map(function (cluster) {
      return load("c" + cluster, readCluster);
    }));
    return clusters.flatMap(function (cluster) {
      return Array.from(cluster.numbers, function (number, i) {
        var start = cluster.start + i * header.dimensions / 2;
        return [cosine(vector, function (k) { return code(cluster.bytes, start, k); }), number];
      });
    });
  }

  // ---- Papers like a paper ------------------------------------------------------------------

  /** Return the number and the cluster of the paper with an address, or null. */
  async function findPaper(url) {
    var value = window.sitegenHash(url);
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

  /** Return the vector of a paper with a length of 1; null if none of its words is known. */
  async function vectorOf(paper) {
    var cluster = await load("c" + paper.cluster, readCluster);
    var index = cluster.numbers.indexOf(paper.number);
    if (index < 0) return null;
    var start = cluster.start + index * header.dimensions / 2;
    var vector = Float32Array.from({ length: header.dimensions }, function (_, i) {
      return code(cluster.bytes, start, i);
    });
    var length = Math.hypot.apply(null, vector);
    return length ? vector.map(function (value) { return value / length; }) : null;
  }

  /** Return the sum of vectors, which has the direction of their mean; null without vectors. */
  function sum(vectors) {
    return vectors.reduce(function (total, vector) {
      return total ? total.map(function (value, i) { return value + vector[i]; }) : vector;
    }, null);
  }

  /**
   * Return the papers that are closest to the mean of some papers.
   * @param {string[]} urls the addresses of their pages within the site
   * @returns {Promise<{numbers: number[], closest: number[]}>} numbers: the papers that are known;
   *   closest: none of these
   */
  async function like(urls) {
    await open();
    var papers = (await Promise.all(urls.map(findPaper))).filter(Boolean);
    var vectors = (await Promise.all(papers.map(vectorOf))).filter(Boolean);
    var mean = sum(vectors);
    var given = papers.map(function (paper) { return paper.number; });
    if (!mean) return { numbers: given, closest: [] };
    var pairs = await compare(mean, LIKE_CLUSTERS);
    pairs.sort(function (left, right) { return right[0] - left[0] || right[1] - left[1]; });
    var isGiven = new Set(given);
    var numbers = pairs.map(function (pair) { return pair[1]; });
    return { numbers: given, closest: numbers.filter(function (number) { return !isGiven.has(number); }) };
  }

  /**
   * Return the papers that are closest to some papers, as engine.js answers queries, with the data of the first.
   * @param {Object} index see index.js
   * @param {string[]} ids the names of their pages
   */
  async function ask(index, ids, options, sort) {
    var urls = ids.map(function (id) { return "papers/" + id + ".html"; });
    base = index.base + "meaning/";
    var parts = await Promise.all([
      like(urls).catch(function () { return { numbers: [], closest: [] }; }),
      index.search(null, options),
      index.search(null, { filters: {} })
    ]);
    var own = parts[2].results.find(function (result) { return result.number === parts[0].numbers[0]; });
    var allowed = new Map(parts[1].results.map(function (result) { return [result.number, result]; }));
    var results = parts[0].closest.map(function (number) { return allowed.get(number); }).filter(Boolean).slice(0, MAX_LIKE);
    return {
      results: sort ? await window.sitegenExact.sort(index, results, sort) : results,
      exact: results.length,
      isUnknownId: !own,
      paper: own ? await own.data() : null,
      isMarked: function () { return false; }
    };
  }

  window.sitegenMeaning = {
    ask: ask,
    open: function (content, text) {
      header = content;
      centroids = text;
    },
    take: function (name, text) { contents[name] = text; }
  };
})();
