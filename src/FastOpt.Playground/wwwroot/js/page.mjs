// Elements, clipboard and downloads.
export function element(name, className = '', ...children) {
  const one = document.createElement(name);
  if (className)
    one.className = className;
  one.append(...children);
  return one;
}

// Text that stands there already costs no layout.
export function write(place, text) {
  if (place.textContent !== text)
    place.textContent = text;
}

export function button(label, act, className = '') {
  const one = element('button', className, label);
  one.type = 'button';
  one.addEventListener('click', act);
  return one;
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function download(name, content, type) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// A table of texts, the head first.
export function table([head, ...rows], caption) {
  const one = element('table', 'data');
  one.createCaption().textContent = caption;
  const top = one.createTHead().insertRow();
  for (const text of head)
    top.append(Object.assign(element('th', '', text), { scope: 'col' }));
  const body = one.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const text of row)
      line.insertCell().textContent = text;
  }
  return one;
}

// A box that scrolls, by the keyboard too.
export function scrollBox(label) {
  const box = element('div', 'table-box');
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', label);
  return box;
}
