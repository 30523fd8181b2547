/** Runs a few tasks at once and lets a few wait; more are turned away. */
export class Queue {
  readonly #limits: { readonly atOnce: number; readonly waitingMax: number };
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: { readonly atOnce: number; readonly waitingMax: number }) {
    this.#limits = limits;
  }

  /** @returns what the task gives, or `full` when it was turned away */
  async run<T>(task: () => Promise<T>): Promise<T | 'full'> {
    if (this.#running >= this.#limits.atOnce) {
      if (this.#waiting.length >= this.#limits.waitingMax) return 'full';
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running++;
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      // The place is handed on, so that nobody can slip in between.
      if (next) next();
      else this.#running--;
    }
  }
}
