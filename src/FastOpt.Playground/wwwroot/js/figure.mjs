// A figure's bench: plots, transport, panel, code and downloads. It holds what is drawn; what is true, C# holds.
import { ControlsView } from './controls.mjs';
import { GraphView } from './graph.mjs';
import { PlotView } from './plot.mjs';
import { button, copy, download, element, scrollBox, table } from './page.mjs';

const speeds = [['¼ ×', .25], ['1 ×', 1], ['4 ×', 4], ['16 ×', 16]];

export class FigureView {
  #plots = [];
  #frame = 0;
  #last = 0;
  #spoken = 0;
  #writer = 0;
  #speed = 1;
  #counted = 0;

  constructor(engine, article, theme, remember) {
    this.engine = engine;
    this.id = article.dataset.figure;
    this.remember = remember;
    this.reduced = matchMedia('(prefers-reduced-motion: reduce)');
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
    this.#last = performance.now();
    this.#frame = requestAnimationFrame(time => this.#tick(time));
  }

  #tick(time) {
    // Whoever wants no motion sees the end at once.
    const still = this.reduced.matches;
    const more = this.engine.advance(this.id, still ? 1e9 : Math.max(0, time - this.#last) * this.#speed, 8);
    this.#last = time;
    if (!still || !more)
      this.#draw();
    if (more)
      this.#frame = requestAnimationFrame(next => this.#tick(next));
    else
      this.#pause();
  }

  #pause() {
    cancelAnimationFrame(this.#frame);
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
    if (picture.plots.length !== this.#plots.length || picture.plots.some((plot, i) => plot.id !== this.#plots[i].root.dataset.plot)) {
      this.#plots = picture.plots.map((plot, i) => new (plot.layers ? GraphView : PlotView)(plot, i, this.theme, this.acts));
      this.plotBox.replaceChildren(...this.#plots.map(plot => plot.root));
    }
    picture.plots.forEach((plot, i) => this.#plots[i].draw(plot));
    this.transport.hidden = picture.length === 0;
    this.scrub.max = picture.length;
    this.scrub.value = picture.position;
    this.scrub.setAttribute('aria-valuetext', `step ${picture.position} of ${picture.length}`);
    this.count.textContent = `${picture.position} of ${picture.length}`;
    this.step.disabled = picture.position >= picture.length;
    this.status.textContent = picture.status;
    if (this.details.open)
      this.code.textContent = this.engine.code(this.id);
    this.#showFault(picture.fault);
    this.#showResults(picture.results);
    this.#speak();
    this.#later();
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
