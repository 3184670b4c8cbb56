// What other articles, or known claims, say instead: pairs side by side, the disagreements first.

import { differing } from "./differences.js";
import { element } from "./dom.js";
import { counted, flat, scoreText, VERDICT_ORDER, VERDICTS } from "./wording.js";

const AT_ONCE = 100; // pairs that are drawn before the reader asks for more

/** Returns the view of all matches of some articles; `link` gives the address of a match's place, `choose` takes a verdict. */
export function matchesView(articles, wanted, link, choose) {
  const worded = articles.flatMap((article) => article.matches.map((match) => ({ match, article })))
    .filter(({ match }) => !wanted.words || `${match.text} ${match.other_text}`.toLowerCase().includes(wanted.words));
  const all = worded.filter(({ match }) => !wanted.verdict || match.verdict === wanted.verdict)
    .sort((one, other) => rank(one.match) - rank(other.match) || other.match.score - one.match.score);
  const view = element("section", { class: "matches", "aria-label": "Matches" },
    element("h2", {}, counted(all.length, "match", "matches")),
    worded.length ? element("div", { class: "verdicts", role: "group", "aria-label": "Verdicts" }, verdictCounts(worded.map(({ match }) => match), wanted, choose))
      : element("p", { class: "empty" }, "No match. Make the page with --against to see what other articles say."));
  const list = element("div", {});
  const more = (first) => {
    list.append(...all.slice(first, first + AT_ONCE).map(({ match, article }) => pair(match, link(article, match))));
    if (first + AT_ONCE < all.length) {
      list.append(element("button", { type: "button", class: "more", click: (event) => {
        event.currentTarget.remove();
        more(first + AT_ONCE);
      } }, `Show ${Math.min(AT_ONCE, all.length - first - AT_ONCE)} more`));
    }
  };
  more(0);
  view.append(list);
  return view;
}

/** Returns a match as two columns of words. */
function pair(match, href) {
  const [ours, theirs] = differing(match.text, match.other_text);
  return element("div", { class: `pair ${match.verdict}` },
    verdictLine(match),
    element("div", { class: "sides" }, side(match.file, href, ours), otherSide(match, theirs)));
}

/** Returns what the other article says, for where our own words stand already. */
export function counterpart(match) {
  const [, theirs] = differing(match.text, match.other_text);
  return element("div", { class: `pair ${match.verdict}` }, verdictLine(match), otherSide(match, theirs));
}

function verdictLine(match) {
  return element("p", { class: "verdict" },
    element("strong", {}, VERDICTS[match.verdict] ?? match.verdict),
    differenceText(match.differences ?? []),
    element("span", { class: "number-score", title: "Probability that both say the same thing" }, scoreText(match.score)));
}

function otherSide(match, stretches) {
  return side(match.other_title ?? match.other_file ?? match.other_id, null, stretches, rating(match));
}

function rank(match) {
  const place = VERDICT_ORDER.indexOf(match.verdict);
  return place < 0 ? VERDICT_ORDER.length : place;
}

function verdictCounts(matches, wanted, choose) {
  return VERDICT_ORDER.map((verdict) => [verdict, matches.filter((match) => match.verdict === verdict).length])
    .filter(([, count]) => count)
    .map(([verdict, count]) => element("button", {
      type: "button", class: "tally", "data-verdict": verdict, "aria-pressed": String(wanted.verdict === verdict),
      click: () => choose(wanted.verdict === verdict ? "" : verdict),
    }, element("strong", {}, String(count)), ` ${VERDICTS[verdict].toLowerCase()}`));
}

function differenceText(differences) {
  if (!differences.length) return null;
  const shown = differences.map(({ kind, ours, theirs }) => `${kind}: ${flat(ours || "nothing")} | ${flat(theirs || "nothing")}`);
  return element("span", { class: "differences" }, shown.join("; "));
}

function side(name, href, stretches, extra = null) {
  const words = stretches.map(({ text, changed }) => (changed ? element("mark", {}, text) : text));
  return element("div", { class: "side" },
    element("p", { class: "where" }, href ? element("a", { href }, element("bdi", {}, name)) : element("bdi", {}, name ?? "")),
    element("blockquote", {}, words),
    extra);
}

/** What the archive says of a known claim: its rating, its date and a link to it, where the address is one of the web. */
function rating(match) {
  const web = /^https?:\/\//iu.test(match.other_url ?? "");
  const parts = [
    match.other_rating ? element("strong", {}, match.other_rating) : null,
    match.other_date ?? null,
    web ? element("a", { href: match.other_url, rel: "noreferrer noopener", target: "_blank" }, "Read the check") : match.other_url ?? null,
  ].filter(Boolean);
  return parts.length ? element("p", { class: "rating" }, parts.flatMap((part, index) => (index ? [" · ", part] : [part]))) : null;
}
