// Run Zotero's translators in a page. The npm package zotero-translators is Zotero's translation-server as a module
// for Node; here, the browser stands in for jsdom and its helpers.

/** Define what the package requires. */
window.prepareZotero = () => {
  const modules = {
    path: { resolve: (...parts) => parts.join("/") },
    url: { resolve: (base, address) => new URL(address, base).href },
    jsdom: { JSDOM: class { window = window; } },
    "wicked-good-xpath": { XPathResultType: XPathResult, install() {} },
    "w3c-xmlserializer/lib/XMLSerializer": { interface: XMLSerializer },
    "jsdom/lib/jsdom/living/generated/Attr": { interface: class {} },
    "jsdom/lib/jsdom/living/generated/Node": { interface: class {} },
    xregexp: (pattern, flags = "") => new RegExp(pattern.replace(/\\p([A-Z])/g, "\\p{$1}"), `${flags}u`),
  };
  window.require = (name) => modules[name] ?? {};
  // The package reads its version from a file in Base64.
  window.Buffer = () => "version>5.0.SOURCE</";
  window.exports = {};
};

/** Add the types that Zotero has had since the package was made, in version 6. */
window.updateZotero = () => {
  const isKnown = Zotero.Utilities.itemTypeExists;
  Zotero.Utilities.itemTypeExists = (type) => ["preprint", "dataset"].includes(type) || isKnown(type);
};

/** Do what a click on Zotero's button does, with all papers that it offers. */
window.saveByZotero = async (page) => {
  const translate = new Zotero.Translate.Web();
  translate.setDocument(page);
  // Of a page in a frame, Zotero asks few translators: let it be the window's.
  translate.setLocation(page.location.href, page.location.href);
  // Zotero's button has the first.
  const [translator] = await translate.getTranslators();
  if (!translator) return { label: null, items: [] };
  let titles = null;
  translate.setTranslator(translator);
  translate.setHandler("select", (_, items, choose) => {
    titles = Object.values(items);
    choose(items);
  });
  const items = await translate.translate({ libraryID: false });
  return {
    label: translator.label, type: translator.itemType, titles,
    // Attachments hold documents, which can't leave the page.
    items: items.map((item) => JSON.parse(JSON.stringify(item, (key, value) => key === "document" ? null : value))),
  };
};
