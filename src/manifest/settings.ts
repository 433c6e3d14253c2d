export interface Setting {
  readonly type: 'string' | 'boolean' | 'number';
  readonly default: string | boolean | number;
  readonly description: string;
  /** `machine-overridable`: about the machine where the engine lives, though one workspace may differ. */
  readonly scope: 'machine-overridable' | 'resource' | 'window';
  /** Not read from a workspace that nobody trusts: it decides what we talk to or run. */
  readonly restricted: boolean;
}

export const settings = {
  'docker.context': {
    type: 'string',
    default: '',
    description:
      'The Docker context to use. Empty: as the docker command line does, by DOCKER_HOST, DOCKER_CONTEXT or `docker context use`.',
    scope: 'machine-overridable',
    restricted: true,
  },
  'docker.host': {
    type: 'string',
    default: '',
    description:
      'The address of the Docker engine, such as `unix:///run/user/1000/docker.sock`, `tcp://host:2376` or `ssh://user@host`. It goes before every other choice.',
    scope: 'machine-overridable',
    restricted: true,
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settings;
export type SettingValue<K extends SettingName> = (typeof settings)[K]['type'] extends 'string'
  ? string
  : (typeof settings)[K]['type'] extends 'boolean'
    ? boolean
    : number;
