// Visit pages of a site and report what a site must not do, a JSON object per line and page:
//   node visit.mjs chrome|firefox EXECUTABLE SITE-ADDRESS < ADDRESSES, one per line
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [browserName, executablePath, base] = process.argv.slice(2);
const addresses = readFileSync(0, "utf8").split("\n");
const chromeArgs = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const SEARCH_TIMEOUT_MS = 60_000;

// Runs in the page, before its first script.
const watch = () => {
  window.policyViolations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective, blockedURI, sample } = event;
    window.policyViolations.push(`${effectiveDirective} ${blockedURI} ${sample}`);
  });
};

// Runs in the page, when it is complete.
const inspect = (base) => {
  const faults = window.policyViolations.map((text) => `violation: ${text}`);
  if (window.pwned !== undefined) faults.push("script: a payload ran");
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (/^(iframe|frame|object|embed|base|applet)$/.test(name)) faults.push(`element: ${name}`);
    if (name === "meta" && element.httpEquiv === "refresh") faults.push("element: meta refresh");
    if (name === "script" && element.src && !element.src.startsWith(base)) {
      faults.push(`script of another host: ${element.src}`);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) faults.push(`handler: ${attribute} of ${name}`);
      if (!/^(href|src|action|formaction|data|xlink:href)$/.test(attribute)) continue;
      // Browsers leave these signs out of an address.
      const scheme = value.replace(/[\0- ]/g, "").match(/^([a-z][a-z0-9+.-]*):/i);
      const isLink = name === "a" || name === "link";
      if (scheme && !(isLink ? /^(https?|mailto|file)$/i : /^(https?|file|data)$/i).test(scheme[1])) {
        faults.push(`address: ${name} ${attribute} ${value.slice(0, 100)}`);
      }
    }
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`width: ${scrollWidth} px in ${clientWidth}`);
  return faults;
};

const browser = await puppeteer.launch({
  browser: browserName, executablePath, headless: true, protocolTimeout: 120_000,
  args: browserName === "chrome" ? chromeArgs : [],
});
try {
  let faults = [];
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.evaluateOnNewDocument(watch);
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error}`));
  page.on("request", (request) => {
    const url = request.url();
    // Firefox requests an icon from the root of a server, whatever icon a page names.
    if (url === new URL("/favicon.ico", base).href) return;
    if (!url.startsWith(base) && !/^(data|blob|about):/.test(url)) faults.push(`request: ${url}`);
  });
  for (const address of addresses) {
    faults = [];
    await page.goto(base + address, { waitUntil: "load" });
    if (address.startsWith("search.html")) {
      await page.waitForFunction(
        () => /\S/.test(document.querySelector("#sg-count")?.textContent ?? "")
          && !document.querySelector("#sg-count").closest("[aria-busy=true]"),
        { timeout: SEARCH_TIMEOUT_MS, polling: 100 },
      ).catch((error) => faults.push(`search: ${error.message}`));
      // Firefox reports what a page still loads when it is left as an error of the next page.
      await page.waitForNetworkIdle({ idleTime: 300, timeout: 5000 }).catch(() => {});
    }
    faults.push(...await page.evaluate(inspect, base));
    process.stdout.write(`${JSON.stringify({ address, faults: [...new Set(faults)] })}\n`);
  }
} finally {
  await browser.close();
}
