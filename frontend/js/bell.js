// Lets the bell look every minute whether there is something new, while somebody can see it.
function look() {
  if (!document.hidden) document.querySelector("[data-bell]")?.dispatchEvent(new Event("look"));
}

setInterval(look, 60_000);
document.addEventListener("visibilitychange", look);
