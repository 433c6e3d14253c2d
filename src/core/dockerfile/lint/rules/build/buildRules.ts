import type { Rule } from '../../rule';
import { SM607 } from './context/copyIgnored';
import { SM606 } from './context/copyMissing';
import { SM608, SM609 } from './context/wholeContext';
import { SM613 } from './deadDirective';
import { SM618 } from './gitPinned';
import { SM603 } from './packages/aptLists';
import { SM604 } from './packages/aptUpdate';
import { SM616 } from './packages/getPip';
import { SM605 } from './packages/installYes';
import { SM615 } from './packages/nvidiaKey';
import { SM602 } from './packages/pipCache';
import { SM621 } from './packages/sudo';
import { SM601 } from './pipRedirect';
import { SM612 } from './unusedStage';

export const buildRules: readonly Rule[] = [
  SM601,
  SM602,
  SM603,
  SM604,
  SM605,
  SM606,
  SM607,
  SM608,
  SM609,
  SM612,
  SM613,
  SM615,
  SM616,
  SM618,
  SM621,
];
