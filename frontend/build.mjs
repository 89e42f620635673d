// Builds the front end into var/frontend, the only folder that is served as static files:
//   app.css app.js      every page outside the administration
//   charts.js           pages with charts
//   signature.js        the page on which people sign
//   scan.js             the page that reads labels
//   admin.css           the administration
//   icons.svg fonts/    symbols and type
//   licences.json       the licences of what is delivered, for the page /licences/
import { build } from "esbuild";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { iconSprite, withoutUnusedIcons } from "./icons.mjs";
import { deliveredLicences } from "./licences.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const source = path.join(root, "frontend");
const packages = path.join(root, "node_modules");
const target = path.join(root, "var", "frontend");
const unfinished = `${target}.unfinished`;

fs.rmSync(unfinished, { recursive: true, force: true });
fs.mkdirSync(unfinished, { recursive: true });

const options = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  legalComments: "none", // the licences page carries them in full
  outdir: unfinished,
  nodePaths: [packages],
  // light-dark(), :has(), popover and nesting are in all of these
  target: ["chrome123", "firefox128", "safari17.5"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  logLevel: "warning",
};

await build({
  ...options,
  entryPoints: ["app", "admin"].map((name) => path.join(source, "css", `${name}.css`)),
  plugins: [withoutUnusedIcons(path.join(root, "templates"))],
});
await build({
  ...options,
  format: "iife",
  entryPoints: ["app", "charts", "signature", "scan"].map((name) => path.join(source, "js", `${name}.js`)),
});
fs.writeFileSync(path.join(unfinished, "icons.svg"), iconSprite(path.join(source, "icons.txt"), packages));
fs.writeFileSync(path.join(unfinished, "licences.json"), JSON.stringify(deliveredLicences(packages), null, 1));

// A page that is being served never meets a half-built folder
fs.rmSync(target, { recursive: true, force: true });
fs.renameSync(unfinished, target);
