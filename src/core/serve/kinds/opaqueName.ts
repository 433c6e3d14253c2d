const prime = 0x0000_0000_0100_0000_0000_0000_0000_013bn;
const mask = (1n << 128n) - 1n;

/** What a container knows a model by: 32 digits that say nothing, the same for the same model (FNV-1a of 128 bits). */
export function opaqueName(target: string): string {
  let hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58dn;
  for (const byte of new TextEncoder().encode(target)) hash = ((hash ^ BigInt(byte)) * prime) & mask;
  return hash.toString(16).padStart(32, '0');
}
