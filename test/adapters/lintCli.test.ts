import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from './files/folder';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const bad = 'FROM python:3.11.9-slim\nENV SAGEMAKER_PROGRAMM=train.py\nRUN pip install numpy>=1.26\n';
const typo = 'FROM python:3.11.9-slim\nENV SAGEMAKER_PROGRAMM=train.py\n';

/** Only what these two rules say: the others have their own tests, and more of them come. */
const only = /SM501|SM601/;

describe('longshore lint', () => {
  let folder: ReturnType<typeof makeFolder>;
  const longshore = (words: readonly string[], input = '') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'lint', ...words], {
      encoding: 'utf8',
      cwd: folder.path,
      input,
      // No engine answers here: none may be asked.
      env: { ...process.env, DOCKER_HOST: 'unix:///nowhere/docker.sock' },
    });
    return { status, stdout, stderr };
  };
  const ours = (output: string) => output.split('\n').filter((line) => only.test(line));

  beforeEach(() => {
    folder = makeFolder({
      Dockerfile: bad,
      'a/gpu.Dockerfile': typo,
      'node_modules/x/Dockerfile': bad,
      'notes.md': 'FROM',
    });
  });
  afterEach(() => folder.remove());

  it('tells of all Dockerfiles in a folder, and ends with 1 for an error', () => {
    const { status, stdout, stderr } = longshore([]);
    assert.deepEqual([status, stderr], [1, '']);
    assert.deepEqual(ours(stdout), [
      'Dockerfile:2:5  warning  SageMaker knows no SAGEMAKER_PROGRAMM. Did you mean SAGEMAKER_PROGRAM?  (SM501 env-typo)',
      'Dockerfile:3:17  error  The shell takes >=1.26 as a redirect: pip never sees the version. Quote the requirement.  (SM601 pip-redirect)',
      'a/gpu.Dockerfile:2:5  warning  SageMaker knows no SAGEMAKER_PROGRAMM. Did you mean SAGEMAKER_PROGRAM?  (SM501 env-typo)',
    ]);
    assert.match(stdout, /\d+ problem\(s\) in 2 of 2 Dockerfile\(s\) \(error: \d+, warning: \d+.*\n$/);
  });

  it('takes files, globs and severities, and ends as it is told', () => {
    const codes = [
      ['a/gpu.Dockerfile'],
      ['a/*.Dockerfile', '--fail-on', 'warning'],
      ['Dockerfile', '--fail-on=never'],
      ['Dockerfile', '--rule', 'SM601=off', '--rule', 'sm501=error'],
      ['Dockerfile', '--rule', 'SM601=off', '--severity', 'error', '--fail-on', 'hint'],
    ].map((words) => longshore(words).status);
    assert.deepEqual(codes, [0, 1, 0, 1, 0]);
    assert.deepEqual(ours(longshore(['Dockerfile', '--severity', 'error']).stdout).length, 1);
  });

  it('ends with 2 when it is used wrongly', () => {
    for (const words of [
      ['nowhere'],
      ['*.nope'],
      ['--format', 'xml'],
      ['--rule', 'SM999=off'],
      ['--colour'],
    ]) {
      const { status, stdout, stderr } = longshore(words);
      assert.deepEqual([status, stdout], [2, ''], words.join(' '));
      assert.match(stderr, /See longshore (?:\w+ )?--help/);
    }
  });

  it('reads the standard input', () => {
    for (const word of ['-', '--stdin']) {
      const { status, stdout } = longshore([word], bad);
      assert.equal(status, 1);
      assert.match(ours(stdout)[0] ?? '', /^<stdin>:2:5 {2}warning/);
    }
    const { stdout, stderr } = longshore(['-', '--fix'], bad);
    assert.match(stdout, /^FROM .*\nENV SAGEMAKER_PROGRAM=train.py\nRUN pip install .*'numpy>=1.26'\n$/s);
    assert.match(stderr, /fixed/);
  });

  it('speaks JSON, SARIF and the language of GitHub', () => {
    const json: { files: { path: string; findings: { rule: string; line: number }[] }[] } = JSON.parse(
      longshore(['--format', 'json']).stdout,
    );
    assert.deepEqual(
      json.files.map(({ path, findings }) => [
        path,
        findings.filter(({ rule }) => only.test(rule)).map(({ line }) => line),
      ]),
      [
        ['Dockerfile', [2, 3]],
        ['a/gpu.Dockerfile', [2]],
      ],
    );
    const sarif: {
      version: string;
      runs: {
        tool: { driver: { rules: { id: string; helpUri: string }[] } };
        results: { ruleId: string; ruleIndex: number }[];
      }[];
    } = JSON.parse(longshore(['--format=sarif']).stdout);
    assert.equal(sarif.version, '2.1.0');
    const [run] = sarif.runs;
    for (const { ruleId, ruleIndex } of run?.results ?? [])
      assert.equal(run?.tool.driver.rules[ruleIndex]?.id, ruleId);
    for (const { helpUri } of run?.tool.driver.rules ?? []) assert.ok(URL.canParse(helpUri), helpUri);
    const github = ours(longshore(['--format', 'github', 'a']).stdout);
    assert.deepEqual(github, [
      '::warning file=a/gpu.Dockerfile,line=2,col=5,endColumn=22,endLine=2,title=SM501 env-typo::SageMaker knows no SAGEMAKER_PROGRAMM. Did you mean SAGEMAKER_PROGRAM?',
    ]);
  });

  it('mends files, keeps their byte order mark, and is at rest afterwards', () => {
    const path = join(folder.path, 'Dockerfile');
    writeFileSync(path, `\uFEFF${bad}`);
    const { stdout } = longshore(['--fix', 'Dockerfile']);
    assert.match(stdout, /Dockerfile: fixed: Rename to SAGEMAKER_PROGRAM\n/);
    const mended = readFileSync(path, 'utf8');
    assert.match(mended, /^\uFEFFFROM .*\nENV SAGEMAKER_PROGRAM=train.py\n.*'numpy>=1.26'/s);
    const { mtimeMs } = statSync(path);
    assert.doesNotMatch(longshore(['--fix', 'Dockerfile']).stdout, /fixed/);
    assert.deepEqual([readFileSync(path, 'utf8'), statSync(path).mtimeMs], [mended, mtimeMs]);
  });

  it('checks the others when one cannot be read, and ends with 1', () => {
    writeFileSync(join(folder.path, 'Dockerfile'), Buffer.from([0xff, 0xfe, 0, 1]));
    const { status, stdout, stderr } = longshore(['--fail-on', 'never']);
    assert.equal(status, 1);
    assert.match(stderr, /Dockerfile cannot be read/);
    assert.equal(ours(stdout).length, 1);
  });

  it('is content with a folder without Dockerfiles', () => {
    const empty = makeFolder({ 'a.txt': '' });
    try {
      const { status, stdout } = longshore([empty.path]);
      assert.deepEqual([status, stdout], [0, 'No problems in 0 Dockerfile(s).\n']);
    } finally {
      empty.remove();
    }
  });

  it('loads no Docker client, and other commands load no rules', () => {
    const dist = fileURLToPath(new URL('../../dist', import.meta.url));
    const scripts = readdirSync(dist).filter((name) => name.endsWith('.js'));
    const holding = (text: string) =>
      scripts.filter((name) => readFileSync(join(dist, name), 'utf8').includes(text));
    const [client, rules] = [holding('(HTTP code '), holding('SM601')];
    assert.ok(client.length > 0 && rules.length > 0);
    const loaded = (words: readonly string[]) => {
      const coverage = join(folder.path, `coverage-${words[0] ?? ''}`);
      spawnSync(process.execPath, [cli, ...words], {
        cwd: folder.path,
        env: { ...process.env, NODE_V8_COVERAGE: coverage, DOCKER_HOST: 'unix:///nowhere/docker.sock' },
      });
      const seen = readdirSync(coverage)
        .map((name) => readFileSync(join(coverage, name), 'utf8'))
        .join('');
      return (name: string) => seen.includes(`/dist/${name}"`);
    };
    const [lint, images] = [loaded(['lint']), loaded(['images'])];
    assert.deepEqual([client.filter(lint), rules.filter(lint).length > 0], [[], true]);
    assert.deepEqual([rules.filter(images), client.filter(images).length > 0], [[], true]);
  });
});
