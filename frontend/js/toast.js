// Short answers in the corner. Server: <div class="ku-toast" data-toast="success">…; htmx: the response header
// HX-Trigger: {"toast": {"text": "…", "level": "success"}}. Warnings and errors stay until they are closed.
import { announce } from "./announce.js";

const STAYS = ["warning", "error"];
const SHOWN_FOR = 8000;
const LOOKS = { success: "check_circle", warning: "warning", error: "error" };
const SVG = "http://www.w3.org/2000/svg";

export function showToast(text, level = "success") {
  const region = document.querySelector("[data-toasts]");
  if (!region) return;
  const toast = document.createElement("div");
  toast.className = `ku-toast ku-toast--${level}`;
  toast.dataset.toast = level;
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.dataset.toastClose = "";
  close.textContent = "Schließen";
  toast.append(symbol(LOOKS[level] ?? "info"), words, close);
  region.append(toast);
  announce(text);
  leaveLater(toast);
}

// The address of the symbols carries a content hash in production: take it from a symbol that is on the page
function symbol(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "ku-icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  const sprite = document.querySelector("svg.ku-icon use")?.getAttribute("href").split("#")[0];
  if (sprite) use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

function leaveLater(toast) {
  const hasAction = toast.querySelector("button:not([data-toast-close]), a");
  if (STAYS.includes(toast.dataset.toast) || hasAction) return;
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, SHOWN_FOR);
    else toast.remove();
  };
  setTimeout(leave, SHOWN_FOR);
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast-close]")?.closest("[data-toast]").remove();
});
document.addEventListener("toast", (event) => {
  if (event.detail?.text) showToast(event.detail.text, event.detail.level);
});

const first = [...document.querySelectorAll("[data-toast]")];
first.forEach(leaveLater);
// A live region that is there from the start is not read: say it once more
if (first.length) {
  setTimeout(() => announce(first.map((toast) => toast.querySelector("span")?.textContent.trim()).join(" ")), 400);
}
