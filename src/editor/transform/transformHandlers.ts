import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Handlers } from '../register';
import type { Services } from '../services';
import { copyTransformJob } from './copyTransformJob';
import { transformBatch } from './transformBatch';

export function transformHandlers(services: Services): Pick<Handlers, 'transformBatch' | 'copyTransformJob'> {
  const log = services.scope.own(vscode.window.createOutputChannel(l10n.t('SageMaker Batch Transform')));
  return {
    transformBatch: async (rows) => transformBatch(services, log, rows),
    copyTransformJob: async (rows) => copyTransformJob(services, rows),
  };
}
