/** A colour as themes write it, without what lets others shine through: some charts' colours are those of highlights. */
export function opaqueColor(color: string): string {
  const [, short, long] = /^#(?:([\da-f]{3})[\da-f]|([\da-f]{6})[\da-f]{2})$/i.exec(color) ?? [];
  if (short !== undefined || long !== undefined) return `#${short ?? long ?? ''}`;
  const [, parts] = /^rgba?\(\s*([\d.]+[\s,]+[\d.]+[\s,]+[\d.]+)\s*[,/]\s*[\d.]+%?\s*\)$/i.exec(color) ?? [];
  return parts === undefined
    ? color
    : `rgb(${parts
        .trim()
        .split(/[\s,]+/)
        .join(', ')})`;
}
