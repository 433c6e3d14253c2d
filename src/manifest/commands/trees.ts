// Files of runs and containers.
import { onRuns, type Command } from './command';

const treeFile = `${onRuns} && viewItem =~ /^ml\\.(file|failure|archive)$/ && !listMultiSelection`;

export const treeCommands = {
  exploreContainer: {
    title: 'Explore /opt/ml of Container…',
    icon: '$(vm)',
    menus: { 'view/title': { when: onRuns, group: '2_explore@1' } },
  },
  closeContainer: {
    title: 'Close Container',
    icon: '$(close)',
    menus: { 'view/item/context': { when: `${onRuns} && viewItem == ml.container`, group: 'inline@1' } },
  },
  openTreeFile: { title: 'Open File of Run…' },
  openTreeFileEnd: {
    title: 'Open End of File…',
    menus: { 'view/item/context': { when: treeFile, group: '1_open@1' } },
  },
  saveTreeFile: {
    title: 'Save File of Run As…',
    menus: { 'view/item/context': { when: treeFile, group: '1_open@2' } },
  },
  copyTreePath: {
    title: 'Copy Path of File…',
    menus: {
      'view/item/context': {
        when: `${onRuns} && viewItem =~ /^ml\\.(?!value|problem|more)/`,
        group: '2_copy@1',
      },
    },
  },
  compareTreeFile: {
    title: 'Compare File to Another Run…',
    menus: { 'view/item/context': { when: treeFile, group: '3_compare@1' } },
  },
  showMoreFiles: { title: 'Show More Files' },
  addToChannel: {
    title: 'Add Files to Channel…',
    menus: { 'view/item/context': { when: `${onRuns} && viewItem == ml.channel`, group: '1_open@1' } },
  },
} as const satisfies Readonly<Record<string, Command>>;
