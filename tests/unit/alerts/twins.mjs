// Parse queries with the scripts of the search page; print the results as JSON:
//   node twins.mjs < {"queries": [...], "fields": {"years": [...], "venues": [...]}, "counts": {...}, "texts": {...}}
import { readFileSync } from "node:fs";

globalThis.window = {};
const folder = new URL("../../../theme/assets/sitegen/", import.meta.url);
const { queries, fields, counts, texts } = JSON.parse(readFileSync(0, "utf8"));
globalThis.gettext = (text) => texts[text];
for (const name of ["query-words.js", "queries.js", "fields.js"]) {
  (0, eval)(readFileSync(new URL(name, folder), "utf8"));
}
const results = queries.map((text) => {
  const { words, phrases, excluded } = window.sitegenQueries.parse(text);
  const reading = window.sitegenFields.read(text, fields, (word) => counts[word] || 0, () => true);
  return {
    words, phrases, excluded,
    id: window.sitegenQueries.readId(text),
    isSentence: window.sitegenQueries.isSentence(text),
    selective: words.filter(window.sitegenQueries.isSelective),
    reading: reading && [reading.filters.venue || [], reading.filters.year || [], reading.rest],
  };
});
process.stdout.write(JSON.stringify(results));
