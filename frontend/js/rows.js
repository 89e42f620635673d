// Walking through a list with j and k; x chooses the row, Enter opens it because its link has the focus.
import { refreshSelection } from "./selection.js";

let current = -1;
const rows = () => [...document.querySelectorAll(".ku-table tbody tr")].filter((row) => row.querySelector(".ku-row-link"));

export const hasRows = () => rows().length > 0;

export function stepRow(step) {
  const all = rows();
  if (!all.length) return;
  current = Math.max(0, Math.min(current + step, all.length - 1));
  all.forEach((row, index) => row.classList.toggle("is-focused", index === current));
  all[current].querySelector(".ku-row-link").focus({ preventScroll: true });
  all[current].scrollIntoView({ block: "nearest" });
}

export function toggleRow() {
  const box = rows()[current]?.querySelector("input[data-select-row]");
  if (!box) return;
  box.checked = !box.checked;
  refreshSelection({ speak: true });
}

// Other parts of the page are renewed too; only a new list begins at its top again
document.addEventListener("htmx:afterSettle", () => {
  if (!document.querySelector(".ku-table tbody tr.is-focused")) current = -1;
});
