// What can be done on the page one is on, by its own words: everything with a key, the buttons and links that look
// like buttons, and what stands in the menus of its properties. Hooks are the elements themselves, so that the page
// decides what there is and what this person may do.
import { use } from "./shortcuts.js";

const WITH_KEY = "[data-shortcut]:not(nav a, .ku-new-ticket)";
const BUTTONS = "main :is(a.kern-btn, button.kern-btn, .ku-links a)";
const CHOICES = "main [popover] button[type=submit].ku-menu__item";
const NOT_FROM = "table *, dialog *, [popover] *, [data-composer] button[type=submit]";

// Without keys that stand beside the words
function textOf(element) {
  const copy = element.cloneNode(true);
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function wordsOf(element) {
  const label = element.querySelector(".kern-label");
  if (label) return textOf(label);
  const title = element.title.replace(/ \([^)]*\)$/, "");
  return title || element.getAttribute("aria-label") || textOf(element.labels?.[0] ?? element);
}

function isThere(element) {
  return element.checkVisibility() || Boolean(element.closest("label, [data-composer]")?.checkVisibility());
}

function choose(choice) {
  const asks = choice.form?.querySelector("input:not([type=hidden]), select, textarea");
  if (!asks) {
    choice.click();
    return;
  }
  // It wants to know more first
  const menu = choice.closest("[popover]");
  menu.showPopover();
  (asks.required ? asks : choice).focus();
}

export function commandsOfThePage() {
  const commands = new Map();
  const add = (words, command) => words && !commands.has(words) && commands.set(words, command);
  const hasKeys = document.documentElement.dataset.shortcuts !== "off";
  for (const element of document.querySelectorAll(`${WITH_KEY}, ${BUTTONS}`)) {
    if (element.matches(NOT_FROM) && !element.matches("[data-select-all]")) continue;
    if (!isThere(element)) continue;
    add(wordsOf(element), { key: hasKeys ? (element.dataset.shortcut ?? "") : "", run: () => use(element) });
  }
  for (const choice of document.querySelectorAll(CHOICES)) {
    const opener = document.querySelector(`[popovertarget="${CSS.escape(choice.closest("[popover]").id)}"]`);
    if (opener && isThere(opener)) add(`${wordsOf(opener)}: ${wordsOf(choice)}`, { isDetail: true, run: () => choose(choice) });
  }
  return commands;
}
