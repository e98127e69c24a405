// What every page can do beyond HTML: colours, the search key, the topic filter, copying a citation.
// A classic script, so that it also runs from disk. Nothing here is needed to read.
(function () {
  "use strict";
  var root = document.documentElement;

  function isDark() {
    var scheme = root.dataset.scheme;
    return scheme ? scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function setUpScheme(button) {
    function show() {
      button.setAttribute("aria-pressed", String(isDark()));
    }
    button.hidden = false;
    show();
    button.addEventListener("click", function () {
      root.dataset.scheme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("sitegen.scheme", root.dataset.scheme);
      } catch (error) {
        // Storage may be closed to us (private windows, file://): the choice lasts for this page.
      }
      show();
    });
  }

  function isTyping(target) {
    return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  }

  function setUpSearchKey() {
    document.addEventListener("keydown", function (event) {
      var slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      var ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!ctrlK && (!slash || isTyping(event.target))) return;
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

  function setUpTagFilter(box) {
    var field = box.querySelector("input");
    var status = box.querySelector("[role=status]");
    var chips = Array.from(document.querySelectorAll(".sg-tags--index .sg-tag"));
    var names = chips.map(function (chip) {
      return chip.firstChild.textContent.trim().toLowerCase();
    });
    box.hidden = false;
    field.addEventListener("input", function () {
      var wanted = field.value.trim().toLowerCase();
      var shown = 0;
      chips.forEach(function (chip, i) {
        chip.hidden = !names[i].includes(wanted);
        if (!chip.hidden) shown += 1;
      });
      document.querySelectorAll(".sg-tags__letter").forEach(function (heading) {
        heading.hidden = !heading.nextElementSibling.querySelector(".sg-tag:not([hidden])");
      });
      status.textContent = wanted ? shown + " of " + chips.length + " topics" : "";
    });
  }

  function setUpCite(box) {
    if (!navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "sg-button";
    button.textContent = "Copy BibTeX";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(box.querySelector("pre").textContent).then(
        function () { button.textContent = "Copied"; },
        function () { button.textContent = "Copying was refused; select the text"; }
      );
    });
    box.appendChild(button);
  }

  /** A printed sheet names its address; where the site's is not known, the one it was read at. */
  function setUpAddress(line) {
    if (!line.textContent.trim()) line.textContent = location.href.split("#")[0];
  }

  function each(selector, setUp) {
    document.querySelectorAll(selector).forEach(setUp);
  }

  each("[data-sg-scheme]", setUpScheme);
  each("[data-sg-filter]", setUpTagFilter);
  each(".sg-cite", setUpCite);
  each(".sg-footer__address", setUpAddress);
  setUpSearchKey();
})();
