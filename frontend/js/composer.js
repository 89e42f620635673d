// Switch between reply and internal note: the placeholder, the label and the keyboard follow the choice.
// CSS shows and hides the rest (.ku-only-reply, .ku-only-note), so the look is right even before this runs.
function follow(choice, { focus = false } = {}) {
  const text = choice.form?.querySelector("textarea");
  if (!text) return;
  const placeholder = choice.dataset.composerMode === "note" ? text.dataset.notePlaceholder : text.dataset.replyPlaceholder;
  if (placeholder) text.placeholder = placeholder;
  if (focus) text.focus();
}

function start() {
  for (const choice of document.querySelectorAll("input[data-composer-mode]:checked")) follow(choice);
}

start();
document.addEventListener("htmx:afterSettle", start);

document.addEventListener("change", (event) => {
  if (event.target.matches("input[data-composer-mode]")) follow(event.target);
});
// A shortcut clicks the radio button itself: go on to the text
document.addEventListener("click", (event) => {
  if (event.target.matches("input[data-composer-mode]") && event.detail === 0 && !event.target.matches(":focus")) {
    follow(event.target, { focus: true });
  }
});

// Ctrl+Enter sends with the main button of the chosen mode
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("[data-composer]");
  const main = [...(form?.querySelectorAll("button.kern-btn--primary") ?? [])].find((button) => button.checkVisibility());
  if (main) form.requestSubmit(main);
});

// The composer unfolds when the focus comes. If that came with the pressing of a button, it would move away before the click
document.addEventListener("mousedown", (event) => {
  if (event.target.closest(".ku-composer__foot :is(a, button, input)")) event.preventDefault();
});

// What is refused stays where it was typed; only the reasons and what is new come with the answer
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status !== 422) return;
  detail.shouldSwap = true;
  detail.isError = false;
});
document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
  detail.target?.querySelector?.("[data-composer] [data-error-summary], [data-error-summary]")?.focus();
});

// How far the files are on their way
for (const name of ["progress", "loadend"]) {
  document.addEventListener(`htmx:xhr:${name}`, (event) => {
    const bar = event.target.querySelector?.("[data-composer-progress]");
    if (!bar) return;
    bar.hidden = name === "loadend" || !event.target.querySelector("input[type=file]")?.files.length;
    if (event.detail.total) bar.value = (event.detail.loaded / event.detail.total) * 100;
  });
}
