// Wheels for the Python base image, which is another where it was built from a registry.
import { connect } from '../engine/connection';
import type { Engine } from '../engine/engine';
import { testNamespace } from '../engine/images';

export const pythonBase = `${testNamespace}/python-base:latest`;

export interface Target {
  /** As in 3.11. */
  readonly python: string;
  /** As wheels name it: x86_64, aarch64. */
  readonly machine: string;
}

/** Which wheels fit into the base. */
export async function targetOf(engine: Engine): Promise<Target> {
  const code = 'import platform as p; print(".".join(p.python_version_tuple()[:2]), p.machine())';
  const docker = connect(engine);
  const container = await docker.createContainer({
    Image: pythonBase,
    Cmd: ['python3', '-c', code],
    Tty: true,
  });
  try {
    await container.start();
    await container.wait();
    const said = String(await container.logs({ stdout: true, follow: false }));
    const [python = '', machine = ''] = said.trim().split(' ');
    return { python, machine };
  } finally {
    await container.remove({ force: true });
  }
}

/** What makes pip take wheels for the target, and nothing that they need beyond what is named. */
export const wheelsFor = ({ python, machine }: Target): readonly string[] => [
  '--only-binary=:all:',
  '--no-deps',
  '--python-version',
  python,
  ...['manylinux2014', 'manylinux_2_28', 'manylinux_2_34'].flatMap((each) => [
    '--platform',
    `${each}_${machine}`,
  ]),
];
