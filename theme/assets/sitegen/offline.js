// Search on file://, where browsers refuse fetch, modules and workers but load classic scripts; in large collections
// servers deliver the scripts too.
// sitegen/search/offline.py writes a script for each file of the index, which calls take().
(function () {
  "use strict";
  var base = new URL("pagefind/", document.baseURI);
  // What Pagefind's files start with, once they are decompressed.
  var SIGNATURE = "pagefind_dcd";
  // Contents of files as texts, by their paths in the index; those of pages by the number of their script.
  var contents = {};

  function loadScript(name) { return window.sitegenLoad.once(new URL("offline/" + name, base), true); }

  /** Return the bytes of a file of the index; the data of several pages is in one script. */
  async function readBytes(path) {
    var page = /^(.*)fragment\/(.*)\/(\d+)\.pf_fragment$/.exec(path);
    var pack = page && Math.floor(page[3] / offline.pack);
    if (page) path = page[1] + "fragments/" + page[2] + "/" + pack;
    await loadScript(path.replace(/\//g, "-") + ".js");
    var bytes = window.sitegenScripts.decode(contents[page ? page[1] + "fragments/" + pack : path]);
    if (!page) return bytes;
    var pages = JSON.parse(new TextDecoder().decode(await window.sitegenScripts.inflate(bytes, "deflate")));
    return new TextEncoder().encode(SIGNATURE + JSON.stringify(pages[page[3] % offline.pack]));
  }

  var offline = {
    // Fragments per script; pagefind.js sets the number that offline.py used.
    pack: 1,
    script: new URL("pagefind.js", base).href,
    take: function (path, text) { contents[path] = text; },

    /** Replace fetch, for files of the index only. */
    fetch: async function (address) {
      var url = new URL(address, base);
      // Decode both: browsers encode some characters of a folder's name in one of them only.
      var path = decodeURIComponent(url.pathname).slice(decodeURIComponent(base.pathname).length);
      return window.sitegenFragments.inflated(new Response(await readBytes(path)));
    },

    /** Return the engine with the layout of its volumes, as import("pagefind.js") does. */
    load: async function () {
      await loadScript("pagefind.js");
      return Object.assign({}, offline.engine, offline.volumes);
    }
  };

  window.sitegenOffline = offline;
})();
