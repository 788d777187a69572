// One plot: a canvas with axes, map and series, its handles, its legend, and its table.
import { Scale } from './axis.mjs';
import { labelWidth, paintAxes } from './grid.mjs';
import { Handles } from './handles.mjs';
import { legend } from './legend.mjs';
import { paintMap } from './map.mjs';
import { scrollBox, table } from './page.mjs';
import { paintMarks, paintSeries } from './series.mjs';

export class PlotView {
  #map = null;
  #legendKey = '';
  #width = 0;

  // acts: { set(control, value, …), act(name), table(index), map(index) } of the figure, index being the plot's place in its picture.
  constructor(plot, theme, acts) {
    this.theme = theme;
    this.acts = acts;
    this.isSeen = true;
    this.root = document.createElement('figure');
    this.root.className = 'plot';
    this.root.dataset.plot = plot.id;
    this.heading = document.createElement('h3');
    this.plane = document.createElement('div');
    this.plane.className = 'plane';
    this.canvas = document.createElement('canvas');
    this.canvas.setAttribute('role', 'img');
    this.canvas.addEventListener('click', event => this.#click(event));
    this.context = this.canvas.getContext('2d');
    this.list = document.createElement('ul');
    this.list.className = 'legend';
    this.plane.append(this.canvas);
    this.handles = new Handles(this.plane, acts.set);
    this.root.append(this.heading, this.plane, this.list, this.#table());
    // To ask for the width while drawing would lay out the page each time.
    new ResizeObserver(entries => this.#resize(entries.at(-1).contentRect.width)).observe(this.plane);
    new IntersectionObserver(entries => this.isSeen = entries.at(-1).isIntersecting).observe(this.root);
  }

  draw(plot) {
    this.plot = plot;
    this.#name(plot);
    const width = this.#width;
    if (width === 0)
      return;
    const margin = plot.bare
      ? { left: 1, right: 1, top: 1, bottom: 1 }
      : { left: labelWidth(this.context, plot.y) + 31, right: 12, top: 8, bottom: 40 };
    const inner = plot.aspect ? (width - margin.left - margin.right) / plot.aspect : Math.max(200, Math.min(290, (width - 80) * .62));
    const height = Math.round(margin.top + margin.bottom + inner);
    this.#clear(width, height);
    this.scales = { x: new Scale(plot.x, margin.left, width - margin.right), y: new Scale(plot.y, height - margin.bottom, margin.top) };
    this.paint(this.context, plot, width, height);
    this.handles.place(plot.series.filter(series => series.kind === 'handle'), this.scales);
    this.#writeLegend(plot);
    if (this.details.open)
      this.#writeTable();
  }

  // As it is, in other colours or in another size.
  repaint() {
    this.#map = null;
    if (this.plot)
      this.draw(this.plot);
  }

  // What is within the canvas.
  paint(context, plot, width, height) {
    const { x, y } = this.scales;
    if (plot.map) {
      context.imageSmoothingEnabled = !plot.map.sharp;
      context.imageSmoothingQuality = 'high';
      context.drawImage(this.mapImage(plot), x.start, y.end, x.end - x.start, y.start - y.end);
    }
    if (!plot.bare)
      paintAxes(context, plot, this.scales, height, this.theme);
    context.save();
    context.beginPath();
    context.rect(x.start, y.end, x.end - x.start, y.start - y.end);
    context.clip();
    for (const series of plot.series)
      paintSeries(context, series, this.scales, this.theme, !!plot.map);
    context.restore();
    for (const series of plot.series)
      paintMarks(context, series, this.scales, this.theme);
  }

  // The map's cells as a canvas; painted once for each map.
  mapImage(plot) {
    if (this.#map?.version !== plot.map.version)
      this.#map = { version: plot.map.version, image: paintMap(plot.map, this.acts.map(this.index), this.theme, this.#map?.image) };
    return this.#map.image;
  }

  #resize(width) {
    if (width === this.#width)
      return;
    this.#width = width;
    this.repaint();
  }

  #clear(width, height) {
    const ratio = devicePixelRatio || 1, columns = Math.round(width * ratio), rows = Math.round(height * ratio);
    if (this.canvas.width !== columns || this.canvas.height !== rows) {
      this.canvas.width = columns;
      this.canvas.height = rows;
      this.canvas.style.height = height + 'px';
    }
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, width, height);
  }

  #name(plot) {
    const axes = plot.bare ? '' : `: ${plot.y.label} over ${plot.x.label}`;
    const label = `${plot.title}${axes}. The table below has the numbers.`;
    if (label === this.canvas.ariaLabel)
      return;
    this.canvas.ariaLabel = label;
    this.heading.textContent = plot.title;
    this.box.setAttribute('aria-label', 'Table: ' + plot.title);
    this.root.classList.toggle('wide', !!plot.wide);
    this.plane.classList.toggle('clicks', !!plot.click);
  }

  #click(event) {
    if (!this.plot?.click)
      return;
    const { x, y, action } = this.plot.click;
    this.acts.set(x, this.scales.x.value(event.offsetX), y, this.scales.y.value(event.offsetY));
    if (action)
      this.acts.act(action);
  }

  #writeLegend(plot) {
    const named = plot.series.filter(one => one.label && one.kind !== 'contours');
    const key = JSON.stringify([named.map(one => [one.kind, one.label, one.style]), plot.map?.legend]);
    if (key === this.#legendKey)
      return;
    this.#legendKey = key;
    this.list.replaceChildren(...legend(named, plot.map));
  }

  #table() {
    this.details = document.createElement('details');
    const summary = document.createElement('summary');
    summary.textContent = 'As a table';
    this.box = scrollBox('Table');
    this.details.append(summary, this.box);
    this.details.addEventListener('toggle', () => this.details.open && this.#writeTable());
    return this.details;
  }

  #writeTable() {
    this.box.replaceChildren(table(this.acts.table(this.index), this.plot.title));
  }
}
