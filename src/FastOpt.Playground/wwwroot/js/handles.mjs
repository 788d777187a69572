// Points of a plot that a reader drags, or moves with the arrow keys: a button for each.
import { format } from './axis.mjs';

export class Handles {
  #buttons = new Map();

  // set(control, value, …) sets controls.
  constructor(plane, set) {
    this.plane = plane;
    this.set = set;
  }

  // scales: { x, y }, from values to pixels of the plane.
  place(all, scales) {
    this.scales = scales;
    const names = new Set(all.map(series => series.label));
    for (const [name, handle] of this.#buttons) {
      if (!names.has(name)) {
        handle.remove();
        this.#buttons.delete(name);
      }
    }
    for (const series of all) {
      if (!this.#buttons.has(series.label))
        this.#buttons.set(series.label, this.#create());
      const handle = this.#buttons.get(series.label);
      handle.series = series;
      handle.style.left = within(scales.x, series.xs[0]) + 'px';
      handle.style.top = within(scales.y, series.ys[0]) + 'px';
      const at = [series.x && format(series.xs[0]), series.y && format(series.ys[0])].filter(Boolean).join(', ');
      handle.ariaLabel = `${series.label}, at ${at}. Arrow keys move it.`;
    }
  }

  #create() {
    const handle = document.createElement('button');
    handle.type = 'button';
    handle.className = 'handle';
    this.plane.append(handle);
    handle.addEventListener('pointerdown', event => handle.setPointerCapture(event.pointerId));
    handle.addEventListener('pointermove', event => {
      if (!handle.hasPointerCapture(event.pointerId))
        return;
      const box = this.plane.getBoundingClientRect();
      this.#move(handle.series, event.clientX - box.left, event.clientY - box.top);
    });
    handle.addEventListener('keydown', event => {
      const { x, y } = this.scales, far = event.shiftKey ? 10 : 1, wide = (x.end - x.start) / 200 * far, high = (y.end - y.start) / 200 * far;
      const by = { ArrowLeft: [-wide, 0], ArrowRight: [wide, 0], ArrowUp: [0, high], ArrowDown: [0, -high] }[event.key];
      if (!by)
        return;
      event.preventDefault();
      this.#move(handle.series, x.pixel(handle.series.xs[0]) + by[0], y.pixel(handle.series.ys[0]) + by[1]);
    });
    return handle;
  }

  // To a pixel, as far as there are controls for it.
  #move(series, left, top) {
    const along = series.x ? [series.x, this.scales.x.value(left)] : [], up = series.y ? [series.y, this.scales.y.value(top)] : [];
    this.set(...along, ...up);
  }
}

function within(scale, value) {
  return Math.max(Math.min(scale.start, scale.end), Math.min(Math.max(scale.start, scale.end), scale.pixel(value)));
}
