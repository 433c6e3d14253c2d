// A server for the Python base that does what a request asks for in its custom attributes: `status=500;sleep=2`.
import type { Engine } from '../engine/engine';
import { makeProgramImage } from '../runs/images';

const server = `#!/usr/bin/env python3
import json, os, signal, socket, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

mode = os.environ.get('MODE', '')
print('started:', os.path.basename(sys.argv[0]), *sys.argv[1:], flush=True)
if mode == 'dies':
    print('Traceback (most recent call last):\\n  File "/opt/ml/model/code/inference.py", line 3, in <module>\\nModuleNotFoundError: No module named \\'torch\\'', file=sys.stderr, flush=True)
    sys.exit(1)
if mode == 'ends': sys.exit(0)
if mode == 'sleeps': time.sleep(1000)
if mode == 'deaf': signal.signal(signal.SIGTERM, signal.SIG_IGN)
else: signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    def log_message(self, *_): pass
    def do_GET(self):
        if mode == 'slow-ping': time.sleep(3)
        self.answer(503 if mode == 'unready' else 200, b'')
    def answer(self, status, body, headers={}):
        self.send_response(status)
        for name, value in {'Content-Length': str(len(body)), **headers}.items(): self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
    def do_POST(self):
        if self.headers.get('Transfer-Encoding') == 'chunked':
            body = b''
            while size := int(self.rfile.readline(), 16): body += self.rfile.read(size); self.rfile.readline()
            self.rfile.readline()
        else: body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        attributes = self.headers.get('X-Amzn-SageMaker-Custom-Attributes', '')
        asked = dict(part.split('=', 1) for part in attributes.split(';') if '=' in part)
        if 'exit' in asked: os._exit(int(asked['exit']))
        if 'sleep' in asked: time.sleep(float(asked['sleep']))
        if 'stream' in asked: return self.stream(int(asked['stream']), 'break' in asked)
        if asked.get('echo'): return self.answer(200, body, {'Content-Type': self.headers.get('Content-Type', ''), 'X-Own': 'x'})
        seen = {'variant': os.environ.get('VARIANT'), 'path': self.path, 'headers': {k.lower(): v for k, v in self.headers.items()}, 'bytes': len(body), 'body': body[:200].decode('utf8', 'replace')}
        headers = {'Content-Type': 'application/json', 'X-Own': 'stripped', 'X-Amzn-SageMaker-Custom-Attributes': 'from the model'}
        if self.headers.get('X-Amzn-SageMaker-Session-Id') == 'NEW_SESSION': headers['X-Amzn-SageMaker-New-Session-Id'] = 's-' + str(os.environ.get('VARIANT')) + '; Expires=2030-01-01T00:00:00Z'
        if 'close' in asked: headers['X-Amzn-SageMaker-Closed-Session-Id'] = asked['close']
        text = asked['say'].encode() if 'say' in asked else json.dumps(seen).encode()
        self.answer(int(asked.get('status', 200)), text, headers)
    def stream(self, count, breaks):
        self.send_response(200)
        self.send_header('Content-Type', 'text/plain')
        self.send_header('Transfer-Encoding', 'chunked')
        self.end_headers()
        for index in range(count):
            part = f'part {index}\\n'.encode()
            self.wfile.write(b'%x\\r\\n%s\\r\\n' % (len(part), part)); self.wfile.flush()
            time.sleep(0.05)
        if breaks: return self.connection.shutdown(socket.SHUT_RDWR)
        self.wfile.write(b'0\\r\\n\\r\\n')

class Server(ThreadingHTTPServer):
    request_queue_size = 512
    daemon_threads = True

address = '127.0.0.1' if mode == 'local' else '0.0.0.0'
port = 9000 if mode == 'elsewhere' else int(os.environ.get('SAGEMAKER_BIND_TO_PORT', 8080))
time.sleep(float(os.environ.get('WARM_UP', '0')))
print('listening', flush=True)
Server((address, port), Handler).serve_forever()
`;

export const servingImage = async (engine: Engine, name = 'serving'): Promise<string> =>
  makeProgramImage(engine, name, { serve: server });
