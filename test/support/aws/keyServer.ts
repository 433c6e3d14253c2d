// What gives out keys at AWS: STS and the portal of SSO, which say who asked and with what.
import type { Server } from 'node:http';
import { createServer } from 'node:http';

export interface KeyServer {
  readonly url: string;
  /** What was asked, as `AssumeRole` or a path, with its words and the key that signed it. */
  readonly asked: ReadonlyArray<Readonly<Record<string, string>>>;
  /** Keys are good for so many seconds from now on. */
  lifetime: number;
  /** The one code of the device for multi-factor authentication. */
  code: string;
  stop(): Promise<void>;
}

export async function startKeyServer(): Promise<KeyServer> {
  const asked: Record<string, string>[] = [];
  const state = { lifetime: 3600, code: '123456' };
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const signer = /Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const url = new URL(request.url ?? '/', 'http://localhost');
      const words = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)]);
      asked.push({ ...words, signer, path: url.pathname });
      const expiration = Date.now() + state.lifetime * 1000;
      if (url.pathname === '/federation/credentials') {
        const isKnown = request.headers['x-amz-sso_bearer_token'] === 'valid';
        response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
        const keys = { accessKeyId: 'ASIASSO', secretAccessKey: 's', sessionToken: 't', expiration };
        return response.end(
          JSON.stringify(isKnown ? { roleCredentials: keys } : { message: 'Session over' }),
        );
      }
      response.setHeader('content-type', 'text/xml');
      const action = words['Action'] ?? '';
      if (words['SerialNumber'] !== undefined && words['TokenCode'] !== state.code) {
        response.writeHead(403);
        return response.end(refusal('MultiFactorAuthentication failed with invalid MFA one time pass code.'));
      }
      if (words['RoleArn']?.endsWith('/closed') === true) {
        response.writeHead(403);
        return response.end(refusal('not authorized to perform: sts:AssumeRole'));
      }
      if (action === 'GetCallerIdentity')
        return response.end(answer(action, '<Account>123456789012</Account><Arn>arn:x</Arn>'));
      const role = words['RoleArn']?.split('/').at(-1) ?? '';
      return response.end(
        answer(
          action,
          `<Credentials><AccessKeyId>ASIA${role}${asked.length}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${new Date(expiration).toISOString()}</Expiration></Credentials>`,
        ),
      );
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, { url: urlOf(server), asked, stop: stopper(server) });
}

const answer = (action: string, inside: string): string =>
  `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${inside}</${action}Result></${action}Response>`;

const refusal = (message: string): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`;

function urlOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
}

const stopper = (server: Server) => async (): Promise<void> => {
  server.closeAllConnections();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
};
