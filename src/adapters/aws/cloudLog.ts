import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { CloudLog, LogPage } from '../../core/hosting/logPorts';
import { asked, own, reach, type RegionalAccount } from './clients';
import type { Explain } from './problems';

export function makeCloudLog(account: RegionalAccount, explain: Explain): CloudLog {
  const client = new CloudWatchLogsClient(reach(account, 'cloudwatch_logs'));
  return {
    readEvents: async ({ group, prefix, since, page }, signal) =>
      asked(explain, 'logs:FilterLogEvents', group, async () =>
        unlessMissing(async () => {
          const request = new FilterLogEventsCommand({
            logGroupName: group,
            ...(prefix === undefined ? {} : { logStreamNamePrefix: prefix }),
            startTime: since,
            nextToken: page,
          });
          const { events = [], nextToken } = await client.send(request, { abortSignal: own(signal) });
          return {
            events: events.map(({ eventId = '', logStreamName = '', timestamp = 0, message = '' }) => ({
              id: eventId,
              stream: logStreamName,
              at: timestamp,
              text: message,
            })),
            next: nextToken,
          };
        }),
      ),
    close: () => client.destroy(),
  };
}

async function unlessMissing(question: () => Promise<LogPage>): Promise<LogPage | undefined> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
