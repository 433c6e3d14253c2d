import * as l10n from '@vscode/l10n';
import type { LendingNetwork, LentCredentials } from '../../core/aws/ports';
import { lendingVariable } from '../../core/aws/ports';
import type { LocalPlan } from '../../core/run/local/localPlan';
import type { RunEvent, RunRecord } from '../../core/run/runRecord';
import type { RunWorld } from './prepareRun';

/** The user's keys for the containers of a run, as long as it goes on, when the run file asks for it. */
export class KeyLending {
  readonly #world: RunWorld;
  readonly #plan: LocalPlan;
  readonly #record: () => RunRecord;
  readonly #tell: (event: RunEvent) => void;
  readonly #life = new AbortController();
  #began = false;
  #lent: LentCredentials | undefined;

  constructor(world: RunWorld, plan: LocalPlan, record: () => RunRecord, tell: (event: RunEvent) => void) {
    this.#world = world;
    this.#plan = plan;
    this.#record = record;
    this.#tell = tell;
  }

  /** Before the containers are made. What it gives belongs into their environment. */
  async lend(): Promise<Readonly<Record<string, string>>> {
    await this.takeBack();
    this.#began = true;
    await this.#serve(undefined);
    return this.#lent?.environment ?? {};
  }

  /** For containers that another process has started: they ask where they were told to. */
  async lendAgain(): Promise<void> {
    const container = this.#record().hosts.find((host) => host.container !== undefined)?.container;
    if (this.#began || this.#plan.awsCredentials === false || container === undefined) return;
    this.#began = true;
    try {
      const environment = await this.#world.containers.environment(container, this.#life.signal);
      await this.#serve(environment[lendingVariable]);
    } catch (error) {
      // What trains goes on: maybe it has had what it wanted.
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  async takeBack(): Promise<void> {
    const lent = this.#lent;
    this.#lent = undefined;
    await lent?.close();
  }

  async #serve(earlier: string | undefined): Promise<void> {
    const { awsCredentials, network, environment } = this.#plan;
    if (awsCredentials === false) return;
    if (network === 'isolated')
      return this.#say(l10n.t('With network isolation the container cannot ask for AWS credentials.'));
    const lending = {
      profile: awsCredentials === true ? undefined : awsCredentials,
      region: environment['AWS_REGION'] ?? '',
      network: await this.#network(network),
      earlier,
      isBorrower: async (address: string) => this.#isBorrower(address),
      onProblem: (problem: Error) => this.#say(problem.message),
    };
    this.#lent = await this.#world.credentials.serve(lending, this.#life.signal);
  }

  async #network(network: 'bridge' | 'host' | 'cluster'): Promise<LendingNetwork> {
    if (network === 'host') return { kind: 'host' };
    const name = this.#record().network ?? network;
    return { kind: 'bridge', gateway: await this.#world.containers.gateway(name, this.#life.signal) };
  }

  /** Asked each time: an address may soon be somebody else's. */
  async #isBorrower(address: string): Promise<boolean> {
    for (const { container } of this.#record().hosts) {
      if (container === undefined) continue;
      const addresses = await this.#world.containers.addresses(container, this.#life.signal);
      if (addresses.includes(address)) return true;
    }
    return false;
  }

  #say(text: string): void {
    this.#tell({ kind: 'progress', text });
  }
}
