// A server that keeps the hosting contract, and one switch for each way to break it.
import type { Engine } from '../../engine/engine';
import { makeProgramImage } from '../../runs/images';

const server = `#!/usr/bin/env python3
import json, os, signal, socket, sys, threading, time
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer

broken = os.environ.get('BROKEN', '')
model = '/opt/ml/model'
if broken == 'dies-at-start': raise ImportError('no such library')
if broken == 'writes-model': open(model + '/cache', 'w').write('x')
if broken == 'writes-model-quietly':
    try: open(model + '/cache', 'w').write('x')
    except OSError: sys.exit(3)
if broken == 'needs-network': socket.create_connection(tuple(os.environ['SOMEWHERE'].split(':')), timeout=3)
if broken == 'needs-root' and os.getuid() != 0: open('/etc/owned-by-root', 'w')
if broken == 'hates-root' and os.getuid() == 0: sys.exit('This server does not run as root.')
if broken == 'oom-at-start': bytearray(400_000_000)

last = None
class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    def log_message(self, *_): pass
    def answer(self, status, value=None):
        body = b'' if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        if body: self.send_header('Content-Type', 'application/json')
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        if self.path == '/models' and os.environ.get('SAGEMAKER_MULTI_MODEL') == 'true' and broken != 'no-models':
            return self.answer(200, {'models': []})
        if self.path != '/ping': return self.answer(404)
        if broken == 'sleeps-in-ping': time.sleep(3)
        if broken == 'dies-after-start': threading.Timer(0.3, os._exit, [9]).start()
        self.answer(503 if broken == 'unwell' else 200)
    def do_POST(self):
        global last
        length = int(self.headers.get('Content-Length') or 0)
        kind = (self.headers.get('Content-Type') or '').split(';')[0]
        if length > 30 * 1024 * 1024: return self.answer(413)
        body = self.rfile.read(length)
        if kind != 'text/csv': return self.answer(500 if broken == 'fails-on-types' else 415, {'error': 'text/csv is read'})
        if not body.strip():
            if broken == 'ends-on-empty': os._exit(1)
            return self.answer(400, {'error': 'there is nothing to read'})
        if broken == 'oom': bytearray(400_000_000)
        if broken in ('busy', 'short-queue'): time.sleep(0.6)
        if broken == 'streams': return self.stream()
        if len(body) > 100_000: return self.answer(200, {'bytes': len(body)})
        if broken == 'mixes-up':
            last = body; time.sleep(0.1); body = last
        self.answer(200, {'sums': [sum(map(float, line.split(','))) for line in body.decode().split()]})
    def stream(self):
        self.send_response(200)
        self.send_header('Content-Type', 'text/plain')
        self.send_header('Transfer-Encoding', 'chunked')
        self.end_headers()
        for index in range(3):
            self.wfile.write(b'2\\r\\n%d\\n\\r\\n' % index); self.wfile.flush(); time.sleep(0.1)
        self.wfile.write(b'0\\r\\n\\r\\n')

single = broken in ('busy', 'short-queue')
class Server(HTTPServer if single else ThreadingHTTPServer):
    request_queue_size = 1 if broken == 'short-queue' else 256
    daemon_threads = False
    block_on_close = True

port = 8080 if broken == 'ignores-port' else int(os.environ.get('SAGEMAKER_BIND_TO_PORT', 8080))
if broken == 'elsewhere': port = 5000
serving = Server(('127.0.0.1' if broken == 'loopback' else '0.0.0.0', port), Handler)
def stop(*_): threading.Thread(target=serving.shutdown).start()
signal.signal(signal.SIGTERM, signal.SIG_IGN if broken == 'ignores-sigterm' else stop)
serving.serve_forever()
serving.server_close()
`;

/** `BROKEN` says in which way. */
export const brokenServer = async (
  engine: Engine,
  name: string,
  changes: readonly string[] = [],
): Promise<string> => makeProgramImage(engine, name, { serve: server }, changes);

const nginxServe = (setting: string): string => `#!/bin/sh
cat > /tmp/nginx.conf <<END
daemon off; pid /tmp/nginx.pid; error_log /dev/stderr warn;
events {}
http {
  access_log off; ${setting}
  client_body_temp_path /tmp/body; proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/f; uwsgi_temp_path /tmp/u; scgi_temp_path /tmp/s;
  server { listen 8080; location / { proxy_pass http://127.0.0.1:5000; } }
}
END
SAGEMAKER_BIND_TO_PORT=5000 python3 /usr/local/bin/behind &
exec nginx -c /tmp/nginx.conf
`;

/** The same server behind nginx, with this setting. */
export const behindNginx = async (engine: Engine, name: string, setting: string): Promise<string> =>
  makeProgramImage(engine, name, { serve: nginxServe(setting), behind: server });
