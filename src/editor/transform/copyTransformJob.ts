import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readTransformOptions } from '../../core/transform/readTransformOptions';
import { transformJobRequest } from '../../core/transform/transformJobRequest';
import type { Services } from '../services';
import { askTransform, optionsOf } from './askTransform';
import { askEndpoint } from './transformBatch';

/** What SageMaker would be asked for the same, with places in S3. */
export async function copyTransformJob(services: Services, rows: readonly string[]): Promise<void> {
  const asked = await askEndpoint(services, rows);
  if (!asked) return;
  const words = await askTransform(services, {
    title: l10n.t('Copy as CreateTransformJob Request'),
    start: l10n.t('Copy'),
    places: 's3',
    memory: `transformJob:${asked.path}`,
  });
  const { input, output } = words ?? {};
  if (!words || input === undefined || output === undefined) return;
  const options = readTransformOptions(optionsOf(words));
  const places = { input, output, isManifest: false };
  const request = transformJobRequest(asked.endpoint, asked.variant, { options, places });
  await vscode.env.clipboard.writeText(`${JSON.stringify(request, undefined, 2)}\n`);
}
