import type { JsonValue } from '../../json';
import { asText, mapValues, objectAt, textAt } from '../../json';
import { folderOf, relativePath, resolvePath } from '../../paths';
import { secretsAt } from '../../userFile/parts';
import { buildTaskType } from './buildTaskType';
import { sagemakerPlatform, type BuildChoice } from './buildChoice';

/** A task of tasks.json: paths from the folder of the workspace. */
export interface BuildTask {
  readonly type: typeof buildTaskType;
  readonly dockerfile: string;
  readonly image: string;
  readonly context?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly platform?: string;
  readonly secrets?: BuildChoice['secrets'];
}

/** The task that builds what was chosen for a Dockerfile of this folder. */
export function taskOf(folder: string, dockerfile: string, choice: BuildChoice): BuildTask {
  const { name, target, args, platform, context, secrets } = choice;
  const own = folderOf(dockerfile);
  const fromFolder = (path: string): string => relativePath(folder, resolvePath(own, path));
  const hasSome = (record: object): boolean => Object.keys(record).length > 0;
  return {
    type: buildTaskType,
    dockerfile: relativePath(folder, dockerfile),
    image: name,
    ...(context === '' ? {} : { context: fromFolder(context) }),
    ...(target === '' ? {} : { target }),
    ...(hasSome(args) ? { args } : {}),
    ...(platform === sagemakerPlatform ? {} : { platform }),
    ...(hasSome(secrets)
      ? {
          secrets: mapValues(secrets, (source) =>
            'file' in source ? { file: fromFolder(source.file) } : source,
          ),
        }
      : {}),
  };
}

/** What a task asks for, whoever wrote it; nothing where it lacks its Dockerfile or the name of its image. */
export function choiceOf(
  folder: string,
  definition: JsonValue,
): { readonly dockerfile: string; readonly choice: BuildChoice } | undefined {
  const [file, name] = [textAt(definition, 'dockerfile'), textAt(definition, 'image')];
  if (file === undefined || file === '' || name === undefined || name === '') return undefined;
  const dockerfile = resolvePath(folder, file);
  const own = folderOf(dockerfile);
  const fromOwn = (path: string): string => relativePath(own, resolvePath(folder, path));
  const context = textAt(definition, 'context');
  const choice = {
    name,
    target: textAt(definition, 'target') ?? '',
    args: mapValues(objectAt(definition, 'args') ?? {}, asText),
    platform: textAt(definition, 'platform') ?? sagemakerPlatform,
    context: context === undefined ? '' : fromOwn(context),
    secrets: mapValues(secretsAt(definition) ?? {}, (source) =>
      'file' in source ? { file: fromOwn(source.file) } : source,
    ),
  };
  return { dockerfile, choice };
}
