// The overview picture: where claims, quotations and numbers stand in an article, and how high the claims score.

import { drawing, element } from "./dom.js";
import { shownNumbers, shownQuotes, shownSentences } from "./filters.js";
import { counted } from "./wording.js";

const WIDTH = 1000;
const CLAIMS = 30; // height of the row of claims; quotations and numbers stand in thin rows below it
const HEIGHT = 48;

/** Returns the picture; `go` is called with a sentence when the reader clicks on its place. */
export function overview(article, wanted, go) {
  const claims = wanted.tags.has("claim") ? shownSentences(article, wanted).filter((sentence) => sentence.tags.includes("claim")) : [];
  const quotes = shownQuotes(article, wanted);
  const numbers = shownNumbers(article, wanted);
  const label = `Overview: ${counted(claims.length, "claim")}, ${counted(quotes.length, "quote")}, ${counted(numbers.length, "number")} in the order of the text`;
  const picture = drawing("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": label },
    drawing("title", {}, "Click to go there"),
    drawing("rect", { class: "window", x: 0, y: 0, width: 0, height: HEIGHT }),
    ...shapes(article, claims, quotes, numbers));
  if (!go) return picture;
  return element("div", { class: "strip", click: (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * article.text.length;
    const near = nearest(article.sentences, place);
    if (near) go(near);
  } }, picture);
}

/** Returns a small picture for a row of the list of articles. */
export function sparkline(article, wanted) {
  return drawing("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: "spark", "aria-hidden": "true" },
    ...shapes(article, wanted.tags.has("claim") ? shownSentences(article, wanted) : [], shownQuotes(article, wanted), shownNumbers(article, wanted)));
}

/** Shows in the picture which part of the text is on the screen, from `first` to `last`, both from 0 to 1. */
export function showWindow(picture, first, last) {
  const window = picture?.querySelector(".window");
  if (!window) return;
  window.setAttribute("x", first * WIDTH);
  window.setAttribute("width", Math.max(0, last - first) * WIDTH);
}

function shapes(article, claims, quotes, numbers) {
  const place = (offset) => ((offset / Math.max(1, article.text.length)) * WIDTH).toFixed(1);
  const bar = (item, top, height, least) =>
    `M${place(item.from)} ${top.toFixed(1)}h${Math.max(least, ((item.to - item.from) / Math.max(1, article.text.length)) * WIDTH - 1).toFixed(1)}v${height.toFixed(1)}H${place(item.from)}z`;
  const high = (sentence) => 3 + (sentence.score ?? 0.5) * (CLAIMS - 3);
  return [
    drawing("path", { class: "claim", d: claims.map((item) => bar(item, CLAIMS - high(item), high(item), 1)).join("") }),
    drawing("path", { class: "quote", d: quotes.flatMap((quote) => quote.spans).map((item) => bar(item, CLAIMS + 2, 4, 1)).join("") }),
    drawing("path", { class: "statistic", d: numbers.map((item) => bar(item, CLAIMS + 8, 6, 3)).join("") }),
  ];
}

function nearest(sentences, place) {
  const distance = (sentence) => Math.max(sentence.from - place, place - sentence.to, 0);
  return sentences.reduce((best, each) => (best === null || distance(each) < distance(best) ? each : best), null);
}
