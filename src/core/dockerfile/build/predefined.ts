// ARGs that BuildKit defines. In a stage the platform ones need an ARG line; the proxy ones never do.

const proxies = ['ALL_PROXY', 'FTP_PROXY', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

const proxyNames: ReadonlySet<string> = new Set(proxies.flatMap((name) => [name, name.toLowerCase()]));

export const predefinedNames: ReadonlySet<string> = new Set(
  'BUILDARCH BUILDOS BUILDPLATFORM BUILDVARIANT TARGETARCH TARGETOS TARGETPLATFORM TARGETSTAGE TARGETVARIANT'.split(
    ' ',
  ),
);

export const isProxyName = (name: string): boolean => proxyNames.has(name);

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
