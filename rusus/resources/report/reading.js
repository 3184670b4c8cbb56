// The article as it reads, with what was found marked in its place.

import { isListed } from "./articles.js";
import { element } from "./dom.js";
import { isShown } from "./filters.js";
import { countBelow } from "./offsets.js";
import { counted } from "./wording.js";

const ELEMENTS = { headline: "h2", subheading: "h3" };

/** Returns the article as an element; each sentence is a span with its number in data-sentence. */
export function reading(article) {
  const spans = article.quotes.flatMap((quote) => quote.spans.map((span) => ({ ...span, quote })));
  const marks = { sentences: indexed(article.sentences), spans: indexed(spans), numbers: indexed(article.numbers) };
  return element("article", { class: article.partial ? "reading partial" : "reading", "aria-label": article.title },
    article.blocks.flatMap((block) => [
      block.gap ? element("p", { class: "gap" }, "[…]") : null,
      element(ELEMENTS[block.kind] ?? "p", { class: `block ${block.kind}` }, blockNodes(article.text, block, marks)),
    ]),
    article.sentences.length ? null : element("p", { class: "empty" }, "Nothing was found here."));
}

/** Marks which sentences are shown; the first of them, or the chosen one, takes the keyboard's focus. */
export function showMarks(root, article, wanted, chosen) {
  for (const tag of ["claim", "quote", "statistic"]) root.classList.toggle(`without-${tag}`, !wanted.tags.has(tag));
  let stop = null;
  for (const span of root.querySelectorAll("[data-sentence]")) {
    const sentence = article.sentences[span.dataset.sentence];
    const shown = isListed(sentence) && isShown(sentence, wanted);
    span.classList.toggle("out", !shown);
    span.tabIndex = -1;
    if (sentence === chosen) span.setAttribute("aria-current", "true");
    else span.removeAttribute("aria-current");
    if (sentence === chosen || (shown && !stop)) stop = span;
  }
  if (stop) stop.tabIndex = 0;
}

/** Returns a line that says what an article holds. */
export function summary(article) {
  const words = article.text.split(/\s+/u).filter(Boolean).length;
  const file = article.title === article.file ? null : article.file;
  const parts = [article.date, file, article.partial ? null : counted(words, "word"), article.extracted ? "lines of the extracted text" : null];
  return parts.filter(Boolean).join(" · ");
}

function blockNodes(text, block, marks) {
  const nodes = [];
  let place = block.from;
  for (const sentence of within(marks.sentences, block)) {
    const [from, to] = [Math.max(sentence.from, place), Math.min(sentence.to, block.to)];
    if (from >= to) continue;
    if (from > place) nodes.push(text.slice(place, from));
    nodes.push(sentenceNode(text, sentence, from, to, marks));
    place = to;
  }
  if (place < block.to) nodes.push(text.slice(place, block.to));
  return nodes;
}

function sentenceNode(text, sentence, from, to, marks) {
  const hull = { from, to };
  const items = [...within(marks.spans, hull), ...within(marks.numbers, hull)].sort((one, other) => one.from - other.from);
  const classes = isListed(sentence) && sentence.tags.includes("claim") ? `sentence claim strength-${sentence.strength}` : "sentence";
  const tagged = isListed(sentence);
  return element("span", { class: classes, "data-sentence": sentence.index, role: tagged ? "button" : null, tabindex: tagged ? -1 : null },
    pieces(text, from, to, items));
}

/** Cuts a sentence where a quotation or a number begins or ends: each piece lies in the same ones from end to end. */
function pieces(text, from, to, items) {
  const edges = new Set([from, to, ...items.flatMap((item) => [item.from, item.to])]);
  const cuts = [...edges].filter((cut) => cut >= from && cut <= to).sort((one, other) => one - other);
  let next = 0;
  let open = [];
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index];
    while (next < items.length && items[next].from <= start) open.push(items[next++]);
    open = open.filter((item) => item.to > start);
    const names = open.map(({ quote }) => (quote ? `quote ${quote.kind}` : "number"));
    const piece = text.slice(start, end);
    return names.length ? element("span", { class: [...new Set(names)].join(" ") }, piece) : piece;
  });
}

/** Returns items with what finds those of a stretch quickly: where each begins, and how far any up to it reaches. */
function indexed(items) {
  const sorted = [...items].sort((one, other) => one.from - other.from || one.to - other.to);
  let end = 0;
  const reach = sorted.map((item) => { end = Math.max(end, item.to); return end; });
  return { sorted, reach, starts: sorted.map((item) => item.from) };
}

/** Returns the items that overlap a stretch, in the order of the text. */
function within({ sorted, reach, starts }, { from, to }) {
  let first = countBelow(starts, from);
  while (first > 0 && reach[first - 1] > from) first -= 1;
  return sorted.slice(first, countBelow(starts, to)).filter((item) => item.to > from);
}
