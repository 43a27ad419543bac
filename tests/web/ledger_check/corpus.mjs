// What verify.mjs and check.js say of one bundle with each of the changes in a file of JSON lines:
// for each a line "verdict codes | outcome codes".
//
//     node corpus.mjs VERIFY.mjs CHECK.js BUNDLE.zip POLICY CHANGES

import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [verifyPath, checkPath, bundle, policyPath, changesPath] = process.argv.slice(2);
const { readZip, verify } = await import(pathToFileURL(verifyPath));
const { checkFiles } = await import(pathToFileURL(checkPath));
const base = await readZip(new Uint8Array(readFileSync(bundle)));
const policy = readFileSync(policyPath, "utf-8");

const failing = (report) =>
  report.findings.filter((finding) => finding.verdict === "fails").map((finding) => finding.code);

function changed(line) {
  const files = new Map(base);
  for (const [name, data] of Object.entries(JSON.parse(line))) {
    if (data === null) files.delete(name);
    else files.set(name, new Uint8Array(Buffer.from(data, "base64")));
  }
  return files;
}

async function told(line) {
  const files = changed(line);
  const [one, other] = [await verify(files, { policy }), await checkFiles(files, { policy })];
  const sides = [[one.verdict, ...failing(one)], [other.outcome, ...failing(other)]];
  return sides.map((side) => side.join(" ")).join(" | ");
}

for await (const line of createInterface({ input: createReadStream(changesPath) })) {
  console.log(await told(line));
}
