import { testRule } from './table';

testRule({
  rule: 'SM711',
  fires: ['FROM a\nWORKDIR «app»', 'FROM python:3\nWORKDIR «"app"»'],
  silent: [
    'FROM a\nWORKDIR /app\nWORKDIR sub',
    'FROM a\nWORKDIR $HOME/x',
    'FROM a\nWORKDIR C:\\\\x',
    'FROM a AS b\nWORKDIR /x\nFROM b\nWORKDIR y',
    'FROM a\nENV D=/x\nWORKDIR ${D}/y',
  ],
  fixed: [
    ['FROM a\nWORKDIR app\nWORKDIR b', 'FROM a\nWORKDIR /app\nWORKDIR b'],
    ['FROM a\nWORKDIR ./app', 'FROM a\nWORKDIR /app'],
  ],
});

testRule({
  rule: 'SM712',
  fires: [
    'FROM a\nEXPOSE 80 «80000»',
    'FROM a\nEXPOSE «8080,» 8081',
    'FROM a\nEXPOSE «80/http»',
    'FROM a\nEXPOSE «90-80»',
  ],
  silent: ['FROM a\nEXPOSE 8080 8081/tcp 9000-9100/udp 80/TCP 127.0.0.1:80:80 $PORT 0'],
  fixed: [
    ['FROM a\nEXPOSE 8080, 8081', 'FROM a\nEXPOSE 8080 8081'],
    ['FROM a\nEXPOSE 90-80', 'FROM a\nEXPOSE 80-90'],
    ['FROM a\nEXPOSE 80800', 'FROM a\nEXPOSE 8080'],
  ],
});

testRule({
  rule: 'SM713',
  fires: ['FROM a\nEXPOSE «80:8080»', 'FROM a\nEXPOSE «8080/TCP»', 'FROM a\nEXPOSE «127.0.0.1:80:80»'],
  silent: ['FROM a\nEXPOSE 8080 8080/tcp $P'],
  fixed: [['FROM a\nEXPOSE 80:8080 \\\n  9000/UDP', 'FROM a\nEXPOSE 8080 \\\n  9000/udp']],
});

testRule({
  rule: 'SM714',
  fires: ['FROM a\n«ADD» train.py /opt/ml/code/', 'FROM a\n«ADD» --chown=1 . /x'],
  silent: [
    'FROM a\nADD x.tar.gz /x',
    'FROM a\nADD https://x/y /x',
    'FROM a\nADD git@github.com:a/b.git /x',
    'FROM a\nADD $X /x',
    'FROM a\nADD dist/* /x/',
    'FROM a\nADD --checksum=sha256:1 x /x',
  ],
  fixed: [['FROM a\nADD a \\\n  # b\n  /x', 'FROM a\nCOPY a \\\n  # b\n  /x']],
});

testRule({
  rule: 'SM715',
  fires: [
    'FROM a AS compile\nFROM b\nCOPY --from=«builder» /x /y',
    'FROM a AS build\nFROM b\nCOPY --from=«biuld» /x /y',
    'FROM a\nCOPY --from=«0» /x /y',
    'FROM a AS b\nCOPY --from=«b» /x /y',
    'FROM a\nFROM b\nCOPY --from=«5» /x /y',
  ],
  silent: [
    'FROM a AS compile\nFROM b\nCOPY --from=composer /x /y',
    'FROM b\nCOPY --from=builder /x /y',
    'FROM a AS Build\nFROM b\nCOPY --from=build /x /y\nCOPY --from=0 /x /y',
    'FROM b\nCOPY --from=nginx /x /y\nCOPY --from=ghcr.io/astral-sh/uv:0.4 /uv /bin/',
    'FROM b\nCOPY --from=later /x /y\nFROM c AS later',
    'FROM a\nCOPY --from=$X /x /y',
    'FROM a\nONBUILD COPY --from=3 /x /y',
  ],
  fixed: [
    ['FROM a AS build\nFROM b\nCOPY --from=biuld /x /y', 'FROM a AS build\nFROM b\nCOPY --from=build /x /y'],
  ],
});

