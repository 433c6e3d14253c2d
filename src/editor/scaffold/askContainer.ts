import * as l10n from '@vscode/l10n';
import type { LoadedTemplate } from '../../app/scaffold/loadTemplate';
import { checkContainerName } from '../../core/scaffold/containerName';
import type { Container } from '../../core/scaffold/scaffoldFiles';
import { settle } from '../../core/scaffold/settle';
import type { Answers, Question } from '../../core/scaffold/template';
import { endOfPatch } from '../../core/scaffold/valuesOf';
import type { Reply, Step } from './steps';
import { inputStep, pickStep } from './steps';

export interface AskedContainer extends Container {
  readonly template: LoadedTemplate;
}

/** What has been said so far. */
interface Said {
  readonly template: LoadedTemplate;
  readonly chosen: Answers;
}

/** Asks what the container is to be, one question after the other and back again; nothing when the user gave up. */
export async function askContainer(
  templates: readonly [LoadedTemplate, ...LoadedTemplate[]],
  today: string,
): Promise<AskedContainer | undefined> {
  let said: Said = { template: templates[0], chosen: {} };
  let at = 0;
  for (;;) {
    const { open, answers } = settle(said.template, said.chosen);
    const title = l10n.t('Scaffold Container ({0}/{1})', at + 1, open.length + 2);
    const step = { title, canGoBack: at > 0 };
    const question = open[at - 1];
    const reply: Reply<Said | string> =
      at === 0
        ? await askTemplate(step, templates, said)
        : question
          ? await askQuestion(step, question, said, today)
          : await askName(step);
    if (!reply) return undefined;
    if (reply.kind === 'back') at -= 1;
    else if (typeof reply.value === 'string') return { name: reply.value, answers, template: said.template };
    else {
      said = reply.value;
      at += 1;
    }
  }
}

async function askTemplate(
  step: Step,
  templates: readonly LoadedTemplate[],
  said: Said,
): Promise<Reply<Said>> {
  const choices = templates.map((template) => ({
    label: template.title,
    detail: template.detail,
    value: { ...said, template },
  }));
  const current = choices.find(({ value }) => value.template === said.template);
  return pickStep({ ...step, text: l10n.t('Which way to a container?') }, choices, current);
}

async function askQuestion(
  step: Step,
  { name, text, options }: Question,
  said: Said,
  today: string,
): Promise<Reply<Said>> {
  const choices = options.map((option) => {
    const next = { ...said, chosen: { ...said.chosen, [name]: option.value } };
    return { label: option.label, detail: option.detail, ...patchNote(next, today), value: next };
  });
  const { answers } = settle(said.template, said.chosen);
  const current = choices.find(({ value }) => value.chosen[name] === answers[name]);
  return pickStep({ ...step, text }, choices, current);
}

/** Beside the label, where it is not cut off. */
function patchNote({ template, chosen }: Said, today: string): { readonly description?: string } {
  const end = endOfPatch(template, settle(template, chosen).answers);
  if (end === undefined || end > today) return {};
  return { description: l10n.t('not patched by AWS since {0}', end) };
}

const askName = async (step: Step): Promise<Reply<string>> =>
  inputStep(
    {
      ...step,
      text: l10n.t('The name of the container: also of its folder, its image and its jobs.'),
      value: '',
    },
    checkContainerName,
  );
