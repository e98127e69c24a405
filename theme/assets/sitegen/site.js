// Features of every page: dark colours, abstracts in lists, the search key, rows that are links, the
// topic filter, copying a citation.
// A classic script, because browsers refuse modules on file://. Pages can be read without it.
(function () {
  "use strict";
  var root = document.documentElement;

  function isDark() {
    var scheme = root.dataset.scheme;
    return scheme ? scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function setUpScheme(button) {
    function showState() {
      button.setAttribute("aria-pressed", String(isDark()));
    }
    showState();
    button.addEventListener("click", function () {
      root.dataset.scheme = isDark() ? "light" : "dark";
      store("scheme", root.dataset.scheme);
      showState();
    });
  }

  function store(name, value) {
    try {
      localStorage.setItem("sitegen." + name, value);
    } catch (error) {
      // Private windows and file:// may refuse storage: the choice lasts for this page.
    }
  }

  /** Let a button show and hide the abstracts of lists; early.js restores the choice. */
  function setUpAbstracts(button) {
    function showState() {
      button.setAttribute("aria-pressed", String(root.dataset.abstracts === "yes"));
    }
    showState();
    button.addEventListener("click", function () {
      root.dataset.abstracts = root.dataset.abstracts === "yes" ? "no" : "yes";
      store("abstracts", root.dataset.abstracts);
      showState();
    });
  }

  /**
   * Open a paper on a click anywhere in its row. It is no link around the row, which screen readers
   * would read out as one long name, and in which no text could be selected.
   */
  function setUpRows() {
    document.addEventListener("click", function (event) {
      var row = event.target.closest(".sg-list li, .sg-results li, .sg-related li");
      var link = row && row.querySelector(".sg-list__title, .sg-related__link");
      if (!link || event.target.closest("a, button") || String(getSelection())) return;
      // A new event, so that a click with Ctrl or Shift opens a new tab or window.
      link.dispatchEvent(new MouseEvent("click", {
        bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey, shiftKey: event.shiftKey
      }));
    });
  }

  function isTyping(target) {
    return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  }

  /** Let "/" and Ctrl+K (Command+K) move to the search field, or to the search page. */
  function setUpSearchKey() {
    document.addEventListener("keydown", function (event) {
      var isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      var isCtrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      // In a field, a slash is text.
      if (!isCtrlK && (!isSlash || isTyping(event.target))) return;
      event.preventDefault();
      var field = document.querySelector("[data-sg-hotkey]");
      if (field) {
        field.focus();
        field.select();
      } else {
        location.href = document.querySelector("[data-sg-search-link]").href;
      }
    });
  }

  /** Filter the topics of the topic index while the reader types. */
  function setUpTagFilter(box) {
    var field = box.querySelector("input");
    var status = box.querySelector("[role=status]");
    var chips = Array.from(document.querySelectorAll(".sg-tags--index .sg-tag"));
    // The first child is the name, the second the number of papers.
    var names = chips.map(function (chip) {
      return chip.firstChild.textContent.trim().toLowerCase();
    });
    field.addEventListener("input", function () {
      var query = field.value.trim().toLowerCase();
      var count = 0;
      chips.forEach(function (chip, i) {
        chip.hidden = !names[i].includes(query);
        if (!chip.hidden) count += 1;
      });
      // Hide the letters that have no topic left.
      document.querySelectorAll(".sg-tags__letter").forEach(function (heading) {
        heading.hidden = !heading.nextElementSibling.querySelector(".sg-tag:not([hidden])");
      });
      status.textContent = query ? count + " of " + chips.length + " topics" : "";
    });
  }

  /** Add a button that copies a citation below its text. */
  function setUpCopy(citation) {
    // Browsers have no clipboard for pages over plain http.
    if (!navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "sg-button";
    button.textContent = "Copy BibTeX";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(citation.textContent).then(
        function () { button.textContent = "Copied"; },
        function () { button.textContent = "Copying failed; select the text instead"; }
      );
    });
    citation.after(button);
  }

  /** Print the address of the page: without a site URL, the one that it was read at. */
  function setUpAddress(line) {
    if (!line.textContent.trim()) line.textContent = location.href.split("#")[0];
  }

  function each(selector, setUp) {
    document.querySelectorAll(selector).forEach(setUp);
  }

  each("[data-sg-scheme]", setUpScheme);
  each("[data-sg-abstracts]", setUpAbstracts);
  each("[data-sg-filter]", setUpTagFilter);
  each(".sg-cite__text", setUpCopy);
  each(".sg-footer__address", setUpAddress);
  setUpRows();
  setUpSearchKey();
})();
