/** The path behind `file:///some/where`; a path is one already. Nothing for all other addresses. */
export function pathOfAddress(address: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(address)) return address;
  if (!address.startsWith('file:///')) return undefined;
  const path = decoded(address.slice('file://'.length));
  // `/C:/work` of Windows.
  return path !== undefined && /^\/[a-z]:\//i.test(path) ? path.slice(1) : path;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export const addressOfPath = (path: string): string =>
  `file://${path.startsWith('/') ? '' : '/'}${path.split('/').map(encodeURIComponent).join('/')}`;
