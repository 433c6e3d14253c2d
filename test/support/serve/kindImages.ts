import { testEngine } from '../engine/engine';
import { makeProgramImage } from '../runs/images';
import { batchServer, echoServer, manyModelsServer, stageServer } from './kindServers';

/** The images of the kinds of serving, by what they serve. */
export const batchImage = async (): Promise<string> => made('batch', batchServer);
export const manyModelsImage = async (): Promise<string> => made('many-models', manyModelsServer);
export const stageImage = async (): Promise<string> => made('stage', stageServer);
export const echoImage = async (): Promise<string> => made('echo', echoServer);

const made = async (name: string, serve: string): Promise<string> =>
  makeProgramImage(testEngine(), name, { serve });
