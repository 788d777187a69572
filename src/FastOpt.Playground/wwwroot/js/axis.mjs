// Values to pixels, ticks, and numbers as text.
export class Scale {
  constructor(axis, start, end) {
    Object.assign(this, { ...axis, start, end });
    this.low = axis.logarithmic ? Math.log10(axis.from) : axis.from;
    this.high = axis.logarithmic ? Math.log10(axis.to) : axis.to;
  }

  // What a logarithm has not is drawn far below.
  pixel(value) {
    const at = this.logarithmic ? (value > 0 ? Math.log10(value) : value === 0 ? this.low - 9 : NaN) : value;
    return this.start + (at - this.low) / (this.high - this.low) * (this.end - this.start);
  }

  value(pixel) {
    const at = this.low + (pixel - this.start) / (this.end - this.start) * (this.high - this.low);
    return this.logarithmic ? 10 ** at : at;
  }

  ticks(most) {
    let step = nice((this.high - this.low) / most);
    if (!this.logarithmic && Math.floor(this.high / step) - Math.ceil(this.low / step) < 2)
      step /= 2;
    const width = this.logarithmic ? Math.max(1, Math.ceil(step - 1e-9)) : this.whole ? Math.max(1, Math.floor(step)) : step;
    const ticks = [];
    for (let i = Math.ceil(this.low / width - 1e-9); i * width <= this.high + width * 1e-9; i++)
      ticks.push(this.logarithmic ? 10 ** (i * width) : Math.abs(i * width) < width * 1e-6 ? 0 : i * width);
    return ticks;
  }

  text(value) {
    if (!this.logarithmic)
      return format(value);
    const power = Math.round(Math.log10(value));
    return Math.abs(power) <= 3 ? format(value) : '10' + superscript(power);
  }
}

function nice(step) {
  const power = 10 ** Math.floor(Math.log10(step));
  const share = step / power;
  return power * (share <= 1.0001 ? 1 : share <= 2.0001 ? 2 : share <= 5.0001 ? 5 : 10);
}

function superscript(power) {
  return String(power).replace(/[-\d]/g, c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]);
}

export function format(value) {
  if (value === 0)
    return '0';
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3)
    return value.toExponential(1).replace(/\.0e/, 'e').replace('e+', 'e').replace('-', '−');
  return String(Number(value.toPrecision(6))).replace('-', '−');
}
