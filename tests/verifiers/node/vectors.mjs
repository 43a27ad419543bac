// The verdict of the verifier for browsers on published test vectors, as verify.py tells its own:
// a list of [suite, case, verdict].
//
//     node vectors.mjs VERIFY.mjs FOLDER

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

const [module, folder] = process.argv.slice(2);
const verify = await import(pathToFileURL(module));
const load = (...path) => JSON.parse(readFileSync(join(folder, ...path), "utf-8"));
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
const base64 = (text) => Uint8Array.from(Buffer.from(text, "base64"));
const cases = [];

for (const { number, key, msg, sig } of load("cctv-ed25519.json")) {
  const message = new TextEncoder().encode(msg);
  const verdict = await verify.ed25519Holds(bytes(key), message, bytes(sig));
  cases.push(["cctv-ed25519", String(number), verdict]);
}
const suites = { ed25519: verify.ed25519Holds, ecdsa_secp256r1_sha256: verify.es256Holds };
for (const [suite, holds] of Object.entries(suites)) {
  for (const group of load(`wycheproof-${suite}_test.json`).testGroups) {
    const key = bytes(group.publicKey.pk ?? group.publicKey.uncompressed);
    for (const { tcId, msg, sig } of group.tests) {
      cases.push([suite, String(tcId), await holds(key, bytes(msg), bytes(sig))]);
    }
  }
}

function* files(top) {
  for (const entry of readdirSync(top, { withFileTypes: true })) {
    const path = join(top, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (path.endsWith(".json")) yield path;
  }
}

for (const path of files(join(folder, "rfc6962"))) {
  const text = readFileSync(path, "utf-8");
  // Sizes up to 2^64 - 1 are more than a JavaScript number holds.
  const number = (name) => BigInt(new RegExp(`"${name}": (-?[0-9]+)`).exec(text)?.[1] ?? 0);
  const proof = (JSON.parse(text).proof ?? []).map(base64);
  const value = JSON.parse(text);
  const verdict = path.includes("inclusion")
    ? await verify.inclusionHolds(
        number("leafIdx"),
        number("treeSize"),
        base64(value.leafHash),
        proof,
        base64(value.root),
      )
    : await verify.consistencyHolds(
        number("size1"),
        number("size2"),
        proof,
        base64(value.root1),
        base64(value.root2),
      );
  const name = relative(join(folder, "rfc6962"), path).split("\\").join("/");
  cases.push(["rfc6962", name, verdict]);
}
for (const name of readdirSync(join(folder, "jcs", "output"))) {
  const text = new Uint8Array(readFileSync(join(folder, "jcs", "output", name)));
  let verdict = true;
  try {
    verify.readJson(text);
  } catch {
    verdict = false;
  }
  cases.push(["jcs", name, verdict]);
}
console.log(JSON.stringify(cases));
