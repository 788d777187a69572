// One plot: axes, map, series, handles, legend, and its table.
import { Scale, format } from './axis.mjs';
import { legend } from './legend.mjs';
import { paintMap } from './map.mjs';
import { scrollBox, table } from './page.mjs';
import { isOpen, marker, styleOf } from './styles.mjs';

const font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';

export class PlotView {
  #handles = new Map();
  #map = null;
  #legendKey = '';
  #width = 0;

  // acts: { set(control, value), act(name), table(index), map(index) } of the figure, index being the plot's place in its picture.
  constructor(plot, theme, acts) {
    this.theme = theme;
    this.acts = acts;
    this.root = document.createElement('figure');
    this.root.className = 'plot';
    this.root.dataset.plot = plot.id;
    this.heading = document.createElement('h3');
    this.plane = document.createElement('div');
    this.plane.className = 'plane';
    this.canvas = document.createElement('canvas');
    this.canvas.setAttribute('role', 'img');
    this.context = this.canvas.getContext('2d');
    this.list = document.createElement('ul');
    this.list.className = 'legend';
    this.plane.append(this.canvas);
    this.root.append(this.heading, this.plane, this.list, this.#table());
    this.canvas.addEventListener('click', event => this.#click(event));
    // To ask for the width while drawing would lay out the page each time.
    new ResizeObserver(entries => this.#resize(entries.at(-1).contentRect.width)).observe(this.plane);
    this.isSeen = true;
    new IntersectionObserver(entries => this.isSeen = entries.at(-1).isIntersecting).observe(this.root);
  }

  draw(plot) {
    this.plot = plot;
    this.#name(plot);
    const width = this.#width;
    if (width === 0)
      return;
    const margin = plot.bare ? { left: 1, right: 1, top: 1, bottom: 1 } : { left: this.#labelWidth(plot) + 31, right: 12, top: 8, bottom: 40 };
    const inner = plot.aspect ? (width - margin.left - margin.right) / plot.aspect : Math.max(200, Math.min(290, (width - 80) * .62));
    const height = Math.round(margin.top + margin.bottom + inner);
    const ratio = devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.style.height = height + 'px';
    }
    const context = this.context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.paint(context, plot, width, height, margin);
    this.#placeHandles(plot);
    this.#writeLegend(plot);
    if (this.details.open)
      this.#writeTable();
  }

  #resize(width) {
    if (width === this.#width)
      return;
    this.#width = width;
    this.repaint();
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

  // What is within the canvas.
  paint(context, plot, width, height, margin) {
    this.x = new Scale(plot.x, margin.left, width - margin.right);
    this.y = new Scale(plot.y, height - margin.bottom, margin.top);
    this.#paintMap(context, plot);
    if (!plot.bare)
      this.#paintAxes(context, plot, width, height, margin);
    context.save();
    context.beginPath();
    context.rect(this.x.start, this.y.end, this.x.end - this.x.start, this.y.start - this.y.end);
    context.clip();
    for (const series of plot.series)
      this.#paint(context, series, plot);
    context.restore();
    for (const series of plot.series)
      this.#paintMarks(context, series);
  }

  // Room for the vertical axis's numbers.
  #labelWidth(plot) {
    const context = this.context, scale = new Scale(plot.y, 200, 0);
    context.font = font;
    return Math.ceil(Math.max(...[...scale.ticks(4), ...scale.ticks(7)].map(tick => context.measureText(scale.text(tick)).width), 8));
  }

  repaint() {
    this.#legendKey = '';
    this.#map = null;
    if (this.plot)
      this.draw(this.plot);
  }

  #paintMap(context, plot) {
    if (!plot.map)
      return;
    if (this.#map?.version !== plot.map.version)
      this.#map = { version: plot.map.version, image: paintMap(plot.map, this.acts.map(this.index), this.theme, this.#map?.image) };
    context.imageSmoothingEnabled = !plot.map.sharp;
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#map.image, this.x.start, this.y.end, this.x.end - this.x.start, this.y.start - this.y.end);
  }

  #paintAxes(context, plot, width, height, margin) {
    const grid = this.theme.colour('line'), ink = this.theme.colour('soft');
    context.font = font;
    context.lineWidth = 1;
    context.fillStyle = ink;
    context.strokeStyle = grid;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const tick of this.y.ticks(Math.max(2, Math.floor((this.y.start - this.y.end) / 45)))) {
      const at = Math.round(this.y.pixel(tick)) + .5;
      this.#tick(context, plot, this.x.start, at, this.x.end, at, [this.x.start - 4, at]);
      context.fillText(this.y.text(tick), this.x.start - 7, at);
    }
    context.textBaseline = 'top';
    context.textAlign = 'center';
    for (const tick of this.x.ticks(Math.max(2, Math.floor((this.x.end - this.x.start) / 70)))) {
      const at = Math.round(this.x.pixel(tick)) + .5;
      this.#tick(context, plot, at, this.y.start, at, this.y.end, [at, this.y.start + 4]);
      context.fillText(this.x.text(tick), at, this.y.start + 6);
    }
    context.strokeStyle = this.theme.colour('edge');
    context.strokeRect(this.x.start + .5, this.y.end + .5, this.x.end - this.x.start - 1, this.y.start - this.y.end - 1);
    context.fillStyle = this.theme.colour('ink');
    context.textBaseline = 'bottom';
    context.fillText(plot.x.label, (this.x.start + this.x.end) / 2, height - 1);
    context.save();
    context.translate(2, (this.y.start + this.y.end) / 2);
    context.rotate(-Math.PI / 2);
    context.textBaseline = 'top';
    context.fillText(plot.y.label, 0, 0);
    context.restore();
  }

  // A grid line, or over a map only the short mark outside.
  #tick(context, plot, x0, y0, x1, y1, outside) {
    context.beginPath();
    context.moveTo(x0, y0);
    plot.map ? context.lineTo(...outside) : context.lineTo(x1, y1);
    context.stroke();
  }

