// A report of check.js in words. It touches no page: what it returns is text, to be set as text.
//
// `words` is what the page carries: { lang, months, day, first, page, checks, verdicts, reasons,
// types, grades, findings }, all of it sentences with {places} for values.

const SHORT = 12; // digits of a hash that are told
const MARKS = { holds: "✔", fails: "✘", open: "•" };
const OUTCOME_MARKS = { accepted: "✔", refused: "✘", unable: "?" };

const ADVICE = {
  "two-histories": "advice-guilt",
  "history-breaks": "advice-guilt",
  "log-key-differs": "advice-policy",
  "note-nobody": "advice-policy",
  "policy-missing": "advice-policy",
  "policy-differs": "advice-policy",
  "quorum-missed": "advice-quorum",
  "nothing-here": "advice-file",
  "not-a-zip": "advice-file",
  "zip-entry": "advice-file",
  "file-damaged": "advice-file",
  "file-too-large": "advice-file",
  "too-large": "advice-file",
  "own-policy": "advice-own-policy",
  "own-policy-line": "advice-own-policy",
  "own-policy-empty": "advice-own-policy",
};

export function tell(report, words) {
  const { outcome, reason, findings = [], entries = [] } = report;
  const why = reason ? sentence(reason, words) : "";
  return {
    outcome,
    mark: OUTCOME_MARKS[outcome],
    word: words.page["outcome-" + outcome],
    headline: outcome === "accepted" ? accepted(report, words) : why,
    caveat: (outcome === "accepted" && words.page["caveat-" + report.trust]) || "",
    advice: reason ? words.page[adviceOn(outcome, reason.code)] : "",
    lines: findings.map((finding) => line(finding, words)),
    entries: outcome === "accepted" ? entries.map((entry) => row(entry, words)) : [],
  };
}

const adviceOn = (outcome, code) =>
  ADVICE[code] ?? (outcome === "unable" ? "advice-unable" : "advice-changed");

function accepted(report, words) {
  const grade = words.grades[report.grade] ?? words.page["no-grade"];
  const values = { origin: report.origin, count: report.entries.length, grade };
  if (report.entries.length !== 1) return fill(words.page["accepted-several"], values, words);
  const [entry] = report.entries;
  const { index, role, code } = entry;
  const told = { ...values, index, role, code, type: entry.type, recorded: recorded(entry, words) };
  return fill(words.page["accepted-one"], told, words);
}

function recorded({ after, until }, words) {
  const which = until === null ? "untimed" : after === null ? "before" : "between";
  return fill(words.page["recorded-" + which], { after, until }, words);
}

function row(entry, words) {
  return {
    index: number(entry.index, words),
    code: entry.code,
    what: words.types[entry.type] ?? entry.type,
    role: entry.role,
    recorded: recorded(entry, words),
  };
}

function line(finding, words) {
  return {
    state: finding.verdict,
    mark: MARKS[finding.verdict],
    word: words.verdicts[finding.verdict],
    check: words.checks[finding.check] ?? finding.check,
    text: sentence(finding, words),
  };
}

const sentence = (finding, words) =>
  fill(words.findings[finding.code] ?? finding.code, finding, words);

const fill = (template, values, words) =>
  template.replace(/\{([a-z_]+)\}/g, (place, name) =>
    Object.hasOwn(values, name) ? told(name, values[name], words) : "…",
  );

function told(name, value, words) {
  if (["after", "until"].includes(name)) return value === null ? "…" : instant(value, words);
  if (name === "entry") return String(value).slice(0, SHORT) + "…";
  if (name === "reason") return words.reasons[value] ?? String(value);
  if (name === "type") return words.types[value] ?? String(value);
  if (name === "grade") return words.grades[value] ?? String(value);
  if (Array.isArray(value)) return value.map(plain).join(", ");
  return typeof value === "number" ? number(value, words) : plain(value);
}

// A name out of the bundle: nothing in it may turn the line around or break it.
const plain = (value) => String(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�").slice(0, 200);

const number = (value, words) => new Intl.NumberFormat(words.lang).format(value);

function instant(seconds, words) {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return `${seconds} s`;
  const day = (at.getUTCDate() === 1 ? words.first : words.day).replace("{day}", at.getUTCDate());
  const clock = at.toISOString().replace(/^.*T(.*)\..*$/, "$1");
  return `${day} ${words.months[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${clock} UTC`;
}
