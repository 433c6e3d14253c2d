import { context } from './context';
import { testRule } from './table';

const serve = '# sagemaker: role=serve\n';
const base = `${serve}FROM python:3.12\n`;

testRule({
  rule: 'SM401',
  fires: [
    `${base}ENTRYPOINT ["gunicorn", "-b", «"0.0.0.0:5000"», "wsgi:app"]`,
    `${base}ENTRYPOINT ["gunicorn", «"--bind=:5000"», "wsgi:app"]`,
    `${base}ENTRYPOINT ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", «"8000"»]`,
    `${base}ENTRYPOINT «["uvicorn", "app:app", "--host", "0.0.0.0"]»`,
    `${base}ENTRYPOINT ["sh", "-c", "exec uvicorn app:app --port «80» --host 0.0.0.0"]`,
    `${base}ENTRYPOINT exec gunicorn -b «0.0.0.0:80» wsgi:app`,
  ],
  silent: [
    'FROM python:3.12\nENTRYPOINT ["gunicorn", "-b", "0.0.0.0:5000", "wsgi:app"]',
    `${base}ENTRYPOINT ["gunicorn", "-b", "0.0.0.0:8080", "wsgi:app"]`,
    `${base}ENTRYPOINT ["gunicorn", "-b", "unix:/tmp/gunicorn.sock", "wsgi:app"]`,
    `${base}ENTRYPOINT ["gunicorn", "-b", ":5000", "-b", ":8080", "wsgi:app"]`,
    `${base}ENTRYPOINT ["gunicorn", "-c", "conf.py", "wsgi:app"]`,
    `${base}ENTRYPOINT ["sh", "-c", "exec gunicorn -b 0.0.0.0:\${SAGEMAKER_BIND_TO_PORT:-8080} wsgi:app"]`,
    `${base}ENTRYPOINT ["sh", "-c", "uvicorn app:app --port $PORT"]`,
    `${base}ENTRYPOINT ["sh", "-c", "nginx && gunicorn -b 127.0.0.1:5000 wsgi:app"]`,
    `${base}ENV UVICORN_PORT=8080\nENTRYPOINT ["uvicorn", "app:app", "--host", "0.0.0.0"]`,
    `${base}ENTRYPOINT ["tensorflow_model_server", "--port=9000", "--rest_api_port=8501"]`,
    `${base}CMD ["gunicorn", "-b", "0.0.0.0:5000", "wsgi:app"]`,
  ],
  fixed: [
    [
      `${base}ENTRYPOINT ["gunicorn", "--bind=:5000", "wsgi:app"]`,
      `${base}ENTRYPOINT ["gunicorn", "--bind=0.0.0.0:8080", "wsgi:app"]`,
    ],
    [
      `${base}ENTRYPOINT ["uvicorn", "app:app"]`,
      `${base}ENTRYPOINT ["uvicorn", "app:app", "--port", "8080"]`,
    ],
    [
      `${base}ENTRYPOINT exec gunicorn -b '0.0.0.0:80' wsgi:app`,
      `${base}ENTRYPOINT exec gunicorn -b '0.0.0.0:8080' wsgi:app`,
    ],
  ],
});

const program = (files: Record<string, string>) =>
  context(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text, executable: true }])),
  );

const copied = `${base}COPY «.» /opt/program\nWORKDIR /opt/program\nENTRYPOINT ["python", "serve"]`;
const started = `${base}COPY . /opt/program\nWORKDIR /opt/program\nENTRYPOINT ["python", «"serve"»]`;
const plain = copied.replaceAll(/[«»]/g, '');
const serveWithNginx =
  "#!/usr/bin/env python\nimport subprocess\nsubprocess.Popen(['nginx', '-c', '/opt/program/nginx.conf'])\nsubprocess.Popen(['gunicorn', '-b', 'unix:/tmp/gunicorn.sock', 'wsgi:app'])\n";
const flask = (run: string) =>
  `from flask import Flask\napp = Flask(__name__)\nif __name__ == "__main__":\n    ${run}\n`;

