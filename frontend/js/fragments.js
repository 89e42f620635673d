// What htmx needs from us: the CSRF token of the page, a sentence when a request fails, and the title of the result.
import { announce } from "./announce.js";
import { showToast } from "./toast.js";

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('input[name="csrfmiddlewaretoken"]')?.value;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});

document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (status === 403) showToast("Das ist nicht möglich. Vielleicht ist Ihre Anmeldung abgelaufen.", "error");
  else if (status === 502 || status === 503 || status === 504)
    showToast("Der Servicebetrieb ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.", "error");
  else showToast("Das hat nicht geklappt. Bitte laden Sie die Seite neu.", "error");
});

document.addEventListener("htmx:sendError", () => {
  showToast("Keine Verbindung zum Server. Ihre Eingaben bleiben auf dieser Seite stehen.", "error");
});

document.addEventListener("htmx:afterSwap", (event) => {
  // A page that comes back with the browser's back button has no target
  const spoken = event.detail.target?.querySelector("[data-announce]");
  if (spoken) announce(spoken.textContent.trim());
});
