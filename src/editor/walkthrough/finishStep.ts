import * as vscode from 'vscode';
import { stepDone } from '../../manifest/walkthrough';
import type { StepName } from '../../manifest/walkthroughSteps';

const finished = new Set<StepName>();

/** Checks a step of the walkthrough off, once what it is about has happened: also when nobody has opened it. */
export function finishStep(step: StepName): void {
  if (finished.has(step)) return;
  finished.add(step);
  void vscode.commands.executeCommand('setContext', stepDone(step), true);
}
