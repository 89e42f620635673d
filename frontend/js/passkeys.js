// Passkeys. The browser speaks to the device; what it answers goes into the form's hidden field and is sent.
// data-passkey="create" or "get" on the form; data-passkey-options names the JSON on the page, data-passkey-from an address.
const supported = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

for (const part of document.querySelectorAll("[data-passkey-only]")) part.hidden = !supported;

const sentences = {
  NotAllowedError: "Der Vorgang wurde abgebrochen oder hat zu lange gedauert. Bitte versuchen Sie es noch einmal.",
  InvalidStateError: "Für dieses Gerät gibt es schon einen Passkey.",
  SecurityError: "Unter dieser Adresse sind Passkeys nicht möglich.",
};

async function optionsOf(form) {
  const { passkeyOptions, passkeyFrom } = form.dataset;
  if (passkeyOptions) return JSON.parse(document.getElementById(passkeyOptions).textContent);
  const response = await fetch(passkeyFrom, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()).request_options;
}

async function ask(form) {
  const { publicKey } = await optionsOf(form);
  if (form.dataset.passkey === "get") {
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  }
  // Kept on the device and opened by finger, face or PIN: so it signs in alone and is both factors at once.
  publicKey.authenticatorSelection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.passkey) return;
  event.preventDefault();
  const problem = form.querySelector("[data-passkey-problem]");
  const button = form.querySelector("button[type=submit]");
  problem.hidden = true;
  button.disabled = true;
  try {
    if (!supported) throw new Error("not supported");
    const credential = await ask(form);
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit(); // does not come back here
  } catch (error) {
    problem.textContent = sentences[error.name] ?? "Das hat nicht geklappt. Ihr Browser oder Gerät unterstützt Passkeys vielleicht nicht.";
    problem.hidden = false;
    button.disabled = false;
  }
});
