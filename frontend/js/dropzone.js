// Files by dragging, pasting or choosing: <div class="ku-dropzone" data-dropzone data-max-bytes="20971520">
// with the file input inside and a <ul class="ku-files" data-files> after it. The server checks again.
import { announce } from "./announce.js";

const sizes = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 1 });
const sizeText = (bytes) =>
  bytes < 1024 * 1024 ? `${sizes.format(Math.ceil(bytes / 1024))}\u00a0KB` : `${sizes.format(bytes / 1024 / 1024)}\u00a0MB`;

function enhance(zone) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.parentElement.querySelector("[data-files]");
  const limit = Number(zone.dataset.maxBytes) || Infinity;
  let chosen = [];

  function take(files) {
    const isNew = (file) => !chosen.some((other) => other.name === file.name && other.size === file.size);
    chosen = input.multiple ? [...chosen, ...[...files].filter(isNew)] : [...files].slice(0, 1);
    show();
    announce(chosen.length === 1 ? "1 Datei ausgewählt" : `${chosen.length} Dateien ausgewählt`);
  }

  function remove(file) {
    chosen = chosen.filter((other) => other !== file);
    show();
    input.focus();
    announce(`${file.name} entfernt`);
  }

  function show() {
    const transfer = new DataTransfer();
    for (const file of chosen) transfer.items.add(file);
    input.files = transfer.files;
    const tooBig = chosen.filter((file) => file.size > limit);
    input.setCustomValidity(tooBig.length ? `${tooBig[0].name} ist größer als ${sizeText(limit)}.` : "");
    list?.replaceChildren(...chosen.map((file) => item(file)));
  }

  function item(file) {
    const row = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    const size = document.createElement("span");
    size.className = "ku-muted";
    size.textContent = sizeText(file.size);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ku-icon-button";
    button.setAttribute("aria-label", `${file.name} entfernen`);
    button.textContent = "×";
    button.addEventListener("click", () => remove(file));
    row.append(name, size);
    if (file.size > limit) {
      row.className = "is-too-big";
      const warning = document.createElement("strong");
      warning.setAttribute("role", "alert");
      warning.textContent = `Zu groß: höchstens ${sizeText(limit)} je Datei. Bitte entfernen.`;
      row.append(warning);
    }
    row.append(button);
    return row;
  }

  input.addEventListener("change", () => take(input.files));
  for (const type of ["dragenter", "dragover"]) zone.addEventListener(type, () => zone.classList.add("is-over"));
  for (const type of ["dragleave", "drop"]) zone.addEventListener(type, () => zone.classList.remove("is-over"));
  return { zone, take, form: input.form };
}

let zones = [];

function start() {
  zones = zones.filter(({ zone }) => zone.isConnected);
  const known = new Set(zones.map(({ zone }) => zone));
  zones.push(...[...document.querySelectorAll("[data-dropzone]")].filter((zone) => !known.has(zone)).map(enhance));
}

start();
document.addEventListener("htmx:afterSettle", start);

export const filesOf = (form) => [...form.querySelectorAll("[data-dropzone] input[type=file]")].flatMap((input) => [...input.files]);

export function giveFiles(place, files) {
  const known = zones.find(({ zone }) => place.contains(zone));
  if (known && files.length) known.take(files);
}

// The form one is writing in or over, else the only one on the page
function zoneFor(element) {
  return zones.find(({ form }) => form?.contains(element)) ?? (zones.length === 1 ? zones[0] : null);
}

// A file that misses its place goes there all the same; the browser would leave the page and open it
for (const type of ["dragover", "drop"]) {
  document.addEventListener(type, (event) => {
    if (!zones.length || !event.dataTransfer?.types.includes("Files") || event.target.closest("input[type=file]")) return;
    event.preventDefault();
    if (type === "drop") zoneFor(event.target)?.take(event.dataTransfer.files);
  });
}

// A screenshot from the clipboard
document.addEventListener("paste", (event) => {
  const files = event.clipboardData?.files;
  if (!files?.length) return;
  const zone = zoneFor(event.target);
  if (!zone) return;
  event.preventDefault();
  zone.take(files);
});
