// Puts a popover menu under its button (or above, where there is no room) and tells whether it is open.
const EDGE = 8;

function place(menu, button) {
  const box = button.getBoundingClientRect();
  const inStickyBar = Boolean(button.closest(".ku-top"));
  const shiftX = inStickyBar ? 0 : scrollX;
  const shiftY = inStickyBar ? 0 : scrollY;
  const width = menu.offsetWidth || 250;
  const height = menu.offsetHeight;
  const above = box.bottom + height > innerHeight && box.top > height;
  menu.style.position = inStickyBar ? "fixed" : "absolute";
  menu.style.inset = "auto";
  menu.style.margin = "0";
  menu.style.left = `${Math.max(EDGE, Math.min(box.left, document.documentElement.clientWidth - width - EDGE)) + shiftX}px`;
  menu.style.top = `${(above ? box.top - height - 4 : box.bottom + 4) + shiftY}px`;
}

function buttonOf(menu) {
  return document.activeElement?.getAttribute("popovertarget") === menu.id
    ? document.activeElement
    : document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
}

// These events do not bubble, so they are caught on their way down
document.addEventListener(
  "beforetoggle",
  (event) => {
    const menu = event.target;
    if (!menu.popover || event.newState !== "open") return;
    const button = buttonOf(menu);
    if (button) place(menu, button);
  },
  true,
);
document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (!menu.popover) return;
    const button = buttonOf(menu);
    if (!button) return;
    button.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "open") place(menu, button);
  },
  true,
);
