import * as l10n from '@vscode/l10n';
import { parseDocument } from '../../userFile/document';
import type { Entry } from '../../userFile/fileText';
import { fileText } from '../../userFile/fileText';
import { makeRun } from '../file/makeRun';
import { anything } from '../../userFile/shape/shape';
import { readShape } from '../../userFile/shape/readShape';
import type { JsonObject, JsonValue } from '../../json';
import { at, isList, isObject, mapValues, textAt } from '../../json';
import { difference } from './layOver';
import { plainRequest } from './plainRequest';
import { cloudParts, fileParts } from './requestParts';
import { trainingJob } from './trainingJob';

export type Imported = { readonly text: string; readonly name: string } | { readonly wrong: string };

/** What only DescribeTrainingJob answers: what became of the job, not what was asked for. */
const answers: ReadonlySet<string> = new Set([
  'TrainingJobArn',
  'TuningJobArn',
  'LabelingJobArn',
  'AutoMLJobArn',
  'ModelArtifacts',
  'TrainingJobStatus',
  'SecondaryStatus',
  'FailureReason',
  'CreationTime',
  'TrainingStartTime',
  'TrainingEndTime',
  'LastModifiedTime',
  'SecondaryStatusTransitions',
  'FinalMetricDataList',
  'TrainingTimeInSeconds',
  'BillableTimeInSeconds',
  'BillableTokenCount',
  'DebugRuleEvaluationStatuses',
  'ProfilerRuleEvaluationStatuses',
  'ProfilingStatus',
  'WarmPoolStatus',
  'OutputModelPackageArn',
  'ProgressInfo',
  'ResponseMetadata',
]);

/** A CreateTrainingJob request, or the answer of DescribeTrainingJob, as a run file. What has no place of its own goes to `cloud.request`. */
export function importTrainingJob(json: string): Imported {
  const { root, findings } = parseDocument(json);
  const [wrong] = findings;
  const read = root && readShape(root, anything, []);
  if (wrong || !isObject(read)) return { wrong: wrong?.message ?? l10n.t('This is no JSON object.') };
  const value = withoutNulls(read);
  if (at(value, 'TrainingJobName') === undefined && at(value, 'AlgorithmSpecification') === undefined)
    return {
      wrong: l10n.t(
        'This is no CreateTrainingJob request: it has neither TrainingJobName nor AlgorithmSpecification.',
      ),
    };
  const twice = repeatedChannel(at(value, 'InputDataConfig'));
  if (twice !== undefined) return { wrong: l10n.t('There are two channels {0}.', twice) };
  const keys = Object.keys(value);
  const request = Object.fromEntries(Object.entries(value).filter(([key]) => !answers.has(key)));
  const left = keys.filter((key) => answers.has(key));
  return { text: textOf(request, left), name: textAt(value, 'TrainingJobName') ?? 'imported' };
}

function textOf(request: JsonObject, left: readonly string[]): string {
  const parts = fileParts(request);
  const cloud = cloudParts(request);
  const run = makeRun({ ...parts, cloud }, '');
  const { TrainingJobName: _, ...wanted } = plainRequest(request);
  const { TrainingJobName: __, ...made } = trainingJob(run, { name: '', image: run.image });
  const rest = difference(made, wanted);
  const whole = Object.keys(rest).length > 0 ? { ...cloud, request: rest } : cloud;
  const entries = Object.entries(Object.keys(whole).length > 0 ? { ...parts, cloud: whole } : parts);
  return fileText(
    heading(left),
    entries.map(([key, value]): Entry => ({ key, value, ...comment(key, rest) })),
  );
}

function heading(left: readonly string[]): readonly string[] {
  const head = [
    l10n.t('Made from a CreateTrainingJob request.'),
    l10n.t('To train here, give channels a "local" folder, or let their S3 data be downloaded.'),
  ];
  return left.length === 0
    ? head
    : [...head, l10n.t('Left out, since it tells what became of the job: {0}.', left.join(', '))];
}

function comment(key: string, rest: JsonObject): { readonly comment?: string } {
  if (key !== 'cloud') return {};
  const said = l10n.t('What only SageMaker needs to know.');
  if (Object.keys(rest).length === 0) return { comment: said };
  return {
    comment: `${said}\n${l10n.t('"request" keeps what has no place of its own: {0}.', Object.keys(rest).join(', '))}`,
  };
}

/** No API of AWS means anything by null. */
function withoutNulls(value: JsonObject): JsonObject {
  const clean = (each: JsonValue): JsonValue =>
    isList(each) ? each.map(clean) : isObject(each) ? withoutNulls(each) : each;
  return mapValues(Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null)), clean);
}

function repeatedChannel(inputs: JsonValue | undefined): string | undefined {
  const names = isList(inputs) ? inputs.flatMap((each) => textAt(each, 'ChannelName') ?? []) : [];
  return names.find((name, index) => names.indexOf(name) !== index);
}
