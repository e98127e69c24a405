// Search on file://, where browsers refuse fetch, modules and workers but load classic scripts.
// sitegen/search/offline.py writes a script for each file of the index, which calls take().
(function () {
  "use strict";
  var base = new URL("pagefind/", document.baseURI);
  // Promises of scripts that load or have loaded, by their names.
  var scripts = {};
  // Contents of files as texts, by their paths in the index.
  var contents = {};

  function loadScript(name) { return window.sitegenLoad(new URL("offline/" + name, base), true); }

  /** Return the name of the script that holds a file; fragments are packed by their numbers. */
  function scriptOf(path) {
    var fragment = /^(?:(v\d+)\/)?fragment\/.*\/(\d+)\.pf_fragment$/.exec(path);
    if (fragment) {
      return (fragment[1] ? fragment[1] + "-" : "") + "fragments-" + Math.floor(fragment[2] / offline.pack) + ".js";
    }
    return path.replace(/\//g, "-") + ".js";
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
      var script = scriptOf(path);
      if (!(path in contents)) await (scripts[script] = scripts[script] || loadScript(script));
      var bytes = window.sitegenScripts.decode(contents[path]);
      return window.sitegenFragments.inflated(new Response(bytes));
    },

    /** Return the engine with the layout of its volumes, as import("pagefind.js") does. */
    load: async function () {
      await loadScript("pagefind.js");
      return Object.assign({}, offline.engine, offline.volumes);
    }
  };

  window.sitegenOffline = offline;
})();
