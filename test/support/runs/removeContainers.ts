import { connect } from '../engine/connection';
import { testEngine } from '../engine/engine';

/** What failed tests have left running of the runs in this folder; nothing of anybody else. */
export async function removeContainers(runsFolder: string): Promise<void> {
  const docker = connect(testEngine());
  const left = await docker.listContainers({ all: true, filters: { label: ['longshore.run'] } });
  const ours = left.filter(({ Mounts }) => Mounts.some(({ Source }) => Source.startsWith(runsFolder)));
  for (const { Id } of ours) await docker.getContainer(Id).remove({ force: true });
}
