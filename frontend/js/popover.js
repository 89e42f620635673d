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

const opener = new WeakMap(); // a menu may have two buttons, and once it is open the focus is already in it

function buttonOf(menu) {
  if (opener.get(menu)?.isConnected) return opener.get(menu);
  return document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
}

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest?.("[popovertarget]");
    const menu = button && document.getElementById(button.getAttribute("popovertarget"));
    if (menu) opener.set(menu, button);
  },
  true,
);
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
    const isOpen = event.newState === "open";
    for (const other of document.querySelectorAll(`[popovertarget="${CSS.escape(menu.id)}"]`)) {
      other.setAttribute("aria-expanded", String(isOpen && other === button));
    }
    if (isOpen) place(menu, button);
  },
  true,
);
