import { testRule } from './table';

const west = '763104351884.dkr.ecr.us-west-2.amazonaws.com';
const tag = '2.8.0-cpu-py312-ubuntu22.04-sagemaker';

testRule({
  rule: 'SM104',
  fires: [
    `FROM «763104351884».dkr.ecr.ap-east-1.amazonaws.com/pytorch-training:${tag}`,
    `FROM «763104351885».dkr.ecr.us-west-2.amazonaws.com/pytorch-training:${tag}`,
    `FROM «871362719292».dkr.ecr.us-west-2.amazonaws.com/tensorflow-inference:2.19.0-cpu-py312`,
    'FROM «763104351884».dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1',
    `ARG ACCOUNT=763104351884\nFROM «\${ACCOUNT}.dkr.ecr.ap-east-1.amazonaws.com/pytorch-training:${tag}»`,
  ],
  silent: [
    `FROM ${west}/pytorch-training:${tag}`,
    `FROM 727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/mxnet-inference:1`,
    'FROM 246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-xgboost:1.7-1',
    'FROM 123456789012.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:mine',
    'FROM 123456789012.dkr.ecr.us-west-2.amazonaws.com/xgboost:1',
    `FROM 763104351884.dkr.ecr.\${region}.amazonaws.com/pytorch-training:${tag}`,
    `ARG REGION\nFROM 763104351884.dkr.ecr.$REGION.amazonaws.com/pytorch-training:${tag}`,
    'FROM 763104351884.dkr.ecr.us-west-2.amazonaws.com/nobody-knows:1',
    'FROM 785573368785.dkr.ecr.us-east-1.amazonaws.com/sagemaker-tritonserver:22.07-py3',
    'FROM 763104351884.dkr.ecr.mars-north-1.amazonaws.com/pytorch-training:1',
  ],
  fixed: [
    [
      `FROM 763104351884.dkr.ecr.ap-east-1.amazonaws.com/pytorch-training:${tag} AS x`,
      `FROM 871362719292.dkr.ecr.ap-east-1.amazonaws.com/pytorch-training:${tag} AS x`,
    ],
    [
      `ARG ACCOUNT=763104351884\nFROM \${ACCOUNT}.dkr.ecr.ap-east-1.amazonaws.com/pytorch-training:${tag}`,
      `ARG ACCOUNT=871362719292\nFROM \${ACCOUNT}.dkr.ecr.ap-east-1.amazonaws.com/pytorch-training:${tag}`,
    ],
  ],
});

testRule({
  rule: 'SM105',
  fires: [
    'FROM «763104351884.ecr.us-east-1.amazonaws.com»/pytorch-training:2.1.0',
    'FROM «763104351884.dkr.ecr.us-east-1.amazon.com»/pytorch-training:2.1.0',
    'FROM «123456789012.dkr.ecr.us-east-1.amazonaws.com.cn»/mine:1',
    `FROM «76310435188».dkr.ecr.us-west-2.amazonaws.com/pytorch-training:${tag}`,
    'FROM «1234567890123».dkr.ecr.us-west-2.amazonaws.com/mine:1',
    'FROM 123456789012.dkr.ecr.«us-west2».amazonaws.com/mine:1',
    'FROM 123456789012.dkr.ecr.«us-wset-2».amazonaws.com/mine:1',
    'FROM 727897471807.dkr.ecr.cn-north-1.«amazonaws.com»/pytorch-training:1',
    'FROM 123456789012.dkr.ecr.«us-west-2a».amazonaws.com/mine:1',
  ],
  silent: [
    'FROM 123456789012.dkr-ecr.us-east-1.on.aws/mine:1',
    'FROM 123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/mine:1',
    'FROM 123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov/mine:1',
    'FROM 123456789012.dkr.ecr.us-west-2.amazonaws.com/mine:1',
    'FROM 727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/pytorch-training:1',
    'FROM 123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/mine:1',
    'FROM 123456789012.dkr.ecr.sa-north-1.amazonaws.com/mine:1',
    'FROM ${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/mine:1',
    'FROM 123456789012.dkr.ecr.${REGION}.amazonaws.com/mine:1',
    'FROM 123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/mine:1',
    'FROM registry.local/12.dkr/mine:1',
  ],
  fixed: [
    [
      'FROM 123456789012.ecr.us-east-1.amazon.com/mine:1',
      'FROM 123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1',
    ],
    [
      `FROM 76310435188.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:${tag}`,
      `FROM ${west}/pytorch-training:${tag}`,
    ],
    ['FROM 76310435184.dkr.ecr.us-west-2.amazonaws.com/x:1', `FROM ${west}/x:1`],
    [
      '# c\nFROM 123.dkr.ecr.us-west-2.amazonaws.com/mine:1',
      '# c\nARG AWS_ACCOUNT_ID\nFROM ${AWS_ACCOUNT_ID}.dkr.ecr.us-west-2.amazonaws.com/mine:1',
    ],
    [
      'FROM 123456789012.dkr.ecr.us-west2.amazonaws.com/mine:1',
      'FROM 123456789012.dkr.ecr.us-west-2.amazonaws.com/mine:1',
    ],
    [
      'FROM 727897471807.dkr.ecr.cn-north-1.amazonaws.com/x:1',
      'FROM 727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/x:1',
    ],
  ],
});

