// Load tests of endpoints on this machine.
import type { Command } from './command';

const endpointFile = 'resourceFilename =~ /\\.endpoint\\.json$/';

export const loadCommands = {
  loadEndpoint: {
    title: 'Load Test Endpoint…',
    icon: '$(graph-line)',
    enablement: 'isWorkspaceTrusted',
    menus: { 'editor/context': { when: endpointFile, group: '9_sagemaker@4' } },
  },
  compareLoads: { title: 'Compare Load Tests…', icon: '$(diff)' },
  compareVariants: {
    title: 'Compare Variants…',
    icon: '$(git-compare)',
    enablement: 'isWorkspaceTrusted',
    menus: { 'editor/context': { when: endpointFile, group: '9_sagemaker@5' } },
  },
} as const satisfies Readonly<Record<string, Command>>;
