// Checks a bundle of a register in a browser (or in Node), with WebCrypto and nothing else.
//
//     import { verify, readZip, told } from "./verify.mjs";
//     const report = await verify(await readZip(bytes), { policy: ownPolicyText });
//     report.verdict      "holds", "fails" or "unreadable"
//     told(report, "en")  one line for each thing found, in English or French
//
// What is checked is written down in "The register, byte by byte" (ledger.md); this is an
// implementation of its own. It checks that the entries shown are in the register that the log
// and the witnesses signed, that each is signed by the keys its manifests name, and that bodies
// and fields are those committed to. It does not follow every rule of section 4 (who may change
// a manifest, how many must sign what): verify.py, which lies in every bundle, does.

const crypto = globalThis.crypto ?? (await import("node:crypto")).webcrypto;
const subtle = crypto.subtle;

export class Fault extends Error {
  constructor(code, values = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

// ── Bytes as text ───────────────────────────────────────────────────────────────────────────────

const LARGEST_FILE = 64 * 1024 * 1024;
const LARGEST_BUNDLE = 1024 * 1024 * 1024;
const LARGEST_NOTE = 512 * 1024;
const HEX_32 = /^[0-9a-f]{64}$/;

const encoder = new TextEncoder();
const utf8 = (text) => encoder.encode(text);

function fromUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Fault("not-canonical");
  }
}

function join(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (...parts) => new Uint8Array(await subtle.digest("SHA-256", join(...parts)));

function bigEndian(number, length) {
  const bytes = new Uint8Array(length);
  for (let i = length - 1, rest = BigInt(number); i >= 0; i--, rest >>= 8n) {
    bytes[i] = Number(rest & 255n);
  }
  return bytes;
}

const toNumber = (bytes) => bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);

function toBase64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(binary);
}

// Standard base64 with padding, in its only spelling.
export function fromBase64(text) {
  let binary;
  try {
    binary = atob(text);
  } catch {
    throw new Fault("not-base64");
  }
  if (typeof text !== "string" || btoa(binary) !== text) throw new Fault("not-base64");
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

const toBase64url = (bytes) =>
  toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

function fromBase64url(text) {
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text)) throw new Fault("not-base64");
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  const bytes = fromBase64(standard + "=".repeat((4 - (standard.length % 4)) % 4));
  return bytes;
}

// The one spelling of a value (RFC 8785, restricted as in section 1.2).
export function canonical(value, depth = 0) {
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new Fault("not-canonical");
    return String(value);
  }
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value)) throw new Fault("not-canonical");
    return JSON.stringify(value);
  }
  if (depth === 16) throw new Fault("not-canonical");
  if (Array.isArray(value)) {
    return "[" + value.map((item) => canonical(item, depth + 1)).join(",") + "]";
  }
  const names = Object.keys(value).sort();
  // eslint-disable-next-line no-control-regex
  if (!names.every((name) => /^[\x00-\x7f]*$/.test(name))) throw new Fault("not-canonical");
  const members = names.map((name) => canonical(name) + ":" + canonical(value[name], depth + 1));
  return "{" + members.join(",") + "}";
}

// The value of which `bytes` is the one canonical spelling.
export function readJson(bytes, largest = 61440) {
  if (bytes.length > largest) throw new Fault("too-long");
  const text = fromUtf8(bytes);
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Fault("not-canonical");
  }
  if (canonical(value) !== text) throw new Fault("not-canonical");
  return value;
}

// An object with these members and no others; those with a question mark may be absent.
function object(value, names, where) {
  const known = names.split(" ");
  const is = value !== null && typeof value === "object" && !Array.isArray(value);
  const has = is ? Object.keys(value) : [];
  const needed = known.filter((name) => !name.endsWith("?"));
  const allowed = known.map((name) => name.replace("?", ""));
  if (!is || !needed.every((n) => has.includes(n)) || !has.every((n) => allowed.includes(n))) {
    throw new Fault("member", { name: where });
  }
  return value;
}

function need(right, where) {
  if (!right) throw new Fault("member", { name: where });
}

// ── Signatures ──────────────────────────────────────────────────────────────────────────────────

const ED_P = 2n ** 255n - 19n;
const ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
const LOW_ORDER = [0n, 1n, ORDER_8, ED_P - ORDER_8, ED_P - 1n];
const P256_N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

// Whether an encoded point is canonical and not of low order (section 1.4).
function admissible(encoded) {
  const y = toNumber(Uint8Array.from(encoded).reverse()) & (2n ** 255n - 1n);
  return y < ED_P && !LOW_ORDER.includes(y);
}

// Keys that were met before, so that none is unfolded for each of its signatures.
const imported = new Map();

function importKey(raw, ...how) {
  const name = how[0] + " " + hex(raw);
  if (imported.size > 256) imported.clear();
  if (!imported.has(name)) imported.set(name, subtle.importKey("raw", raw, ...how));
  return imported.get(name);
}

export async function ed25519Holds(raw, message, signature) {
  if (raw.length !== 32 || signature.length !== 64) return false;
  if (!admissible(raw) || !admissible(signature.subarray(0, 32))) return false;
  try {
    const key = await importKey(raw, "Ed25519", false, ["verify"]);
    return await subtle.verify("Ed25519", key, signature, message);
  } catch {
    return false;
  }
}

// r and s out of DER, in its only spelling; null if it is none.
function readDer(der) {
  if (der.length < 8 || der.length > 72 || der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const numbers = [];
  let at = 2;
  for (let i = 0; i < 2; i++) {
    const length = der[at + 1];
    const digits = der.subarray(at + 2, at + 2 + length);
    if (der[at] !== 2 || !length || digits.length !== length || digits[0] & 0x80) return null;
    if (length > 1 && digits[0] === 0 && !(digits[1] & 0x80)) return null;
    numbers.push(toNumber(digits));
    at += 2 + length;
  }
  return at === der.length ? numbers : null;
}

export async function es256Holds(raw, message, der) {
  const numbers = readDer(der);
  if (!numbers || numbers.some((number) => number < 1n || number >= P256_N)) return false;
  const pair = join(bigEndian(numbers[0], 32), bigEndian(numbers[1], 32));
  try {
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const key = await subtle.importKey("raw", raw, curve, false, ["verify"]);
    return await subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, pair, message);
  } catch {
    return false;
  }
}

