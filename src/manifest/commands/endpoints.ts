// Endpoints of SageMaker.
import type { Command } from './command';

const onEndpoints = 'view == longshore.endpoints';
const oneEndpoint = `${onEndpoints} && viewItem =~ /^endpoint\\./ && !listMultiSelection`;

export const endpointCommands = {
  refreshEndpoints: {
    title: 'Refresh Endpoints',
    icon: '$(refresh)',
    menus: { 'view/title': { when: onEndpoints, group: 'navigation@1' } },
  },
  showMoreEndpoints: { title: 'Show More Endpoints' },
  editEndpoint: {
    title: 'Edit Endpoint…',
    icon: '$(settings)',
    menus: { 'view/item/context': { when: oneEndpoint, group: 'inline@1' } },
  },
  updateEndpoint: {
    title: 'Update Endpoint…',
    icon: '$(cloud-upload)',
    menus: {
      'view/item/context': { when: `${oneEndpoint} && viewItem == endpoint.still`, group: '0_change@2' },
    },
  },
  removeRolledBack: { title: 'Remove What a Rolled-Back Update Made…' },
  createEndpoint: {
    title: 'Create Endpoint on SageMaker…',
    icon: '$(cloud-upload)',
    menus: {
      'view/title': { when: onEndpoints, group: '2_make@1' },
      'editor/context': { when: 'resourceFilename =~ /\\.endpoint\\.json$/', group: '9_sagemaker@2' },
      'explorer/context': { when: 'resourceFilename =~ /\\.endpoint\\.json$/', group: '6_longshore@3' },
    },
  },
  invokeEndpoint: {
    title: 'Invoke Endpoint…',
    icon: '$(play)',
    menus: { 'view/item/context': { when: oneEndpoint, group: 'inline@2' } },
  },
  invokeEndpointAgain: {
    title: 'Invoke Endpoint Again…',
    menus: { 'view/item/context': { when: oneEndpoint, group: '1_use@2' } },
  },
  saveEndpointAnswer: { title: 'Save Endpoint Answer…', icon: '$(save)' },
  showEndpointLogs: {
    title: 'Show Endpoint Logs…',
    icon: '$(output)',
    menus: {
      'view/item/context': {
        when: `${onEndpoints} && viewItem =~ /^(endpoint\\.|variant$)/ && !listMultiSelection`,
        group: '1_look@2',
      },
    },
  },
  revealEndpointImage: {
    title: 'Show Image in Repositories',
    icon: '$(package)',
    menus: {
      'view/item/context': { when: `${onEndpoints} && viewItem == variantImage`, group: 'inline@1' },
    },
  },
  copyEndpointArn: {
    title: 'Copy Endpoint ARN',
    menus: {
      'view/item/context': { when: `${onEndpoints} && viewItem =~ /^endpoint\\./`, group: '2_copy@1' },
    },
  },
  openEndpointConsole: {
    title: 'Open Endpoint in AWS Console',
    icon: '$(link-external)',
    menus: { 'view/item/context': { when: oneEndpoint, group: '1_look@1' } },
  },
  removeEndpoint: {
    title: 'Delete Endpoint…',
    icon: '$(trash)',
    menus: {
      'view/item/context': {
        when: `${onEndpoints} && viewItem == endpoint.still && !listMultiSelection`,
        group: '9_destructive@1',
      },
    },
  },
} as const satisfies Readonly<Record<string, Command>>;
