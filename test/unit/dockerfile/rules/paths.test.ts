import { context } from './settingsOf';
import { testRule } from './table';

const train = '# sagemaker: role=train\nFROM python:3.11\n';
const serve = '# sagemaker: role=serve\nFROM python:3.11\n';
const both = '# sagemaker: role=both\nFROM python:3.11\n';

testRule({
  rule: 'SM201',
  fires: [
    '# sagemaker: role=processing\nFROM python:3.11\nCOPY clean.py «/opt/ml/processing/code/clean.py»',
    `${train}COPY labels.csv «/opt/ml/input/data/labels.csv»`,
    `${train}WORKDIR /opt/ml\nCOPY a «input/»`,
    `${train}ENV DIR=/opt/ml/output\nADD x «\${DIR}/x»`,
    `${train}COPY <<EOF «/opt/ml/checkpoints/x»\nbody\nEOF`,
    `${train}RUN pip install x && \\\n  echo 1 > «/opt/ml/input/config/x» && cp -r a «/opt/ml/processing/»`,
    `${serve}RUN mkdir -p «/opt/ml/output»`,
  ],
  silent: [
    `${train}COPY train.py /opt/ml/code/train.py`,
    `${train}COPY train.py /opt/ml/inputs/`,
    `${train}COPY a \${UNKNOWN}/opt/ml/input/`,
    `${train}COPY test/resources/input /opt/ml/input`,
    'FROM python:3.11\nCOPY a /opt/ml/input/a',
    '# sagemaker: role=train\nFROM a AS b\nCOPY a /opt/ml/input/a\nFROM python:3.11',
    `${train}RUN ls /opt/ml/input && cp /opt/ml/input/x /y`,
    `${train}RUN cp -r x "$HOME/opt/ml/input"`,
  ],
  fixed: [
    [
      `${train}# /opt/ml/input/data/a.csv\nCOPY a.csv \\\n  /opt/ml/input/data/a.csv\nENV A=/opt/ml/input/data/a.csv`,
      `${train}# /opt/ml/input/data/a.csv\nCOPY a.csv \\\n  /opt/program/input/data/a.csv\nENV A=/opt/program/input/data/a.csv`,
    ],
    [
      `${train}COPY data /opt/ml/input/data/\nENV A=/opt/ml/input/data`,
      `${train}COPY data /opt/program/input/data/\nENV A=/opt/ml/input/data`,
    ],
  ],
});

testRule({
  rule: 'SM202',
  fires: [
    `${serve}COPY model.joblib «/opt/ml/model/»\nUSER 1000`,
    `${train}ADD https://x/y.tar.gz «/opt/ml/model»`,
    `${serve}RUN curl -L -o «/opt/ml/model/m.bin» https://x/y`,
    `${serve}RUN git clone https://x/y «/opt/ml/model/y»`,
  ],
  silent: [
    `${serve}COPY model.joblib /opt/ml/models/a/`,
    `${serve}RUN mkdir -p /opt/ml/model && chmod -R 777 /opt/ml/model`,
    `${serve}RUN ls /opt/ml/model > /tmp/x`,
    `${serve}ENV MODEL_DIR=/opt/ml/model`,
    'FROM a\nCOPY m /opt/ml/model/m',
  ],
  fixed: [
    [
      `${serve}COPY m.bin /opt/ml/model/m.bin\nENV M="/opt/ml/model/m.bin"`,
      `${serve}COPY m.bin /opt/program/model/m.bin\nENV M="/opt/program/model/m.bin"`,
    ],
  ],
});

testRule({
  rule: 'SM203',
  fires: [`${train}COPY mars.R «/opt/ml/mars.R»`, `${serve}COPY ["plumber.R", «"/opt/ml/"»]`],
  silent: [
    '# sagemaker: role=train\nFROM tensorflow/tensorflow:2.0.0a0\nRUN pip install sagemaker-training\nCOPY train.py /opt/ml/code/train.py\nENV SAGEMAKER_PROGRAM train.py',
    `${train}COPY a /opt/ml/code`,
    `${train}COPY a /opt/ml/model/a`,
    `${train}COPY a /opt/mlflow/a`,
    `${train}WORKDIR /opt/ml/code\nCOPY . .`,
  ],
  fixed: [
    [
      `${train}COPY mars.R /opt/ml/mars.R\nENTRYPOINT ["Rscript", "/opt/ml/mars.R"]`,
      `${train}COPY mars.R /opt/program/mars.R\nENTRYPOINT ["Rscript", "/opt/program/mars.R"]`,
    ],
  ],
});