// True, false, or null where this browser does not know ML-DSA-44.
async function mldsa44Holds(raw, message, signature) {
  if (raw.length !== 1312 || signature.length !== 2420) return false;
  let key;
  try {
    key = await subtle.importKey("raw-public", raw, "ML-DSA-44", false, ["verify"]);
  } catch {
    return null;
  }
  return subtle.verify("ML-DSA-44", key, signature, message);
}

const KEY_LENGTHS = { "ed25519": 32, "webauthn-es256": 65, "ml-dsa-44": 1312 };

async function readKey(text, rp, origin) {
  need(typeof text === "string", "key");
  const [algorithm, encoded] = text.split(/:(.*)/s);
  const raw = fromBase64(encoded ?? "");
  need(KEY_LENGTHS[algorithm] === raw.length, "key");
  const id = hex(await sha256(utf8(algorithm), Uint8Array.of(0), raw));
  return { algorithm, raw, id, rp, origin };
}

// What a DSSE signature is over (section 2.1).
const pae = (type, payload) =>
  join(utf8(`DSSEv1 ${utf8(type).length} ${type} ${payload.length} `), payload);

async function signatureHolds(key, message, signature) {
  if (key.algorithm === "ed25519") return ed25519Holds(key.raw, message, signature);
  if (key.algorithm === "ml-dsa-44") return mldsa44Holds(key.raw, message, signature);
  try {
    return await assertionHolds(key, message, signature);
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

// Whether a passkey signed (section 1.4; Web Authentication, section 7.2).
async function assertionHolds(key, message, signature) {
  const parts = object(
    readJson(signature, 8192),
    "authenticatorData clientDataJSON signature",
    "signature",
  );
  const authenticator = fromBase64url(parts.authenticatorData);
  const clientBytes = fromBase64url(parts.clientDataJSON);
  const der = fromBase64url(parts.signature);
  const client = readLooseJson(fromUtf8(clientBytes));
  need(client !== null && typeof client === "object" && !Array.isArray(client), "clientData");
  const numbers = readDer(der);
  const flags = authenticator[32];
  return (
    authenticator.length >= 37 &&
    numbers !== null &&
    numbers[1] <= P256_N / 2n &&
    (flags & 0x05) === 0x05 &&
    (flags & 0x18) !== 0x10 &&
    (flags & 0x40) === 0 &&
    Boolean(flags & 0x80) === authenticator.length > 37 &&
    client.type === "webauthn.get" &&
    client.challenge === toBase64url(await sha256(message)) &&
    key.rp !== undefined &&
    client.origin === key.origin &&
    (client.crossOrigin === undefined || client.crossOrigin === false) &&
    !Object.hasOwn(client, "topOrigin") &&
    same(authenticator.subarray(0, 32), await sha256(utf8(key.rp))) &&
    (await es256Holds(key.raw, join(authenticator, await sha256(clientBytes)), der))
  );
}

// JSON that others wrote: in any spelling, but no member twice.
function readLooseJson(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Fault("not-canonical");
  }
  const open = []; // the names met so far in each object we are in; null for an array
  const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)].map((match) => match[0]);
  for (const [i, token] of tokens.entries()) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (tokens[i + 1] === ":") {
      const name = JSON.parse(token);
      if (open.at(-1).has(name)) throw new Fault("not-canonical");
      open.at(-1).add(name);
    }
  }
  return value;
}

// Whether every number in the text of some JSON is whole and not "-0".
const onlyWholeNumbers = (text) =>
  !/[.eE]|-0/.test(text.replace(/"(?:[^"\\]|\\.)*"|true|false/g, ""));

// ── The tree (RFC 6962, RFC 9162) ───────────────────────────────────────────────────────────────

const EMPTY_ROOT = await sha256();
const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

// The root over these hashes: the left subtree is the largest power of two below.
async function rootOf(hashes) {
  if (hashes.length === 0) return EMPTY_ROOT;
  let level = hashes;
  while (level.length > 1) {
    const above = [];
    for (let i = 0; i < level.length; i += 2) {
      above.push(i + 1 < level.length ? await nodeHash(level[i], level[i + 1]) : level[i]);
    }
    level = above;
  }
  return level[0];
}

export async function inclusionHolds(index, size, leaf, proof, root) {
  if (index < 0n || index >= size || root.length !== 32) return false;
  let [first, second, result] = [index, size - 1n, leaf];
  for (const hash of proof) {
    if (second === 0n || hash.length !== 32) return false;
    if (first & 1n || first === second) {
      result = await nodeHash(hash, result);
      while (!(first & 1n) && first) [first, second] = [first >> 1n, second >> 1n];
    } else {
      result = await nodeHash(result, hash);
    }
    [first, second] = [first >> 1n, second >> 1n];
  }
  return second === 0n && same(result, root);
}

export async function consistencyHolds(old, size, proof, oldRoot, root) {
  if (![...proof, oldRoot, root].every((hash) => hash.length === 32)) return false;
  if (old <= 0n || old > size) return false;
  if (old === size) return proof.length === 0 && same(oldRoot, root);
  const path = old & (old - 1n) ? [...proof] : [oldRoot, ...proof];
  if (path.length === 0) return false;
  let [first, second] = [old - 1n, size - 1n];
  while (first & 1n) [first, second] = [first >> 1n, second >> 1n];
  let [oldResult, result] = [path[0], path[0]];
  for (const hash of path.slice(1)) {
    if (second === 0n) return false;
    if (first & 1n || first === second) {
      oldResult = await nodeHash(hash, oldResult);
      result = await nodeHash(hash, result);
      while (!(first & 1n) && first) [first, second] = [first >> 1n, second >> 1n];
    } else {
      result = await nodeHash(result, hash);
    }
    [first, second] = [first >> 1n, second >> 1n];
  }
  return second === 0n && same(oldResult, oldRoot) && same(result, root);
}

// ── Notes, checkpoints, policies (C2SP) ─────────────────────────────────────────────────────────

