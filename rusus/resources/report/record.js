// The record of a sentence: what rusus says of it, and its exact words to copy.

import { element, replace } from "./dom.js";
import { counterpart } from "./matches.js";
import { flat, isKnown, scoreText, SCORES, TAGS, tagsOf, valueText, whoOf, wordsOf } from "./wording.js";

const MOST = 20; // parts of a kind

/** Fills `place` with the record of a sentence; `close` and `say` are called to close it and to tell what was done. */
export function showRecord(place, article, sentence, close, say) {
  const where = placeText(article, sentence);
  replace(place,
    element("header", { class: "record-head" },
      element("h2", {}, sentence.tags.length ? tagsOf(sentence).map((tag) => TAGS[tag] ?? tag).join(" · ") : "Untagged sentence"),
      element("span", { class: "where" }, sentence.line ? `line ${sentence.line}` : ""),
      element("button", { type: "button", class: "close", click: close }, "Close")),
    element("p", { class: "actions" },
      element("button", { type: "button", class: "copy", click: () => copy(`${sentence.text}\n${where}`, say) }, "Copy words and place"),
      element("button", { type: "button", class: "copy-json", click: () => copy(JSON.stringify(plainOf(article, sentence), null, 1), say) }, "Copy JSON")),
    standalone(article, sentence),
    attribution(sentence),
    scores(sentence),
    ...first(sentence.quotes, quotation),
    ...first(sentence.numbers, number),
    elsewhere(sentence),
    reasons(sentence));
}

/** Draws the first of many parts, and says how many there are besides: a hostile sentence can hold ten thousand numbers. */
function first(parts, draw) {
  const drawn = parts.slice(0, MOST).map((part) => draw(part));
  return parts.length > MOST ? [...drawn, element("p", { class: "empty" }, `and ${parts.length - MOST} more`)] : drawn;
}

/** Returns the file and the line of a sentence, as editors and compilers write them. */
export function placeText(article, sentence) {
  return sentence.line ? `${article.file}:${sentence.line}` : article.file;
}

async function copy(text, say) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page that is not served over https has no clipboard, and a browser may refuse it.
    const area = element("textarea", { class: "offscreen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say("Copied.");
}

function plainOf(article, sentence) {
  const record = article.plain.claims.find((each) => each.start === sentence.start) ?? {};
  return { file: article.file, ...record, text: sentence.text };
}

function rows(pairs) {
  const shown = pairs.filter(([, value]) => isKnown(value) && value !== "");
  if (!shown.length) return null;
  return element("dl", {}, shown.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

function attribution(sentence) {
  const who = whoOf(sentence);
  if (!who || sentence.quotes.length) return sentence.claim_kind ? rows([["Kind", sentence.claim_kind]]) : null;
  return rows([
    ["Kind", sentence.claim_kind],
    ["Said by", who],
    ["As written", wordsOf(sentence.source) === who ? null : wordsOf(sentence.source)],
    ["Cue", wordsOf(sentence.cue)],
  ]);
}

function scores(sentence) {
  const known = Object.entries(sentence.scores ?? {}).filter(([, score]) => typeof score === "number");
  if (!known.length) return null;
  const order = Object.keys(SCORES);
  known.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return element("dl", { class: "scores" }, known.flatMap(([name, score]) => [
    element("dt", {}, SCORES[name] ?? name),
    element("dd", {}, meter(score), scoreText(score)),
  ]));
}

function meter(share) {
  const bar = element("span", { class: "bar" });
  bar.style.width = `${Math.round(Math.max(0, Math.min(1, share)) * 100)}%`;
  return element("span", { class: "meter", "aria-hidden": "true" }, bar);
}

function quotation(quote) {
  const who = whoOf(quote);
  const sure = quote.speaker_probability;
  return element("section", { class: "part quote-part" },
    element("h3", {}, `${capital(quote.kind)} quote`),
    element("blockquote", {}, quote.spans.map((span) => flat(span.text)).join(" … ")),
    rows([
      ["Speaker", who ? [element("strong", {}, who), typeof sure === "number" ? ` (${scoreText(sure)})` : null] : "unknown"],
      ["Role", quote.speaker_role],
      ["As written", wordsOf(quote.source) === who ? null : wordsOf(quote.source)],
      ["Cue", wordsOf(quote.cue)],
      ["Type", quote.type],
      ["Probability", scoreText(quote.probability)],
    ]));
}

function number(record) {
  const period = [record.period_from, record.period_to].filter(Boolean).map((date) => String(date));
  return element("section", { class: "part number-part" },
    element("h3", {}, flat(record.text)),
    rows([
      ["Value", [element("strong", {}, valueText(record)), record.unit ? ` ${record.unit}` : null]],
      ["Of", wordsOf(record.of)],
      ["Period", wordsOf(record.period)],
      ["Dates", [...new Set(period)].join(" – ")],
      ["Kind", record.kind],
    ]));
}

/** The sentence with names and dates in brackets; each bracket says on hover what the article has there. */
function standalone(article, sentence) {
  if (!sentence.standalone?.text) return null;
  return element("section", { class: "part" },
    element("h3", {}, "With names put in"),
    element("blockquote", {}, bracketed(article, sentence.standalone)));
}

function bracketed(article, { text, pieces }) {
  const nodes = [];
  let at = 0;
  for (const piece of pieces) {
    const bracket = `[${piece.inserted}]`;
    const start = text.indexOf(bracket, at);
    if (start < 0) continue;
    nodes.push(text.slice(at, start), element("span", { class: "put-in", title: mentionOf(article, piece) }, bracket));
    at = start + bracket.length;
  }
  return [...nodes, text.slice(at)];
}

function mentionOf(article, { ours, mention_start: start, mention_end: end, probability }) {
  const from = start === undefined || start === null ? "from the date of the article" : `the article has: ${flat([...article.plain.text].slice(start, end).join(""))}`;
  return `${ours}: ${from} (probability ${probability.toFixed(2)})`;
}

function reasons(sentence) {
  if (!sentence.reasons?.length) return null;
  const most = Math.max(...sentence.reasons.map(({ weight }) => Math.abs(weight)));
  return element("details", { class: "part", open: true },
    element("summary", {}, "Why this score"),
    element("dl", { class: "scores" }, sentence.reasons.flatMap(({ feature, weight }) => [
      element("dt", {}, feature),
      element("dd", { class: weight < 0 ? "against" : "for" }, meter(Math.abs(weight) / most), `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)}`),
    ])));
}

function elsewhere(sentence) {
  if (!sentence.matches.length) return null;
  return element("section", { class: "part" }, element("h3", {}, "Elsewhere"), first(sentence.matches, counterpart));
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
