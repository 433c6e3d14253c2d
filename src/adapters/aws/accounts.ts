import * as l10n from '@vscode/l10n';
import type { KeysNews } from '../../core/ecr/ports';
import { isAbort, Problem } from '../../core/problem';
import type { Account, AskCode, KeyChain } from './account';
import type { Explain } from './problems';
import { awsProblem } from './problems';
import { signInMark } from './profileFiles';

/** What the user set for Longshore; empty where it is as the AWS command line finds it. */
export interface AwsSettings {
  readonly profile: string;
  readonly region: string;
}

interface Known {
  readonly mark: string;
  readonly account: Account;
}

/**
 * Who the user is, by profile. One chain of keys serves all clients for as long as the files and the environment say
 * the same: nobody is asked twice for a code, and no program is run twice for keys that still work.
 */
export class Accounts {
  readonly settings: () => AwsSettings;
  readonly #askCode: AskCode | undefined;
  readonly #known = new Map<string | undefined, Known>();
  readonly #told = new Map<string, KeysNews['kind']>();
  readonly #listeners = new Set<(news: KeysNews) => void>();

  constructor(settings: () => AwsSettings, askCode?: AskCode) {
    this.settings = settings;
    this.#askCode = askCode;
  }

  /** A profile that is named goes before that of the settings. */
  profileIn(named: string | undefined): string | undefined {
    return named ?? (this.settings().profile || undefined);
  }

  /** The clients of AWS weigh more than all the rest, and come when they are first needed. */
  async read(named: string | undefined): Promise<Account> {
    const profile = this.profileIn(named);
    const { readSaid, makeAccount } = await import('./account');
    const said = await readSaid(profile);
    const mark = `${said.mark}${said.usesSignIn ? await signInMark() : ''}`;
    const known = this.#known.get(profile);
    if (known?.mark === mark) return known.account;
    const made = makeAccount(profile, said, this.#askCode);
    const account = { ...made, credentials: this.#telling(made) };
    this.#known.set(profile, { mark, account });
    return account;
  }

  /** Our words for what a client threw. Keys that AWS refuses are looked up anew the next time. */
  explain({ profile }: Account): Explain {
    return (error, asked) => {
      const problem = awsProblem(error, asked);
      if (problem instanceof Problem && problem.kind === 'aws-credentials') {
        for (const [named, { account }] of this.#known)
          if (account.profile === profile) this.#known.delete(named);
        this.#tell({ kind: 'missing', profile, problem });
      }
      return problem;
    };
  }

  onKeys(listener: (news: KeysNews) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  #telling({ profile, credentials }: Account): KeyChain {
    return async (options) => {
      try {
        const keys = await credentials(options);
        this.#tell({ kind: 'found', profile });
        return keys;
      } catch (error) {
        if (isAbort(error)) throw error;
        const asked = { action: 'sts:AssumeRole', of: profile };
        const problem = refusedRole(error, profile) ?? awsProblem(error, asked);
        if (problem instanceof Problem && problem.kind === 'aws-credentials')
          this.#tell({ kind: 'missing', profile, problem });
        throw problem;
      }
    };
  }

  #tell(news: KeysNews): void {
    if (this.#told.get(news.profile) === news.kind) return;
    this.#told.set(news.profile, news.kind);
    for (const listener of this.#listeners) listener(news);
  }
}

/** What the profile's own role says is not about what was asked with it. */
function refusedRole(error: unknown, profile: string): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  // AWS has one name for all that it refuses, and only words for a wrong code.
  if (/MultiFactorAuthentication failed/.test(error.message))
    return new Problem(
      'aws-credentials',
      l10n.t('AWS did not take the code. Wait for the next one and try again.'),
    );
  if (!refusals.has(error.name)) return undefined;
  return new Problem(
    'aws-denied',
    l10n.t('You may not take the role of the profile {0}. AWS said: {1}', profile, error.message),
    error,
  );
}

const refusals = new Set(['AccessDenied', 'AccessDeniedException', 'ForbiddenException']);
