// Asks only what the answers before call for: <div data-conditions> with <div data-key="…" data-when='{"all":…,"terms":[[key,
// operator, value],…]}'>. The server decides by the same rules (catalogue/conditions.py); without script all is shown.
const plain = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();

function answer(line) {
  if (line.hidden) return [];
  const given = [...line.querySelectorAll("input, select, textarea")].filter((field) => field.type !== "search");
  return given
    .filter((field) => (field.type === "radio" || field.type === "checkbox" ? field.checked : true))
    .map((field) => plain(field.value))
    .filter(Boolean);
}

function compare(given, wanted) {
  const [one, other] = [Number(given), Number(wanted)];
  if (!Number.isNaN(one) && !Number.isNaN(other)) return one - other;
  return given < wanted ? -1 : Number(given > wanted);
}

const operators = {
  is: (given, wanted) => given.length === 1 && given[0] === wanted,
  is_not: (given, wanted) => given.length !== 1 || given[0] !== wanted,
  contains: (given, wanted) => given.some((text) => text.includes(wanted)),
  answered: (given) => given.length > 0,
  unanswered: (given) => given.length === 0,
  at_least: (given, wanted) => given.length > 0 && compare(given[0], wanted) >= 0,
  at_most: (given, wanted) => given.length > 0 && compare(given[0], wanted) <= 0,
};

function ask(form) {
  const before = {};
  for (const line of form.querySelectorAll("[data-key]")) {
    if (line.dataset.when) {
      const { all, terms } = JSON.parse(line.dataset.when);
      const holds = ([key, operator, value]) => key in before && operators[operator](before[key], plain(value));
      line.hidden = !(all ? terms.every(holds) : terms.some(holds));
    }
    before[line.dataset.key] = answer(line);
  }
}

for (const form of document.querySelectorAll("[data-conditions]")) {
  for (const hint of form.querySelectorAll("[data-without-script]")) hint.hidden = true;
  form.addEventListener("input", () => ask(form));
  form.addEventListener("change", () => ask(form));
  ask(form);
}
