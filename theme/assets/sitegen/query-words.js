// Words of queries that say how to read the others. Translations have the English words too: readers know them.
(function () {
  "use strict";
  // Of years: 2014 and later, later than 2014, up to 2014, earlier than 2014, between 2014 and 2016. What leads to the
  // name of a venue and then says nothing more; papers; what leads to a subject. What starts a question; what nearly
  // every paper has, so that it selects nothing. What starts a request, and what comes next: "show me", "papers about".
  var KINDS = "since later until earlier between pair leading papers opening question stop request object".split(" ");
  var sets = [
    gettext("since | after | until till | before | between from | to and until"),
    gettext("in at from by of the published presented proceedings year | paper papers article articles publication publications | by about on of from in at"),
    gettext("what how why when where which who whose do does did is are can could should | a an and are as at be by for from has in into is it its of on or that the their this to via was we with"),
    gettext("show give find tell paper papers article articles publication publications work research literature i looking | me about on that am need want for")
  ].join(" | ").split(" | ").map(function (words) { return new Set(words.split(" ")); });

  /** Return whether a word is of a kind, whatever its case. */
  window.sitegenIsWord = function (kind, word) { return sets[KINDS.indexOf(kind)].has((word || "").toLowerCase()); };
})();
