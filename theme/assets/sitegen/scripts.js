// Data in scripts: browsers load classic scripts from disk too, where they refuse fetch.
(function () {
  "use strict";

  /** Load a script; return a promise that its content has been handed over. */
  function load(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      // Browsers load added scripts after everything else, but results wait for these.
      script.fetchPriority = "high";
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { script.remove(); reject(new Error("could not load " + address)); };
      document.head.append(script);
    });
  }

  function decode(base64) {
    return Uint8Array.from(atob(base64), function (letter) { return letter.charCodeAt(0); });
  }

  /** Return a reader of the numbers in some bytes (LEB128) from a position, which it moves. */
  function reader(bytes, at) {
    return {
      at: at,
      next: function () {
        var value = 0;
        for (var shift = 0; ; shift += 7) {
          var byte = bytes[this.at++];
          value += (byte & 127) * Math.pow(2, shift);
          if (byte < 128) return value;
        }
      }
    };
  }

  window.sitegenScripts = { load: load, decode: decode, reader: reader };
})();
