// What containers that are not made with Python need here.
import { testEngine } from '../engine/engine';
import { pythonBase } from '../python/target';
import { makeDebianBase, type DebianImage } from './debianBase';
import { makeGoBase } from './goBase';
import type { Localize, ScaffoldBench } from './scaffoldBench';

export const imageOfR: DebianImage = {
  name: 'scaffold-r',
  packages: ['r-base-core', 'r-cran-httpuv', 'r-cran-jsonlite'],
};

/** `bare`: Debian's packages are installed as the Dockerfile says, and take their time. */
export async function localizeR(bare: boolean): Promise<Localize> {
  const base = await makeDebianBase(testEngine(), bare ? { name: 'scaffold-bare', packages: [] } : imageOfR);
  if (base === undefined) return (dockerfile) => dockerfile;
  const onBase: Localize = (dockerfile) => dockerfile.replace(/^FROM .*$/m, `FROM ${base}`);
  return bare
    ? onBase
    : (dockerfile) => onBase(dockerfile).replace(/^RUN apt-get[^]*?\/lists\/\*$/m, 'RUN Rscript --version');
}

/** The libraries of Go come compiled; what the Dockerfile does is the same. */
export async function localizeGo(): Promise<Localize> {
  const base = await makeGoBase(testEngine(), 'scaffold-go');
  if (base === undefined) return (dockerfile) => dockerfile;
  return (dockerfile) =>
    dockerfile
      .replace(/ golang:\S+ AS build$/m, ` ${base} AS build`)
      .replace(/^FROM debian:.*$/m, `FROM ${pythonBase}`);
}

/** Variables of the platform are BuildKit's alone. Gives what was before back. */
export function wishForBuildKit(): () => void {
  const before = process.env['DOCKER_BUILDKIT'];
  process.env['DOCKER_BUILDKIT'] = '1';
  return () => {
    if (before === undefined) delete process.env['DOCKER_BUILDKIT'];
    else process.env['DOCKER_BUILDKIT'] = before;
  };
}

/** The model that comes with a container for serving alone, made as its README says. */
export async function sampleModel(bench: ScaffoldBench, framework: string): Promise<string> {
  if (framework === 'r') return bench.makeModel(['Rscript', '/sample/make_model.R']);
  await bench.build();
  return bench.path('sample');
}
