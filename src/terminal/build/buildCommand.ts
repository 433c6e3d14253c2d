import * as l10n from '@vscode/l10n';
import { sagemakerPlatform } from '../../core/images/build/buildChoice';
import { parseSecret } from '../../core/images/build/buildSecret';
import type { BuilderWish } from '../../core/images/build/builderWish';
import { builderWishes } from '../../core/images/build/builderWish';
import { checkImageName } from '../../core/images/imageName';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';

export const buildCommand: TerminalCommand = {
  usage: 'longshore build [DOCKERFILE] --tag NAME [OPTIONS]',
  summary: l10n.t('Build an image for SageMaker, signed in to ECR where its base is there.'),
  details: l10n.t(
    `  --tag NAME              what the image is called, as repository:tag
  --context FOLDER        what COPY copies from (the folder of the Dockerfile)
  --target STAGE          the stage to build (the last)
  --build-arg NAME=VALUE  an argument; may be said several times
  --secret id=ID,src=FILE what RUN --mount=type=secret,id=ID reads; or id=ID,env=VARIABLE; several times
  --platform PLATFORM     for which machines ({0})
  --with BUILDER          engine, buildx (your docker buildx), or auto: the engine, unless you chose a builder
  --json                  events and the result, one JSON document per line

Exit codes: 0 built, 1 a problem, 2 used wrongly, 130 stopped.`,
    sagemakerPlatform,
  ),
  positionals: true,
  options: {
    tag: { type: 'string' },
    context: { type: 'string' },
    target: { type: 'string' },
    'build-arg': { type: 'string', multiple: true },
    secret: { type: 'string', multiple: true },
    platform: { type: 'string' },
    with: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (program, { options, positionals }, terminal) => {
    const [dockerfile = 'Dockerfile', ...more] = positionals;
    if (more.length > 0) throw new Problem('bad-usage', l10n.t('Name one Dockerfile.'));
    const word = (name: string): string | undefined => {
      const value = options[name];
      return typeof value === 'string' ? value : undefined;
    };
    const name = word('tag');
    if (name === undefined)
      throw new Problem('bad-usage', l10n.t('Say what the image is called: --tag NAME.'));
    const wrong = checkImageName(name);
    if (wrong !== undefined) throw new Problem('bad-usage', wrong);
    const words = (option: string): readonly string[] => {
      const said = options[option];
      return Array.isArray(said) ? said.map(String) : [];
    };
    const { runBuild } = await import('./runBuild');
    return runBuild(
      await program.world(),
      {
        dockerfile,
        name,
        context: word('context'),
        target: word('target'),
        args: Object.fromEntries(words('build-arg').map(argument)),
        secrets: Object.fromEntries(words('secret').map(parseSecret)),
        platform: word('platform') ?? sagemakerPlatform,
        wish: builderWish(word('with')),
        json: options['json'] === true,
      },
      terminal,
    );
  },
};

function builderWish(text: string | undefined): BuilderWish | undefined {
  const wish = builderWishes.find((each) => each === text);
  if (text !== undefined && wish === undefined)
    throw new Problem('bad-usage', l10n.t('--with is auto, engine or buildx, not {0}.', text));
  return wish;
}

function argument(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Problem('bad-usage', l10n.t('--build-arg is NAME=VALUE, not {0}.', text));
  return [text.slice(0, at), text.slice(at + 1)];
}
