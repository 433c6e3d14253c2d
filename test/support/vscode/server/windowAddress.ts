import type { Server } from './startServer';

export interface Development {
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath?: string;
}

/**
 * The address of a window on a folder, or on none, in which an extension under development may run.
 * VS Code 1.139 heeds the development paths only if its server was started with the smoke test driver.
 */
export function windowAddress(
  server: Pick<Server, 'url' | 'port' | 'connectionToken'>,
  workspace: string | undefined,
  development?: Development,
): string {
  const address = new URL(server.url);
  if (server.connectionToken !== undefined) address.searchParams.set('tkn', server.connectionToken);
  if (workspace === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set('folder', workspace);
  if (development !== undefined) {
    const remote = Object.entries(development).map(([name, path]) => [
      name,
      `vscode-remote://127.0.0.1:${server.port}${String(path)}`,
    ]);
    address.searchParams.set('payload', JSON.stringify(remote));
  }
  return address.href;
}
