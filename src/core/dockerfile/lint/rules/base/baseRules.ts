import type { Rule } from '../../rule';
import { SM113 } from './image/armBase';
import { SM103 } from './image/cudaTag';
import { SM114 } from './image/hostArchitecture';
import { SM101 } from './image/noSuchImage';
import { SM108 } from './image/roleVsBase';
import { SM102 } from './image/unpinned';
import { SM115 } from './packages/cudaWheel';
import { SM116 } from './packages/nvidiaDriver';
import { SM112 } from './packages/oldDistro';
import { SM111 } from './packages/python2';
import { SM110 } from './packages/sagemakerContainers';
import { SM104 } from './prebuilt/dlcAccount';
import { SM106 } from './prebuilt/dlcTag';
import { SM105 } from './prebuilt/ecrHost';
import { SM107 } from './prebuilt/endOfPatch';
import { SM109 } from './prebuilt/retired';

export const baseRules: readonly Rule[] = [
  SM101,
  SM102,
  SM103,
  SM104,
  SM105,
  SM106,
  SM107,
  SM108,
  SM109,
  SM110,
  SM111,
  SM112,
  SM113,
  SM114,
  SM115,
  SM116,
];
