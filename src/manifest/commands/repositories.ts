// Amazon ECR.
import { policyScheme, repositoriesFiltered } from '../viewIds';
import type { Command } from './command';

const onRepositories = 'view == longshore.repositories';
const oneRepository = `${onRepositories} && viewItem =~ /^repository/ && !listMultiSelection`;
const oneImage = `${onRepositories} && viewItem =~ /^remoteImage/ && !listMultiSelection`;
const oneRegion = `${onRepositories} && viewItem == region && !listMultiSelection`;

export const repositoryCommands = {
  refreshRepositories: {
    title: 'Refresh Repositories',
    icon: '$(refresh)',
    menus: { 'view/title': { when: onRepositories, group: 'navigation@2' } },
  },
  createRepository: {
    title: 'Create Repository…',
    icon: '$(add)',
    menus: {
      'view/title': { when: onRepositories, group: 'navigation@1' },
      'view/item/context': { when: oneRegion, group: 'inline@1' },
    },
  },
  switchAwsProfile: {
    title: 'Switch AWS Profile…',
    icon: '$(account)',
    menus: { 'view/title': { when: onRepositories, group: '1_aws@1' } },
  },
  switchAwsRegion: {
    title: 'Switch AWS Region…',
    icon: '$(globe)',
    menus: { 'view/title': { when: onRepositories, group: '1_aws@2' } },
  },
  addAwsRegion: {
    title: 'Add AWS Region…',
    icon: '$(add)',
    menus: { 'view/title': { when: onRepositories, group: '1_aws@3' } },
  },
  removeAwsRegion: {
    title: 'Remove AWS Region…',
    icon: '$(close)',
    menus: { 'view/item/context': { when: oneRegion, group: '9_region@1' } },
  },
  signInToAws: {
    title: 'Sign in to AWS',
    icon: '$(sign-in)',
    menus: { 'view/title': { when: onRepositories, group: '1_aws@4' } },
  },
  chooseAws: { title: 'Choose AWS Account and Region…', icon: '$(account)' },
  filterRepositories: {
    title: 'Filter Repositories…',
    icon: '$(filter)',
    menus: {
      'view/title': { when: `${onRepositories} && !${repositoriesFiltered}`, group: 'navigation@0' },
    },
  },
  clearRepositoryFilter: {
    title: 'Clear Filter of Repositories',
    icon: '$(filter-filled)',
    enablement: repositoriesFiltered,
    menus: {
      'view/title': { when: `${onRepositories} && ${repositoriesFiltered}`, group: 'navigation@0' },
    },
  },
  pinRepository: {
    title: 'Pin Repository',
    icon: '$(star-empty)',
    menus: {
      'view/item/context': { when: `${onRepositories} && viewItem == repository`, group: '1_look@1' },
    },
  },
  unpinRepository: {
    title: 'Unpin Repository',
    icon: '$(star-full)',
    menus: {
      'view/item/context': {
        when: `${onRepositories} && viewItem == repository.favourite`,
        group: '1_look@1',
      },
    },
  },
  copyRepositoryUri: {
    title: 'Copy URI',
    icon: '$(copy)',
    menus: {
      'view/item/context': {
        when: `${onRepositories} && viewItem =~ /^(repository|remoteImage)/`,
        group: '2_copy@1',
      },
    },
  },
  copyPinnedUri: {
    title: 'Copy Pinned URI',
    icon: '$(pinned)',
    menus: {
      'view/item/context': { when: `${onRepositories} && viewItem =~ /^remoteImage/`, group: '2_copy@2' },
    },
  },
  pullRemoteImage: {
    title: 'Pull ECR Image',
    icon: '$(cloud-download)',
    menus: {
      'view/item/context': {
        when: `${onRepositories} && viewItem =~ /^remoteImage/ && !listMultiSelection`,
        group: 'inline@1',
      },
    },
  },
  useRemoteImage: {
    title: 'Use ECR Image in File…',
    icon: '$(file-symlink-file)',
    menus: {
      'view/item/context': {
        when: `${onRepositories} && viewItem =~ /^remoteImage/ && !listMultiSelection`,
        group: '2_copy@3',
      },
    },
  },
  removeRepository: {
    title: 'Remove Repository…',
    icon: '$(trash)',
    menus: {
      'view/item/context': {
        when: `${onRepositories} && viewItem =~ /^repository/ && !listMultiSelection`,
        group: '9_destructive@1',
      },
    },
  },
  removeRemoteImages: {
    title: 'Remove ECR Images…',
    icon: '$(trash)',
    menus: {
      'view/item/context': {
        when: `${onRepositories} && viewItem =~ /^remoteImage/`,
        group: '9_destructive@1',
      },
    },
  },
  removeRemoteTags: {
    title: 'Remove Tag of ECR Image…',
    menus: {
      'view/item/context': {
        when: `${onRepositories} && viewItem == remoteImage && !listMultiSelection`,
        group: '9_destructive@0',
      },
    },
  },
  showScanFindings: {
    title: 'Show Scan Findings',
    icon: '$(shield)',
    menus: { 'view/item/context': { when: oneImage, group: '1_look@1' } },
  },
  startImageScan: {
    title: 'Start Scan of ECR Image',
    menus: { 'view/item/context': { when: oneImage, group: '1_look@2' } },
  },
  sortScanFindings: { title: 'Sort Scan Findings…' },
  compareRemoteImages: {
    title: 'Compare ECR Images',
    icon: '$(diff)',
    menus: {
      'view/item/context': {
        when: `${onRepositories} && viewItem =~ /^remoteImage/ && listDoubleSelection`,
        group: '1_look@3',
      },
    },
  },
  editLifecyclePolicy: {
    title: 'Edit Lifecycle Policy…',
    menus: { 'view/item/context': { when: oneRepository, group: '3_policy@1' } },
  },
  previewLifecyclePolicy: {
    title: 'Preview Lifecycle Policy',
    icon: '$(open-preview)',
    menus: {
      'view/item/context': { when: oneRepository, group: '3_policy@2' },
      'editor/title': {
        when: `resourceScheme == ${policyScheme} && resourceFilename =~ /lifecycle\\.json$/`,
        group: 'navigation@1',
      },
    },
  },
  editRepositoryPolicy: {
    title: 'Edit Repository Policy…',
    menus: { 'view/item/context': { when: oneRepository, group: '3_policy@3' } },
  },
  putPolicy: {
    title: 'Put Policy in ECR…',
    icon: '$(cloud-upload)',
    menus: { 'editor/title': { when: `resourceScheme == ${policyScheme}`, group: 'navigation@2' } },
  },
  openInAwsConsole: {
    title: 'Open in AWS Console',
    icon: '$(link-external)',
    menus: {
      'view/item/context': {
        when: `${onRepositories} && viewItem =~ /^(repository|remoteImage)/ && !listMultiSelection`,
        group: '1_look@9',
      },
    },
  },
  showMoreImages: { title: 'Show More Images of Repository' },
} as const satisfies Readonly<Record<string, Command>>;
