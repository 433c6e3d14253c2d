import { imagesFiltered } from './viewIds';

/** One place in the editor's menus. */
export interface Placement {
  readonly when?: string;
  readonly group?: string;
}

/** A command with its title, its icon and every place where it appears. */
export interface Command {
  readonly title: string;
  readonly icon?: string;
  /** When the palette offers it: always, unless this says otherwise. */
  readonly palette?: string;
  readonly enablement?: string;
  readonly menus?: Readonly<Record<string, Placement>>;
}

const onImages = 'view == longshore.images';
const oneImage = `${onImages} && viewItem =~ /^(image|danglingImage)$/ && !listMultiSelection`;
const someImages = `${onImages} && viewItem =~ /^(image|danglingImage|imageGroup)$/`;
const onRepositories = 'view == longshore.repositories';
const onRuns = 'view == longshore.runs';
const oneRun = (kind: string): string => `${onRuns} && viewItem =~ /^run\\.${kind}$/ && !listMultiSelection`;
const treeFile = `${onRuns} && viewItem =~ /^ml\\.(file|failure|archive)$/ && !listMultiSelection`;
const onDockerfile = 'resourceLangId == dockerfile';
const runFile = 'resourceFilename =~ /\\.train\\.json$/';
const endpointFile = 'resourceFilename =~ /\\.endpoint\\.json$/';

export const commands = {
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
  pushImage: {
    title: 'Push Image to ECR…',
    icon: '$(cloud-upload)',
    enablement: 'isWorkspaceTrusted',
    menus: {
      'view/item/context': { when: oneImage, group: 'inline@1' },
    },
  },
  switchDockerContext: {
    title: 'Switch Docker Context…',
    icon: '$(plug)',
    menus: { 'view/title': { when: onImages, group: '2_engine@1' } },
  },
  startDocker: { title: 'Start Docker' },
  openDockerDocs: { title: 'Open Docker Docs' },
  checkDockerfiles: { title: 'Check All Dockerfiles', icon: '$(checklist)' },
  fixDockerfile: {
    title: 'Fix Dockerfile',
    icon: '$(wand)',
    palette: 'editorLangId == dockerfile',
    menus: { 'editor/context': { when: 'editorLangId == dockerfile', group: '1_modification@9' } },
  },
  buildImage: {
    title: 'Build Image…',
    icon: '$(tools)',
    enablement: 'isWorkspaceTrusted',
    menus: {
      'editor/title/run': { when: onDockerfile, group: '1_run@1' },
      'editor/context': { when: onDockerfile, group: '1_modification@8' },
      'explorer/context': { when: onDockerfile, group: '6_longshore@1' },
    },
  },
  explainRule: { title: 'Explain Dockerfile Rule…', icon: '$(book)' },
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
  copyEndpointRequests: {
    title: 'Copy as CreateModel and CreateEndpointConfig',
    menus: { 'editor/context': { when: endpointFile, group: '9_sagemaker@1' } },
  },
  turnOffRule: { title: 'Turn Dockerfile Rule Off…', icon: '$(eye-closed)' },
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
      'view/item/context': { when: `${onRuns} && viewItem =~ /^run\\.(running|ended)$/`, group: 'inline@3' },
    },
  },
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
  stopActivity: { title: 'Stop What Is Running', icon: '$(stop-circle)', enablement: 'longshore.busy' },
  showLog: {
    title: 'Show Log',
    icon: '$(output)',
    menus: { 'view/title': { when: onImages, group: '9_help@1' } },
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands).filter((name): name is CommandName => name in commands);
