/** Colours, cursor moves and window titles. The title's text is bounded, so that an unfinished one stays cheap. */
const escapes =
  // oxlint-disable-next-line no-control-regex
  /\u001B(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001B]{0,512}(?:\u0007|\u001B\\)|[PX^_][^\u001B]{0,512}\u001B\\|[ -/]{0,8}[0-Z\\^-~])/g;

/** The text as a reader sees it, without the escapes of a terminal. */
export function stripAnsi(text: string): string {
  return text.includes('\u001B') ? text.replaceAll(escapes, '') : text;
}