testRule({
  rule: 'SM204',
  fires: [`${serve}ENV MODEL_DIR=«/opt/ml/models»`, `${serve}COPY m «/opt/ml/models/m»`],
  silent: [
    `${serve}RUN mkdir -p /opt/ml/models && chmod +rwx /opt/ml/models`,
    `${serve}LABEL com.amazonaws.sagemaker.capabilities.multi-models=true\nCOPY m /opt/ml/models/m\nENV A=/opt/ml/models`,
    `${serve}RUN pip install multi-model-server\nENV A=/opt/ml/models`,
    `${serve}RUN mkdir /opt/ml/models\nENV A=/opt/ml/models`,
    '# sagemaker: role=serve\nFROM 1.dkr.ecr.us-east-1.amazonaws.com/mine:1\nENV A=/opt/ml/models',
  ],
  fixed: [
    [`${serve}ENV M=/opt/ml/models/`, `${serve}ENV M=/opt/ml/model/`],
    [`${serve}ENV A=1 \\\n  M="/opt/ml/models"`, `${serve}ENV A=1 \\\n  M="/opt/ml/model"`],
    [
      `${serve}COPY m /opt/ml/models/m\nRUN x`,
      `${serve}COPY m /opt/ml/models/m\nLABEL com.amazonaws.sagemaker.capabilities.multi-models=true\nRUN x`,
    ],
  ],
});

testRule({
  rule: 'SM205',
  fires: [
    `${train}COPY start.sh /\nENV DATA=«/opt/ml/inputs»/data`,
    `${train}ENV DATA=«/opt/ml/inputs»/data`,
    `${train}ENV DATA=«/opt/ml/input/datas»/train`,
    `${train}ENV DATA=«/opt/m1»/input`,
    `${train}ENTRYPOINT ["python", "x.py", "--out", "«/opt/ml/modell»"]`,
  ],
  silent: [
    `${train}ADD data.tar.gz /\nENV DATA=/opt/ml/inputs/data`,
    `${train}COPY rootfs /\nENV DATA=/opt/ml/inputs/data`,
    `${train}ENV A=/opt/ml/model B=/opt/ml/models C=/opt/ml/code D=/opt/ml/input/data/trian E=/opt/ml`,
    `${train}ENV A=/opt/mlflow B=/opt/ml-tools C=/opt/mkl`,
    `${train}RUN mkdir -p /opt/ml/inputs\nENV A=/opt/ml/inputs`,
    `${train}COPY . /opt/ml\nENV A=/opt/ml/inputs`,
    `${train}COPY a /opt/ml/codes/a\nENV A=/opt/ml/codes`,
    `${train}ENV A=/x/opt/ml/inputs`,
    `${train}ENV A=/opt/ml/input/config/hyperparameters.json B=/opt/ml/output/failure`,
    `${train}# /opt/ml/inputs\nENV A=1 \\\n# /opt/ml/inputs\n  B=2`,
    `${train}ENV A=/opt/ml/custom B=/opt/ml/tmp C=/opt/ml/lib`,
  ],
  fixed: [
    [`${train}ENV A=/opt/ml/inputs/data B=/opt/m1/code`, `${train}ENV A=/opt/ml/input/data B=/opt/ml/code`],
  ],
});

testRule({
  rule: 'SM206',
  fires: [
    'FROM a\nENV R=/opt/ml/input/config/«resourceConfig.json»',
    'FROM a\nRUN cat «resourceConfig.json»',
    `${train}ENV A=/opt/ml/input/config/«hyperParameters.json» B=/opt/ml/input/config/«initconfig.json»`,
    `${train}RUN python <<EOF\nopen("/opt/ml/input/config/«inputDataConfig.json»")\nEOF`,
  ],
  silent: [
    'FROM a\nENV R=/opt/ml/input/config/resourceconfig.json H=hyperparameters.json D=inputdataconfig.json',
    'FROM a\n# /opt/ml/input/config/resourceConfig.json',
    'FROM a\nCOPY resourceConfig.json /app/resourceConfig.json',
    'FROM a\nENV A=hyperParameters.json',
    'FROM a\nENV A=myresourceConfig.json B=resourceConfig.json.j2',
    '# sagemaker: role=none\nFROM a\nENV A=/opt/ml/input/config/resourceConfig.json',
  ],
  fixed: [
    [
      'FROM a\nRUN cat /opt/ml/input/config/resourceConfig.json \\\n  # why\n  /opt/ml/input/config/hyperParameters.json',
      'FROM a\nRUN cat /opt/ml/input/config/resourceconfig.json \\\n  # why\n  /opt/ml/input/config/hyperparameters.json',
    ],
  ],
});

testRule({
  rule: 'SM206',
  fires: [`${train}COPY «train.py» /opt/ml/code/`],
  silent: [`${train}COPY other.py /opt/ml/code/`, `${train}COPY right.py /opt/ml/code/`],
  settings: context({
    'train.py': 'open(p + "/config/resourceConfig.json")',
    'other.py': 'x = "resourceConfig.json"',
    'right.py': '"config/resourceConfig.json" or "config/resourceconfig.json"',
  }),
});

testRule({
  rule: 'SM207',
  fires: [`${serve}COPY «predictor.py» /opt/program/`, `${serve}CMD gunicorn app > «/opt/ml/model/log»`],
  silent: [
    `${both}COPY predictor.py /opt/program/`,
    `${serve}COPY train.py /opt/program/`,
    `${serve}CMD cat /opt/ml/model/x > /tmp/log`,
  ],
  fixed: [[`${serve}CMD a > /opt/ml/model/log`, `${serve}CMD a > /tmp/log`]],
  settings: context({
    'predictor.py': 'm = load("/opt/ml/model/m")\nopen("/opt/ml/model/cache.txt", "w")\n',
    'train.py': 'open("/opt/ml/model/cache.txt", "w")',
  }),
});
