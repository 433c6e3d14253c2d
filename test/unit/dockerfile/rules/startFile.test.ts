import { context } from './context';
import { testRule } from './table';

const train = '# sagemaker: role=train\n';
const serve = '# sagemaker: role=serve\n';

const plain = context({
  'src/serve.py': '#!/usr/bin/env python3\n',
  'src/run.sh': '#!/bin/sh\n',
  'src/serve': { text: '#!/usr/bin/env python3\n', executable: true },
  train: '#!/usr/bin/env python3\n',
  'ignored.py': '',
});

testRule({
  rule: 'SM308',
  settings: {
    evidence: context({ 'src/serve.py': '', 'src/lib/a.py': '', 'secret/x.py': '' }, { ignored: ['secret'] }),
  },
  fires: [
    'FROM python:3.12\nCOPY src /opt/program\nENTRYPOINT ["python", «"/opt/program/sreve.py"»]',
    '# sagemaker: role=none\nFROM a\nWORKDIR /opt/program\nCOPY src .\nRUN pip install flask\nCMD ["python", «"server.py"»]',
    'FROM a\nCOPY . /app\nENTRYPOINT [«"/app/secret/x.py"»]',
    'FROM python:3.12\nCOPY src/serve.py /app/\nENTRYPOINT ["python", «"/app/serv.py"»]',
  ],
  silent: [
    'FROM a\nCOPY src /opt/program\nENTRYPOINT ["python", "/opt/program/serve.py"]',
    'FROM a\nCOPY src /opt/program\nENTRYPOINT ["python", "/opt/other/server.py"]',
    'FROM a\nCOPY src /opt/program\nENTRYPOINT ["python", "server.py"]',
    'FROM a\nCOPY src /opt/program\nCOPY --from=b /x /opt/program\nENTRYPOINT ["python", "/opt/program/server.py"]',
    'FROM a\nCOPY src /opt/program\nRUN make\nENTRYPOINT ["python", "/opt/program/server.py"]',
    'FROM a\nCOPY src /opt/program\nRUN mv /x /opt/program/server.py\nENTRYPOINT ["python", "/opt/program/server.py"]',
    'FROM a\nCOPY src /opt/ml/code\nENTRYPOINT ["python", "/opt/ml/code/server.py"]',
    'FROM a\nCOPY src /opt/program\nENTRYPOINT ["python", "-m", "server"]',
    'FROM a\nCOPY nope /opt/program\nENTRYPOINT ["python", "/opt/program/server.py"]',
    'FROM a\nCOPY src/serve.py /app/\nENTRYPOINT ["python", "/app/serv.py"]',
  ],
  fixed: [
    [
      'FROM a\nCOPY src /opt/program\nENTRYPOINT ["python", "/opt/program/sreve.py"]',
      'FROM a\nCOPY src /opt/program\nENTRYPOINT ["python", "/opt/program/serve.py"]',
    ],
    [
      'FROM a\nWORKDIR /app\nCOPY src .\nENTRYPOINT ["./a.py"]',
      'FROM a\nWORKDIR /app\nCOPY src .\nENTRYPOINT ["./lib/a.py"]',
    ],
  ],
});

testRule({
  rule: 'SM308',
  settings: { evidence: context({ 'src/serve.py': '' }, { complete: false }) },
  fires: [],
  silent: ['FROM a\nCOPY src /app\nENTRYPOINT ["python", "/app/server.py"]'],
});

testRule({
  rule: 'SM308',
  settings: { evidence: context({ 'src/serve.py': '' }, { context: undefined }) },
  fires: [],
  silent: ['FROM a\nCOPY src /app\nENTRYPOINT ["python", "/app/server.py"]'],
});

