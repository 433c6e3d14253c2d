const sizes: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/** `8g`, `512m`, `1.5GB`: as Docker reads a size, in steps of 1024. */
export function parseSize(text: string): number | undefined {
  const match = /^(?<number>\d+(?:\.\d+)?)\s*(?<unit>[bkmgt]?)i?b?$/i.exec(text.trim());
  const unit = sizes[match?.groups?.['unit']?.toLowerCase() ?? ''];
  return match && unit !== undefined ? Math.floor(Number(match.groups?.['number']) * unit) : undefined;
}
