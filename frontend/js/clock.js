// Counts a remaining time down: <span data-remaining-minutes="134">2 Std. 14 Min.</span>.
// The server decides when a deadline is missed; this is display only, so it runs only while the service clock runs
// (leave the attribute out outside service hours) and speaks only at the thresholds people act on.
import { announce } from "./announce.js";

const THRESHOLDS = [60, 15, 0];
const MINUTE = 60_000;
const started = Date.now();

export function durationText(minutes) {
  const total = Math.abs(minutes);
  const days = Math.floor(total / 1440);
  const hours = Math.floor(total / 60);
  if (days) return days === 1 ? "1\u202fTag" : `${days}\u202fTage`;
  if (hours >= 8) return `${hours}\u202fStd.`;
  if (hours) return `${hours}\u202fStd. ${String(total % 60).padStart(2, "0")}\u202fMin.`;
  return `${total}\u202fMin.`;
}

function tick() {
  const passed = Math.floor((Date.now() - started) / MINUTE);
  for (const element of document.querySelectorAll("[data-remaining-minutes]")) {
    const remaining = Number(element.dataset.remainingMinutes) - passed;
    element.textContent = remaining < 0 ? `${durationText(remaining)} über` : durationText(remaining);
    if (THRESHOLDS.includes(remaining)) announce(`Noch ${remaining} Minuten bis zur Frist`);
  }
}

setInterval(tick, MINUTE);

// Counts a measured time up: <span data-counts-up="750">0:13 h</span> had 750 seconds when the page was made
const firstSeen = new WeakMap();

function countUp() {
  for (const element of document.querySelectorAll("[data-counts-up]")) {
    if (!firstSeen.has(element)) firstSeen.set(element, Date.now());
    const minutes = Math.round((Number(element.dataset.countsUp) + (Date.now() - firstSeen.get(element)) / 1000) / 60);
    element.textContent = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")} h`;
  }
}

countUp();
setInterval(countUp, 5000);
document.addEventListener("htmx:afterSettle", countUp);
