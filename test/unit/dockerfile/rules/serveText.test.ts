import { testRule } from './table';

const train = '# sagemaker: role=train\n';
const serve = '# sagemaker: role=serve\n';
const label = 'com.amazonaws.sagemaker.capabilities';

testRule({
  rule: 'SM407',
  fires: [
    `${serve}FROM a\nLABEL ${label}.multi-models=«yes»`,
    `${serve}FROM a\nLABEL ${label}.accept-bind-to-port=«"1"» \\\n  x=y`,
    `# sagemaker: role=both\nFROM a AS b\nLABEL ${label}.multi-models=«on»\nFROM b`,
  ],
  silent: [
    `${serve}FROM a\nLABEL ${label}.multi-models=true`,
    `${serve}FROM a\nLABEL ${label}.multi-models="true" ${label}.accept-bind-to-port='True'`,
    `${serve}FROM a\nLABEL ${label}.multi-models=false`,
    `${serve}FROM a\nARG M\nLABEL ${label}.multi-models=$M`,
    `${serve}FROM a\nLABEL ${label}.multi-models=yes\nLABEL ${label}.multi-models=true`,
    `${serve}FROM a\nLABEL other=yes`,
  ],
  fixed: [
    [
      `${serve}FROM a\nLABEL ${label}.multi-models="yes" a=b`,
      `${serve}FROM a\nLABEL ${label}.multi-models=true a=b`,
    ],
  ],
});

testRule({
  rule: 'SM408',
  fires: [
    'FROM a\nLABEL «com.aws.sagemaker.capabilities.multi-models»=true',
    'FROM a\nLABEL «com.amazonaws.sagemaker.multi-models»=true',
    'FROM a\nLABEL «com.amazonaws.sagemaker.capabilities.bind-to-port»=true',
    'FROM a\nLABEL «com.amazonaws.sagemaker.capabilites.multi-models»=true',
    'FROM a\nLABEL «com.amazon.sagemaker.capabilities.multi-models»=true',
    'FROM a\nLABEL «com.amazonaws.sagemaker.capabilities.accept_bind_to_port»=true',
    `FROM a\nLABEL «"${label}.multi-model"»=true`,
  ],
  silent: [
    'FROM a\nLABEL com.me.sagemaker.team=a com.me.multi-models=true',
    `FROM a\nLABEL ${label}.multi-models=true ${label}.accept-bind-to-port=true`,
    `FROM a\nLABEL ${label}.bidirectional-streaming=true "${label}.multi-models"=true`,
    'FROM a\nLABEL com.amazonaws.ml.engines.sagemaker.dlc.framework.pytorch=2.1',
    'FROM a\nLABEL com.amazonaws.sagemaker.inference.cuda.verified_versions=12.2',
    'FROM a\nLABEL org.example.multi-models=true',
  ],
  fixed: [
    [
      'FROM a\nLABEL x=y \\\n  "com.amazonaws.sagemaker.capabilites.multi-models"=true',
      `FROM a\nLABEL x=y \\\n  "${label}.multi-models"=true`,
    ],
  ],
});

testRule({
  rule: 'SM411',
  fires: [
    `${serve}FROM a\n«HEALTHCHECK CMD curl -f localhost»`,
    `${train}FROM a\n«HEALTHCHECK CMD true»\nUSER x`,
  ],
  silent: [
    'FROM a\nHEALTHCHECK CMD curl',
    `${serve}FROM a\nHEALTHCHECK NONE`,
    `${serve}FROM a AS b\nHEALTHCHECK CMD x\nFROM c`,
    `${serve}FROM a`,
  ],
  fixed: [
    [`${serve}FROM a\nHEALTHCHECK --interval=5s \\\n  CMD curl\nUSER root\n`, `${serve}FROM a\nUSER root\n`],
  ],
});

testRule({
  rule: 'SM412',
  fires: [`${serve}FROM a\nEXPOSE «5000»`, `${serve}FROM a\nARG P=8000\nEXPOSE «$P»`],
  silent: [
    `${serve}FROM a\nEXPOSE 8080`,
    `${serve}FROM a\nEXPOSE 8500 8501`,
    `${serve}FROM a\nEXPOSE 8501`,
    `${serve}FROM a\nEXPOSE 8080 8081`,
    `${serve}FROM a\nEXPOSE 5000 8080`,
    `${serve}FROM a`,
    `${train}FROM a\nEXPOSE 5000`,
  ],
  fixed: [[`${serve}FROM a\nEXPOSE 5000`, `${serve}FROM a\nEXPOSE 8080`]],
});

testRule({
  rule: 'SM413',
  fires: [
    `${serve}FROM a\nCOPY model.joblib /opt/ml/model/\nUSER «1000»`,
    `${train}FROM a AS b\nUSER «app:app»\nFROM b`,
    `# sagemaker: role=processing\nFROM a\nUSER «me»`,
  ],
  silent: [
    'FROM a\nUSER 1000',
    '# sagemaker: role=studio\nFROM a\nUSER 1000:100',
    `${serve}FROM a\nUSER 1000\nRUN x\nUSER root`,
    `${serve}FROM a\nUSER 0:0`,
    `${serve}FROM a\nARG U\nUSER $U`,
    `${serve}# sagemaker: allow-nonroot\nFROM a\nUSER 1000`,
    `${serve}FROM a AS b\nUSER 1000\nFROM c`,
  ],
  fixed: [[`${serve}FROM a\nUSER 1000:1000\nWORKDIR /x`, `${serve}FROM a\nUSER root\nWORKDIR /x`]],
});
