import { context } from './context';
import { testRule } from './table';

const train = '# sagemaker: role=train\n';
const serve = '# sagemaker: role=serve\n';
const both = '# sagemaker: role=both\n';

testRule({
  rule: 'SM303',
  fires: [
    `${train}FROM «python:3.12-slim»\nCOPY train.py /opt/program/`,
    `${serve}FROM «ubuntu:22.04»\nRUN apt-get update && apt-get install -y nginx\nRUN pip3 install flask 'gunicorn>=20'\nCOPY serve /opt/program/serve`,
    `${train}FROM «python:3.12»\nCOPY train /opt/program/\nRUN chmod +x /opt/program/train`,
    `${train}FROM python:3.12 AS base\nFROM «base»\nCMD ["train"]`,
    `${train}FROM «docker.io/library/python:3.12»\nCOPY --from=build /wheels /wheels\nCMD ["bash"]`,
    `${train}FROM «python:3.8»\nRUN wget https://bootstrap.pypa.io/get-pip.py && python3 get-pip.py && python -m spacy download en`,
    `${both}FROM «python:3.12»\nCOPY train /usr/local/bin/train`,
    `${train}FROM python:3.12 AS a\nENTRYPOINT ["x"]\nFROM «a»\nENTRYPOINT []`,
    `${serve}FROM «python:3.12»\nRUN pip install 'sagemaker-inference>=1.10'\nENV SAGEMAKER_PROGRAM=inference.py`,
    `${train}FROM «python:3.12»\nRUN pip install sagemaker boto3\nCOPY train.py /opt/ml/code/`,
  ],
  silent: [
    'FROM python:3.12-slim\nCOPY train.py /opt/program/',
    `${train}FROM python:3.12-slim\nCOPY train.py /\nENTRYPOINT ["python", "/train.py"]`,
    `${train}FROM 123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1\nCOPY train.py /`,
    `${train}ARG BASE\nFROM $BASE\nCOPY train.py /`,
    `${train}FROM python:3.12\nRUN pip install sagemaker-training`,
    `${serve}FROM python:3.12\nRUN pip install sagemaker-huggingface-inference-toolkit`,
    `${train}FROM python:3.12\nRUN pip install -r requirements.txt`,
    `${serve}FROM python:3.12\nRUN pip install "ray[serve]"`,
    `${train}FROM python:3.12\nRUN pip install .`,
    `${train}FROM python:3.12\nCOPY . /opt/program\nENV PATH="/opt/program:\${PATH}"`,
    `${train}FROM python:3.12\nCOPY train /opt/program/\nENV PATH="/opt/program:\${PATH}"`,
    `${train}FROM python:3.12\nCOPY bin/ /usr/local/bin/`,
    `${train}FROM python:3.12\nCOPY --from=build / /`,
    `${train}FROM python:3.12\nRUN ln -s /opt/program/train.py /usr/local/bin/train`,
    `${train}FROM python:3.12\nRUN ./install.sh`,
    `${serve}FROM python:3.10-slim\nRUN echo '#!/bin/bash\\nexec uvicorn a:b' \\\n  > /usr/bin/serve && chmod +x /usr/bin/serve`,
    `${train}FROM continuumio/miniconda:latest\nCOPY train.py /usr/bin/train\nRUN chmod +x /usr/bin/train`,
    `${train}FROM python:3.12\nRUN curl -s https://x.y | bash`,
    `${train}FROM python:3.12\nRUN echo hi > /usr/bin/train && chmod +x /usr/bin/train`,
    `${train}FROM python:3.12\nADD train.tar.gz /usr/`,
    `${train}FROM python:3.12\nRUN <<EOF python3\nopen('/usr/bin/train', 'w')\nEOF`,
    `${train}FROM python:3.12\nCOPY <<EOF /usr/local/bin/train\n#!/bin/sh\nEOF`,
    // CMD is told by SM304.
    `${train}FROM python:3.12\nCMD ["python", "x.py"]`,
  ],
  fixed: [
    [
      `${train}FROM python:3.12\nCOPY train /opt/program/\nWORKDIR /opt/program\n`,
      `${train}FROM python:3.12\nCOPY train /opt/program/\nENV PATH="/opt/program:\${PATH}"\nWORKDIR /opt/program\n`,
    ],
    [
      `${train}FROM python:3.12\nCOPY train.py /opt/program/`,
      `${train}FROM python:3.12\nCOPY train.py /opt/program/\nENTRYPOINT ["python3", "/opt/program/train.py"]`,
    ],
    [
      `${train}FROM tensorflow/tensorflow:2.0.0a0\nENV SAGEMAKER_PROGRAM train.py\n`,
      `${train}FROM tensorflow/tensorflow:2.0.0a0\nRUN pip install --no-cache-dir sagemaker-training\nENV SAGEMAKER_PROGRAM train.py\n`,
    ],
  ],
});

testRule({
  rule: 'SM303',
  settings: {
    evidence: context({
      'src/serve.py': '',
      'requirements.txt': 'flask>=2 # web\n',
      'own.txt': './lib\n',
      'bin/serve': '#!/bin/sh',
    }),
  },
  fires: [
    `${serve}FROM «python:3.12»\nCOPY requirements.txt .\nRUN pip install -r requirements.txt`,
    `${serve}FROM «python:3.12»\nCOPY src /opt/program\nENV PATH="/opt/program:\${PATH}"`,
  ],
  silent: [
    `${serve}FROM python:3.12\nCOPY own.txt .\nRUN pip install -r own.txt`,
    `${serve}FROM python:3.12\nCOPY bin /opt/program\nENV PATH="/opt/program:\${PATH}"`,
    `${serve}FROM python:3.12\nCOPY nope /opt/program\nENV PATH="/opt/program:\${PATH}"`,
  ],
  fixed: [
    [
      `${serve}FROM python:3.12\nCOPY bin /opt/program\n`,
      `${serve}FROM python:3.12\nCOPY bin /opt/program\nENV PATH="/opt/program:\${PATH}"\n`,
    ],
  ],
});

testRule({
  rule: 'SM304',
  fires: [
    `${serve}FROM python:3.12\n«CMD ["python", "app.py"]»`,
    `${train}FROM ubuntu:22.04\nRUN apt-get install -y python3\n«CMD python3 train.py»`,
    `${serve}FROM python:3.12 AS a\n«CMD ["python", "app.py"]»\nFROM a\nWORKDIR /x`,
  ],
  silent: [
    'FROM python:3.12\nCMD ["python", "app.py"]',
    `${serve}FROM python:3.12\nENTRYPOINT ["python"]\nCMD ["serve"]`,
    `${serve}FROM 763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.1\nCMD ["python", "/x.py"]`,
    `${serve}FROM ubuntu:22.04\nRUN pip install multi-model-server sagemaker-inference\nCMD ["mxnet-model-server", "--start"]`,
    `${serve}FROM python:3.12\nCMD ["serve"]`,
    `${serve}FROM python:3.12\nCMD ["/bin/bash"]`,
    `${serve}FROM python:3.12\nCOPY . /usr/local/bin\nCMD ["python", "app.py"]`,
  ],
  fixed: [
    [
      `${serve}FROM python:3.12\nCMD ["python", "app.py"]`,
      `${serve}FROM python:3.12\nENTRYPOINT ["python", "app.py"]`,
    ],
    [
      `${serve}FROM python:3.12\nCMD python app.py`,
      `${serve}FROM python:3.12\nENTRYPOINT ["python", "app.py"]`,
    ],
  ],
});
