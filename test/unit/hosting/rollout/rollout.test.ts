import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  configRequest,
  containersIn,
  modelRequest,
  tagsRequest,
  variantsIn,
} from '../../../../src/core/hosting/rollout/carryOver';
import {
  changeInWords,
  changeRefusal,
  type Present,
  type VariantChange,
} from '../../../../src/core/hosting/rollout/change';
import { freshName, stampOf } from '../../../../src/core/hosting/rollout/freshName';
import { newImages, retainAll, rolloutOf } from '../../../../src/core/hosting/rollout/rollout';
import type { JsonObject } from '../../../../src/core/json';
import { textAt } from '../../../../src/core/json';

const stamp = '20261201-031500';
const name = fc.stringMatching(/^[a-zA-Z0-9](-?[a-zA-Z0-9]){0,40}$/);
/** Whatever AWS may come to describe. */
const more = fc.dictionary(
  fc.constantFrom('KmsKeyId', 'AsyncInferenceConfig', 'ExplainerConfig', 'RoutingConfig', 'Unheard', 'X'),
  fc.jsonValue({ maxDepth: 3 }),
);
const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value));

const presents = fc
  .record({
    config: name,
    variants: fc.uniqueArray(fc.record({ own: name, more }), {
      minLength: 1,
      maxLength: 4,
      selector: ({ own }) => own,
    }),
    more,
    shadow: fc.option(more),
    model: more,
  })
  .map(({ config, variants, more: rest, shadow, model }): Present => {
    const variant = (own: string, extra: object) => ({
      ...extra,
      VariantName: own,
      ModelName: `model-${own}`,
      InstanceType: 'ml.m5.large',
      InitialInstanceCount: 2,
    });
    const all = variants.map((each) => variant(each.own, each.more));
    const told = {
      ...rest,
      EndpointConfigName: config,
      EndpointConfigArn: 'arn',
      CreationTime: '2026-01-01T00:00:00.000Z',
      ProductionVariants: all,
      ...(shadow ? { ShadowProductionVariants: [variant('shadow-1', shadow)] } : {}),
    };
    const models = [...all, ...(shadow ? [variant('shadow-1', {})] : [])].map(
      ({ ModelName }) =>
        [
          ModelName,
          plain({
            ...model,
            ModelName,
            ModelArn: 'arn',
            PrimaryContainer: { Image: 'old:1', Mode: 'SingleModel' },
          }),
        ] as const,
    );
    return { config: plain(told), models: new Map(models), configTags: {}, modelTags: new Map() };
  });

const wish = { endpoint: 'iris', stamp, deployment: undefined, retain: retainAll };

