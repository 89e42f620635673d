// A field to sign in with finger, pen or mouse: <div data-signature><canvas width height><button data-signature-clear>,
// with the hidden input of the form beside it. The lines are kept as points in the units of the canvas, so that they
// stay sharp at every size. After an error of the form they are drawn again from the input.
import { announce } from "./announce.js";

const NEAR = 2; // points closer than this tell nothing new

function begin(field) {
  const canvas = field.querySelector("canvas");
  const input = field.querySelector("input[type=hidden]");
  const clear = field.querySelector("[data-signature-clear]");
  const submit = field.closest("form").querySelector("[type=submit]");
  const context = canvas.getContext("2d");
  const { width, height } = canvas; // the units in which points are counted
  let strokes = [];
  let current = null;

  function fit() {
    const ratio = devicePixelRatio || 1;
    const box = canvas.getBoundingClientRect();
    canvas.width = Math.max(1, Math.round(box.width * ratio));
    canvas.height = Math.max(1, Math.round((box.width * ratio * height) / width));
    draw();
  }

  function draw() {
    const scale = canvas.width / width;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    Object.assign(context, { lineWidth: 4, lineCap: "round", lineJoin: "round" });
    context.strokeStyle = getComputedStyle(canvas).color;
    for (const stroke of strokes) {
      context.beginPath();
      context.moveTo(...stroke[0]);
      for (const point of stroke.length > 1 ? stroke.slice(1) : [[stroke[0][0] + 1, stroke[0][1]]]) context.lineTo(...point);
      context.stroke();
    }
  }

  function keep() {
    input.value = strokes.length ? JSON.stringify(strokes) : "";
    clear.disabled = strokes.length === 0;
    field.classList.toggle("is-signed", strokes.length > 0);
  }

  function pointOf(event) {
    const box = canvas.getBoundingClientRect();
    const inside = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
    return [
      inside(((event.clientX - box.left) / box.width) * width, width),
      inside(((event.clientY - box.top) / box.height) * height, height),
    ];
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || current) return; // a second finger is the hand that rests
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    current = { id: event.pointerId, stroke: [pointOf(event)] };
    strokes.push(current.stroke);
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== current?.id) return;
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length ? moves : [event]) {
      const point = pointOf(move);
      const [x, y] = current.stroke.at(-1);
      if (Math.abs(point[0] - x) + Math.abs(point[1] - y) >= NEAR) current.stroke.push(point);
    }
    draw();
  });
  const lift = (event) => {
    if (event.pointerId !== current?.id) return;
    current = null;
    keep();
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  clear.addEventListener("click", () => {
    strokes = [];
    draw();
    keep();
    announce("Unterschrift gelöscht");
  });

  try {
    strokes = JSON.parse(input.value || "[]");
  } catch {
    strokes = [];
  }
  field.hidden = false;
  if (submit) submit.hidden = false;
  keep();
  fit();
  new ResizeObserver(fit).observe(canvas.parentElement);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-kern-theme"] });
}

for (const field of document.querySelectorAll("[data-signature]")) begin(field);
