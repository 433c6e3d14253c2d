// Every container that the template `own` writes, with one Python: PyTorch has more gigabytes than a test should.
import { testEngine } from '../support/engine/engine';
import { dropScaffoldBase, makeScaffoldBase } from '../support/scaffold/baseImage';
import { dropJavaBase, localizeJava } from '../support/scaffold/javaBase';
import type { Localize } from '../support/scaffold/scaffoldBench';
import { onPython, ScaffoldBench } from '../support/scaffold/scaffoldBench';
import { everyCase } from '../support/scaffold/templates';
import { tryContainer } from '../support/scaffold/tryContainer';

describe('Each container of our own template', function () {
  this.timeout(300_000);
  let bench: ScaffoldBench;
  let here: Localize;
  let onJava: Localize;
  before(async () => {
    here = onPython(await makeScaffoldBase(testEngine()));
    onJava = await localizeJava(testEngine());
  });
  beforeEach(() => (bench = new ScaffoldBench()));
  afterEach(async () => bench.clear());
  after(async () => {
    await dropJavaBase(testEngine());
    await dropScaffoldBase(testEngine());
  });

  const cases = everyCase.filter(
    ({ template, answers }) =>
      template === 'own' && answers['python'] === '3.12' && answers['framework'] !== 'pytorch',
  );
  for (const { answers } of cases)
    it(`does its work: ${Object.values(answers).slice(0, -1).join(', ')}`, async () =>
      tryContainer(bench, answers['server'] === 'inference-toolkit' ? onJava : here, answers));
});
