// Leads from an identifier in the address to the paper: go.html#doi:10.1000/1, #arxiv:1706.03762, #key:name.
(function () {
  "use strict";
  var sg = window.sg;
  var box = document.querySelector("[data-sg-go]");
  var status = box.querySelector("[role=status]");

  /** Decode a part of an address, which others may have written by hand. */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (error) {
      return text;
    }
  }

  async function go() {
    var text = decoded(location.hash.slice(1)).trim();
    if (!text) return;
    status.textContent = window.sitegenFill(gettext("Looking for {text} …"), { text: text });
    try {
      var ids = await sg.records.find([text]);
      // Not an entry of the history: Back would lead here, and on again.
      if (ids.has(text)) return location.replace("papers/" + encodeURIComponent(ids.get(text)) + ".html");
      var link = document.createElement("a");
      link.href = "search.html?q=" + encodeURIComponent(text.replace(/^(?:doi|arxiv|key):/i, ""));
      link.textContent = gettext("Search for it");
      status.replaceChildren(window.sitegenFill(gettext("No paper of this collection is known as {text}."), { text: text }) + " ", link);
    } catch (error) {
      status.textContent = window.sitegenFill(gettext("This failed: {error}."), { error: error.message });
    }
  }

  addEventListener("hashchange", go);
  go();
})();
