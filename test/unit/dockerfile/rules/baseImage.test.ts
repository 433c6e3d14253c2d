import { testRule } from './table';

const training = 'public.ecr.aws/deep-learning-containers/pytorch-training';
const dlc = '763104351884.dkr.ecr.us-west-2.amazonaws.com';

testRule({
  rule: 'SM101',
  fires: [
    'FROM «keras»:2.15',
    'FROM «scikit-learn»',
    'FROM «vllm»:latest',
    'FROM «tensorflow»:latest',
    'FROM «pytorch»',
    'FROM docker.io/library/«cuda»:12.4',
    'FROM python:3.12 AS a\nFROM --platform=linux/amd64 «miniconda3» AS b',
    'ARG TAG=2.12.0\nFROM «tensorflow»:$TAG',
    'ARG BASE=tensorflow\nFROM «${BASE}»',
  ],
  silent: [
    'FROM tensorflow/tensorflow:2.0.0a0',
    'FROM python:3.12 AS tensorflow\nFROM tensorflow',
    'FROM registry.local/tensorflow:1',
    'FROM localhost:5000/pytorch:1',
    'FROM ${REGISTRY}tensorflow:1',
    'FROM spark:3.5.0',
    'FROM common',
  ],
  fixed: [
    ['FROM tensorflow:latest', 'FROM tensorflow/tensorflow:2.16.1'],
    ['FROM tensorflow:2.12.0-gpu AS x # y', 'FROM tensorflow/tensorflow:2.12.0-gpu AS x # y'],
    ['FROM pytorch', 'FROM pytorch/pytorch:2.4.0-cuda12.4-cudnn9-runtime'],
    ['FROM tritonserver', 'FROM nvcr.io/nvidia/tritonserver:24.03-py3'],
    ['ARG BASE=tensorflow:latest\nFROM ${BASE}', 'ARG BASE=tensorflow/tensorflow:2.16.1\nFROM ${BASE}'],
    ['ARG T=latest\nFROM tensorflow:$T', 'ARG T=latest\nFROM tensorflow/tensorflow:2.16.1'],
  ],
});

testRule({
  rule: 'SM102',
  fires: [
    'FROM «python»',
    'FROM python:«latest»',
    'FROM tensorflow/tensorflow:«latest-gpu-py3»',
    'FROM «ubuntu» AS build\nFROM build',
    'FROM 123456789012.dkr.ecr.us-west-2.amazonaws.com/mine:«latest»',
    'FROM localhost:5000/mine:«latest»',
    'ARG TAG=latest\nFROM «python:${TAG}»',
  ],
  silent: [
    'FROM tensorflow/tensorflow:2.0.0a0',
    'FROM scratch',
    'FROM python:3.12 AS common\nFROM common',
    'FROM python:3.12 AS Common\nFROM common',
    'ARG TAG\nFROM python:$TAG',
    'ARG BASE\nFROM $BASE',
    'FROM python@sha256:0123456789012345678901234567890123456789012345678901234567890123',
    'FROM python:latest@sha256:0123456789012345678901234567890123456789012345678901234567890123',
    'FROM nvidia/cuda',
    'FROM pytorch',
    'FROM python:3',
    'FROM __BASE_IMAGE__',
    'FROM {{image}}',
  ],
  fixed: [
    ['FROM python', 'FROM python:3.12'],
    ['FROM python:latest AS x', 'FROM python:3.12 AS x'],
    ['ARG TAG="latest"\nFROM python:${TAG}', 'ARG TAG="3.12"\nFROM python:${TAG}'],
    ['FROM tensorflow/tensorflow:latest-gpu', 'FROM tensorflow/tensorflow:2.16.1-gpu'],
  ],
});

