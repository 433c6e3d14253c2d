// New containers, and the files that say what is trained and hosted.
import { endpointFile, runFile, type Command } from './command';

export const fileCommands = {
  scaffoldContainer: {
    title: 'Scaffold Container…',
    icon: '$(rocket)',
    menus: {
      'file/newFile': {},
      'explorer/context': { when: 'explorerResourceIsFolder', group: '6_longshore@2' },
    },
  },
  openContainerReadme: { title: 'Open Container README', icon: '$(book)' },
  openWalkthrough: { title: 'Open Walkthrough', icon: '$(mortar-board)' },
  newRunFile: {
    title: 'New Training Run File…',
    icon: '$(new-file)',
    menus: { 'file/newFile': {} },
  },
  importTrainingJob: { title: 'Import CreateTrainingJob Request…' },
  copyTrainingJob: {
    title: 'Copy as CreateTrainingJob Request',
    menus: { 'editor/context': { when: runFile, group: '9_sagemaker@1' } },
  },
  copyPythonCode: {
    title: 'Copy as Python SDK Code',
    menus: { 'editor/context': { when: runFile, group: '9_sagemaker@2' } },
  },
  newEndpointFile: {
    title: 'New Endpoint File…',
    icon: '$(new-file)',
    menus: { 'file/newFile': {} },
  },
  testServingContract: {
    title: 'Test Serving Contract',
    icon: '$(checklist)',
    enablement: 'isWorkspaceTrusted',
    menus: {
      'editor/title/run': { when: endpointFile, group: '1_run@2' },
      'explorer/context': { when: endpointFile, group: '6_longshore@2' },
    },
  },
  copyEndpointRequests: {
    title: 'Copy as CreateModel and CreateEndpointConfig',
    menus: { 'editor/context': { when: endpointFile, group: '9_sagemaker@1' } },
  },
  transformBatch: {
    title: 'Transform Batch Locally…',
    enablement: 'isWorkspaceTrusted',
    menus: { 'editor/context': { when: endpointFile, group: '9_sagemaker@3' } },
  },
  copyTransformJob: {
    title: 'Copy as CreateTransformJob Request…',
    menus: { 'editor/context': { when: endpointFile, group: '9_sagemaker@2' } },
  },
} as const satisfies Readonly<Record<string, Command>>;
