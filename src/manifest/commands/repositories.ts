// Amazon ECR.
import type { Command } from './command';

const onRepositories = 'view == longshore.repositories';

export const repositoryCommands = {
  refreshRepositories: {
    title: 'Refresh Repositories',
    icon: '$(refresh)',
    menus: { 'view/title': { when: onRepositories, group: 'navigation@2' } },
  },
  createRepository: {
    title: 'Create Repository…',
    icon: '$(add)',
    menus: { 'view/title': { when: onRepositories, group: 'navigation@1' } },
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
  signInToAws: {
    title: 'Sign in to AWS',
    icon: '$(sign-in)',
    menus: { 'view/title': { when: onRepositories, group: '1_aws@3' } },
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
        when: `${onRepositories} && viewItem == repository && !listMultiSelection`,
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
