import * as l10n from '@vscode/l10n';
import { copyWords } from '../../../../build/copy';
import { flagOf, pairsOf, type Instruction, type Pair } from '../../../../syntax';
import { deleteLines } from '../../../edit/lineEdits';
import { withoutPair } from '../../../edit/listEdits';
import type { Fix, Report } from '../../../finding';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { containsAny } from '../../../../text/contains';
import { Notes } from '../../../../text/notes';

export const SM511: Rule = {
  id: 'SM511',
  name: 'secret-env',
  severity: 'warning',
  roles: 'any',
  explanation:
    'What ENV, ARG and COPY bring into an image stays in its layers and its history, also when a later instruction removes it: everybody who can pull the image can read it. Mount secrets for the RUN that needs them; in SageMaker the execution role gives access.',
  source: 'https://docs.docker.com/build/building/secrets/',
  example: {
    bad: 'ARG GITHUB_TOKEN\nRUN pip install git+https://$GITHUB_TOKEN@github.com/me/private',
    good: 'RUN --mount=type=secret,id=GITHUB_TOKEN,env=GITHUB_TOKEN pip install git+https://$GITHUB_TOKEN@github.com/me/private',
  },
  alsoIn: ['docker-dx'],
  check: (view) => {
    const reports: Report[] = [];
    for (const instruction of view.named('ENV', 'ARG')) {
      const { text } = instruction.line;
      if (!containsAny(text, inSecrets)) continue;
      for (const pair of pairsOf(instruction))
        if (isSecret(instruction, pair)) reports.push(inVariable(view, instruction, pair));
    }
    for (const instruction of view.named('COPY', 'ADD')) {
      const isJson = instruction.arguments.kind === 'json';
      if (isJson || mayBeSecretFile.test(instruction.line.text)) reports.push(...inFiles(view, instruction));
    }
    return reports;
  },
};

// The words by which BuildKit knows secrets, and what it and we let pass.
const secretName = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const harmlessName =
  /(?:^|_)(?:public|(?:primary|foreign|sort|partition|hash|range|cache|gpg|pgp|host|map|lookup|index|group|join|row|label|feature)_keys?|(?:eos|bos|pad|unk|mask|sep|cls|stop|special|image|max|min|num)_token)(?:_|$)|_(?:file|path|dir|url|uri|type|method|mode|name|length|len|size|ttl|expiry|enabled|limit|count|timeout|header|backend|provider|format|prefix|suffix)$/i;
const harmlessValue =
  /^(?:|true|false|yes|no|on|off|none|null|\d+|[0-9A-Fa-f]{40}|\/.*|\.{1,2}\/.*|https?:.*|<.*>)$/;
const secretValue =
  /\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}|hf_[A-Za-z0-9]{30,}|gh[pousr]_[A-Za-z0-9]{36,}|sk-[A-Za-z0-9]{32,}|xox[bp]-[\w-]{20,})\b|:\/\/[^\s/:@$]+:[^\s/:@$]{3,}@/;

// A line with such a name or value has one of these in it.
const inSecrets =
  '@ auth credential key passw pword secret token akia asia hf_ ghp_ gho_ ghu_ ghr_ ghs_ sk- xoxb- xoxp-'.split(
    ' ',
  );

/** Of what `secretValue` knows. */
const shortest = 20;

const withoutQuotes = (raw: string): string =>
  raw.startsWith('"') || raw.startsWith("'") ? raw.replace(/^(["'])(.*)\1$/s, '$2') : raw;

function isSecret({ name }: Instruction, { key, value }: Pair): boolean {
  const text = value && withoutQuotes(value.raw);
  if (text !== undefined && text.length >= shortest && secretValue.test(text)) return true;
  if (!secretName.test(key.raw) || harmlessName.test(key.raw)) return false;
  return text === undefined ? name === 'ARG' : !harmlessValue.test(text);
}

function inVariable(view: View, instruction: Instruction, pair: Pair): Report {
  const name = pair.key.raw;
  return {
    start: pair.key.start,
    end: pair.key.end,
    message:
      instruction.name === 'ARG'
        ? l10n.t('{0} stays readable in the history of the image.', name)
        : l10n.t('{0} stays readable in the image.', name),
    fixes: [withMount(view, instruction, pair)],
  };
}

const usesByView = new Notes<View, ReadonlyMap<string, readonly Instruction[]>>();

/** The RUN instructions that name a variable; the file is read once, however many secrets it has. */
function usesOf(view: View): ReadonlyMap<string, readonly Instruction[]> {
  const known = usesByView.get(view);
  if (known) return known;
  const uses = new Map<string, Instruction[]>();
  for (const run of view.named('RUN')) {
    const names = view.dockerfile.text.slice(run.start, run.end).matchAll(/\$\{?(\w+)/g);
    for (const name of new Set([...names].map(([, each = '']) => each))) {
      const others = uses.get(name);
      if (others) others.push(run);
      else uses.set(name, [run]);
    }
  }
  usesByView.set(view, uses);
  return uses;
}

/** The runs that use it get it as a mount, which leaves nothing behind. */
function withMount(view: View, instruction: Instruction, pair: Pair): Fix {
  const name = pair.key.raw;
  const runs = (usesOf(view).get(name) ?? []).filter(({ start }) => start > instruction.start);
  const mounts = runs.map(({ keyword }) => {
    return { start: keyword.end, end: keyword.end, text: ` --mount=type=secret,id=${name},env=${name}` };
  });
  return {
    title:
      runs.length === 0
        ? l10n.t('Remove {0}', name)
        : l10n.t('Mount {0} as a secret where RUN uses it', name),
    edits: [withoutPair(view.dockerfile, instruction, pair), ...mounts],
    preferred: false,
  };
}

/** In what stands in the file; a JSON string may be written otherwise. */
const mayBeSecretFile = /env|aws|kaggle|netrc|pypirc|id_|credentials|ssh/;

const secretFile =
  /(?:^|\/)(?:\.env(?:\.(?:local|prod|production|staging))?|\.env\*|\.aws\/credentials|\.aws|\.ssh|kaggle\.json|\.netrc|\.pypirc|id_rsa|id_ed25519|\.git-credentials)$/;

function* inFiles(view: View, instruction: Instruction): Generator<Report> {
  if (flagOf(instruction, 'from')) return;
  const { sources } = copyWords(instruction);
  for (const { value, start, end } of sources) {
    if (!secretFile.test(value.replace(/\/$/, ''))) continue;
    yield {
      start,
      end,
      message: l10n.t('{0} stays readable in the image.', value),
      fixes:
        sources.length === 1
          ? [
              {
                title: l10n.t('Remove this {0}', instruction.name),
                edits: [deleteLines(view.dockerfile, instruction)],
                preferred: false,
              },
            ]
          : [],
    };
  }
}
