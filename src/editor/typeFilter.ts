import * as vscode from 'vscode';
import { Scope } from '../core/scope';

export interface FilterBox {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
}

/** A view follows what is typed; Escape brings back what was there before. */
export async function typeFilter(
  { title, prompt, value }: FilterBox,
  show: (filter: string) => Promise<void>,
): Promise<void> {
  const scope = new Scope();
  const box = scope.own(vscode.window.createInputBox());
  Object.assign(box, { title, prompt, value });
  try {
    const isMeant = await new Promise<boolean>((resolve) => {
      scope.own(box.onDidChangeValue((filter) => void show(filter.trim())));
      scope.own(box.onDidAccept(() => resolve(true)));
      scope.own(box.onDidHide(() => resolve(false)));
      box.show();
    });
    if (!isMeant) await show(value);
  } finally {
    scope.dispose();
  }
}
