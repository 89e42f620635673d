// The order of columns: „nach links“ and „nach rechts“ move a column within the menu at once; without a script the
// server does it. Moving says where the column stands now, and the button keeps the focus.
import { announce } from "./announce.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-movable] [data-move]");
  if (!button) return;
  event.preventDefault();
  const item = button.closest("li");
  const words = item.querySelector("label, span").textContent.trim();
  const box = item.querySelector("input[type=checkbox]");
  if (box) box.checked = true; // whoever moves a column wants to see it
  const other = button.dataset.move < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other) {
    announce(`${words} steht schon ganz ${button.dataset.move < 0 ? "links" : "rechts"}.`);
    return;
  }
  if (button.dataset.move < 0) other.before(item);
  else other.after(item);
  button.focus();
  const items = [...item.parentElement.children];
  announce(`${words}: Platz ${items.indexOf(item) + 1} von ${items.length}`);
});
