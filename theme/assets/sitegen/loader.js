// One way to load a script: browsers load classic scripts from disk too, where they refuse fetch and modules.
(function () {
  "use strict";
  // Several scripts of a page may hold this one.
  if (window.sitegenLoad) return;
  var loads = {};

  /**
   * Load a script.
   * @param {string|URL} address
   * @param {boolean} [isUrgent] whether a reader waits: browsers load added scripts after everything else
   * @returns {Promise} that it has run
   */
  function load(address, isUrgent) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      if (isUrgent) script.fetchPriority = "high";
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { script.remove(); reject(new Error("could not load " + address)); };
      document.head.append(script);
    });
  }

  /** Load a script once; after a failure, the next call tries again. */
  load.once = function (address, isUrgent) {
    if (!loads[address]) {
      loads[address] = load(address, isUrgent);
      loads[address].catch(function () { delete loads[address]; });
    }
    return loads[address];
  };

  window.sitegenLoad = load;
})();
