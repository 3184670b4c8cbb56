// The page: which view is shown, what is chosen in it, and what the keyboard does.

import { articlesOf, embeddedArticles, merged } from "./articles.js";
import { byId, element, replace } from "./dom.js";
import { everything, shownSentences, showFilters } from "./filters.js";
import { indexView } from "./index.js";
import { listsOf, tabs } from "./lists.js";
import { matchesView } from "./matches.js";
import { overview, showWindow } from "./overview.js";
import { reading, showMarks, summary } from "./reading.js";
import { showRecord } from "./record.js";
import { counted } from "./wording.js";

const state = {
  articles: [],
  wanted: everything(),
  view: null, // "articles", "article" or "matches"
  article: null,
  sentence: null,
  list: "Check first",
  fading: null, // the timer that takes a message away
  sorting: { articles: { column: "", direction: 1 }, numbers: { column: "", direction: 1 } },
};

const addressOf = (article, sentence) => `#${state.articles.indexOf(article) + 1}${sentence ? `.${sentence.index + 1}` : ""}`;

function start() {
  byId("open").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", (event) => openFiles(event.target.files));
  window.addEventListener("hashchange", follow);
  window.addEventListener("scroll", drawWindow, { passive: true });
  window.addEventListener("resize", drawWindow, { passive: true });
  document.addEventListener("keydown", onKey);
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    openFiles(event.dataTransfer.files);
  });
  byId("main").addEventListener("click", onClick);
  show(embeddedArticles());
}

function show(articles) {
  Object.assign(state, { articles, wanted: everything(), article: null, sentence: null, view: null });
  follow();
}

async function openFiles(files) {
  try {
    const read = await Promise.all(Array.from(files, async (file) => articlesOf(await file.text(), file.name)));
    const articles = merged(read.flat());
    if (!articles.length) throw new Error("There is no record in that file.");
    history.replaceState(null, "", "#");
    byId("title").textContent = document.title = Array.from(files, (file) => file.name).join(", ");
    show(articles);
    say(`${counted(articles.length, "article")} opened.`);
  } catch (error) {
    say(error.message);
  }
}

/** Shows what the address names: #matches, #3 (the third article), #3.12 (its twelfth sentence), else the start. */
function follow() {
  const { articles } = state;
  const [number, sentence] = location.hash.slice(1).split(".").map(Number);
  const article = articles[number - 1] ?? (articles.length === 1 ? articles[0] : null);
  const view = location.hash === "#matches" ? "matches" : article ? "article" : "articles";
  const changed = view !== state.view || (view === "article" && article !== state.article);
  Object.assign(state, { view, article: view === "article" ? article : null });
  state.sentence = state.article?.sentences[sentence - 1] ?? null;
  if (changed) draw();
  else refresh();
  if (state.sentence) reveal(state.sentence);
  else if (changed) window.scrollTo(0, 0);
}

function draw() {
  const { view, article, articles } = state;
  document.body.dataset.view = view;
  const matched = articles.some((each) => each.matches.length);
  const views = [
    articles.length > 1 ? ["articles", "#", `Articles (${articles.length})`] : null,
    article ? ["article", addressOf(article), "Article"] : articles.length === 1 ? ["article", "#1", "Article"] : null,
    matched ? ["matches", "#matches", `Matches (${articles.reduce((sum, each) => sum + each.matches.length, 0)})`] : null,
  ].filter(Boolean);
  replace(byId("views"), ...(views.length > 1 ? views.map(([name, href, text]) => element("a", { href, "aria-current": name === view ? "page" : null }, text)) : []));
  byId("side").hidden = view !== "article";
  byId("filters").hidden = !articles.length;
  showFilters(article ? [article] : articles, state.wanted, refresh);
  if (article) {
    const root = reading(article);
    root.prepend(element("p", { class: "summary" }, summary(article)));
    root.append(element("p", { class: "keys" }, "Keys in the article: ↓ and ↑ go from sentence to sentence, c copies, Escape closes the record."));
    replace(byId("main"), root);
  }
  refresh();
}

