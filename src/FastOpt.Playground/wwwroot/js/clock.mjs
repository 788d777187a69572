// Frames: draw is called at the start of each, and work once it is laid out and painted, with the milliseconds that are left until the next.
const slowest = 1000 / 60;

export class FrameClock {
  #behind = new MessageChannel();
  #request = 0;
  #start = 0;
  #elapsed = 0;
  #late = 0;

  // period: milliseconds from frame to frame, of 60 a second or as many more as the screen shows.
  // drawing: milliseconds that the last frame took from its start until it was painted.
  constructor(draw, work) {
    Object.assign(this, { draw, work, period: slowest, drawing: 0, runs: false });
    this.#behind.port1.onmessage = () => this.#painted();
  }

  start() {
    this.runs = true;
    this.#start = Infinity;
    this.#request = requestAnimationFrame(time => this.#frame(time));
  }

  stop() {
    this.runs = false;
    cancelAnimationFrame(this.#request);
  }

  #frame(time) {
    // The first frame has none before it.
    this.#elapsed = Math.max(0, time - this.#start);
    this.#start = time;
    // About the shortest of the last ones: a frame that was missed makes no slower screen.
    if (this.#elapsed > 0)
      this.period = Math.min(slowest, Math.max(4, Math.min(this.#elapsed, this.period * 1.01)));
    this.#request = requestAnimationFrame(next => this.#frame(next));
    this.draw();
    this.#behind.port2.postMessage(null);
  }

  #painted() {
    if (!this.runs)
      return;
    const now = performance.now(), budget = Math.max(1, this.#start + this.period - now - this.#late);
    this.drawing = now - this.#start;
    this.work(this.#elapsed, budget);
    // Work is done in pieces, so that it ends behind its time; by how much, the next frame allows for.
    this.#late += (performance.now() - now - budget - this.#late) / 8;
  }
}
