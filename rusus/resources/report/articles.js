// Articles as the view uses them, made from the records in the page or from the JSON that a command wrote.

import { countBelow, toUnits } from "./offsets.js";

const LONGEST = 200_000_000; // characters: four times what rusus reads of a file
const BODY = new Set(["paragraph", "list"]);

/** Returns the articles that stand in the page, each in a script element of its own. */
export function embeddedArticles() {
  const scripts = document.querySelectorAll('script[type="application/json"]');
  return Array.from(scripts, (script) => JSON.parse(script.textContent)).map(prepared);
}

/** Returns the articles in the text of a JSON or JSON Lines file; throws an Error with a sentence where it holds none. */
export function articlesOf(text, name) {
  const byFile = new Map();
  for (const record of parsed(text, name)) {
    const kind = kindOf(record);
    if (!kind) throw new Error(`${name} holds other JSON. Open what rusus claims, quotes, statistics or match wrote with --json.`);
    const file = record.file ?? name;
    if (!byFile.has(file)) byFile.set(file, { file, claims: [], quotes: [], statistics: [], matches: [] });
    byFile.get(file)[kind].push(record);
  }
  return [...byFile.values()].map((article) => prepared(withText(article)));
}

/** Returns articles of which those with the same file, from several files of records, are one. */
export function merged(articles) {
  const byFile = new Map();
  for (const { plain } of articles) {
    const known = byFile.get(plain.file);
    const both = known && ["claims", "quotes", "statistics", "matches"].map((kind) => [kind, [...known[kind], ...plain[kind]]]);
    byFile.set(plain.file, known ? { file: plain.file, ...Object.fromEntries(both) } : plain);
  }
  return [...byFile.values()].map((plain) => prepared(plain.text === undefined ? withText(plain) : plain));
}

function parsed(text, name) {
  try {
    const whole = JSON.parse(text);
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    try {
      return text.split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line));
    } catch {
      throw new Error(`${name} is no JSON. Open what rusus claims, quotes, statistics or match wrote with --json.`);
    }
  }
}

function kindOf(record) {
  if (typeof record !== "object" || record === null || typeof record.text !== "string") return null;
  if ("other_text" in record) return "matches";
  if ("tags" in record && "scores" in record) return "claims";
  if ("spans" in record) return "quotes";
  return "comparator" in record && record.sentence ? "statistics" : null;
}

/** Puts back together what the records tell of an article's text: where they say nothing, a gap is left. */
function withText(plain) {
  const article = withParts(plain);
  const known = [...article.claims, ...article.quotes, ...article.statistics.map((record) => record.sentence), ...article.matches]
    .filter((span) => Number.isInteger(span.start))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const pieces = [];
  const blocks = [];
  let end = 0;
  for (const span of known) {
    if (span.end > LONGEST) throw new Error(`${article.file} has an offset of ${span.end}: that is no place in an article.`);
    if (span.end <= end) continue;
    if (span.start > end || !blocks.length) {
      pieces.push(" ".repeat(Math.max(0, span.start - end)));
      const apart = span.start - end > 1 || !blocks.length;
      if (apart) blocks.push({ start: span.start, end: span.end, kind: span.block ?? "paragraph", gap: span.start - end > 3 });
    }
    pieces.push(Array.from(span.text).slice(Math.max(0, end - span.start)).join(""));
    end = span.end;
    blocks[blocks.length - 1].end = end;
  }
  return { ...article, text: pieces.join(""), blocks, partial: true };
}

/** Takes quotations and statistics out of the records of sentences, where they have no records of their own. */
function withParts(article) {
  const parts = (kind) => article.claims.flatMap((claim) =>
    (claim[kind] ?? []).map((part) => ({ ...part, line: claim.line, sentence: claim })));
  const once = (found) => [...new Map(found.map((part) => [`${part.start} ${part.end} ${part.kind}`, part])).values()];
  return {
    ...article,
    quotes: article.quotes.length ? article.quotes : once(parts("quotations")),
    statistics: article.statistics.length ? article.statistics : once(parts("statistics")),
  };
}

/** Adds to the plain records of an article what the view needs: UTF-16 places, and which record lies in which sentence. */
function prepared(plain) {
  const at = toUnits(plain.text);
  const placed = (span) => ({ ...span, from: at(span.start), to: at(span.end) });
  const worded = (record) => {
    const span = placed(record);
    return { ...span, text: record.text ?? plain.text.slice(span.from, span.to) };
  };
  const article = {
    plain,
    file: plain.file ?? "text",
    text: plain.text,
    date: plain.date ?? null,
    partial: plain.partial ?? false,
    extracted: Boolean(plain.offsets_in), // a web page: offsets and lines count in the text that was taken out of it
    blocks: plain.blocks.map(placed),
    quotes: plain.quotes.map((quote) => ({ ...worded(quote), spans: quote.spans.map(worded) })),
    numbers: plain.statistics.map(worded),
    matches: (plain.matches ?? []).map((match) => ({ ...worded(match), file: plain.file })),
  };
  article.sentences = (plain.claims.length ? plain.claims : sentencesFrom(plain)).map((record) => ({
    ...worded(record), quotes: [], numbers: [], matches: [],
  }));
  article.sentences.forEach((sentence, index) => { sentence.index = index; });
  assign(article);
  setStrengths(article.sentences);
  const headline = article.blocks.find((block) => block.kind === "headline");
  article.title = headline ? article.text.slice(headline.from, headline.to) : article.file;
  return article;
}

/** Sentences of an article of which only quotations, statistics or matches are known. */
function sentencesFrom(plain) {
  const spans = [
    ...plain.quotes.map((quote) => ({ start: quote.start, end: quote.end, tags: ["quote"] })),
    ...plain.statistics.map(({ sentence }) => ({ start: sentence.start, end: sentence.end, tags: ["statistic"] })),
    ...plain.matches.map(({ start, end, tag }) => ({ start, end, tags: tag ? [tag] : [] })),
  ].sort((one, other) => one.start - other.start);
  const made = [];
  for (const span of spans) {
    const last = made[made.length - 1];
    if (last && span.start < last.end) {
      last.end = Math.max(last.end, span.end);
      last.tags = [...new Set([...last.tags, ...span.tags])];
    } else made.push({ block: "paragraph", line: null, score: null, scores: {}, ...span });
  }
  return made;
}

function assign(article) {
  const starts = article.sentences.map((sentence) => sentence.from);
  for (const kind of ["quotes", "numbers", "matches"]) {
    for (const record of article[kind]) {
      let index = Math.max(0, countBelow(starts, record.from + 1) - 1);
      record.sentence = article.sentences[index] ?? null;
      for (; index < article.sentences.length && article.sentences[index].from < record.to; index += 1) {
        if (article.sentences[index].to > record.from) article.sentences[index][kind].push(record);
      }
    }
  }
}

/** Sets how strongly each claim is marked: 3 where it is among the first tenth to check, 2 in the first third, else 1.

    Most sentences of news hold a claim, and a page on which all are marked alike shows none. */
function setStrengths(sentences) {
  const order = sentences.filter(isListed).sort((one, other) => (other.score ?? 0) - (one.score ?? 0));
  order.forEach((sentence, rank) => {
    sentence.strength = rank < Math.max(3, order.length / 10) ? 3 : rank < order.length / 3 ? 2 : 1;
  });
}

/** True if a sentence stands in the body of its article and has a tag: what the lists show. */
export function isListed(sentence) {
  return sentence.tags.length > 0 && BODY.has(sentence.block);
}
