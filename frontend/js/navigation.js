// The list of pages is longer than most windows: the page one is on is shown in it. Only the list is scrolled.
const list = document.getElementById("navigation");
const current = list?.querySelector("[aria-current]");

if (current) {
  const below = current.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
  if (below > 0) list.scrollTop += below + list.clientHeight / 3;
}
