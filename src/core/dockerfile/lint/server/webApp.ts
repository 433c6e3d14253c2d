import { entrypointAt } from '../../build/build';
import { copiedFiles, type CopiedFile } from '../copied/copied';
import { baseName } from '../start/program';
import { startedFiles } from '../start/started';
import { mayBeRewritten } from '../copied/touched';
import type { View } from '../view';
import { readWebApp, type WebApp } from './routes';
import { Notes } from '../../text/notes';

/** The web application that the container serves, and all other text that may answer requests. */
export interface ServedApp {
  readonly app: WebApp;
  readonly file: CopiedFile;
  readonly text: string;
  /** The text of every other program file of the image. */
  readonly others: readonly string[];
}

const cache = new Notes<View, { readonly served: ServedApp | undefined }>();

/** Undefined unless exactly one application is surely served and every file that may add to it is known. */
export function servedApp(view: View): ServedApp | undefined {
  const known = cache.get(view);
  if (known) return known.served;
  const served =
    view.evidence?.complete === true && view.evidence.context !== undefined ? findApp(view) : undefined;
  cache.set(view, { served });
  return served;
}

/** What brings routes of its own. */
const frameworks =
  /sagemaker_inference|sagemaker_containers|multi_model_server|mms\b|mlflow|bentoml|torchserve|litserve|ray\.serve|tornado/;

function findApp(view: View): ServedApp | undefined {
  const files = [...copiedFiles(view).files.values()].filter(({ path }) => isProgram(path));
  // What is too large to read may hold the route.
  if (files.some(({ path, fact }) => fact.text === undefined && /\.(?:py|[rR])$/.test(path)))
    return undefined;
  const reached = reachedFiles(view, files);
  const apps = reached.flatMap((file) => {
    const app = readWebApp(file.path, file.fact.text ?? '');
    return app ? [{ app, file, text: file.fact.text ?? '' }] : [];
  });
  const [found, ...more] = apps;
  if (!found || more.length > 0 || found.app.isOpen || found.app.routes.length === 0) return undefined;
  if (mayBeRewritten(view, found.file) || reached.some(({ fact }) => frameworks.test(fact.text ?? '')))
    return undefined;
  const others = files.filter((file) => file !== found.file).map(({ fact }) => fact.text ?? '');
  return { ...found, others };
}

const isProgram = (path: string): boolean =>
  /\.(?:py|[rR]|sh|js|ts|lua|go|conf|cfg|template|tmpl|j2)$/.test(path) || !baseName(path).includes('.');

/** The files that ENTRYPOINT names, and those that they name in turn: imports, `wsgi:app`, scripts. */
function reachedFiles(view: View, files: readonly CopiedFile[]): readonly CopiedFile[] {
  const byStem = new Map<string, CopiedFile[]>();
  for (const file of files) {
    const stem = baseName(file.path).replace(/\.\w+$/, '');
    byStem.set(stem, [...(byStem.get(stem) ?? []), file]);
  }
  const entrypoint = entrypointAt(view.end);
  const reached = new Set<CopiedFile>();
  const follow = (text: string): void => {
    for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) {
      for (const file of byStem.get(word) ?? []) {
        if (reached.has(file)) continue;
        reached.add(file);
        follow(file.fact.text ?? '');
      }
    }
  };
  if (entrypoint) follow(view.dockerfile.text.slice(entrypoint.start, entrypoint.end));
  for (const { file } of startedFiles(view)) {
    if (!file || reached.has(file)) continue;
    reached.add(file);
    follow(file.fact.text ?? '');
  }
  return [...reached];
}
