// Speaks a sentence to screen readers through the polite live region of root.html.
export function announce(text) {
  const region = document.getElementById("ku-announcer");
  if (!region) return;
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}
