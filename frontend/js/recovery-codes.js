// Recovery codes are shown once: print them or keep them as a file. Nothing is asked of the server again.
const list = document.querySelector("[data-codes]");

if (list) {
  const print = document.querySelector("[data-print]");
  const save = document.querySelector("[data-save-codes]");
  print.hidden = save.hidden = false;
  print.addEventListener("click", () => window.print());
  save.addEventListener("click", () => {
    const codes = [...list.querySelectorAll("code")].map((code) => code.textContent);
    const text = ["KSM Servicebetrieb: Wiederherstellungscodes. Jeder gilt einmal.", "", ...codes, ""].join("\r\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = list.dataset.codes;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
