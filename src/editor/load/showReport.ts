import * as vscode from 'vscode';
import { showMarkdown } from '../showMarkdown';

/** A page of text that is kept beside the report. */
export const showReport = async (path: string): Promise<void> => showMarkdown(vscode.Uri.file(path));
