import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { contentTypeOf, contentTypeOfText } from '../../core/invoke/contentType';
import type { PastInvocation, PayloadSource } from '../../core/invoke/pastInvocation';
import { pastLine, sourceInWords } from '../../core/invoke/pastInvocation';
import { Problem } from '../../core/problem';

/** What is sent, and where it came from. */
export interface Payload {
  readonly source: PayloadSource;
  /** Nothing for an object that the endpoint fetches by itself. */
  readonly body: Uint8Array;
  readonly contentType: string;
}

export type Chosen =
  | { readonly kind: 'payload'; readonly payload: Payload }
  | { readonly kind: 'again'; readonly past: PastInvocation };

interface Choice extends vscode.QuickPickItem {
  readonly choose?: () => Promise<Chosen | undefined>;
}

/** From the editor, a file, or typed; or as it was sent before. */
export async function choosePayload(
  title: string,
  { isAsync, past }: { readonly isAsync: boolean; readonly past: readonly PastInvocation[] },
): Promise<Chosen | undefined> {
  const items: readonly Choice[] = [
    ...editorChoices(),
    { label: `$(folder-opened) ${l10n.t('From a File…')}`, choose: async () => chosen(await pickFile()) },
    { label: `$(edit) ${l10n.t('Typed…')}`, choose: async () => chosen(await typed(title)) },
    ...(isAsync
      ? [
          {
            label: `$(cloud) ${l10n.t('An Object in S3…')}`,
            choose: async () => chosen(await askObject(title)),
          },
        ]
      : []),
    ...(past.length === 0
      ? []
      : [{ label: l10n.t('Sent before'), kind: vscode.QuickPickItemKind.Separator }]),
    ...past.map((each) => {
      const { label, description, detail } = pastLine(each, Date.now());
      const icon = each.outcome.isFine ? 'history' : 'error';
      const again: Chosen = { kind: 'again', past: each };
      return {
        label: `$(${icon}) ${label}`,
        description,
        detail,
        choose: async () => Promise.resolve(again),
      };
    }),
  ];
  const item = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: l10n.t('What should be sent?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return item?.choose?.();
}

const chosen = (payload: Payload | undefined): Chosen | undefined => payload && { kind: 'payload', payload };

function editorChoices(): readonly Choice[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return [];
  const { document, selection } = editor;
  const uri = document.uri.toString();
  const name = sourceInWords({ kind: 'editor', uri });
  const part = async (range?: vscode.Range): Promise<Chosen | undefined> =>
    chosen(
      await readSource(range ? { kind: 'editor', uri, range: rangeOf(range) } : { kind: 'editor', uri }),
    );
  return [
    ...(selection.isEmpty
      ? []
      : [
          {
            label: `$(list-selection) ${l10n.t('The Selection')}`,
            description: name,
            choose: async () => part(selection),
          },
        ]),
    {
      label: `$(file-code) ${l10n.t('The Whole Editor')}`,
      description: name,
      choose: async () => part(),
    },
  ];
}

const rangeOf = ({ start, end }: vscode.Range) =>
  [start.line, start.character, end.line, end.character] as const;

/** Also what was sent before, as it is now. */
export async function readSource(source: PayloadSource): Promise<Payload> {
  switch (source.kind) {
    case 'typed':
      return ofText(source, source.text);
    case 'object':
      return { source, body: new Uint8Array(), contentType: contentTypeOf(source.uri) };
    case 'file':
      return {
        source,
        body: await readBytes(source.uri),
        contentType: contentTypeOf(vscode.Uri.parse(source.uri).path),
      };
    case 'editor': {
      const document = await openDocument(source.uri);
      if (!source.range) return ofDocument(source, document.getText(), document);
      return ofDocument(source, document.getText(new vscode.Range(...source.range)), document);
    }
  }
}

const ofText = (source: PayloadSource, text: string): Payload => ({
  source,
  body: new TextEncoder().encode(text),
  contentType: contentTypeOfText(text),
});

/** Its name says what it is, unless it has none that does. */
function ofDocument(source: PayloadSource, text: string, { uri }: vscode.TextDocument): Payload {
  const named = contentTypeOf(uri.path);
  const payload = ofText(source, text);
  return named === 'application/octet-stream' ? payload : { ...payload, contentType: named };
}

async function readBytes(uri: string): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
  } catch (error) {
    throw unreadable(uri, error);
  }
}

async function openDocument(uri: string): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch (error) {
    throw unreadable(uri, error);
  }
}

const unreadable = (uri: string, cause: unknown): Problem =>
  new Problem(
    'file-unreadable',
    l10n.t('{0} cannot be read. Is it still there?', sourceInWords({ kind: 'file', uri })),
    cause,
  );

async function pickFile(): Promise<Payload | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ openLabel: l10n.t('Send') })) ?? [];
  return uri && readSource({ kind: 'file', uri: uri.toString() });
}

async function typed(title: string): Promise<Payload | undefined> {
  const text = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    title,
    prompt: l10n.t('What should be sent?'),
    placeHolder: '{"instances": [[5.1, 3.5, 1.4, 0.2]]}',
  });
  return text ? readSource({ kind: 'typed', text }) : undefined;
}

async function askObject(title: string): Promise<Payload | undefined> {
  const uri = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    title,
    prompt: l10n.t('The object that the endpoint reads, with its own role.'),
    placeHolder: 's3://bucket/path/payload.json',
    validateInput: (text) =>
      /^s3:\/\/[^/]+\/.+/.test(text) ? undefined : l10n.t('An address as s3://bucket/key.'),
  });
  return uri ? readSource({ kind: 'object', uri }) : undefined;
}
