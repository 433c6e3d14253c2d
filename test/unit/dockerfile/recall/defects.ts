// One way, or several, to run into every rule that is an error or a warning.

import type { Files } from './good';

export interface Defect {
  readonly rule: string;
  /** Where it is found in a Dockerfile, it is replaced: so many good ones are broken by it. */
  readonly from: string | RegExp;
  readonly to: string;
  /** The file in which it is found, instead of the Dockerfile. */
  readonly inFile?: string;
  /** What comes to lie beside the Dockerfile. */
  readonly files?: Files;
  readonly ignored?: readonly string[];
  readonly bytes?: number;
}

const of = (rule: string, from: string | RegExp, to: string): Defect => ({ rule, from, to });
const inFile = (rule: string, file: string, from: string | RegExp, to: string): Defect => ({
  ...of(rule, from, to),
  inFile: file,
});

const before = (rule: string, line: string): Defect => of(rule, /^(?=ENTRYPOINT|CMD)/m, `${line}\n`);
const last = (rule: string, line: string): Defect => of(rule, /$(?![^])/, `\n${line}`);

const base: readonly Defect[] = [
  of('SM101', /^FROM python:\S+/m, 'FROM tensorflow:latest'),
  of('SM101', /^FROM python:\S+/m, 'FROM pytorch'),
  of('SM102', /^FROM python:3.12-slim/m, 'FROM python'),
  of('SM102', /^FROM ubuntu:24.04/m, 'FROM ubuntu:latest'),
  of('SM102', /^ARG PYTHON=3.12/m, 'ARG PYTHON=latest'),
  of('SM103', 'nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04', 'nvidia/cuda:latest'),
  of('SM103', 'nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04', 'nvidia/cuda'),
  of('SM103', 'nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04', 'nvidia/cuda:10.2-runtime'),
  of('SM104', 'us-west-2.amazonaws', 'af-south-1.amazonaws'),
  of('SM104', '763104351884', '763104351885'),
  of('SM105', '763104351884', '76310435188'),
  of('SM105', 'us-west-2.amazonaws', 'us-wset-2.amazonaws'),
  of('SM106', '-gpu-', '-gup-'),
  of('SM108', /pytorch-inference([^]*)/, 'pytorch-inference$1\nENV SAGEMAKER_TRAINING_MODULE=a.b:main'),
  of('SM109', 'pytorch-training', 'mxnet-training'),
  of('SM109', 'timm', 'mxnet'),
  of('SM110', 'sagemaker-training', 'sagemaker-containers'),
  of('SM110', 'pandas', 'pandas sagemaker_containers==2.8.6'),
  of('SM111', /^FROM python:3.12-slim/m, 'FROM python:2.7'),
  of(
    'SM111',
    /^FROM python:3.12-slim$/m,
    'FROM debian:11\nRUN apt-get update && apt-get install -y python-pip',
  ),
  of('SM112', /^FROM python:3.12-slim(?=\nRUN apt)/m, 'FROM python:3.9-buster'),
  of('SM112', /^FROM ubuntu:24.04/m, 'FROM ubuntu:16.04'),
  of('SM113', /^FROM python:3.12-slim$/m, 'FROM --platform=linux/arm64 python:3.12-slim'),
  of('SM113', /^FROM ubuntu/m, 'FROM arm64v8/ubuntu'),
  of('SM115', 'whl/cu124', 'whl/cu118'),
  of('SM116', 'git python3-pip', 'git python3-pip nvidia-driver-535'),
];

