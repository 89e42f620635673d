// Turns our JSON (see charts.js) into ECharts options, in the look of the style sheet and with German numbers.
import { colour, readableOn } from "./chart-colours.js";

const numbers = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 1 });
const TEXT_SIZE = 12.5;

export function drawOptions(data) {
  const look = readLook();
  const build = { columns, bars, stacked_bars: stackedBars, heat }[data.kind];
  if (!build) throw new Error(`charts.js knows no kind “${data.kind}”`);
  return build(data, look);
}

function readLook() {
  const text = colour("--ku-text");
  const isDark = document.documentElement.dataset.kernTheme
    ? document.documentElement.dataset.kernTheme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    text,
    muted: colour("--ku-muted"),
    line: colour("--ku-line"),
    ground: colour("--ku-ground"),
    tint: colour("--ku-action-tint"),
    series: [1, 2, 3, 4].map((step) => colour(`--ku-series-${step}`)),
    patterns: patterns(isDark),
    letters: { fontFamily: "Fira Sans, sans-serif", color: text, fontSize: 13 },
  };
}

// Solid, hatched, dotted, hatched the other way: still four series on a black-and-white print
function patterns(isDark) {
  const dark = (strength) => `rgba(0,0,0,${strength})`;
  return [
    { symbol: "none" },
    { symbol: "rect", rotation: -Math.PI / 4, color: dark(isDark ? 0.5 : 0.35), dashArrayX: [1, 0], dashArrayY: [2, 5] },
    { symbol: "circle", color: "rgba(255,255,255,.75)", dashArrayX: [[7, 5], [0, 6, 6, 0]], dashArrayY: [5, 0], symbolSize: 0.6 },
    { symbol: "rect", rotation: Math.PI / 4, color: dark(0.3), dashArrayX: [1, 0], dashArrayY: [1, 4] },
  ];
}

function valueText(value, { unit }) {
  return unit ? `${numbers.format(value)}\u00a0${unit}` : numbers.format(value);
}

function frame(data, look) {
  return {
    textStyle: look.letters,
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    color: look.series,
    // The HTML tooltip would need inline styles
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      axisPointer: { type: "shadow" },
      backgroundColor: look.ground,
      borderColor: look.line,
      textStyle: look.letters,
      confine: true,
      valueFormatter: (value) => valueText(value, data),
    },
    legend: { show: data.series.length > 1, top: 0, left: 0, itemWidth: 22, itemHeight: 13, textStyle: look.letters },
  };
}

function axis(look) {
  return {
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: false },
    axisLabel: { color: look.muted, fontSize: TEXT_SIZE },
    splitLine: { lineStyle: { color: look.line } },
  };
}

function valueAxis(data, look) {
  const plain = axis(look);
  return {
    type: "value",
    min: data.minimum ?? 0,
    max: data.maximum,
    minInterval: data.unit ? undefined : 1,
    ...plain,
    axisLabel: { ...plain.axisLabel, formatter: (value) => valueText(value, data), hideOverlap: true },
  };
}

function targetLine({ target }, look, along) {
  if (!target) return undefined;
  return {
    symbol: "none",
    silent: true,
    lineStyle: { color: look.text, type: "dashed", width: 1.5 },
    label: { position: "start", formatter: target.label, color: look.text, fontSize: TEXT_SIZE },
    data: [{ [along]: target.value }],
  };
}

function columns(data, look) {
  const plain = axis(look);
  const top = data.series.length > 1 ? 34 : 12;
  return {
    ...frame(data, look),
    grid: { left: 4, right: 4, top, bottom: 4, containLabel: true },
    xAxis: {
      type: "category",
      data: data.categories,
      ...plain,
      splitLine: { show: false },
      axisLabel: { ...plain.axisLabel, hideOverlap: true, formatter: (name) => name.replace(/^KW /, "") },
    },
    yAxis: valueAxis(data, look),
    series: data.series.map(({ name, values }, index) => ({
      name,
      type: "bar",
      data: values,
      barGap: "8%",
      barCategoryGap: "32%",
      barMaxWidth: 36,
      itemStyle: { color: look.series[index], decal: look.patterns[index] },
      markLine: index === 0 ? targetLine(data, look, "yAxis") : undefined,
    })),
  };
}

function sideways(data, look) {
  const plain = axis(look);
  const hasHead = data.series.length > 1 || data.target;
  return {
    ...frame(data, look),
    grid: { left: 4, right: 48, top: hasHead ? 34 : 4, bottom: 4, containLabel: true },
    xAxis: valueAxis(data, look),
    yAxis: {
      type: "category",
      inverse: true,
      data: data.categories,
      ...plain,
      axisLabel: { ...plain.axisLabel, color: look.text, width: 180, overflow: "truncate", interval: 0 },
    },
  };
}

function bars(data, look) {
  return {
    ...sideways(data, look),
    series: data.series.map(({ name, values }, index) => ({
      name,
      type: "bar",
      data: values,
      barMaxWidth: 18,
      itemStyle: { color: look.series[index], decal: look.patterns[index] },
      label: { show: true, position: "right", color: look.text, fontSize: TEXT_SIZE, formatter: ({ value }) => valueText(value, data) },
      markLine: index === 0 ? targetLine(data, look, "xAxis") : undefined,
    })),
  };
}

function stackedBars(data, look) {
  const sum = (position) => data.series.reduce((total, { values }) => total + values[position], 0);
  const last = data.series.length - 1;
  const sumLabel = {
    show: true,
    position: "right",
    color: look.text,
    fontSize: TEXT_SIZE,
    formatter: ({ dataIndex }) => valueText(sum(dataIndex), data),
  };
  return {
    ...sideways(data, look),
    series: data.series.map(({ name, values }, index) => ({
      name,
      type: "bar",
      stack: "all",
      data: values,
      barMaxWidth: 18,
      itemStyle: { color: look.series[index], decal: look.patterns[index], borderColor: look.ground, borderWidth: 1 },
      label: index === last ? sumLabel : undefined,
    })),
  };
}

function heat(data, look) {
  const plain = axis(look);
  const highest = Math.max(1, ...data.series.flatMap(({ values }) => values));
  const cells = data.series.flatMap(({ values }, row) =>
    values.map((value, column) => ({
      value: [column, row, value],
      label: { color: readableOn(look.tint, look.series[0], value / highest) },
    })),
  );
  const base = frame(data, look);
  return {
    ...base,
    legend: { show: false },
    grid: { left: 4, right: 4, top: 6, bottom: 4, containLabel: true },
    tooltip: {
      ...base.tooltip,
      trigger: "item",
      formatter: ({ value }) => `${data.series[value[1]].name}, ${data.categories[value[0]]}: ${valueText(value[2], data)}`,
    },
    xAxis: { type: "category", data: data.categories, ...plain, splitLine: { show: false } },
    yAxis: { type: "category", data: data.series.map(({ name }) => name), inverse: true, ...plain, splitLine: { show: false } },
    visualMap: { show: false, min: 0, max: highest, inRange: { color: [look.tint, look.series[0]] } },
    series: [
      {
        type: "heatmap",
        data: cells,
        label: { show: true, fontSize: TEXT_SIZE, formatter: ({ value }) => numbers.format(value[2]) },
        itemStyle: { borderColor: look.ground, borderWidth: 2, borderRadius: 3 },
      },
    ],
  };
}
