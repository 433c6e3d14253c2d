import { without } from './headers';

type Headers = Readonly<Record<string, string>>;

/** A pipeline asks only its last container for what the client accepts. */
export const firstHeaders = (headers: Headers, isLast: boolean): Headers =>
  isLast ? headers : without(headers, 'accept');

/** The next container gets what the one before answered, under the content type that it gave. */
export function nextHeaders(client: Headers, answer: Headers, isLast: boolean): Headers {
  const contentType = answer['content-type'];
  return {
    ...without(firstHeaders(client, isLast), 'content-type'),
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
  };
}