  #paint(context, series, plot) {
    if (series.kind === 'handle')
      return;
    const style = styleOf(series.style), colour = this.theme.colour(style.colour), halo = this.theme.colour('halo');
    if (series.kind === 'contours') {
      context.strokeStyle = this.theme.colour('contour');
      context.globalAlpha = .55;
      context.lineWidth = 1;
      context.stroke(this.#line(series));
      context.globalAlpha = 1;
    } else if (series.kind === 'letters') {
      context.font = 'bold ' + font.replace('12px', Math.max(11, this.x.pixel(.3) - this.x.pixel(0)).toFixed(1) + 'px');
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.lineWidth = 4;
      context.strokeStyle = halo;
      context.fillStyle = colour;
      for (let i = 0; i < series.count; i++) {
        context.strokeText(series.text[i], this.x.pixel(series.xs[i]), this.y.pixel(series.ys[i]));
        context.fillText(series.text[i], this.x.pixel(series.xs[i]), this.y.pixel(series.ys[i]));
      }
    } else if (series.kind === 'area') {
      const line = this.#line(series);
      context.fillStyle = context.strokeStyle = colour;
      context.lineWidth = 1.5;
      context.globalAlpha = .35;
      context.fill(line);
      context.globalAlpha = 1;
      context.stroke(line);
    } else if (series.kind === 'bars') {
      context.fillStyle = colour;
      const space = (this.x.end - this.x.start) / (this.x.logarithmic ? series.count + 1 : this.x.high - this.x.low);
      for (let i = 0; i < series.count; i++) {
        const base = Math.min(this.y.start, this.y.logarithmic ? this.y.start : this.y.pixel(0));
        context.fillRect(this.x.pixel(series.xs[i]) - space * .35, base, space * .7, this.y.pixel(series.ys[i]) - base);
      }
    }
    if (series.kind === 'line' || series.kind === 'path') {
      const line = this.#line(series);
      context.lineJoin = 'round';
      if (plot.map) {
        context.setLineDash([]);
        context.strokeStyle = halo;
        context.lineWidth = 4.5;
        context.globalAlpha = .8;
        context.stroke(line);
        context.globalAlpha = 1;
      }
      context.setLineDash(style.dash);
      context.strokeStyle = colour;
      context.lineWidth = series.kind === 'line' ? 2.25 : 2;
      context.stroke(line);
      context.setLineDash([]);
    }
  }

