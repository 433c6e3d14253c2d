import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BuildChoice, BuildQuestions } from '../../core/images/build/buildChoice';
import { buildQuestions, firstChoice, sagemakerPlatform } from '../../core/images/build/buildChoice';
import { changeContext, contextName } from './askContext';
import { changeSecrets, secretsText } from './askSecrets';
import { checkImageName } from '../../core/images/imageName';
import type { Services } from '../services';

export type Change = (choice: BuildChoice) => Promise<BuildChoice | undefined>;

interface Item extends vscode.QuickPickItem {
  /** Nothing: build as it is. */
  readonly change?: Change;
}

const memoryKey = 'build:';

interface AskedDockerfile {
  readonly dockerfile: string;
  readonly text: string;
  /** The context, where nobody chose another. */
  readonly inferred: string;
}

/** Of every Dockerfile that was built from this workspace. */
export const rememberedChoices = ({ memory }: Services): ReadonlyMap<string, BuildChoice> =>
  new Map(
    memory.keys().flatMap((key) => {
      if (!key.startsWith(memoryKey)) return [];
      const dockerfile = key.slice(memoryKey.length);
      return [[dockerfile, remembered(memory, dockerfile)] as const];
    }),
  );

/** What was remembered by an older version has less. */
const remembered = (memory: vscode.Memento, dockerfile: string): BuildChoice => ({
  ...firstChoice(dockerfile),
  ...memory.get<Partial<BuildChoice>>(memoryKey + dockerfile),
});

/** What was built last time is one key away; what should differ this time is chosen from the same list. */
export async function askBuild(
  { memory }: Services,
  asked: AskedDockerfile,
): Promise<BuildChoice | undefined> {
  const { dockerfile, text } = asked;
  const questions = buildQuestions(text);
  let choice = remembered(memory, dockerfile);
  if (!questions.stages.includes(choice.target)) choice = { ...choice, target: '' };
  const known = Object.entries(choice.args).filter(([name]) => questions.arguments.has(name));
  choice = { ...choice, args: Object.fromEntries(known) };
  for (;;) {
    const chosen = await vscode.window.showQuickPick(items(choice, questions, asked), {
      title: l10n.t('Build Image'),
      placeHolder: l10n.t('Build it, or choose what should be different.'),
    });
    if (!chosen) return undefined;
    if (!chosen.change) {
      await memory.update(memoryKey + dockerfile, choice);
      return choice;
    }
    choice = (await chosen.change(choice)) ?? choice;
  }
}

function items(
  choice: BuildChoice,
  { stages, arguments: args, secrets }: BuildQuestions,
  asked: AskedDockerfile,
): readonly Item[] {
  const { name, target, platform } = choice;
  const given = Object.entries(choice.args).map(([key, value]) => `${key}=${value}`);
  const ids = [...new Set([...secrets, ...Object.keys(choice.secrets)])];
  const item = (icon: string, label: string, description: string, change: Change): Item => ({
    label: `$(${icon}) ${label}`,
    description,
    change,
  });
  return [
    { label: `$(play) ${l10n.t('Build {0}', name)}`, description: platform },
    item('tag', l10n.t('Name'), name, changeName),
    ...(stages.length > 0
      ? [
          item(
            'layers',
            l10n.t('Target'),
            target === '' ? l10n.t('the last stage') : target,
            changeTarget(stages),
          ),
        ]
      : []),
    ...(args.size > 0
      ? [
          item(
            'symbol-parameter',
            l10n.t('Arguments'),
            given.length === 0 ? l10n.t('as the Dockerfile says') : given.join(', '),
            changeArguments(args),
          ),
        ]
      : []),
    ...(ids.length > 0
      ? [item('key', l10n.t('Secrets'), secretsText(choice, ids), changeSecrets(ids, asked.dockerfile))]
      : []),
    item('vm', l10n.t('Platform'), platform === '' ? l10n.t('that of the engine') : platform, changePlatform),
    item('folder', l10n.t('Context'), contextName(choice, asked), changeContext(asked)),
  ];
}

const changeName: Change = async (choice) => {
  const name = await vscode.window.showInputBox({
    title: l10n.t('Build Image'),
    prompt: l10n.t('The name of the image, as repository:tag.'),
    value: choice.name,
    validateInput: checkImageName,
  });
  return name === undefined ? undefined : { ...choice, name };
};

const changeTarget =
  (stages: readonly string[]): Change =>
  async (choice) => {
    const last = { label: l10n.t('The last stage'), stage: '' };
    const chosen = await vscode.window.showQuickPick(
      [last, ...stages.map((stage) => ({ label: stage, stage }))],
      { title: l10n.t('Build which stage?') },
    );
    return chosen && { ...choice, target: chosen.stage };
  };

const changeArguments =
  (known: BuildQuestions['arguments']): Change =>
  async (choice) => {
    const chosen = await vscode.window.showQuickPick(
      [...known].map(([name, standard]) => ({
        label: name,
        description: choice.args[name] ?? standard ?? '',
      })),
      { title: l10n.t('Change which argument?') },
    );
    if (!chosen) return undefined;
    const value = await vscode.window.showInputBox({
      title: chosen.label,
      prompt: l10n.t('Its value. Empty: as the Dockerfile says. Values stay in the image: no secrets.'),
      value: choice.args[chosen.label] ?? '',
    });
    if (value === undefined) return undefined;
    const others = Object.entries(choice.args).filter(([name]) => name !== chosen.label);
    const own = value === '' ? [] : [[chosen.label, value] as const];
    return { ...choice, args: Object.fromEntries([...others, ...own]) };
  };

const changePlatform: Change = async (choice) => {
  const chosen = await vscode.window.showQuickPick(
    [
      { label: sagemakerPlatform, detail: l10n.t('Where SageMaker trains and serves.') },
      { label: 'linux/arm64', detail: l10n.t('For Graviton instances of endpoints, such as ml.c7g.') },
      { label: l10n.t('That of the engine'), detail: l10n.t('Quickest here; SageMaker may not run it.') },
    ],
    { title: l10n.t('Build for which platform?') },
  );
  if (!chosen) return undefined;
  return { ...choice, platform: chosen.label.startsWith('linux/') ? chosen.label : '' };
};
