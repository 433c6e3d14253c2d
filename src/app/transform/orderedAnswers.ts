/** Answers that come in any order, used in the order in which they were asked for; so many may be out at most. */
export class OrderedAnswers<T> {
  readonly #most: number;
  readonly #use: (answer: T) => Promise<void>;
  readonly #waiting: Promise<T>[] = [];

  constructor(most: number, use: (answer: T) => Promise<void>) {
    this.#most = most;
    this.#use = use;
  }

  async add(answer: Promise<T>): Promise<void> {
    // Whoever takes it hears of it; until then it is nobody's error.
    answer.catch(() => undefined);
    this.#waiting.push(answer);
    while (this.#waiting.length >= this.#most) await this.#next();
  }

  async all(): Promise<void> {
    while (this.#waiting.length > 0) await this.#next();
  }

  async #next(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) await this.#use(await next);
  }
}
