import type { RunEnd } from '../../../../src/core/run/diagnosis/runEnd';

/** A program that ended with 1 and said nothing. */
export const failed: RunEnd = {
  exitCode: 1,
  oomKilled: false,
  engineError: '',
  stopRequested: false,
  logTail: [],
};

export const ended = (logTail: readonly string[], more: Partial<RunEnd> = {}): RunEnd => ({
  ...failed,
  logTail,
  ...more,
});

export const traceback = (final: string, file = '/opt/ml/code/train.py'): readonly string[] => [
  'Traceback (most recent call last):',
  `  File "${file}", line 12, in <module>`,
  '    main()',
  '  File "/usr/lib/python3.11/site-packages/torch/nn/module.py", line 1501, in call',
  '    return forward()',
  final,
];
