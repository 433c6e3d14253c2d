/** Between the name of a chart and that of a line in it, in the name of a metric. */
export const lineMark = ' · ';
