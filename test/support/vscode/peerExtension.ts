// An extension that does nothing but be there, under the name of a real one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writePeerExtension(folder: string, id: string): void {
  const [publisher, name] = id.split('.');
  const manifest = {
    name,
    publisher,
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './extension.js',
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'extension.js'), 'exports.activate = () => undefined;\n');
}
