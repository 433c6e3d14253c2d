/** What the runtime lets through, in bytes and milliseconds. */
export const limits = {
  /** The documentation's, since 2025. */
  payload: 25 * 1024 ** 2,
  /** What the API's model still says: beyond it, not every client and region plays along. */
  safePayload: 6 * 1024 ** 2,
  answer: 60_000,
  stream: 480_000,
} as const;
