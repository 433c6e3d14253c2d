// Dockerfiles with which nothing is wrong, and what lies beside them; `defects.ts` breaks them.
import type { Role } from '../../../../src/core/dockerfile/lint/rule';

export interface Good {
  readonly title: string;
  readonly lines: readonly string[];
  readonly role?: Role;
  /** What lies beside it, when we know. */
  readonly files?: Files;
}

export type Files = Readonly<Record<string, { readonly text: string; readonly executable?: boolean }>>;

const dlc = '763104351884.dkr.ecr.us-west-2.amazonaws.com';
const flask = {
  text: `import flask
app = flask.Flask(__name__)
@app.route('/ping', methods=['GET'])
def ping(): return ''
@app.route('/invocations', methods=['POST'])
def invocations(): return ''
`,
};
const nginx = {
  text: 'http { server { listen 8080; location ~ ^/(ping|invocations) { proxy_pass http://unix:/tmp/gunicorn.sock; } } }\n',
};
const train = { text: '#!/usr/bin/env python3\nimport json\n', executable: true };
const serve = {
  text: "#!/usr/bin/env python3\nfrom subprocess import Popen\nPopen(['nginx', '-c', '/opt/program/nginx.conf'])\nPopen(['gunicorn', '-b', 'unix:/tmp/gunicorn.sock', 'wsgi:app'])\n",
  executable: true,
};

export const good: readonly Good[] = [
  {
    title: 'the training toolkit',
    lines: [
      'FROM python:3.12-slim',
      'RUN pip install --no-cache-dir sagemaker-training "numpy>=1.26"',
      'COPY train.py /opt/ml/code/train.py',
      'ENV SAGEMAKER_PROGRAM=train.py',
    ],
    files: { 'train.py': { text: 'import argparse\n' } },
  },
  {
    title: 'a program that trains',
    lines: [
      'FROM python:3.12-slim',
      'RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*',
      'RUN pip install --no-cache-dir pandas',
      'WORKDIR /opt/program',
      'COPY train.py ./',
      'ENTRYPOINT ["python", "/opt/program/train.py"]',
    ],
    role: 'train',
    files: { 'train.py': { text: 'import pandas\n' } },
  },
  {
    title: 'train and serve on PATH, nginx and gunicorn',
    lines: [
      'FROM ubuntu:24.04',
      'RUN apt-get update && apt-get install -y --no-install-recommends nginx python3 python3-pip && rm -rf /var/lib/apt/lists/*',
      'RUN pip install --no-cache-dir flask gunicorn',
      'ENV PYTHONUNBUFFERED=TRUE',
      'ENV PATH="/opt/program:${PATH}"',
      'COPY model /opt/program',
      'WORKDIR /opt/program',
    ],
    files: {
      'model/train': train,
      'model/serve': serve,
      'model/nginx.conf': nginx,
      'model/predictor.py': flask,
      'model/wsgi.py': { text: 'import predictor\napp = predictor.app\n' },
    },
  },
  {
    title: 'flask alone',
    lines: [
      'FROM python:3.12-slim',
      'RUN pip install --no-cache-dir flask',
      'COPY app.py /opt/program/app.py',
      'EXPOSE 8080',
      'ENTRYPOINT ["python", "/opt/program/app.py"]',
    ],
    role: 'serve',
    files: { 'app.py': { text: `${flask.text}app.run(host='0.0.0.0', port=8080)\n` } },
  },
  {
    title: 'gunicorn behind a script',
    lines: [
      'FROM python:3.12-slim',
      'RUN pip install --no-cache-dir flask gunicorn',
      'LABEL maintainer="ml@example.com"',
      'COPY app.py serve.sh /opt/program/',
      'WORKDIR /opt/program',
      'EXPOSE 8080',
      'ENTRYPOINT ["/opt/program/serve.sh"]',
    ],
    role: 'serve',
    files: {
      'app.py': flask,
      'serve.sh': { text: '#!/bin/sh\nexec gunicorn -b 0.0.0.0:8080 app:app\n', executable: true },
    },
  },
  {
    title: 'many models with the inference toolkit',
    lines: [
      'FROM python:3.12-slim',
      'LABEL com.amazonaws.sagemaker.capabilities.multi-models=true',
      'RUN pip install --no-cache-dir multi-model-server sagemaker-inference',
      'ENV SAGEMAKER_MODEL_SERVER_WORKERS=2 SAGEMAKER_MODEL_SERVER_TIMEOUT=60',
      'COPY dockerd-entrypoint.py /usr/local/bin/dockerd-entrypoint.py',
      'ENTRYPOINT ["python", "/usr/local/bin/dockerd-entrypoint.py"]',
      'CMD ["serve"]',
    ],
  },
  {
    title: 'a training container of AWS',
    lines: [
      `FROM ${dlc}/pytorch-training:2.8.0-gpu-py312-cu129-ubuntu22.04-sagemaker`,
      'RUN pip install --no-cache-dir "transformers>=4.40"',
      'COPY train.py /opt/ml/code/train.py',
      'ENV SAGEMAKER_PROGRAM=train.py SAGEMAKER_SUBMIT_DIRECTORY=/opt/ml/code',
    ],
  },
  {
    title: 'an inference container of AWS',
    lines: [
      `FROM ${dlc}/pytorch-inference:2.6.0-gpu-py312-cu124-ubuntu22.04-sagemaker`,
      'RUN pip install --no-cache-dir timm',
    ],
  },
  {
    title: 'two stages',
    lines: [
      'ARG PYTHON=3.12',
      'FROM python:${PYTHON}-slim AS build',
      'WORKDIR /src',
      'COPY pyproject.toml ./',
      'RUN pip wheel --no-cache-dir -w /wheels .',
      'FROM python:${PYTHON}-slim',
      'COPY --from=build /wheels /wheels',
      'RUN pip install --no-cache-dir /wheels/*.whl',
      'COPY train.py /opt/program/train.py',
      'ENTRYPOINT ["python", "/opt/program/train.py"]',
    ],
    role: 'train',
  },
  {
    title: 'a framework on CUDA',
    lines: [
      'FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04',
      'RUN apt-get update && apt-get install -y --no-install-recommends git python3-pip && rm -rf /var/lib/apt/lists/*',
      'RUN pip install --no-cache-dir torch --index-url https://download.pytorch.org/whl/cu124',
      'ENV SAGEMAKER_TRAINING_MODULE=my_package.training:main',
      'RUN pip install --no-cache-dir sagemaker-training',
    ],
  },
  {
    title: 'processing',
    lines: [
      '# For SageMaker Processing',
      'FROM python:3.12-slim',
      'RUN pip install --no-cache-dir pandas',
      'ENV PYTHONUNBUFFERED=TRUE',
      'ENTRYPOINT ["python3"]',
    ],
  },
  {
    title: 'heredocs',
    lines: [
      '# syntax=docker/dockerfile:1',
      'FROM python:3.12-slim',
      'RUN <<EOF',
      'apt-get update',
      'apt-get install -y libgomp1',
      'rm -rf /var/lib/apt/lists/*',
      'EOF',
      'COPY --chmod=755 <<EOF /usr/local/bin/train',
      '#!/bin/sh',
      'exec python3 -m trainer',
      'EOF',
    ],
    role: 'train',
  },
  {
    title: 'the whole folder',
    lines: [
      'FROM python:3.12-slim',
      'WORKDIR /opt/program',
      'COPY . .',
      'ENTRYPOINT ["python", "/opt/program/train.py"]',
    ],
    role: 'train',
    files: { 'train.py': { text: 'import json\n' } },
  },
];
