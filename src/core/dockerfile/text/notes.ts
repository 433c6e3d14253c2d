interface Noted<Value> {
  readonly [key: symbol]: Value | undefined;
}

const isNoted = <Value>(owner: object, key: symbol): owner is Noted<Value> => key in owner;

/**
 * What was worked out about an object, kept on the object itself. Not in a WeakMap: V8's quick collections keep what
 * one holds, so that each key that is typed would leave all of its file behind until the next slow one.
 */
export class Notes<Owner extends object, Value> {
  readonly #key = Symbol('notes');

  get(owner: Owner): Value | undefined {
    return isNoted<Value>(owner, this.#key) ? owner[this.#key] : undefined;
  }

  set(owner: Owner, value: Value): void {
    Object.defineProperty(owner, this.#key, { value, configurable: true });
  }
}
