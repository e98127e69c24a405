// Decompress zlib's format (RFC 1950, 1951) where the browser can't.
(function () {
  "use strict";
  // Base and further bits of lengths and distances: RFC 1951, 3.2.5.
  var LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  var LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  // Order in which the lengths of the codes of code lengths are written.
  var ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  var ZLIB_HEADER = 2;
  var END = 256;

  /** Return a canonical code: how many symbols each length has, and the symbols in the order of their codes. */
  function code(lengths) {
    var counts = new Array(16).fill(0);
    lengths.forEach(function (length) { counts[length] += 1; });
    counts[0] = 0;
    var symbols = [];
    for (var size = 1; size < 16; size += 1) {
      lengths.forEach(function (length, symbol) { if (length === size) symbols.push(symbol); });
    }
    return { counts: counts, symbols: symbols };
  }

  function fixedCodes() {
    return [
      code(Array.from({ length: 288 }, function (_, i) { return i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8; })),
      code(new Array(30).fill(5))
    ];
  }

  window.sitegenInflate = function (bytes) {
    var at = ZLIB_HEADER, held = 0, count = 0;
    var output = [];

    function bits(n) {
      while (count < n) {
        held |= bytes[at++] << count;
        count += 8;
      }
      var value = held & (1 << n) - 1;
      held >>>= n;
      count -= n;
      return value;
    }

    function symbol(table) {
      var value = 0, first = 0, index = 0;
      for (var size = 1; ; size += 1) {
        value |= bits(1);
        if (value - first < table.counts[size]) return table.symbols[index + value - first];
        index += table.counts[size];
        first = first + table.counts[size] << 1;
        value <<= 1;
      }
    }

    /** Read the codes that a block starts with. */
    function readCodes() {
      var nLengths = bits(5) + 257, nDistances = bits(5) + 1, nCodes = bits(4) + 4;
      var lengths = new Array(19).fill(0);
      for (var i = 0; i < nCodes; i += 1) lengths[ORDER[i]] = bits(3);
      var table = code(lengths);
      lengths = [];
      while (lengths.length < nLengths + nDistances) {
        var value = symbol(table);
        if (value < 16) lengths.push(value);
        else {
          var repeated = value === 16 ? lengths[lengths.length - 1] : 0;
          var times = value === 16 ? 3 + bits(2) : value === 17 ? 3 + bits(3) : 11 + bits(7);
          while (times--) lengths.push(repeated);
        }
      }
      return [code(lengths.slice(0, nLengths)), code(lengths.slice(nLengths))];
    }

    function readStored() {
      held = count = 0;
      var length = bytes[at] | bytes[at + 1] << 8;
      for (at += 4; length; length -= 1) output.push(bytes[at++]);
    }

    function readBlock(codes) {
      for (var value = symbol(codes[0]); value !== END; value = symbol(codes[0])) {
        if (value < END) output.push(value);
        else {
          var length = LENGTHS[value - 257] + bits(LENGTH_BITS[value - 257]);
          var distance = symbol(codes[1]);
          // Two codes per number of further bits, from the third pair on.
          var more = Math.max(0, (distance >> 1) - 1);
          distance = distance < 4 ? distance + 1 : ((2 + (distance & 1)) << more) + 1 + bits(more);
          for (; length; length -= 1) output.push(output[output.length - distance]);
        }
      }
    }

    for (var isLast = false; !isLast;) {
      isLast = bits(1) === 1;
      var type = bits(2);
      if (type === 0) readStored();
      else readBlock(type === 1 ? fixedCodes() : readCodes());
    }
    return Uint8Array.from(output);
  };
})();
