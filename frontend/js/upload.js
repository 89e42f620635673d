// A form with files is sent with a bar that shows how far it is and a button to stop it. What is refused comes back
// into the page with the chosen files still there. Without files or without this script the browser sends it as ever.
// (The composer of a report is sent by htmx and has a bar of its own.)
import htmx from "htmx.org";
import { announce } from "./announce.js";
import { filesOf, giveFiles } from "./dropzone.js";
import { showToast } from "./toast.js";

const TOLD_EVERY = 25;
const FAILED = "Das Hochladen hat nicht geklappt. Ihre Eingaben und Dateien bleiben stehen.";
const WHY = {
  0: "Keine Verbindung zum Server. Ihre Eingaben und Dateien bleiben stehen.",
  403: "Das ist nicht möglich. Vielleicht ist Ihre Anmeldung abgelaufen. Ihre Eingaben und Dateien bleiben stehen.",
  413: "Die Dateien sind zusammen zu groß. Bitte nehmen Sie eine heraus.",
  503: "Der Servicebetrieb ist gerade nicht erreichbar. Ihre Eingaben und Dateien bleiben stehen: Bitte senden Sie gleich noch einmal.",
};
const running = new WeakMap();

function barFor(form, stop) {
  const bar = document.createElement("div");
  bar.className = "ku-upload";
  bar.tabIndex = -1;
  const progress = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
  progress.setAttribute("aria-label", "Hochladen");
  const words = document.createElement("span");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "ku-control" });
  button.textContent = "Hochladen abbrechen";
  button.addEventListener("click", stop);
  bar.append(progress, words, button);
  (form.querySelector(".ku-submit") ?? form).before(bar);
  let told = 0;
  announce("Dateien werden hochgeladen");
  return {
    remove: () => bar.remove(),
    show: (percent) => {
      progress.value = percent;
      words.textContent = `${percent} %`;
      if (percent < told + TOLD_EVERY || percent >= 100) return;
      told = percent;
      announce(`${percent} % hochgeladen`);
    },
    wait: () => {
      progress.removeAttribute("value");
      words.textContent = "Wird geprüft …";
      // From now on it may be stored, and nothing could be taken back
      if (document.activeElement === button) bar.focus();
      button.remove();
      announce("Hochgeladen, wird geprüft");
    },
  };
}

function goTo(address) {
  const url = new URL(address, location.href);
  const isHere = url.href.split("#")[0] === location.href.split("#")[0];
  if (!isHere) {
    location.assign(url.href);
    return;
  }
  history.replaceState(null, "", url.href);
  location.reload();
}

// The page as it came back, with the files that had been chosen
function showRefusal(form, html) {
  const came = new DOMParser().parseFromString(html, "text/html");
  const [content, fresh] = [document.getElementById("content"), came.getElementById("content")];
  if (!fresh) throw new Error("no page");
  const files = filesOf(form);
  document.title = came.title;
  content.innerHTML = fresh.innerHTML;
  for (const toast of came.querySelectorAll("[data-toasts] [data-toast]")) {
    showToast(toast.querySelector("span").textContent.trim(), toast.dataset.toast);
  }
  htmx.process(content);
  content.dispatchEvent(new CustomEvent("htmx:afterSettle", { bubbles: true, detail: { elt: content, target: content } }));
  giveFiles(content, files);
  (content.querySelector("[data-error-summary]") ?? content).focus();
}

function send(form, submitter) {
  const request = new XMLHttpRequest();
  const bar = barFor(form, () => request.abort());
  running.set(form, request);
  const end = (said) => {
    bar.remove();
    running.delete(form);
    if (!said) return;
    showToast(said, "error");
    // What was typed is a draft again
    for (const field of form.querySelectorAll("textarea")) field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    if (total) bar.show(Math.floor((loaded / total) * 100));
  });
  request.upload.addEventListener("load", bar.wait);
  request.addEventListener("abort", () => end("Das Hochladen ist abgebrochen. Ihre Eingaben und Dateien bleiben stehen."));
  request.addEventListener("error", () => end(WHY[0]));
  request.addEventListener("load", () => {
    const leadsTo = request.getResponseHeader("X-Leads-To");
    if (leadsTo && new URL(leadsTo, location.href).pathname.startsWith("/login/")) end(WHY[403]);
    else if (leadsTo) goTo(leadsTo);
    else if (request.status !== 200) end(WHY[request.status] ?? FAILED);
    else {
      end("");
      showRefusal(form, request.responseText);
    }
  });
  request.open("POST", form.getAttribute("action") || location.href);
  request.setRequestHeader("X-Upload", "1");
  const data = new FormData(form, submitter);
  data.append("upload_is_whole", "yes"); // comes last, so the server knows an upload that was stopped
  request.send(data);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post") || !filesOf(form).length) return;
  event.preventDefault();
  if (!running.has(form)) send(form, event.submitter);
});
