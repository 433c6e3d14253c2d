import * as vscode from 'vscode';
import {
  closeLostEndpoint,
  findUnfollowedEndpoints,
  listEndpoints,
  removeServedOrphans,
} from '../../app/serve/resumeServing';
import { Problem } from '../../core/problem';
import type { Row } from '../../core/row';
import type { Closeable } from '../../core/scope';
import type { ServedContainer, ServedEndpoint } from '../../core/serve/servedEndpoint';
import { isOver } from '../../core/serve/servedEndpoint';
import { servedRows } from '../../core/serve/view/servedRows';
import { guard } from '../register';
import type { Histories } from '../resources/histories';
import { isAlive } from '../runs/isAlive';
import type { Services } from '../services';
import { Servers } from './servers';

/** A window that is closing may live on for a moment, and an engine may be away. */
const lookAgainAfter = 3000;

export interface ServedParts {
  readonly services: Services;
  readonly histories: Histories;
  readonly folder: () => Promise<string>;
  readonly filesOf: (container: ServedContainer, isOnly: boolean) => Row;
  readonly draw: () => void;
}

/** The endpoints on this machine: what is on the disk, and what this window follows. */
export class ServedEndpoints implements Closeable {
  readonly servers: Servers;
  readonly #parts: ServedParts;
  readonly #all = new Map<string, ServedEndpoint>();
  readonly #changes = new vscode.EventEmitter<ServedEndpoint>();
  /** Something of it is new, if only a count. */
  readonly onChange = this.#changes.event;
  readonly #came = new vscode.EventEmitter<readonly string[]>();
  /** The ids of those that came, ended or went. */
  readonly onCome = this.#came.event;
  #lookedAt = 0;

  constructor(parts: ServedParts) {
    this.#parts = parts;
    const { services, histories } = parts;
    this.servers = new Servers(services, histories, (endpoint) => this.#hear(endpoint));
  }

  /** The newest first. */
  get all(): readonly ServedEndpoint[] {
    return [...this.#all.values()].toSorted((left, right) => right.created - left.created);
  }

  find(id: string): ServedEndpoint | undefined {
    return this.#all.get(id);
  }

  get isBusy(): boolean {
    return this.all.some((endpoint) => !isOver(endpoint));
  }

  rows(now: number): readonly Row[] {
    return servedRows(this.all, now, this.#parts.filesOf);
  }

  /** What lies on the disk. What this window follows is newer here. */
  async read(): Promise<void> {
    const world = await this.#parts.services.world();
    const found = await listEndpoints(world, await this.#parts.folder());
    const ids = new Set(found.map(({ id }) => id));
    const gone = [...this.#all.keys()].filter((id) => !ids.has(id) && !this.servers.control(id));
    const news = found.filter(({ id, status }) => this.#all.get(id)?.status !== status);
    for (const id of gone) this.#all.delete(id);
    for (const endpoint of found)
      if (!this.servers.control(endpoint.id)) this.#all.set(endpoint.id, endpoint);
    if (news.length + gone.length > 0) this.#came.fire([...news.map(({ id }) => id), ...gone]);
    await this.#takeOver();
  }

  /** Those whose window is gone are taken over, now and then. */
  look(): void {
    if (this.#unfollowed().length === 0 || Date.now() - this.#lookedAt < lookAgainAfter) return;
    void guard(this.#parts.services, async () => this.#takeOver(), 'local endpoints');
  }

  forget(id: string): void {
    this.#all.delete(id);
    this.#came.fire([id]);
    this.#parts.draw();
  }

  dispose(): void {
    this.#changes.dispose();
    this.#came.dispose();
  }

  #unfollowed(): readonly ServedEndpoint[] {
    return this.all.filter(
      (endpoint) =>
        !isOver(endpoint) &&
        !this.servers.control(endpoint.id) &&
        !(endpoint.follower !== undefined && isAlive(endpoint.follower)),
    );
  }

  async #takeOver(): Promise<void> {
    this.#lookedAt = Date.now();
    const left = this.#unfollowed();
    if (left.length === 0) return;
    const { services } = this.#parts;
    const world = await services.world();
    try {
      const { signal } = new AbortController();
      const { name } = await world.docker.endpoint();
      const here = left.filter(({ engine }) => engine === name);
      const { resumable, lost, orphans } = await findUnfollowedEndpoints(world, here, isAlive, signal);
      for (const endpoint of lost) this.#hear(await closeLostEndpoint(world, endpoint));
      for (const endpoint of resumable)
        void guard(services, async () => void (await this.servers.resume(endpoint)), 'resume endpoint');
      await removeServedOrphans(world, orphans, signal);
    } catch (error) {
      // An engine that does not answer is no news here.
      if (!(error instanceof Problem)) throw error;
    }
  }

  #hear(endpoint: ServedEndpoint): void {
    const before = this.#all.get(endpoint.id);
    this.#all.set(endpoint.id, endpoint);
    if (before?.status !== endpoint.status) this.#came.fire([endpoint.id]);
    this.#changes.fire(endpoint);
    this.#parts.draw();
  }
}
