import { testRule } from './table';

const train = '# sagemaker: role=train\n';
const serve = '# sagemaker: role=serve\n';

testRule({
  rule: 'SM305',
  fires: [
    `${serve}FROM «ghcr.io/huggingface/text-generation-inference:2.0»\nENV A=1`,
    `${serve}FROM «vllm/vllm-openai:v0.10.2» AS a\nFROM a`,
    `${serve}FROM a\nENTRYPOINT «["poetry", "run", "uvicorn", "a:b"]»`,
    `${serve}FROM a\nENTRYPOINT «["uv", "run", "uvicorn", "a:b"]»`,
    `${serve}FROM a\nENTRYPOINT «["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8080"]»`,
    `${serve}FROM a\nENTRYPOINT «["text-generation-launcher", "--port", "8080"]»`,
    `${serve}FROM a\nENTRYPOINT «["python3", "-m", "vllm.entrypoints.openai.api_server", "--port", "8080"]»`,
    `${serve}FROM a\nENTRYPOINT «["tini", "--", "/usr/bin/supervisord", "-n"]»`,
    `${serve}FROM a\nENTRYPOINT «["conda", "run", "-n", "x", "flask", "--app", "a", "run"]»`,
    `${serve}FROM a\nENTRYPOINT «["nginx", "-g", "daemon off;"]»`,
    `${train}FROM a AS b\nENTRYPOINT «["jupyter", "lab"]»\nFROM b`,
  ],
  silent: [
    'FROM vllm/vllm-openai:v0.10.2\nEXPOSE 8000',
    `${serve}FROM ghcr.io/huggingface/text-embeddings-inference:cpu-sagemaker-1.6`,
    `${serve}FROM vllm/vllm-openai:v0.10.2\nENTRYPOINT ["/serve.sh"]`,
    `${serve}FROM vllm/vllm-openai:v0.10.2\nENTRYPOINT []`,
    `${serve}FROM a\nENTRYPOINT ["uv", "run", "main.py"]`,
    'FROM a\nENTRYPOINT ["uvicorn", "app:app"]',
    `${serve}FROM a\nENTRYPOINT ["gunicorn", "-b", "0.0.0.0:8080", "wsgi:app"]`,
    `${serve}FROM a\nENTRYPOINT ["vllm", "serve"]`,
    `${serve}FROM a\nENTRYPOINT ["bash", "sagemaker-entrypoint.sh"]`,
    `${serve}FROM a\nENTRYPOINT ["/bin/sh", "-c", "exec uvicorn app:app"]`,
    `${serve}FROM a\nENTRYPOINT ["python", "uvicorn_serve.py", "-m", "uvicorn"]`,
    `${serve}FROM a\nCMD ["uvicorn", "app:app"]`,
    `${serve}FROM a\nENTRYPOINT ["flask", "shell"]`,
  ],
  fixed: [
    [
      `${serve}FROM vllm/vllm-openai:v0.10.2\nENV A=1`,
      `${serve}FROM vllm/vllm-openai:v0.10.2\nENV A=1\nENTRYPOINT ["/bin/sh", "-c", "exec python3 -m vllm.entrypoints.openai.api_server --port 8080"]`,
    ],
    [
      `${serve}FROM a\nENTRYPOINT ["nginx", "-g", "daemon off;"]`,
      `${serve}FROM a\nENTRYPOINT ["/bin/sh", "-c", "exec nginx -g 'daemon off;'"]`,
    ],
    [
      `${serve}FROM a\nENTRYPOINT ["uvicorn", \\\n  # the app\n  "app:app","--x"]\n`,
      `${serve}FROM a\nENTRYPOINT ["/bin/sh", "-c", "exec uvicorn \\\n  # the app\n  app:app --x"]\n`,
    ],
  ],
});

testRule({
  rule: 'SM306',
  fires: [
    `${train}FROM a\nENTRYPOINT ["/bin/bash", "-o", "pipefail", "-c", «"python train.py"»]`,
    `${train}FROM a\nENTRYPOINT ["sh", "-c", «"python main.py"»]`,
    `${train}FROM a\nENTRYPOINT ["/bin/bash", "-lc", «"cd /x && python main.py"»]`,
    `${serve}FROM a\nENTRYPOINT ["python", "main.py", «"serve"»]`,
  ],
  silent: [
    'FROM a\nENTRYPOINT ["sh", "-c", "python main.py"]',
    `${train}FROM a\nENTRYPOINT ["sh", "-c", "python main.py \\"$@\\"", "--"]`,
    `${train}FROM a\nENTRYPOINT ["sh", "-c", "python main.py $0"]`,
    `${serve}FROM a\nENTRYPOINT ["python"]\nCMD ["serve"]`,
    `${serve}FROM a\nENTRYPOINT ["python", "serve"]`,
    `${serve}FROM a\nENTRYPOINT ["python", "-u", "serve"]`,
    `${serve}FROM a\nENTRYPOINT ["serve"]`,
    `${train}FROM a\nENTRYPOINT ["bash", "-m", "start_with_right_hostname.sh"]`,
    `${train}FROM a\nENTRYPOINT ["dumb-init", "--", "train"]`,
    `${train}FROM a\nENTRYPOINT ["python", "x.py", "--mode", "train"]`,
    `${serve}FROM a\nENTRYPOINT ["vllm", "serve"]`,
    `${serve}FROM a\nENTRYPOINT ["/bin/sh", "-c", "exec uvicorn app:app"]`,
    `${serve}FROM a\nENTRYPOINT ["bash", "run.sh", "-c", "x"]`,
  ],
  fixed: [
    [
      `${train}FROM a\nENTRYPOINT ["sh", "-c", "python main.py"]`,
      `${train}FROM a\nENTRYPOINT ["sh", "-c", "python main.py \\"$@\\"", "--"]`,
    ],
    [
      `${serve}FROM a\nENTRYPOINT ["python", "main.py", "serve"]`,
      `${serve}FROM a\nENTRYPOINT ["python", "main.py"]`,
    ],
  ],
});

