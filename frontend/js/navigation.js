// The list of pages is longer than most windows: the page one is on is shown in it. Only the list is scrolled.
const list = document.getElementById("navigation");
const current = list?.querySelector("[aria-current]");

if (current) {
  const below = current.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
  if (below > 0) list.scrollTop += below + list.clientHeight / 3;
}

// On a phone, tabs and the portal's pages lie in a strip that is wider than the window: the current one is shown in it.
for (const strip of document.querySelectorAll(".ku-tabs, .ku-portal-nav")) {
  const here = strip.querySelector("[aria-current]");
  if (!here) continue;
  const [seen, place] = [strip.getBoundingClientRect(), here.getBoundingClientRect()];
  if (place.left < seen.left || place.right > seen.right) {
    strip.scrollLeft += place.left + place.width / 2 - (seen.left + seen.width / 2);
  }
}
