// A map's cells as an image: 0 to 255 over the theme's colours.
const ramps = { height: ['map-low', 'map-high'], signed: ['signed-low', 'signed-middle', 'signed-high'], ink: ['sunken', 'ink'] };
const classes = ['signed-low', 'signed-high', 'class-2', 'class-3'];

export function paintMap(map, levels, theme) {
  if (map.ramp === 'classes')
    return paintClasses(map, levels, theme);
  const stops = ramps[map.ramp].map(name => theme.rgb(name));
  const canvas = document.createElement('canvas');
  canvas.width = map.columns;
  canvas.height = map.rows;
  const context = canvas.getContext('2d');
  const image = context.createImageData(map.columns, map.rows);
  for (let i = 0; i < levels.length; i++) {
    const at = levels[i] / 255 * (stops.length - 1), first = Math.min(Math.floor(at), stops.length - 2), share = at - first;
    for (let c = 0; c < 3; c++)
      image.data[4 * i + c] = stops[first][c] + (stops[first + 1][c] - stops[first][c]) * share;
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

// 64 levels of each class, from the middle to its colour.
function paintClasses(map, levels, theme) {
  const middle = theme.rgb('signed-middle'), ends = classes.map(name => theme.rgb(name));
  const canvas = document.createElement('canvas');
  canvas.width = map.columns;
  canvas.height = map.rows;
  const context = canvas.getContext('2d');
  const image = context.createImageData(map.columns, map.rows);
  for (let i = 0; i < levels.length; i++) {
    const end = ends[levels[i] >> 6], share = (levels[i] & 63) / 63;
    for (let c = 0; c < 3; c++)
      image.data[4 * i + c] = middle[c] + (end[c] - middle[c]) * share;
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
