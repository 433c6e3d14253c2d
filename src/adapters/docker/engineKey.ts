import type { RegistryKey } from '../../core/ecr/ports';

/** As the engine takes it, with one request. */
export const engineKey = ({ registry, user, password }: RegistryKey) => ({
  username: user,
  password,
  serveraddress: registry,
});
