// Data in scripts, which loader.js loads from disk too.
(function () {
  "use strict";
  var own = document.currentScript.src;

  /** Return the bytes that a text holds, 7 bits per character: see sitegen/search/script_bytes.py. */
  function decode(text) {
    var bytes = new Uint8Array(Math.floor(text.length * 7 / 8));
    var held = 0, bits = 0, at = 0;
    for (var i = 0; i < text.length; i += 1) {
      // At most 14 bits are not yet in a byte; those above them are, and drop out.
      held = held << 7 & 16383 | text.charCodeAt(i) & 127;
      bits += 7;
      if (bits >= 8) bytes[at++] = held >> (bits -= 8);
    }
    return bytes;
  }

  /** Decompress bytes of the format "deflate", which is zlib's, or "gzip". */
  async function inflate(bytes, format) {
    if (!window.DecompressionStream) {
      await window.sitegenLoad.once(new URL("asset:inflate.js", own), true);
      return window.sitegenInflate(bytes);
    }
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
    return new Uint8Array(await new Response(stream).arrayBuffer());
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

  window.sitegenScripts = { decode: decode, inflate: inflate, reader: reader };
})();
