import { flagOf, wordsOf, type Dockerfile, type Flag, type Instruction, type Word } from '../syntax';

/** A FROM with the instructions that follow it. */
export interface Stage {
  readonly index: number;
  /** In lower case, as BuildKit keeps it. */
  readonly name: string | undefined;
  readonly nameWord: Word | undefined;
  readonly from: Instruction;
  readonly image: Word | undefined;
  readonly platform: Flag | undefined;
  readonly instructions: readonly Instruction[];
}

export interface Stages {
  /** What stands before the first FROM: ARG, if the file is right. */
  readonly global: readonly Instruction[];
  readonly stages: readonly Stage[];
}

export function stagesOf(dockerfile: Dockerfile): Stages {
  const global: Instruction[] = [];
  const stages: Stage[] = [];
  let body = global;
  for (const instruction of dockerfile.instructions) {
    if (instruction.name === 'FROM') {
      body = [];
      stages.push(stageOf(instruction, stages.length, body));
    } else body.push(instruction);
  }
  return { global, stages };
}

function stageOf(from: Instruction, index: number, instructions: readonly Instruction[]): Stage {
  const [image, as, alias] = wordsOf(from);
  const nameWord = as?.raw.toLowerCase() === 'as' ? alias : undefined;
  const name = nameWord?.raw.toLowerCase();
  return { index, name, nameWord, from, image, platform: flagOf(from, 'platform'), instructions };
}
