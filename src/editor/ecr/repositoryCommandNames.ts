/** What the Repositories view offers; the code behind it comes in with the first that is used. */
export const repositoryCommands = [
  'refreshRepositories',
  'createRepository',
  'switchAwsProfile',
  'switchAwsRegion',
  'signInToAws',
  'copyRepositoryUri',
  'copyPinnedUri',
  'pullRemoteImage',
  'removeRepository',
  'removeRemoteImages',
  'showMoreImages',
] as const;
