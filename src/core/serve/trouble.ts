import * as l10n from '@vscode/l10n';
import type { HttpAnswer } from './ports';
import type { ServedPlan } from './servePlan';
import type { Trouble } from './servedEndpoint';
import type { VariantEnd } from './variantEnd';

/** Of a container that ended although nobody stopped it. */
export function endTrouble({ diagnosis, exitCode, host }: VariantEnd): Trouble {
  if (diagnosis) {
    const { id, title, cause, fixes, evidence } = diagnosis;
    return { id, title, cause, fixes, evidence };
  }
  const evidence = exitCode === undefined ? '' : l10n.t('Exit code {0}', exitCode);
  const title = l10n.t('The container {0} is gone', host);
  return { id: 'container-gone', title, cause: l10n.t('Somebody removed it.'), fixes: [], evidence };
}

/** Of a container that was not ready in time: what the last /ping says of it. */
export function lateTrouble(last: HttpAnswer, { port }: ServedPlan, seconds: number): Trouble {
  const title = l10n.t('/ping did not answer with 200 in {0} seconds', seconds);
  const words = last.kind === 'answered' ? answered(last.status) : failed(last.reason, port);
  return { title, ...words };
}

function answered(status: number): Omit<Trouble, 'title'> {
  const evidence = `GET /ping: ${status}`;
  if (status === 404)
    return {
      id: 'ping-missing',
      cause: l10n.t('The server runs, and knows no path /ping.'),
      fixes: [l10n.t('Answer GET /ping with 200 once the model is loaded.')],
      evidence,
    };
  if (status === 400)
    return {
      id: 'ping-refused',
      cause: l10n.t('The server refuses the request itself: often it checks the Host header.'),
      fixes: [l10n.t('Allow every host name: SageMaker asks by an address of its own.')],
      evidence,
    };
  return {
    id: 'ping-unhealthy',
    cause: l10n.t('The server runs, and says that it is not ready.'),
    fixes: [l10n.t('Read its log: did the model load? Or give it more time with "startupTimeout".')],
    evidence,
  };
}

function failed(
  reason: Extract<HttpAnswer, { kind: 'failed' }>['reason'],
  port: number,
): Omit<Trouble, 'title'> {
  const evidence = `GET /ping: ${reason}`;
  switch (reason) {
    case 'refused':
    case 'reset':
      return {
        id: 'ping-unreached',
        cause: l10n.t(
          'Nothing listens on port {0} of the container, or only for the container itself.',
          port,
        ),
        fixes: [
          l10n.t('Listen on 0.0.0.0:{0}, not on 127.0.0.1 and not on another port.', port),
          l10n.t('If the model still loads, give it more time with "startupTimeout".'),
        ],
        evidence,
      };
    case 'timeout':
    case 'connect-timeout':
      return {
        id: 'ping-slow',
        cause: l10n.t('The server takes longer than 2 seconds to answer /ping.'),
        fixes: [
          l10n.t(
            'Answer /ping at once, without a prediction, and from a thread that predictions do not block.',
          ),
        ],
        evidence,
      };
    case 'not-http':
      return {
        id: 'ping-not-http',
        cause: l10n.t('What listens on port {0} does not speak HTTP.', port),
        fixes: [l10n.t('Serve plain HTTP/1.1, without TLS.')],
        evidence,
      };
  }
}
