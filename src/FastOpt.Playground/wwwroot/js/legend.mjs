// A legend's entries: a sample of line and marker, and the name.
import { isOpen, styleOf } from './styles.mjs';

const space = 'http://www.w3.org/2000/svg';
const outlines = {
  disc: 'M21 7a4 4 0 1 1-8 0a4 4 0 1 1 8 0z',
  ring: 'M21 7a4 4 0 1 1-8 0a4 4 0 1 1 8 0z',
  square: 'M13.5 3.5h7v7h-7z',
  triangle: 'M17 2.5l4.6 8h-9.2z',
  diamond: 'M17 2l5 5-5 5-5-5z',
  cross: 'M13 3l8 8M13 11l8-8',
  plus: 'M12.5 7h9M17 2.5v9',
  star: 'M17 1l1.6 4 4.2.3-3.2 2.7 1 4.2L17 10l-3.6 2.2 1-4.2-3.2-2.7 4.2-.3z',
};

export function legend(series, map) {
  const items = series.map(one => item(sample(one), one.label));
  if (map?.legend) {
    const ramp = document.createElement('span');
    ramp.className = 'ramp ' + map.ramp;
    items.push(item(ramp, map.legend));
  }
  return items;
}

function item(sign, label) {
  const entry = document.createElement('li');
  entry.append(sign, label);
  return entry;
}

function sample(series) {
  const style = styleOf(series.style), svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 34 14');
  svg.setAttribute('aria-hidden', 'true');
  const colour = `var(--${style.colour})`;
  if (series.kind === 'line' || series.kind === 'path') {
    const line = add(svg, 'path', { d: 'M0 7h34', fill: 'none', 'stroke-width': 2.25, 'stroke-dasharray': style.dash.join(' ') || 'none' });
    line.style.stroke = colour;
  }
  if (series.kind === 'bars')
    add(svg, 'path', { d: 'M11 2h12v10h-12z' }).style.fill = colour;
  else if (series.kind === 'letters') {
    const letter = add(svg, 'text', { x: 17, y: 12, 'text-anchor': 'middle', 'font-size': 14, 'font-weight': 700 });
    letter.style.fill = colour;
    letter.textContent = series.style === -2 ? '✗7' : '7';
  } else if (series.kind !== 'line') {
    const mark = add(svg, 'path', { d: outlines[series.kind === 'handle' ? 'disc' : style.shape.replace('open-', '')], 'stroke-width': 2 });
    mark.style.stroke = colour;
    mark.style.fill = isOpen(style.shape) && series.kind !== 'handle' ? 'none' : colour;
  }
  return svg;
}

function add(parent, name, attributes) {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, value);
  parent.append(element);
  return element;
}
