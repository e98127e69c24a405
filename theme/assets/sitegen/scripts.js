// Data in scripts, which loader.js loads from disk too.
(function () {
  "use strict";

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

  window.sitegenScripts = { decode: decode, reader: reader };
})();
