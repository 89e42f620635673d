// Light or dark at once: <form data-theme-switch action="/preferences/">; the server keeps the choice in a cookie.
const page = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (page.dataset.kernTheme ? page.dataset.kernTheme === "dark" : systemIsDark.matches);

function showState() {
  for (const button of document.querySelectorAll("[data-theme-switch] button")) {
    button.setAttribute("aria-pressed", String(isDark()));
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-switch]");
  if (!form) return;
  event.preventDefault();
  const theme = isDark() ? "light" : "dark";
  page.dataset.kernTheme = theme;
  showState();
  dispatchEvent(new Event("ku:theme"));
  const body = new FormData(form);
  body.set("theme", theme);
  fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
});
systemIsDark.addEventListener("change", showState);
showState();
