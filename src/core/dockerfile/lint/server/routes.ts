/** The routes of a web application, as far as its file tells. */
export interface WebApp {
  readonly framework: 'flask' | 'fastapi' | 'plumber';
  /** The variable of the application. */
  readonly name: string;
  readonly routes: readonly Route[];
  /** Routes may be added that we do not see. */
  readonly isOpen: boolean;
}

export interface Route {
  readonly path: string;
  /** What stands behind the path in the decorator. */
  readonly rest: string;
  /** Offset of the closing parenthesis. */
  readonly end: number;
  readonly verb: string;
}

const open =
  /add_url_rule|register_blueprint|include_router|\.mount\(|add_api_route|add_route|add_resource|add_websocket_route|add_middleware|\.middleware\(|before_request|wsgi_app|Blueprint\(|APIRouter\(|<path:|:path\}|errorhandler|exception_handler|make_app|create_app|dispatch|importlib|exec\(|Instrumentator|route\(\s*(?:f["']|[A-Za-z_])|\.(?:get|post)\(\s*f["']/;

export function readWebApp(path: string, text: string): WebApp | undefined {
  if (/\.[rR]$/.test(path)) return readPlumber(text);
  if (!path.endsWith('.py') && !/^#!.*python/.test(text)) return undefined;
  const plain = text.replaceAll(
    /(^|\s)#[^\n]*/g,
    (comment, before: string) => before + ' '.repeat(comment.length - before.length),
  );
  const [, name, framework] = /^(\w+)\s*(?::[^=\n]*)?=\s*(?:\w+\.)?(Flask|FastAPI)\(/m.exec(plain) ?? [];
  if (name === undefined) return undefined;
  const routes = [
    ...plain.matchAll(
      /^[ \t]*@(\w+)\.(\w+)\(\s*(?:path\s*=\s*|rule\s*=\s*)?["']([^"'\n]*)["']([^()]*(?:\([^()]*\)[^()]*)*)\)/gm,
    ),
  ]
    .filter(([, on]) => on === name)
    .map((match) => ({
      verb: match[2] ?? '',
      path: match[3] ?? '',
      rest: match[4] ?? '',
      end: match.index + match[0].length - 1,
    }));
  return { framework: framework === 'Flask' ? 'flask' : 'fastapi', name, routes, isOpen: open.test(plain) };
}

function readPlumber(text: string): WebApp | undefined {
  const routes = [...text.matchAll(/^#[*'][ \t]*@(get|post|put|use)[ \t]+(\S+)/gm)].map((match) => ({
    verb: match[1] ?? '',
    path: match[2] ?? '',
    rest: '',
    end: match.index + match[0].length,
  }));
  if (routes.length === 0) return undefined;
  return { framework: 'plumber', name: '', routes, isOpen: /pr_|@plumber|@filter|<path/.test(text) };
}
