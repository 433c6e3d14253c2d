// Images in the JSON files of users: training runs, and whatever else has one under `image`.
import { findNodeAtOffset, getLocation, parseTree } from 'jsonc-parser';
import type { Completion } from '../dockerfile/assist/completion';
import { imageCompletions } from '../dockerfile/assist/completion';
import type { Hover } from '../dockerfile/assist/hover';
import { isTooDeep } from '../userFile/document';
import { imageFacts } from './imageFacts';

/** Prebuilt images, while the cursor is where the name of an image stands or belongs. */
export function jsonImageCompletions(text: string, offset: number, region: string): readonly Completion[] {
  if (isTooDeep(text)) return [];
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  if (isAtPropertyKey || !isImage(path)) return [];
  if (previousNode?.type !== 'string' || previousNode.offset + previousNode.length < offset)
    return imageCompletions(region, 0).map((each) => ({ ...each, insert: `"${each.insert}"` }));
  const start = previousNode.offset + 1;
  const written = text.slice(start, previousNode.offset + previousNode.length);
  const length = written.endsWith('"') ? written.length - 1 : written.length;
  const isInside = start <= offset && offset <= start + length;
  if (!isInside) return [];
  return imageCompletions(region, offset - start).map((each) => ({
    ...each,
    replacesAfter: start + length - offset,
  }));
}

export function jsonImageHover(text: string, offset: number, now: number): Hover | undefined {
  if (isTooDeep(text) || !isImage(getLocation(text, offset).path)) return undefined;
  const root = parseTree(text);
  const node = root && findNodeAtOffset(root, offset);
  if (node?.type !== 'string' || node.parent?.children?.[0] === node) return undefined;
  const paragraphs = imageFacts(String(node.value), now);
  if (paragraphs.length === 0) return undefined;
  return { start: node.offset, end: node.offset + node.length, paragraphs };
}

/** What a user names freely: there, `image` may be anything. */
const free: ReadonlySet<string | number> = new Set(['hyperparameters', 'environment', 'args', 'tags']);

const isImage = (path: ReadonlyArray<string | number>): boolean =>
  path.at(-1) === 'image' && !path.some((key) => free.has(key));
