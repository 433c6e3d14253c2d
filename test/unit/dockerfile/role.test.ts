import assert from 'node:assert/strict';
import type { Evidence, FileFact } from '../../../src/core/dockerfile/lint/evidence';
import type { Role } from '../../../src/core/dockerfile/lint/rule';
import { viewOf } from '../../../src/core/dockerfile/lint/view';

const west = '763104351884.dkr.ecr.us-west-2.amazonaws.com';
const web = 'RUN apt-get update && apt-get install -y nginx && pip install flask gunicorn gevent';

const roleOf = (text: string, evidence?: Evidence): Role =>
  viewOf(text, { now: 0, ...(evidence && { evidence }) }).role.role;

/** By path: the text of a script, `folder`, or an exec bit in front. */
function evidenceOf(files: Readonly<Record<string, string>>): Evidence {
  const facts = Object.entries(files).map(([path, text]): [string, FileFact] => {
    const isFolder = text === 'folder';
    const isProgram = text.startsWith('#!');
    return [path, { kind: isFolder ? 'folder' : 'file', bytes: text.length, executable: isProgram, text }];
  });
  return {
    context: '.',
    files: new Map(facts),
    complete: true,
    isIgnored: (path) => path.startsWith('ignored/'),
    bytes: 0,
  };
}

