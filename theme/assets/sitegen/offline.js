// Search on file://, where browsers refuse fetch, modules and workers but load classic scripts.
// sitegen/search/offline.py writes a script beside each file of the index: it calls take().
(function () {
  "use strict";
  var base = new URL("pagefind/", document.baseURI);
  var waiting = {};
  var taken = {};

  function add(name) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = new URL("offline/" + name, base).href;
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { reject(new Error(name + " can't be read")); };
      document.head.append(script);
    });
  }

  /** The script that holds a file: fragments are packed by their numbers. */
  function scriptOf(path) {
    var fragment = /^(?:(v\d+)\/)?fragment\/.*\/(\d+)\.pf_fragment$/.exec(path);
    if (fragment) {
      return (fragment[1] ? fragment[1] + "-" : "") + "fragments-" + Math.floor(fragment[2] / offline.pack) + ".js";
    }
    return path.replace(/\//g, "-") + ".js";
  }

  function bytes(text) {
    var raw = atob(text);
    var out = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i += 1) out[i] = raw.charCodeAt(i);
    return out;
  }

  var offline = {
    pack: 1,
    script: new URL("pagefind.js", base).href,
    take: function (path, text) { taken[path] = text; },

    /** A stand-in for fetch, for files of the index alone. */
    fetch: async function (address) {
      var url = new URL(address, base);
      var path = decodeURIComponent(url.pathname).slice(decodeURIComponent(base.pathname).length);
      var script = scriptOf(path);
      if (!(path in taken)) await (waiting[script] = waiting[script] || add(script));
      var data = bytes(taken[path]);
      return {
        ok: true,
        status: 200,
        arrayBuffer: async function () { return data.buffer; },
        json: async function () { return JSON.parse(new TextDecoder().decode(data)); },
        text: async function () { return new TextDecoder().decode(data); }
      };
    },

    /** Return the engine, as importing pagefind.js does elsewhere. */
    load: async function () {
      await add("pagefind.js");
      return Object.assign({}, offline.engine, offline.volumes);
    }
  };

  window.sitegenOffline = offline;
})();
