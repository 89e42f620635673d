// Colours come from the style sheet at run time. They are written as oklch() and light-dark(), which ECharts does not
// know: a probe element and one pixel of a canvas turn them into rgb().
const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);
const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

export function colour(property) {
  probe.style.color = `var(${property})`;
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = getComputedStyle(probe).color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
}

const channels = (rgb) => rgb.match(/\d+/g).map(Number);

function luminance(parts) {
  const weights = [0.2126, 0.7152, 0.0722];
  return parts
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * weights[index], 0);
}

// Black or white, whichever reads better on the mix of two colours
export function readableOn(from, to, share) {
  const [start, end] = [channels(from), channels(to)];
  const mixed = luminance(start.map((part, index) => part + (end[index] - part) * share));
  return (mixed + 0.05) / 0.05 > 1.05 / (mixed + 0.05) ? "#000" : "#fff";
}
