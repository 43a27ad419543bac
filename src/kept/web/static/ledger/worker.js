// Checks beside the page, so that the page answers meanwhile and can stop a check that takes long.

self.onmessage = async ({ data }) => {
  self.postMessage(await judged(data));
};

async function judged({ bytes, policy, source }) {
  if (!globalThis.crypto?.subtle) return { outcome: "unable", reason: { code: "no-crypto" } };
  try {
    const { check } = await import("./check.js");
    return await check(bytes, { policy, source });
  } catch {
    return { outcome: "unable", reason: { code: "no-check" } };
  }
}
