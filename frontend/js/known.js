// Whoever chooses a Fachverfahren in a report reads there what is known about it: the line from above, with all it says.
const place = document.querySelector("[data-known-here]");
const choice = place && place.closest("form").elements.affected;

function show() {
  const known = document.querySelector(`[data-known="${CSS.escape(choice.value)}"]`);
  place.replaceChildren();
  if (!known) return;
  const hint = document.createElement("div");
  hint.className = "ku-hint ku-hint--warning";
  const words = document.createElement("div");
  words.className = "ku-lines";
  const title = document.createElement("p");
  title.append(...known.querySelector("summary span").cloneNode(true).childNodes);
  words.append(title, ...known.querySelector("div").cloneNode(true).childNodes);
  hint.append(known.querySelector("summary svg, summary .ku-icon").cloneNode(true), words);
  place.append(hint);
}

if (choice) {
  choice.addEventListener("change", show);
  show();
}
