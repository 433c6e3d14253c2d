import * as l10n from '@vscode/l10n';
import { nearest } from '../../../dockerfile/lint/nearest';
import { hyperparameterTexts } from '../../hyperparameters';
import { asText } from '../../../json';
import type { FileFinding } from '../../../userFile/finding';
import type { JsonValue } from '../../../json';
import type { Look } from './check';
import { finding } from '../../../userFile/check/finding';

// What the toolkit and the SDK read: facts 2.1 and 2.4 of the container contract.
const frameworkNames: ReadonlySet<string> = new Set([
  'sagemaker_program',
  'sagemaker_submit_directory',
  'sagemaker_container_log_level',
  'sagemaker_job_name',
  'sagemaker_region',
  'sagemaker_s3_output',
  'sagemaker_enable_cloudwatch_metrics',
  'sagemaker_parameter_server_enabled',
  'sagemaker_mpi_enabled',
  'sagemaker_mpi_num_of_processes_per_host',
  'sagemaker_mpi_num_processes',
  'sagemaker_mpi_custom_mpi_options',
  'sagemaker_distributed_dataparallel_enabled',
  'sagemaker_distributed_dataparallel_custom_mpi_options',
  'sagemaker_pytorch_ddp_enabled',
  'sagemaker_torch_distributed_enabled',
  'sagemaker_pytorch_xla_multi_worker_enabled',
  'sagemaker_multi_worker_mirrored_strategy_enabled',
  'sagemaker_instance_type',
  'sagemaker_distribution_instance_groups',
]);

export function* checkHyperparameters(look: Look): Iterable<FileFinding> {
  const { run, places } = look;
  // Two are added for script mode.
  const count = Object.keys(hyperparameterTexts(run)).length;
  if (count > 100)
    yield finding(
      'RUN301',
      'error',
      places.key(['hyperparameters']),
      l10n.t('SageMaker takes at most 100 hyperparameters; these are {0}.', count),
    );
  for (const [name, value] of Object.entries(run.hyperparameters)) {
    yield* checkSize(look, name, value);
    yield* checkFramework(look, name);
    yield* checkNumber(look, name, value);
    if (run.source) yield* checkQuoting(look, name, value);
  }
}

function* checkSize({ places }: Look, name: string, value: JsonValue): Iterable<FileFinding> {
  const path = ['hyperparameters', name];
  if (name.length > 256)
    yield finding(
      'RUN302',
      'error',
      places.key(path),
      l10n.t('The name of a hyperparameter has at most 256 characters; this one has {0}.', name.length),
    );
  const { length } = asText(value);
  if (length > 2500)
    yield finding(
      'RUN303',
      'error',
      places.value(path),
      l10n.t(
        'A hyperparameter has at most 2,500 characters; this one has {0}. Put it into a file of a channel and name that.',
        length,
      ),
    );
}

function* checkFramework({ run, places }: Look, name: string): Iterable<FileFinding> {
  if (!name.startsWith('sagemaker_')) return;
  const range = places.key(['hyperparameters', name]);
  if (run.source && (name === 'sagemaker_program' || name === 'sagemaker_submit_directory'))
    yield finding('RUN305', 'warning', range, l10n.t('"source" sets {0} itself. Remove one of them.', name));
  if (frameworkNames.has(name)) return;
  const near = nearest(name, frameworkNames, 3);
  yield finding(
    'RUN304',
    'warning',
    range,
    near === undefined
      ? l10n.t('The toolkit knows no {0}, and does not give names with sagemaker_ to your program.', name)
      : l10n.t('The toolkit knows no {0}. Did you mean {1}?', name, near),
  );
}

/** JSON has one kind of number, and texts are made from what is left after reading it. */
function* checkNumber({ places }: Look, name: string, value: JsonValue): Iterable<FileFinding> {
  if (typeof value !== 'number') return;
  const path = ['hyperparameters', name];
  const written = places.written(path);
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && written !== String(value))
    yield finding(
      'RUN306',
      'warning',
      places.value(path),
      l10n.t(
        'The container would get {0}: so large a number is not kept exactly. Write it as text: "{1}".',
        value,
        written,
      ),
    );
  else if (/^-?\d+\.0+$/.test(written))
    yield finding(
      'RUN307',
      'info',
      places.value(path),
      l10n.t(
        'The container gets {0}, a whole number. If it must be a decimal, write it as text: "{1}".',
        value,
        written,
      ),
    );
}

/** Framework containers join the words of `python train.py --name value` with spaces and give that to a shell. */
function* checkQuoting({ places }: Look, name: string, value: JsonValue): Iterable<FileFinding> {
  const text = asText(value);
  const range = places.value(['hyperparameters', name]);
  if (name.startsWith('sagemaker_')) return;
  if (text === '')
    yield finding(
      'RUN308',
      'info',
      range,
      l10n.t('An empty value gets lost on the command line of framework containers.'),
    );
  else if (/[;&|`$<>(){}*?!\\'"#~\n]/.test(text))
    yield finding(
      'RUN308',
      'warning',
      range,
      l10n.t(
        'Framework containers put this into a shell command without quotes: its special characters act there. Read it from hyperparameters.json instead, or choose other characters.',
      ),
    );
  else if (/[\s[\]]/.test(text))
    yield finding(
      'RUN308',
      'info',
      range,
      l10n.t('Framework containers split this at its spaces: the program gets several words.'),
    );
}
