// How scripts write numbers, and texts with values in them.
(function () {
  "use strict";
  /**
   * Write a number as the language does. Each page has small ones, and a browser takes 10 ms to load what writes
   * numbers: English and German do without below 1,000.
   */
  window.sitegenNumber = function (value) {
    return value < 1000 && /^(en|de)\b/.test(gettext.locale) ? String(value) : value.toLocaleString(gettext.locale);
  };
  /** Put values into the {places} of a text. */
  window.sitegenFill = function (text, values) {
    return text.replace(/\{(\w+)\}/g, function (_, name) {
      var value = values[name];
      return typeof value === "number" ? window.sitegenNumber(value) : value;
    });
  };
})();
