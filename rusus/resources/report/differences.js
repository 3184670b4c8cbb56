// Which words of two sentences differ.

// A number with its separators, a word with its inner apostrophes and points, or a sign that changes a number's meaning.
const WORD = /\p{N}+(?:[.,:/]\p{N}+)*(?:st|nd|rd|th)?|[\p{L}\p{M}\p{N}]+(?:['’.][\p{L}\p{M}\p{N}]+)*|[%$€£¥]/gu;
const MOST = 2000; // words; beyond, the middle counts as one change, so that a hostile text stays cheap

/** Returns both texts as lists of {text, changed}; case, marks and white space do not count. */
export function differing(ours, theirs) {
  const [left, right] = [wordsIn(ours), wordsIn(theirs)];
  const [keptLeft, keptRight] = common(left.map(key), right.map(key));
  return [stretches(ours, left, keptLeft), stretches(theirs, right, keptRight)];
}

function wordsIn(text) {
  return Array.from(text.matchAll(WORD), (found) => ({ text: found[0], from: found.index, to: found.index + found[0].length }));
}

function key(word) {
  return word.text.normalize("NFKC").toLowerCase().replace(/’/gu, "'");
}

/** Returns which words of both sides belong to a longest common subsequence. */
function common(ours, theirs) {
  const [left, right] = [new Set(), new Set()];
  let head = 0;
  while (head < Math.min(ours.length, theirs.length) && ours[head] === theirs[head]) { left.add(head); right.add(head); head += 1; }
  let [first, second] = [ours.length, theirs.length];
  while (first > head && second > head && ours[first - 1] === theirs[second - 1]) { first -= 1; second -= 1; left.add(first); right.add(second); }
  if (first - head > MOST || second - head > MOST) return [left, right];
  const width = second - head + 1;
  const lengths = new Uint16Array((first - head + 1) * width);
  const at = (one, other) => (one - head) * width + other - head;
  for (let one = first - 1; one >= head; one -= 1)
    for (let other = second - 1; other >= head; other -= 1)
      lengths[at(one, other)] = ours[one] === theirs[other] ? lengths[at(one + 1, other + 1)] + 1
        : Math.max(lengths[at(one + 1, other)], lengths[at(one, other + 1)]);
  for (let one = head, other = head; one < first && other < second;) {
    if (ours[one] === theirs[other]) { left.add(one); right.add(other); one += 1; other += 1; }
    else if (lengths[at(one + 1, other)] >= lengths[at(one, other + 1)]) one += 1;
    else other += 1;
  }
  return [left, right];
}

function stretches(text, words, kept) {
  const made = [];
  let place = 0;
  for (let index = 0; index < words.length; index += 1) {
    if (kept.has(index)) continue;
    let last = index;
    while (last + 1 < words.length && !kept.has(last + 1)) last += 1;
    made.push({ text: text.slice(place, words[index].from), changed: false }, { text: text.slice(words[index].from, words[last].to), changed: true });
    place = words[last].to;
    index = last;
  }
  made.push({ text: text.slice(place), changed: false });
  return made.filter((stretch) => stretch.text);
}
