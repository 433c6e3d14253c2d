// Follows the container that is named, to be killed meanwhile.
import { testEngine } from './engine';
import { ExploreBench } from './exploreBench';

const bench = new ExploreBench(testEngine());
const followed = bench.follow({ id: process.argv[2] ?? '' });
await followed.until('scanned', () => followed.scanned !== undefined);
process.stdout.write('follows\n');
