import type { AwsCondition, ImagesCondition } from './viewIds';
import { endpointsCondition, imagesCondition, repositoriesCondition, runsCondition } from './viewIds';

export interface View {
  readonly name: string;
  readonly icon: string;
  /** Where it is: beside the explorer, or below the editor. */
  readonly place: 'sidebar' | 'panel';
  readonly webview?: true;
  /** The share of the room that the view has at first. */
  readonly size?: number;
  /** Closed at first. */
  readonly collapsed?: true;
  /** What an empty view says, with its one primary action; `{command}` links are written as in VS Code. */
  readonly welcome: readonly Welcome[];
}

export interface Welcome {
  readonly when?: string;
  readonly text: string;
}

export const viewContainers = {
  sidebar: { id: 'longshore', title: 'SageMaker', icon: 'media/longshore.svg' },
  panel: { id: 'longshore-panel', title: 'SageMaker Resources', icon: 'media/longshore.svg' },
} as const;

const images = (condition: ImagesCondition): string => `${imagesCondition} == ${condition}`;

const repositories = (condition: AwsCondition): string => `${repositoriesCondition} == ${condition}`;

const endpoints = (condition: AwsCondition): string => `${endpointsCondition} == ${condition}`;

export const views = {
  images: {
    name: 'Images',
    icon: '$(package)',
    place: 'sidebar',
    size: 3,
    welcome: [
      { when: `!${imagesCondition} || ${images('loading')}`, text: 'Looking for your Docker engine…' },
      {
        when: images('empty'),
        text: 'There are no images on this engine yet. What you build or pull appears here at once.\n[Scaffold Container…](command:longshore.scaffoldContainer)\nNew here? [Open Walkthrough](command:longshore.openWalkthrough) Are they elsewhere? [Switch Context…](command:longshore.switchDockerContext)',
      },
      {
        when: images('stopped'),
        text: 'Your Docker engine does not answer. This view fills as soon as it runs.\n[Start Docker](command:longshore.startDocker)\nIs it somewhere else? [Switch Context…](command:longshore.switchDockerContext) Not installed? [Open Docs](command:longshore.openDockerDocs)',
      },
      {
        when: images('denied'),
        text: 'A Docker engine runs here, but your user may not use it.\n[Open Docs](https://docs.docker.com/engine/install/linux-postinstall/)\nIs another engine meant? [Switch Context…](command:longshore.switchDockerContext)',
      },
      {
        when: images('context'),
        text: 'The chosen Docker context or address cannot be used.\n[Switch Context…](command:longshore.switchDockerContext)\nWhat is wrong? [Show Log](command:longshore.showLog)',
      },
      {
        when: images('failed'),
        text: 'The images could not be listed.\n[Try Again](command:longshore.refreshImages)\nWhat happened? [Show Log](command:longshore.showLog)',
      },
    ],
  },
  runs: {
    name: 'Runs',
    icon: '$(play-circle)',
    place: 'sidebar',
    size: 5,
    welcome: [
      { when: `!${runsCondition}`, text: 'Looking for runs…' },
      {
        when: `${runsCondition} == empty`,
        text: 'Nothing has been trained here yet. A container from the template can be trained at once.\n[Scaffold Container…](command:longshore.scaffoldContainer)\nNew here? [Open Walkthrough](command:longshore.openWalkthrough)\nYour own image: [New Training Run File…](command:longshore.newRunFile) A job on SageMaker: [Import Request…](command:longshore.importTrainingJob)',
      },
    ],
  },
  repositories: {
    name: 'Repositories',
    icon: '$(cloud)',
    place: 'sidebar',
    size: 1,
    collapsed: true,
    welcome: [
      {
        when: `!${repositoriesCondition} || ${repositories('loading')}`,
        text: 'Looking for your repositories in Amazon ECR…',
      },
      {
        when: repositories('empty'),
        text: 'There are no repositories in this account and region yet. A push makes one.\n[Push Image to ECR…](command:longshore.pushImage)\nNo image yet? [Open Walkthrough](command:longshore.openWalkthrough)\nIs it another place? [Switch Profile…](command:longshore.switchAwsProfile) [Switch Region…](command:longshore.switchAwsRegion)',
      },
      {
        when: repositories('unknown'),
        text: 'AWS does not know you here: there are no valid credentials, or no region.\n[Sign in to AWS](command:longshore.signInToAws)\nIs it another profile? [Switch Profile…](command:longshore.switchAwsProfile) [Switch Region…](command:longshore.switchAwsRegion)',
      },
      {
        when: repositories('denied'),
        text: 'You are signed in, and may not see the repositories: your user or role needs ecr:DescribeRepositories.\n[Switch Profile…](command:longshore.switchAwsProfile)\nWhat happened? [Show Log](command:longshore.showLog)',
      },
      {
        when: repositories('failed'),
        text: 'The repositories could not be listed.\n[Try Again](command:longshore.refreshRepositories)\nWhat happened? [Show Log](command:longshore.showLog)',
      },
    ],
  },
  endpoints: {
    name: 'Endpoints',
    icon: '$(broadcast)',
    place: 'sidebar',
    size: 1,
    collapsed: true,
    welcome: [
      {
        when: `!${endpointsCondition} || ${endpoints('loading')}`,
        text: 'Looking for your endpoints in SageMaker…',
      },
      {
        when: endpoints('empty'),
        text: 'There are no endpoints in this account and region. How to serve a container on this machine stands in its README.\n[Open Container README](command:longshore.openContainerReadme?%5B%22serve%22%5D)\nNo container yet? [Open Walkthrough](command:longshore.openWalkthrough)\nIs it another place? [Switch Profile…](command:longshore.switchAwsProfile) [Switch Region…](command:longshore.switchAwsRegion)',
      },
      {
        when: endpoints('unknown'),
        text: 'AWS does not know you here: there are no valid credentials, or no region.\n[Sign in to AWS](command:longshore.signInToAws)\nIs it another profile? [Switch Profile…](command:longshore.switchAwsProfile) [Switch Region…](command:longshore.switchAwsRegion)',
      },
      {
        when: endpoints('denied'),
        text: 'You are signed in, and may not see the endpoints: your user or role needs sagemaker:ListEndpoints.\n[Switch Profile…](command:longshore.switchAwsProfile)\nWhat happened? [Show Log](command:longshore.showLog)',
      },
      {
        when: endpoints('failed'),
        text: 'The endpoints could not be listed.\n[Try Again](command:longshore.refreshEndpoints)\nWhat happened? [Show Log](command:longshore.showLog)',
      },
    ],
  },
  resources: { name: 'Resources', icon: '$(graph-line)', place: 'panel', webview: true, welcome: [] },
} as const satisfies Readonly<Record<string, View>>;

export type ViewName = keyof typeof views;
