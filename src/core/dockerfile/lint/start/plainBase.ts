import { workdirAt, type Moment } from '../../build/build';
import { cleanPath } from '../../../paths';
import type { View } from '../view';

// Images of Docker Hub that have no ENTRYPOINT, or one that runs the words it is given, and neither a `train` nor a
// `serve` on PATH. Looked up in their Dockerfiles.
const plain: ReadonlySet<string> = new Set([
  'almalinux',
  'alpine',
  'amazoncorretto',
  'amazonlinux',
  'centos',
  'condaforge/mambaforge',
  'condaforge/miniforge3',
  'continuumio/anaconda',
  'continuumio/anaconda3',
  'continuumio/miniconda',
  'continuumio/miniconda3',
  'debian',
  'eclipse-temurin',
  'fedora',
  'golang',
  'mambaorg/micromamba',
  'node',
  'nvidia/cuda',
  'openjdk',
  'pytorch/pytorch',
  'python',
  'r-base',
  'rocker/r-base',
  'rocker/r-ver',
  'rocker/tidyverse',
  'rockylinux',
  'tensorflow/tensorflow',
  'ubuntu',
]);

export interface PlainBase {
  /** `python`, `nvidia/cuda`; without registry. */
  readonly name: string;
  /** Empty where there is none, or only a digest. */
  readonly tag: string;
}

/** The image at the bottom, when it is one that surely brings nothing of SageMaker; `scratch` too. */
export function plainBaseOf({ build }: Pick<View, 'build'>): PlainBase | undefined {
  const root = build.target?.root;
  if (root === undefined) return undefined;
  if (root.kind === 'scratch') return { name: 'scratch', tag: '' };
  if (!root.reference.known) return undefined;
  const [named = ''] = root.reference.value.split('@');
  const [, path = '', tag = ''] = /^(.*?)(?::([\w.-]+))?$/.exec(named) ?? [];
  const name = path
    .replace(/^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io|public\.ecr\.aws\/docker)\//, '')
    .replace(/^public\.ecr\.aws\/(?:amazonlinux|ubuntu|debian)\//, '')
    .replace(/^library\//, '');
  return plain.has(name) ? { name, tag } : undefined;
}

const workdirs: ReadonlyMap<string, string> = new Map([
  ['golang', '/go'],
  ['mambaorg/micromamba', '/tmp'],
  ['pytorch/pytorch', '/workspace'],
]);

/** The working directory, where an instruction or what we know of the base image tells. */
export function knownWorkdir(view: Pick<View, 'build'>, moment: Moment): string | undefined {
  const given = workdirAt(moment);
  if (given !== undefined) return given.known ? given.value : undefined;
  const base = plainBaseOf(view);
  if (base === undefined || base.tag.includes('jupyter')) return undefined;
  return workdirs.get(base.name) ?? '/';
}

/** An absolute path; undefined when it depends on a folder that we do not know. */
export function absoluteAt(view: Pick<View, 'build'>, moment: Moment, path: string): string | undefined {
  if (path.startsWith('/')) return cleanPath(path, true);
  const workdir = knownWorkdir(view, moment);
  return workdir === undefined ? undefined : cleanPath(`${workdir}/${path}`, true);
}
