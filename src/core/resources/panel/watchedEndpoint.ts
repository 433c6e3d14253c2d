import type { ServedEndpoint } from '../../serve/servedEndpoint';
import { isOver } from '../../serve/servedEndpoint';
import { endpointDetail } from '../../serve/view/servedWords';
import type { Watched } from './watched';

export const watchedEndpoint = (endpoint: ServedEndpoint): Watched => ({
  id: endpoint.id,
  title: endpoint.name,
  created: endpoint.created,
  folder: endpoint.folder,
  file: endpoint.file,
  isRunning: !isOver(endpoint),
  asksForGpus: false,
  detail: (now) => endpointDetail(endpoint, now),
});
