import { testRule } from './table';

testRule({
  rule: 'SM110',
  fires: [
    'FROM a\nRUN conda run -n x pip install «sagemaker-containers»',
    'FROM a\nRUN env A=1 nice -n 5 pip install x && env A=1 pip install «sagemaker-containers»',
    'FROM a\nRUN pip install -q «git+https://github.com/aws/sagemaker-containers.git»',
    'FROM a\nRUN pip install «sagemaker-containers»',
    'FROM tensorflow/tensorflow:latest-py3\nRUN pip3 install «sagemaker_containers==2.4.10»',
    'FROM a\nRUN python -m pip install --no-cache-dir -U numpy \\\n  «SageMaker.Containers»',
    'FROM a\nRUN uv pip install --system «sagemaker-containers»',
  ],
  silent: [
    'FROM a\nRUN pip install git+https://github.com/me/sagemaker-containers.git',
    '# pip install sagemaker-containers\nFROM a',
    'FROM a\nRUN pip uninstall -y sagemaker-containers',
    'FROM a\nRUN sed -i s/a/b/ /usr/lib/python3/site-packages/sagemaker_containers/_env.py',
    'FROM a\nCOPY sagemaker_containers-2.4.10.tar.gz /\nRUN pip install /sagemaker_containers-2.4.10.tar.gz',
    'FROM a\nRUN pip install sagemaker_containers-2.4.10-py2.py3-none-any.whl',
    'FROM a\nRUN pip install sagemaker-training',
    'FROM a\nRUN echo "pip install sagemaker-containers"',
    'FROM a\nRUN pip install -r requirements.txt',
  ],
  fixed: [
    [
      '# sagemaker: role=serve\nFROM a\nRUN pip install sagemaker-containers==2.4',
      '# sagemaker: role=serve\nFROM a\nRUN pip install sagemaker-inference',
    ],
    [
      '# sagemaker: role=both\nFROM a\nRUN pip install sagemaker-containers',
      '# sagemaker: role=both\nFROM a\nRUN pip install sagemaker-training sagemaker-inference',
    ],
    ['FROM a\nRUN pip install sagemaker-containers', 'FROM a\nRUN pip install sagemaker-training'],
  ],
});

testRule({
  rule: 'SM111',
  fires: [
    'FROM pypy:«2»',
    'FROM tensorflow/tensorflow:«1.14.0-gpu»',
    'FROM python:«2.7»-slim',
    'FROM 520713654638.dkr.ecr.us-west-2.amazonaws.com/sagemaker-tensorflow:1.10.0-cpu-«py2»',
    'FROM 763104351884.dkr.ecr.us-west-2.amazonaws.com/mxnet-training:1.6.0-cpu-«py27»-ubuntu16.04',
    'FROM ubuntu:16.04\nRUN apt-get update && apt-get install -y wget «python» python-dev',
    'FROM a\nRUN «pip2» install numpy && /usr/bin/«python2.7» -V'.replace('/usr/bin/«', '«/usr/bin/'),
    'FROM a\nRUN conda install -y «python=2.7»',
  ],
  silent: [
    'FROM tensorflow/tensorflow:1.14.0-gpu-py3\nFROM tensorflow/tensorflow:2.3.0',
    'FROM python:3.12',
    'FROM python:3.2.7',
    'FROM me/py2neo:1',
    'FROM 763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.0-gpu-py310',
    'FROM a\nRUN apt-get install -y python3 python3-dev python-dev-is-python3',
    'FROM a\nRUN apt-get install -y python3-pip && apt-get install -y python-dev',
    'FROM a\nRUN yum install -y python',
    'FROM a\nRUN pip install python-dateutil',
    'FROM a\nRUN conda install python=3.12',
  ],
  fixed: [
    ['FROM tensorflow/tensorflow:1.15.0-gpu', 'FROM tensorflow/tensorflow:1.15.0-gpu-py3'],
    ['FROM python:2.7.18-slim-buster', 'FROM python:3.12-slim-bookworm'],
    [
      'FROM ubuntu:16.04\nRUN apt-get install -y \\\n    python \\\n    python-pip  # x',
      'FROM ubuntu:16.04\nRUN apt-get install -y \\\n    python3 \\\n    python3-pip  # x',
    ],
    ['FROM a\nRUN pip2 install x', 'FROM a\nRUN pip3 install x'],
  ],
});

