import * as l10n from '@vscode/l10n';
import { checkContainerName } from '../../core/scaffold/answers';
import type { Answers } from '../../core/scaffold/answers';
import type { QuestionName } from '../../core/scaffold/questions';
import { answered, defaults, openQuestions, questions } from '../../core/scaffold/questions';
import type { Container } from '../../core/scaffold/scaffoldFiles';
import type { Reply, Step } from './steps';
import { inputStep, pickStep } from './steps';

/** Asks what the container is to be, one question after the other and back again; nothing when the user gave up. */
export async function askContainer(): Promise<Container | undefined> {
  let answers = defaults;
  let at = 0;
  for (;;) {
    const open = openQuestions(answers);
    const question = open[at];
    const title = l10n.t('Scaffold Container ({0}/{1})', at + 1, open.length + 1);
    const step = { title, canGoBack: at > 0 };
    const reply: Reply<Answers | string> = question
      ? await askQuestion(step, question, answers)
      : await askName(step);
    if (!reply) return undefined;
    if (reply.kind === 'back') at -= 1;
    else if (typeof reply.value === 'string') return { name: reply.value, answers };
    else {
      answers = reply.value;
      at += 1;
    }
  }
}

async function askQuestion(step: Step, name: QuestionName, answers: Answers): Promise<Reply<Answers>> {
  const { text, options } = questions[name];
  const choices = options.map(({ value, label, detail }) => ({ label, detail, value }));
  const current = choices.find(({ value }) => value === answers[name]);
  const reply = await pickStep({ ...step, text }, choices, current);
  if (reply?.kind !== 'answer') return reply;
  return { kind: 'answer', value: answered(answers, name, reply.value) ?? answers };
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
