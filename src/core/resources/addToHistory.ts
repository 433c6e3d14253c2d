import type { RunEvent } from '../run/runRecord';
import type { RunHistory } from './runHistory';

/** What an event of a run adds to its history; true when there is something new to see. */
export function addToHistory(history: RunHistory, event: RunEvent): boolean {
  switch (event.kind) {
    case 'usage':
      history.addUsage(event.host, event.sample);
      return true;
    case 'gpus':
      history.addGpus(event.reading, event.processes);
      return true;
    case 'metrics':
      history.addMetrics(event.host, event.points);
      return true;
    case 'note':
      history.notes.add(event.text);
      return true;
    case 'interrupted':
      history.interrupt();
      return false;
    case 'phase':
    case 'progress':
    case 'containers':
    case 'output':
    case 'ended':
      return false;
  }
}
