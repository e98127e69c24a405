// The papers of each value of a facet, from the files that Pagefind reads to filter. Filters and counts are
// computed here, since Pagefind counts all values of a facet with each search once it has loaded it.
(function () {
  "use strict";
  // CBOR (RFC 8949, section 3): a head of 3 bits of type and 5 bits of value or of its length.
  var TEXT = 3;

  /** Return a function that reads the next head of some bytes, or a text. */
  function reader(bytes) {
    var view = new DataView(bytes.buffer, bytes.byteOffset);
    var texts = new TextDecoder();
    var at = 0;
    return function () {
      var type = bytes[at] >> 5;
      var value = bytes[at++] & 31;
      if (value === 24) value = bytes[at++];
      else if (value === 25) { value = view.getUint16(at); at += 2; }
      else if (value === 26) { value = view.getUint32(at); at += 4; }
      if (type !== TEXT) return value;
      at += value;
      return texts.decode(bytes.subarray(at - value, at));
    };
  }

  /**
   * Read a filter: [name, [[value, [page, …]], …]]. Pages are numbered from a start, or each from the previous one.
   */
  function readFilter(bytes, start, areDifferences, add) {
    var next = reader(bytes);
    // The list of two, and the name.
    next();
    next();
    for (var values = next(); values; values -= 1) {
      next();
      var value = next();
      var pages = new Uint32Array(next());
      for (var i = 0, origin = start; i < pages.length; i += 1) {
        pages[i] = origin + next();
        if (areDifferences) origin = pages[i];
      }
      add(value, pages);
    }
  }

  /**
   * @param {number} total the number of pages
   * @param {{size: number, filters: Array<Object>, frequent: Object}} layout the maximum number of pages in a volume,
   *   for each volume the files of its facets, and the files of the frequent values of facets that have thousands
   * @param {function(string): Promise<Uint8Array>} read returns the content of a file of the index
   */
  function Postings(total, layout, read) {
    this.total = total;
    this.layout = layout;
    this.read = read;
    // Promises of facets and of files: value -> a list of page numbers for each volume that has it.
    this.loads = {};
  }

  Postings.prototype.once = function (key, open) {
    var loads = this.loads;
    if (!loads[key]) {
      loads[key] = open();
      // After a failed request, try again the next time.
      loads[key].catch(function () { delete loads[key]; });
    }
    return loads[key];
  };

  /** Load all values of a facet. */
  Postings.prototype.load = function (facet) { return this.once(facet, this.open.bind(this, facet)); };

  /** Load the frequent values of a facet that has thousands, or all. */
  Postings.prototype.loadFrequent = function (facet) {
    var self = this;
    var path = this.layout.frequent && this.layout.frequent[facet];
    if (!path || this.loads[facet]) return this.load(facet);
    return this.once(path, async function () {
      var lists = new Map();
      readFilter(await self.read(path), 0, true, function (value, pages) { lists.set(value, [pages]); });
      return lists;
    });
  };

  /** Load a facet; without the rare values if these values are frequent. */
  Postings.prototype.loadFor = async function (facet, values) {
    var lists = await this.loadFrequent(facet);
    return Array.from(values).every(function (value) { return lists.has(value); }) ? lists : this.load(facet);
  };

  Postings.prototype.open = async function (facet) {
    var self = this;
    var lists = new Map();
    var files = await Promise.all(this.layout.filters.map(function (filters) {
      return filters[facet] ? self.read(filters[facet]) : null;
    }));
    files.forEach(function (bytes, volume) {
      if (!bytes) return;
      readFilter(bytes, volume * self.layout.size, false, function (value, pages) {
        if (!lists.has(value)) lists.set(value, []);
        lists.get(value).push(pages);
      });
    });
    return lists;
  };

  /**
   * Return for each page whether filters leave it, as 1 or 0.
   * @param {Object} filters facet -> {any: values} or {all: values}
   */
  Postings.prototype.mark = async function (filters) {
    var marks = new Uint8Array(this.total).fill(1);
    for (var facet of Object.keys(filters)) {
      var values = new Set(filters[facet].any || filters[facet].all);
      if (!values.size) continue;
      var lists = await this.loadFor(facet, values);
      var counts = new Uint8Array(this.total);
      values.forEach(function (value) {
        (lists.get(value) || []).forEach(function (pages) { pages.forEach(function (page) { counts[page] += 1; }); });
      });
      var needed = filters[facet].any ? 1 : values.size;
      marks.forEach(function (_, page) { if (counts[page] < needed) marks[page] = 0; });
    }
    return marks;
  };

  /**
   * Return how many of some pages have each value of a facet, or each frequent value. Others add a fraction, which is
   * no number of pages but puts the values that only they have in the order of their numbers.
   */
  Postings.prototype.count = async function (facet, isFrequent, numbers, others) {
    var marks = new Float64Array(this.total);
    others.forEach(function (number) { marks[number] = 1e-7; });
    numbers.forEach(function (number) { marks[number] = 1; });
    // Without a prototype: a venue may have the name "constructor".
    var counts = Object.create(null);
    (await (isFrequent ? this.loadFrequent(facet) : this.load(facet))).forEach(function (lists, value) {
      var count = 0;
      lists.forEach(function (pages) { for (var i = 0; i < pages.length; i += 1) count += marks[pages[i]]; });
      if (count) counts[value] = count;
    });
    return counts;
  };

  window.SitegenPostings = Postings;
})();
