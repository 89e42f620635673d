// A table that one walks through with the arrow keys: one cell at a time is in the order of the Tab key. What has a link in
// it hands the focus to the link. Without a script it stays a plain table whose links the Tab key visits one by one.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const target = (cell) => cell.querySelector("a") ?? cell;

function prepare(grid) {
  if (grid.getAttribute("role") === "grid") return;
  grid.setAttribute("role", "grid");
  for (const row of grid.rows) for (const cell of row.cells) target(cell).tabIndex = -1;
  const first = grid.rows[1]?.cells[0] ?? grid.rows[0]?.cells[0];
  if (first) target(first).tabIndex = 0;
  for (const hint of document.querySelectorAll("[data-grid-hint]")) hint.hidden = false;
}

function go(grid, rowIndex, cellIndex) {
  const row = grid.rows[Math.max(0, Math.min(rowIndex, grid.rows.length - 1))];
  const cell = row.cells[Math.max(0, Math.min(cellIndex, row.cells.length - 1))];
  for (const other of grid.querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
  target(cell).tabIndex = 0;
  target(cell).focus({ preventScroll: true });
  // Sticky heads lie over the cells, so the cell has to come out from under them
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("[data-grid] :is(td, th)");
  if (!cell || event.altKey || event.metaKey) return;
  const grid = cell.closest("[data-grid]");
  const [row, column] = [cell.parentElement.rowIndex, cell.cellIndex];
  const last = cell.parentElement.cells.length - 1;
  if (STEPS[event.key] && !event.ctrlKey) go(grid, row + STEPS[event.key][0], column + STEPS[event.key][1]);
  else if (event.key === "Home") go(grid, event.ctrlKey ? 0 : row, 0);
  else if (event.key === "End") go(grid, event.ctrlKey ? grid.rows.length - 1 : row, last);
  else return;
  event.preventDefault();
});

const prepareAll = () => document.querySelectorAll("[data-grid]").forEach(prepare);

document.addEventListener("htmx:afterSettle", prepareAll);
prepareAll();
