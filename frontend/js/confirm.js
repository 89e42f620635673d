// Asks before something that cannot be undone: <button data-confirm="Frage?" data-confirm-action="Löschen">,
// and for htmx requests hx-confirm="Frage?".
function ask(question, actionText = "Fortfahren") {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = "ku-dialog";
    dialog.setAttribute("aria-labelledby", "ku-confirm-question");
    const heading = document.createElement("h2");
    heading.id = "ku-confirm-question";
    heading.textContent = question;
    const form = document.createElement("form");
    form.method = "dialog";
    form.className = "ku-dialog__foot";
    form.append(button("cancel", "Abbrechen", "secondary"), button("confirmed", actionText, "primary"));
    dialog.append(heading, form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "confirmed");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function button(value, text, kind) {
  const element = document.createElement("button");
  element.className = `kern-btn kern-btn--${kind}`;
  element.value = value;
  const label = document.createElement("span");
  label.className = "kern-label";
  label.textContent = text;
  element.append(label);
  return element;
}

const confirmed = new WeakSet();

document.addEventListener("click", async (event) => {
  const trigger = event.target.closest("[data-confirm]");
  if (!trigger || confirmed.has(trigger)) return;
  event.preventDefault();
  event.stopPropagation();
  if (!(await ask(trigger.dataset.confirm, trigger.dataset.confirmAction))) {
    trigger.focus();
    return;
  }
  confirmed.add(trigger);
  trigger.click();
  confirmed.delete(trigger);
});

document.addEventListener("htmx:confirm", async (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  if (await ask(event.detail.question, event.detail.elt.dataset.confirmAction)) event.detail.issueRequest(true);
});
