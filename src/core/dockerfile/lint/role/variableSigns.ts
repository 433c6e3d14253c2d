import { environmentAt, exposedAt, labelsAt } from '../../build/build';
import { beginningWith, hasWanted } from '../../build/scope';
import { pairsOf, type Pair } from '../../syntax';
import { nameSign, type RoleView, type Sign, type SignRole } from './sign';

const deciding: ReadonlyMap<string, SignRole> = new Map<string, SignRole>([
  ['SAGEMAKER_TRAINING_MODULE', 'train'],
  ['SAGEMAKER_TRAINING_COMMAND', 'train'],
  ['SAGEMAKER_SERVING_MODULE', 'serve'],
  ['SAGEMAKER_MULTI_MODEL', 'serve'],
  ['SAGEMAKER_BIND_TO_PORT', 'serve'],
  ['SAGEMAKER_MODEL_SERVER_WORKERS', 'serve'],
  ['SAGEMAKER_MODEL_SERVER_TIMEOUT', 'serve'],
]);

/** ENV, LABEL and EXPOSE. */
export function* variableSigns(view: RoleView): Generator<Sign> {
  const { stage } = view.end;
  if (stage && hasWanted(stage.variables, ofSageMaker)) yield* ofEnvironment(view);
  if (stage && hasWanted(stage.labels, capabilities)) yield* ofLabels(view);
  for (const { key, start, end } of view.named('ARG').flatMap(pairsOf).filter(isStudioUser)) {
    const place = { start, end };
    yield { role: 'studio', weight: 2, source: 'variable', isSageMaker: false, subject: key.raw, place };
  }
  const port = exposedAt(view.end).find(({ value }) => /^8080(?:\/tcp)?$/.test(value));
  if (port) {
    const place = { start: port.token.start, end: port.token.end };
    yield { role: 'serve', weight: 1, source: 'variable', isSageMaker: false, subject: 'EXPOSE 8080', place };
  }
}

const ofSageMaker = beginningWith('SAGEMAKER_', 'SM_');

const capabilities = beginningWith('com.amazonaws.sagemaker.capabilities.');

function* ofEnvironment(view: RoleView): Generator<Sign> {
  for (const [name, { pair, value }] of environmentAt(view.end)) {
    if (!ofSageMaker.fits(name)) continue;
    const found = roleOfVariable(name, value);
    if (!found) continue;
    const { start, end } = pair;
    yield { ...found, source: 'variable', isSageMaker: true, subject: name, place: { start, end } };
  }
}

function* ofLabels(view: RoleView): Generator<Sign> {
  for (const [key, { pair }] of labelsAt(view.end)) {
    if (!capabilities.fits(key)) continue;
    const place = { start: pair.start, end: pair.end };
    yield { role: 'serve', weight: 4, source: 'variable', isSageMaker: true, subject: key, place };
  }
}

/** Studio's user, by the names that its documentation uses. */
const isStudioUser = ({ name }: Pair): boolean => name === 'NB_UID' || name === 'NB_USER';

function roleOfVariable(name: string, value: string): Pick<Sign, 'role' | 'weight'> | undefined {
  const role = deciding.get(name);
  if (role) return { role, weight: 4 };
  if (/^SAGEMAKER_(?:TFS|TS|TRITON|GUNICORN)_|^SM_(?:VLLM|SGLANG)_/.test(name))
    return { role: 'serve', weight: 4 };
  // Both toolkits read it; the script tells.
  if (name === 'SAGEMAKER_PROGRAM') {
    const sign = nameSign(value);
    return sign && sign.role !== 'processing' ? { role: sign.role, weight: 3 } : { role: 'train', weight: 2 };
  }
  return undefined;
}
