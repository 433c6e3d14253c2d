import assert from 'node:assert/strict';
import fc from 'fast-check';
import { automaticMetrics } from '../../../../src/core/run/metrics/automaticMetrics';
import { MetricReader } from '../../../../src/core/run/metrics/metricReader';

const read = (line: string) =>
  automaticMetrics(line)
    .map(({ name, value }) => `${name} ${value}`)
    .join(', ');

describe('Without definitions, the usual forms are read', () => {
  const cases: ReadonlyArray<readonly [string, string]> = [
    ['loss=0.12', 'loss 0.12'],
    ['epoch 3/10', 'epoch 3'],
    ['Epoch [3/10], Step [100/600], Loss: 0.2116', 'epoch 3, Loss 0.2116'],
    ['{"val_acc": 0.9, "batch": 32}', 'val_acc 0.9'],
    [
      "{'loss': 0.48, 'grad_norm': 1.5, 'learning_rate': 4.5e-05, 'epoch': 0.34}",
      'epoch 0.34, loss 0.48, grad_norm 1.5, learning_rate 0.000045',
    ],
    ["{'loss': '0.48', 'epoch': '0.34'}", 'epoch 0.34, loss 0.48'],
    ["{'eval_loss': 0.5, 'eval_runtime': 3.2, 'epoch': 1.0}", 'epoch 1, eval_loss 0.5, eval_runtime 3.2'],
    [
      '469/469 ━━━━━━━━━━━━━━━━━━━━ 5s 3ms/step - accuracy: 0.91 - loss: 0.32 - my_own: 1',
      'accuracy 0.91, loss 0.32, my_own 1',
    ],
    [
      '1875/1875 [==============================] - 3s 2ms/step - loss: 0.29 - val_loss: 0.14',
      'loss 0.29, val_loss 0.14',
    ],
    [
      'Epoch 3:  45%|████▌     | 450/1000 [00:12<00:15, 36.5it/s, train_loss=0.345, v_num=0]',
      'epoch 3, train_loss 0.345',
    ],
    ['[12]\ttrain-rmse:0.48\tvalidation-rmse:0.51', 'train-rmse 0.48, validation-rmse 0.51'],
    ['[12]#011train-rmse:0.48#011validation-rmse:0.51', 'train-rmse 0.48, validation-rmse 0.51'],
    ['[10:30:55] [12]\ttrain-merror:0.48', 'train-merror 0.48'],
    ["[100]\tvalid_0's auc: 0.92\tvalid_0's l2: 0.1", "valid_0's auc 0.92, valid_0's l2 0.1"],
    ['Train Epoch: 1 [640/60000 (1%)]\tLoss: 2.304', 'epoch 1, Loss 2.304'],
    ['Test set: Average loss: 0.0290, Accuracy: 9900/10000 (99%)', 'loss 0.029'],
    [
      'Epoch: [0][10/100]\tTime 0.5 (0.6)\tLoss 6.91 (6.95)\tAcc@1 0.10 (0.12)',
      'epoch 0, Loss 6.91, Acc@1 0.1',
    ],
    ['2026-11-21 12:30:55,123 INFO step=812 val/f1=0.81', 'val/f1 0.81'],
    ['accuracy: 99.1%', 'accuracy 99.1'],
  ];
  for (const [line, metrics] of cases) it(line, () => assert.equal(read(line), metrics));
});

describe('What is no metric is left alone', () => {
  const lines = [
    'batch_size: 32, epochs: 10, port=8080',
    'Listening on algo-1:8080',
    'loss 3 times, then recovered',
    'Downloading 3/10 [00:12<00:15]',
    'loss=nan',
    'torch==2.3.0 accelerate==0.30.1',
    'map: http://x:80/1.2.3',
    'score: 1.2.3',
    '12:30:55',
    '',
  ];
  for (const line of lines) it(JSON.stringify(line), () => assert.equal(read(line), ''));

  it('in any text, however long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (line) =>
        automaticMetrics(line).every(({ value }) => Number.isFinite(value)),
      ),
    );
    const reader = new MetricReader([]);
    for (const part of ['loss', 'loss=', 'a.', '[1] ', 'it/s, ', '1/1 - ', '1', 'epoch '])
      assert.ok(reader.read(`loss ${part.repeat(100_000)}`).length < 10);
  });
});

it('Colours do not hide a metric', () => {
  assert.deepEqual(new MetricReader([]).read('loss: \u001B[32m0.5\u001B[0m'), [
    { name: 'loss', value: 0.5, line: 0 },
  ]);
});
