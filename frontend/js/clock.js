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
