// A figure's bench: plots, transport, panel, code and downloads. It holds what is drawn; what is true, C# holds.
import { FrameClock } from './clock.mjs';
import { ControlsView } from './controls.mjs';
import { GraphView } from './graph.mjs';
import { PlotView } from './plot.mjs';
import { button, copy, download, element, scrollBox, table, write } from './page.mjs';

const speeds = [['¼ ×', .25], ['1 ×', 1], ['4 ×', 4], ['16 ×', 16]];

export class FigureView {
  #plots = new Map();
  #fresh = new Map();
  #perFrame = 1;
  #spoken = 0;
  #writer = 0;
  #speed = 1;
  #counted = 0;

  constructor(engine, article, theme, remember) {
    this.engine = engine;
    this.id = article.dataset.figure;
    this.remember = remember;
    this.reduced = matchMedia('(prefers-reduced-motion: reduce)');
    this.clock = new FrameClock(() => this.#frame(), (elapsed, budget) => this.#work(elapsed, budget));
    const description = engine.describe(this.id);
    this.labels = new Map(description.controls.map(control => [control.name, control.label]));
    this.controls = new ControlsView(description, (name, value) => this.#set(name, value));
    this.#build(article, description);
    this.acts = {
      set: (...pairs) => {
        for (let i = 0; i < pairs.length; i += 2)
          engine.set(this.id, pairs[i], String(pairs[i + 1]));
        this.#changed();
      },
      act: name => this.#act(name),
      table: index => engine.table(index),
      map: index => engine.map(index),
    };
    this.theme = theme;
    theme.addEventListener('change', () => this.#plots.forEach(plot => plot.repaint()));
  }

  enter() {
    this.#changed(true);
  }

  leave() {
    this.#pause();
  }

  #build(article, description) {
    this.plotBox = element('div', 'plots');
    this.status = element('p', 'status');
    this.live = element('p', 'hidden-text');
    this.live.setAttribute('aria-live', 'polite');
    this.fault = element('div', 'fault');
    this.fault.setAttribute('role', 'alert');
    this.fault.hidden = true;
    this.results = scrollBox('Results');
    this.results.classList.add('card', 'results');
    const stage = element('div', 'stage',
      this.#presets(description.presets), this.#transport(), this.status, this.fault, this.plotBox, this.results, this.live);

    const panel = element('section', 'panel');
    panel.setAttribute('aria-label', 'Settings');
    panel.append(this.controls.root, this.controls.tables, element('div', 'actions',
      ...description.actions.map(action => button(action.label, () => this.#act(action.name))),
      button('Standard settings', () => {
        this.#pause();
        this.engine.restore(this.id);
        this.#changed(true);
      })));
    stage.append(this.#below(description.files));
    article.append(element('div', this.controls.tables.childElementCount > 0 ? 'bench with-table' : 'bench', stage, panel));
  }

  #presets(presets) {
    const row = element('div', 'presets', element('span', '', 'Show me'), ...presets.map(preset => button(preset.label, () => {
      this.#pause();
      this.engine.apply(this.id, preset.name);
      this.#changed(true);
    })));
    row.setAttribute('role', 'group');
    row.setAttribute('aria-label', 'Show me');
    row.hidden = presets.length === 0;
    return row;
  }

  #transport() {
    this.play = button('Play', () => this.playing ? this.#pause() : this.#start(), 'main');
    this.step = button('Step', () => {
      this.#pause();
      this.engine.seek(this.id, this.picture.position + 1);
      this.#draw();
    });
    this.reset = button('Reset', () => {
      this.#pause();
      this.engine.seek(this.id, 0);
      this.#draw();
    });
    this.scrub = element('input');
    this.scrub.type = 'range';
    this.scrub.min = 0;
    this.scrub.setAttribute('aria-label', 'Step that is shown');
    this.scrub.addEventListener('input', () => {
      this.#pause();
      this.engine.seek(this.id, Number(this.scrub.value));
      this.#draw();
    });
    // No output element: that would be a live region of its own.
    this.count = element('span', 'count');
    const speed = element('select');
    speed.setAttribute('aria-label', 'Speed');
    for (const [label, factor] of speeds)
      speed.append(new Option(label, factor, factor === 1, factor === 1));
    speed.addEventListener('change', () => this.#speed = Number(speed.value));
    this.transport = element('div', 'transport', this.play, this.step, this.reset, element('div', 'scrub', this.scrub, this.count), speed);
    this.transport.setAttribute('role', 'group');
    this.transport.setAttribute('aria-label', 'Run');
    return this.transport;
  }

  #below(files) {
    this.toast = element('span', 'toast');
    this.toast.setAttribute('role', 'status');
    const say = text => this.toast.textContent = text;
    this.code = element('code');
    const pre = element('pre', '', this.code);
    pre.tabIndex = 0;
    const details = element('details', '', element('summary', '', 'This figure in C#'), pre);
    details.addEventListener('toggle', () => this.code.textContent = this.engine.code(this.id));
    this.details = details;
    const row = element('div', 'actions',
      button('Copy C#', async () => {
        say(await copy(this.engine.code(this.id)) ? 'The declaration is copied.' : 'The browser does not allow copying; the text stands below.');
      }),
      button('Copy link', async () => {
        this.#write();
        say(await copy(location.href) ? 'The link is copied.' : 'The browser does not allow copying; the address bar has the link.');
      }),
      button('Download CSV', () => {
        download(`fastopt-${this.id}.csv`, this.engine.csv(this.id), 'text/csv');
        say('The run is downloaded.');
      }),
      ...files.map(({ label }, i) => button(label, () => {
        const { name } = this.engine.files(this.id)[i];
        download(name, this.engine.file(this.id, name), 'application/octet-stream');
        say(`${name} is downloaded.`);
      })),
      this.toast);
    return element('div', 'below', element('section', '', row, details));
  }

  #start() {
    if (this.picture.position >= this.picture.length)
      this.engine.seek(this.id, 0);
    this.playing = true;
    this.play.textContent = 'Pause';
    this.clock.start();
  }

  // Whoever wants no motion sees the end at once.
  #frame() {
    if (!this.reduced.matches)
      this.#draw();
  }

  #work(elapsed, budget) {
    if (!this.engine.advance(this.id, this.reduced.matches ? 1e9 : elapsed * this.#speed, budget))
      this.#pause();
  }

  #pause() {
    this.clock.stop();
    const played = this.playing;
    this.playing = false;
    this.play.textContent = 'Play';
    if (!this.picture)
      return;
    // A figure that leaves out what is costly while it plays draws it now.
    if (played)
      this.#draw();
    this.#showResults(this.picture.results);
    this.#later();
  }

  #set(name, value) {
    this.engine.set(this.id, name, value);
    this.#changed();
  }

  #act(name) {
    this.engine.act(this.id, name);
    this.#changed();
  }

  #changed(force) {
    this.controls.update(this.engine.values(this.id), force);
    this.#draw();
  }

