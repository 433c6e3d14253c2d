// Every container without Python; R comes out of Debian's packages, as its Dockerfile says.
import { testEngine } from '../support/engine/engine';
import { removeTestImages } from '../support/engine/images';
import type { Localize } from '../support/scaffold/languageBench';
import { LanguageBench, localizeGo, localizeR, wishForBuildKit } from '../support/scaffold/languageBench';
import { everyCase, wordsOf } from '../support/scaffold/templates';

describe('Each container without Python', function () {
  this.timeout(600_000);
  let bench: LanguageBench;
  let localized: Readonly<Record<string, Localize>>;
  let leaveBuildKit: () => void;
  before(async () => {
    leaveBuildKit = wishForBuildKit();
    localized = { r: await localizeR(true), other: await localizeGo() };
  });
  beforeEach(() => (bench = new LanguageBench()));
  afterEach(async () => bench.clear());
  after(async () => {
    leaveBuildKit();
    for (const name of ['scaffold-bare', 'scaffold-go']) await removeTestImages(testEngine(), name);
  });

  for (const each of everyCase) {
    const { framework = '', purpose } = each.answers;
    if (framework !== 'r' && framework !== 'other') continue;
    it(`does its work: ${wordsOf(each)}`, async () => {
      await bench.scaffold(each.answers, localized[framework] ?? ((dockerfile) => dockerfile));
      if (purpose === 'serve') {
        await bench.build();
        await bench.checkServing(await bench.sampleModel(framework));
      } else {
        const model = await bench.makeModel();
        if (purpose === 'both') await bench.checkServing(model);
      }
    });
  }
});
