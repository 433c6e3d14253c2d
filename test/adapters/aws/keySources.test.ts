import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { makeRegistries } from '../../../src/adapters/aws/aws';
import type { KeysNews } from '../../../src/core/ecr/ports';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import type { KeyServer } from '../../support/aws/keyServer';
import { startKeyServer } from '../../support/aws/keyServer';

const unset = () => ({ profile: '', region: '' });
const never = new AbortController().signal;
const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;

describe('Keys of AWS', () => {
  let server: KeyServer;
  let home: string;
  let restore: () => void;
  let before: string | undefined;

  beforeEach(async () => {
    server = await startKeyServer();
    home = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-home-')));
    mkdirSync(join(home, '.aws'));
    before = process.env['HOME'];
    process.env['HOME'] = home;
    restore = setAws({
      AWS_CONFIG_FILE: join(home, '.aws', 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL_STS: server.url,
      AWS_ENDPOINT_URL_SSO: server.url,
    });
  });
  afterEach(async () => {
    restore();
    if (before === undefined) delete process.env['HOME'];
    else process.env['HOME'] = before;
    rmSync(home, { recursive: true });
    await server.stop();
  });

  const write = (path: string, text: string): void => {
    mkdirSync(join(home, '.aws', path, '..'), { recursive: true });
    writeFileSync(join(home, '.aws', path), text);
  };
  const pair = (name: string): string => `aws_access_key_id = ${name}\naws_secret_access_key = s\n`;
  const keyOf = async (accounts: Accounts, profile?: string): Promise<string> =>
    (await (await accounts.read(profile)).credentials()).accessKeyId;
  const isMissing = (words: RegExp) => (error: unknown) =>
    error instanceof Problem && error.kind === 'aws-credentials' && words.test(error.message);
  const token = (expires: Date): string =>
    JSON.stringify({ accessToken: 'valid', expiresAt: expires.toISOString(), region: 'us-east-1' });
  const cacheName = (session: string): string =>
    `sso/cache/${createHash('sha1').update(session).digest('hex')}.json`;
  const anHour = 3_600_000;

  it('are those of the environment, which nobody else has', async () => {
    write('credentials', `[default]\n${pair('AKIAFILE')}`);
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' });
    const accounts = new Accounts(unset);
    assert.equal(await keyOf(accounts), 'AKIAENV');
    assert.equal((await accounts.read(undefined)).profile, '', 'They are of no profile.');
    assert.equal(await keyOf(accounts, 'default'), 'AKIAFILE', 'A profile that is named goes before.');
  });

  it('are the fixed ones of a profile, and new ones when the file says so', async () => {
    write('credentials', `[work]\n${pair('AKIAONE')}`);
    const accounts = new Accounts(() => ({ profile: 'work', region: '' }));
    assert.equal(await keyOf(accounts), 'AKIAONE');
    write('credentials', `[work]\n${pair('AKIATWO')}`);
    assert.equal(await keyOf(accounts), 'AKIATWO');
  });

  it('are those of a role, by the profile that lends its own and with the external id', async () => {
    write('credentials', `[base]\n${pair('AKIABASE')}`);
    write(
      'config',
      `[profile ml]\nrole_arn = ${role('ml')}\nsource_profile = base\nexternal_id = outside\nrole_session_name = me\n`,
    );
    const accounts = new Accounts(unset);
    const [one, other] = await Promise.all([keyOf(accounts, 'ml'), keyOf(accounts, 'ml')]);
    assert.equal(one, 'ASIAml1');
    assert.equal(other, 'ASIAml1', 'Two that ask at once share one answer.');
    assert.equal(await keyOf(accounts, 'ml'), 'ASIAml1');
    assert.equal(server.asked.length, 1);
    const { ExternalId, RoleSessionName, signer } = server.asked[0] ?? {};
    assert.deepEqual([ExternalId, RoleSessionName, signer], ['outside', 'me', 'AKIABASE']);
    write('credentials', `[base]\n${pair('AKIAOTHER')}`);
    assert.equal(await keyOf(accounts, 'ml'), 'ASIAml2', 'Whose own keys changed may be somebody else.');
  });

  it('are asked for again when they are over', async () => {
    server.lifetime = 1;
    write('credentials', `[base]\n${pair('AKIABASE')}`);
    write('config', `[profile ml]\nrole_arn = ${role('ml')}\nsource_profile = base\n`);
    const accounts = new Accounts(unset);
    assert.equal(await keyOf(accounts, 'ml'), 'ASIAml1');
    await new Promise((resolve) => void setTimeout(resolve, 1100));
    assert.equal(await keyOf(accounts, 'ml'), 'ASIAml2');
  });

  it('of a role that is closed are told as such, and not as a right that is missing on ECR', async () => {
    write('credentials', `[base]\n${pair('AKIABASE')}`);
    write('config', `[profile ml]\nrole_arn = ${role('closed')}\nsource_profile = base\n`);
    const ecr = await makeRegistries(new Accounts(unset)).open({ profile: 'ml', region: undefined });
    await assert.rejects(
      ecr.identity(never),
      (error) =>
        error instanceof Problem &&
        error.kind === 'aws-denied' &&
        /may not take the role of the profile ml\. AWS said: .*sts:AssumeRole/.test(error.message),
    );
    ecr.close();
  });

  describe('behind a device for multi-factor authentication', () => {
    beforeEach(() => {
      write('credentials', `[base]\n${pair('AKIABASE')}`);
      write(
        'config',
        `[profile ml]\nrole_arn = ${role('ml')}\nsource_profile = base\nmfa_serial = arn:aws:iam::1:mfa/me\n`,
      );
    });
    const answering = (...codes: readonly string[]) => {
      const serials: string[] = [];
      return {
        serials,
        ask: async (serial: string): Promise<string> => {
          serials.push(serial);
          return Promise.resolve(codes[serials.length - 1] ?? 'none');
        },
      };
    };

    it('come with a code that is asked for once', async () => {
      const { ask, serials } = answering('123456');
      const accounts = new Accounts(unset, ask);
      await Promise.all([keyOf(accounts, 'ml'), keyOf(accounts, 'ml')]);
      assert.equal(await keyOf(accounts, 'ml'), 'ASIAml1');
      assert.deepEqual(serials, ['arn:aws:iam::1:mfa/me']);
      assert.equal(server.asked[0]?.['SerialNumber'], 'arn:aws:iam::1:mfa/me');
    });

    it('do not come with a wrong one, and are asked for again', async () => {
      const { ask } = answering('654321', '123456');
      const accounts = new Accounts(unset, ask);
      await assert.rejects(keyOf(accounts, 'ml'), isMissing(/did not take the code/));
      assert.equal(await keyOf(accounts, 'ml'), 'ASIAml2');
    });

    it('are not asked for behind the user’s back while the old ones work', async () => {
      server.lifetime = 120;
      const { ask, serials } = answering('123456', '123456');
      const accounts = new Accounts(unset, ask);
      for (let turn = 0; turn < 3; turn += 1) assert.equal(await keyOf(accounts, 'ml'), 'ASIAml1');
      assert.equal(serials.length, 1);
    });

    it('are not asked a code for when the lender has none itself', async () => {
      write('credentials', `[base]\ncredential_process = false\n`);
      const { ask, serials } = answering('123456');
      await assert.rejects(keyOf(new Accounts(unset, ask), 'ml'), isMissing(/no valid credentials/));
      assert.deepEqual(serials, []);
    });

    it('do not come when the user says no', async () => {
      const no = Object.assign(new Error('no'), { name: 'AbortError' });
      await assert.rejects(keyOf(new Accounts(unset, async () => Promise.reject(no)), 'ml'), no);
    });
  });

  it('are what a program says', async () => {
    const program = join(home, 'issue.mjs');
    writeFileSync(
      program,
      `console.log(JSON.stringify({ Version: 1, AccessKeyId: 'ASIAPROGRAM', SecretAccessKey: 's' }));`,
    );
    write('config', `[profile issued]\ncredential_process = "${process.execPath}" "${program}"\n`);
    assert.equal(await keyOf(new Accounts(unset), 'issued'), 'ASIAPROGRAM');
  });

  it('are those of the role that a token of the web opens', async () => {
    write('token', 'a.b.c');
    write(
      'config',
      `[profile web]\nrole_arn = ${role('web')}\nweb_identity_token_file = ${join(home, '.aws/token')}\n`,
    );
    assert.equal(await keyOf(new Accounts(unset), 'web'), 'ASIAweb1');
    assert.equal(server.asked[0]?.['WebIdentityToken'], 'a.b.c');
  });

  it('are those of SSO while its session lasts, and again after the next sign-in', async () => {
    write(
      'config',
      '[profile sso]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = ML\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.example\n',
    );
    const accounts = new Accounts(unset);
    const news: KeysNews['kind'][] = [];
    accounts.onKeys(({ kind }) => news.push(kind));
    await assert.rejects(keyOf(accounts, 'sso'), isMissing(/no valid credentials/));
    write(cacheName('corp'), token(new Date(Date.now() + anHour)));
    assert.equal(await keyOf(accounts, 'sso'), 'ASIASSO');
    assert.equal(server.asked[0]?.['role_name'], 'ML');
    write(cacheName('corp'), token(new Date(Date.now() - anHour)));
    await assert.rejects(keyOf(accounts, 'sso'), isMissing(/session is over/));
    assert.deepEqual(news, ['missing', 'found', 'missing']);
  });

  it('are those of a sign-in as in the console', async () => {
    const session = 'arn:aws:sts::123456789012:assumed-role/admin/me';
    write('config', `[profile console]\nlogin_session = ${session}\n`);
    const accounts = new Accounts(unset);
    await assert.rejects(keyOf(accounts, 'console'), isMissing(/no valid credentials/));
    const keys = { accessKeyId: 'ASIALOGIN', secretAccessKey: 's', sessionToken: 't', accountId: '1' };
    const expiresAt = new Date(Date.now() + anHour).toISOString();
    write(
      `login/cache/${createHash('sha256').update(session).digest('hex')}.json`,
      JSON.stringify({
        accessToken: { ...keys, expiresAt },
        clientId: 'c',
        refreshToken: 'r',
        idToken: 'i',
        dpopKey: 'k',
      }),
    );
    assert.equal(await keyOf(accounts, 'console'), 'ASIALOGIN');
    const [profile] = await makeRegistries(accounts).profiles();
    assert.deepEqual(profile, { name: 'console', region: undefined, sso: false, login: true });
  });

  it('go to where the profile says that a service is', async () => {
    delete process.env['AWS_ENDPOINT_URL_STS'];
    write(
      'config',
      `[profile here]\n${pair('AKIAHERE')}services = mine\nendpoint_url = http://127.0.0.1:1\n[services mine]\nsts =\n  endpoint_url = ${server.url}\n`,
    );
    const ecr = await makeRegistries(new Accounts(unset)).open({ profile: 'here', region: undefined });
    assert.equal((await ecr.identity(never)).account, '123456789012');
    assert.equal(server.asked[0]?.['signer'], 'AKIAHERE');
    ecr.close();
  });

  it('that AWS refuses are looked up anew, and told about', async () => {
    write('credentials', `[default]\n${pair('AKIAOLD')}`);
    const accounts = new Accounts(unset);
    const news: KeysNews[] = [];
    accounts.onKeys((each) => news.push(each));
    const account = await accounts.read(undefined);
    await account.credentials();
    const expired = Object.assign(new Error('over'), { name: 'ExpiredTokenException' });
    accounts.explain(account)(expired, { action: 'a', of: 'b' });
    assert.deepEqual(
      news.map(({ kind, profile }) => [kind, profile]),
      [
        ['found', 'default'],
        ['missing', 'default'],
      ],
    );
    assert.notEqual(await accounts.read(undefined), account);
  });
});
