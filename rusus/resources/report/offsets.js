// rusus counts Unicode code points, JavaScript counts UTF-16 code units.

/** Returns a function from offsets in code points to offsets in UTF-16 code units of the same text. */
export function toUnits(text) {
  const astral = [];
  let points = 0;
  if (/[\ud800-\udbff][\udc00-\udfff]/.test(text)) {
    for (const character of text) {
      if (character.length === 2) astral.push(points);
      points += 1;
    }
  }
  return (offset) => offset + countBelow(astral, offset);
}

/** Returns how many of the sorted numbers are below a limit. */
export function countBelow(sorted, limit) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
