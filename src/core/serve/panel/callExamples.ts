/** How a program calls the endpoint, as a text that runs as it stands. */
export interface CallExample {
  readonly id: string;
  /** The name of a language or a program. */
  readonly label: string;
  readonly text: string;
}

interface Called {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly endpoint: string;
  readonly contentType: string;
}

/** Keys and region are asked for by the clients and looked at by nobody here. */
export const callExamples = (called: Called): readonly CallExample[] => [
  { id: 'python', label: 'Python', text: python(called) },
  { id: 'cli', label: 'AWS CLI', text: commandLine(called) },
  { id: 'javascript', label: 'JavaScript', text: javascript(called) },
  { id: 'curl', label: 'curl', text: curl(called) },
];

const python = ({ url, endpoint, contentType }: Called): string => `import boto3

runtime = boto3.client(
    "sagemaker-runtime",
    endpoint_url=${JSON.stringify(url)},
    region_name="us-east-1",
    aws_access_key_id="local",
    aws_secret_access_key="local",
)
with open("payload", "rb") as payload:
    answer = runtime.invoke_endpoint(
        EndpointName=${JSON.stringify(endpoint)}, ContentType=${JSON.stringify(contentType)}, Body=payload.read()
    )
print(answer["InvokedProductionVariant"], answer["Body"].read())
`;

const commandLine = ({
  url,
  endpoint,
  contentType,
}: Called): string => `AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1 \\
  aws sagemaker-runtime invoke-endpoint --endpoint-url ${url} \\
  --endpoint-name ${endpoint} --content-type ${contentType} --body fileb://payload answer
`;

const javascript = ({
  url,
  endpoint,
  contentType,
}: Called): string => `import { readFile } from 'node:fs/promises';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';

const client = new SageMakerRuntimeClient({
  endpoint: ${JSON.stringify(url)},
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const answer = await client.send(
  new InvokeEndpointCommand({
    EndpointName: ${JSON.stringify(endpoint)},
    ContentType: ${JSON.stringify(contentType)},
    Body: await readFile('payload'),
  }),
);
console.log(answer.InvokedProductionVariant, answer.Body.transformToString());
`;

const curl = ({ url, endpoint, contentType }: Called): string =>
  `curl -sS -X POST -H 'Content-Type: ${contentType}' --data-binary @payload ${url}/endpoints/${endpoint}/invocations
`;
