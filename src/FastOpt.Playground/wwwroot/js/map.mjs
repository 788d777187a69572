// A map's cells as an image: 0 to 255 over the theme's colours.
const ramps = { height: ['map-low', 'map-high'], signed: ['signed-low', 'signed-middle', 'signed-high'], ink: ['sunken', 'ink'] };
const classes = ['signed-low', 'signed-high', 'class-2', 'class-3'];

// canvas: the one of the last time, if there is one.
export function paintMap(map, levels, theme, canvas = document.createElement('canvas')) {
  if (canvas.width !== map.columns || canvas.height !== map.rows)
    Object.assign(canvas, { width: map.columns, height: map.rows });
  const colours = palette(map.ramp, theme);
  const context = canvas.getContext('2d'), image = context.createImageData(map.columns, map.rows);
  const cells = new Uint32Array(image.data.buffer);
  for (let i = 0; i < levels.length; i++)
    cells[i] = colours[levels[i]];
  context.putImageData(image, 0, 0);
  return canvas;
}

// The 256 colours of a ramp, as the four bytes of a cell. Of classes, 64 levels each from the middle to its colour.
function palette(ramp, theme) {
  const bytes = new Uint8ClampedArray(4 * 256), middle = theme.rgb('signed-middle');
  const stops = (ramp === 'classes' ? classes : ramps[ramp]).map(name => theme.rgb(name));
  for (let level = 0; level < 256; level++) {
    const at = level / 255 * (stops.length - 1), first = Math.min(Math.floor(at), stops.length - 2);
    const [from, to, share] = ramp === 'classes' ? [middle, stops[level >> 6], (level & 63) / 63] : [stops[first], stops[first + 1], at - first];
    for (let c = 0; c < 3; c++)
      bytes[4 * level + c] = from[c] + (to[c] - from[c]) * share;
    bytes[4 * level + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
}
