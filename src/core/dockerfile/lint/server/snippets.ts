import type { WebApp } from './routes';

type Name = 'ping' | 'invocations';

/** Where a route is best put into a file, and its text. */
type Snippet = (text: string, app: string, name: Name) => { readonly offset: number; readonly text: string };

export const snippets: Readonly<Record<WebApp['framework'], Snippet>> = {
  flask: (text, app, name) =>
    inPython(
      text,
      name === 'ping'
        ? `@${app}.route("/ping", methods=["GET"])\ndef ping():\n    return "", 200\n`
        : `@${app}.route("/invocations", methods=["POST"])\ndef invocations():\n    raise NotImplementedError("Predict from flask.request")\n`,
    ),
  fastapi: (text, app, name) =>
    inPython(
      text,
      name === 'ping'
        ? `@${app}.get("/ping")\ndef ping():\n    return {}\n`
        : `@${app}.post("/invocations")\ndef invocations():\n    raise NotImplementedError("Predict from the request")\n`,
    ),
  plumber: (text, _, name) => {
    const verb = name === 'ping' ? 'get' : 'post';
    const body = name === 'ping' ? 'list()' : 'stop("Predict from req$postBody")';
    const route = `#* @${verb} /${name}\nfunction(req) {\n  ${body}\n}\n`;
    return { offset: text.length, text: `${text.endsWith('\n') ? '' : '\n'}\n${route}` };
  },
};

/** Before `if __name__ == "__main__"`, or at the end. */
function inPython(text: string, route: string): { readonly offset: number; readonly text: string } {
  const main = /^if\s+__name__\s*==/m.exec(text);
  if (main) return { offset: main.index, text: `${route}\n\n` };
  return { offset: text.length, text: `${text.endsWith('\n') || text === '' ? '' : '\n'}\n\n${route}` };
}
