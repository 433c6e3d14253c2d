import * as l10n from '@vscode/l10n';
import { formatSize } from '../../format';
import type { BuildEvent } from './buildEvent';

/** How far a build is, by what is told of it. */
export interface BuildProgress {
  /** Bytes of the context. */
  readonly sent: number;
  readonly total: number;
  /** Of all stages that have begun. */
  readonly step: number;
  readonly steps: number;
  readonly cached: number;
  /** What is being done. */
  readonly command: string;
  /** The steps that have begun, by stage and number. */
  readonly begun: ReadonlySet<string>;
  /** How many steps each stage has. */
  readonly stages: ReadonlyMap<string, number>;
}

export const beforeBuild: BuildProgress = {
  sent: 0,
  total: 0,
  step: 0,
  steps: 0,
  cached: 0,
  command: '',
  begun: new Set(),
  stages: new Map(),
};

/** `[stage 2/5] RUN …` of BuildKit, which counts in each stage; `Step 2/5 : RUN …` of the classic builder. */
const forms = [
  /^\[(?<stage>(?:[^\]]* )?)(?<step>\d+)\/(?<steps>\d+)\] (?<command>.*?)(?<cached> \(cached\))?$/,
  /^(?<stage>)Step (?<step>\d+)\/(?<steps>\d+) : (?<command>.*)$/,
];

export function advanceBuild(progress: BuildProgress, event: BuildEvent): BuildProgress {
  switch (event.kind) {
    case 'context':
      return { ...progress, sent: 0, total: event.size.bytes };
    case 'sent':
      return { ...progress, sent: event.bytes };
    case 'builder':
      return progress;
    case 'line':
      return afterLine(progress, event.text);
  }
}

function afterLine(progress: BuildProgress, line: string): BuildProgress {
  if (line === ' ---> Using cache') return { ...progress, cached: progress.cached + 1 };
  const found = forms.map((form) => form.exec(line)?.groups).find((groups) => groups !== undefined);
  if (!found) return progress;
  const { stage = '', step = '', steps = '', command = '', cached } = found;
  const key = `${stage}${step}`;
  // BuildKit may do one step in several parts, such as the layers of a base.
  const isNew = !progress.begun.has(key);
  const begun = isNew ? new Set([...progress.begun, key]) : progress.begun;
  const stages = new Map([...progress.stages, [stage, Number(steps)]]);
  return {
    ...progress,
    begun,
    stages,
    step: stages.size > 1 ? begun.size : Number(step),
    steps: [...stages.values()].reduce((sum, each) => sum + each, 0),
    cached: progress.cached + (cached !== undefined && isNew ? 1 : 0),
    command,
  };
}

/** In a few words; nothing while nothing is known. */
export function progressText({
  sent,
  total,
  step,
  steps,
  cached,
  command,
}: BuildProgress): string | undefined {
  if (steps > 0) {
    const count =
      cached > 0
        ? l10n.t('step {0} of {1}, {2} cached', step, steps, cached)
        : l10n.t('step {0} of {1}', step, steps);
    return command === '' ? count : `${count} · ${shortened(command)}`;
  }
  if (sent === 0) return undefined;
  return sent < total
    ? l10n.t('{0} of {1} sent', formatSize(sent), formatSize(total))
    : l10n.t('{0} sent', formatSize(sent));
}

/** Letters of a command that have room beside everything else. */
const room = 40;

const shortened = (command: string): string =>
  command.length <= room ? command : `${command.slice(0, room - 1).trimEnd()}…`;
