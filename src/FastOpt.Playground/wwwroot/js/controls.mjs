// Inputs for a figure's controls. Each group is a fieldset; a group whose controls have rows is a table.
let ids = 0;

export class ControlsView {
  #updaters = new Map();

  // set(name, text) sets a control.
  constructor(description, set) {
    this.set = set;
    this.root = document.createElement('div');
    this.tables = document.createElement('div');
    const groups = Map.groupBy(description.controls.filter(control => !control.hidden), control => control.group);
    for (const [name, controls] of groups) {
      const group = document.createElement('fieldset');
      const title = document.createElement('legend');
      title.textContent = name || 'Settings';
      group.append(title);
      if (controls[0].row) {
        group.append(this.#table(controls));
        this.tables.append(group);
      } else {
        group.append(...controls.map(control => this.#single(control)));
        this.root.append(group);
      }
    }
  }

  // Writes values into the inputs, but not into the one that is being typed into.
  update(values, force) {
    for (const [name, update] of this.#updaters)
      update(values[name], force);
  }

  #single(control) {
    const box = document.createElement('div');
    box.className = 'control ' + control.kind;
    const label = document.createElement('label');
    label.textContent = control.label + (control.unit ? ` (${control.unit})` : '');
    const input = this.#input(control);
    label.htmlFor = input.id;
    if (control.kind === 'flag')
      box.append(input, label);
    else if (control.kind === 'number') {
      const pair = document.createElement('div');
      pair.className = 'pair';
      pair.append(this.#slider(control), input);
      box.append(label, pair);
    } else
      box.append(label, input);
    if (control.hint) {
      const hint = document.createElement('p');
      hint.className = 'hint';
      hint.id = input.id + '-hint';
      hint.textContent = control.hint;
      input.setAttribute('aria-describedby', hint.id);
      box.append(hint);
    }
    return box;
  }

  #table(controls) {
    const columns = [...new Set(controls.map(control => control.label))];
    const table = document.createElement('table');
    table.className = 'lanes';
    const head = table.createTHead().insertRow();
    for (const text of ['Name', ...columns])
      head.append(Object.assign(document.createElement('th'), { textContent: text, scope: 'col' }));
    const body = table.createTBody();
    for (const [row, cells] of Map.groupBy(controls, control => control.row)) {
      const line = body.insertRow();
      line.append(Object.assign(document.createElement('th'), { textContent: row, scope: 'row' }));
      for (const column of columns) {
        const cell = line.insertCell(), control = cells.find(one => one.label === column);
        if (!control)
          continue;
        const input = this.#input(control);
        input.setAttribute('aria-label', `${row}: ${column}`);
        cell.append(input);
      }
    }
    const box = document.createElement('div');
    box.className = 'scrolls';
    box.append(table);
    return box;
  }

  #input(control) {
    if (control.kind === 'choice')
      return this.#choice(control);
    const input = document.createElement(control.kind === 'text' ? 'textarea' : 'input');
    input.id = 'control-' + ++ids;
    input.dataset.control = control.name;
    if (control.kind === 'flag') {
      input.type = 'checkbox';
      input.addEventListener('change', () => this.set(control.name, input.checked ? '1' : '0'));
      this.#on(control, value => input.checked = value === '1');
    } else {
      if (control.kind === 'number') {
        input.type = 'number';
        input.min = control.minimum;
        input.max = control.maximum;
        input.step = control.step === 1 ? 1 : 'any';
        input.inputMode = 'decimal';
      }
      const take = () => {
        this.set(control.name, input.value);
        input.value = input.dataset.value;
      };
      input.addEventListener('change', take);
      if (control.kind === 'text')
        this.#takesFiles(input, take);
      // 'any' makes the arrow keys add 1; here they add the control's step, or a twentieth.
      input.addEventListener('keydown', event => {
        const up = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (!up || control.kind !== 'number' || control.step === 1)
          return;
        event.preventDefault();
        const value = Number(input.value);
        this.set(control.name, String(Number((control.logarithmic ? value * 1.05 ** up : value + up * control.step).toPrecision(10))));
        input.value = input.dataset.value;
      });
      this.#on(control, (value, force) => {
        input.dataset.value = value;
        if (force || document.activeElement !== input)
          input.value = value;
      });
    }
    return input;
  }

  // A file that is dropped is read as text, in the browser.
  #takesFiles(input, take) {
    input.addEventListener('dragover', event => event.preventDefault());
    input.addEventListener('drop', async event => {
      const file = event.dataTransfer.files[0];
      if (!file)
        return;
      event.preventDefault();
      input.value = await file.text();
      take();
    });
  }

  #choice(control) {
    const input = document.createElement('select');
    input.id = 'control-' + ++ids;
    input.dataset.control = control.name;
    for (const { value, label } of control.options)
      input.append(new Option(label, value));
    input.addEventListener('change', () => this.set(control.name, input.value));
    this.#on(control, value => input.value = value);
    return input;
  }

  #slider(control) {
    const slider = document.createElement('input');
    slider.type = 'range';
    slider.setAttribute('aria-label', control.label + ', slider');
    const { minimum, maximum, logarithmic } = control;
    const to = logarithmic ? value => Math.log(value / minimum) / Math.log(maximum / minimum) : value => (value - minimum) / (maximum - minimum);
    const from = logarithmic ? share => minimum * (maximum / minimum) ** share : share => minimum + (maximum - minimum) * share;
    slider.min = 0;
    slider.max = 1;
    slider.step = control.logarithmic ? .005 : Math.max(control.step / (maximum - minimum), 1e-4);
    slider.addEventListener('input', () => {
      const value = from(Number(slider.value));
      this.set(control.name, String(logarithmic ? Number(value.toPrecision(2)) : Number((Math.round(value / control.step) * control.step).toPrecision(10))));
    });
    this.#on(control, value => {
      if (document.activeElement !== slider || Math.abs(to(Number(value)) - Number(slider.value)) > .02)
        slider.value = to(Number(value));
      slider.setAttribute('aria-valuetext', value + (control.unit ? ' ' + control.unit : ''));
    });
    return slider;
  }

  #on(control, update) {
    const before = this.#updaters.get(control.name);
    this.#updaters.set(control.name, before ? (value, force) => (before(value, force), update(value, force)) : update);
  }
}
