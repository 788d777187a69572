// The library in WebAssembly. Every call goes to FastOpt.Playground.Page, in C#; see there.
import { dotnet } from '../_framework/dotnet.js';

export async function start() {
  const { getAssemblyExports, getConfig } = await dotnet.create();
  const page = (await getAssemblyExports(getConfig().mainAssemblyName)).FastOpt.Playground.Page;
  return {
    describe: figure => JSON.parse(page.Describe(figure)),
    values: figure => JSON.parse(page.Values(figure)),
    // The picture, each series with xs and ys. Of a plot that the last picture had, there is only the id.
    picture(figure) {
      const picture = JSON.parse(page.Picture(figure));
      const news = picture.plots.filter(plot => plot.series);
      if (news.length === 0)
        return picture;
      const view = page.Numbers(), numbers = view.slice();
      view.dispose();
      for (const series of news.flatMap(plot => plot.series)) {
        series.xs = numbers.subarray(series.at, series.at + series.count);
        series.ys = numbers.subarray(series.at + series.count, series.at + 2 * series.count);
      }
      return picture;
    },
    map: plot => page.Map(plot),
    table: plot => cells(page.Table(plot)),
    results: figure => cells(page.Results(figure)),
    set: (figure, control, value) => page.Set(figure, control, value),
    apply: (figure, preset) => page.Apply(figure, preset),
    restore: figure => page.Restore(figure),
    act: (figure, action) => page.Act(figure, action),
    seek: (figure, step) => page.Seek(figure, step),
    advance: (figure, elapsed, budget) => page.Advance(figure, elapsed, budget),
    code: figure => page.Code(figure),
    csv: figure => page.Csv(figure),
    // What files a figure has may depend on its controls, so they are named anew each time.
    files: figure => JSON.parse(page.Describe(figure)).files,
    file: (figure, name) => page.File(figure, name),
    state: figure => page.State(figure),
    load: address => page.Load(address),
  };
}

function cells(text) {
  return text.split('\n').map(line => line.split('\t'));
}
