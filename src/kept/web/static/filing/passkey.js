// Passkeys on a page of the site: one is made, or one signs. What is signed is the challenge the
// page came with; the browser adds where it was asked, and the register holds it to that.
"use strict";

const bytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (each) => each.charCodeAt(0));
};

const text = (buffer) => {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

const known = (form) =>
  (form.dataset.known || "")
    .split(",")
    .filter(Boolean)
    .map((id) => ({ type: "public-key", id: bytes(id) }));

const sign = async (form) => {
  const answer = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(form.dataset.challenge),
      rpId: form.dataset.site,
      allowCredentials: known(form),
      userVerification: "required",
    },
  });
  return {
    credential: text(answer.rawId),
    authenticatorData: text(answer.response.authenticatorData),
    clientDataJSON: text(answer.response.clientDataJSON),
    signature: text(answer.response.signature),
  };
};

const make = async (form) => {
  const answer = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(form.dataset.challenge),
      rp: { id: form.dataset.site, name: "kept" },
      user: {
        id: bytes(form.dataset.handle),
        name: form.dataset.name,
        displayName: form.dataset.name,
      },
      pubKeyCredParams: [{ type: "public-key", alg: -7 }],
      excludeCredentials: known(form),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      attestation: "none",
    },
  });
  return {
    credential: text(answer.rawId),
    attestationObject: text(answer.response.attestationObject),
    clientDataJSON: text(answer.response.clientDataJSON),
  };
};

const does = { sign, make };

for (const form of document.querySelectorAll("form.passkey")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    const button = form.querySelector("button");
    failed.hidden = true;
    button.disabled = true;
    try {
      const answers = await does[form.dataset.does](form);
      for (const [name, value] of Object.entries(answers)) {
        form.elements.namedItem(name).value = value;
      }
      form.submit();
    } catch {
      failed.hidden = false;
      button.disabled = false;
    }
  });
}
