// The data of pages by their numbers, without Pagefind: what a question shows is ready before Pagefind is.
// The header of the index of words says where the data is (sitegen/search/pagefind.py).
(function () {
  "use strict";
  // What each file of Pagefind's starts with, once it is decompressed.
  var SIGNATURE = "pagefind_dcd";

  /** Return the text of a file that may be gzipped: a server may have decompressed it. */
  async function decompress(buffer) {
    var bytes = new Uint8Array(buffer);
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }

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
      var response = await (offline ? offline.fetch : fetch)(base + path);
      if (!response.ok) throw new Error("could not load page " + number);
      var text = await decompress(await response.arrayBuffer());
      var data = JSON.parse(text.slice(text.startsWith(SIGNATURE) ? SIGNATURE.length : 0));
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

  window.sitegenFragments = { open: open };
})();
