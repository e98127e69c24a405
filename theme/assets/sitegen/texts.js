// How scripts write texts: numbers, values in places, lists of names.
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
  /** Join names of people or topics, of which each keeps its direction, as isolate() in locale/direction.py does. */
  window.sitegenJoin = function (names, separator) {
    return names.map(function (name) {
      return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(name) ? "\u2068" + name + "\u2069" : name;
    }).join(separator);
  };
})();
