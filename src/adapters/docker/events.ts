import type { EngineEvent } from '../../core/ports';
import { field } from '../field';

/** The actions after which an image, or the use of one, is not what it was. */
const actions = [
  'tag',
  'untag',
  'delete',
  'pull',
  'load',
  'import',
  'commit',
  'create',
  'start',
  'die',
  'destroy',
];
export const eventFilters = { type: ['image', 'container'] as Array<'image' | 'container'>, event: actions };

/** The engine writes one JSON document per line, cut anywhere. */
export async function* readEvents(stream: AsyncIterable<unknown>): AsyncGenerator<EngineEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (
      rest + decoder.decode(chunk instanceof Uint8Array ? chunk : undefined, { stream: true })
    ).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = line.trim() === '' ? undefined : readEvent(line);
      if (event) yield event;
    }
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
  if (type === 'image' || action !== 'commit') return { type, action, id };
  const made = field(field(actor, 'Attributes'), 'imageID');
  return typeof made === 'string' ? { type: 'image', action, id: made } : undefined;
}