const NOTE_KEY_LENGTHS = { 1: 32, 4: 32, 6: 1312 };

function readNumber(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text) || BigInt(text) >= 2n ** 63n) {
    throw new Fault("note-malformed");
  }
  return BigInt(text);
}

function readHash(text) {
  const bytes = fromBase64(text);
  if (bytes.length !== 32) throw new Fault("note-malformed");
  return bytes;
}

const nameAllowed = (name) => name !== "" && !/[+\s\u0000-\u001f\u0085]/.test(name);

async function readNoteKey(text) {
  const [name, id, encoded] = text.split(/\+([^+]*)\+(.*)/s);
  const bytes = fromBase64(encoded ?? "");
  const [type, raw] = [bytes[0], bytes.subarray(1)];
  if (!nameAllowed(name) || NOTE_KEY_LENGTHS[type] !== raw.length) throw new Fault("policy-key");
  const hash = await sha256(utf8(name), utf8("\n"), bytes);
  if (hex(hash.subarray(0, 4)) !== id) throw new Fault("policy-key");
  if (type !== 6 && !admissible(raw)) throw new Fault("policy-key");
  return { name, id, type, raw, text };
}

export function readCheckpoint(bytes) {
  if (bytes.length > LARGEST_NOTE) throw new Fault("note-malformed");
  const note = fromUtf8(bytes);
  const cut = note.lastIndexOf("\n\n");
  // eslint-disable-next-line no-control-regex
  if (cut < 0 || !note.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f]/.test(note)) {
    throw new Fault("note-malformed");
  }
  const text = note.slice(0, cut + 1);
  const body = text.split("\n");
  const below = note.slice(cut + 2, -1).split("\n");
  if (body.length !== 4 || !body[0] || utf8(body[0]).length > 255 || below.length > 100) {
    throw new Fault("note-malformed");
  }
  const lines = below.map(readLine);
  if (new Set(lines.map((line) => line.name + " " + line.id)).size !== lines.length) {
    throw new Fault("note-malformed");
  }
  return { origin: body[0], size: readNumber(body[1]), root: readHash(body[2]), text, lines };
}

function readLine(line) {
  const [dash, name, encoded] = line.split(/ ([^ ]*) (.*)/s);
  const bytes = fromBase64(encoded ?? "");
  if (dash !== "\u2014" || !nameAllowed(name ?? "") || bytes.length < 5) {
    throw new Fault("note-malformed");
  }
  return { name, id: hex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

// What a witness signs (C2SP tlog-cosignature).
function cosigned(key, checkpoint, at) {
  if (key.type === 4) return utf8(`cosignature/v1\ntime ${at}\n${checkpoint.text}`);
  const [name, origin] = [utf8(key.name), utf8(checkpoint.origin)];
  return join(
    utf8("subtree/v1\n\0"),
    Uint8Array.of(name.length),
    name,
    bigEndian(at, 8),
    Uint8Array.of(origin.length),
    origin,
    new Uint8Array(8),
    bigEndian(checkpoint.size, 8),
    checkpoint.root,
  );
}

// Which known keys signed, and when: a Map from the text of the key to its time.
async function openCheckpoint(checkpoint, known, unchecked) {
  const keys = new Map(known.map((key) => [key.name + " " + key.id, key]));
  const signed = new Map();
  for (const line of checkpoint.lines) {
    const key = keys.get(line.name + " " + line.id);
    if (!key) continue;
    const at = key.type === 1 ? 0n : toNumber(line.signature.subarray(0, 8));
    const signature = key.type === 1 ? line.signature : line.signature.subarray(8);
    const message = key.type === 1 ? utf8(checkpoint.text) : cosigned(key, checkpoint, at);
    const holds = key.type === 6 ? mldsa44Holds : ed25519Holds;
    const verdict = at < 2n ** 63n && (await holds(key.raw, message, signature));
    if (verdict === false) throw new Fault("note-signature", { name: line.name });
    if (verdict === null) unchecked.add(line.name);
    else signed.set(key.text, at);
  }
  if (signed.size === 0) throw new Fault("note-nobody", { name: checkpoint.origin });
  return signed;
}

export async function readPolicy(bytes) {
  if (bytes.length > LARGEST_NOTE) throw new Fault("policy-line", { line: 0 });
  const allowed = (byte) => byte === 9 || byte === 10 || (byte >= 32 && byte !== 127);
  if (!bytes.every(allowed)) throw new Fault("policy-line", { line: 0 });
  const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: "", members: new Set() };
  const text = new TextDecoder("utf-8").decode(bytes);
  for (const [number, line] of text.split("\n").entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== "");
    if (words.length === 0 || words[0].startsWith("#")) continue;
    try {
      await readPolicyLine(policy, words);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      throw new Fault("policy-line", { line: number + 1 });
    }
    if (Math.max(policy.logs.length, policy.witnesses.size, policy.groups.size) > 128) {
      throw new Fault("policy-line", { line: number + 1 });
    }
  }
  if (!policy.quorum) throw new Fault("policy-quorum");
  return policy;
}

async function readPolicyLine(policy, [what, ...rest]) {
  const known = (name) => policy.witnesses.has(name) || policy.groups.has(name);
  const taken = (name) => name === "none" || known(name);
  const wrong = (is) => {
    if (is) throw new Fault("policy-line");
  };
  if (what === "log" && [1, 2].includes(rest.length)) {
    const key = await readNoteKey(rest[0]);
    wrong(key.type === 4 || policy.logs.some((log) => same(log.raw, key.raw)));
    policy.logs.push(key);
  } else if (what === "witness" && [2, 3].includes(rest.length)) {
    const key = await readNoteKey(rest[1]);
    const raws = [...policy.witnesses.values()].map((witness) => witness.raw);
    wrong(taken(rest[0]) || key.type === 1 || raws.some((raw) => same(raw, key.raw)));
    policy.witnesses.set(rest[0], key);
  } else if (what === "group" && rest.length >= 3) {
    const [name, count, ...members] = rest;
    for (const member of members) {
      wrong(!known(member) || policy.members.has(member));
      policy.members.add(member);
    }
    const all = { any: 1, all: members.length }[count];
    const k = all ?? Number(readNumber(count));
    wrong(taken(name) || k < 1 || k > members.length);
    policy.groups.set(name, { k, members });
  } else if (what === "quorum" && rest.length === 1) {
    wrong(policy.quorum !== "" || (rest[0] !== "none" && !known(rest[0])));
    policy.quorum = rest[0];
  } else {
    wrong(true);
  }
}

