import type { Account } from './account';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** When the borrower has to ask again. */
  readonly expiration: Date;
}

/** Milliseconds. Clients renew 10 to 15 minutes before the end: this lets them come back, and not all the time. */
const pretendedLife = 20 * 60_000;
const renewBefore = 5 * 60_000;

/** The user's keys of now. Those that end are kept until shortly before; those that do not are looked up each time. */
export class KeyRing {
  readonly #read: () => Promise<Account>;
  #keys: Keys | undefined;

  constructor(read: () => Promise<Account>) {
    this.#read = read;
  }

  async keys(): Promise<Keys> {
    if (this.#keys && this.#keys.expiration.getTime() - Date.now() > renewBefore) return this.#keys;
    const { credentials } = await this.#read();
    // What the chain has kept may be as old as ours.
    const found = await credentials({ forceRefresh: this.#keys !== undefined });
    const { accessKeyId, secretAccessKey, sessionToken = '', expiration } = found;
    const keys = { accessKeyId, secretAccessKey, sessionToken };
    if (!expiration) return { ...keys, expiration: new Date(Date.now() + pretendedLife) };
    this.#keys = { ...keys, expiration };
    return this.#keys;
  }
}