testRule({
  rule: 'SM309',
  settings: { evidence: plain },
  fires: [
    'FROM a\nCOPY src/run.sh /\nENTRYPOINT [«"/run.sh"»]',
    `${serve}FROM a\nWORKDIR /app\nCOPY src /app\nENTRYPOINT [«"./run.sh"»]`,
    'FROM a\nCOPY --chmod=644 src/run.sh /\nCMD [«"/run.sh"»]',
    'FROM a\nCOPY src/run.sh /\nRUN chmod +x /other.sh\nENTRYPOINT [«"/run.sh"»]',
    'FROM a\nCOPY <<EOF /go.sh\n#!/bin/sh\nEOF\nENTRYPOINT [«"/go.sh"»]',
  ],
  silent: [
    'FROM a\nCOPY src/run.sh /\nENTRYPOINT ["bash", "/run.sh"]',
    `${serve}FROM a\nCOPY train /app/\nENTRYPOINT ["python", "/app/train"]`,
    'FROM a\nCOPY --chmod=755 src/run.sh /\nENTRYPOINT ["/run.sh"]',
    'FROM a\nCOPY --chmod=+x src/run.sh /\nENTRYPOINT ["/run.sh"]',
    'FROM a\nCOPY src/run.sh /\nRUN chmod +x /run.sh\nENTRYPOINT ["/run.sh"]',
    'FROM a\nCOPY src /app\nRUN chmod -R 755 /app\nENTRYPOINT ["/app/run.sh"]',
    'FROM a\nCOPY src /app\nRUN cd /app && chmod 755 *.sh\nENTRYPOINT ["/app/run.sh"]',
    'FROM a\nCOPY src /app\nRUN find /app -name x -exec chmod +x {} +\nENTRYPOINT ["/app/run.sh"]',
    'FROM a\nCOPY src /app\nRUN ["chmod", "+x", "/app/run.sh"]\nENTRYPOINT ["/app/run.sh"]',
    'FROM a\nCOPY src/serve /app/\nENTRYPOINT ["/app/serve"]',
    'FROM a\nCOPY --from=b src/run.sh /\nENTRYPOINT ["/run.sh"]',
    'FROM a\nCOPY src/run.sh /\nENTRYPOINT ["/x"]\nCMD ["/run.sh"]',
  ],
  fixed: [
    [
      'FROM a\nCOPY src/run.sh /\nENTRYPOINT ["/run.sh"]',
      'FROM a\nCOPY --chmod=755 src/run.sh /\nENTRYPOINT ["/run.sh"]',
    ],
    [
      'FROM a\nCOPY src /app\nENTRYPOINT ["/app/run.sh"]',
      'FROM a\nCOPY src /app\nRUN chmod +x /app/run.sh\nENTRYPOINT ["/app/run.sh"]',
    ],
    [
      'FROM a\nCOPY --chmod=644 src/run.sh /\nENTRYPOINT ["/run.sh"]',
      'FROM a\nCOPY --chmod=755 src/run.sh /\nENTRYPOINT ["/run.sh"]',
    ],
  ],
});

testRule({
  rule: 'SM309',
  settings: {
    evidence: context({ 'run.sh': '#!/bin/sh', 'build_and_push.sh': 'chmod +x run.sh\ndocker build .' }),
  },
  fires: [],
  silent: ['FROM a\nCOPY run.sh /\nENTRYPOINT ["/run.sh"]'],
});

testRule({
  rule: 'SM310',
  settings: { evidence: plain },
  fires: [
    `${train}FROM python:3.12\nCOPY «train» /usr/local/bin/`,
    `${train}FROM python:3.12\nENV PATH="/opt/program:\${PATH}"\nCOPY «.» /opt/program`,
    `${train}FROM python:3.12\nCOPY train /opt/program/\nENTRYPOINT [«"/opt/program/train"»]`,
  ],
  silent: [
    '# sagemaker: role=none\nFROM python:3.12\nCOPY train /usr/local/bin/',
    `${serve}FROM python:3.12\nCOPY src/serve /usr/local/bin/`,
    `${train}FROM python:3.12\nCOPY train /usr/local/bin/\nRUN chmod +x /usr/local/bin/train`,
    `${train}FROM python:3.12\nCOPY train /opt/program/\nWORKDIR /opt/program\nENTRYPOINT ["python", "train"]`,
    `${train}FROM python:3.12\nCOPY train /opt/program/`,
  ],
  fixed: [
    [
      `${train}FROM python:3.12\nCOPY train /usr/local/bin/`,
      `${train}FROM python:3.12\nCOPY --chmod=755 train /usr/local/bin/`,
    ],
  ],
});

const scripts = context({
  train: { text: 'import os\n', executable: true },
  serve: { text: '#!/usr/bin/env python\r\nimport os\r\n', executable: true },
  binary: { executable: true },
  'run.sh': { text: 'set -e\r\npython x.py\r\n', executable: true },
});

testRule({
  rule: 'SM311',
  settings: { evidence: scripts },
  fires: [
    `${train}FROM python:3.12\nCOPY «train» /usr/local/bin/`,
    `${train}FROM python:3.12\nCOPY train /\nRUN chmod +x /train && pip install flask\nENTRYPOINT [«"/train"»]`,
    `${train}FROM a\nCOPY --chmod=755 <<EOF /go\necho\nEOF\nENTRYPOINT [«"/go"»]`,
  ],
  silent: [
    '# sagemaker: role=none\nFROM python:3.12\nCOPY train /\nENTRYPOINT ["/train"]',
    `${train}FROM python:3.12\nCOPY train /\nENTRYPOINT ["python", "/train"]`,
    `${train}FROM python:3.12\nCOPY binary /\nENTRYPOINT ["/binary"]`,
    `${serve}FROM python:3.12\nCOPY serve /\nENTRYPOINT ["/serve"]`,
    `${train}FROM python:3.12\nCOPY train /\nRUN sed -i '1i#!/usr/bin/env python' /train\nENTRYPOINT ["/train"]`,
    `${train}FROM python:3.12\nCOPY train /\nRUN ./fix-it\nENTRYPOINT ["/train"]`,
    `${train}FROM python:3.12\nCOPY train /\nCOPY binary /train\nENTRYPOINT ["/train"]`,
  ],
  fixed: [
    [
      `${train}FROM a\nCOPY --chmod=755 <<EOF /go\necho\nEOF\nENTRYPOINT ["/go"]`,
      `${train}FROM a\nCOPY --chmod=755 <<EOF /go\n#!/bin/sh\necho\nEOF\nENTRYPOINT ["/go"]`,
    ],
  ],
});

