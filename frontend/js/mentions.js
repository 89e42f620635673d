// „@Name“ in an internal note: colleagues to choose from, in the list [data-mentions] below the text.
const CALL = /(^|\s)@([\p{L}][\p{L} .-]{0,30})$/u;
const AFTER_TYPING = 200;
let timer;

const list = () => document.querySelector("[data-mentions]");

async function complete(area, words) {
  const answer = await fetch(`${list().dataset.url}?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok || !list()) return;
  list().innerHTML = await answer.text();
  list().hidden = !list().querySelector("button");
}

document.addEventListener("input", ({ target }) => {
  if (!list() || !target.matches("[data-composer] textarea")) return;
  clearTimeout(timer);
  const isNote = target.form.querySelector('[data-composer-mode="note"]')?.checked;
  const called = isNote && target.value.slice(0, target.selectionStart).match(CALL);
  if (called) timer = setTimeout(complete, AFTER_TYPING, target, called[2]);
  else list().hidden = true;
});
document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-mention]");
  if (!chosen) return;
  const area = document.querySelector("[data-composer] textarea");
  const before = area.value.slice(0, area.selectionStart);
  const called = before.match(CALL);
  area.setRangeText(chosen.dataset.mention, called ? before.length - called[2].length - 1 : before.length, before.length, "end");
  list().hidden = true;
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !list() || list().hidden) return;
  list().hidden = true;
  document.querySelector("[data-composer] textarea").focus();
});
