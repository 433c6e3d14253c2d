import { testRule } from './table';

testRule({
  rule: 'SM503',
  fires: [
    'FROM a\nENV PATH="/opt/program:«$(PATH}»"',
    'FROM a\nENV PATH=/opt/program:«$(PATH)»',
    'FROM a\nENV X=«$(ls *.tar.gz)» Y=2',
    'FROM a\nENV X="«$(nproc)"»',
    "FROM a\nENV X='«$(nproc)'»",
    'FROM a\nENV X «$(ls a)»',
    'ARG X=«$(date +%s)»\nFROM a',
    'FROM a\nENV X=«`date`»',
    'FROM a\nENV X=$HOME/«$(date)/y»',
  ],
  silent: [
    'FROM a\nENV X=$HOME ${Y}',
    'FROM a\nENV PS1="$(whoami)$ "',
    'FROM a\nENV X=\\$(date)',
    'FROM a\nENV START_CMD="echo $(date)"',
    '# escape=`\nFROM a\nENV X=a`\n  Y=b`\n  Z=`$',
    'FROM a\nENV X="a ` quote"',
    'FROM a\nRUN X=$(date)',
    'FROM a\nENV X="$( is what I like"',
  ],
  fixed: [
    ['FROM a\nENV PATH="/x:$(PATH}" B=1', 'FROM a\nENV PATH="/x:${PATH}" B=1'],
    ['FROM a\nENV PATH=/x:$(PATH)', 'FROM a\nENV PATH=/x:${PATH}'],
    ['FROM a\nENV X=$(date)\nRUN y', 'FROM a\nARG X\nENV X=${X}\nRUN y'],
    ['FROM a\nENV X=$(ls *.gz) Y=2', 'FROM a\nARG X\nENV X=${X} Y=2'],
    ['FROM a\nARG X=$(date +%s)\nRUN y', 'FROM a\nARG X\nRUN y'],
  ],
});

testRule({
  rule: 'SM506',
  fires: ['FROM a\nLABEL «version = 1»', 'FROM a\nENV «A b»', 'FROM a\nENV «SAGEMAKER_PROGRAM train.py»'],
  silent: ['FROM a\nLABEL version 1', 'FROM a\nENV A=b', 'FROM a\nENV A=b C=d'],
  fixed: [
    ['FROM a\nENV A = b', 'FROM a\nENV A=b'],
    ['FROM a\nLABEL A   =  b c', 'FROM a\nLABEL A="b c"'],
    ['FROM a\nENV A = "b c"', 'FROM a\nENV A="b c"'],
    ['FROM a\nENV A b', 'FROM a\nENV A=b'],
    ['FROM a\nENV  A   b c', 'FROM a\nENV  A="b c"'],
  ],
});

testRule({
  rule: 'SM507',
  fires: [
    'FROM a\nENV A=1 B=«$A»',
    'FROM a\nENV APP=/opt/app \\\n    BIN=«${APP}»/bin',
    'FROM a\nENV A=1\nENV A=2 B=«$A»',
  ],
  silent: [
    'FROM a\nENV A=1\nENV B=$A',
    'FROM a\nENV B=$A A=1',
    'FROM a\nENV A=1 B=${A:-x}',
    'FROM a\nENV PATH=/x:$PATH LD_LIBRARY_PATH=/y:$LD_LIBRARY_PATH',
    'FROM a\nENV PATH=/x:$PATH B=$PATH',
    'FROM a\nENV A=1\nENV A=1 B=$A',
    'FROM a\nENV A=1 A=$A:2',
    "FROM a\nENV A=1 B='$A'",
    'FROM a\nENV A=1 B=\\$A',
  ],
  fixed: [
    ['FROM a\nENV A=1 B=$A C=3', 'FROM a\nENV A=1\nENV B=$A C=3'],
    [
      'FROM a\nENV A=1 \\\n    # why\n    B=$A \\\n    C=$B\nRUN x',
      'FROM a\nENV A=1\n    # why\nENV B=$A\nENV C=$B\nRUN x',
    ],
    ['FROM a\r\nENV A=1 \\\r\n  B=$A\r\n', 'FROM a\r\nENV A=1\r\nENV B=$A\r\n'],
  ],
});

testRule({
  rule: 'SM510',
  settings: { role: 'train' },
  fires: ['«FROM» python:3.12', 'FROM python:3.12 AS a\n«FROM» a\nRUN x'],
  silent: [
    'FROM python:3.12\nENV PYTHONUNBUFFERED=TRUE',
    'FROM python:3.12 AS a\nENV PYTHONUNBUFFERED 1\nFROM a',
    'FROM python:3.12\nENTRYPOINT ["python", "-u", "train.py"]',
    'FROM 763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.8.0-cpu-py312',
    'FROM ubuntu:22.04',
  ],
  fixed: [['FROM python:3.12\nRUN x', 'FROM python:3.12\nENV PYTHONUNBUFFERED=1\nRUN x']],
});

testRule({
  rule: 'SM511',
  fires: [
    'FROM a\nARG «PIP_EXTRA_INDEX_URL»=https://me:secret@pypi.me/simple',
    'FROM a\nCOPY «.ssh» /root/.ssh',
    'FROM a\nCOPY «.env.production» /app/',
    'FROM a\nENV «AWS_SECRET_ACCESS_KEY»=abc',
    'FROM a\nARG «GITHUB_TOKEN»',
    'FROM a\nENV «DB_PASSWORD» hunter2',
    'FROM a\nENV «HARMLESS»=AKIAIOSFODNN7EXAMPLE',
    'FROM a\nARG «API_KEY»=x1',
    'FROM a\nCOPY «.env» /app/',
    'FROM a\nCOPY a.py «kaggle.json» /root/',
    'FROM a\nADD «config/.aws/credentials» /root/.aws/credentials',
    'FROM a\nARG «TOKEN»\nENV «TOKEN»=$TOKEN',
  ],
  silent: [
    'FROM a\nARG INDEX=https://$USER:$PASSWORD_HERE@pypi.me/simple',
    'FROM a\nCOPY .env.example sshd_config /app/',
    'FROM a\nENV MAIL=me@example.com REPO=git@github.com:me/x.git',
    'FROM a\nENV TOKENIZERS_PARALLELISM=false',
    'FROM a\nENV DB_PASSWORD_FILE=/run/secrets/db',
    'FROM a\nENV PUBLIC_KEY=abc',
    'FROM a\nENV DB_PASSWORD=',
    'FROM python\nENV GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568',
    'FROM a\nENV EOS_TOKEN=x PAD_TOKEN=y SORT_KEY=id AUTH_TYPE=basic USE_AUTH=true MAX_TOKEN=5',
    'FROM a\nENV SSL_KEY=/etc/ssl/key.pem',
    'FROM a\nCOPY .env.example /app/',
    'FROM a\nCOPY --from=b .env /app/',
    'FROM a\nCOPY environment.env.py /x',
    'FROM a\nRUN --mount=type=secret,id=TOKEN cat /run/secrets/TOKEN',
  ],
  fixed: [
    [
      'FROM a\nARG TOKEN\nRUN pip install git+https://${TOKEN}@github.com/x/y',
      'FROM a\nRUN --mount=type=secret,id=TOKEN,env=TOKEN pip install git+https://${TOKEN}@github.com/x/y',
    ],
    ['FROM a\nENV A=1 DB_PASSWORD=x\nRUN y', 'FROM a\nENV A=1\nRUN y'],
    ['FROM a\nCOPY .env /app/\nRUN y', 'FROM a\nRUN y'],
  ],
});