/** Draws again what the filters and the choice decide; the text of the article stays as it is. */
function refresh() {
  const { view, article, articles, wanted, sorting } = state;
  replace(byId("overview"), article ? overview(article, wanted, choose) : null);
  if (view === "matches") replace(byId("main"), matchesView(articles, wanted, (each, match) => addressOf(each, match.sentence), chooseVerdict));
  if (view === "articles") {
    replace(byId("main"), articles.length ? indexView(articles, wanted, (each) => addressOf(each), sorting.articles)
      : element("p", { class: "empty" }, "No article here yet. Open what rusus claims, quotes, statistics or match wrote with --json, or drop the files on this page."));
  }
  if (article) {
    showMarks(byId("main"), article, wanted, state.sentence);
    drawLists();
    drawRecord();
    drawWindow();
  }
}

function drawLists() {
  const link = (sentence) => addressOf(state.article, sentence);
  const lists = listsOf(state.article, state.wanted, link, state.sorting.numbers);
  replace(byId("lists"), ...tabs(lists, state.list, (name) => {
    state.list = name;
    drawLists();
  }));
}

function drawRecord() {
  const place = byId("record");
  place.hidden = !state.sentence;
  document.body.classList.toggle("with-record", Boolean(state.sentence));
  if (state.sentence) showRecord(place, state.article, state.sentence, leave, say);
}

function choose(sentence) {
  history.replaceState(null, "", addressOf(state.article, sentence));
  state.sentence = sentence;
  showMarks(byId("main"), state.article, state.wanted, sentence);
  drawRecord();
  reveal(sentence);
}

function chooseVerdict(verdict) {
  const pressed = document.activeElement.dataset.verdict;
  state.wanted.verdict = verdict;
  refresh();
  byId("main").querySelector(`[data-verdict="${pressed}"]`)?.focus();
}

function leave() {
  const { article, sentence } = state;
  history.replaceState(null, "", addressOf(article));
  state.sentence = null;
  showMarks(byId("main"), article, state.wanted, null);
  drawRecord();
  spanOf(sentence)?.focus({ preventScroll: true });
}

function reveal(sentence) {
  const span = spanOf(sentence);
  if (!span) return;
  const box = span.getBoundingClientRect();
  const top = byId("overview").getBoundingClientRect().bottom;
  const sheet = byId("record").getBoundingClientRect();
  const bottom = sheet.width > window.innerWidth * 0.9 ? sheet.top : window.innerHeight; // the sheet covers the lower half
  if (box.top < top + 20 || box.bottom > bottom - 20) window.scrollBy(0, box.top - Math.max(top + 20, (top + bottom - box.height) / 2));
  span.tabIndex = 0;
  span.focus({ preventScroll: true });
}

function spanOf(sentence) {
  return byId("main").querySelector(`[data-sentence="${sentence.index}"]`);
}

function drawWindow() {
  if (!state.article) return;
  const text = byId("main").getBoundingClientRect();
  const top = byId("overview").getBoundingClientRect().bottom;
  const share = (place) => Math.max(0, Math.min(1, (place - text.top) / text.height));
  showWindow(byId("overview"), share(top), share(window.innerHeight));
}

function onClick(event) {
  const span = event.target.closest("[data-sentence]");
  if (span && !String(getSelection())) choose(state.article.sentences[span.dataset.sentence]);
}

/** In the article: arrows, j and k go from sentence to sentence, Enter shows its record, c copies it, Escape closes it. */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !state.article) return;
  const within = event.target.closest?.("[data-sentence], #record");
  if (event.key === "Escape" && state.sentence) leave();
  if (!within) return;
  const step = { ArrowDown: 1, ArrowRight: 1, j: 1, ArrowUp: -1, ArrowLeft: -1, k: -1 }[event.key];
  const span = event.target.closest("[data-sentence]");
  if (step) go(step, span);
  else if (event.key === "c") byId("record").querySelector(".copy")?.click();
  else if (span && (event.key === "Enter" || event.key === " ")) choose(state.article.sentences[span.dataset.sentence]);
  else return;
  event.preventDefault();
}

function go(step, span) {
  const shown = shownSentences(state.article, state.wanted);
  const current = span ? state.article.sentences[span.dataset.sentence] : state.sentence;
  const next = step > 0 ? shown.find((sentence) => sentence.index > current.index) : shown.findLast((sentence) => sentence.index < current.index);
  if (next) choose(next);
}

function say(text) {
  byId("status").textContent = text;
  clearTimeout(state.fading);
  state.fading = setTimeout(() => { byId("status").textContent = ""; }, 5000);
}

start();
