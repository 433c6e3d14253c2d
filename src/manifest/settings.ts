export interface Setting {
  readonly type: 'string' | 'boolean' | 'number' | 'object' | 'array';
  readonly default: string | boolean | number | Readonly<Record<string, string>> | readonly string[];
  /** What the value, or the values of an object, may be. */
  readonly values?: readonly string[];
  /** Other texts that the values of an object may be. */
  readonly pattern?: string;
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
  'build.with': {
    type: 'string',
    default: 'auto',
    values: ['auto', 'engine', 'buildx'],
    description:
      'Who builds images. `engine`: the Docker engine, with BuildKit where it has it. `buildx`: your own `docker buildx`, with its builders and caches. `auto`: the engine, unless you have chosen a builder with `docker buildx use`, or a Dockerfile asks for your SSH agent.',
    scope: 'machine-overridable',
    restricted: true,
  },
  'aws.profile': {
    type: 'string',
    default: '',
    description:
      'The profile of AWS to use here, for S3 and ECR. Empty: as the AWS command line does, by AWS_PROFILE or `default`. A run file may name another one in `awsCredentials`.',
    scope: 'machine-overridable',
    restricted: true,
  },
  'aws.region': {
    type: 'string',
    default: '',
    description: 'The region of AWS to use here. Empty: by AWS_REGION or that of the profile.',
    scope: 'machine-overridable',
    restricted: true,
  },
  'aws.regions': {
    type: 'array',
    default: [],
    description:
      'Regions of AWS that the Repositories view shows side by side, such as `eu-west-1`. What is made or pushed goes to `#longshore.aws.region#`, or to the first of these. Empty: that region alone.',
    scope: 'machine-overridable',
    restricted: true,
  },
  'runs.folder': {
    type: 'string',
    default: '',
    description:
      'Where training runs keep their logs, models and `/opt/ml`. Empty: a folder of yours that the `longshore` command line uses too. Your Docker engine must see it.',
    scope: 'machine-overridable',
    restricted: true,
  },
  'resources.interval': {
    type: 'number',
    default: 500,
    description:
      'Milliseconds between two looks at what a training run uses, at least 250. With 0 nothing is counted, and `nvidia-smi` is not started.',
    scope: 'machine-overridable',
    restricted: false,
  },
  'scaffold.templates': {
    type: 'array',
    default: [],
    description:
      'Folders with templates of your own, which Scaffold Container… offers beside ours. Each has a file `longshore-template.json`. A relative path begins at the first folder of the workspace.',
    scope: 'machine-overridable',
    restricted: true,
  },
  'dockerfile.enable': {
    type: 'boolean',
    default: true,
    description: 'Check Dockerfiles against what SageMaker expects of an image.',
    scope: 'resource',
    restricted: false,
  },
  'dockerfile.severity': {
    type: 'object',
    default: {},
    values: ['error', 'warning', 'info', 'hint', 'off'],
    pattern: '^off:\\s',
    description:
      'The severity of single rules by their id, such as `{ "SM102": "hint", "SM413": "off" }`. With a reason to keep: `"off: our base image does that"`.',
    scope: 'resource',
    restricted: false,
  },
  'dockerfile.roles': {
    type: 'object',
    default: {},
    values: ['train', 'serve', 'both', 'processing', 'studio', 'none'],
    description:
      'What SageMaker does with an image, by a pattern of its Dockerfile, such as `{ "serving/**": "serve" }`. A comment `# sagemaker: role=train` in the file goes before it; without either, Longshore infers the role.',
    scope: 'resource',
    restricted: false,
  },
  'dockerfile.exclude': {
    type: 'array',
    default: [],
    description: 'Patterns of Dockerfiles that are not checked, such as `third_party/**`.',
    scope: 'resource',
    restricted: false,
  },
  'dockerfile.reportAll': {
    type: 'boolean',
    default: false,
    description:
      'Report general findings too when another installed extension (Container Tools, Docker DX, hadolint) reports them already.',
    scope: 'resource',
    restricted: false,
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settings;
interface SettingTypes {
  readonly string: string;
  readonly boolean: boolean;
  readonly number: number;
  readonly object: Readonly<Record<string, string>>;
  readonly array: readonly string[];
}

export type SettingValue<K extends SettingName> = SettingTypes[(typeof settings)[K]['type']];
