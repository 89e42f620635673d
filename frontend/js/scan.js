// Reads labels by the camera: <div data-scan> with a video and a button, and the form that also takes what is typed.
// The browser's own reader is used where there is one, for it knows bar codes too; else one that comes with this file.
// Nothing of the picture leaves the device: only the text of the code is sent.
import decodeQR from "qr/decode.js";
import { announce } from "./announce.js";

const EVERY = 150;
const SAME_AGAIN_AFTER = 4000; // a label that stays in front of the camera is read once
const WIDEST = 960;
const WHY = {
  NotAllowedError: "Die Kamera ist nicht freigegeben. Erlauben Sie sie im Browser, oder geben Sie die Nummer ein.",
  NotFoundError: "Hier gibt es keine Kamera. Bitte geben Sie die Nummer ein.",
  NotReadableError: "Die Kamera wird gerade von einem anderen Programm benutzt.",
};
const FORMATS = ["qr_code", "code_128", "code_39", "ean_13", "data_matrix"];

async function readerOfTheBrowser() {
  if (!("BarcodeDetector" in window)) return null;
  try {
    const known = await BarcodeDetector.getSupportedFormats();
    if (!known.includes("qr_code")) return null;
    const detector = new BarcodeDetector({ formats: FORMATS.filter((format) => known.includes(format)) });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
  } catch {
    return null;
  }
}

function ownReader() {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return ""; // no code in this picture
    }
  };
}

function begin(place) {
  const video = place.querySelector("video");
  const button = place.querySelector("[data-scan-camera]");
  const words = button.querySelector("[data-scan-words]");
  const status = place.querySelector("[data-scan-status]");
  const frame = place.querySelector("[data-scan-frame]");
  let stream = null;
  let last = { text: "", at: 0 };

  const say = (text) => {
    status.textContent = text;
  };

  function stop() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    video.srcObject = null;
    frame.hidden = true;
    words.textContent = "Kamera einschalten";
  }

  function found(text) {
    const form = document.querySelector("[data-scan-form]"); // looked up anew: a list puts another in its place each time
    if (form.classList.contains("htmx-request")) return; // the one before is still on its way; the label is read again
    const now = Date.now();
    if (text === last.text && now - last.at < SAME_AGAIN_AFTER) {
      last.at = now;
      return;
    }
    last = { text, at: now };
    form.querySelector("input[name=typed]").value = text;
    navigator.vibrate?.(60);
    say("Gelesen.");
    announce("Etikett gelesen");
    if (!form.hasAttribute("hx-post")) stop();
    form.requestSubmit();
  }

  async function look(read, mine) {
    while (stream === mine) {
      if (video.readyState >= 2 && video.videoWidth) {
        const text = (await read(video)).trim();
        if (text && stream === mine) found(text);
      }
      await new Promise((done) => setTimeout(done, EVERY));
    }
  }

  async function start() {
    say("");
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 } },
        audio: false,
      });
    } catch (error) {
      say(WHY[error.name] ?? "Die Kamera lässt sich nicht einschalten. Bitte geben Sie die Nummer ein.");
      return;
    }
    frame.hidden = false;
    words.textContent = "Kamera ausschalten";
    video.srcObject = stream;
    await video.play();
    say("Halten Sie das Etikett in den Rahmen.");
    look((await readerOfTheBrowser()) ?? ownReader(), stream);
  }

  if (!navigator.mediaDevices?.getUserMedia) return; // the field below does all of it
  place.hidden = false;
  button.addEventListener("click", () => (stream ? stop() : start()));
  addEventListener("pagehide", stop);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && stream) stop();
  });
}

for (const place of document.querySelectorAll("[data-scan]")) begin(place);
