// Elements, clipboard and downloads.
export function element(name, className = '', ...children) {
  const one = document.createElement(name);
  if (className)
    one.className = className;
  one.append(...children);
  return one;
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
