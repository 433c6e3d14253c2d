import { context } from './settingsOf';
import { testRule } from './table';

const train = '# sagemaker: role=train\nFROM python:3.11\n';
const dlc =
  '# sagemaker: role=train\nFROM 763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.3.0-gpu-py311\n';

testRule({
  rule: 'SM208',
  fires: [
    `${train}COPY train.py «/opt/ml/code»\nENV SAGEMAKER_PROGRAM=train.py`,
    `${train}COPY lib.py /opt/ml/code\nCOPY train.py «/opt/ml/code»\nRUN chmod 755 /opt/ml/code\nENV SAGEMAKER_PROGRAM=train.py`,
    '# sagemaker: role=train\nFROM mine/own:1\nCOPY train.py /train.py\nENV SAGEMAKER_PROGRAM=«train.py»',
    `${train}COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=«main.py»`,
    `${train}COPY train.py /opt/ml/code/train.py\nENV SAGEMAKER_PROGRAM «trian.py»`,
    `${dlc}COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=«main.py»`,
    `${train}ENV SAGEMAKER_PROGRAM=«train.py»`,
    `${train}WORKDIR /opt/ml/code\nCOPY train.py .\nENV SAGEMAKER_PROGRAM=«train»`,
  ],
  silent: [
    `${train}RUN mkdir -p /opt/ml/code\nCOPY train.py /opt/ml/code\nENV SAGEMAKER_PROGRAM=train.py`,
    `${train}WORKDIR /opt/ml/code\nCOPY train.py /opt/ml/code\nENV SAGEMAKER_PROGRAM=train.py`,
    `${dlc}COPY train.py /opt/ml/code\nENV SAGEMAKER_PROGRAM=train.py`,
    `${train}COPY src /opt/ml/code\nENV SAGEMAKER_PROGRAM=train.py`,
    '# sagemaker: role=train\nFROM mine/own:1\nCOPY train.py /train.py\nRUN mv /train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py',
    '# sagemaker: role=train\nFROM mine/own:1\nCOPY train.py /opt/ml/\nCOPY code /opt/ml/code\nENV SAGEMAKER_PROGRAM=train.py',
    `${train}COPY train.py /opt/ml/code/train.py\nENV SAGEMAKER_PROGRAM train.py`,
    '# sagemaker: role=train\nFROM tensorflow/tensorflow:2.0.0a0\nRUN pip install sagemaker-containers\nCOPY train.py /opt/ml/code/train.py\nENV SAGEMAKER_PROGRAM train.py',
    `${train}COPY src /opt/ml/code/\nENV SAGEMAKER_PROGRAM=main.py`,
    `${train}COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=$MAIN`,
    `${train}COPY . /opt/ml/\nENV SAGEMAKER_PROGRAM=main.py`,
    `${train}COPY --from=x a.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=main.py`,
    '# sagemaker: role=train\nFROM mine/own:1\nCOPY a.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=main.py',
    `${train}RUN git clone https://x /opt/ml/code\nENV SAGEMAKER_PROGRAM=main.py`,
    `${train}WORKDIR /opt/ml/code\nRUN curl -O https://x/main.py\nENV SAGEMAKER_PROGRAM=main.py`,
    `${train}COPY main.py /opt/program/\nENV SAGEMAKER_PROGRAM=main.py SAGEMAKER_SUBMIT_DIRECTORY=/opt/program`,
    `${train}COPY a.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=main.py SAGEMAKER_SUBMIT_DIRECTORY=s3://x/y.tar.gz`,
    `${train}COPY <<EOF /opt/ml/code/main.py\nx\nEOF\nENV SAGEMAKER_PROGRAM=main.py`,
    `${train}COPY a.py \${WHERE}\nENV SAGEMAKER_PROGRAM=main.py`,
    `${train}COPY a.py /opt/program/\nENV SAGEMAKER_PROGRAM=a.py\nENTRYPOINT ["python", "/opt/program/a.py"]`,
  ],
  fixed: [
    [
      `${train}COPY train.py /opt/ml/code\nENV SAGEMAKER_PROGRAM=train.py`,
      `${train}COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py`,
    ],
    [
      `${train}COPY train.py /opt/ml/code/train.py\nENV A=1 \\\n  SAGEMAKER_PROGRAM=trian.py`,
      `${train}COPY train.py /opt/ml/code/train.py\nENV A=1 \\\n  SAGEMAKER_PROGRAM=train.py`,
    ],
    [
      `${train}ENV SAGEMAKER_PROGRAM=train.py\nRUN x`,
      `${train}ENV SAGEMAKER_PROGRAM=train.py\nCOPY train.py /opt/ml/code/train.py\nRUN x`,
    ],
  ],
});

testRule({
  rule: 'SM208',
  fires: [`${train}COPY src /opt/ml/code/\nENV SAGEMAKER_PROGRAM=«main.py»`],
  silent: [
    `${train}COPY src /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py`,
    `${train}COPY src /opt/ml/code/\nENV SAGEMAKER_PROGRAM=lib/b.py`,
    `${train}COPY none /opt/ml/code/\nENV SAGEMAKER_PROGRAM=main.py`,
    `${train}COPY . /opt/ml/code\nENV SAGEMAKER_PROGRAM=src/train.py`,
  ],
  settings: context({ 'src/train.py': '', 'src/lib/b.py': '' }),
});

testRule({
  rule: 'SM209',
  fires: [
    `${train}ENV SAGEMAKER_PROGRAM=«/opt/ml/code/train.py»`,
    `${train}ENV SAGEMAKER_PROGRAM=«/opt/program/train.py»`,
  ],
  silent: [`${train}ENV SAGEMAKER_PROGRAM=train.py`, `${train}ENV SAGEMAKER_PROGRAM=lib/train.sh`],
  fixed: [
    [
      `${train}COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM="/opt/ml/code/train.py"`,
      `${train}COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM="train.py"`,
    ],
  ],
});

testRule({
  rule: 'SM210',
  fires: [`${dlc}COPY train.py /opt/ml/code/\nENV «SAGEMAKER_PROGRAM»=train.py`],
  silent: [
    `${train}COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py`,
    `${dlc}ENV SAGEMAKER_PROGRAM=train.py`,
    `${dlc}COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py SAGEMAKER_SUBMIT_DIRECTORY=/opt/ml/code`,
  ],
  fixed: [
    [
      `${dlc}COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py\nRUN x`,
      `${dlc}COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py\nENV SAGEMAKER_SUBMIT_DIRECTORY=/opt/ml/code\nRUN x`,
    ],
  ],
});

testRule({
  rule: 'SM211',
  fires: [`${train}RUN pip install «sagemaker-training»\nCOPY train.py /opt/ml/code/`],
  silent: [
    `${train}RUN pip install sagemaker-training\nENV SAGEMAKER_PROGRAM=train.py`,
    `${train}RUN pip install sagemaker-training\nENV SAGEMAKER_TRAINING_MODULE=a:b`,
    `${train}RUN pip install sagemaker-training\nENTRYPOINT ["python", "x.py"]`,
    `${train}RUN pip install sagemaker-training\nCOPY train /usr/bin/`,
    `${train}RUN pip install sagemaker-training\nCOPY . /opt/program/`,
  ],
  fixed: [
    [
      `${train}RUN pip install sagemaker-training\nCOPY train.py /opt/ml/code/`,
      `${train}RUN pip install sagemaker-training\nCOPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py`,
    ],
  ],
});
