import { emulatorPython } from '../emulator/emulator';
import { run } from '../processes';

/** What a program says, line by line, that has boto3's client of the runtime as \`client\`, and \`said(call)\`: the answer or the error. */
export async function withBoto3(url: string, program: string): Promise<readonly string[]> {
  const all = `
import boto3, json
from botocore.config import Config
client = boto3.client('sagemaker-runtime', endpoint_url='${url}', region_name='eu-west-1', aws_access_key_id='x', aws_secret_access_key='x', config=Config(retries={'max_attempts': 0}))
def said(**call):
    try: return client.invoke_endpoint(EndpointName='test', **call)['Body'].read().decode()
    except Exception as error: return type(error).__name__ + ' ' + str(error)
${program}
`;
  return (await run(await emulatorPython(), ['-c', all])).trim().split('\n');
}
