import { testRule } from './table';

const train = '# sagemaker: role=train\n';
const serve = '# sagemaker: role=serve\n';

testRule({
  rule: 'SM301',
  fires: [
    `${train}FROM a\nENTRYPOINT «python train.py»`,
    `${serve}FROM a AS base\nENTRYPOINT «python serve.py»\nFROM base\nWORKDIR /x`,
    '# sagemaker: role=processing\nFROM a\nENTRYPOINT «python3 job.py»',
  ],
  silent: [
    `${train}FROM a\nENTRYPOINT ["python", "train.py"]`,
    'FROM a\nENTRYPOINT python train.py',
    '# sagemaker: role=studio\nFROM a\nENTRYPOINT python x.py',
    `${train}FROM a\nENTRYPOINT python x.py\nENTRYPOINT ["python", "x.py"]`,
    `${train}FROM a AS build\nENTRYPOINT python x.py\nFROM b\nCOPY --from=build /x /x`,
    `${train}FROM a\nCMD python x.py`,
    `${train}FROM a\nSHELL ["powershell", "-command"]\nENTRYPOINT x`,
    `${train}FROM a\nONBUILD ENTRYPOINT python x.py`,
  ],
  fixed: [
    [`${train}FROM a\nENTRYPOINT python train.py\n`, `${train}FROM a\nENTRYPOINT ["python", "train.py"]\n`],
    [
      `${train}FROM a\nENTRYPOINT python \\\n  # why\n  'my train.py' \\\n  --x=1\n`,
      `${train}FROM a\nENTRYPOINT ["python", \\\n  # why\n  "my train.py", \\\n  "--x=1"]\n`,
    ],
    [
      `${serve}FROM a\nENTRYPOINT cd /x && python "$APP" > log`,
      `${serve}FROM a\nENTRYPOINT ["/bin/sh", "-c", "cd /x && python \\"$APP\\" > log", "--"]`,
    ],
    [
      `${serve}FROM a\nENTRYPOINT cd /x \\\n  && python "$APP"`,
      `${serve}FROM a\nENTRYPOINT ["/bin/sh", "-c", "cd /x \\\n  && exec python \\"$APP\\" \\"$@\\"", "--"]`,
    ],
    [
      `${serve}FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nENTRYPOINT exec python $A`,
      `${serve}FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nENTRYPOINT ["/bin/bash", "-o", "pipefail", "-c", "exec python $A \\"$@\\"", "--"]`,
    ],
    [
      `${serve}FROM a\nENTRYPOINT A=1 ./run`,
      `${serve}FROM a\nENTRYPOINT ["/bin/sh", "-c", "A=1 ./run \\"$@\\"", "--"]`,
    ],
  ],
});

testRule({
  rule: 'SM302',
  fires: [
    "FROM a\nENTRYPOINT «['python', 'train.py']»",
    'FROM a\nCMD «["a" "b"]»',
    'FROM a\nCMD «["a", "b",]»',
    'FROM a\nCMD «[python, x.py]»',
    'FROM a\nENTRYPOINT «["a", "b"»',
    'FROM a\nENTRYPOINT «[“a”, “b”]»',
    'FROM a\nENTRYPOINT «["a"] && b»',
    "FROM a\nCOPY «['a', '/b/']»",
    'FROM a\nRUN «[ "a", \'b\' ]»',
    'FROM a\nVOLUME «["/a",]»',
    'FROM a\nONBUILD CMD «["a",]»',
  ],
  silent: [
    'FROM a\nRUN [ -f x ] && y',
    'FROM a\nRUN [ "$A" ] && y',
    'FROM a\nRUN [ "$A" = "b" ] || exit 1',
    'FROM a\nRUN [[ "$A" == b ]] && c',
    'FROM a\nCMD [ -f /x ] && exec y',
    'FROM a\nCOPY [ab].txt /x/',
    'FROM a\nENTRYPOINT ["a", "b"]  ',
    'FROM a\nENTRYPOINT []',
    'FROM a\nCMD ["a", 1]',
    "FROM a\nSHELL ['a']",
    'FROM a\nCMD python "[a"',
  ],
  fixed: [
    ["FROM a\nCMD ['python', 'x.py']", 'FROM a\nCMD ["python", "x.py"]'],
    ['FROM a\nCMD ["a" "b",]', 'FROM a\nCMD ["a", "b"]'],
    ['FROM a\nCMD ["a",, "b"', 'FROM a\nCMD ["a", "b"]'],
    ['FROM a\nCMD [“a”, b]', 'FROM a\nCMD ["a", "b"]'],
    ['FROM a\nCMD ["a", "b]', 'FROM a\nCMD ["a", "b"]'],
    ['FROM a\nCMD ["a", "\\."]', 'FROM a\nCMD ["a", "\\\\."]'],
    ['FROM a\nCMD ["a\tb"]', 'FROM a\nCMD ["a\\tb"]'],
    ['FROM a\nCMD ["a"] # go\nUSER b', 'FROM a\n# go\nCMD ["a"]\nUSER b'],
    ['FROM a\nCMD ["a", "b c"] && d', 'FROM a\nCMD ["/bin/sh", "-c", "a \'b c\' && d"]'],
    ['FROM a\nCMD ["a"]]', 'FROM a\nCMD ["a"]'],
    ["FROM a\nCMD ['a', \\\n  # why\n  'b' \\\n]\n", 'FROM a\nCMD ["a", \\\n  # why\n  "b" \\\n]\n'],
    ['FROM a\nCMD [\'it\', "say \\"hi\\""]', 'FROM a\nCMD ["it", "say \\"hi\\""]'],
  ],
});