  // Whole markers, even on the border.
  #paintMarks(context, series) {
    if (series.kind === 'handle' || series.kind === 'contours')
      return;
    const style = styleOf(series.style), colour = this.theme.colour(style.colour), halo = this.theme.colour('halo');
    const closeBy = series.kind === 'path' && series.count <= 80;
    if (series.kind === 'dots' || closeBy) {
      for (let i = 0; i < series.count; i++)
        this.#mark(context, style, colour, halo, series.xs[i], series.ys[i], series.kind !== 'dots' ? 2.8 : series.style === -1 ? 5.5 : 3.6);
    }
    if (series.marksEnd && series.count > 0)
      this.#mark(context, style, colour, halo, series.xs[series.count - 1], series.ys[series.count - 1], 6);
  }

  #line(series) {
    const path = new Path2D();
    let goesOn = false;
    for (let i = 0; i < series.count; i++) {
      // Far outside, a canvas loses its way.
      const x = Math.max(-1e5, Math.min(1e5, this.x.pixel(series.xs[i]))), y = Math.max(-1e5, Math.min(1e5, this.y.pixel(series.ys[i])));
      if (Number.isNaN(x) || Number.isNaN(y))
        goesOn = false;
      else {
        goesOn ? path.lineTo(x, y) : path.moveTo(x, y);
        goesOn = true;
      }
    }
    return path;
  }

  #mark(context, style, colour, halo, x, y, size) {
    const at = [this.x.pixel(x), this.y.pixel(y)];
    if (!(at[0] >= this.x.start - 1 && at[0] <= this.x.end + 1 && at[1] >= this.y.end - 1 && at[1] <= this.y.start + 1))
      return;
    const path = marker(style.shape, ...at, size);
    context.lineWidth = isOpen(style.shape) ? 2 : 1.25;
    if (!isOpen(style.shape)) {
      context.fillStyle = colour;
      context.fill(path);
    }
    context.strokeStyle = isOpen(style.shape) ? colour : halo;
    context.stroke(path);
  }

  #placeHandles(plot) {
    const used = new Set();
    for (const series of plot.series.filter(one => one.kind === 'handle')) {
      const key = series.label;
      used.add(key);
      if (!this.#handles.has(key))
        this.#handles.set(key, this.#createHandle());
      const handle = this.#handles.get(key);
      handle.series = series;
      const clamp = (value, a, b) => Math.max(Math.min(a, b), Math.min(Math.max(a, b), value));
      handle.style.left = clamp(this.x.pixel(series.xs[0]), this.x.start, this.x.end) + 'px';
      handle.style.top = clamp(this.y.pixel(series.ys[0]), this.y.start, this.y.end) + 'px';
      const at = [series.x && format(series.xs[0]), series.y && format(series.ys[0])].filter(Boolean).join(', ');
      handle.setAttribute('aria-label', `${series.label}, at ${at}. Arrow keys move it.`);
    }
    for (const [key, handle] of this.#handles) {
      if (!used.has(key)) {
        handle.remove();
        this.#handles.delete(key);
      }
    }
  }

  #createHandle() {
    const handle = document.createElement('button');
    handle.type = 'button';
    handle.className = 'handle';
    this.plane.append(handle);
    const move = (x, y) => {
      if (handle.series.x)
        this.acts.set(handle.series.x, x);
      if (handle.series.y)
        this.acts.set(handle.series.y, y);
    };
    handle.addEventListener('pointerdown', event => handle.setPointerCapture(event.pointerId));
    handle.addEventListener('pointermove', event => {
      if (!handle.hasPointerCapture(event.pointerId))
        return;
      const box = this.canvas.getBoundingClientRect();
      move(this.x.value(event.clientX - box.left), this.y.value(event.clientY - box.top));
    });
    handle.addEventListener('keydown', event => {
      const far = event.shiftKey ? 10 : 1, wide = (this.x.end - this.x.start) / 200 * far, high = (this.y.end - this.y.start) / 200 * far;
      const by = { ArrowLeft: [-wide, 0], ArrowRight: [wide, 0], ArrowUp: [0, high], ArrowDown: [0, -high] }[event.key];
      if (!by)
        return;
      event.preventDefault();
      move(this.x.value(this.x.pixel(handle.series.xs[0]) + by[0]), this.y.value(this.y.pixel(handle.series.ys[0]) + by[1]));
    });
    return handle;
  }

  #click(event) {
    if (!this.plot?.click)
      return;
    const { x, y, action } = this.plot.click;
    this.acts.set(x, this.x.value(event.offsetX), y, this.y.value(event.offsetY));
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

  // The details with the table, for this plot and for a graph.
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
    this.box.setAttribute('aria-label', this.plot.title + ', as a table');
    this.box.replaceChildren(table(this.acts.table(this.index), this.plot.title));
  }
}
