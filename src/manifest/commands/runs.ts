// Training runs.
import { onRuns, runFile, type Command } from './command';

const oneRun = (kind: string): string => `${onRuns} && viewItem =~ /^run\\.${kind}$/ && !listMultiSelection`;

export const runCommands = {
  trainLocally: {
    title: 'Train Locally',
    icon: '$(play)',
    enablement: 'isWorkspaceTrusted',
    menus: {
      'editor/title/run': { when: runFile, group: '1_run@1' },
      'explorer/context': { when: runFile, group: '6_longshore@1' },
    },
  },
  watchLastRun: { title: 'Watch Last Run', icon: '$(eye)' },
  refreshRuns: {
    title: 'Refresh Runs',
    icon: '$(refresh)',
    menus: { 'view/title': { when: onRuns, group: 'navigation@2' } },
  },
  showRunLog: {
    title: 'Show Log of Run',
    icon: '$(output)',
    menus: { 'view/item/context': { when: oneRun('(running|ended)'), group: 'inline@1' } },
  },
  stopRun: {
    title: 'Stop Run',
    icon: '$(debug-stop)',
    menus: { 'view/item/context': { when: oneRun('running'), group: 'inline@2' } },
  },
  killRun: {
    title: 'Kill Run Without Grace',
    menus: { 'view/item/context': { when: oneRun('running'), group: '1_run@2' } },
  },
  interruptRun: {
    title: 'Simulate Spot Interruption',
    icon: '$(zap)',
    menus: { 'view/item/context': { when: oneRun('running'), group: '1_run@1' } },
  },
  trainAgain: {
    title: 'Train Again',
    icon: '$(debug-restart)',
    enablement: 'isWorkspaceTrusted',
    menus: { 'view/item/context': { when: oneRun('ended'), group: 'inline@2' } },
  },
  openRunFile: {
    title: 'Open Run File',
    menus: { 'view/item/context': { when: oneRun('(running|ended)'), group: '2_open@1' } },
  },
  openArtifacts: {
    title: 'Open Artifacts…',
    icon: '$(folder-opened)',
    menus: { 'view/item/context': { when: oneRun('ended'), group: '2_open@2' } },
  },
  compareRuns: {
    title: 'Compare Runs',
    icon: '$(git-compare)',
    menus: {
      'view/item/context': {
        when: `${onRuns} && viewItem =~ /^run\\./ && listDoubleSelection`,
        group: '3_compare@1',
      },
    },
  },
  deleteRuns: {
    title: 'Delete Runs…',
    icon: '$(trash)',
    menus: { 'view/item/context': { when: `${onRuns} && viewItem == run.ended`, group: '9_destructive@1' } },
  },
  pruneRuns: {
    title: 'Free Disk Space of Runs…',
    icon: '$(clear-all)',
    menus: { 'view/title': { when: onRuns, group: '1_clean@1' } },
  },
  watchResources: {
    title: 'Show Resources and Metrics',
    icon: '$(graph-line)',
    menus: {
      'view/item/context': {
        when: `${onRuns} && viewItem =~ /^(run\\.(running|ended)|served\\.(running|over))$/`,
        group: 'inline@3',
      },
    },
  },
  stopActivity: { title: 'Stop What Is Running', icon: '$(stop-circle)', enablement: 'longshore.busy' },
} as const satisfies Readonly<Record<string, Command>>;
