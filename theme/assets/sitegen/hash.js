// The hash that says in which shard something is, as sitegen/text/hashing.py computes it.
window.sitegenHash = function (text) {
  "use strict";
  // FNV-1a with 32 bits. Source: Fowler, Noll and Vo, draft-eastlake-fnv-17.
  return new TextEncoder().encode(text).reduce(function (hash, byte) {
    return Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }, 0x811c9dc5);
};