describe('A new configuration', () => {
  it('has all that the old one had, but for what was to change', () => {
    fc.assert(
      fc.property(presents, fc.nat(), fc.boolean(), (present, at, isType) => {
        const variants = variantsIn(present.config);
        const changed = textAt(variants[at % variants.length], 'VariantName') ?? '';
        const change: VariantChange = isType
          ? { kind: 'type', variant: changed, instanceType: 'ml.c5.xlarge' }
          : { kind: 'image', variant: changed, container: 0, image: 'new:2' };
        const { makes, from, to } = rolloutOf(present, [change], wish);
        const config = makes.at(-1)?.request ?? {};
        assert.notEqual(from, to);
        // Put back what was to change, and it is the old one.
        const restored = variantsIn(config).map((variant, index) => ({
          ...variant,
          ModelName: variants[index]?.['ModelName'],
          InstanceType: variants[index]?.['InstanceType'],
        }));
        const { EndpointConfigArn: _, CreationTime: __, ...old } = present.config;
        assert.deepEqual(
          { ...config, EndpointConfigName: from, ProductionVariants: 0, ShadowProductionVariants: 0 },
          { ...old, ProductionVariants: 0, ShadowProductionVariants: 0 },
        );
        assert.deepEqual(restored, variants);
        const moved = variantsIn(config).filter(
          (variant, index) => JSON.stringify(variant) !== JSON.stringify(variants[index]),
        );
        assert.deepEqual(
          moved.map((variant) => variant['VariantName']),
          [changed],
        );
        assert.equal(makes.length, isType ? 1 : 2);
      }),
    );
  });

  it('has a new model with all that the old one had, in one form', () => {
    fc.assert(
      fc.property(presents, (present) => {
        const changed = textAt(variantsIn(present.config)[0], 'VariantName') ?? '';
        const change: VariantChange = { kind: 'image', variant: changed, container: 0, image: 'new:2' };
        const { makes } = rolloutOf(present, [change], wish);
        const { ModelArn: _, ModelName: __, ...old } = present.models.get(`model-${changed}`) ?? {};
        const { ModelName: made, ...model } = makes[0]?.request ?? {};
        assert.match(JSON.stringify(made), /-20261201-031500"$/);
        assert.deepEqual(model, { ...old, PrimaryContainer: { Image: 'new:2', Mode: 'SingleModel' } });
        assert.deepEqual(newImages({ makes }), ['new:2']);
      }),
    );
    const source = { S3DataSource: { S3Uri: 's3://b/m.tar.gz' } };
    const both = { PrimaryContainer: { ModelDataUrl: 's3://b/m.tar.gz', ModelDataSource: source } };
    assert.deepEqual(containersIn(modelRequest(both, 'm', {})), [{ ModelDataUrl: 's3://b/m.tar.gz' }]);
    const gated = { S3DataSource: { S3Uri: 's3://b/m.tar.gz', ModelAccessConfig: { AcceptEula: true } } };
    const hub = { PrimaryContainer: { ModelDataUrl: 's3://b/m.tar.gz', ModelDataSource: gated } };
    assert.deepEqual(containersIn(modelRequest(hub, 'm', {})), [{ ModelDataSource: gated }]);
  });

  it('changes the model as an archive, as files, and the image of one of several containers', () => {
    const model = (address: string, container: number, Containers: readonly JsonObject[]) => {
      const present: Present = {
        config: { EndpointConfigName: 'c', ProductionVariants: [{ VariantName: 'a', ModelName: 'm' }] },
        models: new Map([['m', { Containers }]]),
        configTags: {},
        modelTags: new Map([['m', { Tags: [{ Key: 'a', Value: 'b' }] }]]),
      };
      const change: VariantChange = { kind: 'model', variant: 'a', container, address };
      assert.equal(changeRefusal(change, present), undefined);
      return rolloutOf(present, [change], wish).makes[0]?.request ?? {};
    };
    const old = { Image: 'i', ModelDataUrl: 's3://b/old.tar.gz' };
    const made = model('s3://b/new.tar.gz', 1, [old, old]);
    assert.deepEqual(containersIn(made), [old, { Image: 'i', ModelDataUrl: 's3://b/new.tar.gz' }]);
    assert.deepEqual(made['Tags'], [{ Key: 'a', Value: 'b' }]);
    assert.deepEqual(containersIn(model('s3://b/files', 0, [old])), [
      {
        Image: 'i',
        ModelDataSource: {
          S3DataSource: { S3Uri: 's3://b/files/', S3DataType: 'S3Prefix', CompressionType: 'None' },
        },
      },
    ]);
    const many = { ...old, Mode: 'MultiModel' };
    assert.deepEqual(containersIn(model('s3://b/many/', 0, [many])), [
      { Image: 'i', Mode: 'MultiModel', ModelDataUrl: 's3://b/many/' },
    ]);
  });

  it('tells the new image whole, and of the old one what is not the same', () => {
    const registry = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
    const told = (was: string | undefined, image: string): string =>
      changeInWords(
        { kind: 'image', variant: 'main', container: 0, image },
        {
          config: { ProductionVariants: [{ VariantName: 'main', ModelName: 'model' }] },
          models: new Map([['model', { PrimaryContainer: was === undefined ? {} : { Image: was } }]]),
          configTags: {},
          modelTags: new Map(),
        },
      );
    assert.deepEqual(
      [
        told(`${registry}/iris:1`, `${registry}/iris:2`),
        told(`other.example.com/iris:1`, `${registry}/iris:2`),
        told('team/iris:1', 'team/iris:2'),
        told(undefined, 'iris:2'),
      ],
      [
        `main: image iris:1 → ${registry}/iris:2`,
        `main: image other.example.com/iris:1 → ${registry}/iris:2`,
        'main: image team/iris:1 → team/iris:2',
        'main: image none → iris:2',
      ],
    );
  });

  it('is not made where something would be lost or refused', () => {
    const present: Present = {
      config: {
        ProductionVariants: [
          { VariantName: 'main', ModelName: 'gone', InstanceType: 'ml.m5.large' },
          { VariantName: 'parts', InstanceType: 'ml.m5.large' },
          { VariantName: 'small', ModelName: 'package', ServerlessConfig: { MemorySizeInMB: 2048 } },
          { VariantName: 'pools', ModelName: 'package', InstancePools: [] },
        ],
      },
      models: new Map([['package', { PrimaryContainer: { ModelPackageName: 'arn' } }]]),
      configTags: {},
      modelTags: new Map(),
    };
    const image = (variant: string, container = 0): VariantChange => ({
      kind: 'image',
      variant,
      container,
      image: 'a:1',
    });
    const type = (variant: string, instanceType = 'ml.c5.xlarge'): VariantChange => ({
      kind: 'type',
      variant,
      instanceType,
    });
    const refused: ReadonlyArray<readonly [VariantChange, RegExp | undefined]> = [
      [image('none'), /no variant none/],
      [image('main'), /model gone of main is deleted/],
      [image('parts'), /inference components/],
      [image('small'), /model package/],
      [image('small', 3), /no container 4/],
      [type('small'), /serverless/],
      [type('pools'), /pools/],
      [type('main', 'ml.m5.large'), /already/],
      [type('main', 'm5.large'), /no instance type/],
      [type('main'), undefined],
      [{ kind: 'model', variant: 'small', container: 0, address: 'https://x' }, /s3:/],
    ];
    for (const [change, words] of refused) {
      const said = changeRefusal(change, present);
      if (words) assert.match(said ?? '', words);
      else assert.equal(said, undefined);
    }
  });

  it('has names of its moment that are short enough, and taken by nobody', () => {
    assert.equal(stampOf(Date.UTC(2026, 11, 1, 3, 15)), stamp);
    fc.assert(
      fc.property(name, fc.nat(3), (base, count) => {
        const taken = new Set<string>();
        for (let each = 0; each <= count; each += 1) {
          const fresh = freshName(freshName(base, '20250101-000000'), stamp, taken);
          assert.ok(!taken.has(fresh) && fresh.length <= 63, fresh);
          assert.match(fresh, /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
          assert.ok(!fresh.includes('20250101'));
          taken.add(fresh);
        }
      }),
    );
  });

  it('keeps tags, but those of AWS itself, which nobody can give', () => {
    assert.deepEqual(tagsRequest({ team: 'a', 'aws:cloudformation:stack-id': 'x' }), {
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    assert.deepEqual(tagsRequest({ 'AWS:x': '' }), {});
    assert.deepEqual(configRequest({ EndpointConfigName: 'a', EndpointConfigArn: 'b' }, 'c', {}), {
      EndpointConfigName: 'c',
    });
  });
});
