import type { Command } from './commands/command';
import { commands } from './commands';
import { userFileContributions } from './languages';
import type { Setting } from './settings';
import { settings } from './settings';
import type { View } from './views';
import { taskTypes } from './tasks';
import { viewContainers, views } from './views';
import { stepDone } from './walkthrough';
import type { Step, StepName } from './walkthroughSteps';
import { walkthrough } from './walkthroughSteps';

/** The generated part of package.json, and the texts that it names in package.nls.json. */
export interface Contributions {
  readonly contributes: Readonly<Record<string, unknown>>;
  readonly restricted: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
}

export function contributions(): Contributions {
  const texts: Record<string, string> = { displayName: 'Longshore: SageMaker Containers', description };
  const text = (key: string, value: string): string => {
    texts[key] = value;
    return `%${key}%`;
  };
  return {
    contributes: {
      commands: Object.entries<Command>(commands).map(([name, command]) => ({
        command: `longshore.${name}`,
        title: text(`command.${name}`, command.title),
        category: text('category', 'SageMaker'),
        ...(command.icon === undefined ? {} : { icon: command.icon }),
        ...(command.enablement === undefined ? {} : { enablement: command.enablement }),
      })),
      menus: menus(),
      ...userFileContributions,
      configuration: { title: text('category', 'SageMaker'), properties: properties(text) },
      viewsContainers: {
        activitybar: [container(viewContainers.sidebar, text)],
        panel: [container(viewContainers.panel, text)],
      },
      views: {
        [viewContainers.sidebar.id]: viewEntries('sidebar', text),
        [viewContainers.panel.id]: viewEntries('panel', text),
      },
      viewsWelcome: welcomes(text),
      walkthroughs: [walkthroughEntry(text)],
      taskDefinitions: taskDefinitions(text),
    },
    restricted: Object.entries<Setting>(settings).flatMap(([name, each]) =>
      each.restricted ? [`longshore.${name}`] : [],
    ),
    texts,
  };
}

const description =
  'Build, check, train and serve SageMaker containers on your own Docker engine, push them to ECR, and move endpoint traffic safely.';

type Text = (key: string, value: string) => string;

function menus(): Record<string, unknown[]> {
  const all: Record<string, unknown[]> = {};
  const put = (menu: string, entry: object): void => void (all[menu] ??= []).push(entry);
  for (const [name, command] of Object.entries<Command>(commands)) {
    if (command.palette !== undefined)
      put('commandPalette', { command: `longshore.${name}`, when: command.palette });
    for (const [menu, placements] of Object.entries(command.menus ?? {})) {
      for (const placement of [placements].flat()) put(menu, { command: `longshore.${name}`, ...placement });
    }
  }
  return all;
}

function properties(text: Text): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries<Setting>(settings).map(([name, setting]) => [
      `longshore.${name}`,
      {
        type: setting.type,
        default: setting.default,
        scope: setting.scope,
        ...constraints(setting),
        markdownDescription: text(`setting.${name}`, setting.description),
      },
    ]),
  );
}

function constraints({ type, values, pattern }: Setting): object {
  if (type === 'array') return { items: { type: 'string' } };
  if (type === 'string') return values ? { enum: values } : {};
  if (type !== 'object') return {};
  const listed = { type: 'string', ...(values ? { enum: values } : {}) };
  const others = { type: 'string', pattern };
  return { additionalProperties: pattern === undefined ? listed : { anyOf: [listed, others] } };
}

const taskDefinitions = (text: Text): object[] =>
  taskTypes.map((task) => ({
    type: task.type,
    required: task.required,
    properties: Object.fromEntries(
      Object.entries(task.properties).map(([name, shape]) => [
        name,
        { ...shape, description: text(`task.${task.type}.${name}`, shape.description) },
      ]),
    ),
  }));

function container(each: (typeof viewContainers)[keyof typeof viewContainers], text: Text): object {
  return { id: each.id, title: text(`container.${each.id}`, each.title), icon: each.icon };
}

function viewEntries(place: View['place'], text: Text): object[] {
  return Object.entries<View>(views)
    .filter(([, view]) => view.place === place)
    .map(([name, view]) => ({
      id: `longshore.${name}`,
      name: text(`view.${name}`, view.name),
      icon: view.icon,
      ...(view.webview ? { type: 'webview' } : {}),
      ...(view.size === undefined ? {} : { initialSize: view.size }),
      ...(view.collapsed ? { visibility: 'collapsed' } : {}),
    }));
}

function welcomes(text: Text): object[] {
  return Object.entries<View>(views).flatMap(([name, view]) =>
    view.welcome.map((welcome, index) => ({
      view: `longshore.${name}`,
      contents: text(`welcome.${name}.${index}`, welcome.text),
      ...(welcome.when === undefined ? {} : { when: welcome.when }),
    })),
  );
}

function walkthroughEntry(text: Text): object {
  const { id, title, description: purpose, steps } = walkthrough;
  const step = (name: StepName): object => {
    const each: Step = steps[name];
    return {
      id: name,
      title: text(`walkthrough.${name}.title`, each.title),
      description: text(`walkthrough.${name}.text`, each.text),
      media: {
        svg: `media/walkthrough/${name}.svg`,
        altText: text(`walkthrough.${name}.picture`, each.picture),
      },
      completionEvents: [`onContext:${stepDone(name)}`, ...(each.doneOn ?? [])],
    };
  };
  return {
    id,
    title: text('walkthrough.title', title),
    description: text('walkthrough.description', purpose),
    steps: stepNames.map(step),
  };
}

const stepNames = Object.keys(walkthrough.steps).filter(
  (name): name is StepName => name in walkthrough.steps,
);
