// Text modules at the cursor: [data-insert-text] in the menu [data-texts] goes into the textarea of the composer.
// „::Wort“ in the text opens the menu with that word searched for, and is replaced by what is chosen.
import { announce } from "./announce.js";

const CALL = /(^|\s)::([\p{L}\d-]*)$/u;
const menu = () => document.querySelector("[data-texts]");
const field = () => document.querySelector("[data-composer] textarea");
let isCalled = false;
let isForMacros = false;

function narrow() {
  const words = menu()?.querySelector("[data-texts-search]").value.trim().toLowerCase() ?? "";
  for (const entry of menu()?.querySelectorAll("#texts :is(button.ku-menu__item, details)") ?? []) {
    entry.hidden = !entry.textContent.toLowerCase().includes(words);
  }
}

function insert(text, said) {
  const area = field();
  const before = area.value.slice(0, area.selectionStart);
  const called = isCalled && before.match(CALL);
  const from = called ? before.length - called[2].length - 2 : before.length;
  area.setRangeText(text, from, area.selectionEnd, "end");
  menu().hidePopover();
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
  announce(said ?? "Textbaustein eingefügt");
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-macros-button]")) isForMacros = true;
  const chosen = event.target.closest("[data-insert-text]");
  if (chosen) insert(chosen.dataset.insertText, chosen.dataset.inserted);
});
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-texts-search]")) narrow();
  if (event.target !== field() || !menu()) return;
  const called = event.target.value.slice(0, event.target.selectionStart).match(CALL);
  if (!called || menu().matches(":popover-open")) return;
  isCalled = true;
  const search = menu().querySelector("[data-texts-search]");
  search.value = called[2];
  document.querySelector("[data-texts-button]").click();
  search.focus();
});
document.addEventListener("keydown", (event) => {
  if (!event.target.matches("[data-texts-search]") || event.key !== "Enter") return;
  event.preventDefault();
  menu().querySelector("[data-insert-text]:not([hidden])")?.click();
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "texts") return;
  narrow();
  if (isForMacros) menu().querySelector("[data-macros] summary")?.focus();
});
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target !== menu() || event.newState !== "closed") return;
    isCalled = false;
    isForMacros = false;
    menu().querySelector("[data-texts-search]").value = "";
  },
  true,
);
