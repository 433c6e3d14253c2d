// Stands where ssh2 and gRPC would be: dockerode loads them at start, and we use neither. Remote engines are reached
// through the user's own ssh (adapters/docker/sshAgent), and builds have a session of our own (adapters/docker/build).
exports.Client = class Client {
  constructor() {
    throw new Error('Remote engines are reached through ssh, not through ssh2.');
  }
};
