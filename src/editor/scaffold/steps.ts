import * as vscode from 'vscode';
import { Scope } from '../../core/scope';

/** One question of several. */
export interface Step {
  readonly title: string;
  readonly canGoBack: boolean;
}

/** What the user said: an answer, one step back, or nothing any more. */
export type Reply<T> = { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'back' } | undefined;

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** A list whose chosen line is the answer; `current` is the line that is marked at first. */
export async function pickStep<T>(
  step: Step & { readonly text: string },
  choices: ReadonlyArray<Choice<T>>,
  current: Choice<T> | undefined,
): Promise<Reply<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.placeholder = step.text;
  pick.items = choices;
  pick.matchOnDetail = true;
  if (current) pick.activeItems = [current];
  return replyTo(pick, step, () => {
    const [chosen] = pick.selectedItems;
    return chosen && { kind: 'answer', value: chosen.value };
  });
}

/** A line to fill in, checked with each key. */
export async function inputStep(
  step: Step & { readonly text: string; readonly value: string },
  check: (text: string) => string | undefined,
): Promise<Reply<string>> {
  const box = vscode.window.createInputBox();
  box.prompt = step.text;
  box.value = step.value;
  const look = (): void => void (box.validationMessage = check(box.value));
  const listening = box.onDidChangeValue(look);
  try {
    return await replyTo(box, step, () => {
      look();
      return check(box.value) === undefined ? { kind: 'answer', value: box.value } : undefined;
    });
  } finally {
    listening.dispose();
  }
}

type Input = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/** `accept` gives nothing while there is no answer yet. */
async function replyTo<T>(input: Input, step: Step, accept: () => Reply<T>): Promise<Reply<T>> {
  input.title = step.title;
  input.ignoreFocusOut = true;
  if (step.canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
  const scope = new Scope();
  scope.own(input);
  try {
    return await new Promise<Reply<T>>((resolve) => {
      scope.own(input.onDidTriggerButton(() => resolve({ kind: 'back' })));
      scope.own(input.onDidHide(() => resolve(undefined)));
      scope.own(
        input.onDidAccept(() => {
          const reply = accept();
          if (reply) resolve(reply);
        }),
      );
      input.show();
    });
  } finally {
    scope.dispose();
  }
}
