import type { RunEvent } from '../../run/runRecord';
import type { RunHistory } from './runHistory';

/** What an event of a run adds to its history. */
export function addToHistory(history: RunHistory, event: RunEvent): void {
  switch (event.kind) {
    case 'usage':
      return history.addUsage(event.host, event.sample);
    case 'gpus':
      return history.addGpus(event.reading, event.processes);
    case 'metrics':
      return history.addMetrics(event.host, event.points);
    case 'note':
      return void history.notes.add(event.text);
    case 'interrupted':
      return history.interrupt();
    case 'phase':
    case 'progress':
    case 'containers':
    case 'output':
    case 'ended':
      return;
  }
}
