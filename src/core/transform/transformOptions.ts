/** What a batch transform is asked for, in the words of CreateTransformJob. */
export interface TransformOptions {
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly split: SplitType;
  readonly assemble: 'None' | 'Line';
  readonly compression: 'None' | 'Gzip';
  /** These three are the container's to say when nobody else does. */
  readonly strategy: BatchStrategy | undefined;
  /** Megabytes; 0 is any size, sent in chunks. */
  readonly maxPayload: number | undefined;
  readonly maxConcurrent: number | undefined;
  readonly processing: DataProcessing;
  readonly environment: Readonly<Record<string, string>>;
  /** Seconds for each request. */
  readonly timeout: number;
  /** After the first try. */
  readonly retries: number;
}

export type SplitType = 'None' | 'Line' | 'RecordIO' | 'TFRecord';
export type BatchStrategy = 'MultiRecord' | 'SingleRecord';

export interface DataProcessing {
  readonly inputFilter: string | undefined;
  readonly outputFilter: string | undefined;
  readonly join: 'None' | 'Input';
}

export const usualOptions: TransformOptions = {
  contentType: undefined,
  accept: undefined,
  split: 'None',
  assemble: 'None',
  compression: 'None',
  strategy: undefined,
  maxPayload: undefined,
  maxConcurrent: undefined,
  processing: { inputFilter: undefined, outputFilter: undefined, join: 'None' },
  environment: {},
  timeout: 600,
  retries: 3,
};

export const isProcessed = ({ inputFilter, outputFilter, join }: DataProcessing): boolean =>
  (inputFilter ?? '$') !== '$' || (outputFilter ?? '$') !== '$' || join === 'Input';
