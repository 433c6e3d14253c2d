import * as l10n from '@vscode/l10n';
import type { FileEdit, Fix, Report } from '../../finding';
import { isForSageMaker } from '../../start/intent';
import type { Rule } from '../../rule';
import type { Route } from '../../server/routes';
import { servedApp, type ServedApp } from '../../server/webApp';
import { snippets } from '../../server/snippets';
import type { View } from '../../view';

const source = 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html';

export const SM403: Rule = {
  id: 'SM403',
  name: 'ping-route',
  severity: 'error',
  roles: ['serve'],
  explanation:
    'SageMaker asks `GET /ping` until it answers 200. An application without that route never becomes healthy, and the endpoint fails after minutes of waiting.',
  source,
  example: {
    bad: '@app.post("/invocations")\ndef invocations(): …',
    good: '@app.get("/ping")\ndef ping():\n    return {}',
  },
  check: (view) => missingRoute(view, 'ping'),
};

export const SM404: Rule = {
  id: 'SM404',
  name: 'invocations-route',
  severity: 'error',
  roles: ['serve'],
  explanation:
    'SageMaker sends every request to `POST /invocations`. Without that route, or where it takes only GET, each request to the endpoint fails.',
  source,
  example: {
    bad: '@app.route("/invocations")\ndef invocations(): …',
    good: '@app.route("/invocations", methods=["POST"])\ndef invocations(): …',
  },
  check: function* (view) {
    yield* missingRoute(view, 'invocations');
    const served = isForSageMaker(view) ? servedApp(view) : undefined;
    const route = served && getOnly(served);
    if (!served || !route) return;
    yield {
      ...placeOf(served),
      message: l10n.t('The route /invocations of {0} takes only GET; SageMaker sends POST.', nameOf(served)),
      fixes: fileFix(served, l10n.t('Accept POST'), {
        start: route.end,
        end: route.end,
        text: ', methods=["POST"]',
      }),
    };
  },
};

function* missingRoute(view: View, name: 'ping' | 'invocations'): Generator<Report> {
  const served = isForSageMaker(view) ? servedApp(view) : undefined;
  if (!served) return;
  // Wherever the word stands, in a route, a variable or a proxy that answers itself, there is doubt.
  const isNamed = new RegExp(`\\b${name}\\b`, 'i');
  const isForwarded = (text: string): boolean => isNamed.test(withoutForwarding(text));
  if (isNamed.test(served.text) || served.others.some(isForwarded)) return;
  const { framework, name: app } = served.app;
  const { offset, text } = snippets[framework](served.text, app, name);
  yield {
    ...placeOf(served),
    message: l10n.t('{0} has no route /{1}, which SageMaker asks for.', nameOf(served), name),
    fixes: fileFix(served, l10n.t('Add the route /{0}', name), { start: offset, end: offset, text }),
  };
}

/** An nginx that hands `location ~ ^/(ping|invocations)` on needs the application to answer. */
const withoutForwarding = (text: string): string =>
  text.replaceAll(
    /location\s+(?:[=~*^]+\s+)?\S*\s*\{[^{}]*proxy_pass\s+http:\/\/(?:unix:[\w./-]+|[\w.-]+(?::\d+)?)\s*;[^{}]*\}/g,
    '',
  );

function getOnly({ app }: ServedApp): Route | undefined {
  const [route, ...others] = app.routes.filter(({ path }) => path === '/invocations');
  if (!route || others.length > 0 || app.framework !== 'flask') return undefined;
  return route.verb === 'route' && !/methods|\*/.test(route.rest) ? route : undefined;
}

const nameOf = ({ file }: ServedApp): string => file.source ?? file.path;

function placeOf({ file }: ServedApp): Pick<Report, 'start' | 'end'> {
  const { start, end } = file.from?.word ?? file.copy.instruction;
  return { start, end };
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function fileFix({ file }: ServedApp, title: string, change: Change): readonly Fix[] {
  if (file.source === undefined) return [];
  const edit: FileEdit = { kind: 'replace', path: file.source, ...change };
  return [{ title, edits: [], files: [edit], preferred: false }];
}
