import { tooMuchRow } from '../../core/explore/rootRow';
import type { TreePlace } from '../../core/explore/tree';
import type { TreeAddress } from '../../core/explore/treeAddress';
import { isArchive } from '../../core/explore/treeAddress';
import { folderRows, valueRows } from '../../core/explore/treeRows';
import type { Row } from '../../core/row';
import type { Services } from '../services';
import type { Archives } from './archives';
import type { TreeSession } from './treeSession';

/** Bytes: of a failure its first line, of hyperparameters all. */
const beginning = 4096;
const allValues = 2_000_000;

/** Where and how far to look. */
export interface Wanted {
  readonly address: TreeAddress;
  readonly place: TreePlace;
  readonly session: TreeSession;
  /** Rows. */
  readonly limit: number;
}

/** What is below a row: of a folder, of an archive, or of a file that says more than its bytes. */
export class RowReader {
  readonly #services: Services;
  readonly #archives: Archives;

  constructor(services: Services, archives: Archives) {
    this.#services = services;
    this.#archives = archives;
  }

  async read(row: Row, wanted: Wanted): Promise<readonly Row[]> {
    const { address, session, limit } = wanted;
    if (address.inner !== undefined || isArchive(address.path)) return this.#archiveRows(row, wanted);
    await session.start(await this.#services.world());
    if (session.problem !== undefined) throw session.problem;
    if (address.path === 'input/config/hyperparameters.json')
      return valueRows(row.subject, (await this.#beginning(wanted, address.path, allValues)) ?? '');
    const rows = folderRows({
      address,
      children: session.model.children(address.path),
      totals: (path) => session.model.totals(path),
      limit,
      failure: address.path === 'output' ? await this.#beginning(wanted, 'output/failure') : undefined,
      now: Date.now(),
    });
    return session.whole || address.path !== '' ? rows : [...rows, tooMuchRow(row)];
  }

  async #archiveRows(row: Row, { address, place, limit }: Wanted): Promise<readonly Row[]> {
    const { model, whole } = await this.#archives.open(address, place);
    const inner = address.inner ?? '';
    const rows = folderRows({
      address: { ...address, inner },
      children: model.children(inner),
      totals: (path) => model.totals(path),
      limit,
      failure: undefined,
      now: Date.now(),
    });
    return whole ? rows : [...rows, tooMuchRow(row)];
  }

  async #beginning({ place }: Wanted, path: string, length = beginning): Promise<string | undefined> {
    const { trees } = await this.#services.world();
    const { signal } = new AbortController();
    const entry = await trees.stat(place, path, signal);
    if (entry?.kind !== 'file') return undefined;
    const bytes = await trees.read(place, path, { offset: 0, length }, signal);
    return new TextDecoder().decode(bytes);
  }
}
