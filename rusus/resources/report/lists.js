// The lists beside the article: what to check first, who says what, and the numbers.

import { element, replace } from "./dom.js";
import { shownNumbers, shownQuotes, shownSentences } from "./filters.js";
import { counted, flat, scoreText, sizeOf, TAGS, tagsOf, valueText, whoOf, wordsOf } from "./wording.js";

// Rows that are drawn before the reader asks for more: with 500 articles a filter takes a fifth of the time.
const AT_ONCE = { list: 40, table: 100 };

/** Returns the three lists of an article by name; `link` gives the address of a sentence. */
export function listsOf(article, wanted, link, sorting) {
  return {
    "Check first": checkFirst(article, wanted, link),
    Speakers: speakers(article, wanted, link),
    Numbers: numbers(article, wanted, link, sorting),
  };
}

/** Returns lists of which one is shown, with tabs to choose; `choose` is called with the name of the one chosen. */
export function tabs(lists, chosen, choose) {
  const names = Object.keys(lists);
  const step = (event) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    event.preventDefault();
    const name = names[(names.indexOf(chosen) + move + names.length) % names.length];
    choose(name);
    document.getElementById(tabId(name)).focus();
  };
  return [
    element("div", { role: "tablist", "aria-label": "Lists", class: "tabs", keydown: step }, names.map((name) => element("button", {
      type: "button", role: "tab", id: tabId(name), "aria-controls": `${tabId(name)}-panel`,
      "aria-selected": String(name === chosen), tabindex: name === chosen ? 0 : -1, click: () => choose(name),
    }, name))),
    ...names.map((name) => element("section", {
      role: "tabpanel", id: `${tabId(name)}-panel`, "aria-labelledby": tabId(name), class: name === chosen ? "panel" : "panel waiting",
    }, element("h2", { class: "print-only" }, name), lists[name])),
  ];
}

function tabId(name) {
  return `tab-${name.toLowerCase().replace(" ", "-")}`;
}

function checkFirst(article, wanted, link) {
  const order = shownSentences(article, wanted).sort((one, other) => (other.score ?? 0) - (one.score ?? 0) || one.from - other.from);
  return longList("ol", "ranked", order, (sentence) => element("li", {},
    element("a", { href: link(sentence) },
      element("span", { class: "text" }, flat(sentence.text)),
      element("span", { class: "about" },
        element("span", { class: "score" }, scoreText(sentence.score)),
        tagsOf(sentence).map((tag) => element("span", { class: `dot ${tag}` }, TAGS[tag] ?? tag)),
        whoOf(sentence) ? element("span", { class: "who" }, flat(whoOf(sentence))) : null))));
}

function speakers(article, wanted, link) {
  const bySpeaker = new Map();
  for (const quote of shownQuotes(article, wanted)) {
    const who = flat(whoOf(quote) ?? "Nobody named");
    bySpeaker.set(who, [...(bySpeaker.get(who) ?? []), quote]);
  }
  const groups = [...bySpeaker].sort(([, one], [, other]) => other.length - one.length);
  return longList("ul", "speakers", groups, ([who, quotes]) => element("li", {},
    element("p", { class: "name" }, element("strong", {}, who), ` ${roleOf(quotes)}`, element("span", { class: "count" }, counted(quotes.length, "quote"))),
    element("ul", {}, quotes.map((quote) => element("li", {}, element("a", { href: link(quote.sentence), class: quote.kind },
      quote.spans.map((span) => flat(span.text)).join(" … ")))))));
}

function roleOf(quotes) {
  return quotes.map((quote) => quote.speaker_role).find(Boolean) ?? "";
}

const COLUMNS = [
  ["Value", (record) => sizeOf(record), (record) => valueText(record)],
  ["Unit", (record) => record.unit, (record) => record.unit],
  ["Of", (record) => wordsOf(record.of) ?? "", (record) => wordsOf(record.of) ?? ""],
  ["Period", (record) => wordsOf(record.period) ?? "", (record) => wordsOf(record.period) ?? ""],
  ["Line", (record) => record.line ?? 0, (record) => record.line ?? ""],
];

function numbers(article, wanted, link, sorting) {
  const records = shownNumbers(article, wanted);
  if (!records.length) return element("p", { class: "empty" }, "None here.");
  return sortedTable("Numbers", COLUMNS, records, sorting, (record, texts) => texts.map((text, index) =>
    element("td", { class: index === 0 ? "value" : null }, index === 0 ? element("a", { href: link(record.sentence) }, text || flat(record.text)) : text)));
}

/** Returns a table that is sorted by the column whose head the reader presses; `sorting` remembers which. */
export function sortedTable(name, columns, records, sorting, cells) {
  const table = element("table", { "aria-label": name });
  const rest = element("div", {});
  let most = AT_ONCE.table;
  const draw = () => {
    const value = columns.find(([title]) => title === sorting.column)?.[1];
    const compare = (one, other) => (typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other)));
    const order = value ? [...records].sort((one, other) => sorting.direction * compare(value(one), value(other))) : records;
    replace(table,
      element("thead", {}, element("tr", {}, columns.map(([title]) => element("th", {
        scope: "col", "aria-sort": title === sorting.column ? (sorting.direction > 0 ? "ascending" : "descending") : null,
      }, element("button", { type: "button", click: () => press(title) }, title))))),
      element("tbody", {}, order.slice(0, most).map((record) => element("tr", {}, cells(record, columns.map(([, , text]) => text(record)))))));
    replace(rest, order.length > most ? element("button", { type: "button", class: "more", click: showAll }, `Show ${order.length - most} more`) : null);
  };
  const showAll = () => {
    most = records.length;
    draw();
  };
  const press = (title) => {
    sorting.direction = sorting.column === title ? -sorting.direction : 1;
    sorting.column = title;
    draw();
    [...table.querySelectorAll("th button")].find((button) => button.textContent === title).focus();
  };
  draw();
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `${name}, table` }, table, rest);
}

function longList(name, kind, items, row) {
  if (!items.length) return element("p", { class: "empty" }, "None here.");
  const list = element(name, { class: kind }, items.slice(0, AT_ONCE.list).map(row));
  const rest = items.length - AT_ONCE.list;
  const all = rest > 0 ? element("button", { type: "button", class: "more", click: (event) => {
    event.currentTarget.remove();
    list.append(...items.slice(AT_ONCE.list).map(row));
  } }, `Show ${rest} more`) : null;
  return element("div", {}, list, all);
}
