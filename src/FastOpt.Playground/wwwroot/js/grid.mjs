// A plot's frame: grid lines, ticks, their numbers, and what the axes measure.
import { Scale } from './axis.mjs';

export const font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';

// Room for the numbers of a vertical axis.
export function labelWidth(context, axis) {
  const scale = new Scale(axis, 200, 0);
  context.font = font;
  return Math.ceil(Math.max(...[...scale.ticks(4), ...scale.ticks(7)].map(tick => context.measureText(scale.text(tick)).width), 8));
}

// Over a map, grid lines would be in the way: there are only short marks outside.
export function paintAxes(context, plot, { x, y }, height, theme) {
  context.font = font;
  context.lineWidth = 1;
  context.fillStyle = theme.colour('soft');
  context.strokeStyle = theme.colour('line');
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const tick of y.ticks(Math.max(2, Math.floor((y.start - y.end) / 45)))) {
    const at = Math.round(y.pixel(tick)) + .5;
    line(context, x.start, at, plot.map ? x.start - 4 : x.end, at);
    context.fillText(y.text(tick), x.start - 7, at);
  }
  context.textBaseline = 'top';
  context.textAlign = 'center';
  for (const tick of x.ticks(Math.max(2, Math.floor((x.end - x.start) / 70)))) {
    const at = Math.round(x.pixel(tick)) + .5;
    line(context, at, y.start, at, plot.map ? y.start + 4 : y.end);
    context.fillText(x.text(tick), at, y.start + 6);
  }
  context.strokeStyle = theme.colour('edge');
  context.strokeRect(x.start + .5, y.end + .5, x.end - x.start - 1, y.start - y.end - 1);
  context.fillStyle = theme.colour('ink');
  context.textBaseline = 'bottom';
  context.fillText(plot.x.label, (x.start + x.end) / 2, height - 1);
  context.save();
  context.translate(2, (y.start + y.end) / 2);
  context.rotate(-Math.PI / 2);
  context.textBaseline = 'top';
  context.fillText(plot.y.label, 0, 0);
  context.restore();
}

function line(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
