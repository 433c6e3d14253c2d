import type { EngineEvent } from '../../core/ports';
import { field } from '../field';
import { readLines } from './lines';

/** Of a container that never starts, made for a look into an image: it goes at once, and uses nothing. */
export const lookLabel = 'longshore.look';

/** The actions after which an image, or the use of one, is not what it was. */
const actions = [
  'tag',
  'untag',
  'delete',
  'pull',
  'push',
  'load',
  'import',
  'commit',
  'create',
  'start',
  'die',
  'destroy',
];
export const eventFilters = { type: ['image', 'container'] as Array<'image' | 'container'>, event: actions };

export async function* readEvents(stream: AsyncIterable<unknown>): AsyncGenerator<EngineEvent> {
  for await (const line of readLines(stream)) {
    const event = readEvent(line);
    if (event) yield event;
  }
}

export function readEvent(line: string): EngineEvent | undefined {
  const event: unknown = JSON.parse(line);
  const actor = field(event, 'Actor');
  const type = field(event, 'Type');
  const id = field(actor, 'ID');
  const action = field(event, 'Action');
  if (typeof id !== 'string' || typeof action !== 'string' || (type !== 'image' && type !== 'container'))
    return undefined;
  if (field(field(actor, 'Attributes'), lookLabel) !== undefined) return undefined;
  if (type === 'image' || action !== 'commit') return { type, action, id };
  const made = field(field(actor, 'Attributes'), 'imageID');
  return typeof made === 'string' ? { type: 'image', action, id: made } : undefined;
}