function cosigners(policy, signed) {
  return [...policy.witnesses].filter(([, key]) => signed.has(key.text)).map(([name]) => name);
}

function reached(policy, names) {
  const met = new Set(names);
  for (const [name, group] of policy.groups) {
    if (group.members.filter((member) => met.has(member)).length >= group.k) met.add(name);
  }
  return policy.quorum === "none" || met.has(policy.quorum);
}

const byLog = (policy, checkpoint, signed) =>
  policy.logs.some((log) => signed.has(log.text) && log.name === checkpoint.origin);

function readProof(bytes) {
  const text = fromUtf8(bytes);
  const cut = text.indexOf("\n\n");
  const lines = text.slice(0, cut).split("\n");
  if (cut < 0 || lines.shift() !== "c2sp.org/tlog-proof@v1") throw new Fault("proof-malformed");
  if (lines[0]?.startsWith("extra ")) {
    const extra = fromBase64(lines.shift().slice(6));
    if (extra.length < 1 || extra.length > 32768) throw new Fault("proof-malformed");
  }
  if (!lines[0]?.startsWith("index ") || lines.length > 64) throw new Fault("proof-malformed");
  const [index, ...hashes] = lines;
  return {
    index: readNumber(index.slice(6)),
    hashes: hashes.map(readHash),
    checkpoint: utf8(text.slice(cut + 2)),
  };
}

// ── Entries ─────────────────────────────────────────────────────────────────────────────────────

const ENTRY_TYPE = "application/vnd.kept.entry.v1+json";
const OWN_MEMBER = {
  "ledger.opened": "opening",
  "ledger.policy": "policy",
  "party.admitted": "founder",
  "party.manifest": "manifest",
  "party.vetoed": "",
  "party.recovered": "",
  "key.revoked": "revoked",
  "process.text": "text",
  "statement.filed": "",
  "statement.sealed": "",
  "statement.disclosed": "fields?",
  "body.erased": "erasure",
};
const COMMON =
  "v log type key with? role seq prev? seen claimed refs? about? release? body? _sd? _sd_alg?";

export async function readEntry(bytes) {
  const envelope = object(readJson(bytes, 65535), "payload payloadType signatures", "envelope");
  need(envelope.payloadType === ENTRY_TYPE, "payloadType");
  const payload = fromBase64(envelope.payload);
  const header = readJson(payload, 65535);
  const own = OWN_MEMBER[header?.type];
  need(own !== undefined, "type");
  object(header, own ? COMMON + " " + own : COMMON, "payload");
  need(header.v === 1 && HEX_32.test(header.key), "key");
  const signers = [header.key, ...(header.with ?? [])].sort();
  need(Array.isArray(envelope.signatures), "signatures");
  const signatures = envelope.signatures.map((each) => {
    object(each, "keyid sig", "signatures");
    return { keyid: each.keyid, signature: fromBase64(each.sig) };
  });
  const ids = signatures.map((each) => each.keyid);
  need(ids.join() === signers.join() && new Set(ids).size === ids.length, "signatures");
  return {
    hash: hex(await leafHash(bytes)),
    header,
    signatures,
    message: pae(ENTRY_TYPE, payload),
  };
}

// The keys an entry gives out: party, office and key of each.
async function keysGiven(header) {
  const given = [];
  const add = async (party, office, text, rp, origin) =>
    given.push({ party, office, key: await readKey(text, rp, origin) });
  if (header.type === "ledger.opened") {
    for (const key of header.opening.keys) await add(header.opening.keeper, "root", key);
  } else if (header.type === "party.manifest") {
    const { party, roots, recovery, roles } = header.manifest;
    for (const key of roots) await add(party, "root", key);
    for (const key of recovery?.keys ?? []) await add(party, "recovery", key);
    for (const role of roles) {
      for (const each of role.keys) await add(party, role.role, each.key, each.rp, each.origin);
    }
  }
  return given;
}

// ── Bodies ──────────────────────────────────────────────────────────────────────────────────────

const PADS = Array.from({ length: 8 }, (_, k) => 1024 * 4 ** k);

async function checkBody(content, entry, committed) {
  object(content, "v entry release media salt body disclosures?", "body");
  const [salt, body] = [fromBase64(content.salt), fromBase64(content.body)];
  const pad = PADS.find((size) => size > body.length);
  const right = content.v === 1 && content.entry === entry && content.media === committed.media;
  if (!right || salt.length !== 32 || pad !== committed.pad) throw new Fault("body-wrong");
  const padded = new Uint8Array(pad);
  padded.set(body);
  padded[body.length] = 0x80;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await subtle.importKey("raw", salt, algorithm, false, ["sign"]);
  const commit = hex(new Uint8Array(await subtle.sign("HMAC", key, padded)));
  if (commit !== committed.commit) throw new Fault("body-wrong");
  return body;
}

async function readDisclosures(texts, digests) {
  const shown = new Map();
  if (!Array.isArray(texts)) throw new Fault("field-wrong");
  for (const text of texts) {
    const bytes = fromBase64url(text);
    if (!digests.includes(toBase64url(await sha256(utf8(text))))) throw new Fault("field-wrong");
    let array;
    try {
      const loose = fromUtf8(bytes);
      array = readLooseJson(loose);
      canonical(array);
      if (!onlyWholeNumbers(loose)) throw new Fault("not-canonical");
    } catch {
      throw new Fault("field-wrong");
    }
    const [salt, name, value] = Array.isArray(array) && array.length === 3 ? array : [];
    if (typeof salt !== "string" || typeof name !== "string") throw new Fault("field-wrong");
    if (shown.has(name)) throw new Fault("field-twice", { name });
    shown.set(name, value);
  }
  return shown;
}

