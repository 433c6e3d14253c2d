import assert from 'node:assert/strict';
import type { DockerContext, EndpointChoice } from '../../../src/core/docker/endpoint';
import { chooseEndpoint, parseHost, startCommand } from '../../../src/core/docker/endpoint';
import { Problem } from '../../../src/core/problem';

const colima: DockerContext = {
  name: 'colima',
  description: '',
  host: 'unix:///home/ada/.colima/default/docker.sock',
  skipTlsVerify: false,
  tlsFolder: undefined,
};
const nothing: EndpointChoice = {
  platform: 'linux',
  home: '/home/ada',
  environment: {},
  settingContext: '',
  settingHost: '',
  currentContext: undefined,
  contexts: [colima],
};
const choose = (more: Partial<EndpointChoice>) => {
  const { name, source } = chooseEndpoint({ ...nothing, ...more });
  return [name, source];
};

describe('The engine is chosen as the docker command line does', () => {
  it('by our settings, the environment, the current context, the usual places, in this order', () => {
    const environment = { DOCKER_HOST: 'tcp://one:2375', DOCKER_CONTEXT: 'colima' };
    assert.deepEqual(choose({ settingHost: 'tcp://two', settingContext: 'colima', environment }), [
      'tcp://two',
      'setting',
    ]);
    assert.deepEqual(choose({ settingContext: 'colima', environment }), ['colima', 'setting']);
    assert.deepEqual(choose({ environment, currentContext: 'colima' }), ['tcp://one:2375', 'environment']);
    assert.deepEqual(choose({ environment: { DOCKER_CONTEXT: 'colima' } }), ['colima', 'environment']);
    assert.deepEqual(choose({ currentContext: 'colima' }), ['colima', 'context']);
    assert.deepEqual(choose({}), ['default', 'default']);
    assert.deepEqual(choose({ environment: { DOCKER_HOST: '' } }), ['default', 'default']);
  });

  it('looks for the system engine, Docker Desktop, rootless, Colima, Rancher Desktop and Podman', () => {
    const { addresses } = chooseEndpoint({ ...nothing, environment: { XDG_RUNTIME_DIR: '/run/user/1000' } });
    assert.deepEqual(
      addresses.map((each) => (each.kind === 'socket' ? each.path : '')),
      [
        '/var/run/docker.sock',
        '/home/ada/.docker/run/docker.sock',
        '/run/user/1000/docker.sock',
        '/home/ada/.colima/default/docker.sock',
        '/home/ada/.rd/docker.sock',
        '/run/user/1000/podman/podman.sock',
      ],
    );
  });

  it('on Windows at its pipe', () => {
    const pipe = { kind: 'socket', path: '\\\\.\\pipe\\docker_engine' };
    assert.deepEqual(chooseEndpoint({ ...nothing, platform: 'win32' }).addresses, [pipe]);
    assert.deepEqual(parseHost('npipe:////./pipe/docker_engine', undefined), pipe);
  });

  it('with the certificates of a context, or of the environment', () => {
    const remote = {
      ...colima,
      name: 'remote',
      host: 'tcp://build:2376',
      tlsFolder: '/certs',
      skipTlsVerify: true,
    };
    const tls = (choice: Partial<EndpointChoice>) => {
      const [address] = chooseEndpoint({ ...nothing, contexts: [remote], ...choice }).addresses;
      return address?.kind === 'tcp' ? address.tls : undefined;
    };
    assert.deepEqual(tls({ currentContext: 'remote' }), { folder: '/certs', verify: false });
    const environment = { DOCKER_HOST: 'tcp://build', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/mine' };
    assert.deepEqual(tls({ environment }), { folder: '/mine', verify: true });
    assert.equal(tls({ environment: { DOCKER_HOST: 'tcp://build' } }), undefined);
  });

  it('and says which context is not there', () => {
    const wrong = () => chooseEndpoint({ ...nothing, settingContext: 'gone' });
    assert.throws(
      wrong,
      (error) => error instanceof Problem && error.kind === 'docker-context' && /gone/.test(error.message),
    );
  });
});

describe('An address', () => {
  const addresses: ReadonlyArray<readonly [string, object]> = [
    ['unix:///run/docker.sock', { kind: 'socket', path: '/run/docker.sock' }],
    ['tcp://10.0.0.1:2375', { kind: 'tcp', host: '10.0.0.1', port: 2375, tls: undefined }],
    ['tcp://build', { kind: 'tcp', host: 'build', port: 2375, tls: undefined }],
    ['build:2375', { kind: 'tcp', host: 'build', port: 2375, tls: undefined }],
    ['tcp://[::1]:2375', { kind: 'tcp', host: '::1', port: 2375, tls: undefined }],
    ['https://build', { kind: 'tcp', host: 'build', port: 2376, tls: { folder: '', verify: true } }],
    ['ssh://ada@gpu-box', { kind: 'ssh', target: 'ada@gpu-box', port: undefined }],
    ['ssh://gpu-box:2222/', { kind: 'ssh', target: 'gpu-box', port: 2222 }],
  ];
  for (const [text, address] of addresses) {
    it(`${text} is read`, () => assert.deepEqual(parseHost(text, undefined), address));
  }
  for (const text of ['', 'unix://', 'ftp://x', 'ssh://', 'tcp://']) {
    it(`"${text}" is refused with words`, () => assert.throws(() => parseHost(text, undefined), Problem));
  }
});

describe('An engine is started', () => {
  const command = (more: Partial<EndpointChoice>) => {
    const choice = { ...nothing, ...more };
    return startCommand(chooseEndpoint(choice), choice.platform);
  };
  it('by the command of its installation', () => {
    assert.equal(command({}), 'sudo systemctl start docker');
    assert.equal(command({ platform: 'darwin' }), 'open -a Docker');
    assert.equal(command({ currentContext: 'colima' }), 'colima start');
    assert.equal(
      command({ settingHost: 'unix:///run/user/1000/docker.sock' }),
      'systemctl --user start docker',
    );
  });
  it('not from here when it is elsewhere', () =>
    assert.equal(command({ settingHost: 'ssh://gpu-box' }), undefined));
});
