// Judges the bytes of a bundle by a policy, and says why. It touches neither page nor network:
// page.js shows what it finds, worker.js calls it beside the page so that this stays answering.
//
//     const report = await check(bytes, { policy: text, source: "own" });
//     report.outcome    "accepted", "refused", or "unable" where nothing was decided
//     report.reason     { code, ...values } of the first thing wrong; null if accepted
//     report.entries    what the bundle is about: which entry, by whom, between which two moments

import "./streams.js";
import { LIMITS } from "./limits.js";
import { Check, cosigners, ed25519Holds, Fault, reached, readPolicy, readZip } from "./verify.js";

// `policy` is whose signatures decide; `source` says where that text comes from: "own" is the
// reader's, "site" was sent by the site itself. Without a policy that of the bundle is believed.
export async function check(bytes, { policy = null, source = "own" } = {}) {
  const early = tooMuch(bytes) ?? (await unable(policy));
  if (early) return early;
  let files;
  try {
    files = await readZip(bytes);
  } catch (error) {
    return undecided("refused", codeOf(error, "not-a-zip"), error.values);
  }
  return checkFiles(files, { policy, source });
}

// The same for files that are unpacked already: a Map from names to Uint8Arrays.
export async function checkFiles(files, { policy = null, source = "own" } = {}) {
  if (!files.has("bundle.json")) return undecided("refused", "nothing-here");
  const found = { origin: null, size: 0, root: "", grade: null, whole: false, findings: [], shown: [] };
  const judge = new Check(files, policy, found);
  await judge.run();
  const failing = found.findings.filter((finding) => finding.verdict === "fails");
  const report = { ...found, outcome: "accepted", reason: null, trust: trustOf(policy, source) };
  if (failing.length) Object.assign(report, { outcome: "refused", reason: failing[0] });
  if (onlyUnknownKinds(failing, judge)) report.outcome = "unable";
  report.findings = withTrust(found.findings, report.trust);
  const moments = judge.opened ? momentsOf(judge.opened, judge.policy) : [];
  report.shown = found.shown.map((entry) => ({ ...entry, ...interval(moments, entry.index) }));
  report.entries = aboutWhat(report.shown);
  return report;
}

function undecided(outcome, code, values = {}) {
  const finding = { check: "files", verdict: "fails", code, ...values };
  return { outcome, reason: finding, trust: null, origin: null, size: 0, root: "", grade: null,
    whole: false, findings: [finding], shown: [], entries: [] };
}

const codeOf = (error, otherwise) => (error instanceof Fault ? error.code : otherwise);

// ── Before anything is unpacked ─────────────────────────────────────────────────────────────────

function tooMuch(bytes) {
  if (bytes.length > LIMITS.file) return undecided("unable", "file-over", { most: LIMITS.file });
  const { count, total } = announced(bytes);
  if (count > LIMITS.files) return undecided("unable", "count-over", { most: LIMITS.files });
  if (total > LIMITS.unpacked) return undecided("refused", "too-large", { most: LIMITS.unpacked });
  return null;
}

// How many files the ZIP says it has, and how many bytes they say they unpack to. readZip takes
// no more than was announced. What is not a ZIP announces nothing, and readZip refuses it.
function announced(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return { count: 0, total: 0 };
  const count = view.getUint16(end + 10, true);
  let [at, total] = [view.getUint32(end + 16, true), 0];
  for (let n = 0; n < count && at + 46 <= end; n++) {
    total += view.getUint32(at + 24, true);
    const parts = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    at += 46 + parts[0] + parts[1] + parts[2];
  }
  return { count, total };
}

// RFC 8032, section 7.1, test 1: a browser that does not know Ed25519 would find every signature
// wrong, and accuse somebody of what it cannot judge.
const KNOWN_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
const KNOWN_SIGNATURE =
  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b" +
  "d25bf5f0595bbe24655141438e7a100b";

const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));

async function unable(policy) {
  const known = [fromHex(KNOWN_KEY), new Uint8Array(0), fromHex(KNOWN_SIGNATURE)];
  if (!(await ed25519Holds(...known))) return undecided("unable", "no-ed25519");
  if (policy === null) return null;
  try {
    await readPolicy(new TextEncoder().encode(policy));
    return null;
  } catch (error) {
    const line = error.values?.line;
    return line
      ? undecided("unable", "own-policy-line", { line })
      : undecided("unable", "own-policy");
  }
}

// ── After the checks ────────────────────────────────────────────────────────────────────────────

const trustOf = (policy, source) => (policy === null ? "carried" : source);

// Too few witnesses, but with those who signed in a way this browser does not know there would be
// enough: that is no verdict.
function onlyUnknownKinds(failing, judge) {
  if (failing.length !== 1 || failing[0].code !== "quorum-missed") return false;
  const { policy, unchecked, opened } = judge;
  const unknown = [...policy.witnesses].filter(([, key]) => unchecked.has(key.name));
  const names = [...cosigners(policy, opened[0].signed), ...unknown.map(([name]) => name)];
  return unknown.length > 0 && reached(policy, names);
}

// A policy that came from the site is not the reader's own, and the finding must not say so.
function withTrust(findings, trust) {
  const own = (finding) => trust === "site" && finding.code === "trust-reader";
  return findings.map((finding) =>
    own(finding) ? { ...finding, verdict: "open", code: "trust-site" } : finding,
  );
}

// The entries asked for; those that govern who may sign come along with every part.
function aboutWhat(shown) {
  const asked = shown.filter((entry) => !/^(ledger|party|key)\./.test(entry.type));
  return asked.length ? asked : shown;
}

// What the cosigned checkpoints say of time (section 5): of each the middle of the times stated,
// if those who stated one are a quorum by themselves. Of an even number two lie in the middle.
function momentsOf(opened, policy) {
  const moments = [];
  for (const { checkpoint, signed } of opened) {
    const stating = cosigners(policy, signed).filter((name) => timeOf(policy, signed, name) > 0);
    if (!stating.length || !reached(policy, stating)) continue;
    const times = stating.map((name) => timeOf(policy, signed, name)).sort((a, b) => a - b);
    const [early, late] = [times[(times.length - 1) >> 1], times[times.length >> 1]];
    moments.push({ size: Number(checkpoint.size), early, late });
  }
  return moments;
}

const timeOf = (policy, signed, name) => Number(signed.get(policy.witnesses.get(name).text));

// Seconds since 1970, null where nobody says. Honest clocks differ by seconds: bounds that cross
// are swapped.
function interval(moments, index) {
  let [after, until] = [null, null];
  for (const { size, early, late } of moments) {
    if (size <= index) after = Math.max(after ?? early, early);
    else until = Math.min(until ?? late, late);
  }
  if (after !== null && until !== null && after > until) [after, until] = [until, after];
  return { after, until };
}