testRule({
  rule: 'SM307',
  fires: [
    `${train}FROM a\nENTRYPOINT [«"/usr/bin/tini"», "--", "python", "train.py"]`,
    `${serve}FROM a\nENTRYPOINT [«"tini"»]`,
    `${serve}FROM a\nENTRYPOINT [«"dumb-init"», "--", "python", "serve.py"]`,
  ],
  silent: [
    'FROM a\nENTRYPOINT ["tini", "--", "python"]',
    '# sagemaker: role=studio\nFROM a\nENTRYPOINT ["tini", "--", "python"]',
    `${train}FROM a\nENTRYPOINT ["python", "tini"]`,
  ],
  fixed: [
    [
      `${train}FROM a\nENTRYPOINT ["tini", "-g", "--", "python", "train.py"]`,
      `${train}FROM a\nENTRYPOINT ["python", "train.py"]`,
    ],
    [`${train}FROM a\nENTRYPOINT ["tini", "--"]\nUSER x`, `${train}FROM a\nUSER x`],
  ],
});

testRule({
  rule: 'SM314',
  fires: ['FROM a\nENTRYPOINT ["python", «"serve.py"»]', 'FROM a\nENTRYPOINT [«"./run.sh"»]'],
  silent: [
    'FROM a\nWORKDIR /x\nENTRYPOINT ["python", "serve.py"]',
    'FROM a AS b\nWORKDIR /x\nFROM b\nENTRYPOINT ["python", "serve.py"]',
    'FROM scratch\nENTRYPOINT ["./a"]',
    'FROM a\nENTRYPOINT ["python", "/x/serve.py"]',
    'FROM a\nENTRYPOINT ["serve"]',
    'FROM a\nENTRYPOINT ["python", "-m", "x"]',
    'FROM a\nENTRYPOINT ["/x"]\nCMD ["python", "y.py"]',
  ],
  fixed: [
    [
      'FROM python:3.12\nENTRYPOINT ["python", "serve.py"]',
      'FROM python:3.12\nENTRYPOINT ["python", "/serve.py"]',
    ],
  ],
});

testRule({
  rule: 'SM315',
  fires: [
    'FROM a\n«ENTRYPOINT ["x"]»\nENTRYPOINT ["y"]',
    'FROM a\n«CMD x»\n«CMD y»\nENTRYPOINT ["y"]\nCMD z',
  ],
  silent: [
    'FROM a\nENTRYPOINT ["x"]\nCMD y',
    'FROM a AS b\nENTRYPOINT ["x"]\nFROM b\nENTRYPOINT ["y"]',
    'FROM a\nENTRYPOINT ["x"]\nONBUILD ENTRYPOINT ["y"]',
    'FROM a\nHEALTHCHECK CMD x\nCMD y',
  ],
  fixed: [
    ['FROM a\nENTRYPOINT ["x", \\\n  "y"]\n# why\nENTRYPOINT ["y"]', 'FROM a\n# why\nENTRYPOINT ["y"]'],
  ],
});

testRule({
  rule: 'SM316',
  fires: [
    `${train}FROM a\n«ONBUILD» ENTRYPOINT ["x"]`,
    `${train}FROM a\n«ONBUILD» ENV SAGEMAKER_PROGRAM=train.py`,
  ],
  silent: [
    'FROM a\nONBUILD ENTRYPOINT ["x"]',
    `${train}FROM a\nONBUILD COPY . /x`,
    `${train}FROM a AS b\nONBUILD ENTRYPOINT ["x"]\nFROM b`,
  ],
  fixed: [[`${train}FROM a\nONBUILD ENTRYPOINT ["x"]`, `${train}FROM a\nENTRYPOINT ["x"]`]],
});

testRule({
  rule: 'SM316',
  fires: [`${train}FROM a\nENTRYPOINT ["y"]\n«ONBUILD» ENTRYPOINT ["x"]`],
  silent: [],
  fixed: [
    [
      `${train}FROM a\nENTRYPOINT ["y"]\nONBUILD ENTRYPOINT ["x"]`,
      `${train}FROM a\nENTRYPOINT ["y"]\nONBUILD ENTRYPOINT ["x"]`,
    ],
  ],
});
