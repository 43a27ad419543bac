// Reads JSON texts, each as base64 on a line of its own, and writes each anew as RFC 8785 says.
"use strict";

const written = (value) =>
  Array.isArray(value)
    ? `[${value.map(written).join(",")}]`
    : value !== null && typeof value === "object"
      ? `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${written(value[name])}`).join(",")}}`
      : JSON.stringify(value);

const lines = require("fs").readFileSync(0, "ascii").split("\n").slice(0, -1);
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
for (const line of lines) {
  const text = strict.decode(Buffer.from(line, "base64"));
  console.log(Buffer.from(written(JSON.parse(text)), "utf-8").toString("base64"));
}
