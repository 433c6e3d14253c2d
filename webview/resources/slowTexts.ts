import type { TemplateResult } from 'lit';

/** Milliseconds. What changes twice in a second can be looked at, but not listened to. */
const pace = 5000;

/** Texts for screen readers, by chart, made anew every five seconds while samples come. */
export class SlowTexts {
  readonly #summaries = new Map<string, string>();
  readonly #tables = new Map<string, TemplateResult>();
  readonly #renewed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(renewed: () => void) {
    this.#renewed = renewed;
  }

  summary(chart: string, make: () => string): string {
    return kept(this.#summaries, chart, make);
  }

  table(chart: string, make: () => TemplateResult): TemplateResult {
    return kept(this.#tables, chart, make);
  }

  /** There are newer samples. */
  age(): void {
    this.#timer ??= setTimeout(() => {
      this.renew();
      this.#renewed();
    }, pace);
  }

  /** What the user asked for is shown at once. */
  renew(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#summaries.clear();
    this.#tables.clear();
  }
}

function kept<T>(texts: Map<string, T>, key: string, make: () => T): T {
  const known = texts.get(key);
  if (known !== undefined) return known;
  const made = make();
  texts.set(key, made);
  return made;
}
