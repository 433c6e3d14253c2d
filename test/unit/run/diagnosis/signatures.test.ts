import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/run/diagnosis/diagnose';
import { trainingPhases } from '../../../../src/core/run/diagnosis/signature';
import { signatures } from '../../../../src/core/run/diagnosis/signatures';
import { diagnoseServer } from '../../../../src/core/serve/variantEnd';
import { healthyLines } from './healthyLines';
import { ended, failed } from './runEnds';
import { samples } from './samples';

describe('A failure that is known', () => {
  for (const [id, phase, exitCode, sample] of samples) {
    const code = exitCode === undefined ? {} : { exitCode };
    it(`is told from the log: ${id}`, () => {
      const found = diagnose(ended(sample.split('\n'), code), [phase]);
      assert.equal(found?.id, id);
      assert.ok(sample.includes(found.evidence));
      assert.ok(found.fixes.length > 0);
      assert.doesNotMatch([found.title, found.cause, ...found.fixes].join(), /\{\d|undefined|^ | $/);
    });
    it(`is told from the words of the engine: ${id}`, () => {
      const one = { ...failed, ...code, engineError: `Error response from daemon: ${sample}` };
      assert.ok(sample === '' || diagnose(one, [phase])?.id === id);
    });
  }

  it('has a sample, or shows in the state of the container alone', () => {
    const sampled = new Set(samples.map(([id]) => id));
    const rest = signatures.filter(({ id }) => !sampled.has(id)).map(({ id }) => id);
    assert.deepEqual(rest, [
      'refused-arguments',
      'missing-channel',
      'read-only-input',
      'config-denied',
      'sigterm-ignored',
    ]);
    assert.equal(new Set(signatures.map(({ id }) => id)).size, signatures.length);
  });

  it('of a server is told without a word of training', () => {
    const told = samples.flatMap(([, phase, exitCode, text]) => {
      const sample = text.replaceAll('train', 'serve');
      const code = exitCode === undefined ? {} : { exitCode };
      const ends = [ended(sample.split('\n'), code), { ...failed, ...code, engineError: sample }];
      return phase === 'deploy' || phase === 'push'
        ? []
        : ends.map((end) => ({ sample, found: diagnoseServer(end) }));
    });
    for (const { sample, found } of told) {
      const words = [found?.title, found?.cause, ...(found?.fixes ?? [])].join(' ').replaceAll(sample, '');
      assert.doesNotMatch(words, /run file|training|hyperparameter|channel|resourceconfig|"source"|train/);
    }
    assert.ok(new Set(told.map(({ found }) => found?.id)).size > 20);
  });

  it('of other parts is not told of a training', () => {
    const foreign = samples.filter(([id]) => {
      const phases = signatures.find((each) => each.id === id)?.phases ?? [];
      return !phases.some((phase) => trainingPhases.includes(phase));
    });
    const told = foreign.map(([, , , sample]) => diagnose(ended([sample]))?.id);
    // A script that a toolkit starts may say the same.
    assert.deepEqual([...new Set(told)], ['general', 'refused-arguments']);
    assert.equal(foreign.length, 16);
  });
});

describe('A line of a training that is well', () => {
  for (const line of healthyLines)
    it(`is no failure: ${line.slice(0, 60)}`, () => {
      const found = diagnose(ended([line]), [...trainingPhases, 'serve', 'deploy', 'push', 'cleanup']);
      assert.deepEqual([found?.id, found?.also], ['general', []]);
    });
});

describe('A failure names what it is about', () => {
  const titles: ReadonlyArray<readonly [string, string]> = [
    [
      "ModuleNotFoundError: No module named 'sklearn.metrics'",
      'The Python module sklearn.metrics is not in the image',
    ],
    [
      "ImportError: cannot import name 'Trainer' from 'transformers' (/opt/x.py)",
      'transformers has no Trainer',
    ],
    ['python3: No module named serve', 'Python does not find your module serve'],
    [
      "FileNotFoundError: [Errno 2] No such file or directory: '/opt/ml/input/data/train/x.csv'",
      'A file is missing in the channel train',
    ],
    [
      "OSError: [Errno 30] Read-only file system: '/opt/ml/input/data/train/x.csv'",
      'The program writes into its input data',
    ],
    [
      "PermissionError: [Errno 13] Permission denied: '/opt/ml/input/config/hyperparameters.json'",
      'The user of the image may not read its configuration',
    ],
    ['train.py: error: unrecognized arguments: --lr 3', 'Your script does not know these arguments: --lr 3'],
    [
      'train.py: error: the following arguments are required: --data',
      'Your script wants arguments that it did not get: --data',
    ],
    [
      "train.py: error: argument --epochs: invalid int value: '3.0'",
      'Your script cannot read its argument --epochs',
    ],
    ['Bind for 0.0.0.0:5678 failed: port is already allocated', 'Port 5678 is already in use'],
    ['exec: "/opt/go": stat /opt/go: no such file or directory', '/opt/go is not in the image'],
    ["/usr/bin/env: 'python3\\r': No such file or directory", 'The interpreter of python3 was not found'],
    [
      'cuda>=12.8: nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.8, please update',
      'The GPU driver is too old for CUDA 12.8',
    ],
    [
      'numpy._core._exceptions._ArrayMemoryError: Unable to allocate 30.0 GiB for an array',
      'The container ran out of memory',
    ],
  ];
  for (const [line, title] of titles) it(title, () => assert.equal(diagnose(ended([line]))?.title, title));

  it('with the package that brings a module of another name', () => {
    const found = diagnose(ended(["ModuleNotFoundError: No module named 'cv2'"]));
    assert.ok(found?.fixes.some((fix) => fix.includes('pip install opencv-python-headless')));
  });

  it('and the processors, when they are known', () => {
    const causes = [undefined, 'arm64', 'x86_64'].map((built) => {
      const image = built === undefined ? {} : { architecture: built };
      const end = ended(['exec /train: exec format error'], { image, host: { architecture: 'amd64' } });
      return diagnose(end)?.cause;
    });
    assert.deepEqual(causes, [
      'It was built for another processor, or it is a script without a first line that names its interpreter (#!).',
      'The image is built for arm64, and this engine runs amd64.',
      'Image and engine are both amd64, so this is most likely a script without #! in its first line.',
    ]);
  });
});