testRule({
  rule: 'SM112',
  fires: [
    'FROM python:3.7-«buster»\nRUN sudo apt-get update',
    'FROM python:3.7-slim-«buster»\nRUN apt-get update && apt-get install -y nginx',
    'FROM debian:«9»-slim\nRUN apt update',
    'FROM ubuntu:«16.04»\nRUN apt-get -y update',
    'FROM python:3.6-«stretch» AS base\nFROM base\nRUN apt-get update',
    'FROM nvidia/cuda:11.0.3-devel-«ubuntu16.04»\nRUN apt-get update',
    'FROM python@sha256:0123456789012345678901234567890123456789012345678901234567890123\nFROM python:3.7-«buster»@sha256:0123456789012345678901234567890123456789012345678901234567890123\nRUN apt-get update',
  ],
  silent: [
    'FROM python:3.7-slim-buster\nRUN pip install numpy',
    'FROM python:3.7-bookworm\nRUN apt-get update',
    'FROM python:3.7-buster\nRUN sed -i s/deb.debian.org/archive.debian.org/ /etc/apt/sources.list && apt-get update',
    'FROM debian:buster\nCOPY sources.list /etc/apt/sources.list\nRUN apt-get update',
    'FROM ubuntu:18.04\nRUN apt-get update',
    'FROM python:3.7-buster AS a\nFROM python:3.12\nRUN apt-get update',
    'FROM debian:12\nRUN apt-get update',
    'FROM debian:${V}\nRUN apt-get update',
    'FROM me/filibuster:1\nRUN apt-get update',
  ],
  fixed: [
    ['FROM python:3.8-slim-buster\nRUN apt-get update', 'FROM python:3.8-slim-bookworm\nRUN apt-get update'],
    ['FROM debian:10-slim\nRUN apt-get update', 'FROM debian:12-slim\nRUN apt-get update'],
    ['FROM ubuntu:16.04\nRUN apt-get update', 'FROM ubuntu:22.04\nRUN apt-get update'],
    [
      'FROM python:3.6-buster\n# c\nRUN apt-get update',
      "FROM python:3.6-buster\n# c\nRUN sed -i -e 's/deb.debian.org/archive.debian.org/g' -e 's/security.debian.org/archive.debian.org/g' -e '/-updates/d' /etc/apt/sources.list\nRUN apt-get update",
    ],
  ],
});

testRule({
  rule: 'SM115',
  fires: [
    'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN pip install torch --index-url «https://download.pytorch.org/whl/cu118»',
    'FROM 763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.6.0-gpu-py312-cu126-ubuntu22.04\nRUN pip install «torch==2.1.0+cu118»',
    'FROM pytorch/pytorch:2.4.0-cuda12.4-cudnn9-runtime AS a\nFROM a\nRUN pip install -f «https://x/whl/cu118/torch.html» torch',
  ],
  silent: [
    'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN pip install torch --index-url https://download.pytorch.org/whl/cu121',
    'FROM nvidia/cuda:11.8.0-devel-ubuntu22.04\nRUN pip install torch==2.1.0+cu118',
    'FROM nvidia/cuda:11.8.0-devel-ubuntu22.04\nRUN pip install torch --index-url https://download.pytorch.org/whl/cpu',
    'FROM python:3.12\nRUN pip install torch --index-url https://download.pytorch.org/whl/cu118',
    'FROM nvidia/cuda:${V}-devel\nRUN pip install torch==2.1.0+cu118',
  ],
  fixed: [
    [
      'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN pip install torch==2.1.0+cu118',
      'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN pip install torch==2.1.0+cu124',
    ],
  ],
});

testRule({
  rule: 'SM116',
  settings: { role: 'train' },
  fires: [
    'FROM a\nRUN apt-get install -y «nvidia-driver-535» libgomp1',
    'FROM a\nRUN yum install -y «cuda-drivers»',
    'FROM a\nRUN apt-get update && apt-get install -y «libnvidia-compute-470=470.1»',
  ],
  silent: [
    'FROM a\nRUN apt-get install -y cuda-compat-12-4 nvidia-utils-535 libnvidia-ml-dev',
    'FROM a AS tools\nRUN apt-get install -y nvidia-driver-535\nFROM b',
    'FROM a\nRUN echo nvidia-driver-535',
    'FROM a\nRUN pip install nvidia-driver-check',
  ],
  fixed: [
    [
      'FROM a\nRUN apt-get install -y \\\n    libgomp1 \\\n    nvidia-driver-535 \\\n    curl',
      'FROM a\nRUN apt-get install -y \\\n    libgomp1 \\\n    curl',
    ],
    [
      'FROM a\nRUN apt-get install -y \\\n    libgomp1 \\\n    # why\n    nvidia-driver-535 \\\n    curl',
      'FROM a\nRUN apt-get install -y \\\n    libgomp1 \\\n    # why\n    curl',
    ],
  ],
});
