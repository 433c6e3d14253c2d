import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import type { ApplyIntent, EndpointSnapshot } from '../../src/core/hosting/panel/endpointPanel';
import { openPage, type OpenPage } from '../support/webview/openPage';
import { sampleEndpoint } from '../support/webview/sampleEndpoint';
import { launchChromium } from '../support/vscode/chromium';
import { eventually } from '../support/workbench/eventually';

describe('The endpoint page', function () {
  this.timeout(20_000);
  let browser: Browser;
  let open: OpenPage;
  const show = async (change: Partial<EndpointSnapshot> = {}): Promise<void> => {
    await open.call('show', sampleEndpoint(change));
    await open.page.getByRole('heading', { name: 'iris' }).waitFor();
  };
  const item = (name: string): Locator => open.page.locator('details', { hasText: name });
  const applied = async (): Promise<ApplyIntent['draft']> => {
    await open.page.getByText('Review Changes').click();
    await open.page.getByText('Apply', { exact: true }).click();
    return eventually(async () => {
      const found = (await open.posted()).findLast(({ call }) => call === 'apply');
      assert.ok(found);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return (found.argument as ApplyIntent).draft;
    }, 5);
  };

  before(async () => (browser = await launchChromium()));
  after(async () => browser?.close());
  beforeEach(async () => (open = await openPage('endpoint', { browser, height: 1000 })));
  afterEach(async () => {
    const { complaints } = open;
    await open.close();
    assert.deepEqual(complaints, []);
  });

  it('shows how a variant scales as lines that open, with the next times of a schedule', async () => {
    await show();
    assert.equal(await item('before-work').locator('li').count(), 0);
    await item('before-work').locator('summary').click();
    const runs = await item('before-work').locator('li').allTextContents();
    assert.equal(runs.length, 5);
    assert.ok(
      runs.every((run) => /7:30|07:30/.test(run)),
      runs.join(),
    );
    await item('burst').locator('summary').click();
    await open.page.getByText('Set off by your alarm iris-queue-is-long').waitFor();
    await item('tokens-per-copy').locator('summary').click();
    await open.page.getByText('tokens / instances').waitFor();
  });

  it('takes a step policy and a schedule for a variant that had none', async () => {
    await show();
    await open.page.getByRole('button', { name: 'green by hand' }).click();
    await open.page.getByText('Scale green Automatically').click();
    await open.page.getByText('Add Steps').click();
    await open.page.getByText('Add Step', { exact: true }).click();
    const step = open.page.getByLabel('Adjustment of step 2 of Steps-1');
    await step.fill('4');
    await step.press('Tab');
    await open.page.getByText('Add Schedule').click();
    await open.page.getByLabel('Hours of Schedule-1').fill('25');
    await open.page.keyboard.press('Tab');
    await open.page.getByText('Hours are 0 to 23').first().waitFor();
    await open.page.getByLabel('Hours of Schedule-1').fill('6');
    await open.page.getByLabel('Time zone of Schedule-1').fill('Asia/Tokyo');
    await open.page.keyboard.press('Tab');
    await open.page.getByText('Next, in Asia/Tokyo:').waitFor();
    const { variants } = await applied();
    assert.deepEqual(variants[1]?.scaling, {
      min: 1,
      max: 2,
      suspended: [],
      policies: [
        {
          kind: 'tracking',
          name: 'SageMakerEndpointInvocationScalingPolicy',
          metric: 'SageMakerVariantInvocationsPerInstance',
          target: 70,
        },
        {
          kind: 'steps',
          name: 'Steps-1',
          adjustment: 'ChangeInCapacity',
          steps: [
            { from: 0, to: 10, by: 1 },
            { from: 10, by: 4 },
          ],
        },
      ],
      schedules: [
        { name: 'Schedule-1', schedule: 'cron(0 6 ? * MON-FRI *)', zone: 'Asia/Tokyo', min: 1, max: 2 },
      ],
    });
    assert.deepEqual(variants[0], sampleEndpoint().base.variants[0]);
  });

  it('keeps its draft and what is open when it is loaded again', async () => {
    await show();
    await item('night').locator('summary').click();
    const most = open.page.getByLabel('Largest capacity from night on');
    await most.fill('5');
    await most.press('Tab');
    await open.page.reload();
    await show();
    assert.equal(await open.page.getByLabel('Largest capacity from night on').inputValue(), '5');
    const { variants } = await applied();
    assert.equal(variants[0]?.scaling?.schedules[1]?.max, 5);
  });

  it('leads from a count that a policy owns to its limits, and offers what was measured', async () => {
    await show({ measured: { blue: { rps: 4, at: Date.now(), latencyMs: 80 } } });
    await open.page.getByText('scaled from 2 to 6 by SageMakerEndpointInvocationScalingPolicy').waitFor();
    await open.page.getByLabel('Edit Limits of blue').click();
    await eventually(async () =>
      assert.equal(
        await open.page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
        'Smallest capacity of blue',
      ),
    );
    await item('SageMakerEndpointInvocationScalingPolicy').locator('summary').click();
    await open.page.getByText('Use What Was Measured (120)').click();
    assert.equal(await open.page.getByLabel('Target of blue').inputValue(), '120');
  });

  it('draws the metrics of one variant at a time, with the same values as tables, and says how late they are', async () => {
    await show();
    const titles = open.page.locator('figcaption .title');
    assert.deepEqual(await titles.allTextContents(), [
      'Requests a minute',
      'Errors',
      'Latency of the model',
      'Processor and memory',
    ]);
    await open.page.locator('longshore-plot canvas').first().waitFor();
    await open.page.getByText('the newest values are').waitFor();
    await open.page.getByLabel('as tables').click();
    const table = open.page.getByRole('region', { name: 'Values of Latency of the model' });
    assert.match(await table.innerText(), /p50\s+p90/);
    const plot = open.page.locator('longshore-plot').nth(2);
    await plot.focus();
    await open.page.keyboard.press('ArrowRight');
    await eventually(async () =>
      assert.match(
        (await open.page.locator('.spoken[aria-live]').textContent()) ?? '',
        /p50 .* ms, p90 .* ms/,
      ),
    );
    await open.page.getByLabel('Time that is shown').selectOption('24');
    await eventually(async () =>
      assert.deepEqual((await open.posted()).findLast(({ call }) => call === 'lookBack')?.argument, 24),
    );
  });

  it('leaves the charts out with one sentence when they may not be seen', async () => {
    const unseen = 'Your role may not cloudwatch:GetMetricData.';
    await show({ metrics: { hours: 3, snapshot: undefined, traffic: undefined, unseen } });
    await open.page.getByText(unseen).waitFor();
    assert.equal(await open.page.locator('longshore-plot').count(), 0);
  });

  it('says before a change what each instance will get, and which alarms ring already', async () => {
    const traffic = { perMinute: 190, minutes: 15 };
    await show({
      metrics: { hours: 3, snapshot: undefined, traffic, unseen: undefined },
      alarms: ['The alarm errors rings (Invocation5XXErrors).'],
    });
    const share = open.page.getByLabel('Traffic of green in percent');
    await share.fill('25');
    await share.press('Tab');
    await open.page.getByText('Review Changes').click();
    await open.page.getByText('green: 5 % → 25 % ≈ +38 requests a minute, on 1 = 48 a minute').waitFor();
    await open.page.getByText('It rings already').waitFor();
    const row = open.page
      .getByRole('table', { name: 'The traffic of each variant' })
      .getByRole('row', { name: /^green/ });
    assert.match(await row.innerText(), /5 % → 25 %[\s\S]*9\.5 → 48/);
  });

  it('says what it costs before and after, asks for prices it has not, and never invents one', async () => {
    await show();
    const instances = open.page.getByLabel('Instances of green');
    await instances.fill('3');
    await instances.press('Tab');
    await open.page.getByText(/^\$0\.920 → \$1\.38 an hour, \+\$336 a month \(us-east-1 list, /).waitFor();
    const prices = { list: undefined, isFetching: false, problem: undefined };
    await show({ prices });
    await open.page.getByText('Price unknown: blue, green').waitFor();
    await open.page.getByText('Get Prices').click();
    await eventually(async () => assert.ok((await open.posted()).some(({ call }) => call === 'getPrices')));
    await show({ prices: { ...prices, isFetching: true } });
    await open.page.getByText('Getting AWS’s price list…').waitFor();
  });
});
