import * as l10n from '@vscode/l10n';
import type { Found, Signature } from '../signature';

/** Python and SageMaker's training toolkit. */
export const programSignatures: readonly Signature[] = [
  {
    id: 'missing-resourceconfig',
    phases: ['train'],
    exitCodes: [1],
    pattern:
      /[Nn]o such file or directory:? .?\/opt\/ml\/input\/config\/(?<file>resourceconfig|hyperparameters|inputdataconfig)\.json/,
    words: ({ named }) => ({
      title: l10n.t('{0}.json is missing in /opt/ml/input/config', named('file')),
      cause: l10n.t('SageMaker writes this file for every training job. A plain docker run does not.'),
      fixes: [l10n.t('Start the image with a run file, which gives it the whole of /opt/ml.')],
    }),
  },
  {
    id: 'missing-sagemaker-program',
    phases: ['train'],
    exitCodes: [1],
    pattern: /AttributeError: 'NoneType' object has no attribute 'endswith'/,
    words: () => ({
      title: l10n.t('The training toolkit was not told what to run'),
      cause: l10n.t('The toolkit in the image wants the name of your script, and there is none.'),
      fixes: [
        l10n.t('Set "source" of the run file: the folder of your code, and the script in it.'),
        l10n.t('Or in the image: ENV SAGEMAKER_PROGRAM=train.py, with the script in /opt/ml/code.'),
      ],
    }),
  },
  {
    id: 'toolkit-dns-wait',
    phases: ['run'],
    exitCodes: [1],
    pattern:
      /[Cc]an ?not resolve (?:host|name|address|algo-)|socket\.gaierror|Name or service not known|Temporary failure in name resolution/,
    words: ({ end }) => ({
      title: l10n.t('A host name could not be resolved'),
      cause: end.isServer
        ? l10n.t('The program asked for a host that it cannot find, or it has no network.')
        : l10n.t(
            'The program asked for a host that it cannot find: on the internet while the run has no network, or one of its own hosts. The toolkit tries those for up to 15 minutes.',
          ),
      fixes: end.isServer
        ? [
            l10n.t(
              'With "networkIsolation", bring everything in the image or with the model: nothing can be downloaded.',
            ),
          ]
        : [
            l10n.t(
              'With "networkIsolation", bring everything in the image or in a channel: nothing can be downloaded.',
            ),
            l10n.t('Do not change "hosts" of resourceconfig.json; SM_STUDIO_LOCAL_MODE=True skips the wait.'),
          ],
    }),
  },
  {
    id: 'toolkit-install-requirements',
    phases: ['run'],
    exitCodes: [1],
    pattern: /InstallRequirementsError|InstallModuleError/,
    words: () => ({
      title: l10n.t('requirements.txt could not be installed'),
      cause: l10n.t(
        'The toolkit runs pip before your script, and pip failed: no network, a version that does not exist, or a package that needs a compiler. The lines above say which.',
      ),
      fixes: [
        l10n.t('Install the packages in the Dockerfile instead: runs then start faster, too.'),
        l10n.t('In the cloud without internet, CA_REPOSITORY_ARN names a CodeArtifact repository.'),
      ],
    }),
  },
  {
    id: 'module-named-train',
    phases: ['run'],
    exitCodes: [1],
    pattern: /No module named '?(?<module>train|serve)'?\s*$/,
    words: ({ named }) => ({
      title: l10n.t('Python does not find your module {0}', named('module')),
      cause: l10n.t('The code is started as a module, but its folder is not where Python looks.'),
      fixes: [
        l10n.t('Name the script with its ending: {0}.py.', named('module')),
        l10n.t('Or add the folder to PYTHONPATH, or install the code as a package.'),
      ],
    }),
  },
  {
    id: 'missing-module',
    phases: ['run'],
    exitCodes: [1],
    pattern:
      /ModuleNotFoundError: No module named '(?<module>[^']+)'|ImportError: cannot import name '(?<name>[^']+)'(?: from '(?<from>[^']+)')?/,
    words: (found) => (found.named('module') === '' ? missingName(found) : missingModule(found)),
  },
  {
    id: 'refused-arguments',
    phases: ['train'],
    exitCodes: [2, 1],
    pattern:
      /: error: (?:unrecognized arguments: (?<unknown>.+)|the following arguments are required: (?<missing>.+)|argument (?<wrong>\S+): (?:invalid|expected) )/,
    words: refusedArguments,
  },
  {
    id: 'toolkit-user-script-error',
    phases: ['run'],
    exitCodes: [],
    weight: 'wrapper',
    pattern: /ExecuteUserScriptError/,
    words: ({ lines }) => {
      const [, code = ''] = /ExitCode (-?\d+)/.exec(lines.join('\n')) ?? [];
      const [, message = ''] = /ErrorMessage "(.*?)"?(?:\n|$)/.exec(lines.join('\n')) ?? [];
      return {
        title: message === '' ? l10n.t('Your script failed') : l10n.t('Your script failed: {0}', message),
        cause:
          code === ''
            ? l10n.t('The toolkit started your script, which ended with an error.')
            : l10n.t('The toolkit started your script, which ended with exit code {0}.', code),
        fixes: [l10n.t('Read the lines of the log above this one: they come from your script.')],
      };
    },
  },
];

