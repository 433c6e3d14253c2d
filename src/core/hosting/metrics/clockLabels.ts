/** Slow to make, so once. */
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** What a clock here shows, for seconds since 1970. */
export const clockTime = (seconds: number): string => clock.format(seconds * 1000);

/** The marks of a time axis. */
export const clockLabels = (marks: readonly number[]): readonly string[] => marks.map(clockTime);