// ── ZIP ─────────────────────────────────────────────────────────────────────────────────────────

const PLAIN = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

// The files of a ZIP as a Map, read so that no two programs find different files in it.
export async function readZip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u16 = (at) => (at + 2 <= bytes.length ? view.getUint16(at, true) : -1);
  const u32 = (at) => (at + 4 <= bytes.length ? view.getUint32(at, true) : -1);
  const end = bytes.length - 22;
  const doubtful = (is) => {
    if (is) throw new Fault("not-a-zip");
  };
  doubtful(end < 0 || u32(end) !== 0x06054b50 || u32(end + 4) !== 0);
  doubtful(u16(end + 8) !== u16(end + 10) || u16(end + 20) !== 0);
  const start = u32(end + 16);
  doubtful(start + u32(end + 12) !== end);
  const [found, spans] = [new Map(), []];
  let [at, total] = [start, 0];
  for (let n = 0; n < u16(end + 8); n++) {
    doubtful(at + 46 > end || u32(at) !== 0x02014b50);
    const [flags, method, packed, size] = [u16(at + 8), u16(at + 10), u32(at + 20), u32(at + 24)];
    const [named, offset] = [u16(at + 28), u32(at + 42)];
    const raw = bytes.subarray(at + 46, at + 46 + named);
    const crc = u32(at + 16);
    at += 46 + named + u16(at + 30) + u16(at + 32);
    const name = String.fromCharCode(...raw);
    if (name.endsWith("/") && size === 0) continue;
    doubtful(u32(offset) !== 0x04034b50);
    const header = bytes.subarray(offset + 30, offset + 30 + u16(offset + 26));
    doubtful(!same(header, raw));
    const begin = offset + 30 + named + u16(offset + 28);
    const odd = flags & 1 || ![0, 8].includes(method) || !PLAIN.test(name) || found.has(name);
    if (odd) throw new Fault("zip-entry", { name: name.slice(0, 80) });
    if (size > LARGEST_FILE || (method === 0 && packed !== size)) {
      throw new Fault("file-too-large", { name });
    }
    total += size;
    if (total > LARGEST_BUNDLE) throw new Fault("too-large", { most: LARGEST_BUNDLE });
    spans.push([offset, begin + packed]);
    found.set(name, { data: bytes.subarray(begin, begin + packed), method, size, crc });
  }
  doubtful(at !== end);
  let last = 0;
  for (const [first, beyond] of spans.sort((a, b) => a[0] - b[0])) {
    doubtful(first < last || beyond > start);
    last = beyond;
  }
  const files = new Map();
  for (const [name, file] of found) files.set(name, await unpack(name, file));
  return files;
}

async function unpack(name, { data, method, size, crc }) {
  const content = method === 8 ? await inflate(name, data, size) : data;
  if (content.length !== size || crc32(content) !== crc) throw new Fault("file-damaged", { name });
  return content;
}

