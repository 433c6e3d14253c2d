import type Dockerode from 'dockerode';
import type { ContainerSpec } from '../../core/run/ports';

/** The request that makes a container of a run. Everything in it is an argument; nothing goes through a shell. */
export function containerOptions(spec: ContainerSpec): Dockerode.ContainerCreateOptions {
  const ports = spec.ports.map(({ inside }) => `${inside}/tcp`);
  return {
    name: spec.name,
    Image: spec.image,
    ...(spec.platform === undefined ? {} : { platform: spec.platform }),
    ...(spec.network === 'host' ? {} : { Hostname: spec.host }),
    Labels: { ...spec.labels },
    ...(spec.entrypoint ? { Entrypoint: [...spec.entrypoint] } : {}),
    Cmd: [...spec.command],
    ...(spec.user === undefined ? {} : { User: spec.user }),
    Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
    AttachStdout: true,
    AttachStderr: true,
    ExposedPorts: Object.fromEntries(ports.map((port) => [port, {}])),
    HostConfig: hostConfig(spec),
    ...(spec.network === 'bridge' || spec.network === 'host'
      ? {}
      : {
          NetworkingConfig: {
            EndpointsConfig: {
              [spec.network]: {
                Aliases: [spec.host],
                ...(spec.address === undefined ? {} : { IPAMConfig: { IPv4Address: spec.address } }),
              },
            },
          },
        }),
  };
}

function hostConfig(spec: ContainerSpec): Dockerode.HostConfig {
  return {
    Mounts: spec.mounts.map(({ source, target, readOnly }) => ({
      Type: 'bind',
      Source: source,
      Target: target,
      ReadOnly: readOnly,
    })),
    NetworkMode: spec.network,
    ShmSize: spec.shmBytes,
    ...(spec.memoryBytes === undefined ? {} : { Memory: spec.memoryBytes, MemorySwap: spec.memoryBytes }),
    ...(spec.cpus === undefined ? {} : { NanoCpus: Math.round(spec.cpus * 1e9) }),
    ...(spec.gpus === 'none' ? {} : { DeviceRequests: [deviceRequest(spec.gpus)] }),
    PortBindings: Object.fromEntries(
      spec.ports.map(({ inside, outside }) => [
        `${inside}/tcp`,
        [{ HostIp: '127.0.0.1', HostPort: outside === undefined ? '' : String(outside) }],
      ]),
    ),
    ExtraHosts: [
      ...(spec.network === 'bridge' ? ['host.docker.internal:host-gateway'] : []),
      ...Object.entries(spec.addresses)
        .filter(([host]) => host !== spec.host)
        .map(([host, address]) => `${host}:${address}`),
    ],
    // Whatever the engine's default: logs must be readable again, and whole. No limit has no word of its own.
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1024g' } },
  };
}

function deviceRequest(gpus: 'all' | readonly string[]): Dockerode.DeviceRequest {
  const which = gpus === 'all' ? { Count: -1 } : { DeviceIDs: [...gpus] };
  return { Driver: '', ...which, Capabilities: [['gpu']] };
}
