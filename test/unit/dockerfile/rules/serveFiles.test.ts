import assert from 'node:assert/strict';
import { lint } from '../../../../src/core/dockerfile/lint/lint';
import { context } from './context';
import { testRule } from './table';

const serve = '# sagemaker: role=serve\n';
const label = 'com.amazonaws.sagemaker.capabilities';
const gunicorn = `${serve}FROM python:3.12\nCOPY src /opt/program\nWORKDIR /opt/program\nENTRYPOINT ["gunicorn", "-b", "0.0.0.0:8080", "wsgi:app"]`;
const marked = gunicorn.replace('COPY src', 'COPY «src»');

const flask = (routes: string) => `from flask import Flask\napp = Flask(__name__)\n\n${routes}\n`;
const route = (path: string, rest = '') => `@app.route("${path}"${rest})\ndef f():\n    return ""\n`;
const post = ', methods=["POST"]';
const wsgi = 'import predictor as p\napp = p.app\n';
const both = flask(route('/ping') + route('/invocations', post));

interface Case {
  readonly rule: string;
  readonly files: Readonly<Record<string, string>>;
  readonly text?: string;
}

const firing: readonly Case[] = [
  { rule: 'SM403', files: { 'src/wsgi.py': wsgi, 'src/predictor.py': flask(route('/invocations', post)) } },
  { rule: 'SM404', files: { 'src/wsgi.py': wsgi, 'src/predictor.py': flask(route('/ping')) } },
  {
    rule: 'SM404',
    files: { 'src/wsgi.py': wsgi, 'src/predictor.py': flask(route('/ping') + route('/invocations')) },
  },
  {
    rule: 'SM403',
    files: {
      'src/wsgi.py':
        'from fastapi import FastAPI\napp = FastAPI(title="x")\n@app.post("/invocations")\ndef f(): ...\n',
    },
  },
  {
    rule: 'SM403',
    files: {
      'src/wsgi.py': wsgi,
      'src/predictor.py': flask(route('/invocations', post)),
      'src/nginx.conf':
        'location ~ ^/(ping|invocations) {\n proxy_set_header X y;\n proxy_pass http://gunicorn;\n}',
    },
  },
  {
    rule: 'SM403',
    text: marked.replace(/ENTRYPOINT .*/, 'ENTRYPOINT ["Rscript", "serve.R"]'),
    files: { 'src/serve.R': '#* @post /invocations\nfunction(req) 1\n' },
  },
];

for (const { rule, files, text = marked } of firing)
  testRule({ rule, settings: { evidence: context(files) }, fires: [text], silent: [] });

const quiet: readonly Case[] = [
  { rule: 'SM403', files: { 'src/wsgi.py': wsgi, 'src/predictor.py': both } },
  { rule: 'SM404', files: { 'src/wsgi.py': wsgi, 'src/predictor.py': both } },
  // Another file may answer.
  { rule: 'SM403', files: { 'src/wsgi.py': flask(route('/x')), 'src/more.py': 'PING = "/ping"' } },
  { rule: 'SM403', files: { 'src/wsgi.py': flask(`${route('/x')}app.register_blueprint(b)`) } },
  { rule: 'SM403', files: { 'src/wsgi.py': flask(`${route('/x')}app.add_url_rule(p, view_func=f)`) } },
  { rule: 'SM403', files: { 'src/wsgi.py': flask(route('/<path:p>')) } },
  { rule: 'SM403', files: { 'src/wsgi.py': flask('') } },
  { rule: 'SM403', files: { 'src/wsgi.py': 'import mystery\napp = mystery.make()\n' } },
  { rule: 'SM403', files: { 'src/wsgi.py': 'app = None\n', 'src/admin.py': flask(route('/x')) } },
  {
    rule: 'SM403',
    files: {
      'src/wsgi.py': flask(route('/invocations', post)),
      'src/nginx.conf': 'location = /ping { return 200; }',
    },
  },
  { rule: 'SM404', files: { 'src/wsgi.py': flask(route('/ping') + route('/invocations', ', methods=M')) } },
  // Nobody says that it is for SageMaker.
  {
    rule: 'SM403',
    files: { 'src/wsgi.py': flask(route('/x')) },
    text: gunicorn.replace(serve, ''),
  },
];

for (const { rule, files, text = gunicorn } of quiet)
  testRule({ rule, settings: { evidence: context(files) }, fires: [], silent: [text] });

