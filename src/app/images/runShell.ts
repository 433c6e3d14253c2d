import * as l10n from '@vscode/l10n';
import type { Shell } from '../../core/images/shell';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';

/** The better first. */
const shells = ['bash', 'ash', 'sh'] as const;

/** The best shell that an image has, in a container of its own. */
export async function runShell(
  { docker, shells: opener }: Pick<World, 'docker' | 'shells'>,
  image: string,
  signal: AbortSignal,
): Promise<Shell> {
  const found = await docker.findPrograms(image, shells, signal);
  const [best] = shells.flatMap(
    (name) => found.find((program) => program.name === name && program.executable) ?? [],
  );
  if (!best)
    throw new Problem('no-shell', l10n.t('{0} has no shell: neither bash nor sh is on its PATH.', image));
  return opener.open({ image, program: best.path }, signal);
}
