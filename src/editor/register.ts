import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { foreignImageId } from '../core/images/foreignImage';
import { isAbort, Problem } from '../core/problem';
import type { CommandName } from '../manifest/commands';
import { remedyButton } from './remedies';
import type { Services } from './services';

/** A handler gets the ids of the rows, or the addresses of the files, that it was called on; none from the palette. */
export type Handler = (rows: readonly string[]) => Promise<void> | void;
/** Complete by type: a command without a handler does not compile, nor one without a command. */
export type Handlers = Readonly<Record<CommandName, Handler>>;

/** Handlers whose code comes in when the first of them is called. */
export function lateHandlers<Name extends CommandName>(
  names: readonly Name[],
  load: () => Promise<Pick<Handlers, Name>>,
): Pick<Handlers, Name>;
export function lateHandlers(
  names: readonly CommandName[],
  load: () => Promise<Partial<Handlers>>,
): Partial<Handlers> {
  let loaded: Promise<Partial<Handlers>> | undefined;
  const handler =
    (name: CommandName): Handler =>
    async (rows) =>
      (await (loaded ??= load()))[name]?.(rows);
  return Object.fromEntries(names.map((name) => [name, handler(name)]));
}

export function registerCommands(services: Services, handlers: Handlers): void {
  for (const [name, handler] of Object.entries(handlers)) {
    const id = `longshore.${name}`;
    services.scope.own(
      vscode.commands.registerCommand(id, async (clicked: unknown, selected: unknown) =>
        guard(services, () => handler(rowIds(clicked, selected)), id),
      ),
    );
  }
}

/** The one border: nothing that happens behind it reaches the user as anything but a message with a way on. */
export async function guard(
  services: Services,
  work: () => Promise<void> | void,
  name: string,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isAbort(error)) return;
    logError(services, name, error);
    if (error instanceof vscode.FileSystemError) {
      void vscode.window.showErrorMessage(error.message);
      return;
    }
    if (!(error instanceof Problem)) {
      const report = l10n.t('Show Log');
      const text = l10n.t(
        'Longshore made a mistake: {0}',
        error instanceof Error ? error.message : String(error),
      );
      const chosen = await vscode.window.showErrorMessage(text, report);
      if (chosen === report) services.log.show();
      return;
    }
    await showProblem(services, error, async () => guard(services, work, name));
  }
}

export function logError({ log }: Services, name: string, error: unknown): void {
  if (!(error instanceof Problem)) log.error(`${name}:`, error instanceof Error ? error : String(error));
  else
    log.warn(
      `${name}: ${error.kind}: ${error.message}`,
      error.cause instanceof Error ? error.cause.message : '',
    );
}

async function showProblem(services: Services, problem: Problem, retry: () => Promise<void>): Promise<void> {
  const buttons = problem.remedies.flatMap((remedy) => remedyButton(services, remedy, retry) ?? []);
  const chosen = await vscode.window.showErrorMessage(problem.message, ...buttons);
  await chosen?.act();
}

/** A click gives the row or the file and, with several selected, all of them; rows are known by their ids. */
function rowIds(clicked: unknown, selected: unknown): readonly string[] {
  const many = Array.isArray(selected) ? selected.flatMap(rowId) : [];
  return many.length > 0 ? many : rowId(clicked);
}

function rowId(clicked: unknown): readonly string[] {
  if (clicked instanceof vscode.Uri) return [clicked.toString()];
  const id = typeof clicked === 'string' ? clicked : foreignImageId(clicked);
  return id === undefined ? [] : [id];
}
