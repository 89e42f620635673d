// Keeps unsent text in this browser: <textarea data-draft="ticket-123">, state in [data-draft-status].
// The mode (reply or note) is kept with the text, so that a note can never come back as a reply.
const KEEP_DAYS = 7;
const DAY = 86_400_000;
const PREFIX = "ku-draft:";
const dateAndTime = new Intl.DateTimeFormat("de-DE", { dateStyle: "medium", timeStyle: "short" });
const clockTime = new Intl.DateTimeFormat("de-DE", { timeStyle: "short" });

const keyOf = (field) => `${PREFIX}${document.body.dataset.user ?? ""}:${field.dataset.draft}`;

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function dropOld() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    if (!(Date.now() - (stored(key)?.at ?? 0) < KEEP_DAYS * DAY)) localStorage.removeItem(key);
  }
}

function watch(field) {
  const form = field.form;
  const key = keyOf(field);
  const status = form.querySelector("[data-draft-status]");
  const say = (text) => {
    if (status) status.textContent = text;
  };
  const mode = () => form.querySelector("[data-composer-mode]:checked");
  let timer;

  const draft = stored(key);
  if (draft?.sent && !field.value) localStorage.removeItem(key);
  else if (draft?.text && !field.value) restore(draft);

  function restore({ text, at, mode: kept }) {
    const choice = kept && form.querySelector(`[data-composer-mode="${CSS.escape(kept)}"]`);
    if (choice && !choice.checked) {
      choice.checked = true;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    }
    field.value = text;
    say(`Entwurf vom ${dateAndTime.format(at)} Uhr wiederhergestellt`);
  }

  function save() {
    if (field.value.trim()) {
      const draftNow = { text: field.value, at: Date.now(), mode: mode()?.dataset.composerMode };
      localStorage.setItem(key, JSON.stringify(draftNow));
      say(`Entwurf gesichert ${clockTime.format(draftNow.at)} Uhr`);
    } else {
      localStorage.removeItem(key);
      say("");
    }
  }

  function saveSoon() {
    say("Entwurf wird gesichert …");
    clearTimeout(timer);
    timer = setTimeout(save, 600);
  }

  field.addEventListener("input", saveSoon);
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-composer-mode]") && field.value.trim()) saveSoon();
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    // Thrown away only when the next page comes back with an empty field: then it was accepted
    localStorage.setItem(key, JSON.stringify({ text: field.value, at: Date.now(), mode: mode()?.dataset.composerMode, sent: true }));
  });
}

function start(root) {
  for (const field of root.querySelectorAll("textarea[data-draft]")) {
    if (field.dataset.draftWatched) continue;
    field.dataset.draftWatched = "yes";
    watch(field);
  }
}

dropOld();
start(document);
document.addEventListener("htmx:afterSettle", (event) => start(event.detail.elt));
// Other people may use this browser after the sign-out
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-forget-drafts]")) return;
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) localStorage.removeItem(key);
});
