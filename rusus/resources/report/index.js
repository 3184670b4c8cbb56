// The list of articles, with counts.

import { element } from "./dom.js";
import { shownNumbers, shownQuotes, shownSentences } from "./filters.js";
import { sortedTable } from "./lists.js";
import { sparkline } from "./overview.js";
import { counted, flat, scoreText } from "./wording.js";

/** Returns the table of articles; `link` gives the address of one. */
export function indexView(articles, wanted, link, sorting) {
  const rows = articles.map((article) => {
    const sentences = shownSentences(article, wanted);
    return {
      article,
      claims: wanted.tags.has("claim") ? sentences.filter((sentence) => sentence.tags.includes("claim")).length : 0,
      quotes: shownQuotes(article, wanted).length,
      numbers: shownNumbers(article, wanted).length,
      matches: article.matches.length,
      top: sentences.reduce((most, sentence) => Math.max(most, sentence.score ?? 0), 0),
      shown: sentences.length,
    };
  }).filter((row) => row.shown || isUnfiltered(wanted));
  const columns = [
    ["Article", ({ article }) => flat(article.title), ({ article }) => flat(article.title)],
    ["Claims", (row) => row.claims, (row) => row.claims],
    ["Quotes", (row) => row.quotes, (row) => row.quotes],
    ["Numbers", (row) => row.numbers, (row) => row.numbers],
    ...(articles.some((article) => article.matches.length) ? [["Matches", (row) => row.matches, (row) => row.matches]] : []),
    ["Top score", (row) => row.top, (row) => scoreText(row.top)],
  ];
  return element("section", { class: "index", "aria-label": "Articles" },
    element("h2", {}, counted(rows.length, "article")),
    sortedTable("Articles", columns, rows, sorting, (row, texts) => texts.map((text, index) => (index === 0
      ? element("td", { class: "title" }, element("a", { href: link(row.article) }, text),
        row.article.title === row.article.file ? null : element("bdi", { class: "where" }, row.article.file), sparkline(row.article, wanted))
      : element("td", { class: "count" }, String(text))))));
}

function isUnfiltered(wanted) {
  return !wanted.speaker && !wanted.type && !wanted.words && !wanted.least;
}
