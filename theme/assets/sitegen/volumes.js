// Pagefind, over http and from disk: an index in volumes, of which each is searched by an instance.
(function () {
  "use strict";
  var queries = window.sitegenQueries;
  var PAGEFIND_OPTIONS = {
    // results.js makes links itself: on file:// Pagefind's own addresses are wrong in Firefox.
    baseUrl: "/",
    excerptLength: 45
  };
  // A phrase that no page has.
  var NO_PAGE = '"sitegen no such page"';

  /** Return the number of a page within its volume: fragments are named "edition/number". */
  function pageNumber(result) { return Number(result.id.slice(result.id.indexOf("/") + 1)); }

  /** Return a function that loads the data of a page. */
  function dataOf(result) {
    return async function () {
      var data = await result.data();
      if (!data) throw new Error("could not load page " + result.id);
      return data;
    };
  }

  /** Start Pagefind; instances: one per volume; size: the maximum number of pages in a volume. */
  async function openInstances(base, offline, loading) {
    // Pagefind asks for these files one after the other: have them in the browser's cache by then.
    loading.then(function (questions) {
      questions.layout().files.forEach(function (name) { (offline ? offline.fetch : fetch)(base + name).catch(Boolean); });
    }).catch(Boolean);
    var module = await (offline ? offline.load() : import(base + "pagefind.js"));
    var openVolume = async function (number) {
      // The first volume's folder holds the others.
      var folder = number ? base + "v" + number + "/" : base;
      // A worker sends copies of all results, which takes longer than the search itself.
      var instance = module.createInstance({ basePath: folder, noWorker: true });
      await instance.options(PAGEFIND_OPTIONS);
      // Without a worker, init() returns before it is done; an empty query does not.
      await instance.search("");
      return instance;
    };
    // All volumes share one WebAssembly module, which the first one loads.
    var first = [await openVolume(0)];
    var others = Array.from({ length: module.sitegenVolumes - 1 }, function (_, i) { return openVolume(i + 1); });
    return { instances: first.concat(await Promise.all(others)), size: module.sitegenVolume };
  }

  /**
   * The volumes of an index. Pages are numbered across them, the oldest first.
   * @param {string} base the address of the index
   * @param {Object|null} offline sitegenOffline, if the index is in scripts
   * @param {Promise<Object|null>} loading the index of words, which names the files of Pagefind
   */
  function Volumes(base, offline, loading) {
    this.base = base;
    this.offline = offline;
    this.loading = loading;
    this.instances = [];
    this.size = 0;
  }

  /** Start Pagefind, once: 200 kB that a question in plain words does without. */
  Volumes.prototype.start = function () {
    if (!this.started) {
      this.started = openInstances(this.base, this.offline, this.loading).then(function (opened) { Object.assign(this, opened); }.bind(this));
      // After a failed request, try again the next time.
      this.started.catch(function () { this.started = null; }.bind(this));
    }
    return this.started;
  };

  /**
   * Search all volumes; the id of a result is its number in the whole collection.
   * @param {Object|null} questions the index of words
   */
  Volumes.prototype.search = async function (text, options, questions) {
    await this.start();
    var size = this.size;
    var lacking = await this.findLacking(text, questions);
    var answers = await Promise.all(this.instances.map(async function (volume, number) {
      // Let the browser react to keys between volumes.
      if (number) await new Promise(function (resolve) { setTimeout(resolve); });
      return lacking.has(number) ? volume.search(NO_PAGE, options) : volume.search(text, options);
    }));
    var results = answers.map(function (answer, volume) {
      return answer.results.map(function (result) {
        var number = volume * size + pageNumber(result);
        return { id: number, number: number, score: result.score, data: dataOf(result) };
      });
    });
    return { results: [].concat.apply([], results) };
  };

  /**
   * Return the volumes that lack a word of a text. For such a word Pagefind searches its first
   * letters, so that these volumes would add papers without the word.
   */
  Volumes.prototype.findLacking = async function (text, questions) {
    var lacking = new Set();
    if (this.instances.length < 2 || !text || /^"/.test(text) || !questions) return lacking;
    var words = (await questions.look(text)).words.filter(function (pair) { return pair.isStart || !pair.isShort; });
    var size = this.size;
    await Promise.all(this.instances.flatMap(function (volume, number) {
      // Pagefind also knows parts of words: "MovieGrpah" has a "grpah", which the index of words lacks.
      var absent = words.filter(function (pair) {
        return !pair.isStart || !questions.occurs(pair, number * size, (number + 1) * size);
      });
      // Topics and full texts have words that the index of words may lack: ask the volume itself.
      return absent.slice(0, queries.MAX_EXACT).map(async function (pair) {
        var answer = await volume.search(queries.quote(pair.typed), {});
        if (!answer.results.length) lacking.add(number);
      });
    }));
    return lacking;
  };

  window.SitegenVolumes = Volumes;
})();
