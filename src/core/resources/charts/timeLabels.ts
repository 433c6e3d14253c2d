const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Seconds between two marks of a time axis. */
export const timeSteps: readonly number[] = [
  [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30],
  [1, 2, 5, 10, 15, 30].map((count) => count * minute),
  [1, 2, 3, 6, 12].map((count) => count * hour),
  [1, 2, 5, 10].map((count) => count * day),
].flat();

/** Of a run: `1:05`, `1:02:05`; with tenths where they tell moments apart. */
export function formatElapsed(seconds: number, tenths = false): string {
  const sign = seconds < 0 ? '-' : '';
  const whole = tenths ? Math.round(Math.abs(seconds) * 10) / 10 : Math.round(Math.abs(seconds));
  const rest = whole % minute;
  const second = tenths && rest % 1 !== 0 ? rest.toFixed(1).padStart(4, '0') : twoDigits(rest);
  const minutes = Math.floor(whole / minute) % 60;
  return whole < hour
    ? `${sign}${minutes}:${second}`
    : `${sign}${Math.floor(whole / hour)}:${twoDigits(minutes)}:${second}`;
}

/** The marks of an axis: `m:ss`, and `h:mm` as soon as one of them is an hour. */
export function timeLabels(marks: readonly number[]): readonly string[] {
  const step = (marks[1] ?? minute) - (marks[0] ?? 0);
  const inHours = countsHours(marks.at(-1) ?? 0) && step >= minute;
  return marks.map((mark) =>
    inHours
      ? `${Math.floor(mark / hour)}:${twoDigits(Math.round((mark % hour) / minute))}`
      : formatElapsed(mark, step < 1),
  );
}

export const countsHours = (end: number): boolean => end >= hour;

const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0');
