// „@Name“ in an internal note: colleagues to choose from, in the list [data-mentions] below the text. The focus stays in the
// text; arrow keys go through the list, Enter and Tab take the marked name, Esc closes it.
import { announce } from "./announce.js";

const CALL = /(^|\s)@([\p{L}][\p{L} .-]{0,30})$/u;
const AFTER_TYPING = 200;
let timer;

const list = () => document.querySelector("[data-mentions]");
const area = () => document.querySelector("[data-composer] textarea");
const options = () => [...list().querySelectorAll("[role=option]")];
const marked = () => list().querySelector('[aria-selected="true"]');

function called() {
  const isNote = area().form.querySelector('[data-composer-mode="note"]')?.checked;
  return isNote && area().value.slice(0, area().selectionStart).match(CALL);
}

function mark(option) {
  marked()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) area().setAttribute("aria-activedescendant", option.id);
  else area().removeAttribute("aria-activedescendant");
}

function close() {
  list().hidden = true;
  mark(null);
}

async function complete(words) {
  const answer = await fetch(`${list().dataset.url}?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok || !list() || called()?.[2] !== words) return;
  list().innerHTML = await answer.text();
  list().hidden = !options().length;
  mark(options()[0]);
  if (!list().hidden) announce(`${options().length} Namen, mit den Pfeiltasten auszuwählen`);
}

function take(option) {
  const before = area().value.slice(0, area().selectionStart);
  const found = before.match(CALL);
  area().setRangeText(option.dataset.mention, found ? before.length - found[2].length - 1 : before.length, before.length, "end");
  close();
  area().dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", ({ target }) => {
  if (!list() || target !== area()) return;
  clearTimeout(timer);
  const words = called()?.[2];
  if (words) timer = setTimeout(complete, AFTER_TYPING, words);
  else close();
});
document.addEventListener("keydown", (event) => {
  if (event.target !== area() || !list() || list().hidden || event.ctrlKey || event.metaKey) return;
  const all = options();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) mark(all[(all.indexOf(marked()) + step + all.length) % all.length]);
  else if (event.key === "Enter" || event.key === "Tab") take(marked());
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
// The focus stays in the text, also for whoever takes a name with the pointer
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-mention]")) event.preventDefault();
});
document.addEventListener("click", ({ target }) => {
  const option = target.closest("[data-mention]");
  if (option) take(option);
});
document.addEventListener("focusout", ({ target }) => {
  if (list() && target === area()) close();
});
