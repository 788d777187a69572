// A network as a graph: nodes are tiles of the plot's map, edges are weights. Heading, legend and table are a plot's.
import { PlotView } from './plot.mjs';

export class GraphView extends PlotView {
  paint(context, plot, width, height) {
    const most = Math.max(...plot.layers), gap = plot.layers.length > 1 ? width / plot.layers.length : width;
    const size = Math.max(10, Math.min(44, gap * .5, (height - 8) / most - 3));
    const at = (layer, unit) => {
      const count = plot.layers[layer], pitch = Math.min((height - 8) / count, size + Math.max(6, 90 / count));
      return [gap * (layer + .5), height / 2 + (unit - (count - 1) / 2) * pitch];
    };
    this.#edges(context, plot, at, size);
    const tiles = this.mapImage(plot), side = plot.map.columns;
    let tile = 0;
    context.imageSmoothingEnabled = size > side;
    context.strokeStyle = this.theme.colour('edge');
    context.lineWidth = 1;
    plot.layers.forEach((count, layer) => {
      for (let unit = 0; unit < count; unit++, tile++) {
        const [x, y] = at(layer, unit);
        context.drawImage(tiles, 0, tile * side, side, side, x - size / 2, y - size / 2, size, size);
        context.strokeRect(x - size / 2, y - size / 2, size, size);
      }
    });
  }

  // A colour for the sign, a width for the size; the strongest of each layer is the widest.
  #edges(context, plot, at, size) {
    const weights = plot.series[0].xs;
    let first = 0;
    for (let layer = 1; layer < plot.layers.length; layer++) {
      const from = plot.layers[layer - 1], to = plot.layers[layer];
      let largest = 1e-9;
      for (let i = first; i < first + from * to; i++)
        largest = Math.max(largest, Math.abs(weights[i]));
      for (let unit = 0; unit < to; unit++) {
        for (let source = 0; source < from; source++) {
          const share = weights[first + unit * from + source] / largest;
          if (Math.abs(share) < .03)
            continue;
          const [x0, y0] = at(layer - 1, source), [x1, y1] = at(layer, unit), middle = (x0 + x1) / 2;
          context.beginPath();
          context.moveTo(x0 + size / 2, y0);
          context.bezierCurveTo(middle, y0, middle, y1, x1 - size / 2, y1);
          context.strokeStyle = this.theme.colour(share < 0 ? 'class-0-ink' : 'class-1-ink');
          context.setLineDash(share < 0 ? [4, 2] : []);
          context.globalAlpha = .15 + .75 * Math.abs(share);
          context.lineWidth = .4 + 3 * Math.abs(share);
          context.stroke();
        }
      }
      first += from * to;
    }
    context.globalAlpha = 1;
    context.setLineDash([]);
  }
}