/** Modules whose package has another name. */
const packages: Readonly<Record<string, string>> = {
  bs4: 'beautifulsoup4',
  cv2: 'opencv-python-headless',
  dateutil: 'python-dateutil',
  dotenv: 'python-dotenv',
  PIL: 'pillow',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
  yaml: 'pyyaml',
};

function missingModule({ named, end }: Found) {
  const module = named('module');
  const [top = module] = module.split('.');
  return {
    title: l10n.t('The Python module {0} is not in the image', module),
    cause: l10n.t('Your code imports it, and Python does not find it.'),
    fixes: [
      l10n.t('Install it in the Dockerfile: RUN pip install {0}.', packages[top] ?? top),
      end.isServer
        ? l10n.t('Or, with a toolkit of AWS, name it in requirements.txt beside your script.')
        : l10n.t('Or, with the training toolkit, name it in requirements.txt beside your script.'),
      end.isServer
        ? l10n.t('If it is your own file, look whether COPY or the model brings it.')
        : l10n.t('If it is your own file, look whether COPY or "source" brings it.'),
    ],
  };
}

function missingName({ named }: Found) {
  const from = named('from') || l10n.t('the module');
  return {
    title: l10n.t('{0} has no {1}', from, named('name')),
    cause: l10n.t('The version in the image differs from the one that the code was written for.'),
    fixes: [l10n.t('Pin the version that you use elsewhere, in the Dockerfile or in requirements.txt.')],
  };
}

function refusedArguments({ named }: Found) {
  const [unknown, missing] = [named('unknown'), named('missing')];
  const readAsText = l10n.t('Every value arrives as text: give each argument a type that can read it.');
  if (missing !== '')
    return {
      title: l10n.t('Your script wants arguments that it did not get: {0}', missing),
      cause: l10n.t('The training toolkit passes each hyperparameter as an argument, and nothing else.'),
      fixes: [l10n.t('Add them to "hyperparameters" of the run file, or give them a default in the script.')],
    };
  return {
    title:
      unknown === ''
        ? l10n.t('Your script cannot read its argument {0}', named('wrong'))
        : l10n.t('Your script does not know these arguments: {0}', unknown),
    cause: l10n.t('The training toolkit passes each hyperparameter of the run file as an argument.'),
    fixes:
      unknown === ''
        ? [readAsText]
        : [
            l10n.t('Compare the names with those of the parser: it may write them with - or with _.'),
            l10n.t('Or let the parser pass over what it does not know: parse_known_args().'),
          ],
  };
}