testRule({
  rule: 'SM716',
  fires: ['FROM a\nRUN «apt» update && apt install -y x'],
  silent: ['FROM a\nRUN apt-get update', 'FROM a\nRUN apt list', 'FROM a\nRUN echo apt install'],
  fixed: [
    [
      'FROM a\nRUN apt update \\\n && sudo apt install -y x',
      'FROM a\nRUN apt-get update \\\n && sudo apt-get install -y x',
    ],
  ],
});

testRule({
  rule: 'SM717',
  fires: ['FROM python:3.11\nCOPY . «.»\nCOPY a b', 'FROM mine\nCOPY a «b/»'],
  silent: [
    'FROM python:3.11\nWORKDIR /x\nCOPY . .',
    'FROM python:3.11\nCOPY . /x',
    'FROM a AS b\nWORKDIR /x\nFROM b\nCOPY . .',
    'FROM a\nCOPY . $HOME',
    'FROM a\nCOPY . C:/x',
  ],
  fixed: [['FROM python:3.11\nCOPY . .', 'FROM python:3.11\nWORKDIR /opt/program\nCOPY . .']],
});

testRule({
  rule: 'SM718',
  fires: ['FROM a AS «context»', 'FROM a AS «scratch»'],
  silent: ['FROM scratch', 'FROM a AS contexts'],
  fixed: [['FROM a AS context', 'FROM a AS context-stage']],
});

testRule({
  rule: 'SM719',
  fires: ['FROM a AS «Base»', 'FROM a «as» base', 'from a «AS» base'],
  silent: ['FROM a AS base', 'from a as base', 'FROM as'],
  fixed: [['FROM a as Base', 'FROM a AS base']],
});

testRule({
  rule: 'SM720',
  fires: ['FROM «--platform=$TARGETPLATFORM» a', 'FROM «--platform=${TARGETPLATFORM}» a'],
  silent: ['FROM --platform=$BUILDPLATFORM a', 'FROM --platform=linux/amd64 a'],
  fixed: [['FROM --platform=$TARGETPLATFORM a AS b', 'FROM a AS b']],
});

testRule({
  rule: 'SM721',
  fires: ['FROM a\n«run» b\nCMD c', 'from a\nrun b\n«CMD» c', 'FROM a\n«Run» b'],
  silent: ['from a\nrun b\ncmd c', 'FROM a\nRUN b'],
  fixed: [['FROM a\nrun b\nCMD c', 'FROM a\nRUN b\nCMD c']],
});

testRule({
  rule: 'SM722',
  fires: ['FROM a\nSTOPSIGNAL «SIGTREM»', 'FROM a\nSTOPSIGNAL «0»'],
  silent: ['FROM a\nSTOPSIGNAL SIGTERM\nSTOPSIGNAL term\nSTOPSIGNAL 9\nSTOPSIGNAL SIGRTMIN+3\nSTOPSIGNAL $S'],
  fixed: [['FROM a\nSTOPSIGNAL SIGTREM', 'FROM a\nSTOPSIGNAL SIGTERM']],
});

