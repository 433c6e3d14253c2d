/** Published as source only, with a part in C that nothing but MPI uses. */
export const toolkit = 'sagemaker-training==5.1.4';

/** What it imports and the Python base has not. It asks for inotify_simple 1.2.1, which is no wheel. */
export const needs = [
  'bcrypt==5.0.0',
  'boto3==1.44.5',
  'botocore==1.44.5',
  'cffi==2.1.1',
  'cryptography==50.0.2',
  'inotify_simple==2.0.1',
  'invoke==3.0.3',
  'jmespath==1.1.0',
  'paramiko==5.1.0',
  'protobuf==7.36.2',
  'psutil==7.2.2',
  'pycparser==3.12',
  'PyNaCl==1.6.2',
  'python-dateutil==2.9.0.post0',
  'retrying==1.4.2',
  's3transfer==0.19.3',
  'six==1.17.0',
  'urllib3==2.8.0',
];
