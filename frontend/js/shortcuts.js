// Single keys. Any link, button or field names its own: data-shortcut="c" or, one after the other, "g t".
// They can be switched off in the preferences (WCAG 2.1.4) and never work while somebody types.
import { hasRows, stepRow, toggleRow } from "./rows.js";

const SEQUENCE_WITHIN = 900;
const FIELDS = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog, [popover]";
const walking = { j: () => stepRow(1), k: () => stepRow(-1), x: toggleRow };
let prefix = "";

function isVisible(element) {
  return element.checkVisibility?.({ visibilityProperty: true }) ?? true;
}

const FIRST_CHOICE = "button, a[href], select, input:not([type=hidden])";

// Does what its key would do
export function use(element) {
  if (element.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) {
    element.focus();
    return;
  }
  if (element.matches("summary")) {
    element.parentElement.open = true;
    element.parentElement.querySelector(FIRST_CHOICE)?.focus();
    return;
  }
  const menu = document.getElementById(element.getAttribute("popovertarget"));
  // What has the focus now gets it back from the menu. While nobody writes, the composer hides its tools.
  if (!isVisible(element)) element.closest("[data-composer]")?.querySelector("textarea")?.focus();
  else if (menu) element.focus();
  element.click();
  menu?.querySelector(FIRST_CHOICE)?.focus();
}

function run(keys) {
  const target = [...document.querySelectorAll(`[data-shortcut="${CSS.escape(keys)}"]`)].find(
    (element) => isVisible(element) || element.closest("label, [data-composer]"),
  );
  if (target) use(target);
  return Boolean(target);
}

addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.shortcuts === "off") return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(FIELDS)) return;
  const key = event.key;
  if (prefix) {
    const keys = `${prefix} ${key}`;
    prefix = "";
    if (run(keys)) event.preventDefault();
    return;
  }
  // On the page of one record, j and k may be links to its neighbours
  if (walking[key] && hasRows()) {
    walking[key]();
  } else if (document.querySelector(`[data-shortcut^="${CSS.escape(key)} "]`)) {
    prefix = key;
    setTimeout(() => {
      prefix = "";
    }, SEQUENCE_WITHIN);
  } else if (run(key)) {
    event.preventDefault();
  }
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.openDialog);
  if (!dialog) return;
  event.preventDefault();
  dialog.showModal();
});
document.addEventListener("click", (event) => {
  if (event.target.matches("dialog.ku-dialog")) event.target.close();
});
