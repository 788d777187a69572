// Series on a canvas: lines, areas, bars, letters, contours, markers. scales: { x, y }, from values to pixels.
import { font } from './grid.mjs';
import { isOpen, marker, styleOf } from './styles.mjs';

const painters = { contours, letters, area, bars, line: curve, path: curve };

export function paintSeries(context, series, scales, theme, isOverMap) {
  painters[series.kind]?.(context, series, scales, theme, isOverMap);
}

// Whole markers, even on the border.
export function paintMarks(context, series, scales, theme) {
  if (series.kind === 'handle' || series.kind === 'contours')
    return;
  const isDots = series.kind === 'dots', size = !isDots ? 2.8 : series.style === -1 ? 5.5 : 3.6;
  if (isDots || series.kind === 'path' && series.count <= 80) {
    for (let i = 0; i < series.count; i++)
      mark(context, series, i, size, scales, theme);
  }
  if (series.marksEnd && series.count > 0)
    mark(context, series, series.count - 1, 6, scales, theme);
}

function contours(context, series, scales, theme) {
  context.strokeStyle = theme.colour('contour');
  context.globalAlpha = .55;
  context.lineWidth = 1;
  context.stroke(through(series, scales));
  context.globalAlpha = 1;
}

function letters(context, series, { x, y }, theme) {
  context.font = 'bold ' + font.replace('12px', Math.max(11, x.pixel(.3) - x.pixel(0)).toFixed(1) + 'px');
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.strokeStyle = theme.colour('halo');
  context.fillStyle = theme.colour(styleOf(series.style).colour);
  for (let i = 0; i < series.count; i++) {
    context.strokeText(series.text[i], x.pixel(series.xs[i]), y.pixel(series.ys[i]));
    context.fillText(series.text[i], x.pixel(series.xs[i]), y.pixel(series.ys[i]));
  }
}

function area(context, series, scales, theme) {
  const path = through(series, scales);
  context.fillStyle = context.strokeStyle = theme.colour(styleOf(series.style).colour);
  context.lineWidth = 1.5;
  context.globalAlpha = .35;
  context.fill(path);
  context.globalAlpha = 1;
  context.stroke(path);
}

function bars(context, series, { x, y }, theme) {
  context.fillStyle = theme.colour(styleOf(series.style).colour);
  const space = (x.end - x.start) / (x.logarithmic ? series.count + 1 : x.high - x.low);
  const base = Math.min(y.start, y.logarithmic ? y.start : y.pixel(0));
  for (let i = 0; i < series.count; i++)
    context.fillRect(x.pixel(series.xs[i]) - space * .35, base, space * .7, y.pixel(series.ys[i]) - base);
}

// Over a map it has a halo, to be seen on every colour.
function curve(context, series, scales, theme, isOverMap) {
  const path = through(series, scales), style = styleOf(series.style);
  context.lineJoin = 'round';
  if (isOverMap) {
    context.setLineDash([]);
    context.strokeStyle = theme.colour('halo');
    context.lineWidth = 4.5;
    context.globalAlpha = .8;
    context.stroke(path);
    context.globalAlpha = 1;
  }
  context.setLineDash(style.dash);
  context.strokeStyle = theme.colour(style.colour);
  context.lineWidth = series.kind === 'line' ? 2.25 : 2;
  context.stroke(path);
  context.setLineDash([]);
}

// The path through all points; what is no number interrupts it.
function through(series, { x, y }) {
  // Far outside, a canvas loses its way.
  const near = pixel => Math.max(-1e5, Math.min(1e5, pixel));
  const path = new Path2D();
  let goesOn = false;
  for (let i = 0; i < series.count; i++) {
    const left = near(x.pixel(series.xs[i])), top = near(y.pixel(series.ys[i]));
    if (Number.isNaN(left) || Number.isNaN(top))
      goesOn = false;
    else {
      goesOn ? path.lineTo(left, top) : path.moveTo(left, top);
      goesOn = true;
    }
  }
  return path;
}

function mark(context, series, i, size, { x, y }, theme) {
  const left = x.pixel(series.xs[i]), top = y.pixel(series.ys[i]);
  if (!(left >= x.start - 1 && left <= x.end + 1 && top >= y.end - 1 && top <= y.start + 1))
    return;
  const { colour, shape } = styleOf(series.style), path = marker(shape, left, top, size);
  context.lineWidth = isOpen(shape) ? 2 : 1.25;
  if (!isOpen(shape)) {
    context.fillStyle = theme.colour(colour);
    context.fill(path);
  }
  context.strokeStyle = theme.colour(isOpen(shape) ? colour : 'halo');
  context.stroke(path);
}
