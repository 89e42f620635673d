// Search and commands (Ctrl+K): combobox and listbox inside a <dialog>, which keeps the focus and closes on Esc.
// Commands are in the page; from two characters on the server adds its hits. Enter without a hit submits the form.
import { announce } from "./announce.js";

const FROM_CHARACTERS = 2;
const AFTER_TYPING = 180;

const dialog = document.querySelector("[data-palette]");
const field = dialog?.querySelector("[role=combobox]");
const results = dialog?.querySelector("[data-palette-results]");
let timer;
let running;

const options = () => [...dialog.querySelectorAll("[role=option]")].filter((option) => !option.hidden && !option.closest("[hidden]"));
const selected = () => dialog.querySelector('[role=option][aria-selected="true"]');

function open() {
  dialog.showModal();
  field.value = "";
  results.replaceChildren();
  narrow();
  field.focus();
}

function select(option) {
  selected()?.setAttribute("aria-selected", "false");
  if (!option) {
    field.removeAttribute("aria-activedescendant");
    return;
  }
  option.id ||= `ku-option-${options().indexOf(option)}-${Date.now()}`;
  option.setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = options();
  if (!all.length) return;
  select(all[(all.indexOf(selected()) + by + all.length) % all.length]);
}

function narrow() {
  const words = field.value.trim().toLowerCase();
  for (const option of dialog.querySelectorAll("[data-palette-commands] [role=option]")) {
    option.hidden = !option.textContent.toLowerCase().includes(words);
  }
  for (const group of dialog.querySelectorAll("[data-palette-commands] [role=group]")) {
    group.hidden = !group.querySelector("[role=option]:not([hidden])");
  }
  select(options()[0]);
}

async function search() {
  const words = field.value.trim();
  running?.abort();
  if (words.length < FROM_CHARACTERS) {
    results.replaceChildren();
    narrow();
    return;
  }
  running = new AbortController();
  try {
    const url = new URL(dialog.dataset.searchUrl, location.href);
    url.searchParams.set("q", words);
    const answer = await fetch(url, { headers: { "HX-Request": "true" }, signal: running.signal });
    if (!answer.ok) return;
    results.innerHTML = await answer.text();
    for (const option of results.querySelectorAll("[role=option]")) {
      option.tabIndex = -1;
      option.setAttribute("aria-selected", "false");
    }
    select(options()[0]);
    const count = results.querySelectorAll("[role=option]").length;
    announce(count === 1 ? "1 Treffer" : `${count} Treffer`);
  } catch (problem) {
    if (problem.name !== "AbortError") throw problem;
  }
}

if (dialog) {
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-open-palette]")) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (!dialog.open) open();
  });
  field.addEventListener("input", () => {
    narrow();
    clearTimeout(timer);
    timer = setTimeout(search, AFTER_TYPING);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && selected()) {
      event.preventDefault();
      const option = selected();
      dialog.close();
      option.click();
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
