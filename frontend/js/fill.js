// Fills a form with a template without leaving the page, so that chosen files stay: a button [data-fill="names"] sends
// what is typed, and the fields of these names take over what comes back. Without a script the page itself comes back.
import { announce } from "./announce.js";
import { showToast } from "./toast.js";

function take(field, answer) {
  const came = answer.elements[field.name];
  if (field.type === "radio" || field.type === "checkbox") {
    field.checked = [...answer.querySelectorAll(`[name="${CSS.escape(field.name)}"]:checked`)].some(
      (other) => other.value === field.value,
    );
  } else if (came && field.value !== came.value) {
    field.value = came.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  event.preventDefault();
  const { form } = button;
  const typed = new FormData(form, button);
  for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
  try {
    const answer = await fetch(form.action, { method: "POST", body: typed });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const filled = page.querySelector("[data-fill]")?.form;
    if (!filled) throw new Error("no form");
    const names = button.dataset.fill.split(" ");
    for (const field of form.elements) if (names.includes(field.name)) take(field, filled);
    const words = filled.querySelector("[data-filled]").textContent;
    form.querySelector("[data-filled]").textContent = words;
    announce(words || "Keine Vorlage");
  } catch {
    showToast("Das hat nicht geklappt. Ihre Eingaben bleiben stehen.", "error");
  }
});