testRule({
  rule: 'SM106',
  fires: [
    `FROM ${west}/pytorch-training:«2.8.0-cpu-py312-ubunut22.04-sagemaker»`,
    `FROM ${west}/pytorch-training:«2.8.0-cpu-py312-ubuntu22.04-sagemker»`,
    'FROM public.ecr.aws/deep-learning-containers/tensorflow-inference:«2.19.0-gppu-py312-sagemaker»',
  ],
  silent: [
    `FROM ${west}/pytorch-training:${tag}`,
    `FROM ${west}/pytorch-training:1.13.1-gpu-py39-cu117-ubuntu20.04-sagemaker-v1.5`,
    `FROM ${west}/pytorch-training:2.0-gpu-py310`,
    `FROM ${west}/pytorch-training:latest`,
    `FROM ${west}/pytorch-inference:1.5.1-neuron-py36-ubuntu18.04`,
    `FROM ${west}/huggingface-pytorch-inference:1.13.1-transformers4.26.0-gpu-py39-cu117-ubuntu20.04`,
    `FROM ${west}/tensorflow-training:2.3.2-gpu-py37-cu110-ubuntu18.04-v3.4-2021-05-17-22-26-23`,
    `FROM ${west}/djl-inference:0.23.0-deepspeed0.9.5-cu118`,
    `FROM ${west}/autogluon-training:0.3.1-cpu-py37-ubuntu18.04`,
    '# mine\nFROM 123456789012.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.8.0-cpuu',
  ],
  fixed: [
    [
      `FROM ${west}/pytorch-training:2.8.0-cpu-py312-ubunut22.04-sagemaker`,
      `FROM ${west}/pytorch-training:${tag}`,
    ],
    [`FROM ${west}/pytorch-training:1.12.0-gppu-py38`, `FROM ${west}/pytorch-training:1.12.0-gpu-py38`],
  ],
});

testRule({
  rule: 'SM107',
  fires: [
    `FROM ${west}/pytorch-training:«2.7.1-cpu-py312-ubuntu22.04-sagemaker»`,
    `FROM ${west}/pytorch-training:«1.12.0-gpu-py38-cu116-ubuntu20.04-sagemaker»`,
  ],
  silent: [
    `FROM ${west}/pytorch-training:2.10.0-cpu-py313-ubuntu22.04-ec2`,
    'FROM 123456789012.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:1.12.0-gpu-py38',
    `FROM ${west}/vllm:0.17.0-gpu-py312`,
    'FROM python:3.6',
  ],
});

testRule({
  rule: 'SM109',
  settings: { role: 'train' },
  fires: [
    `FROM ${west}/«mxnet-training»:1.9.0-cpu-py38`,
    `FROM ${west}/«pytorch-inference-eia»:1.5.1-cpu-py36`,
    'FROM 462105765813.dkr.ecr.us-west-2.amazonaws.com/«sagemaker-rl-ray-container»:ray-1.6.0-tf-cpu-py37',
    'FROM a\nRUN pip install «mxnet-cu101mkl==1.6» numpy',
    'FROM a\nRUN pip3 install --no-cache-dir «chainer==5»',
  ],
  silent: [
    'FROM a\nRUN pip install mxnet-model-server torch',
    'FROM a\nRUN pip install gluonnlp',
    'FROM me/mxnet-training:1',
    '# mxnet\nFROM a',
    'FROM a\nRUN echo pip install mxnet',
  ],
});
