// The licences of what var/frontend delivers to the browser. Tools of the build alone (esbuild) are not delivered.
import fs from "node:fs";
import path from "node:path";

const delivered = [
  { name: "@kern-ux/native", purpose: "Gestaltung nach dem KERN-Standard", texts: ["LICENSE.md"] },
  { name: "@fontsource/fira-sans", purpose: "Schrift Fira Sans", texts: ["LICENSE"] },
  {
    name: "@kern-ux/native",
    title: "Noto Sans",
    licence: "OFL-1.1",
    purpose: "Schrift für seltene Zeichen in Namen (DIN 91379), aus dem Paket @kern-ux/native",
    texts: [],
  },
  { name: "@material-symbols/svg-400", purpose: "Symbole", texts: ["LICENSE"] },
  { name: "htmx.org", purpose: "Nachladen von Seitenteilen", texts: ["LICENSE"] },
  { name: "echarts", purpose: "Diagramme", texts: ["LICENSE", "NOTICE", "licenses/LICENSE-d3"] },
  { name: "zrender", purpose: "Zeichnen der Diagramme", texts: ["LICENSE"] },
  { name: "qr", purpose: "Lesen von QR-Codes mit der Kamera", texts: ["LICENSE", "LICENSE-MIT"] },
  { name: "tslib", purpose: "Hilfsfunktionen der Diagramme", texts: ["LICENSE.txt"] },
];

export function deliveredLicences(packages) {
  return delivered.map(({ name, title, licence, purpose, texts }) => {
    const folder = path.join(packages, name);
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
    const text = texts.map((file) => fs.readFileSync(path.join(folder, file), "utf8").trim()).join("\n\n");
    return { name: title ?? name, version: manifest.version, licence: licence ?? manifest.license, purpose, text };
  });
}
