import { nearest } from '../dockerfile/lint/nearest';
import { releasesOf } from './prebuiltImage';

// AWS builds its tags from such parts: `2.8.0-gpu-py312-cu129-ubuntu22.04-sagemaker-v1.5`.
const numbered =
  /^(?:v?\d[\w.]*|(?:py|cu|cuda|cudnn|ubuntu|amzn|al|transformers|lmi|sdk|tgi|tei|optimum|diffusers|deepspeed|fastertransformer|tensorrtllm|trtllm|tf|pt|hf|pytorch|tensorflow|vllm|sglang|neuronx?|efa|ray|torch|jre|jdk|r)\d[\w.]*)$/;
const words: ReadonlySet<string> = new Set(
  'cpu gpu neuron neuronx inf arm64 graviton eia sagemaker ec2 eks ecs container tests dev example examples diff full latest runtime devel server serve ml omni cuda soci compiled onnx script mlperf horovod trcomp tgi tei llm lmi deepspeed base pre rc nightly ubuntu amzn transformers'.split(
    ' ',
  ),
);

const isKnown = (part: string): boolean => numbered.test(part) || words.has(part);

/** A part of a tag of AWS that cannot be right, with what was meant; nothing when the tag may well exist. */
export function tagTypo(tag: string): { readonly part: string; readonly meant: string } | undefined {
  for (const part of tag.split('-')) {
    if (part.length < 3 || isKnown(part)) continue;
    const [, letters = '', digits = ''] = /^([A-Za-z]+)([\d.]*)$/.exec(part) ?? [];
    const candidates = digits === '' ? words : numberedWords;
    const near = nearest(letters.toLowerCase(), candidates, letters.length < 5 ? 1 : 2);
    if (near !== undefined && isKnown(`${near}${digits}`)) return { part, meant: `${near}${digits}` };
  }
  return undefined;
}

const numberedWords: ReadonlySet<string> = new Set(['ubuntu', 'transformers', 'cuda', 'amzn', 'py', 'cu']);

/** The tag of the repository that was probably meant. */
export const nearTag = (repository: string, tag: string): string | undefined =>
  nearest(
    tag,
    releasesOf(repository).flatMap(({ tags }) => tags),
    2,
  );
