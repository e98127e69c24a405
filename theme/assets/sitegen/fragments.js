// The data of pages by their numbers, without Pagefind: what a question shows is ready before Pagefind is.
// The header of the index of words says where the data is (sitegen/search/pagefind.py).
(function () {
  "use strict";
  // What each file of Pagefind's starts with, once it is decompressed.
  var SIGNATURE = "pagefind_dcd";

  /** Return the answer for a file without gzip's compression: a server may have decompressed it. */
  async function inflated(response) {
    var bytes = new Uint8Array(await response.arrayBuffer());
    var isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b && window.DecompressionStream;
    return new Response(isPacked ? await window.sitegenScripts.inflate(bytes, "gzip") : bytes, response);
  }

  /** Return the content of a file of Pagefind's. */
  async function read(base, path, offline) {
    var response = await (offline ? offline.fetch : fetch)(base + path);
    if (!response.ok) throw new Error("could not load " + path);
    var bytes = new Uint8Array(await (await inflated(response)).arrayBuffer());
    var isSigned = new TextDecoder().decode(bytes.subarray(0, SIGNATURE.length)) === SIGNATURE;
    return isSigned ? bytes.subarray(SIGNATURE.length) : bytes;
  }

  /**
   * Replace fetch in pagefind.js, see sitegen/search/pagefind.py: browsers decompress ten times as fast as its script,
   * which leaves what is decompressed as it is.
   */
  window.sitegenFetch = async function (address) { return inflated(await fetch(address)); };

  /**
   * Return a function that loads the data of a page, which agrees with Pagefind's but for the excerpt.
   * @param {string} base the address of the index
   * @param {{size: number, folders: string[], pack: number}} layout the maximum number of pages in a
   *   volume, the folder of the data of each volume, and pages per script
   * @param {Object|null} offline sitegenOffline, if the data is in scripts
   * @returns {null|function(number): Promise<Object>} null if the browser can't decompress
   */
  function open(base, layout, offline) {
    if (!window.DecompressionStream || !layout) return null;
    // Promises by number.
    var loaded = new Map();
    if (offline) offline.pack = layout.pack;

    async function load(number) {
      var path = layout.folders[Math.floor(number / layout.size)] + "/" + number % layout.size + ".pf_fragment";
      var data = JSON.parse(new TextDecoder().decode(await read(base, path, offline)));
      return Object.assign(data, { url: ("/" + data.url).replace(/^\/+/, "/"), content: data.content.replace(/\u200b/g, "") });
    }

    return function (number) {
      if (!loaded.has(number)) {
        loaded.set(number, load(number));
        // After a failed request, try again the next time.
        loaded.get(number).catch(function () { loaded.delete(number); });
      }
      return loaded.get(number);
    };
  }

  window.sitegenFragments = { open: open, read: read, inflated: inflated };
})();
