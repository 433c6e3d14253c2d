type Words = Readonly<Record<string, string | undefined>>;

export interface EndpointSources {
  /** Of the environment. */
  readonly environment: Words;
  /** What the profile says. */
  readonly profile: Words;
  /** What the `services` section says that the profile names; `s3.endpoint_url` and the like. */
  readonly services: Words;
}

/** Where a service is when it is not where AWS has it, in the order that AWS documents. */
export function serviceEndpoint(service: string, sources: EndpointSources): string | undefined {
  const { environment, profile, services } = sources;
  const ignored =
    environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? profile['ignore_configured_endpoint_urls'];
  if (ignored?.toLowerCase() === 'true') return undefined;
  const said = [
    environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`],
    environment['AWS_ENDPOINT_URL'],
    services[`${service}.endpoint_url`],
    profile['endpoint_url'],
  ];
  return said.find(Boolean);
}