  #draw() {
    const picture = this.picture = this.engine.picture(this.id);
    this.#place(picture.plots);
    this.#paint();
    this.transport.hidden = picture.length === 0;
    this.scrub.max = picture.length;
    this.scrub.value = picture.position;
    this.scrub.setAttribute('aria-valuetext', `step ${picture.position} of ${picture.length}`);
    write(this.count, `${picture.position} of ${picture.length}`);
    this.step.disabled = picture.position >= picture.length;
    write(this.status, picture.status);
    if (this.details.open)
      this.code.textContent = this.engine.code(this.id);
    this.#showFault(picture.fault);
    this.#showResults(picture.results);
    this.#speak();
    this.#later();
  }

  // A view for each plot; what is new waits for its turn.
  #place(plots) {
    const ids = plots.map(plot => plot.id);
    const isOther = ids.length !== this.#plots.size || ids.some(id => !this.#plots.has(id));
    const views = plots.map(plot => this.#plots.get(plot.id) ?? new (plot.layers ? GraphView : PlotView)(plot, this.theme, this.acts));
    if (isOther) {
      this.#plots = new Map(views.map((view, i) => [ids[i], view]));
      this.#fresh = new Map([...this.#fresh].filter(([view]) => views.includes(view)));
      this.plotBox.replaceChildren(...views.map(view => view.root));
    }
    plots.forEach((plot, i) => {
      views[i].index = i;
      if (plot.series)
        this.#fresh.set(views[i], plot);
    });
  }

  // While it plays, as many plots a frame as leave half of it to the engine, those first that have waited longest, and none that is out of sight.
  #paint() {
    let left = this.#plots.size;
    if (this.playing) {
      this.#perFrame += this.clock.drawing > this.clock.period / 2 ? -1 : 1;
      left = this.#perFrame = Math.max(1, Math.min(left, this.#perFrame));
    }
    for (const [view, plot] of this.#fresh) {
      if (left === 0)
        break;
      if (this.playing && !view.isSeen)
        continue;
      this.#fresh.delete(view);
      view.draw(plot);
      left--;
    }
  }

  // While it plays, a few times a second.
  #showResults(has) {
    this.results.hidden = !has;
    const now = performance.now();
    if (!has || this.playing && now - this.#counted < 250)
      return;
    this.#counted = now;
    this.results.replaceChildren(table(this.engine.results(this.id), 'Results'));
  }

  #showFault(fault) {
    const text = fault ? fault.text + fault.control + fault.value : '';
    if (this.fault.dataset.text === text)
      return;
    this.fault.dataset.text = text;
    this.fault.hidden = !fault;
    this.fault.replaceChildren();
    if (!fault)
      return;
    this.fault.append(element('p', '', fault.text));
    if (fault.control)
      this.fault.append(button(`Set ${this.labels.get(fault.control)} to ${fault.value}`, () => {
        this.#set(fault.control, fault.value);
        this.play.focus();
      }));
  }

  // At most once a second.
  #speak() {
    clearTimeout(this.speaker);
    this.speaker = setTimeout(() => {
      this.#spoken = performance.now();
      this.live.textContent = this.picture.status;
    }, Math.max(0, 1000 - (performance.now() - this.#spoken)));
  }

  #later() {
    clearTimeout(this.#writer);
    if (!this.playing)
      this.#writer = setTimeout(() => this.#write(), 300);
  }

  #write() {
    this.remember(this.engine.state(this.id));
  }
}
