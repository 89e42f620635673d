// After a form was refused, the keyboard stands at the list of what to correct; its links lead into the fields.
document.querySelector("[data-error-summary]")?.focus();

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  field.closest("details")?.setAttribute("open", "");
  const target = field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea");
  (target ?? field).focus();
  (target ?? field).scrollIntoView({ block: "center" });
});
