// Endpoints on this machine.
import { endpointFile, onRuns, type Command } from './command';

const one = (kind: string): string => `${onRuns} && viewItem =~ /^${kind}$/ && !listMultiSelection`;
const running = one('served\\.running');

export const servedCommands = {
  serveLocally: {
    title: 'Serve Locally',
    icon: '$(broadcast)',
    enablement: 'isWorkspaceTrusted',
    menus: {
      'editor/title/run': { when: endpointFile, group: '1_run@1' },
      'explorer/context': { when: endpointFile, group: '6_longshore@1' },
    },
  },
  serveModel: {
    title: "Serve Last Run's Model",
    icon: '$(broadcast)',
    enablement: 'isWorkspaceTrusted',
    menus: { 'view/item/context': { when: one('run\\.ended'), group: '1_run@1' } },
  },
  openLocalEndpoint: {
    title: 'Open Local Endpoint',
    icon: '$(preview)',
    menus: { 'view/item/context': { when: one('served\\.(running|over)'), group: 'inline@1' } },
  },
  stopLocalEndpoint: {
    title: 'Stop Local Endpoint',
    icon: '$(debug-stop)',
    menus: { 'view/item/context': { when: running, group: 'inline@4' } },
  },
  killLocalEndpoint: {
    title: 'Kill Local Endpoint Without Grace',
    menus: { 'view/item/context': { when: running, group: '1_run@3' } },
  },
  restartVariant: {
    title: 'Start Variant Again',
    icon: '$(debug-restart)',
    menus: {
      'view/item/context': { when: one('servedVariant\\.(serving|failed|stopped)'), group: 'inline@1' },
    },
  },
  showLocalEndpointLog: {
    title: 'Show Log of Local Endpoint',
    icon: '$(output)',
    menus: { 'view/item/context': { when: one('served\\.(running|over)'), group: 'inline@3' } },
  },
  invokeLocalEndpoint: {
    title: 'Invoke Local Endpoint…',
    icon: '$(play)',
    menus: { 'view/item/context': { when: running, group: 'inline@2' } },
  },
  loadLocalEndpoint: {
    title: 'Load Test Local Endpoint…',
    enablement: 'isWorkspaceTrusted',
    menus: { 'view/item/context': { when: running, group: '3_test@1' } },
  },
  compareLocalVariants: {
    title: 'Compare Variants of Local Endpoint…',
    enablement: 'isWorkspaceTrusted',
    menus: { 'view/item/context': { when: running, group: '3_test@2' } },
  },
  copyEndpointAddress: {
    title: 'Copy Address of Local Endpoint',
    menus: { 'view/item/context': { when: running, group: '2_copy@1' } },
  },
  openEndpointFile: {
    title: 'Open Endpoint File',
    menus: { 'view/item/context': { when: one('served\\.(running|over)'), group: '2_open@1' } },
  },
  deleteLocalEndpoints: {
    title: 'Delete Local Endpoints…',
    menus: {
      'view/item/context': { when: `${onRuns} && viewItem == served.over`, group: '9_destructive@1' },
    },
  },
} as const satisfies Readonly<Record<string, Command>>;
