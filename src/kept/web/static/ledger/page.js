// Wires the check of a bundle into the page: a file is chosen or dropped, read here, judged in
// worker.js, and told. No file leaves the machine: nothing here sends anything.

import { LIMITS } from "./limits.js";
import { tell } from "./telling.js";

const PATIENCE = 120_000; // milliseconds that a check may take

const at = (id) => document.getElementById(id);
const read = (id) => JSON.parse(at(id)?.textContent || "{}");

function begin() {
  const words = read("ledger-check-words");
  const policies = read("ledger-policies");
  const state = { file: null, worker: null, timer: null };
  const run = () => judge(state, policies, words);
  const take = (file) => {
    if (!file) return;
    state.file = file;
    run();
  };
  at("ledger-check-file").addEventListener("change", (event) => take(event.target.files[0]));
  at("ledger-check-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (state.file) run();
    else at("ledger-check-file").focus();
  });
  at("ledger-check-own").addEventListener("input", choosesOwn);
  dropping(at("ledger-check-drop"), take);
  at("ledger-check-tool").hidden = false;
}

// Whoever pastes a policy wants it used.
function choosesOwn() {
  document.querySelector("input[name=ledger-check-policy][value=own]").checked = true;
}

function dropping(zone, take) {
  const over = (is) => (event) => {
    event.preventDefault();
    zone.classList.toggle("check-over", is);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    take(event.dataTransfer.files[0]);
  });
}

function chosen(policies) {
  const from = document.querySelector("input[name=ledger-check-policy]:checked")?.value;
  if (from === "own") return { policy: at("ledger-check-own").value.trim(), source: "own" };
  return { policy: policies[from] ?? null, source: "site" };
}

async function judge(state, policies, words) {
  stop(state);
  const show = (report) => {
    stop(state);
    shown(tell(report, words), words);
  };
  const unable = (code, values = {}) =>
    show({ outcome: "unable", reason: { code, ...values }, trust: null });
  const { policy, source } = chosen(policies);
  if (source === "own" && !policy) return unable("own-policy-empty");
  if (state.file.size > LIMITS.file) return unable("file-over", { most: LIMITS.file });
  announce(words.page.checking, true);
  const { file } = state;
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return unable("no-file");
  }
  if (file !== state.file) return;
  const own = policy && policy + "\n"; // a line cut off at the end in copying is whole again
  state.worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  state.timer = setTimeout(() => unable("took-long"), PATIENCE);
  state.worker.onmessage = ({ data }) => show(data);
  state.worker.onerror = () => unable("no-check");
  state.worker.postMessage({ bytes, policy: source === "own" ? own : policy, source }, [bytes.buffer]);
}

function stop(state) {
  clearTimeout(state.timer);
  state.worker?.terminate();
  state.worker = null;
}

// ── Telling ─────────────────────────────────────────────────────────────────────────────────────

function announce(text, busy) {
  at("ledger-check-status").textContent = text;
  at("ledger-check-result").setAttribute("aria-busy", String(busy));
  if (busy) at("ledger-check-result").hidden = true;
}

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

// A sign that ears are spared: the word beside it says the same.
function mark(sign) {
  const made = element("span", "check-mark", sign);
  made.setAttribute("aria-hidden", "true");
  return made;
}

function shown(told, words) {
  const result = at("ledger-check-result");
  result.className = "check-result check-" + told.outcome;
  const parts = [
    element("h3", "check-verdict", mark(told.mark), " ", told.word),
    element("p", "check-why", told.headline),
  ];
  if (told.advice) parts.push(element("p", "check-advice", told.advice));
  if (told.caveat) parts.push(element("p", "check-caveat", told.caveat));
  if (told.entries.length > 1) parts.push(entryTable(told.entries, words));
  if (told.lines.length) parts.push(checkList(told.lines, words));
  result.replaceChildren(...parts);
  result.hidden = false;
  announce(`${told.word}. ${told.headline}`, false);
}

const COLUMNS = ["index", "code", "what", "role", "recorded"];
const MOST_ROWS = 100;

function entryTable(entries, words) {
  const heads = COLUMNS.map((name) => element("th", "", words.page["column-" + name]));
  for (const head of heads) head.scope = "col";
  const rows = entries.slice(0, MOST_ROWS).map((entry) =>
    element("tr", "", ...COLUMNS.map((name) => element("td", "check-" + name, entry[name]))),
  );
  const caption = element("caption", "", words.page["entries-caption"]);
  const table = element("table", "check-entries", caption,
    element("thead", "", element("tr", "", ...heads)), element("tbody", "", ...rows));
  const around = element("div", "check-scroll", table);
  around.tabIndex = 0; // wide tables scroll, by keyboard too
  around.setAttribute("role", "region");
  around.setAttribute("aria-label", words.page["entries-caption"]);
  return around;
}

function checkList(lines, words) {
  const items = lines.map((line) =>
    element("li", "check-" + line.state,
      mark(line.mark), " ", element("span", "check-word", line.word), " ",
      element("strong", "check-name", line.check + words.page["check-colon"]), " ", element("span", "check-text", line.text)),
  );
  const summary = element("summary", "", words.page["all-checks"].replace("{count}", lines.length));
  const details = element("details", "check-all", summary, element("ul", "check-list", ...items));
  details.open = true;
  return details;
}

if (at("ledger-check")) begin();