testRule({
  rule: 'SM723',
  fires: [
    'FROM «PyTorch/PyTorch:2.3»',
    'FROM «A/B:1»',
    'FROM «a:1:2»',
    'FROM «python:»',
    'ARG T=a:b\nFROM «x:$T»',
  ],
  silent: [
    'FROM scratch\nFROM python:3.11\nFROM a/b_c/d-e__f:V1.0-x\nFROM localhost:5000/a:1\nFROM registry.example.com:5000/a/b',
    'FROM a@sha256:0123456789012345678901234567890123456789012345678901234567890123',
    'FROM 763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.3.0-gpu-py311-cu121-ubuntu20.04-sagemaker',
    'ARG T\nFROM a:$T',
    'FROM a AS Base\nFROM Base',
    'FROM ${IMAGE:-python:3.11}',
    'FROM vllm/vllm-openai:{{VERSION}}',
    'FROM __BASE_IMAGE__',
    'FROM <account>.dkr.ecr.us-east-1.amazonaws.com/x:1',
    'FROM mcr.microsoft.com/dotnet/sdk:8.0 AS b',
  ],
  fixed: [
    ['FROM PyTorch/PyTorch:2.3-GPU AS x', 'FROM pytorch/pytorch:2.3-GPU AS x'],
    ['ARG T=1\nFROM Python:${T}-X', 'ARG T=1\nFROM python:${T}-X'],
  ],
});

testRule({
  rule: 'SM724',
  fires: ['FROM python:«$NOPE»', 'ARG VERSION=1\nFROM a:«${VERSOIN}»', 'FROM a\nARG V=1\nFROM b:«$V»'],
  silent: [
    'ARG V=1\nFROM a:$V',
    'ARG V\nFROM a:$V',
    'FROM a:${V:-1}',
    'FROM a-$TARGETARCH',
    'FROM a:${V-latest}',
  ],
  fixed: [
    ['ARG VERSION=1\nFROM a:${VERSOIN}', 'ARG VERSION=1\nFROM a:${VERSION}'],
    ['# x\nFROM a\nARG V=1\nFROM b:$V', '# x\nARG V=1\nFROM a\nARG V=1\nFROM b:$V'],
  ],
});

testRule({
  rule: 'SM725',
  fires: ['ARG TAG\nFROM python:«$TAG»', 'ARG IMAGE\nFROM «${IMAGE}»'],
  silent: [
    'ARG TAG=1\nFROM python:$TAG',
    'ARG SUFFIX\nFROM python:3.11$SUFFIX',
    'ARG TAG\nFROM python:${TAG:-1}',
  ],
});

testRule({
  rule: 'SM726',
  fires: [
    'ARG VERSION=1\nFROM a\nCOPY x-«${VERSION}».whl /tmp/',
    'FROM a\nENV PROGRAM=/x\nWORKDIR «$PROGRM»/y',
    'FROM a\nCOPY x-«$TARGETARCH» /x',
    'FROM scratch\nCOPY «$NOPE» /x',
  ],
  silent: [
    'ARG VERSION=1\nFROM a\nARG VERSION\nCOPY x-$VERSION /x',
    'ARG PYTHON_VERSION=3.11\nFROM python:$PYTHON_VERSION\nENV P=$PYTHON_VERSION',
    'FROM a\nENV PATH=/x:$PATH\nENV CPATH=/x:$CPATH LD_LIBRARY_PATH=$LD_LIBRARY_PATH:/y',
    'FROM a\nENV MY_PATHS=1\nENV MY_PATH=$MY_PATH:/x',
    'FROM a\nCOPY $ANYTHING /x',
    'FROM a\nARG VERSION\nFROM a\nRUN echo $VERSION',
    "FROM a\nENV PROGRAM=1\nENV X='$PROGRM'",
    'FROM a\nENV PROGRAM=1\nENV X=${PROGRM:-1}',
    'FROM a AS b\nARG VERSION=1\nFROM b\nENV X=$VERSION',
    'ARG VERSION=1\nFROM a\nONBUILD COPY $VERSION /x',
  ],
  fixed: [
    [
      'ARG VERSION=1\nFROM a\n# x\nCOPY a \\\n  x-${VERSION}.whl /tmp/',
      'ARG VERSION=1\nFROM a\n# x\nARG VERSION\nCOPY a \\\n  x-${VERSION}.whl /tmp/',
    ],
    ['FROM a\nENV PROGRAM=/x\nWORKDIR $PROGRM/y', 'FROM a\nENV PROGRAM=/x\nWORKDIR $PROGRAM/y'],
  ],
});
