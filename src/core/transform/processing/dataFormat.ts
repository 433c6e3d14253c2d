export type DataFormat = 'csv' | 'json' | 'jsonlines';

/** The formats in which SageMaker filters and joins. */
export function dataFormat(contentType: string | undefined): DataFormat | undefined {
  switch (contentType?.split(';')[0]?.trim().toLowerCase()) {
    case 'text/csv':
      return 'csv';
    case 'application/json':
      return 'json';
    case 'application/jsonlines':
    case 'application/x-jsonlines':
    case 'application/x-ndjson':
      return 'jsonlines';
    case undefined:
    default:
      return undefined;
  }
}
