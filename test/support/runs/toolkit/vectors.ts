import { readFileSync } from 'node:fs';

/** What the toolkit made, when it was executed, of these files and this environment. */
export interface ToolkitVector {
  readonly id: string;
  readonly description: string;
  readonly input: {
    readonly hyperparameters: Readonly<Record<string, string>>;
    readonly resourceconfig: {
      readonly current_host: string;
      readonly current_instance_type: string;
      readonly hosts: readonly string[];
    };
    readonly inputdataconfig: Readonly<Record<string, { readonly ContentType?: string }>>;
    readonly env: Readonly<Record<string, string>>;
  };
  readonly expect: {
    readonly environment: Readonly<Record<string, string>>;
    /** Of the program. */
    readonly arguments: readonly string[];
    readonly launcherEnvironment: Readonly<Record<string, string>>;
  };
}

const file = new URL('../../../fixtures/toolkitVectors.json', import.meta.url);
const { vectors }: { readonly vectors: readonly ToolkitVector[] } = JSON.parse(readFileSync(file, 'utf8'));

export function toolkitVector(id: string): ToolkitVector {
  const vector = vectors.find((each) => each.id === id);
  if (!vector) throw new Error(`There is no vector ${id}.`);
  return vector;
}

/** The same on this machine, of a run of ours: the folder of code is known, and so is the topology, which is none. */
export function expectedHere(
  { expect }: ToolkitVector,
  { cpus, jobName }: { readonly cpus: number; readonly jobName: string },
): Readonly<Record<string, string>> {
  const here = (text: string): string =>
    text
      .replaceAll('s3://b/job/source/sourcedir.tar.gz', '/opt/ml/code')
      .replaceAll('"network_interface_name":"eth0"}', '"network_interface_name":"eth0","topology":null}')
      .replace('"topology":[]', '"topology":null')
      .replace('"num_cpus":4', `"num_cpus":${cpus}`)
      .replace('"job_name":null', `"job_name":"${jobName}"`);
  const all = Object.entries(expect.environment).map(([name, text]) => [name, here(text)]);
  return { ...Object.fromEntries(all), SM_NUM_CPUS: String(cpus) };
}
