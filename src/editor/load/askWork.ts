import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { checkSteps, warmUpOf, type LoadStep } from '../../core/load/plan/loadStep';
import { readLatencyLimit, readTimedLevels, type LatencyLimit } from '../../core/load/plan/readLevels';
import { Problem } from '../../core/problem';

export type Work =
  | { readonly kind: 'search'; readonly limit: LatencyLimit }
  | { readonly kind: 'steps'; readonly steps: readonly LoadStep[] };

interface Choice extends vscode.QuickPickItem {
  readonly pace: 'search' | 'rate' | 'concurrency';
}

/** Milliseconds of each step, where nobody says another time. */
const duration = 10_000;

/** How to load; nothing when the user gave up. */
export async function askWork(title: string): Promise<Work | undefined> {
  const choices: readonly Choice[] = [
    {
      pace: 'search',
      label: l10n.t('Find the Highest Rate under a Latency Limit'),
      detail: l10n.t('Rising, then in halves; ends with the scaling target that follows.'),
    },
    {
      pace: 'rate',
      label: l10n.t('Requests by the Clock'),
      detail: l10n.t(
        'So many in a second, whether answers come or not: 50, or 10,20,40, or 10..100 for 30s.',
      ),
    },
    {
      pace: 'concurrency',
      label: l10n.t('Requests at Once'),
      detail: l10n.t('Each after an answer: 8, or 1,8,64 for 30s.'),
    },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title, ignoreFocusOut: true });
  if (!chosen) return undefined;
  if (chosen.pace === 'search') {
    const text = await ask(title, l10n.t('The limit: p95=200ms is 200 ms for 95 of 100 answers.'), {
      value: 'p95=200ms',
      read: readLatencyLimit,
    });
    return text === undefined ? undefined : { kind: 'search', limit: readLatencyLimit(text) };
  }
  const { pace } = chosen;
  const read = (text: string): readonly LoadStep[] => stepsOf(pace, readTimedLevels(text, duration));
  const prompt =
    pace === 'rate'
      ? l10n.t('Requests in a second, for as long each.')
      : l10n.t('Requests at once, for as long each.');
  const text = await ask(title, prompt, {
    value: pace === 'rate' ? '10..50 for 10s' : '1,4,16 for 10s',
    read,
  });
  return text === undefined ? undefined : { kind: 'steps', steps: read(text) };
}

function stepsOf(
  kind: 'rate' | 'concurrency',
  { levels, milliseconds }: ReturnType<typeof readTimedLevels>,
): readonly LoadStep[] {
  const steps = levels.map((level): LoadStep => ({
    pace:
      kind === 'rate'
        ? { kind: 'open', rate: level, arrivals: 'even' }
        : { kind: 'closed', concurrency: level },
    milliseconds,
    warmUp: warmUpOf(milliseconds),
  }));
  checkSteps(steps);
  return steps;
}

/** Says what is wrong while it is typed. */
export async function ask(
  title: string,
  prompt: string,
  { value, read }: { readonly value: string; readonly read: (text: string) => unknown },
): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (text) => {
      try {
        read(text);
        return undefined;
      } catch (error) {
        if (error instanceof Problem) return error.message;
        throw error;
      }
    },
  });
}
