// One SVG file with the symbols named in icons.txt; pages refer to them by <use href="icons.svg#name">.
import fs from "node:fs";
import path from "node:path";

export function iconSprite(listFile, packages) {
  const names = fs
    .readFileSync(listFile, "utf8")
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter(Boolean);
  const symbols = [...new Set(names)].map((name) => symbol(name, packages));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

function symbol(name, packages) {
  const file = path.join(packages, "@material-symbols", "svg-400", "outlined", `${name}.svg`);
  if (!fs.existsSync(file)) {
    throw new Error(`frontend/icons.txt names “${name}”, which is no Material symbol`);
  }
  const svg = fs.readFileSync(file, "utf8");
  const viewBox = svg.match(/viewBox="([^"]+)"/)[1];
  const drawing = svg.replace(/^<svg[^>]*>|<\/svg>\s*$/g, "");
  return `<symbol id="${name}" viewBox="${viewBox}">${drawing}</symbol>`;
}

// The design system draws its own symbols in its style sheet, a hundred of them; only those that a template names are delivered.
export function withoutUnusedIcons(templates) {
  const pages = fs.readdirSync(templates, { recursive: true }).filter((name) => name.endsWith(".html"));
  const named = pages.flatMap((name) => fs.readFileSync(path.join(templates, name), "utf8").match(/kern-icon--[\w-]+/g) ?? []);
  const used = new Set(named);
  return {
    name: "without-unused-icons",
    setup(build) {
      build.onLoad({ filter: /kern\.min\.css$/ }, ({ path: file }) => ({
        contents: fs
          .readFileSync(file, "utf8")
          .replace(/\.(kern-icon--[\w-]+)\{[^{}]*\}/g, (rule, name) => (used.has(name) ? rule : "")),
        loader: "css",
        resolveDir: path.dirname(file),
      }));
    },
  };
}
