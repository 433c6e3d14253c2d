import type { ServedEndpoint, ServedVariant } from '../servedEndpoint';
import { isOver } from '../servedEndpoint';
import { percentile } from '../traffic';
import { errorsOf, statusWords, variantWords } from '../view/servedWords';
import { callExamples } from './callExamples';
import type { LocalPhase, LocalSnapshot, LocalVariant, VariantTone } from './localPanel';

interface Beside {
  readonly contentType: string;
  readonly problem: string | undefined;
}

export function localSnapshot(endpoint: ServedEndpoint, { contentType, problem }: Beside): LocalSnapshot {
  const url = isOver(endpoint) ? undefined : endpoint.url;
  const shadow = endpoint.variants.find(({ isShadow }) => isShadow);
  return {
    id: endpoint.id,
    name: endpoint.name,
    status: statusWords(endpoint),
    phase: phaseOf(endpoint),
    url,
    variants: endpoint.variants.filter(({ isShadow }) => !isShadow).map(localVariant),
    shadow: shadow && localVariant(shadow),
    examples: url === undefined ? [] : callExamples({ url, endpoint: endpoint.name, contentType }),
    problem: problem ?? endpoint.failure,
  };
}

function phaseOf(endpoint: ServedEndpoint): LocalPhase {
  if (isOver(endpoint)) return 'over';
  if (endpoint.status === 'stopping') return 'stopping';
  return endpoint.status === 'serving' ? 'up' : 'starting';
}

function localVariant(variant: ServedVariant): LocalVariant {
  const { name, weight, trouble, traffic, kind } = variant;
  return {
    name,
    weight,
    state: toneOf(variant),
    status: variantWords(variant),
    reason: trouble && [trouble.cause, ...trouble.fixes].join(' '),
    requests: traffic.requests,
    errors: errorsOf(traffic),
    p50: percentile(traffic, 0.5),
    p90: percentile(traffic, 0.9),
    models: kind?.kind === 'multi-model' ? kind.models.map(({ target }) => target) : [],
  };
}

function toneOf({ phase }: ServedVariant): VariantTone {
  switch (phase) {
    case 'starting':
    case 'checking':
    case 'stopping':
      return 'starting';
    case 'serving':
      return 'up';
    case 'stopped':
      return 'stopped';
    case 'failed':
      return 'failed';
  }
}
