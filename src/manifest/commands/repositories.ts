// Amazon ECR.
import { repositoriesFiltered } from '../viewIds';
import type { Command } from './command';

const onRepositories = 'view == longshore.repositories';
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
  showMoreImages: { title: 'Show More Images of Repository' },
} as const satisfies Readonly<Record<string, Command>>;
