// Search and commands (Ctrl+K): combobox and listbox inside a <dialog>, which keeps the focus and closes on Esc.
// Commands are in the page; from two characters on the server adds its hits, without any the reports opened last.
// Enter without a hit submits the form.
import { announce } from "./announce.js";
import { commandsOfThePage } from "./page-commands.js";

const FROM_CHARACTERS = 2;
const AFTER_TYPING = 180;

const dialog = document.querySelector("[data-palette]");
const field = dialog?.querySelector("[role=combobox]");
const ofThePage = dialog?.querySelector("[data-palette-page]");
const results = dialog?.querySelector("[data-palette-results]");
let timer;
let running;

const options = () => [...dialog.querySelectorAll("[role=option]")].filter((option) => !option.hidden && !option.closest("[hidden]"));
const selected = () => dialog.querySelector('[role=option][aria-selected="true"]');

function open() {
  field.value = "";
  results.replaceChildren();
  for (const old of ofThePage.querySelectorAll("[role=option]")) old.remove();
  ofThePage.append(...[...commandsOfThePage()].map(([words, command]) => optionOf(words, command)));
  dialog.showModal();
  narrow();
  field.focus();
  search();
}

function optionOf(words, { key, isDetail, run }) {
  const option = document.createElement("div");
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.append(words);
  if (isDetail) option.dataset.onlyTyped = "";
  if (key) option.append(Object.assign(document.createElement("kbd"), { textContent: key.toUpperCase() }));
  option.addEventListener("click", () => {
    dialog.close();
    run();
  });
  return option;
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

// The words of a command without its key
function saying(option) {
  const text = [...option.childNodes].filter((node) => node.nodeName !== "KBD").map((node) => node.textContent);
  return text.join(" ").trim().toLowerCase();
}

function narrow() {
  const words = field.value.trim().toLowerCase();
  for (const option of dialog.querySelectorAll("[data-palette-commands] [role=option]")) {
    option.hidden = !saying(option).includes(words) || (!words && "onlyTyped" in option.dataset);
  }
  for (const group of dialog.querySelectorAll("[data-palette-commands] [role=group]")) {
    group.hidden = !group.querySelector("[role=option]:not([hidden])");
  }
  selectBest(words);
}

// A command that begins with what was typed is what was meant; else the first hit
function selectBest(words) {
  const commands = options().filter((option) => !results.contains(option));
  select((words && commands.find((option) => saying(option).startsWith(words))) || options()[0]);
}

async function search() {
  const words = field.value.trim();
  running?.abort();
  if (words && words.length < FROM_CHARACTERS) {
    results.replaceChildren();
    narrow();
    return;
  }
  running = new AbortController();
  try {
    const url = new URL(dialog.dataset.searchUrl, location.href);
    url.searchParams.set("q", words);
    const answer = await fetch(url, { headers: { "HX-Request": "true", "HX-Current-URL": location.href }, signal: running.signal });
    if (!answer.ok) return;
    results.innerHTML = await answer.text();
    results.dataset.words = words;
    for (const option of results.querySelectorAll("[role=option]")) {
      option.tabIndex = -1;
      option.setAttribute("aria-selected", "false");
    }
    selectBest(words.toLowerCase());
    if (!words) return;
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
    running?.abort(); // its answer would put the cursor on what nobody looks for any more
    if (results.dataset.words === "") results.replaceChildren();
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
