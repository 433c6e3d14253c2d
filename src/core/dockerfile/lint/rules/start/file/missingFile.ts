import * as l10n from '@vscode/l10n';
import { cleanPath } from '../../../../../paths';
import { copiedFiles, mayHide } from '../../../copied/copied';
import type { Fix } from '../../../finding';
import { nearest } from '../../../nearest';
import { knownWorkdir, plainBaseOf } from '../../../start/plainBase';
import type { Rule } from '../../../rule';
import { baseName } from '../../../start/program';
import { startedFiles, type Started } from '../../../start/started';
import { mayBeMade } from '../../../copied/touched';
import type { View } from '../../../view';

export const SM308: Rule = {
  id: 'SM308',
  name: 'entry-missing-file',
  severity: 'error',
  roles: 'any',
  explanation:
    'ENTRYPOINT or CMD names a file in a folder that is filled by COPY, but the folder of the build context has no such file, and no RUN makes one. The container ends with `no such file or directory`.',
  source: 'https://docs.docker.com/reference/dockerfile/#entrypoint',
  example: {
    bad: 'COPY src /opt/program\nENTRYPOINT ["python", "/opt/program/sreve.py"]',
    good: 'COPY src /opt/program\nENTRYPOINT ["python", "/opt/program/serve.py"]',
  },
  check: function* (view) {
    if (view.evidence?.complete !== true || view.evidence.context === undefined) return;
    for (const started of startedFiles(view)) {
      const { path, file, place } = started;
      if (file || path === undefined || !isInSight(view, path)) continue;
      yield {
        start: place.start,
        end: place.end,
        message: l10n.t('No COPY brings {0} into the image.', path),
        fixes: [fixOf(view, started, path)],
      };
    }
  },
};

/** Is its folder filled from the context alone? What is in /opt/ml comes when the container starts. */
function isInSight(view: View, path: string): boolean {
  const copied = copiedFiles(view);
  const folder = folderOf(path);
  if (path.startsWith('/opt/ml/') || mayHide(copied, path) || mayBeMade(view, path)) return false;
  const files = [...copied.files.keys()];
  const isTree = [...copied.trees.keys()].some((tree) => tree !== '/' && path.startsWith(`${tree}/`));
  return (
    isTree ||
    (plainBaseOf(view) !== undefined && !isSystem(folder) && files.some((each) => folderOf(each) === folder))
  );
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

const isSystem = (folder: string): boolean =>
  /^\/(?:$|bin|etc|lib|s?bin|usr|var|workspace|home)(?:\/|$)/.test(folder);

function fixOf(view: View, { place, script }: Started, path: string): Fix {
  const files = [...copiedFiles(view).files.keys()];
  const near = files.filter((each) => folderOf(each) === folderOf(path));
  const base = nearest(baseName(path), near.map(baseName), 3);
  const found =
    base === undefined
      ? files.find((each) => baseName(each) === baseName(path))
      : `${folderOf(path)}/${base}`;
  if (found !== undefined) {
    const workdir = script?.text.startsWith('/') === true ? undefined : knownWorkdir(view, view.end);
    const isInside = workdir !== undefined && found.startsWith(`${workdir}/`);
    const text = isInside ? found.slice(workdir.length + 1) : found;
    const written = script?.text.startsWith('./') === true && isInside ? `./${text}` : text;
    return {
      title: l10n.t('Use {0}', written),
      edits: [{ start: place.start, end: place.end, text: JSON.stringify(written) }],
      preferred: base !== undefined,
    };
  }
  const target = sourceOf(view, path);
  return {
    title: l10n.t('Create {0}', target),
    edits: [],
    files: [{ kind: 'create', path: target, text: path.endsWith('.py') ? '' : '#!/bin/sh\n' }],
    preferred: false,
  };
}

/** Where in the context a file must lie to be copied there. */
function sourceOf(view: View, path: string): string {
  const { trees, files } = copiedFiles(view);
  for (const [tree, copy] of trees) {
    const source = copy.sources[0]?.path ?? '.';
    if (path.startsWith(`${tree}/`)) return cleanPath(`${source}/${path.slice(tree.length + 1)}`, false);
  }
  const sibling = [...files.values()].find((each) => folderOf(each.path) === folderOf(path))?.source ?? '';
  return cleanPath(`${sibling.slice(0, sibling.lastIndexOf('/') + 1)}${baseName(path)}`, false);
}
