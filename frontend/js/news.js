// Lets parts of a page ask what is new, as long as somebody looks at it: <div hx-get="…" hx-trigger="poll" data-poll>.
const EVERY = 20_000;

function ask() {
  if (document.hidden) return;
  for (const part of document.querySelectorAll("[data-poll]")) part.dispatchEvent(new Event("poll"));
}

setInterval(ask, EVERY);
document.addEventListener("visibilitychange", ask);
