import assert from 'node:assert/strict';
import { assert as check, property, string, uniqueArray } from 'fast-check';
import type { EndpointFile } from '../../../src/core/endpoint/file/endpointFile';
import { readEndpointFile } from '../../../src/core/endpoint/file/readEndpointFile';
import { textAt } from '../../../src/core/json';
import { endpointRequests } from '../../../src/core/endpoint/request/endpointRequests';

function endpointOf(parts: object): EndpointFile {
  const { endpoint, findings } = readEndpointFile(JSON.stringify(parts), '/work/iris.endpoint.json');
  assert.deepEqual(findings, []);
  assert.ok(endpoint);
  return endpoint;
}

const requests = (parts: object) => endpointRequests(endpointOf(parts));
const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/mine:1';
const role = 'arn:aws:iam::111122223333:role/iris';

describe('The requests of an endpoint', () => {
  it('are as a scaffolded file says, as far as it says it', () => {
    const file = {
      name: 'iris',
      variants: [
        {
          name: 'main',
          build: 'Dockerfile',
          model: 'ml/model',
          instanceType: 'ml.m5.large',
          instances: 1,
          weight: 1,
        },
      ],
      cloud: { role },
    };
    assert.deepEqual(requests(file), {
      CreateModel: [{ ModelName: 'iris-main', ExecutionRoleArn: role, PrimaryContainer: {} }],
      CreateEndpointConfig: {
        EndpointConfigName: 'iris',
        ProductionVariants: [
          {
            VariantName: 'main',
            ModelName: 'iris-main',
            InitialVariantWeight: 1,
            InstanceType: 'ml.m5.large',
            InitialInstanceCount: 1,
          },
        ],
      },
      CreateEndpoint: { EndpointName: 'iris', EndpointConfigName: 'iris' },
    });
  });

  it('say what the file says', () => {
    const Tags = [{ Key: 'team', Value: 'flowers' }];
    const VpcConfig = { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] };
    const made = requests({
      variants: [
        {
          name: 'one',
          image: 'mine:1',
          ecrImage: image,
          model: { local: 'm', s3: 's3://bucket/model.tar.gz' },
          environment: { A: 1 },
          instanceType: 'ml.m5.large',
          instances: 2,
          weight: 9,
          volumeSize: 100,
          startupTimeout: 600,
          downloadTimeout: 900,
          scaling: { min: 1, max: 4, target: 70, scaleInCooldown: 600, scaleOutCooldown: 0 },
        },
        { name: 'two', image, model: 's3://bucket/model', instanceType: 'ml.g5.xlarge' },
      ],
      networkIsolation: true,
      cloud: {
        role,
        kmsKey: 'alias/mine',
        tags: { team: 'flowers' },
        vpc: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
        dataCapture: { output: 's3://bucket/captured', percentage: 10, kmsKey: 'alias/data' },
      },
    });
    assert.deepEqual(made, {
      CreateModel: [
        {
          ModelName: 'iris-one',
          ExecutionRoleArn: role,
          PrimaryContainer: {
            Image: image,
            ModelDataUrl: 's3://bucket/model.tar.gz',
            Environment: { A: '1' },
          },
          VpcConfig,
          EnableNetworkIsolation: true,
          Tags,
        },
        {
          ModelName: 'iris-two',
          ExecutionRoleArn: role,
          PrimaryContainer: {
            Image: image,
            ModelDataSource: {
              S3DataSource: {
                S3Uri: 's3://bucket/model/',
                S3DataType: 'S3Prefix',
                CompressionType: 'None',
              },
            },
          },
          VpcConfig,
          EnableNetworkIsolation: true,
          Tags,
        },
      ],
      CreateEndpointConfig: {
        EndpointConfigName: 'iris',
        ProductionVariants: [
          {
            VariantName: 'one',
            ModelName: 'iris-one',
            InitialVariantWeight: 9,
            InstanceType: 'ml.m5.large',
            InitialInstanceCount: 2,
            VolumeSizeInGB: 100,
            ModelDataDownloadTimeoutInSeconds: 900,
            ContainerStartupHealthCheckTimeoutInSeconds: 600,
          },
          {
            VariantName: 'two',
            ModelName: 'iris-two',
            InitialVariantWeight: 1,
            InstanceType: 'ml.g5.xlarge',
            InitialInstanceCount: 1,
          },
        ],
        DataCaptureConfig: {
          EnableCapture: true,
          InitialSamplingPercentage: 10,
          DestinationS3Uri: 's3://bucket/captured',
          KmsKeyId: 'alias/data',
          CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
        },
        KmsKeyId: 'alias/mine',
        Tags,
      },
      CreateEndpoint: { EndpointName: 'iris', EndpointConfigName: 'iris', Tags },
      RegisterScalableTarget: [
        {
          ServiceNamespace: 'sagemaker',
          ResourceId: 'endpoint/iris/variant/one',
          ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
          MinCapacity: 1,
          MaxCapacity: 4,
        },
      ],
      PutScalingPolicy: [
        {
          PolicyName: 'SageMakerEndpointInvocationScalingPolicy',
          ServiceNamespace: 'sagemaker',
          ResourceId: 'endpoint/iris/variant/one',
          ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue: 70,
            PredefinedMetricSpecification: {
              PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
            },
            ScaleInCooldown: 600,
            ScaleOutCooldown: 0,
          },
        },
      ],
    });
  });

  it('have many models, and several containers', () => {
    const { CreateModel } = requests({
      variants: [
        { name: 'many', image, model: 's3://bucket/models', multiModel: true },
        {
          name: 'pipe',
          containers: [
            { name: 'first', image },
            { name: 'second', image, environment: { A: 'b' } },
          ],
          invocation: 'Direct',
        },
      ],
    });
    assert.deepEqual(CreateModel, [
      {
        ModelName: 'iris-many',
        PrimaryContainer: { Image: image, Mode: 'MultiModel', ModelDataUrl: 's3://bucket/models/' },
      },
      {
        ModelName: 'iris-pipe',
        Containers: [
          { ContainerHostname: 'first', Image: image },
          { ContainerHostname: 'second', Image: image, Environment: { A: 'b' } },
        ],
        InferenceExecutionConfig: { Mode: 'Direct' },
      },
    ]);
  });

  it('are serverless, with concurrency that scales', () => {
    const { CreateEndpointConfig, RegisterScalableTarget, PutScalingPolicy } = requests({
      variants: [
        {
          name: 'main',
          image,
          serverless: { memory: 4096, concurrency: 20, provisioned: 5 },
          scaling: { min: 1, max: 10, target: 0.7 },
        },
      ],
    });
    assert.deepEqual(CreateEndpointConfig['ProductionVariants'], [
      {
        VariantName: 'main',
        ModelName: 'iris-main',
        InitialVariantWeight: 1,
        ServerlessConfig: { MemorySizeInMB: 4096, MaxConcurrency: 20, ProvisionedConcurrency: 5 },
      },
    ]);
    assert.equal(
      RegisterScalableTarget?.[0]?.['ScalableDimension'],
      'sagemaker:variant:DesiredProvisionedConcurrency',
    );
    assert.deepEqual(PutScalingPolicy?.[0]?.['TargetTrackingScalingPolicyConfiguration'], {
      TargetValue: 0.7,
      PredefinedMetricSpecification: {
        PredefinedMetricType: 'SageMakerVariantProvisionedConcurrencyUtilization',
      },
    });
  });

  it('are asynchronous, with a backlog that scales, and have a shadow', () => {
    const { CreateModel, CreateEndpointConfig, PutScalingPolicy } = requests({
      variants: [
        {
          name: 'main',
          image,
          instanceType: 'ml.m5.large',
          scaling: { min: 0, max: 4, target: 5 },
        },
      ],
      shadow: { name: 'next', image, instanceType: 'ml.m5.large', weight: 0.5 },
      async: {
        output: 's3://bucket/answers',
        failures: 's3://bucket/failures',
        maxConcurrent: 4,
        notifications: { error: 'arn:aws:sns:eu-west-1:111122223333:errors' },
        kmsKey: 'alias/mine',
      },
    });
    assert.deepEqual(
      CreateModel.map((each) => each['ModelName']),
      ['iris-main', 'iris-next'],
    );
    assert.deepEqual(CreateEndpointConfig['ShadowProductionVariants'], [
      {
        VariantName: 'next',
        ModelName: 'iris-next',
        InitialVariantWeight: 0.5,
        InstanceType: 'ml.m5.large',
        InitialInstanceCount: 1,
      },
    ]);
    assert.deepEqual(CreateEndpointConfig['AsyncInferenceConfig'], {
      ClientConfig: { MaxConcurrentInvocationsPerInstance: 4 },
      OutputConfig: {
        S3OutputPath: 's3://bucket/answers',
        S3FailurePath: 's3://bucket/failures',
        KmsKeyId: 'alias/mine',
        NotificationConfig: { ErrorTopic: 'arn:aws:sns:eu-west-1:111122223333:errors' },
      },
    });
    assert.deepEqual(PutScalingPolicy?.[0]?.['TargetTrackingScalingPolicyConfiguration'], {
      TargetValue: 5,
      CustomizedMetricSpecification: {
        MetricName: 'ApproximateBacklogSizePerInstance',
        Namespace: 'AWS/SageMaker',
        Dimensions: [{ Name: 'EndpointName', Value: 'iris' }],
        Statistic: 'Average',
      },
    });
  });

  it('name their models within 63 characters, each its own way', () => {
    const letters = (maxLength: number) =>
      string({ unit: 'grapheme-ascii', minLength: 1, maxLength }).map((text) =>
        text.replaceAll(/[^A-Za-z0-9]/g, 'x'),
      );
    check(
      property(letters(63), uniqueArray(letters(63), { minLength: 1, maxLength: 4 }), (name, names) => {
        const file = { name, variants: names.map((each) => ({ name: each, image })) };
        const { CreateModel, CreateEndpointConfig } = requests(file);
        const models = CreateModel.map((each) => textAt(each, 'ModelName') ?? '');
        assert.ok(models.every((each) => /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(each)));
        assert.ok(models.every((each) => each.length <= 63));
        assert.equal(new Set(models).size, names.length);
        const variants = CreateEndpointConfig['ProductionVariants'];
        assert.ok(Array.isArray(variants) && variants.length === names.length);
      }),
    );
  });
});