const paths: readonly Defect[] = [
  last('SM201', 'COPY data.csv /opt/ml/input/data/train/data.csv'),
  last('SM201', 'RUN echo "{}" > /opt/ml/input/config/hyperparameters.json'),
  of('SM202', /^(?=ENTRYPOINT \["python", "\/opt)/m, 'COPY model.joblib /opt/ml/model/\n'),
  last('SM205', 'ENV DATA=/opt/ml/inputs/data'),
  last('SM205', 'ENV DATA=/opt/m1/model'),
  last('SM206', 'ENV HOSTS=/opt/ml/input/config/resourceConfig.json'),
  last('SM206', 'RUN cat /opt/ml/input/config/hyperParameters.json'),
  of('SM204', /^COPY app.py .*$/m, '$&\nCOPY m /opt/ml/models/m'),
  inFile('SM207', 'app.py', 'import flask', "import flask\nopen('/opt/ml/model/state.json', 'w')"),
  of('SM208', 'SAGEMAKER_PROGRAM=train.py', 'SAGEMAKER_PROGRAM=trian.py'),
  of('SM208', /^COPY train.py \/opt\/ml\/code\/train.py/m, 'COPY train.py /opt/ml/code/main.py'),
  of('SM209', 'SAGEMAKER_PROGRAM=train.py', 'SAGEMAKER_PROGRAM=opt/ml/code/train.py'),
];

const start: readonly Defect[] = [
  of('SM301', 'ENTRYPOINT ["python", "/opt/program/train.py"]', 'ENTRYPOINT python /opt/program/train.py'),
  of('SM301', /^ENTRYPOINT .*serve.sh"\]/m, 'ENTRYPOINT /opt/program/serve.sh'),
  of('SM302', /^ENTRYPOINT \["(.*)"\]/m, 'ENTRYPOINT ["$1",]'),
  of('SM302', /^ENTRYPOINT .*app.py"\]/m, "ENTRYPOINT ['python', '/opt/program/app.py']"),
  of('SM302', 'CMD ["serve"]', 'CMD [serve]'),
  of('SM303', 'RUN pip install --no-cache-dir sagemaker-training "numpy>=1.26"\n', ''),
  of('SM303', 'ENV PATH="/opt/program:${PATH}"\n', ''),
  of('SM303', '/usr/local/bin/train', '/opt/program/train'),
  of('SM304', 'ENTRYPOINT ["python", "/opt/program/app.py"]', 'CMD ["python", "/opt/program/app.py"]'),
  of('SM304', /^COPY train.py .\/\nENTRYPOINT \[.*\]/m, 'COPY train.py ./\nCMD python /opt/program/train.py'),
  of('SM305', /^ENTRYPOINT .*app.py"\]/m, 'ENTRYPOINT ["uvicorn", "app:app", "--host", "0.0.0.0"]'),
  of('SM306', /^ENTRYPOINT .*train.py"\]/m, 'ENTRYPOINT ["sh", "-c", "python /opt/program/train.py"]'),
  of('SM306', /^ENTRYPOINT .*serve.sh"\]/m, 'ENTRYPOINT ["/opt/program/serve.sh", "serve"]'),
  of('SM307', /^ENTRYPOINT \["python", "\/opt/m, 'ENTRYPOINT ["tini", "--", "python", "/opt'),
  of('SM308', /^ENTRYPOINT .*serve.sh"\]/m, 'ENTRYPOINT ["/opt/program/server.sh"]'),
  of('SM309', /^COPY app.py serve.sh/m, 'COPY --chmod=644 app.py serve.sh'),
  of('SM310', '--chmod=755 ', ''),
  of('SM310', /^COPY model/m, 'COPY --chmod=644 model'),
  of('SM311', '#!/bin/sh\nexec', 'exec'),
  inFile('SM311', 'serve.sh', '#!/bin/sh\n', ''),
  inFile('SM312', 'serve.sh', '#!/bin/sh\n', '#!/bin/sh\r\n'),
  inFile('SM312', 'model/train', 'python3\n', 'python3\r\n'),
  inFile('SM313', 'serve.sh', '#!/bin/sh', '#!/usr/bin/env python3.9'),
  inFile('SM313', 'model/serve', 'env python3', 'env python'),
  of('SM315', /^(ENTRYPOINT .*)$/m, 'ENTRYPOINT ["bash"]\n$1'),
];

const serving: readonly Defect[] = [
  of(
    'SM401',
    /^ENTRYPOINT .*app.py"\]/m,
    'ENTRYPOINT ["python", "-m", "gunicorn", "-b", "0.0.0.0:80", "app:app"]',
  ),
  of(
    'SM402',
    /^ENTRYPOINT .*app.py"\]/m,
    'ENTRYPOINT ["python", "-m", "gunicorn", "-b", "127.0.0.1:8080", "app:app"]',
  ),
  inFile('SM401', 'model/nginx.conf', 'listen 8080', 'listen 80'),
  inFile('SM401', 'app.py', 'port=8080', 'port=5000'),
  inFile('SM401', 'serve.sh', '0.0.0.0:8080', '0.0.0.0:8000'),
  inFile('SM402', 'app.py', '0.0.0.0', '127.0.0.1'),
  inFile('SM402', 'serve.sh', '0.0.0.0:8080', 'localhost:8080'),
  inFile('SM403', 'app.py', /ping(.*\n)def ping/, 'health$1def health'),
  inFile('SM403', 'model/predictor.py', /ping(.*\n)def ping/, 'health$1def health'),
  inFile('SM404', 'app.py', /invocations(.*\n)def invocations/, 'predict$1def predict'),
  inFile('SM404', 'model/predictor.py', /invocations(.*\n)def invocations/, 'predict$1def predict'),
  inFile(
    'SM410',
    'app.py',
    '@app',
    "@sock.route('/invocations-bidirectional-stream')\ndef stream(ws): pass\n@app",
  ),
  of('SM407', 'multi-models=true', 'multi-models=yes'),
  of('SM408', 'capabilities.multi', 'capabilites.multi'),
  of('SM408', 'com.amazonaws.sagemaker', 'com.amazon.sagemaker'),
  of(
    'SM406',
    'LABEL maintainer="ml@example.com"',
    'LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true',
  ),
  of('SM413', /^(?=ENTRYPOINT \["(?:python", "\/opt\/program\/app|\/opt))/m, 'RUN useradd ml\nUSER ml\n'),
];

const environment: readonly Defect[] = [
  of('SM501', 'SAGEMAKER_PROGRAM', 'SAGEMAKER_PROGRAMM'),
  of('SM501', 'SAGEMAKER_SUBMIT_DIRECTORY', 'SAGEMAKER_SUBMIT_DIRECTRY'),
  of('SM501', 'SAGEMAKER_TRAINING_MODULE', 'SAGE_MAKER_TRAINING_MODULE'),
  of('SM503', /^ENV PYTHONUNBUFFERED=TRUE/m, 'ENV WORKERS=$(nproc)'),
  of('SM503', /^ENV PYTHONUNBUFFERED=TRUE/m, 'ENV WHEEL=`ls`'),
  last('SM504', 'ENV SM_CHANNEL_TRAIN=/data'),
  last('SM504', 'ENV SAGEMAKER_BIND_TO_PORT=8081'),
  of('SM505', 'training:main', 'training'),
  last('SM507', 'ENV HOME_OF=/opt/x BIN=$HOME_OF/bin'),
  last('SM508', 'ENV SAGEMAKER_CONTAINER_LOG_LEVEL=debug'),
  of('SM509', 'TIMEOUT=60', 'TIMEOUT=60s'),
  of('SM509', 'WORKERS=2', 'WORKERS=auto'),
  last('SM511', 'ENV AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENG'),
  last('SM511', 'ARG HF_TOKEN=hf_abcdefghijklmnopqrstuvwxyz012345'),
];

const everything: Defect = of('', 'COPY . .', 'COPY . .');
const evil: Files = { '.env': { text: 'TOKEN=x' }, '.aws/credentials': { text: '[default]' } };

const building: readonly Defect[] = [
  of('SM601', '"numpy>=1.26"', 'numpy>=1.26'),
  of('SM601', '"transformers>=4.40"', 'transformers>=4.40'),
  of('SM604', 'apt-get update && apt-get install', 'apt-get install'),
  of(
    'SM605',
    'apt-get install -y --no-install-recommends nginx',
    'apt-get install --no-install-recommends nginx',
  ),
  of('SM605', 'install -y --no-install-recommends git', 'install --no-install-recommends git'),
  of('SM606', 'COPY train.py ./', 'COPY tarin.py ./'),
  { ...of('SM607', 'COPY train.py ./', 'COPY train.py ./'), ignored: ['train.py', 'app.py'] },
  { ...everything, rule: 'SM608', bytes: 800_000_000 },
  { ...everything, rule: 'SM609', files: evil },
  of('SM613', '# syntax=docker/dockerfile:1\nFROM', '# Ours\n# syntax=docker/dockerfile:1\nFROM'),
  of(
    'SM615',
    /^(FROM nvidia.*)$/m,
    '$1\nRUN apt-key adv --fetch-keys https://developer.download.nvidia.com/compute/cuda/repos/ubuntu1804/x86_64/7fa2af80.pub',
  ),
  of('SM621', 'RUN pip install', 'RUN sudo pip install'),
];

const docker: readonly Defect[] = [
  of('SM701', /^COPY/m, 'COPPY'),
  of('SM701', /^RUN/m, 'RUNN'),
  of('SM702', /^COPY (?!--)/m, 'COPY --chmodd=755 '),
  last('SM703', 'ENV A'),
  last('SM703', 'COPY onlyone'),
  of('SM704', /\nEOF$(?![^])/, ''),
  of('SM705', /^FROM python:3.12-slim$/m, 'FROM python:3.12-slim as'),
  last('SM707', 'ONBUILD FROM python:3.12'),
  of('SM711', /^WORKDIR \//m, 'WORKDIR '),
  last('SM712', 'EXPOSE 80800'),
  of('SM715', '--from=build', '--from=biuld'),
  of('SM718', 'AS build', 'AS scratch'),
  last('SM722', 'STOPSIGNAL SIGTREM'),
  of('SM723', /^FROM python/m, 'FROM Python'),
  of('SM724', '${PYTHON}', '${PYTHN}'),
  of('SM706', '# syntax=docker/dockerfile:1', '# escape=x'),
  before('SM726', 'ARG FOLDER=/x\nWORKDIR ${FOLDR}/x'),
  of('SM726', 'RUN pip install --no-cache-dir /wheels/*.whl', '$&\nENV VERSION=${PYTHON}'),
];

export const defects: readonly Defect[] = [
  ...base,
  ...paths,
  ...start,
  ...serving,
  ...environment,
  ...building,
  ...docker,
];
