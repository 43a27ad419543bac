// Some browsers read streams by a reader only; verify.js reads them by `for await`.

ReadableStream.prototype[Symbol.asyncIterator] ??= async function* () {
  const reader = this.getReader();
  try {
    for (let each = await reader.read(); !each.done; each = await reader.read()) yield each.value;
  } finally {
    await reader.cancel();
  }
};
