// What the code must know of the walkthrough. Its texts are a table of their own, which no window has to load.
import type { StepName } from './walkthroughSteps';

export const walkthroughId = 'firstContainer';

/** The context key that checks a step off. */
export const stepDone = (step: StepName): string => `longshore.walkthrough.${step}`;

/** What a README of a container says at which heading. */
export const readmeSections = { serve: 'serve', push: 'on-sagemaker' } as const;
export type ReadmeSection = keyof typeof readmeSections;
