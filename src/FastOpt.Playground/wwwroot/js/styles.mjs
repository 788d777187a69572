// What tells series apart: colour, dash and marker.
const dashes = [[], [10, 4], [3, 3], [12, 4, 3, 4], [6, 6], [2, 4], [18, 5], [10, 3, 3, 3, 3, 3]];
const shapes = ['disc', 'square', 'triangle', 'diamond', 'cross', 'plus', 'ring', 'star'];
const fixed = {
  '-1': { colour: 'truth', dash: [], shape: 'disc' },
  '-2': { colour: 'start', dash: [], shape: 'disc' },
  '-3': { colour: 'aid', dash: [6, 4], shape: 'plus' },
  '-4': { colour: 'data', dash: [], shape: 'ring' },
  '-5': { colour: 'error', dash: [], shape: 'square' },
  '-10': { colour: 'class-0-ink', dash: [], shape: 'disc' },
  '-11': { colour: 'class-1-ink', dash: [], shape: 'square' },
  '-12': { colour: 'class-2-ink', dash: [], shape: 'triangle' },
  '-13': { colour: 'class-3-ink', dash: [], shape: 'diamond' },
  '-20': { colour: 'class-0-ink', dash: [], shape: 'ring' },
  '-21': { colour: 'class-1-ink', dash: [], shape: 'open-square' },
  '-22': { colour: 'class-2-ink', dash: [], shape: 'open-triangle' },
  '-23': { colour: 'class-3-ink', dash: [], shape: 'open-diamond' },
};

export function styleOf(number) {
  return fixed[number] ?? { colour: 's' + number % 8, dash: dashes[(number + (number >> 3) * 3) % 8], shape: shapes[(number + (number >> 3)) % 8] };
}

// A marker around (x, y), as a path of its own.
export function marker(shape, x, y, r) {
  const path = new Path2D();
  switch (shape.replace('open-', '')) {
    case 'square': path.rect(x - r * .88, y - r * .88, r * 1.76, r * 1.76); break;
    case 'triangle': polygon(path, x, y + r * .15, r * 1.2, 3, -Math.PI / 2); break;
    case 'diamond': polygon(path, x, y, r * 1.25, 4, 0); break;
    case 'star': star(path, x, y, r * 1.35); break;
    case 'cross': line(path, x - r, y - r, x + r, y + r); line(path, x - r, y + r, x + r, y - r); break;
    case 'plus': line(path, x - r, y, x + r, y); line(path, x, y - r, x, y + r); break;
    default: path.arc(x, y, r, 0, 2 * Math.PI);
  }
  return path;
}

export const isOpen = shape => shape === 'cross' || shape === 'plus' || shape === 'ring' || shape.startsWith('open-');

function line(path, x0, y0, x1, y1) {
  path.moveTo(x0, y0);
  path.lineTo(x1, y1);
}

function polygon(path, x, y, r, corners, turn) {
  for (let i = 0; i < corners; i++) {
    const angle = turn + 2 * Math.PI * i / corners;
    path.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  path.closePath();
}

function star(path, x, y, r) {
  for (let i = 0; i < 10; i++) {
    const angle = -Math.PI / 2 + Math.PI * i / 5, length = i % 2 ? r * .45 : r;
    path.lineTo(x + length * Math.cos(angle), y + length * Math.sin(angle));
  }
  path.closePath();
}
