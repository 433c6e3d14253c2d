import * as l10n from '@vscode/l10n';
import type { LoadThread } from '../../core/load/ports';
import { checkSteps, type LoadStep } from '../../core/load/plan/loadStep';
import { goneNote, stepReport, type LoadReport, type StepReport } from '../../core/load/report/loadReport';
import type { LoadFollow, LoadOrder, LoadWorld } from './loadOrder';
import { watchResources } from './watchResources';

/** Milliseconds: a generator that is later than this disturbs what it measures. */
const lateGenerator = 50;

/** Runs one step, and tells what it came to. */
export type RunStep = (step: LoadStep) => Promise<StepReport>;

/** Loads an endpoint step by step. Stopped by the signal, it reports what it has. */
export async function runSteps(
  world: LoadWorld,
  order: LoadOrder,
  steps: readonly LoadStep[],
  follow: LoadFollow,
): Promise<LoadReport> {
  checkSteps(steps);
  return withSteps(world, order, follow, async (run) => {
    const done: StepReport[] = [];
    for (const [index, step] of steps.entries()) {
      follow.report({ kind: 'step', index, of: steps.length, step });
      const report = await run(step);
      done.push(report);
      follow.report({ kind: 'stepped', report });
      if (report.ended === 'stopped' || report.ended === 'gone') break;
    }
    const isGone = done.at(-1)?.ended === 'gone';
    return loadReport(order, { steps: done, isGone }, world.clock.now());
  });
}

/** Opens a thread and watches the containers, and closes both. */
export async function withSteps<T>(
  world: LoadWorld,
  order: LoadOrder,
  { signal, report }: LoadFollow,
  work: (run: RunStep) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const thread = await world.loads.open([order.target], signal);
  try {
    const between = watchResources(world, order.watched, over.signal);
    return await work(async (step) => runStep({ thread, step, between, report }, signal));
  } finally {
    over.abort();
    await thread.close();
  }
}

interface OneStep {
  readonly thread: LoadThread;
  readonly step: LoadStep;
  readonly between: ReturnType<typeof watchResources>;
  readonly report: LoadFollow['report'];
}

async function runStep({ thread, step, between, report }: OneStep, signal: AbortSignal): Promise<StepReport> {
  const tally = await thread.step(step, (beat) => report({ kind: 'beat', pace: step.pace, beat }), signal);
  return stepReport(step, tally, between(tally.began, tally.began + tally.seconds * 1000));
}

export function loadReport(
  { name, variant, target }: LoadOrder,
  { steps, isGone }: { readonly steps: readonly StepReport[]; readonly isGone: boolean },
  at: number,
): LoadReport {
  const gone = isGone ? ({ isGone } as const) : {};
  return {
    format: 'longshore-load-1',
    at,
    name,
    ...(variant === undefined ? {} : { variant }),
    url: target.url,
    payloads: {
      count: target.payloads.length,
      bytes: target.payloads.reduce((sum, { body }) => sum + body.length, 0),
      contentTypes: [...new Set(target.payloads.map(({ contentType }) => contentType))],
    },
    timeout: target.timeout,
    steps,
    ...gone,
    notes: notesOn(steps, goneNote(gone)),
  };
}

function notesOn(steps: readonly StepReport[], gone: string | undefined): readonly string[] {
  const notes = [
    ...(gone === undefined ? [] : [gone]),
    l10n.t(
      'Measured on this machine, where generator and endpoint share the processors: an instance of SageMaker has others.',
    ),
  ];
  const late = Math.max(0, ...steps.map(({ lateness }) => lateness));
  if (late > lateGenerator)
    notes.push(
      l10n.t(
        'The generator itself was late by up to {0} ms: the machine was busy, and latencies have that in them.',
        Math.round(late),
      ),
    );
  if (steps.some(({ ended }) => ended === 'stopped')) notes.push(l10n.t('Stopped before its end.'));
  return notes;
}
