// Features of every page: dark colours, abstracts in lists, the search key, rows that are links, what
// related papers contribute, previews.
// A classic script, because browsers refuse modules on file://. Pages can be read without it.
(function () {
  "use strict";
  var root = document.documentElement;
  var address = document.currentScript.src;

  function isDark() {
    var scheme = root.dataset.scheme;
    return scheme ? scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function store(name, value) {
    try {
      localStorage.setItem("sitegen." + name, value);
    } catch (error) {
      // Private windows and file:// may refuse storage: the choice lasts for this page.
    }
  }

  /** Let a button switch between two values of a choice; early.js restores it. */
  function setUpSwitch(button, name, isOn, on, off) {
    function showState() {
      button.setAttribute("aria-pressed", String(isOn()));
    }
    showState();
    button.addEventListener("click", function () {
      root.dataset[name] = isOn() ? off : on;
      store(name, root.dataset[name]);
      showState();
    });
  }

  function showsAbstracts() { return root.dataset.abstracts === "yes"; }

  /**
   * Open a paper on a click anywhere in its row. It is no link around the row, which screen readers
   * would read out as one long name, and in which no text could be selected.
   */
  function setUpRows() {
    document.addEventListener("click", function (event) {
      var row = event.target.closest(".sg-list li, .sg-results li, .sg-related li");
      var link = row && row.querySelector(".sg-list__title, .sg-list a, .sg-related a");
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
        location.href = document.querySelector(".sg-header__search").href;
      }
    });
  }

  // A paper may be called "constructor".
  var sentences = Object.create(null);
  var count = 0;
  // Each shard is a script that calls this function; count.js calls it with the number of shards.
  window.sitegenContributions = function (value) {
    if (typeof value === "number") count = value;
    else Object.assign(sentences, value);
  };

  function loadShard(name) {
    return window.sitegenLoad.once(new URL("../../contributions/" + name + ".js", address));
  }

  /** Return a promise of what a paper contributes, or of "". */
  window.sitegenContributions.load = function (id) {
    return loadShard("count").then(function () {
      return count && loadShard(window.sitegenHash(id) % count);
    }).catch(Boolean).then(function () { return sentences[id] || ""; });
  };

  /** Show what the paper of a row contributes, unless the page holds it. */
  function showContribution(item) {
    var link = item.querySelector("a");
    if (!link || link.matches(".sg-related__bare") || item.querySelector(".sg-related__line, .sg-list__snippet")) return;
    var id = decodeURIComponent(link.getAttribute("href").replace(/^.*\/|\.html$/g, ""));
    window.sitegenContributions.load(id).then(function (sentence) {
      if (sentence) addContribution(item, sentence); else releaseRoom(item);
    });
  }

  /** Give back the room of a sentence that a paper does not have. */
  function releaseRoom(item) {
    item.querySelector("a").classList.add("sg-related__bare");
  }

  /** Put the sentence below the title, or below the grey line; the style sheet has reserved its room. */
  function addContribution(item, sentence) {
    var isRelated = item.closest(".sg-related");
    var line = document.createElement("p");
    line.className = isRelated ? "sg-related__line" : "sg-list__snippet";
    line.lang = item.querySelector("a").lang;
    line.dir = "auto";
    line.textContent = sentence;
    var first = item.querySelector("p");
    if (isRelated && first) first.after(line); else item.append(line);
  }

  /** Load what papers contribute when their rows are about to be seen. */
  function setUpContributions(list) {
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        observer.unobserve(entry.target);
        showContribution(entry.target);
      });
    }, { rootMargin: "400px" });
    function start() {
      list.querySelectorAll("li").forEach(function (item) { observer.observe(item); });
    }
    if (list.matches(".sg-related") || showsAbstracts()) start();
    else each("[data-sg-abstracts]", function (button) { button.addEventListener("click", start, { once: true }); });
  }

  /** Copy a text; a button says whether the browser did. */
  window.sitegenCopy = function (text, button) {
    navigator.clipboard.writeText(text).then(
      function () { button.textContent = gettext("Copied"); },
      function () { button.textContent = gettext("Copying failed; select the text instead"); }
    );
  };

  function setUpExport(button) {
    button.addEventListener("click", function () {
      window.sitegenExports(button, function () { return window.sg.exports.open(button); });
    });
  }

  function load(name) { return window.sitegenLoad.once(new URL(name, address)); }

  /** Load the scripts that write citations, once, then call an action; a button says if that fails. */
  window.sitegenExports = function (button, action) {
    load("asset:citations.js").then(action).catch(function () {
      button.textContent = gettext("Loading failed; try again");
    });
  };

  /** Load the script of previews at the first link to a paper that the pointer or the focus reaches. */
  function setUpPreviews() {
    if (!matchMedia("(hover: hover)").matches) return;
    var papers = new URL("../../papers/", address).href;
    var tabbed = -Infinity;
    function preview(event) {
      var link = event.target.closest("main a");
      // A browser also moves the focus when the reader comes back to the window.
      if (!link || (event.type === "focusin" && event.timeStamp - tabbed > 500)) return;
      var name = link.href.startsWith(papers) && /^([^/?#]+)\.html$/.exec(link.href.slice(papers.length));
      if (!name || link.href === location.href.split("#")[0]) return;
      load("asset:previews.js").then(function () {
        if (link.matches(":hover, :focus")) window.sitegenPreview(link, decodeURIComponent(name[1]));
      }, Boolean);
    }
    document.addEventListener("mouseover", preview);
    document.addEventListener("focusin", preview);
    document.addEventListener("keydown", function (event) { if (event.key === "Tab" || event.key.startsWith("Arrow")) tabbed = event.timeStamp; });
  }

  /** Hide the header while the reader scrolls down, and show it on the way up. */
  function setUpHeader(header) {
    var last = scrollY;
    addEventListener("scroll", function () {
      // Fingers tremble, and phones bounce at both ends of a page.
      if (Math.abs(scrollY - last) < 10) return;
      root.classList.toggle("down", scrollY > Math.max(last, header.offsetHeight));
      last = scrollY;
    }, { passive: true });
    // Who jumps to a year or a letter may want to search there.
    addEventListener("hashchange", function () {
      last = scrollY;
      root.classList.remove("down");
    });
  }

  /** Print the address of the page: without a site URL, the one that it was read at. */
  function setUpAddress(line) {
    if (!line.textContent.trim()) line.textContent = location.href.split("#")[0];
  }

  function each(selector, setUp) {
    document.querySelectorAll(selector).forEach(setUp);
  }

  each(".sg-header__scheme", function (button) { setUpSwitch(button, "scheme", isDark, "dark", "light"); });
  each("[data-sg-abstracts]", function (button) { setUpSwitch(button, "abstracts", showsAbstracts, "yes", "no"); });
  each("[data-sg-export]", setUpExport);
  each(".sg-header", setUpHeader);
  each("[data-sg-shared]", setUpContributions);
  each(".sg-footer__address", setUpAddress);
  setUpRows();
  setUpPreviews();
  setUpSearchKey();
})();
