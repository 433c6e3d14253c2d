import * as l10n from '@vscode/l10n';
import { commandAt, environmentAt } from '../../../../build/build';
import type { Instruction } from '../../../../syntax';
import { copiedFiles } from '../../../copied/copied';
import { copiesOf } from '../../../copied/copy';
import { toExecForm } from '../../../edit/execForm';
import type { Fix } from '../../../finding';
import { isForSageMaker } from '../../../start/intent';
import { execForm, insertLineAfter } from '../../../edit/lineEdits';
import type { Rule } from '../../../rule';
import { programOf } from '../../../start/program';
import { modesOf, type Mode } from '../../../start/startCommand';
import type { View } from '../../../view';
import { besidePath, surelyLacks } from './onPath';

const source =
  'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html';

export const SM303: Rule = {
  id: 'SM303',
  name: 'no-train-serve',
  severity: 'error',
  roles: ['train', 'serve'],
  explanation:
    'SageMaker runs `docker run image train` or `docker run image serve`. Without an ENTRYPOINT the word itself is the program: it must be an executable file in a folder of PATH. If there is none the container ends with `exec: "train": executable file not found in $PATH`.',
  source,
  example: {
    bad: 'FROM python:3.12-slim\nCOPY train /opt/program/',
    good: 'FROM python:3.12-slim\nCOPY train /opt/program/\nENV PATH="/opt/program:${PATH}"',
  },
  check: function* (view) {
    const image = view.end.stage?.stage.image;
    const missing = missingModes(view);
    const [mode] = missing;
    if (image === undefined || mode === undefined || commandToKeep(view)) return;
    yield {
      start: image.start,
      end: image.end,
      message: l10n.t(
        'SageMaker will look for a program named {0}: there is no ENTRYPOINT, and none on PATH.',
        missing.join(', '),
      ),
      fixes: [onPathFix(view, mode) ?? toolkitFix(view, mode) ?? entrypointFix(view, mode)],
    };
  },
};

export const SM304: Rule = {
  id: 'SM304',
  name: 'cmd-only',
  severity: 'warning',
  roles: ['train', 'serve'],
  explanation:
    'The word `train` or `serve` that SageMaker puts behind the image takes the place of CMD, so what CMD says is never run. With an ENTRYPOINT the word is an argument of the program instead.',
  source,
  example: { bad: 'CMD ["python", "serve.py"]', good: 'ENTRYPOINT ["python", "serve.py"]' },
  check: function* (view) {
    const command = commandToKeep(view);
    const [mode] = missingModes(view);
    if (!command || mode === undefined) return;
    const { keyword } = command;
    const form = command.arguments.kind === 'json' ? [] : toExecForm(view, command);
    const edits = [{ start: keyword.start, end: keyword.end, text: 'ENTRYPOINT' }, ...(form ?? [])];
    yield {
      start: command.start,
      end: command.end,
      message: l10n.t('SageMaker puts {0} in the place of CMD: this is never run. Use ENTRYPOINT.', mode),
      fixes: form ? [{ title: l10n.t('Make it the ENTRYPOINT'), edits, preferred: true }] : [],
    };
  },
};

/** Both words must be missing where the role is a guess: the image may be for one of them. */
function missingModes(view: View): readonly Mode[] {
  const modes = modesOf(view);
  if (modes.length === 0 || !isForSageMaker(view)) return [];
  const missing = modes.filter((mode) => surelyLacks(view, mode));
  return view.role.stated || missing.length === modes.length ? missing : [];
}

/** CMD, if it runs a program of its own. */
function commandToKeep(view: View): Instruction | undefined {
  const command = commandAt(view.end);
  const given = command?.arguments;
  if (given?.kind === 'shell') return /^\/?(?:\w+\/)*(?:ba)?sh$/.test(given.body.raw) ? undefined : command;
  if (given?.kind !== 'json') return undefined;
  const words = given.words.map(({ value }) => value);
  const program = programOf(words);
  const isShell = words.length === 1 && /^(?:sh|bash|python[\d.]*|R)$/.test(program?.name ?? '');
  return program === undefined || isShell || /^(?:train|serve)$/.test(program.name) ? undefined : command;
}

function onPathFix(view: View, mode: Mode): Fix | undefined {
  const found = besidePath(view, mode);
  if (!found) return undefined;
  const line = `ENV PATH="${found.folder}:\${PATH}"`;
  return {
    title: l10n.t('Put {0} on PATH', found.folder),
    edits: [insertLineAfter(view.dockerfile, found.copy.instruction, line)],
    preferred: true,
  };
}

/** SAGEMAKER_PROGRAM is read by the toolkit, which brings `train`. */
function toolkitFix(view: View, mode: Mode): Fix | undefined {
  const from = view.end.stage?.stage.from;
  if (mode !== 'train' || !from || !environmentAt(view.end).has('SAGEMAKER_PROGRAM')) return undefined;
  const line = 'RUN pip install --no-cache-dir sagemaker-training';
  return {
    title: l10n.t('Install {0}', 'sagemaker-training'),
    edits: [insertLineAfter(view.dockerfile, from, line)],
    preferred: true,
  };
}

function entrypointFix(view: View, mode: Mode): Fix {
  const script = scriptOf(view, mode);
  const last = view.end.stage?.stage.instructions.at(-1) ?? view.end.stage?.stage.from;
  const line = `ENTRYPOINT ${execForm(['python3', script ?? `/opt/program/${mode}.py`])}`;
  return {
    title: l10n.t('Add an ENTRYPOINT'),
    edits: last ? [insertLineAfter(view.dockerfile, last, line)] : [],
    preferred: script !== undefined,
  };
}

/** The Python file that is most likely meant. */
function scriptOf(view: View, mode: Mode): string | undefined {
  const names = [`${mode}.py`, mode === 'train' ? 'training.py' : 'serving.py', 'main.py', 'app.py'];
  const brought = [...copiedFiles(view).files.keys()];
  for (const { destination, isFolder, sources, fromElsewhere } of copiesOf(view)) {
    if (destination === undefined || fromElsewhere) continue;
    for (const { path } of sources)
      brought.push(isFolder ? `${destination}/${path.slice(path.lastIndexOf('/') + 1)}` : destination);
  }
  return names.flatMap((name) => brought.filter((path) => path.endsWith(`/${name}`)))[0];
}
