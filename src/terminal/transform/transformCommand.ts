import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';

const words = [
  'content-type',
  'accept',
  'strategy',
  'split',
  'assemble',
  'compression',
  'max-payload',
  'max-concurrent',
  'input-filter',
  'output-filter',
  'join',
  'timeout',
  'retries',
] as const;

export const transformCommand: TerminalCommand = {
  usage: 'longshore transform FILE.endpoint.json --input PLACE --output FOLDER [OPTIONS]',
  summary: l10n.t('Transform a batch on your own Docker engine, exactly as SageMaker would.'),
  details: l10n.t(`  --input PLACE          a folder with its sub-folders, a file, or s3://bucket/prefix
  --output FOLDER        for each file of the input one with .out, when all of it was answered
  --variant NAME         the variant that answers (the first)
  --manifest             the input is a list: [{"prefix": "s3://bucket/some/"}, "a.csv"]; the prefix may be a folder
  --content-type TYPE    what is sent
  --accept TYPE          what is asked for
  --split WORD           None, Line, RecordIO, TFRecord: how a file becomes records (None)
  --strategy WORD        MultiRecord, SingleRecord: how many records a request has
  --assemble WORD        None, Line: whether each answer ends with a newline (None)
  --compression WORD     None, Gzip: what the files are packed with (None)
  --max-payload MB       of a request; 0 sends any size in chunks
  --max-concurrent N     requests at once
  --input-filter PATH    JSONPath: the part of a record that is sent
  --join Input           puts the answers behind their records
  --output-filter PATH   JSONPath: the part of that which is stored
  --environment A=B      a variable of the containers; may be said 16 times
  --timeout SECONDS      for a request (600)
  --retries N            for a request (3)
  --stop-on-error        the first file that fails ends all
  --request              prints the CreateTransformJob request instead; input and output are in S3
  --json                 events on the standard output, one JSON document per line

Strategy, payload and concurrency that you do not give are the container's (/execution-parameters), else MultiRecord, 6 MB and 1.

Exit codes: 0 all files were answered, 1 some were not or there was a problem, 2 used wrongly, 130 stopped by you.`),
  positionals: true,
  options: {
    input: { type: 'string' },
    output: { type: 'string' },
    variant: { type: 'string' },
    manifest: { type: 'boolean' },
    environment: { type: 'string', multiple: true },
    'stop-on-error': { type: 'boolean' },
    request: { type: 'boolean' },
    json: { type: 'boolean' },
    ...Object.fromEntries(words.map((word) => [word, { type: 'string' }] as const)),
  },
  run: async (program, { options, positionals }, terminal) => {
    const [file, ...more] = positionals;
    const given = (name: string): string | undefined => {
      const value = options[name];
      return typeof value === 'string' ? value : undefined;
    };
    const [input, output] = [given('input'), given('output')];
    if (file === undefined || more.length > 0 || input === undefined || output === undefined)
      throw new Problem('bad-usage', l10n.t('Name one endpoint file, --input and --output.'));
    const { printRequest, runTransform } = await import('./runTransform');
    const asked = {
      file,
      input,
      output,
      variant: given('variant'),
      isManifest: options['manifest'] === true,
      words: Object.fromEntries(words.map((word) => [word, given(word)])),
      environment: textsOf(options['environment']),
      stopsOnError: options['stop-on-error'] === true,
      json: options['json'] === true,
    };
    return options['request'] === true
      ? printRequest(await program.localWorld(), asked, terminal)
      : runTransform(await program.world(), asked, terminal);
  },
};

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