it('the route is put before the main block', () => {
  const app = `${flask(route('/invocations', post))}if __name__ == "__main__":\n    app.run()\n`;
  const evidence = context({ 'src/wsgi.py': app });
  const [finding] = lint(gunicorn, { now: 0, evidence }).findings.filter(({ rule }) => rule === 'SM403');
  const start = app.indexOf('if __name__');
  assert.deepEqual(finding?.fixes[0]?.files, [
    {
      kind: 'replace',
      path: 'src/wsgi.py',
      start,
      end: start,
      text: '@app.route("/ping", methods=["GET"])\ndef ping():\n    return "", 200\n\n\n',
    },
  ]);
});

const reading = context({ 'app.py': 'import os\nport = os.environ["SAGEMAKER_BIND_TO_PORT"]\n' });
const notReading = context({ 'app.py': 'port = 8080\n', 'requirements.txt': 'flask\n' });
const copying = `${serve}FROM python:3.12\nCOPY . /app\nRUN pip install flask`;

testRule({
  rule: 'SM405',
  settings: { evidence: reading },
  fires: [copying.replace('COPY .', 'COPY «.»')],
  silent: [`${copying}\nLABEL ${label}.accept-bind-to-port=true`, copying.replace(serve, '')],
  fixed: [
    [
      copying,
      copying.replace('FROM python:3.12\n', `FROM python:3.12\nLABEL ${label}.accept-bind-to-port=true\n`),
    ],
  ],
});

testRule({
  rule: 'SM406',
  settings: { evidence: notReading },
  fires: [`${copying}\nLABEL «${label}.accept-bind-to-port=true»`],
  silent: [
    copying,
    `${copying}\nLABEL ${label}.accept-bind-to-port=false`,
    `${copying} sagemaker-inference\nLABEL ${label}.accept-bind-to-port=true`,
    `${copying}\nCOPY --from=x /y /z\nLABEL ${label}.accept-bind-to-port=true`,
    `${copying}\nENTRYPOINT ["sh", "-c", "x --port $SAGEMAKER_BIND_TO_PORT"]\nLABEL ${label}.accept-bind-to-port=true`,
    `${copying.replace('python:3.12', 'tensorflow/serving')}\nLABEL ${label}.accept-bind-to-port=true`,
  ],
  fixed: [[`${copying}\nLABEL a=b ${label}.accept-bind-to-port=true`, `${copying}\nLABEL a=b`]],
});

testRule({
  rule: 'SM406',
  settings: { evidence: reading },
  fires: [],
  silent: [`${copying}\nLABEL ${label}.accept-bind-to-port=true`],
});

testRule({
  rule: 'SM410',
  settings: {
    evidence: context({
      'app.py': '@app.websocket("/invocations-bidirectional-stream")\nasync def f(): ...\n',
    }),
  },
  fires: [copying.replace('COPY .', 'COPY «.»')],
  silent: [`${copying}\nLABEL ${label}.bidirectional-streaming=true`, copying.replace(serve, '')],
  fixed: [
    [`${copying}\nLABEL a=b\n`, `${copying}\nLABEL a=b\nLABEL ${label}.bidirectional-streaming=true\n`],
  ],
});

const script = (text: string) => context({ 'run.sh': { text, executable: true } });
const running = `${serve}FROM a\nCOPY run.sh /\nENTRYPOINT [«"/run.sh"»]`;
const plain = running.replaceAll(/[«»]/g, '');

for (const text of ['#!/bin/sh\ncd /x\npython app.py\n', '#!/usr/bin/env bash\ngunicorn -b 0.0.0.0:8080 a:b'])
  testRule({ rule: 'SM414', settings: { evidence: script(text) }, fires: [running], silent: [] });

for (const text of [
  '#!/bin/sh\nexec python app.py\n',
  '#!/bin/sh\ntrap x TERM\npython app.py\n',
  '#!/bin/sh\npython app.py &\nwait\n',
  '#!/usr/bin/env python\nprint(1)\n',
])
  testRule({ rule: 'SM414', settings: { evidence: script(text) }, fires: [], silent: [plain] });

testRule({
  rule: 'SM417',
  settings: { evidence: script('#!/bin/sh\npip install -r requirements.txt\nexec python x.py') },
  fires: [running],
  silent: [],
});
