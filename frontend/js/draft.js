// Keeps unsent text: <textarea data-draft="ticket-123">, state in [data-draft-status]. At once in this browser and, where
// data-draft-url names an address, every few seconds on the server: data-saved-at says which state of there is on the page.
// Where a stored text is changed, data-changed-at says since when it stands: what was typed later comes back.
// The mode (reply or note) is kept with the text, so that a note can never come back as a reply.
const KEEP_DAYS = 7;
const DAY = 86_400_000;
const TO_SERVER_AFTER = 3000;
const LOOK_EVERY = 20_000;
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
  const url = field.dataset.draftUrl;
  const status = form.querySelector("[data-draft-status]");
  const notice = form.querySelector("[data-draft-notice]");
  const say = (text) => {
    if (status) status.textContent = text;
  };
  const mode = () => form.querySelector("[data-composer-mode]:checked");
  let savedAt = field.dataset.savedAt ?? "";
  let timer;
  let toServer;
  let running;
  let isGone = false;

  const kept = stored(key);
  if (savedAt) say(`Entwurf vom ${dateAndTime.format(Date.parse(savedAt))} Uhr wiederhergestellt`);
  // What the server has wins, unless this browser had that very state and somebody typed on
  if (kept?.sent && !field.value) localStorage.removeItem(key);
  else if (kept?.base && kept.base !== savedAt) localStorage.removeItem(key);
  else if (kept?.text && kept.text !== field.value && isNewer(kept)) restore(kept);

  function isNewer({ base, at }) {
    const since = savedAt || field.dataset.changedAt;
    return since ? base === since || at > Date.parse(since) : !field.value;
  }

  function restore({ text, at, mode: keptMode }) {
    const choice = keptMode && form.querySelector(`[data-composer-mode="${CSS.escape(keptMode)}"]`);
    if (choice && !choice.checked) {
      choice.checked = true;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    }
    field.value = text;
    say(`Entwurf vom ${dateAndTime.format(at)} Uhr wiederhergestellt`);
  }

  function keep(more = {}) {
    const draft = { text: field.value, at: Date.now(), mode: mode()?.dataset.composerMode, base: savedAt, ...more };
    localStorage.setItem(key, JSON.stringify(draft));
    return draft;
  }

  function save() {
    if (field.value.trim()) say(`Entwurf gesichert ${clockTime.format(keep().at)} Uhr`);
    else {
      localStorage.removeItem(key);
      say("");
    }
  }

  function saveSoon() {
    say("Entwurf wird gesichert …");
    clearTimeout(timer);
    timer = setTimeout(save, 600);
    if (url) toServer ??= setTimeout(push, TO_SERVER_AFTER);
  }

  async function ask(options) {
    running?.abort();
    running = new AbortController();
    const version = form.elements.version?.value ?? "";
    const answer = await fetch(`${url}?version=${version}`, { signal: running.signal, ...options });
    if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error("no answer");
    const said = await answer.json();
    if (notice && notice.textContent !== said.notice) notice.textContent = said.notice ?? "";
    return said;
  }

  async function push({ keepalive = false } = {}) {
    clearTimeout(toServer);
    toServer = null;
    const text = field.value;
    const body = new URLSearchParams({ kind: mode()?.value ?? "reply", body: text });
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const said = await ask({ method: "POST", body, keepalive });
      if (isGone) return;
      savedAt = said.saved_at ?? "";
      if (field.value.trim()) keep();
      if (field.value === text) say(said.status);
    } catch (problem) {
      if (problem.name !== "AbortError") say("Entwurf nur in diesem Browser gesichert: keine Verbindung");
    }
  }

  field.addEventListener("input", saveSoon);
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-composer-mode]") && field.value.trim()) saveSoon();
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    clearTimeout(toServer);
    toServer = null;
    running?.abort();
    // Thrown away only when the next page comes back with an empty field, or the answer says that it was accepted
    keep(form.hasAttribute("hx-post") ? {} : { sent: true });
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status >= 300 || event.detail.requestConfig.elt !== form) return;
    isGone = true;
    localStorage.removeItem(key);
  });
  if (!url) return;
  addEventListener("pagehide", () => toServer && !isGone && push({ keepalive: true }));
  const looking = setInterval(() => {
    if (!field.isConnected) clearInterval(looking);
    else if (!document.hidden && !toServer) ask({}).catch(() => {});
  }, LOOK_EVERY);
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
document.addEventListener("htmx:afterSettle", () => start(document));
// Other people may use this browser after the sign-out
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-forget-drafts]")) return;
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) localStorage.removeItem(key);
});
