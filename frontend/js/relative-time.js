// Keeps “vor 7 Min.” true while a page stays open: <time datetime="…" data-relative>. Older moments do not change.
const MINUTE = 60_000;
const clockTime = new Intl.DateTimeFormat("de-DE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Berlin" });

function relativeText(moment, now) {
  const minutes = Math.floor((now - moment) / MINUTE);
  if (minutes < 1) return "gerade eben";
  if (minutes < 60) return `vor ${minutes}\u202fMin.`;
  if (moment.toDateString() === now.toDateString()) return `heute, ${clockTime.format(moment)}`;
  return null;
}

function refresh() {
  const now = new Date();
  for (const element of document.querySelectorAll("time[data-relative]")) {
    const text = relativeText(new Date(element.dateTime), now);
    if (text && element.textContent !== text) element.textContent = text;
  }
}

setInterval(refresh, MINUTE);