const cases: Readonly<Record<Exclude<Role, 'none'>, readonly string[]>> = {
  train: [
    'FROM tensorflow/tensorflow:2.0.0a0\nRUN pip install sagemaker-containers\nCOPY train.py /opt/ml/code/train.py\nENV SAGEMAKER_PROGRAM train.py',
    'FROM python:3.12\nRUN pip install sagemaker-training\nCOPY train.py /opt/ml/code/train.py\nENV SAGEMAKER_PROGRAM=train.py',
    `FROM ${west}/pytorch-training:2.8.0-gpu-py312\nRUN pip install transformers`,
    `FROM ${west}/pytorch-training:2.8.0-gpu-py312\nRUN pip install flask nginx`,
    'ARG REGION=us-west-2\nFROM 763104351884.dkr.ecr.${REGION}.amazonaws.com/tensorflow-training:2.19.0-cpu-py312',
    'ARG REGION\nFROM 763104351884.dkr.ecr.${REGION}.amazonaws.com/tensorflow-training:2.19.0-cpu-py312',
    'ARG ACCOUNT\nARG REGION\nFROM ${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/pytorch-training:2.8.0-cpu-py312',
    'FROM public.ecr.aws/deep-learning-containers/pytorch-training:2.8.0-cpu-py312',
    'FROM 462105765813.dkr.ecr.us-west-2.amazonaws.com/sagemaker-rl-ray-container:ray-1.6',
    'FROM ubuntu:22.04\nENV SAGEMAKER_TRAINING_MODULE=my.training:main',
    'FROM ubuntu:22.04\nRUN pip install sagemaker-pytorch-training',
    'FROM ubuntu:22.04\nCOPY dist/sagemaker_training-5.0.tar.gz /\nRUN pip install /sagemaker_training-5.0.tar.gz',
    'FROM python:3.12\nCOPY train /opt/program/train\nRUN chmod +x /opt/program/train',
    '# for sagemaker jobs\nFROM python:3.12\nRUN pip install sagemaker\nCOPY train.py /app/\nCMD ["python", "/app/train.py"]',
    '# for SageMaker\nFROM python:3.12\nCOPY . /app\nENTRYPOINT ["python", "/app/train.py"]',
    'FROM python:3.12\nCOPY . /opt/program\nENTRYPOINT ["python", "-m", "trainer.train"]',
    'FROM python:3.12 AS base\nRUN pip install sagemaker-training\nFROM base\nENV SAGEMAKER_PROGRAM=main.py',
    `FROM ${west}/pytorch-training:2.8.0-gpu-py312\nRUN pip install flask gunicorn\nEXPOSE 8080`,
  ],
  serve: [
    `FROM ${west}/pytorch-inference:2.6.0-gpu-py312`,
    `FROM ${west}/djl-inference:0.36.0-cpu-full`,
    `FROM ${west}/sagemaker-tritonserver:25.09-py3`,
    `FROM ${west}/vllm:0.25.1-gpu-py312\nRUN pip install x`,
    'FROM python:3.12\nRUN pip install multi-model-server sagemaker-inference',
    'FROM ubuntu:22.04\nLABEL com.amazonaws.sagemaker.capabilities.multi-models=true',
    'FROM ubuntu:22.04\nENV SAGEMAKER_SERVING_MODULE=my.serving:main',
    'FROM tensorflow/serving:2.16.1\nENV SAGEMAKER_TFS_DEFAULT_MODEL_NAME=m',
    `FROM ${west}/tensorflow-training:2.19.0-cpu-py312\nCOPY serve.py /app/\nENTRYPOINT ["python", "/app/serve.py"]`,
    'FROM python:3.12\nCOPY app /opt/program\nENTRYPOINT ["python", "/opt/program/serve"]',
    '# SageMaker\nFROM python:3.12\nRUN pip install fastapi uvicorn\nENTRYPOINT ["uvicorn", "app:app"]',
    'FROM python:3.12\nCOPY Inference.py /opt/ml/code/Inference.py\nENV SAGEMAKER_PROGRAM=Inference.py',
    `FROM ${west}/pytorch-inference:2.6.0-gpu-py312\nCOPY code /opt/ml/code\nENV SAGEMAKER_PROGRAM=handler.py`,
    'FROM python:3.12\nCOPY requirements.txt /opt/ml/code/\nCOPY inference.py /opt/ml/code/inference.py\nCOPY run.sh /opt/ml/code/\nEXPOSE 8080\nENTRYPOINT ["/opt/ml/code/run.sh"]',
    `FROM python:3.12\n${web}\nENV PATH="/opt/program:\${PATH}"\nCOPY app /opt/program\nCOPY model.pkl /opt/ml/model/`,
    'FROM python:3.12\nRUN pip install torchserve\nRUN mkdir -p /opt/ml/models',
    'FROM python:3.12\nCOPY inference.py /opt/ml/code/inference.py\nENV SAGEMAKER_PROGRAM inference.py',
    `FROM ubuntu:22.04\n${web}\nCOPY nginx.conf predictor.py wsgi.py /opt/program/\nCMD ["serve"]`,
  ],
  both: [
    'FROM 246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-xgboost:1.7-1',
    'FROM 246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-scikit-learn:1.4-2',
    'FROM python:3.12\nCOPY train serve /opt/program/\nRUN chmod +x /opt/program/train /opt/program/serve',
    'FROM python:3.12\nRUN pip install sagemaker-training sagemaker-inference',
    `FROM ubuntu:22.04\n${web}\nENV PATH="/opt/program:\${PATH}"\nCOPY decision_trees /opt/program\nWORKDIR /opt/program`,
    'FROM r-base:4.4.1\nCOPY fit.R plumber.R /opt/ml/\nENTRYPOINT ["/usr/bin/Rscript", "/opt/ml/fit.R", "--no-save"]',
  ],
  processing: [
    'FROM 153931337802.dkr.ecr.us-west-2.amazonaws.com/sagemaker-spark-processing:3.5-cpu-py39-v1.0',
    'FROM python:3.12\nCOPY process.py /opt/ml/processing/input/code/\nENTRYPOINT ["python3", "/opt/ml/processing/input/code/process.py"]',
    '# SageMaker Processing\nFROM python:3.12\nRUN pip install pandas scikit-learn\nENV PYTHONUNBUFFERED=TRUE\nENTRYPOINT ["python3"]',
  ],
  studio: [
    'FROM 542918446943.dkr.ecr.us-west-2.amazonaws.com/sagemaker-distribution-prod:2.0.0-cpu',
    'FROM python:3.12\nARG NB_USER="sagemaker-user"\nARG NB_UID=1000\nRUN pip install ipykernel\nUSER ${NB_UID}',
  ],
  unknown: [
    'FROM python:3.12',
    'FROM openjdk:17\nCOPY app.jar /\nEXPOSE 8080\nENTRYPOINT java -jar /app.jar',
    'FROM python:3.12\nRUN pip install flask gunicorn\nEXPOSE 8080\nCMD gunicorn app:app',
    'FROM node:22\nRUN npm install -g serve\nEXPOSE 4000\nENTRYPOINT ["serve"]\nCMD ["-s", "dist"]',
    'FROM alpine:3.20\nADD serve /bin/\nEXPOSE 80\nENTRYPOINT ["serve"]',
    'FROM jupyter/base-notebook:x\nARG NB_USER=jovyan\nARG NB_UID=1000',
    'FROM nginx\nCOPY nginx.conf /etc/nginx/\nEXPOSE 8080',
    'FROM python:3.12\nCOPY train.py /app/\nCMD ["python", "/app/train.py"]',
    'FROM python:3.12\nENTRYPOINT ["python3"]',
    'FROM python:3.12\nRUN pip install boto3 "sagemaker>=2" pandas\nCOPY train.py /app/\nCMD ["python", "/app/train.py"]',
    'FROM vllm/vllm-openai:v0.6.0',
    `FROM ubuntu:22.04\n${web}`,
    '# SageMaker\nFROM ubuntu:22.04\nRUN apt-get install -y curl',
    'FROM python:3.12 AS tool\nRUN pip install sagemaker-training\nFROM alpine:3.20',
    '',
  ],
};

