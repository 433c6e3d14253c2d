import * as l10n from '@vscode/l10n';
import type { EndpointFile } from '../../../core/endpoint/file/endpointFile';
import { Problem } from '../../../core/problem';
import type { Evidence } from '../../../core/serve/contract/evidence';
import { imageFacts } from '../../../core/serve/contract/imageFacts';
import { judge } from '../../../core/serve/contract/judge';
import { subjectTitle, type ContainerReport, type ContractReport } from '../../../core/serve/contract/report';
import type { ContractRule } from '../../../core/serve/contract/rule';
import { probesOf } from '../../../core/serve/contract/rules/all';
import { contractTargets, type ContractTarget } from '../../../core/serve/contract/targets';
import type { HttpAnswer } from '../../../core/serve/ports';
import { servePlan } from '../../../core/serve/servePlan';
import type { Sample } from './asker';
import type { ContractWorld } from './contractWorld';
import { Inquiry } from './inquiry';
import { otherTrials } from './otherTrials';
import { removeLost } from './removeLost';
import { TrialStarter } from './trialStarter';

export interface ContractTest {
  readonly endpoint: EndpointFile;
  /** Absolute. */
  readonly file: string;
  /** As it is named to the user. */
  readonly shown: string;
  /** Only this one. */
  readonly variant: string | undefined;
  readonly rules: readonly ContractRule[];
  readonly sample: Sample | undefined;
  /** Seconds in which /ping must answer, instead of what the file says. */
  readonly startup: number | undefined;
  readonly region: string;
  readonly runsFolder: string;
  /** Ours. */
  readonly version: string;
}

export type ContractEvent =
  /** What is being tried on which container. */
  | { readonly kind: 'step'; readonly container: string; readonly text: string }
  /** A line of a build or a pull. */
  | { readonly kind: 'said'; readonly text: string };

/** Milliseconds that the questions to one container may take, beside the window of its start. */
const patience = 10 * 60_000;

/** Runs the rules against fresh containers, one after the other, as times are measured. */
export async function testContract(
  world: ContractWorld,
  test: ContractTest,
  report: (event: ContractEvent) => void,
  signal: AbortSignal,
): Promise<ContractReport> {
  const started = world.clock.now();
  const plan = servePlan(test.endpoint, { file: test.file, region: test.region });
  const all = contractTargets(test.endpoint, plan, test.startup);
  const targets = all.filter(({ subject }) => test.variant === undefined || subject.variant === test.variant);
  await removeLost(world, signal);
  if (targets.length === 0) throw noSuchVariant(test.variant ?? '', all);
  const containers: ContainerReport[] = [];
  let before: HttpAnswer | undefined;
  for (const [index, target] of targets.entries()) {
    const began = world.clock.now();
    const sample = target.followsOn ? following(test.sample, before) : test.sample;
    const id = `contract-${started.toString(36)}-${index}`;
    const gathered = await gather(world, { ...test, sample }, { target, id, report }, signal);
    before = gathered.answer;
    const { evidence } = gathered;
    containers.push({
      subject: evidence.subject,
      milliseconds: world.clock.now() - began,
      cutShort: evidence.cutShort,
      findings: judge(evidence, test.rules),
    });
  }
  return {
    file: test.shown,
    endpoint: plan.name,
    started,
    milliseconds: world.clock.now() - started,
    version: test.version,
    containers,
  };
}

const noSuchVariant = (asked: string, all: readonly ContractTarget[]): Problem =>
  new Problem(
    'bad-usage',
    l10n.t(
      'There is no variant {0}. There is: {1}.',
      asked,
      [...new Set(all.map(({ subject }) => subject.variant))].join(', '),
    ),
  );

/** In a row, each container gets what the one before has answered. */
function following(sample: Sample | undefined, before: HttpAnswer | undefined): Sample | undefined {
  if (!sample || before?.kind !== 'answered' || before.status >= 300) return undefined;
  const contentType = before.headers['content-type'] ?? sample.contentType;
  return { ...sample, name: l10n.t('the answer of the container before'), contentType, body: before.body };
}

interface Gathering {
  readonly target: ContractTarget;
  readonly id: string;
  readonly report: (event: ContractEvent) => void;
}

async function gather(
  world: ContractWorld,
  test: ContractTest,
  { target, id, report }: Gathering,
  signal: AbortSignal,
): Promise<{ readonly evidence: Evidence; readonly answer: HttpAnswer | undefined }> {
  const { subject, plan } = target;
  const { file, runsFolder, sample } = test;
  const say = (text: string): void => report({ kind: 'said', text });
  const step = (text: string): void => report({ kind: 'step', container: subjectTitle(subject), text });
  const starter = new TrialStarter(world, { target, file, runsFolder, id, say });
  const deadline = world.clock.now() + 2 * plan.startup * 1000 + patience;
  const quest = { target, file, sample, probes: probesOf(test.rules), starter, step, deadline };
  try {
    const { main, calls, answer } = await new Inquiry(world, quest, signal).run();
    const image = imageFacts(await world.docker.inspectImage(subject.image, signal));
    step(l10n.t('starting it in other ways'));
    const { models, ...trials } = await otherTrials(world, quest, { main, image }, signal);
    const evidence: Evidence = {
      subject: sample ? { ...subject, sample: { ...sample, bytes: sample.body.length } } : subject,
      image,
      main,
      ...trials,
      calls: models ? { ...calls, models } : calls,
      cutShort: world.clock.now() > deadline,
    };
    return { evidence, answer };
  } finally {
    await starter.clear();
  }
}
