// ARGs that BuildKit defines: FROM sees them, a stage after an ARG line.

export const predefinedNames: ReadonlySet<string> = new Set([
  'BUILDARCH',
  'BUILDOS',
  'BUILDPLATFORM',
  'BUILDVARIANT',
  'TARGETARCH',
  'TARGETOS',
  'TARGETPLATFORM',
  'TARGETSTAGE',
  'TARGETVARIANT',
]);

/** The values that follow from `os/arch[/variant]`, with which the image is built. */
export function targetArguments(platform: string): ReadonlyMap<string, string> {
  const [os = '', arch = '', variant = ''] = platform.split('/');
  return new Map([
    ['TARGETPLATFORM', platform],
    ['TARGETOS', os],
    ['TARGETARCH', arch],
    ['TARGETVARIANT', variant],
  ]);
}