testRule({
  rule: 'SM103',
  fires: [
    'FROM «nvidia/cuda»',
    'FROM nvidia/cuda:«latest»',
    'FROM nvidia/cuda:«10.1-cudnn7-devel-ubuntu18.04»',
    'FROM docker.io/nvidia/cuda:«9.0-base-ubuntu16.04»',
  ],
  silent: [
    'FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04',
    'FROM nvidia/cuda:11.0.3-base-ubuntu20.04',
    'FROM nvidia/cuda:${VERSION}-base-ubuntu20.04',
    'FROM nvcr.io/nvidia/cuda:10.2-base',
    'FROM nvidia/cuda@sha256:0123456789012345678901234567890123456789012345678901234567890123',
  ],
  fixed: [
    ['FROM nvidia/cuda', 'FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04'],
    ['FROM nvidia/cuda:latest', 'FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04'],
    ['FROM nvidia/cuda:10.2-cudnn7-devel', 'FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04'],
    ['FROM nvidia/cuda:9.0-base', 'FROM nvidia/cuda:12.4.1-base-ubuntu22.04'],
  ],
});

testRule({
  rule: 'SM108',
  fires: [
    `FROM ${dlc}/pytorch-«inference»:2.6.0-gpu-py312\nENV SAGEMAKER_TRAINING_MODULE=a.b:main`,
    `# sagemaker: role=serve\nFROM ${dlc}/tensorflow-«training»:2.19.0-cpu-py312-sagemaker`,
    `FROM ${training.replace('training', '«training»')}:2.8.0-cpu-py312\nLABEL com.amazonaws.sagemaker.capabilities.multi-models=true`,
  ],
  silent: [
    `FROM ${dlc}/pytorch-inference:2.6.0-gpu-py312\nENV SAGEMAKER_PROGRAM=train.py`,
    `FROM ${dlc}/pytorch-training:2.6.0-gpu-py312\nENTRYPOINT ["python", "serve.py"]`,
    `# sagemaker: role=both\nFROM ${dlc}/pytorch-training:2.6.0-gpu-py312`,
    '# sagemaker: role=serve\nFROM me/my-training:1',
    '# sagemaker: role=train\nFROM python:3.12',
  ],
  fixed: [
    [
      `# sagemaker: role=serve\nFROM ${dlc}/pytorch-training:2.6.0-gpu-py312`,
      `# sagemaker: role=serve\nFROM ${dlc}/pytorch-inference:2.6.0-gpu-py312`,
    ],
  ],
});

testRule({
  rule: 'SM113',
  fires: [
    '# sagemaker: role=train\nFROM «arm64v8/»python:3.12',
    '# sagemaker: role=both\nFROM «--platform=linux/arm64» python:3.12',
    '# sagemaker: role=train\nFROM me/base:1.0«-arm64»',
  ],
  silent: [
    'FROM arm64v8/python:3.12',
    '# sagemaker: role=serve\n# for Graviton\nFROM arm64v8/python:3.12',
    `# sagemaker: role=serve\nFROM ${dlc}/pytorch-inference-graviton:2.4.0-cpu-py311`,
    `# sagemaker: role=train\nFROM ${dlc}/pytorch-training-arm64:2.7.0-gpu-py312`,
    '# sagemaker: role=train\nFROM --platform=linux/arm64 golang:1 AS tool\nFROM python:3.12',
    '# sagemaker: role=train\nFROM --platform=$TARGETPLATFORM python:3.12',
    '# sagemaker: role=train\nFROM --platform=linux/amd64 python:3.12',
  ],
  fixed: [
    [
      '# sagemaker: role=train\nFROM --platform=linux/arm64 python:3.12 AS x',
      '# sagemaker: role=train\nFROM python:3.12 AS x',
    ],
    ['# sagemaker: role=train\nFROM arm64v8/python:3.12', '# sagemaker: role=train\nFROM python:3.12'],
  ],
});

testRule({
  rule: 'SM114',
  settings: { hostArchitecture: 'arm64', role: 'train' },
  fires: ['FROM «python:3.12»', 'FROM «python:3.12» AS a\nFROM a'],
  silent: [
    'FROM --platform=linux/amd64 python:3.12',
    'FROM amd64/python:3.12',
    `FROM ${dlc}/pytorch-training:2.8.0-cpu-py312`,
    'FROM $BASE',
  ],
});

testRule({ rule: 'SM114', settings: { role: 'train' }, fires: [], silent: ['FROM python:3.12'] });