const cases: ReadonlyArray<readonly [string, Record<string, string>]> = [
  [copied, { serve: serveWithNginx, 'nginx.conf': 'http { server { listen 5000 deferred; } }' }],
  [started, { serve: flask('app.run(host="0.0.0.0", port=5000)') }],
  [started, { serve: flask('app.run(host="0.0.0.0")') }],
  [started, { serve: flask('app.run("0.0.0.0")') }],
  [started, { serve: flask('app.run("0.0.0.0", 5000, debug=False)') }],
];

for (const [marked, files] of cases)
  testRule({ rule: 'SM401', settings: { evidence: program(files) }, fires: [marked], silent: [] });

const quiet: readonly Record<string, string>[] = [
  { serve: serveWithNginx, 'nginx.conf': 'http { server { listen 8080 deferred; } }' },
  { serve: serveWithNginx, 'nginx.conf': 'http { server { listen 8080; } server { listen 9090; } }' },
  { serve: serveWithNginx, 'nginx.conf': '# listen 80;\nhttp { server { listen %PORT%; } }' },
  { serve: serveWithNginx, 'nginx.conf': 'http { include conf.d/*.conf; server { listen 80; } }' },
  { serve: serveWithNginx, 'nginx.conf': 'http { server { listen 80; } }', 'old/nginx.conf': '' },
  { serve: flask('app.run(host="0.0.0.0", port=8080)') },
  { serve: flask('app.run(host="0.0.0.0", port=int(os.environ["PORT"]))') },
  { serve: flask('app.run("0.0.0.0", 8080)') },
  { serve: flask('app.run(HOST, PORT)') },
  { serve: flask('app.run("0.0.0.0", PORT)') },
  { serve: flask('app.run(host="0.0.0.0", port=5000) if x else app.run(port=8080)') },
  { serve: `${flask('app.run(port=5000)')}# gunicorn` },
  { serve: 'print(1)' },
];

for (const files of quiet)
  testRule({ rule: 'SM401', settings: { evidence: program(files) }, fires: [], silent: [plain] });

testRule({
  rule: 'SM402',
  fires: [
    `${base}ENTRYPOINT ["gunicorn", "-b", «"127.0.0.1:8080"», "wsgi:app"]`,
    `${base}ENTRYPOINT ["uvicorn", "app:app", "--host", «"localhost"», "--port", "8080"]`,
    `${base}ENTRYPOINT «["uvicorn", "app:app", "--port", "8080"]»`,
    `${base}ENTRYPOINT «["python", "-m", "flask", "run", "--port=8080"]»`,
  ],
  silent: [
    'FROM a\nENTRYPOINT ["gunicorn", "-b", "127.0.0.1:8080", "wsgi:app"]',
    `${base}ENTRYPOINT ["gunicorn", "-b", "0.0.0.0:8080", "wsgi:app"]`,
    `${base}ENTRYPOINT ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8080"]`,
    `${base}ENTRYPOINT ["uvicorn", "app:app", "--uds", "/tmp/x"]`,
    `${base}ENTRYPOINT ["fastapi", "run", "app.py", "--port", "8080"]`,
    `${base}ENTRYPOINT ["sh", "-c", "uvicorn app:app $OPTIONS"]`,
    `${base}ENTRYPOINT ["sh", "-c", "nginx & gunicorn -b 127.0.0.1:8080 wsgi:app"]`,
  ],
  fixed: [
    [
      `${base}ENTRYPOINT ["gunicorn", "-b", "127.0.0.1:8080", "wsgi:app"]`,
      `${base}ENTRYPOINT ["gunicorn", "-b", "0.0.0.0:8080", "wsgi:app"]`,
    ],
    [
      `${base}ENTRYPOINT ["sh", "-c", "uvicorn app:app --port 8080"]`,
      `${base}ENTRYPOINT ["sh", "-c", "uvicorn app:app --port 8080 --host 0.0.0.0"]`,
    ],
  ],
});

testRule({
  rule: 'SM402',
  settings: { evidence: program({ serve: flask('app.run(port=8080)') }) },
  fires: [started],
  silent: [],
});
