import * as l10n from '@vscode/l10n';

export interface PageParts {
  /** New for each page. */
  readonly nonce: string;
  /** Where the page's files come from, as a source of a content security policy. */
  readonly source: string;
  readonly title: string;
  readonly language: string;
  readonly texts: unknown;
  readonly script: string;
  readonly style: string;
}

/** The only HTML that we write. A page may load its own bundle and style and nothing else, from nowhere else. */
export function pageHtml({ nonce, source, title, language, texts, script, style }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src ${source} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <meta property="csp-nonce" content="${nonce}" />
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="${style}" />
  </head>
  <body>
    <noscript>${escapeHtml(l10n.t('This page needs scripts.'))}</noscript>
    <script type="application/json" id="texts" nonce="${nonce}">${JSON.stringify(texts).replaceAll('<', '\\u003c')}</script>
    <script type="module" nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
