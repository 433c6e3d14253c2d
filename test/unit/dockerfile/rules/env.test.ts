import { testRule } from './table';

testRule({
  rule: 'SM501',
  fires: [
    'FROM a\nENV «SAGEMAKER_PROGRAMM» train.py',
    'FROM a\nENV A=1 «SAGEMKAER_PROGRAM»=x',
    'FROM a\nARG «SAGMAKER_PROGRAM»',
  ],
  silent: [
    'FROM a\nENV SAGEMAKER_PROGRAM=train.py',
    'FROM a\nENV SAGEMAKER_MY_OWN=1',
    'FROM a\nENV PROGRAM=1',
  ],
  fixed: [['FROM a\nENV SAGEMAKER_PROGRAMM train.py', 'FROM a\nENV SAGEMAKER_PROGRAM train.py']],
});