async function inflate(name, data, size) {
  try {
    const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const content = new Uint8Array(size);
    let at = 0;
    for await (const chunk of stream) {
      if (at + chunk.length > size) throw new Fault("file-damaged", { name });
      content.set(chunk, at);
      at += chunk.length;
    }
    return content.subarray(0, at);
  } catch {
    throw new Fault("file-damaged", { name });
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

// ── The checks ──────────────────────────────────────────────────────────────────────────────────

const GRADES = ["published", "witnessed", "mutual"];
const BUNDLE_NAME = new RegExp(
  "^(bundle\\.json|ledger\\.json|checkpoint|verify\\.py|TEXT\\.md|SHA256SUMS" +
    "|checkpoints/[0-9]{12}|policy/(published|witnessed|mutual)" +
    "|tile/(entries|[0-9]{1,2})/(x[0-9]{3}/)*[0-9]{3}(\\.p/[0-9]{1,3})?" +
    "|entries/[0-9]{12}\\.json|proofs/[0-9]{12}\\.tlog-proof" +
    "|consistency/[0-9]{12}-[0-9]{12}\\.txt" +
    "|(bodies|disclosures)/[0-9a-f]{2}/[0-9a-f]{64}\\.json|refusals/[0-9a-f]{64}\\.json" +
    "|process/.*)$",
);

// Everything this module checks of a bundle. `files`: a Map from names to Uint8Arrays; `policy`:
// the reader's own, as text; without it the policy in the bundle is believed, and that is told.
export async function verify(files, { policy = null } = {}) {
  const report = { verdict: "holds", origin: null, size: 0, root: "", grade: null, whole: false,
    trust: policy === null ? "carried" : "reader", findings: [], shown: [] };
  const check = new Check(files, policy, report);
  if (!files.has("bundle.json")) {
    check.add("files", "fails", "nothing-here");
    report.verdict = "unreadable";
    return report;
  }
  await check.run();
  if (report.findings.some((finding) => finding.verdict === "fails")) report.verdict = "fails";
  return report;
}

class Check {
  constructor(files, policy, report) {
    Object.assign(this, { files, own: policy, report });
    this.names = [...files.keys()].sort();
    this.unchecked = new Set();
    this.given = []; // party, office, key and index of every key a manifest gives out
    this.revoked = new Map(); // key id -> index
    this.entries = new Map(); // hash -> header
  }

  add(check, verdict, code, values = {}) {
    this.report.findings.push({ check, verdict, code, ...values });
  }

  async step(check, run) {
    try {
      await run();
      return true;
    } catch (error) {
      const known = error instanceof Fault;
      this.add(check, "fails", known ? error.code : "member", known ? error.values : {});
      return false;
    }
  }

  need(name) {
    const data = this.files.get(name);
    if (data === undefined) throw new Fault("file-missing", { name });
    if (data.length > LARGEST_FILE) throw new Fault("file-too-large", { name });
    return data;
  }

  under(folder) {
    return this.names.filter((name) => name.startsWith(folder + "/"));
  }

  async run() {
    await this.step("sums", () => this.sums());
    if (!(await this.step("files", () => this.frame()))) return;
    if (!(await this.step("trust", () => this.trust()))) return;
    if (!(await this.step("checkpoint", () => this.checkpoints()))) return;
    if (!(await this.step("history", () => this.oneRootEach()))) return;
    const log = () => (this.report.whole ? this.tiles() : this.parts());
    const read = await this.step("tree", log);
    if (!this.report.whole) await this.step("history", () => this.consistency());
    if (read) {
      await this.step("trust", () => this.policies());
      await this.step("bodies", () => this.bodies());
      await this.step("fields", () => this.disclosures());
      await this.step("bodies", () => this.process());
    }
    this.add("limits", "open", this.report.whole ? "limits-whole" : "limits-part");
    if (this.unchecked.size) {
      this.add("checkpoint", "open", "unchecked", { names: [...this.unchecked] });
    }
  }

  async sums() {
    const lines = fromUtf8(this.need("SHA256SUMS")).split("\n");
    if (lines.pop() !== "") throw new Fault("sums-malformed");
    const listed = new Map();
    for (const line of lines) {
      const match = /^([0-9a-f]{64}) {2}(.*)$/.exec(line);
      if (!match || !PLAIN.test(match[2])) throw new Fault("sums-malformed");
      listed.set(match[2], match[1]);
    }
    const sorted = [...listed.keys()].sort();
    if (sorted.join("\n") !== lines.map((line) => line.slice(66)).join("\n")) {
      throw new Fault("sums-malformed");
    }
    for (const name of this.names) {
      if (name !== "SHA256SUMS" && !listed.has(name)) throw new Fault("file-unlisted", { name });
    }
    for (const [name, digest] of listed) {
      const data = this.files.get(name);
      if (data === undefined || hex(await sha256(data)) !== digest) {
        throw new Fault("file-differs", { name });
      }
    }
    this.add("sums", "holds", "sums-hold", { count: listed.size });
  }

  async frame() {
    const { report } = this;
    const ledger = this.part("ledger.json", "v origin log pq? process");
    this.log = await readNoteKey(ledger.log);
    this.newest = readCheckpoint(this.need("checkpoint"));
    Object.assign(report, { origin: ledger.origin, size: Number(this.newest.size) });
    report.root = toBase64(this.newest.root);
    const bundle = this.part("bundle.json", "v origin size root whole process");
    report.whole = bundle.whole === true;
    const agree =
      this.log.name === ledger.origin &&
      this.log.type === 1 &&
      this.newest.origin === ledger.origin &&
      bundle.origin === ledger.origin &&
      BigInt(bundle.size) === this.newest.size &&
      bundle.root === report.root &&
      typeof bundle.whole === "boolean" &&
      bundle.process === ledger.process;
    if (!agree) throw new Fault("frame-differs", { name: "bundle.json" });
    if (ledger.pq !== undefined) {
      const pq = await readNoteKey(ledger.pq);
      if (pq.type !== 6 || pq.name !== ledger.origin) {
        throw new Fault("frame-malformed", { name: "ledger.json" });
      }
    }
    const strange = report.whole ? ["entries/", "proofs/", "consistency/"] : ["tile/"];
    for (const name of this.names) {
      if (!BUNDLE_NAME.test(name) || strange.some((start) => name.startsWith(start))) {
        throw new Fault("file-unknown", { name });
      }
    }
    this.add("files", "holds", "frame-holds");
  }

  part(name, members) {
    try {
      const value = object(readJson(this.need(name)), members, name);
      need(value.v === 1 && typeof value.origin === "string", name);
      return value;
    } catch (error) {
      if (error instanceof Fault && error.code === "file-missing") throw error;
      throw new Fault("frame-malformed", { name });
    }
  }

  async trust() {
    this.carried = new Map();
    for (const grade of GRADES) {
      const data = this.files.get("policy/" + grade);
      if (data) this.carried.set(grade, await readPolicy(data));
    }
    const keys = (policy) => [...policy.logs, ...policy.witnesses.values()];
    if (this.own !== null) {
      this.policy = await readPolicy(utf8(this.own));
      if (!this.policy.logs.length) this.policy.logs.push(this.log);
      this.known = keys(this.policy);
    } else {
      const alone = { logs: [this.log], witnesses: new Map(), groups: new Map(), quorum: "none" };
      this.policy = this.carried.get("witnessed") ?? this.carried.get("published") ?? alone;
      this.known = [this.policy, ...this.carried.values()].flatMap(keys);
    }
    if (!this.policy.logs.some((log) => log.text === this.log.text)) {
      throw new Fault("log-key-differs", { name: this.log.name });
    }
    const own = this.own !== null;
    this.add("trust", own ? "holds" : "open", own ? "trust-reader" : "trust-carried");
  }

  async open(bytes, name) {
    const checkpoint = readCheckpoint(bytes);
    if (checkpoint.origin !== this.report.origin) throw new Fault("frame-differs", { name });
    const signed = await openCheckpoint(checkpoint, this.known, this.unchecked);
    if (!byLog(this.policy, checkpoint, signed)) {
      throw new Fault("note-nobody", { name: checkpoint.origin });
    }
    return { checkpoint, signed };
  }

  async checkpoints() {
    const newest = await this.open(this.need("checkpoint"), "checkpoint");
    this.opened = [newest];
    for (const name of this.under("checkpoints")) {
      const opened = await this.open(this.need(name), name);
      const { size } = opened.checkpoint;
      if (name !== "checkpoints/" + String(size).padStart(12, "0")) {
        throw new Fault("checkpoint-name", { name });
      }
      if (size > newest.checkpoint.size) {
        throw new Fault("checkpoint-newer", { name, size: Number(size) });
      }
      this.opened.push(opened);
    }
    const names = cosigners(this.policy, newest.signed);
    const missing = [...this.policy.witnesses.keys()].filter((name) => !names.includes(name));
    if (!reached(this.policy, names)) {
      this.add("checkpoint", "fails", "quorum-missed", { missing, count: names.length });
      return;
    }
    this.report.grade = await this.grade(newest.checkpoint);
    const cosigned = missing.length ? "checkpoint-cosigned" : "checkpoint-by-all";
    const code = names.length ? cosigned : "checkpoint-signed";
    const { size, root, grade } = this.report;
    const values = { size, root, grade: grade ?? "published", cosigners: names, missing };
    this.add("checkpoint", "holds", code, values);
  }

  async grade(checkpoint) {
    let grade = null;
    for (const each of GRADES) {
      const policy = this.carried.get(each);
      if (!policy) continue;
      try {
        const keys = [...policy.logs, ...policy.witnesses.values()];
        const signed = await openCheckpoint(checkpoint, keys, new Set());
        if (!byLog(policy, checkpoint, signed)) break;
        if (!reached(policy, cosigners(policy, signed))) break;
      } catch {
        break;
      }
      grade = each;
    }
    return grade;
  }

  oneRootEach() {
    this.roots = new Map([[0n, EMPTY_ROOT]]);
    for (const { checkpoint } of this.opened) {
      const known = this.roots.get(checkpoint.size) ?? checkpoint.root;
      if (!same(known, checkpoint.root)) {
        throw new Fault("two-histories", { size: Number(checkpoint.size) });
      }
      this.roots.set(checkpoint.size, known);
    }
  }

  async tiles() {
    const size = this.report.size;
    const [entries, leaves] = [[], []];
    for (let first = 0; first < size; first += 256) {
      const width = Math.min(256, size - first);
      for (const entry of readBundle(this.need(tilePath("entries", first / 256, width)), width)) {
        entries.push(entry);
        leaves.push(await leafHash(entry));
      }
    }
    for (let [level, hashes] = [0, leaves]; hashes.length; level++) {
      const above = [];
      for (let start = 0; start < hashes.length; start += 256) {
        const tile = hashes.slice(start, start + 256);
        const name = tilePath(level, start / 256, tile.length);
        if (!same(this.need(name), join(...tile))) throw new Fault("tile-differs", { name });
        if (tile.length === 256) above.push(await rootOf(tile));
      }
      hashes = above;
    }
    for (const name of this.under("tile")) {
      if (!isTileOf(name, size)) throw new Fault("file-unknown", { name });
    }
    for (const [checked, root] of this.roots) {
      if (!same(await rootOf(leaves.slice(0, Number(checked))), root)) {
        throw new Fault("root-differs", { size: Number(checked) });
      }
    }
    this.add("tree", "holds", "tree-holds", { size });
    this.add("history", "holds", "history-holds", { count: this.roots.size - 1 });
    for (const [index, entry] of entries.entries()) await this.take(index, entry);
    this.tellEntries();
  }

  async parts() {
    const { size, root } = this.newest;
    const indexes = this.under("entries").map((name) => Number(name.slice(8, 20)));
    for (const index of indexes) {
      const name = String(index).padStart(12, "0");
      const entry = this.need(`entries/${name}.json`);
      const proof = readProof(this.need(`proofs/${name}.tlog-proof`));
      if (!same(proof.checkpoint, this.need("checkpoint"))) {
        const { checkpoint } = await this.open(proof.checkpoint, name);
        if (checkpoint.text !== this.newest.text) throw new Fault("proof-other", { index });
      }
      if (proof.index !== BigInt(index)) throw new Fault("proof-other", { index });
      const leaf = await leafHash(entry);
      if (!(await inclusionHolds(BigInt(index), size, leaf, proof.hashes, root))) {
        throw new Fault("proof-fails", { index });
      }
      await this.take(index, entry);
    }
    if (this.under("proofs").length !== indexes.length) throw new Fault("proof-stray");
    if (indexes[0] !== 0) throw new Fault("no-opening");
    this.add("tree", "holds", "proofs-hold", { count: indexes.length, size: Number(size) });
    this.tellEntries();
  }

  async consistency() {
    const sizes = [...this.roots.keys()].filter((size) => size).sort((a, b) => (a < b ? -1 : 1));
    for (let i = 1; i < sizes.length; i++) {
      const [old, size] = [sizes[i - 1], sizes[i]];
      const pad = (number) => String(number).padStart(12, "0");
      const lines = fromUtf8(this.need(`consistency/${pad(old)}-${pad(size)}.txt`)).split("\n");
      if (lines.pop() !== "" || lines.length > 63) throw new Fault("proof-malformed");
      const [oldRoot, root] = [this.roots.get(old), this.roots.get(size)];
      if (!(await consistencyHolds(old, size, lines.map(readHash), oldRoot, root))) {
        throw new Fault("history-breaks", { old: Number(old), new: Number(size) });
      }
    }
    if (this.under("consistency").length !== Math.max(0, sizes.length - 1)) {
      throw new Fault("proof-stray");
    }
    this.add("history", "holds", "history-holds", { count: sizes.length });
  }

  // One entry: its form, its signatures, and that its keys stand where it says.
  async take(index, bytes) {
    const entry = await readEntry(bytes).catch((error) => {
      throw new Fault("entry-malformed", { index, name: error.values?.name ?? "" });
    });
    const { header } = entry;
    const refuse = (reason) => {
      throw new Fault("entry-refused", { index, role: String(header.role), reason });
    };
    if (header.log !== this.report.origin) refuse("other-ledger");
    const given = await keysGiven(header);
    const [party, office] = String(header.role).split("/");
    const brings = ["ledger.opened", "party.manifest"].includes(header.type);
    const places = [...this.given, ...(brings ? given : [])];
    for (const { keyid, signature } of entry.signatures) {
      const mine = (each) => each.key.id === keyid && each.party === party;
      // A new root may sign the manifest of a recovery beside the recovery keys.
      const fits = (each) => each.office === office || (brings && each.office === "root");
      const place = places.find((each) => mine(each) && fits(each));
      if (!place) refuse("unknown-key");
      if ((this.revoked.get(keyid) ?? Infinity) < index) refuse("revoked-key");
      const holds = await signatureHolds(place.key, entry.message, signature);
      if (holds === null) this.unchecked.add(keyid.slice(0, 16));
      if (holds === false) refuse("bad-signature");
    }
    this.given.push(...given);
    if (header.type === "key.revoked") this.revoked.set(header.revoked.key, index);
    if (["ledger.opened", "ledger.policy"].includes(header.type)) {
      this.named = header.opening?.policy ?? header.policy;
    }
    this.entries.set(entry.hash, header);
    this.report.shown.push({ index, hash: entry.hash, code: entryCode(entry.hash),
      type: header.type, role: header.role, claimed: header.claimed });
  }

  tellEntries() {
    const count = this.entries.size;
    this.add("entries", "holds", "entries-hold", { count });
    this.add("rights", "holds", "signatures-hold", { count });
  }

  // The policies carried are those the register names.
  async policies() {
    for (const grade of GRADES) {
      const [data, named] = [this.files.get("policy/" + grade), this.named?.[grade]];
      if (named !== undefined && !data) throw new Fault("policy-missing", { grade });
      if (named !== undefined && hex(await sha256(data)) !== named) {
        throw new Fault("policy-differs", { grade });
      }
      if (named === undefined && data) this.add("trust", "open", "policy-unnamed", { grade });
    }
  }

  async bodies() {
    this.fields = new Map();
    let count = 0;
    for (const name of this.under("bodies")) {
      const hash = hashIn(name);
      const header = this.entries.get(hash);
      if (!header?.body) throw new Fault("body-stray", { name });
      const content = readJson(this.need(name), LARGEST_FILE);
      if (Object.hasOwn(content, "sealed")) continue;
      const levels = [...this.entries.values()].filter((each) => each.refs?.[0] === hash);
      const allowed = [header, ...levels].map((each) => each.release);
      try {
        const body = await checkBody(content, hash, header.body);
        if (!allowed.includes(content.release)) throw new Fault("body-wrong");
        this.merge(hash, membersOf(body));
        this.merge(hash, await readDisclosures(content.disclosures ?? [], header._sd ?? []));
      } catch (error) {
        const code = error.code?.startsWith("field-") ? error.code : "body-wrong";
        throw new Fault(code, { entry: hash, ...error.values });
      }
      count += 1;
    }
    if (count) this.add("bodies", "holds", "bodies-hold", { count });
  }

  merge(hash, shown) {
    const known = this.fields.get(hash) ?? new Map();
    for (const [name, value] of shown) {
      if (known.has(name) && canonical(known.get(name)) !== canonical(value)) {
        throw new Fault("field-differs", { name });
      }
      known.set(name, value);
    }
    this.fields.set(hash, known);
  }

  // The text of the process is the one the newest entry about it names.
  async process() {
    const carried = this.under("process");
    if (!carried.length) return;
    const texts = [...this.entries].filter(([, header]) => header.type === "process.text");
    const named = this.fields.get(texts.at(-1)?.[0])?.get("files");
    if (!named) {
      this.add("bodies", "open", "process-unknown", { count: carried.length });
      return;
    }
    const digests = {};
    for (const name of carried) digests[name.slice(8)] = hex(await sha256(this.need(name)));
    if (canonical(digests) !== canonical(named)) throw new Fault("process-differs");
    this.add("bodies", "holds", "process-holds", { count: carried.length });
  }

  async disclosures() {
    let count = 0;
    for (const name of this.under("disclosures")) {
      const hash = hashIn(name);
      const header = this.entries.get(hash);
      const target = header?.type === "statement.disclosed" && this.entries.get(header.refs[0]);
      if (!target?.body) throw new Fault("body-stray", { name });
      const content = readJson(this.need(name), LARGEST_FILE);
      if (Object.hasOwn(content, "sealed")) continue;
      object(content, "v entry release disclosures", "disclosures");
      const told = content.entry === header.refs[0] && content.release === header.release;
      const shown = await readDisclosures(content.disclosures, target._sd ?? []);
      const listed = [...shown.keys()].every((each) => header.fields?.includes(each) ?? true);
      if (content.v !== 1 || !told || !listed) throw new Fault("field-wrong", { entry: hash });
      this.merge(header.refs[0], shown);
      count += shown.size;
    }
    if (count) this.add("fields", "holds", "fields-hold", { count });
  }
}

function hashIn(name) {
  const match = /^[a-z]+\/([0-9a-f]{2})\/([0-9a-f]{64})\.json$/.exec(name);
  if (!match || !match[2].startsWith(match[1])) throw new Fault("file-unknown", { name });
  return match[2];
}

function membersOf(body) {
  try {
    const value = readJson(body, LARGEST_FILE);
    return Array.isArray(value) || typeof value !== "object" ? [] : Object.entries(value ?? {});
  } catch {
    return [];
  }
}

function readBundle(bytes, width) {
  const entries = [];
  let at = 0;
  for (let n = 0; n < width; n++) {
    const end = at + 2 + ((bytes[at] << 8) | bytes[at + 1]);
    if (!(end <= bytes.length)) throw new Fault("tile-length");
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  if (at !== bytes.length) throw new Fault("tile-length");
  return entries;
}

function tilePath(level, index, width) {
  const digits = [String(index % 1000).padStart(3, "0")];
  for (let rest = Math.floor(index / 1000); rest; rest = Math.floor(rest / 1000)) {
    digits.unshift("x" + String(rest % 1000).padStart(3, "0"));
  }
  return `tile/${level}/${digits.join("/")}${width < 256 ? ".p/" + width : ""}`;
}

// Whether a log of this size has a tile, or a bundle of entries, of this name.
function isTileOf(name, size) {
  const pattern = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,6}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/;
  const [, row, digits, width] = pattern.exec(name) ?? [];
  if (row === undefined) return false;
  const index = Number(digits.replaceAll("/", "").replaceAll("x", ""));
  const count = row === "entries" ? size : Math.floor(size / 256 ** Number(row));
  const full = Math.floor(count / 256);
  const fits = width === undefined ? index < full : index === full && Number(width) === count % 256;
  return fits && name === tilePath(row, index, width === undefined ? 256 : Number(width));
}

// The first 100 bits of the entry's hash in five groups, as on minutes.
export function entryCode(hash) {
  const bits = BigInt("0x" + hash.slice(0, 25));
  const letters = Array.from({ length: 20 }, (_, i) =>
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Number((bits >> BigInt(95 - 5 * i)) & 31n)],
  );
  return letters.join("").match(/.{4}/g).join("-");
}

// What else check.js needs. Up to here this file is verify.mjs, byte by byte.
export { Check, cosigners, reached };