describe('the role of an image', () => {
  for (const [role, texts] of Object.entries(cases)) {
    for (const text of texts)
      it(`${role}: ${text.replaceAll('\n', '⏎')}`, () => assert.equal(roleOf(text), role));
  }

  it('the folder that is copied tells what the web server hides', () => {
    const text = `FROM ubuntu:22.04\n${web}\nCOPY model /opt/program\nWORKDIR /opt/program`;
    const server = { 'model/predictor.py': '# /ping /invocations', 'model/wsgi.py': 'import predictor' };
    const train = { 'model/train': '#!/usr/bin/env python' };
    assert.equal(roleOf(text, evidenceOf(server)), 'serve');
    assert.equal(roleOf(text, evidenceOf({ ...server, ...train })), 'both');
    assert.equal(roleOf(text, evidenceOf({ 'other/train': '#!/bin/sh', 'model/x.py': '' })), 'unknown');
  });

  it('a folder of data named train is no program, nor is what is ignored', () => {
    const text = '# SageMaker\nFROM python:3.12\nCOPY . /opt/program';
    assert.equal(roleOf(text, evidenceOf({ train: 'folder', 'train/a.csv': '1,2' })), 'unknown');
    assert.equal(roleOf(text, evidenceOf({ 'ignored/train': '#!/bin/sh' })), 'unknown');
    assert.equal(roleOf(text, evidenceOf({ train: '#!/bin/sh' })), 'train');
  });

  it('what the user says goes before all', () => {
    const text = `# sagemaker: role=processing\nFROM ${west}/pytorch-training:2.8.0-gpu-py312`;
    assert.deepEqual(
      [roleOf(text), viewOf(`FROM ${west}/pytorch-training:1`, { now: 0, role: 'serve' }).role.role],
      ['processing', 'serve'],
    );
  });

  it('every reason has its place', () => {
    const text = `FROM ${west}/pytorch-training:2.8.0-gpu-py312\nENTRYPOINT ["python", "train.py"]`;
    assert.deepEqual(
      viewOf(text, { now: 0 }).role.reasons.map(({ message, place }) => [
        message,
        place && text.slice(place.start, place.end),
      ]),
      [
        ['pytorch-training is for training.', `${west}/pytorch-training:2.8.0-gpu-py312`],
        ['train.py is for training.', '"train.py"'],
      ],
    );
  });
});
