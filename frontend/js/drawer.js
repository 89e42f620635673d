// Side navigation as a drawer on narrow windows. Without script the link leads to #navigation, which :target shows.
const opener = document.querySelector("[data-drawer]");
const drawer = opener && document.getElementById(opener.getAttribute("aria-controls"));

function show(open) {
  drawer.classList.toggle("is-open", open);
  opener.setAttribute("aria-expanded", String(open));
  if (open) drawer.querySelector("a")?.focus();
  else opener.focus();
}

if (drawer) {
  const isOpen = () => drawer.classList.contains("is-open");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    show(!isOpen());
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    show(!isOpen());
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) show(false);
  });
  document.addEventListener("click", (event) => {
    if (isOpen() && !drawer.contains(event.target) && !opener.contains(event.target)) show(false);
  });
}
