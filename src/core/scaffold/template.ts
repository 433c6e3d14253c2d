import type { Answers } from './answers';

/** A text of the template that goes into a file. Parts of the same file follow one another in it. */
export interface Part {
  readonly path: string;
  readonly from: string;
  readonly executable?: true;
  /** Taken when one of these agrees with the answers; always without it. */
  readonly when?: readonly Condition[];
}

/** Agrees when every answer that it names is one of those listed. */
export type Condition = { readonly [Name in keyof Answers]?: ReadonlyArray<Answers[Name]> };

const trains: Condition = { purpose: ['train', 'both'] };
const serves: Condition = { purpose: ['serve', 'both'] };
const servesOnly: Condition = { purpose: ['serve'] };
const learnsWithSklearn: Condition = { framework: ['scikit-learn'] };
const servesWith = (...server: ReadonlyArray<Answers['server']>): Condition => ({ ...serves, server });
const hasPackages: readonly Condition[] = [learnsWithSklearn, serves];

const workflow = '.github/workflows/{{name}}.yml';

/** A container of one's own, after the layout of AWS's documentation: programs named `train` and `serve`. */
export const ownContainer: readonly Part[] = [
  { path: 'Dockerfile', from: 'Dockerfile-base' },
  { path: 'Dockerfile', from: 'Dockerfile-packages', when: hasPackages },
  { path: 'Dockerfile', from: 'Dockerfile-serve', when: [serves] },
  { path: 'Dockerfile', from: 'Dockerfile-programs' },
  { path: 'Dockerfile', from: 'Dockerfile-train-word', when: [trains] },
  { path: 'Dockerfile', from: 'Dockerfile-serve-word', when: [servesOnly] },
  { path: '.dockerignore', from: 'dockerignore' },
  { path: '.dockerignore', from: 'dockerignore-packages', when: hasPackages },
  { path: '.dockerignore', from: 'dockerignore-end' },
  { path: '.gitattributes', from: 'gitattributes' },
  { path: '.gitignore', from: 'gitignore' },
  { path: 'requirements.txt', from: 'requirements-head', when: hasPackages },
  { path: 'requirements.txt', from: 'requirements-scikit-learn', when: [learnsWithSklearn] },
  { path: 'requirements.txt', from: 'requirements-fastapi', when: [servesWith('fastapi')] },
  { path: 'requirements.txt', from: 'requirements-flask', when: [servesWith('flask')] },
  { path: 'src/model.py', from: 'model-scikit-learn.py', when: [learnsWithSklearn] },
  { path: 'src/model.py', from: 'model-python.py', when: [{ framework: ['python'] }] },
  { path: 'src/rows.py', from: 'rows.py' },
  { path: 'src/train', from: 'train', executable: true, when: [trains] },
  { path: 'src/serve', from: 'serve-fastapi', executable: true, when: [servesWith('fastapi')] },
  { path: 'src/serve', from: 'serve-flask', executable: true, when: [servesWith('flask')] },
  { path: 'src/app.py', from: 'app-fastapi.py', when: [servesWith('fastapi')] },
  { path: 'src/app.py', from: 'app-flask.py', when: [servesWith('flask')] },
  { path: 'src/predictor.py', from: 'predictor.py', when: [serves] },
  { path: 'sample/train/iris.csv', from: 'iris.csv' },
  { path: 'sample/make_model.py', from: 'make_model.py', when: [servesOnly] },
  { path: 'sample/request.csv', from: 'request.csv', when: [serves] },
  { path: '{{name}}.train.json', from: 'run.train.json', when: [trains] },
  { path: 'iam/trust-policy.json', from: 'trust-policy.json' },
  { path: 'iam/execution-role.json', from: 'policy-base' },
  { path: 'iam/execution-role.json', from: 'policy-train', when: [trains] },
  { path: 'iam/execution-role.json', from: 'policy-end' },
  { path: workflow, from: 'workflow-base' },
  { path: workflow, from: 'workflow-train', when: [trains] },
  { path: workflow, from: 'workflow-make-model', when: [servesOnly] },
  { path: workflow, from: 'workflow-serve', when: [serves] },
  { path: 'README.md', from: 'readme-head.md' },
  { path: 'README.md', from: 'readme-files-train.md', when: [trains] },
  { path: 'README.md', from: 'readme-files-serve.md', when: [serves] },
  { path: 'README.md', from: 'readme-files-packages.md', when: hasPackages },
  { path: 'README.md', from: 'readme-files-end.md' },
  { path: 'README.md', from: 'readme-train.md', when: [trains] },
  { path: 'README.md', from: 'readme-make-model.md', when: [servesOnly] },
  { path: 'README.md', from: 'readme-unpack.md', when: [{ purpose: ['both'] }] },
  { path: 'README.md', from: 'readme-serve.md', when: [serves] },
  { path: 'README.md', from: 'readme-fastapi.md', when: [servesWith('fastapi')] },
  { path: 'README.md', from: 'readme-flask.md', when: [servesWith('flask')] },
  { path: 'README.md', from: 'readme-end.md' },
];
