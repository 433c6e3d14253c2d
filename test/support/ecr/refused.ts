export type Asked = Readonly<Record<string, unknown>>;

/** An answer of AWS that is none: its name and its words, with a stroke between them. */
export class Refused extends Error {}
