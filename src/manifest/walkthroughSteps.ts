import type { ReadmeSection } from './walkthrough';
import { walkthroughId } from './walkthrough';

/** One step of the way. Its picture is `media/walkthrough/<name>.svg`. */
export interface Step {
  readonly title: string;
  /** A line that is nothing but a link is drawn as a button. */
  readonly text: string;
  /** What the picture shows, for those who do not see it. */
  readonly picture: string;
  /** What checks the step off. Beside the editor, see `stepDone`. */
  readonly doneOn?: readonly string[];
}

const deployDocs = 'https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-deploy-models.html';

/** A command link with one argument. */
const readme = (section: ReadmeSection): string =>
  `command:longshore.openContainerReadme?${encodeURIComponent(JSON.stringify([section]))}`;

const steps = {
  scaffold: {
    title: 'Scaffold a Container',
    text: 'Answer a few questions, or press Enter for the usual answers, and give it a name. You get a folder with a Dockerfile, programs, sample data and a run file, and it works as it is.\n[Scaffold Container…](command:longshore.scaffoldContainer)\nDo you have a container already? Open its folder, and go on with the next step.',
    picture: 'A container with files: a Dockerfile, programs, data and a run file.',
  },
  check: {
    title: 'Read the Diagnostics',
    text: 'Dockerfiles are checked while you type: what SageMaker would stumble over is underlined, with the reason and often with a fix. A new container has no mistakes, so make one: open its ``Dockerfile``, take the brackets from ``ENTRYPOINT``, and rest the pointer there.\n[Check All Dockerfiles](command:longshore.checkDockerfiles)\nEvery rule has a page: [Explain Dockerfile Rule…](command:longshore.explainRule)',
    picture: 'A Dockerfile in the editor. A wavy line marks a mistake, and a light bulb offers a fix.',
  },
  train: {
    title: 'Train Locally',
    text: 'The run file (``*.train.json``) says what to train with which data. **Train Locally** builds the image and starts it as SageMaker would, on your own Docker engine. Log and metrics appear in the terminal, the run in the Runs view.\n[Train Locally](command:longshore.trainLocally)\nThe engine does not run? [Start Docker](command:longshore.startDocker)',
    picture: 'A container on your own computer, and a curve of its loss that falls.',
  },
  explore: {
    title: 'Look Into /opt/ml',
    text: 'A training job reads its data and writes its model below ``/opt/ml``. Open your run in the Runs view, and then ``/opt/ml``: files appear there while the program writes them, and stay when it has ended.\n[Show Runs](command:longshore.runs.focus)\nAny other container can be looked into as well: [Explore /opt/ml of Container…](command:longshore.exploreContainer)',
    picture: 'The folders input, checkpoints, model and output below /opt/ml, under a magnifying glass.',
  },
  serve: {
    title: 'Serve and Invoke',
    text: `SageMaker starts the image with the word \`\`serve\`\`, asks \`\`/ping\`\` until it is ready, and sends requests to \`\`/invocations\`\`. **Serve Locally** above the first line of an endpoint file (\`\`*.endpoint.json\`\`) does the same here, with the model that you trained, and shows who is asked what.\n[Serve Last Run's Model](command:longshore.serveModel)\nThe README of your container has the commands for a terminal:\n[Read How to Serve](${readme('serve')})\nA container without \`\`serve\`\` only trains: go on with the next step.`,
    picture: 'A request goes to port 8080 of a container, and its answer comes back.',
  },
  push: {
    title: 'Push to Amazon ECR',
    text: `SageMaker pulls images from Amazon ECR, in your account and region. A push looks at the image first and says what SageMaker would not take; the repository is made when it is not there.\n[Push Image to ECR…](command:longshore.pushImage)\nThe role of the job, and the same push in a terminal, stand in the README of your container: [Read How to Push](${readme('push')})`,
    picture: 'A crane lifts a container from your computer to a shelf in the cloud.',
  },
  rollOut: {
    title: 'Roll Out',
    text: `The run file describes the job on SageMaker too: copy it as Python code, or as a CreateTrainingJob request. An endpoint is made of the image and \`\`model.tar.gz\`\`; give it a new configuration, and SageMaker moves the traffic when the new instances are healthy.\n[Copy as Python SDK Code](command:longshore.copyPythonCode)\nThen read [how models are deployed](${deployDocs}).`,
    picture: 'Traffic moves from an old container to a new one, a part at a time.',
    doneOn: [`onLink:${deployDocs}`],
  },
} as const satisfies Readonly<Record<string, Step>>;

export type StepName = keyof typeof steps;

export const walkthrough = {
  id: walkthroughId,
  title: 'Your First SageMaker Container',
  description: 'A container that trains and serves: first on your machine, then on SageMaker.',
  steps,
} as const;
