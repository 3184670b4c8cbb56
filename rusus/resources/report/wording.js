// How records are put into words: values, names, verdicts.

export const VERDICTS = {
  contradicts: "Contradicts",
  numbers_disagree: "Numbers disagree",
  quote_altered: "Quote altered",
  attribution_differs: "Attribution differs",
  close: "Close",
  same: "Same",
};

/** The verdicts that a reader wants to see first, the gravest before the others. */
export const VERDICT_ORDER = Object.keys(VERDICTS);

export const SCORES = {
  check_first: "Check first",
  claim: "Claim",
  check_worthy: "Check-worthy",
  opinion: "Opinion",
  subjective: "Subjective",
  prediction: "Prediction",
};

export const TAGS = { claim: "Claim", quote: "Quote", statistic: "Number" };

/** Returns the tags of a sentence in the order of TAGS. */
export function tagsOf(sentence) {
  return Object.keys(TAGS).filter((tag) => sentence.tags.includes(tag));
}

const GROUPED = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });
const SMALL = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const SCALES = [["trillion", 1e12], ["billion", 1e9], ["million", 1e6]];

/** True if a field holds something: records leave out what is null, or say so. */
export function isKnown(value) {
  return value !== null && value !== undefined;
}

/** Returns a number for reading: 96100000000 is "96.1 billion". */
export function numberText(number) {
  if (!isKnown(number)) return "";
  for (const [name, scale] of SCALES) {
    const scaled = Math.round((number / scale) * 1000) / 1000;
    if (Math.abs(number) >= scale && Math.abs(number) < 1e15 && scaled * scale === number) return `${scaled} ${name}`;
  }
  return (Math.abs(number) < 0.1 ? SMALL : GROUPED).format(number);
}

/** Returns the value of a statistic for reading: "96.1 billion → 14.9 billion", "5 – 7", "> 12". */
export function valueText(record) {
  if (isKnown(record.before) && isKnown(record.after)) return `${numberText(record.before)} → ${numberText(record.after)}`;
  if (isKnown(record.low) && isKnown(record.high)) return `${numberText(record.low)} – ${numberText(record.high)}`;
  const arrow = { up: "↑ ", down: "↓ " }[record.trend] ?? "";
  const comparator = record.comparator && record.comparator !== "=" ? `${record.comparator} ` : "";
  return arrow + comparator + numberText(record.value ?? record.after ?? record.low ?? record.high);
}

/** Returns the number by which statistics are ordered. */
export function sizeOf(record) {
  return record.value ?? record.after ?? record.high ?? record.low ?? record.before ?? 0;
}

/** Returns who is quoted, as resolved, else as written. */
export function whoOf(record) {
  return record.speaker ?? wordsOf(record.source) ?? null;
}

/** Returns the words of a span, or of what is a text already; null where there is none. */
export function wordsOf(span) {
  return !isKnown(span) ? null : typeof span === "string" ? span : span.text;
}

/** Returns a score with two decimals, or nothing. */
export function scoreText(score) {
  return typeof score === "number" ? score.toFixed(2) : "";
}

/** Returns "1 claim" or "3 claims". */
export function counted(count, noun, plural = `${noun}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : plural}`;
}

/** Returns white space as single spaces: lists show a text on one line. */
export function flat(text) {
  return text.replace(/\s+/gu, " ").trim();
}
