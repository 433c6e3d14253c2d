// Every container without Python; R comes out of Debian's packages, as its Dockerfile says.
import { testEngine } from '../support/engine/engine';
import { removeTestImages } from '../support/engine/images';
import { localizeGo, localizeR, sampleModel, wishForBuildKit } from '../support/scaffold/languages';
import type { Localize } from '../support/scaffold/scaffoldBench';
import { ScaffoldBench } from '../support/scaffold/scaffoldBench';
import { tryTraining } from '../support/scaffold/tryContainer';
import { everyCase, wordsOf } from '../support/scaffold/templates';

describe('Each container without Python', function () {
  this.timeout(600_000);
  let bench: ScaffoldBench;
  let localized: Readonly<Record<string, Localize>>;
  let leaveBuildKit: () => void;
  before(async () => {
    leaveBuildKit = wishForBuildKit();
    localized = { r: await localizeR(true), other: await localizeGo() };
  });
  beforeEach(() => (bench = new ScaffoldBench()));
  afterEach(async () => bench.clear());
  after(async () => {
    leaveBuildKit();
    for (const name of ['scaffold-bare', 'scaffold-go']) await removeTestImages(testEngine(), name);
  });

  for (const each of everyCase) {
    const { framework = '', purpose } = each.answers;
    if (framework !== 'r' && framework !== 'other') continue;
    it(`does its work: ${wordsOf(each)}`, async () => {
      await bench.scaffold(localized[framework] ?? ((dockerfile) => dockerfile), each.answers);
      if (purpose === 'serve') return bench.checkServing(await sampleModel(bench, framework));
      const training = await tryTraining(bench);
      if (purpose === 'both') await bench.checkServing(bench.unpackModel(training));
    });
  }
});
