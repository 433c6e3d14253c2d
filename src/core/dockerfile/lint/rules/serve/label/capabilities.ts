import { labelAt, type Binding } from '../../../../build/build';
import type { Edit } from '../../../finding';
import { insertLineAfter } from '../../../edit/lineEdits';
import type { View } from '../../../view';

const prefix = 'com.amazonaws.sagemaker.capabilities.';

/** The labels that SageMaker reads from an image. */
export const capabilities = {
  bindToPort: `${prefix}accept-bind-to-port`,
  multiModels: `${prefix}multi-models`,
  bidirectional: `${prefix}bidirectional-streaming`,
} as const;

export const capabilityNames: readonly string[] = Object.values(capabilities);

export const capabilityOf = (view: View, name: string): Binding | undefined => labelAt(view.end, name);

export const isTrue = (binding: Binding | undefined): boolean =>
  binding?.value.trim().toLowerCase() === 'true';

/** A LABEL of its own, behind the last of the stage or behind FROM. */
export function addLabel(view: View, name: string): readonly Edit[] {
  const stage = view.end.stage?.stage;
  const behind = stage?.instructions.findLast((instruction) => instruction.name === 'LABEL') ?? stage?.from;
  return behind ? [insertLineAfter(view.dockerfile, behind, `LABEL ${name}=true`)] : [];
}
