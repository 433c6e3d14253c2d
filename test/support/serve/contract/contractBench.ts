// A contract test on a real engine, in a folder that goes with the test.
import { findSample } from '../../../../src/app/serve/contract/findSample';
import type { ContractWorld } from '../../../../src/app/serve/contract/contractWorld';
import { testContract } from '../../../../src/app/serve/contract/testContract';
import type { EndpointFile } from '../../../../src/core/endpoint/file/endpointFile';
import type { ContractFinding, Outcome } from '../../../../src/core/serve/contract/judge';
import type { ContractReport } from '../../../../src/core/serve/contract/report';
import { rulesOf } from '../../../../src/core/serve/contract/rules/all';
import { ServingBench, type VariantWords } from '../servingBench';

const never = new AbortController().signal;

export interface Tested {
  readonly report: ContractReport;
  /** Rules by what they say, and all that they say of them. */
  readonly ids: (outcome: Outcome) => readonly string[];
  readonly said: (id: string) => string;
  readonly all: string;
}

export interface ContractWords {
  readonly rest?: Partial<EndpointFile>;
  readonly only?: readonly string[];
  readonly startup?: number;
  readonly signal?: AbortSignal;
  readonly world?: ContractWorld;
}

export class ContractBench extends ServingBench {
  async test(words: VariantWords, { rest = {}, ...how }: ContractWords = {}): Promise<Tested> {
    return this.testFile(this.endpoint([words], rest), how);
  }

  async testFile(
    endpoint: EndpointFile,
    { only = [], startup = 20, signal = never, world = this.world }: Omit<ContractWords, 'rest'>,
    file = this.file,
  ): Promise<Tested> {
    const sample = await findSample(world.files, { endpoint, file, payload: undefined }, signal);
    const report = await testContract(
      world,
      {
        endpoint,
        file,
        shown: 'test.endpoint.json',
        variant: undefined,
        rules: rulesOf(only),
        sample,
        startup,
        region: 'eu-west-1',
        runsFolder: this.runsFolder,
        version: '0.0.0',
      },
      (event) => void this.said.push(event.text),
      signal,
    );
    return tested(report);
  }
}

function tested(report: ContractReport): Tested {
  const findings = report.containers.flatMap((container) => container.findings);
  const said = (finding: ContractFinding): string =>
    `${finding.rule.id} ${finding.outcome}: ${[finding.message, ...finding.evidence, ...finding.fixes].join('\n  ')}`;
  return {
    report,
    ids: (outcome) => findings.filter((each) => each.outcome === outcome).map(({ rule }) => rule.id),
    said: (id) =>
      findings
        .filter(({ rule }) => rule.id === id)
        .map(said)
        .join('\n'),
    all: findings.map(said).join('\n'),
  };
}
