import type { Rule } from '../../rule';
import { SM501 } from './sagemaker/envTypo';
import { SM502 } from './sagemaker/envUnknown';
import { SM506 } from './general/legacyForm';
import { SM505 } from './sagemaker/moduleFormat';
import { SM508, SM509 } from './sagemaker/numbers';
import { SM511 } from './general/secret';
import { SM507 } from './general/selfReference';
import { SM504 } from './sagemaker/setByPlatform';
import { SM503 } from './general/shellSubstitution';
import { SM510 } from './general/unbuffered';

export const envRules: readonly Rule[] = [
  SM501,
  SM502,
  SM503,
  SM504,
  SM505,
  SM506,
  SM507,
  SM508,
  SM509,
  SM510,
  SM511,
];
