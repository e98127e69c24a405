// Ask a site's search page, print an object per query as a JSON list:
//   node ask.mjs chrome|firefox EXECUTABLE ADDRESS-OF-SEARCH-PAGE < QUERIES as a JSON list
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [browserName, executablePath, address] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(0, "utf8"));
const chromeArgs = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// Runs in the page: types a query at once, and waits until the list belongs to it.
const ask = async (query) => {
  const field = document.getElementById("sg-q");
  const count = document.getElementById("sg-count");
  const settled = async () => {
    while (!count.textContent) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  // A list that belongs to another query is always rendered again.
  count.textContent = "";
  const start = performance.now();
  field.value = query;
  field.dispatchEvent(new Event("input"));
  await settled();
  const milliseconds = performance.now() - start;
  const texts = (selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent);
  return {
    query, milliseconds, count: count.textContent, titles: texts("#sg-results .sg-list__title"),
    reading: document.getElementById("sg-read").textContent,
    suggestion: document.getElementById("sg-mean").textContent,
    missing: texts("#sg-results li:has(.sg-results__missing):last-child s"),
    marks: texts("#sg-results mark"),
  };
};

const browser = await puppeteer.launch({
  browser: browserName, executablePath, headless: true, protocolTimeout: 60_000,
  args: browserName === "chrome" ? chromeArgs : [],
});
try {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(address, { waitUntil: "load" });
  await page.waitForFunction(
    () => /\d/.test(document.getElementById("sg-count").textContent), { polling: 50 },
  );
  // The first query waits for Pagefind, which the list of all papers does without.
  await page.evaluate(ask, "papers");
  const answers = [];
  for (const query of queries) answers.push(await page.evaluate(ask, query));
  process.stdout.write(JSON.stringify({ answers, errors }));
} finally {
  await browser.close();
}
