// Draws every chart of a page with ECharts.
//
//   {{ chart|json_script:"inflow" }}
//   <figure class="ku-chart" data-chart="inflow"> … <div class="ku-chart__picture" role="img" aria-label="…"></div> …
//
// Shape of the JSON:
//   { "kind": "columns" | "bars" | "stacked_bars" | "heat",
//     "categories": ["KW 36", "KW 37", …],                 columns: along the bottom; bars: down the side
//     "series": [{ "name": "Eingegangen", "values": [212, 199, …] }, …],   at most four
//     "unit": "%",                                         optional, behind every value
//     "target": { "value": 95, "label": "Ziel 95 %" },     optional, a dashed line
//     "minimum": 80, "maximum": 100 }                      optional; the sentence above the chart must say that it is cut
//   heat: one series per row (any number), one value per category.
// Colour never alone: pattern, direct labels and the table below the chart say the same.
import { drawOptions } from "./chart-options.js";
import { BarChart, HeatmapChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  AriaComponent,
  BarChart,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  MarkLineComponent,
  SVGRenderer,
  TooltipComponent,
  VisualMapComponent,
]);

const drawn = new Map();
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) drawn.get(target)?.resize();
});

function draw(figure) {
  const data = document.getElementById(figure.dataset.chart);
  const picture = figure.querySelector(".ku-chart__picture");
  if (!data || !picture) return;
  drawn.get(picture)?.dispose();
  const chart = echarts.init(picture, null, { renderer: "svg", locale: "DE" });
  chart.setOption(drawOptions(JSON.parse(data.textContent)));
  // The label of the picture and the table speak for it
  picture.querySelector("svg")?.setAttribute("aria-hidden", "true");
  drawn.set(picture, chart);
  resized.observe(picture);
}

function drawAll() {
  for (const figure of document.querySelectorAll("figure[data-chart]")) draw(figure);
}

drawAll();
addEventListener("ku:theme", drawAll);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
document.addEventListener("htmx:afterSettle", drawAll);
// On paper the values are readable, not only drawn
addEventListener("beforeprint", () => {
  for (const table of document.querySelectorAll(".ku-chart details")) table.open = true;
});
