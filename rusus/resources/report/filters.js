// What the reader wants to see, and which sentences, quotations and statistics that leaves.

import { isListed } from "./articles.js";
import { byId, element, replace } from "./dom.js";
import { flat, scoreText, whoOf } from "./wording.js";

const CHANNELS = { claim: "Claims", quote: "Quotes", statistic: "Numbers" };

/** Returns the state in which everything is shown. */
export function everything() {
  return { tags: new Set(Object.keys(CHANNELS)), speaker: "", type: "", verdict: "", least: 0, words: "" };
}

/** True if a sentence is to be shown. */
export function isShown(sentence, wanted) {
  return (
    sentence.tags.some((tag) => wanted.tags.has(tag)) &&
    (wanted.least === 0 || (sentence.score ?? 0) >= wanted.least) &&
    (!wanted.speaker || speakersOf(sentence).includes(wanted.speaker)) &&
    (!wanted.type || sentence.quotes.some((quote) => typeOf(quote) === wanted.type)) &&
    (!wanted.words || lowered(sentence).includes(wanted.words))
  );
}

/** Returns the sentences of an article's body that are to be shown. */
export function shownSentences(article, wanted) {
  return article.sentences.filter((sentence) => isListed(sentence) && isShown(sentence, wanted));
}

/** Returns the quotations that are to be shown: those of the right speaker and type in a sentence that is. */
export function shownQuotes(article, wanted) {
  if (!wanted.tags.has("quote")) return [];
  return article.quotes.filter(
    (quote) =>
      quote.sentence && isShown(quote.sentence, wanted) &&
      (!wanted.speaker || whoOf(quote) === wanted.speaker) &&
      (!wanted.type || typeOf(quote) === wanted.type),
  );
}

/** Returns the statistics that are to be shown: those in a sentence that is. */
export function shownNumbers(article, wanted) {
  if (!wanted.tags.has("statistic")) return [];
  return article.numbers.filter((number) => number.sentence && isShown(number.sentence, wanted));
}

/** The attribution type of a quotation, or where it has none its kind. */
export function typeOf(quote) {
  return quote.type ?? quote.kind;
}

/** The text of a sentence in small letters, kept for the next letter that the reader types. */
function lowered(sentence) {
  sentence.lowered ??= sentence.text.toLowerCase();
  return sentence.lowered;
}

function speakersOf(sentence) {
  return [sentence.speaker, ...sentence.quotes.map(whoOf)];
}

/** Fills the filter bar for some articles; `changed` is called when the reader changes `wanted`. */
export function showFilters(articles, wanted, changed) {
  const quotes = articles.flatMap((article) => article.quotes);
  const speakers = [...new Set([...quotes.map(whoOf), wanted.speaker].filter(Boolean))].map(flat).sort((one, other) => one.localeCompare(other));
  const types = [...new Set([...quotes.map(typeOf), wanted.type].filter(Boolean))].sort();
  const scored = articles.some((article) => article.sentences.some((sentence) => typeof sentence.score === "number"));
  const change = (key) => (event) => { wanted[key] = event.target.value; changed(); };
  replace(
    byId("filters"),
    element("div", { class: "channels", role: "group", "aria-label": "Show" },
      Object.entries(CHANNELS).map(([tag, name]) => channel(tag, name, articles, wanted, changed))),
    element("button", { type: "button", class: "more-filters", "aria-expanded": "false", click: unfold }, "Filters"),
    speakers.length ? choice("Speaker", "Everybody", speakers, wanted.speaker, change("speaker")) : null,
    types.length > 1 ? choice("Type", "All", types, wanted.type, change("type")) : null,
    scored ? least(wanted, changed) : null,
    element("label", {}, "Words ", element("input", {
      type: "search", id: "words", autocomplete: "off", value: wanted.words, size: 10,
      input: (event) => { wanted.words = event.target.value.toLowerCase(); changed(); },
    })),
  );
}

/** On a narrow screen the filters other than the three tags are folded away. */
function unfold(event) {
  const open = byId("filters").classList.toggle("unfolded");
  event.currentTarget.setAttribute("aria-expanded", String(open));
}

function channel(tag, name, articles, wanted, changed) {
  const count = articles.reduce((sum, article) => sum + countOf(article, tag), 0);
  return element("button", {
    type: "button", class: `channel ${tag}`, "aria-pressed": String(wanted.tags.has(tag)),
    click: (event) => {
      if (!wanted.tags.delete(tag)) wanted.tags.add(tag);
      event.currentTarget.setAttribute("aria-pressed", String(wanted.tags.has(tag)));
      changed();
    },
  }, element("span", { class: "swatch" }), `${name} `, element("span", { class: "count" }, count.toLocaleString("en")));
}

function countOf(article, tag) {
  if (tag === "quote") return article.quotes.length;
  if (tag === "statistic") return article.numbers.length;
  return article.sentences.filter((sentence) => isListed(sentence) && sentence.tags.includes("claim")).length;
}

function choice(name, all, values, chosen, change) {
  return element("label", {}, `${name} `, element("select", { change, "data-filter": name.toLowerCase() },
    element("option", { value: "" }, all),
    values.map((value) => element("option", { value, selected: value === chosen }, value))));
}

function least(wanted, changed) {
  const shown = element("output", {}, scoreText(wanted.least));
  return element("label", {}, "Score from ", element("input", {
    type: "range", id: "least", min: 0, max: 1, step: 0.05, value: wanted.least,
    input: (event) => { wanted.least = Number(event.target.value); shown.value = scoreText(wanted.least); changed(); },
  }), shown);
}
