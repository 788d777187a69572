// Light and dark: the system's, unless the button says otherwise.
const key = 'fastopt-playground-theme';

export class Theme extends EventTarget {
  #probe = document.createElement('span');
  #colours = new Map();

  constructor(button) {
    super();
    this.#probe.hidden = true;
    document.body.append(this.#probe);
    const system = matchMedia('(prefers-color-scheme: dark)');
    const stored = read();
    if (stored)
      document.documentElement.dataset.theme = stored;
    const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
    const changed = () => {
      button.textContent = isDark() ? 'Light' : 'Dark';
      button.setAttribute('aria-label', isDark() ? 'Light colours' : 'Dark colours');
      this.#colours.clear();
      this.dispatchEvent(new Event('change'));
    };
    button.addEventListener('click', () => {
      document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
      write(document.documentElement.dataset.theme);
      changed();
    });
    system.addEventListener('change', changed);
    changed();
  }

  // A colour of site.css, as a canvas takes it.
  colour(name) {
    if (!this.#colours.has(name)) {
      this.#probe.style.color = `var(--${name})`;
      this.#colours.set(name, getComputedStyle(this.#probe).color);
    }
    return this.#colours.get(name);
  }

  rgb(name) {
    return this.colour(name).match(/[\d.]+/g).slice(0, 3).map(Number);
  }
}

function read() {
  try { return localStorage.getItem(key); } catch { return null; }
}

function write(value) {
  try { localStorage.setItem(key, value); } catch { /* A browser that stores nothing forgets the choice. */ }
}
