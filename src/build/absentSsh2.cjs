// Stands where ssh2 would be: docker-modem loads it at start, and we never let it open a connection.
exports.Client = class Client {
  constructor() {
    throw new Error('Remote engines are reached through ssh, not through ssh2.');
  }
};
