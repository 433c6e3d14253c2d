import { testRule } from './table';

testRule({
  rule: 'SM501',
  fires: [
    'FROM a\nENV «sagemaker_program»=train.py',
    'FROM a\nENV «SAGEMAKER-PROGRAM»=train.py',
    'FROM a\nENV «SAGEMAKER_PROGRAMM» train.py',
    'FROM a\nENV A=1 «SAGEMKAER_PROGRAM»=x',
    'FROM a\nARG «SAGMAKER_PROGRAM»',
    'FROM a\nENV «SM_OUTPUT_DATA_DR»=/opt/ml/output/data',
    'FROM a\nENV «SAGEMAKER_SUBMIT_DIRECTOY»=/opt/ml/code',
  ],
  silent: [
    'FROM a\nARG sagemaker_program\nENV SAGEMAKER_PROGRAM=$sagemaker_program',
    'FROM a\nENV sagemaker_version=2',
    'FROM a\nENV SAGEMAKER_PROGRAM=train.py',
    'FROM a\nENV SAGEMAKER_MY_OWN=1',
    'FROM a\nENV PROGRAM=1',
    'FROM a\nENV SM_HOST=1 SSM_HOSTS=2 SM_PORT=3 SM_CHANNEL_TRAIN=4',
    'FROM a\nARG SAGEMAKER_VERSION=2',
    'FROM a\nENV SAGEMAKER_TFS_VERSION=2.1 SAGEMAKER_TRITON_LOG_INFO=false',
    'FROM a\nENV STAGEMAKER_X=1 SOME_PROGRAM=2',
  ],
  fixed: [
    ['FROM a\nENV SAGEMAKER_PROGRAMM train.py', 'FROM a\nENV SAGEMAKER_PROGRAM train.py'],
    [
      'FROM a\nENV SAGEMAKER_PROGRAMM=a.py\nCOPY a.py /opt/ml/code/${SAGEMAKER_PROGRAMM}\nRUN cat $SAGEMAKER_PROGRAMM $SAGEMAKER_PROGRAMM2',
      'FROM a\nENV SAGEMAKER_PROGRAM=a.py\nCOPY a.py /opt/ml/code/${SAGEMAKER_PROGRAM}\nRUN cat $SAGEMAKER_PROGRAM $SAGEMAKER_PROGRAMM2',
    ],
  ],
});

testRule({
  rule: 'SM502',
  fires: [
    'FROM a\nENV «SAGEMAKER_SUBMIT_DIR»=/opt/ml/code',
    'FROM a\nENV «SAGEMAKER_PROG» x.py',
    'FROM a\nENV «SAGEMAKER_NOBODYS»=1',
  ],
  silent: [
    'FROM a\nENV SAGEMAKER_MINE=1\nRUN echo $SAGEMAKER_MINE',
    'FROM a\nENV SAGEMAKER_PROGRAMM=1',
    'FROM a\nENV SAGEMAKER_PROGRAM=1 SAGEMAKER_TS_BATCH_SIZE=2',
  ],
  fixed: [
    ['FROM a\nENV SAGEMAKER_SUBMIT_DIR=/x', 'FROM a\nENV SAGEMAKER_SUBMIT_DIRECTORY=/x'],
    ['FROM a\nENV SAGEMAKER_PROG=x.py', 'FROM a\nENV SAGEMAKER_PROGRAM=x.py'],
  ],
});

testRule({
  rule: 'SM504',
  fires: [
    'FROM a\nENV «SAGEMAKER_BIND_TO_PORT=8080»',
    'FROM a\nENV A=1 «SM_CHANNEL_TRAIN=/opt/ml/input/data/train»',
    'FROM a AS b\nENV «SAGEMAKER_BATCH true»\nFROM b',
    '# sagemaker: role=serve\nFROM a\nENV «AWS_DEFAULT_REGION=us-east-1»',
  ],
  silent: [
    'FROM a\nENV SM_MODEL_DIR=/opt/ml/model',
    'FROM a\nENV AWS_DEFAULT_REGION=us-east-1',
    'FROM a\nARG SAGEMAKER_BIND_TO_PORT=8080',
    'FROM a AS test\nENV SAGEMAKER_BATCH=true\nFROM a',
    'FROM a\nRUN echo $SAGEMAKER_BIND_TO_PORT',
  ],
  fixed: [
    ['FROM a\nENV SAGEMAKER_BATCH=true\nRUN x', 'FROM a\nRUN x'],
    ['FROM a\nENV A=1 \\\n    SAGEMAKER_BATCH=true \\\n    B=2', 'FROM a\nENV A=1 \\\n    B=2'],
    ['FROM a\nENV SAGEMAKER_BATCH=true A=1', 'FROM a\nENV A=1'],
  ],
});

testRule({
  rule: 'SM505',
  fires: [
    'FROM a\nENV SAGEMAKER_TRAINING_MODULE=«my.training»',
    'FROM a\nARG M=my.serving\nENV SAGEMAKER_SERVING_MODULE «$M»',
  ],
  silent: [
    'FROM a\nENV SAGEMAKER_TRAINING_MODULE=my.training:main',
    'FROM a\nENV SAGEMAKER_TRAINING_MODULE=$MODULE',
    'FROM a\nENV SAGEMAKER_TRAINING_MODULE=',
    'FROM a\nARG SAGEMAKER_TRAINING_MODULE=x',
  ],
  fixed: [
    [
      'FROM a\nENV SAGEMAKER_TRAINING_MODULE="my.training"',
      'FROM a\nENV SAGEMAKER_TRAINING_MODULE="my.training:main"',
    ],
    ['FROM a\nENV SAGEMAKER_SERVING_MODULE my.x', 'FROM a\nENV SAGEMAKER_SERVING_MODULE my.x:main'],
  ],
});

testRule({
  rule: 'SM508',
  fires: [
    'FROM a\nENV SAGEMAKER_CONTAINER_LOG_LEVEL=«INFO»',
    'FROM a\nENV SAGEMAKER_CONTAINER_LOG_LEVEL «"debug"»',
  ],
  silent: [
    'FROM a\nENV SAGEMAKER_CONTAINER_LOG_LEVEL=20',
    'FROM a\nENV SAGEMAKER_CONTAINER_LOG_LEVEL="10"',
    'FROM a\nENV SAGEMAKER_CONTAINER_LOG_LEVEL=$LEVEL',
  ],
  fixed: [['FROM a\nENV SAGEMAKER_CONTAINER_LOG_LEVEL=WARN', 'FROM a\nENV SAGEMAKER_CONTAINER_LOG_LEVEL=30']],
});

testRule({
  rule: 'SM509',
  fires: [
    'FROM a\nENV SAGEMAKER_MODEL_SERVER_TIMEOUT=«60s»',
    'FROM a\nENV SAGEMAKER_MODEL_SERVER_WORKERS=«auto»',
  ],
  silent: [
    'FROM a\nENV SAGEMAKER_MODEL_SERVER_TIMEOUT=60 SAGEMAKER_MODEL_SERVER_WORKERS="2"',
    'FROM a\nENV SAGEMAKER_MODEL_SERVER_TIMEOUT=${TIMEOUT}',
  ],
  fixed: [
    ['FROM a\nENV SAGEMAKER_MODEL_SERVER_TIMEOUT=90s', 'FROM a\nENV SAGEMAKER_MODEL_SERVER_TIMEOUT=90'],
    ['FROM a\nENV SAGEMAKER_MODEL_SERVER_WORKERS="auto"', 'FROM a\nENV SAGEMAKER_MODEL_SERVER_WORKERS="1"'],
  ],
});
