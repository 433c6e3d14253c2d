import * as l10n from '@vscode/l10n';
import { before } from '../../../../build/build';
import { copyWords } from '../../../../build/copy';
import type { ShellWord } from '../../../../shell/command';
import type { Evidence } from '../../../evidence';
import type { Fix, Report } from '../../../finding';
import { installsOf, packageName } from '../../../image/installs';
import type { Role, Rule } from '../../../rule';
import type { View } from '../../../view';

const gone = 'sagemaker-containers';

export const SM110: Rule = {
  id: 'SM110',
  name: 'sagemaker-containers',
  severity: 'warning',
  roles: 'any',
  explanation:
    'The package sagemaker-containers is deprecated by its owner. The SageMaker Training Toolkit (sagemaker-training) and the SageMaker Inference Toolkit (sagemaker-inference) replace it.',
  source: 'https://pypi.org/project/sagemaker-containers/',
  example: { bad: 'RUN pip install sagemaker-containers', good: 'RUN pip install sagemaker-training' },
  check: (view) => {
    const reports: Report[] = [];
    for (const { manager, packages, requirements } of installsOf(view)) {
      if (manager !== 'pip') continue;
      for (const word of packages) if (isGone(word.text)) reports.push(inCommand(view, word));
      for (const file of requirements) reports.push(...inFile(view, file));
    }
    return reports;
  },
};

/** A path or a wheel is a copy of their own, patched on purpose. */
const isGone = (requirement: string): boolean =>
  (/^sagemaker/i.test(requirement) &&
    packageName(requirement) === gone &&
    !/[/\\]|\.whl$|\.tar\.gz$/.test(requirement)) ||
  /^git\+https:\/\/github\.com\/aws\/sagemaker-containers(?:\.git)?(?:[@#]|$)/.test(requirement);

function replacements(role: Role): readonly string[] {
  if (role === 'train') return ['sagemaker-training'];
  if (role === 'serve') return ['sagemaker-inference'];
  if (role === 'both') return ['sagemaker-training sagemaker-inference'];
  return ['sagemaker-training', 'sagemaker-inference'];
}

function inCommand(view: View, { start, end }: ShellWord): Report {
  const names = replacements(view.role.role);
  return {
    start,
    end,
    message: message(),
    deprecated: true,
    fixes: names.map((text) => ({
      title: l10n.t('Use {0}', text),
      edits: [{ start, end, text }],
      preferred: names.length === 1,
    })),
  };
}

const message = (): string =>
  l10n.t('{0} is deprecated: sagemaker-training and sagemaker-inference replace it.', gone);

function* inFile(view: View, word: ShellWord): Generator<Report> {
  const { evidence } = view;
  const path = evidence && contextPath(view, evidence, word);
  const text = path === undefined ? undefined : evidence?.files.get(path)?.text;
  if (path === undefined || text === undefined) return;
  const line = /^[ \t]*(sagemaker[-_.]containers(?![\w.-]*[/\\])[^\s;#]*)/im.exec(text);
  const requirement = line?.[1];
  if (!line || requirement === undefined || !isGone(requirement)) return;
  const from = line.index + line[0].length - requirement.length;
  const fixes = replacements(view.role.role).map((names, _, all): Fix => {
    const fresh = names.replaceAll(' ', text.includes('\r\n') ? '\r\n' : '\n');
    const file = { kind: 'replace' as const, path, start: from, end: from + requirement.length, text: fresh };
    return {
      title: l10n.t('Use {0} in {1}', names, path),
      edits: [],
      files: [file],
      preferred: all.length === 1,
    };
  });
  yield {
    start: word.start,
    end: word.end,
    message: l10n.t('{0} asks for {1}, which is deprecated.', path, gone),
    fixes,
  };
}

/** The file of the context that COPY brings under this name, if just one can be meant. */
function contextPath({ build, named }: View, { files }: Evidence, word: ShellWord): string | undefined {
  const name = word.text.slice(word.text.lastIndexOf('/') + 1);
  const found = new Set<string>();
  for (const instruction of [...named('COPY'), ...named('ADD')]) {
    if (instruction.flags.some((flag) => flag.name === 'from') || !before(build, instruction).stage) continue;
    for (const { value } of copyWords(instruction).sources) {
      const source = value.replace(/^\.?\//, '').replace(/\/$/, '');
      const inside = source === '' || source === '.' ? name : `${source}/${name}`;
      for (const path of [source, inside])
        if (path.slice(path.lastIndexOf('/') + 1) === name && files.get(path)?.kind === 'file')
          found.add(path);
    }
  }
  return found.size === 1 ? [...found][0] : undefined;
}
