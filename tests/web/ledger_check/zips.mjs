// What check.js says of each file given, in words: one JSON line each.
//
//     node zips.mjs CHECK.js TELLING.js WORDS.json POLICY|- SOURCE FILE…

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [checkPath, tellingPath, wordsPath, policyPath, source, ...paths] = process.argv.slice(2);
const { check } = await import(pathToFileURL(checkPath));
const { tell } = await import(pathToFileURL(tellingPath));
const words = JSON.parse(readFileSync(wordsPath, "utf-8"));
const policy = policyPath === "-" ? null : readFileSync(policyPath, "utf-8");

for (const path of paths) {
  const report = await check(new Uint8Array(readFileSync(path)), { policy, source });
  console.log(JSON.stringify({ report, told: tell(report, words) }));
}
