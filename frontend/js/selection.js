// Choosing rows: single, all of this page, a range with the shift key, or the whole list. The bar with the actions
// appears with the first row and says how many: <form class="ku-bulk" data-bulk data-one="Ticket" data-many="Tickets">.
import { announce } from "./announce.js";

const boxes = () => [...document.querySelectorAll("input[data-select-row]")];
const everything = () => document.querySelector("input[data-select-everything]");
let last = null;

export function refreshSelection({ speak = false } = {}) {
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  const all = boxes();
  const chosen = all.filter((box) => box.checked).length;
  bar.hidden = chosen === 0;
  const whole = everything();
  if (whole && chosen === 0) whole.checked = false;
  const text = whole?.checked
    ? `${whole.labels[0].textContent.trim()} ausgewählt`
    : `${chosen} ${chosen === 1 ? bar.dataset.one : bar.dataset.many} ausgewählt`;
  const count = bar.querySelector("[data-bulk-count]");
  if (count) count.textContent = text;
  const head = document.querySelector("input[data-select-all]");
  if (head) {
    head.checked = chosen > 0 && chosen === all.length;
    head.indeterminate = chosen > 0 && chosen < all.length;
  }
  if (speak) announce(text);
}

function chooseRange(box) {
  const all = boxes();
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  for (const each of all.slice(from, to + 1)) each.checked = box.checked;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("input[data-select-row]");
  if (box) {
    if (event.shiftKey && last?.isConnected) chooseRange(box);
    last = box;
    // Whoever takes a single row out no longer means the whole list
    if (!box.checked && everything()) everything().checked = false;
    refreshSelection({ speak: true });
  }
  if (event.target.closest("[data-select-none]")) {
    for (const each of boxes()) each.checked = false;
    refreshSelection({ speak: true });
    document.querySelector("input[data-select-all]")?.focus();
  }
});
document.addEventListener("change", (event) => {
  if (!event.target.matches("input[data-select-all], input[data-select-everything]")) return;
  if (event.target.matches("[data-select-all]") || event.target.checked) {
    for (const box of boxes()) box.checked = event.target.checked;
  }
  refreshSelection({ speak: true });
});
document.addEventListener("htmx:afterSettle", () => refreshSelection());
// The browser keeps ticks when one goes back to the list
addEventListener("pageshow", () => refreshSelection());
