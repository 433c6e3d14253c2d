/** Where the user works, as far as the environment says; prebuilt images lie in every region. */
export const userRegion = (environment: Readonly<Record<string, string | undefined>>): string =>
  environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1';
