// Checks one bundle, or a bundle with each of the changes that a file of JSON lines describes.
//
//     node changes.mjs VERIFY.mjs BUNDLE.zip POLICY [CHANGES]

import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [module, bundle, policyPath, changesPath] = process.argv.slice(2);
const { readZip, verify } = await import(pathToFileURL(module));
const base = await readZip(new Uint8Array(readFileSync(bundle)));
const policy = policyPath === "-" ? null : readFileSync(policyPath, "utf-8");

const AT_ONCE = 16; // the cryptography waits for other threads most of the time

async function told(files) {
  const report = await verify(files, { policy });
  const failing = report.findings.filter((finding) => finding.verdict === "fails");
  return [report.verdict, ...failing.map((finding) => finding.code)].join(" ");
}

function changed(line) {
  const files = new Map(base);
  for (const [name, data] of Object.entries(JSON.parse(line))) {
    if (data === null) files.delete(name);
    else files.set(name, new Uint8Array(Buffer.from(data, "base64")));
  }
  return files;
}

async function tellAll(lines) {
  const reports = await Promise.all(lines.map((line) => told(changed(line))));
  for (const report of reports) console.log(report);
}

if (!changesPath) {
  console.log(await told(base));
} else {
  let lines = [];
  for await (const line of createInterface({ input: createReadStream(changesPath) })) {
    lines.push(line);
    if (lines.length === AT_ONCE) await tellAll(lines.splice(0));
  }
  await tellAll(lines);
}