testRule({
  rule: 'SM312',
  settings: { evidence: scripts },
  fires: [
    `${serve}FROM python:3.12\nCOPY «serve» /usr/local/bin/`,
    `${serve}FROM python:3.12\nCOPY run.sh /\nENTRYPOINT ["bash", «"/run.sh"»]`,
  ],
  silent: [
    `${serve}FROM python:3.12\nCOPY serve /\nENTRYPOINT ["python", "/serve"]`,
    `${serve}FROM python:3.12\nCOPY serve /\nRUN sed -i 's/\\r$//' /serve\nENTRYPOINT ["/serve"]`,
    `${serve}FROM python:3.12\nCOPY serve /\nRUN apt-get install -y dos2unix && dos2unix /*\nENTRYPOINT ["/serve"]`,
    `${train}FROM python:3.12\nCOPY train /\nENTRYPOINT ["/train"]`,
  ],
});

testRule({
  rule: 'SM313',
  settings: {
    evidence: context({
      serve: { text: '#!/usr/bin/env python\nimport os\n', executable: true },
      three: { text: '#!/usr/bin/env python3\n', executable: true },
      nine: { text: '#!/usr/bin/python3.9 -u\n', executable: true },
      shell: { text: '#!/bin/bash\n', executable: true },
    }),
  },
  fires: [
    `${serve}FROM ubuntu:22.04\nRUN apt-get install -y python3\nCOPY «serve» /usr/local/bin/`,
    `${serve}FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN apt-get install -y python3-pip\nCOPY serve /\nENTRYPOINT [«"/serve"»]`,
    `${serve}FROM python:3.12-slim\nCOPY nine /\nENTRYPOINT [«"/nine"»]`,
    `${serve}FROM ubuntu:20.04\nRUN apt-get install -y git\nCOPY three /\nENTRYPOINT [«"/three"»]`,
    `${serve}FROM python:3.12-alpine\nCOPY shell /\nENTRYPOINT [«"/shell"»]`,
  ],
  silent: [
    `${serve}FROM python:3.12\nCOPY serve /usr/local/bin/`,
    `${serve}FROM ubuntu:22.04\nRUN apt-get install -y python3 python-is-python3\nCOPY serve /usr/local/bin/`,
    `${serve}FROM ubuntu:22.04\nRUN ln -s /usr/bin/python3 /usr/bin/python\nCOPY serve /usr/local/bin/`,
    `${serve}FROM ubuntu:18.04\nRUN apt-get install -y python\nCOPY serve /usr/local/bin/`,
    `${serve}FROM ubuntu:22.04\nRUN apt-get install -y python3\nCOPY serve /\nENTRYPOINT ["python3", "/serve"]`,
    `${serve}FROM continuumio/miniconda3\nCOPY serve /usr/local/bin/`,
    `${serve}FROM mine\nCOPY serve /\nENTRYPOINT ["/serve"]`,
    `${serve}FROM ubuntu:20.04\nRUN add-apt-repository ppa:deadsnakes/ppa && apt-get install -y python3.9\nCOPY nine /\nENTRYPOINT ["/nine"]`,
    `${serve}FROM ubuntu:20.04\nRUN apt-get install -y python3.9\nCOPY nine /\nENTRYPOINT ["/nine"]`,
    `${serve}FROM ubuntu:22.04\nRUN apt-get install -y python3-pip\nCOPY three /\nENTRYPOINT ["/three"]`,
    `${serve}FROM python:3.12-alpine\nRUN apk add --no-cache bash\nCOPY shell /\nENTRYPOINT ["/shell"]`,
    `${serve}FROM python:3.12-slim\nCOPY shell /\nENTRYPOINT ["/shell"]`,
  ],
  fixed: [
    [
      `${serve}FROM python:3.12-alpine\nCOPY shell /\nENTRYPOINT ["/shell"]`,
      `${serve}FROM python:3.12-alpine\nRUN apk add --no-cache bash\nCOPY shell /\nENTRYPOINT ["/shell"]`,
    ],
  ],
});
