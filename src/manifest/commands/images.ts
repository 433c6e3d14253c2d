// What is done with images of the engine.
import { imagesFiltered } from '../viewIds';
import type { Command } from './command';

const onImages = 'view == longshore.images';
const oneImage = `${onImages} && viewItem =~ /^(image|danglingImage)$/ && !listMultiSelection`;
const oneNamed = `${onImages} && viewItem == image && !listMultiSelection`;
/** Rows of Container Tools, and of the Docker extension before it; there are none where neither is installed. */
const foreignImage =
  'view =~ /^(vscode-containers\\.views\\.images|dockerImages)$/ && viewItem == image && !listMultiSelection';
const someImages = `${onImages} && viewItem =~ /^(image|danglingImage|imageGroup)$/`;

export const imageCommands = {
  refreshImages: {
    title: 'Refresh Images',
    icon: '$(refresh)',
    menus: { 'view/title': { when: onImages, group: 'navigation@1' } },
  },
  inspectImage: {
    title: 'Inspect Image',
    icon: '$(json)',
    menus: { 'view/item/context': { when: oneImage, group: '1_look@1' } },
  },
  copyImageName: {
    title: 'Copy Image Name',
    icon: '$(copy)',
    menus: {
      'view/item/context': { when: `${onImages} && viewItem =~ /^(image|imageGroup)$/`, group: '2_copy@1' },
    },
  },
  copyImageId: {
    title: 'Copy Image ID',
    menus: {
      'view/item/context': {
        when: `${onImages} && viewItem =~ /^(image|danglingImage)$/`,
        group: '2_copy@2',
      },
    },
  },
  copyImageDigest: {
    title: 'Copy Image Digest',
    menus: {
      'view/item/context': {
        when: `${onImages} && viewItem =~ /^(image|danglingImage)$/`,
        group: '2_copy@3',
      },
    },
  },
  copyImageUri: {
    title: 'Copy Pinned URI of Image',
    menus: {
      'view/item/context': {
        when: `${onImages} && viewItem =~ /^(image|danglingImage)$/`,
        group: '2_copy@4',
      },
    },
  },
  runImageShell: {
    title: 'Run Shell in Image…',
    icon: '$(terminal)',
    enablement: 'isWorkspaceTrusted',
    menus: { 'view/item/context': { when: oneImage, group: '0_run@3' } },
  },
  trainWithImage: {
    title: 'Train Locally With Image…',
    icon: '$(play)',
    enablement: 'isWorkspaceTrusted',
    menus: {
      'view/item/context': [
        { when: oneNamed, group: '0_run@1' },
        { when: foreignImage, group: 'images_1_run@9' },
      ],
    },
  },
  serveWithImage: {
    title: 'Serve With Image…',
    icon: '$(broadcast)',
    menus: { 'view/item/context': { when: oneNamed, group: '0_run@2' } },
  },
  testImageContract: {
    title: 'Test Serving Contract of Image',
    icon: '$(checklist)',
    enablement: 'isWorkspaceTrusted',
    menus: { 'view/item/context': { when: oneNamed, group: '0_run@4' } },
  },
  tagImage: {
    title: 'Tag Image…',
    icon: '$(tag)',
    menus: { 'view/item/context': { when: oneImage, group: '3_change@1' } },
  },
  removeImages: {
    title: 'Remove Images…',
    icon: '$(trash)',
    menus: { 'view/item/context': { when: someImages, group: '9_destructive@1' } },
  },
  showImageLayers: {
    title: 'Show Layers of Image',
    icon: '$(layers)',
    menus: { 'view/item/context': { when: oneImage, group: '1_look@2' } },
  },
  filterImages: {
    title: 'Filter Images…',
    icon: '$(filter)',
    menus: { 'view/title': { when: `${onImages} && !${imagesFiltered}`, group: 'navigation@0' } },
  },
  clearImageFilter: {
    title: 'Clear Filter of Images',
    icon: '$(filter-filled)',
    enablement: imagesFiltered,
    menus: { 'view/title': { when: `${onImages} && ${imagesFiltered}`, group: 'navigation@0' } },
  },
  arrangeImages: {
    title: 'Group and Sort Images…',
    icon: '$(list-tree)',
    menus: { 'view/title': { when: onImages, group: '0_look@1' } },
  },
  pruneImages: {
    title: 'Prune Untagged Images…',
    icon: '$(clear-all)',
    menus: {
      'view/title': { when: onImages, group: '1_clean@1' },
      'view/item/context': { when: `${onImages} && viewItem == danglingGroup`, group: 'inline@1' },
    },
  },
  pruneBuildCache: {
    title: 'Prune Build Cache…',
    menus: { 'view/title': { when: onImages, group: '1_clean@2' } },
  },
  pushImage: {
    title: 'Push Image to ECR…',
    icon: '$(cloud-upload)',
    enablement: 'isWorkspaceTrusted',
    menus: {
      'view/item/context': [
        { when: oneImage, group: 'inline@1' },
        { when: foreignImage, group: 'images_2_general@9' },
      ],
    },
  },
  switchDockerContext: {
    title: 'Switch Docker Context…',
    icon: '$(plug)',
    menus: { 'view/title': { when: onImages, group: '2_engine@1' } },
  },
  startDocker: { title: 'Start Docker' },
  openDockerDocs: { title: 'Open Docker Docs' },
  showLog: {
    title: 'Show Log',
    icon: '$(output)',
    menus: { 'view/title': { when: onImages, group: '9_help@1' } },
  },
} as const satisfies Readonly<Record<string, Command>>;
