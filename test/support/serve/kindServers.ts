// Serving programs for the kinds of serving, in Python without a package. Each says on its standard output what it was asked.

const frame = `#!/usr/bin/env python3
import json, os, signal, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

signal.signal(signal.SIGTERM, lambda *_: os._exit(0))

def say(**what): print(json.dumps(what), flush=True)

class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def log_message(self, *args): pass
    def body(self):
        if self.headers.get('Transfer-Encoding') != 'chunked':
            return self.rfile.read(int(self.headers.get('Content-Length') or 0))
        parts = []
        while True:
            size = int(self.rfile.readline(), 16)
            parts.append(self.rfile.read(size))
            self.rfile.readline()
            if size == 0: return b''.join(parts)
    def answer(self, status, body=b'', **headers):
        body = body if isinstance(body, bytes) else str(body).encode()
        self.send_response(status)
        for name, value in headers.items(): self.send_header(name.replace('_', '-'), value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self): self.get()
    def do_POST(self): self.post(self.body())
    def do_DELETE(self): self.delete()

class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

def run(port=8080):
    Server(('0.0.0.0', int(port)), Handler).serve_forever()
`;

/**
 * Answers each line in capitals. A line may ask for more: `status 500 a` fails always, `once 503 a` only the first time,
 * `sleep 2 a` takes its time, `die` ends the program.
 */
export const batchServer = `${frame}
seen = set()
busy = most = 0
lock = threading.Lock()

def get(self):
    if self.path == '/execution-parameters' and 'PARAMETERS' in os.environ:
        return self.answer(200, os.environ['PARAMETERS'], Content_Type='application/json')
    self.answer(200 if self.path == '/ping' else 404)

def post(self, body):
    global busy, most
    with lock:
        busy += 1
        most = max(most, busy)
    try: work(self, body)
    finally:
        with lock: busy -= 1

def work(self, body):
    say(bytes=len(body), type=self.headers.get('Content-Type'), accept=self.headers.get('Accept'), most=most,
        chunked=self.headers.get('Transfer-Encoding') == 'chunked', text=body[:60].decode('latin1'))
    time.sleep(float(os.environ.get('PAUSE', '0')))
    for line in body.decode('latin1').splitlines():
        words = line.split(' ')
        if words[0] == 'die': os._exit(3)
        if words[0] == 'sleep': time.sleep(float(words[1]))
        first = line not in seen
        seen.add(line)
        if words[0] == 'status' or (words[0] == 'once' and first):
            return self.answer(int(words[1]), 'cannot do ' + line)
    self.answer(200, body.decode('latin1').upper().encode('latin1'), Content_Type='text/plain')

Handler.get, Handler.post = get, post
say(environment={name: value for name, value in os.environ.items() if name.startswith('SAGEMAKER_')})
run()
`;

/** Holds as many models as ROOM says. What a model says is in its file \`model.txt\`; with \`slow.txt\` it takes so many seconds to load. */
export const manyModelsServer = `${frame}
models = {}
room = int(os.environ.get('ROOM', '2'))
lock = threading.Lock()

def described(name): return {'modelName': name, 'modelUrl': models[name]}

def get(self):
    parts = self.path.split('/')
    if self.path == '/ping': return self.answer(200)
    if self.path == '/models': return self.answer(200, json.dumps({'models': [described(name) for name in models]}))
    if parts[1] == 'models' and parts[2] in models: return self.answer(200, json.dumps(described(parts[2])))
    self.answer(404)

def post(self, body):
    parts = self.path.split('/')
    if self.path == '/models':
        asked = json.loads(body)
        name, url = asked['model_name'], asked['url']
        if name in models: return self.answer(409)
        if os.path.exists(url + '/bad.txt'): return self.answer(500, 'this model is broken')
        slow = url + '/slow.txt'
        if os.path.exists(slow): time.sleep(float(open(slow).read()))
        with lock:
            if len(models) >= room: return self.answer(507, 'no memory')
            models[name] = url
        say(loaded=name, files=sorted(os.listdir(url)))
        return self.answer(200)
    name = parts[2] if len(parts) > 3 else ''
    if parts[1] == 'models' and name in models:
        if body == b'forget': models.clear()
        if body.startswith(b'sleep'): time.sleep(float(body.split()[1]))
        with open(models.get(name, '/dev/null') + '/model.txt' if name in models else '/dev/null') as file: said = file.read()
        return self.answer(200, said.encode() + b':' + body + b':' + self.headers.get('X-Amzn-SageMaker-Target-Model', '').encode())
    self.answer(404, 'no such model')

def delete(self):
    name = self.path.split('/')[-1]
    if models.pop(name, None) is None: return self.answer(404)
    say(unloaded=name)
    self.answer(200)

Handler.get, Handler.post, Handler.delete = get, post, delete
say(environment={name: value for name, value in os.environ.items() if name.startswith('SAGEMAKER_')})
run()
`;

/** Adds its NAME to what it gets, as the content type \`application/NAME\`. \`fail-NAME\` in the body is answered with 418. */
export const stageServer = `${frame}
name = os.environ['NAME']

def get(self): self.answer(200 if self.path == '/ping' else 404)

def post(self, body):
    say(stage=name, type=self.headers.get('Content-Type'), accept=self.headers.get('Accept'))
    if ('fail-' + name).encode() in body: return self.answer(418, 'I am ' + name)
    if ('die-' + name).encode() in body: os._exit(3)
    self.answer(200, body + (' > ' + name).encode(), Content_Type='application/' + name)

Handler.get, Handler.post = get, post
say(port=os.environ.get('SAGEMAKER_BIND_TO_PORT'), range=os.environ.get('SAGEMAKER_SAFE_PORT_RANGE'))
run(os.environ.get('SAGEMAKER_BIND_TO_PORT', '8080'))
`;

/** Says back what it gets. \`sleep 2\` takes so long, \`status 500\` fails so; START is what it takes to start. */
export const echoServer = `${frame}
ready = time.time() + float(os.environ.get('START', '0'))

def get(self): self.answer(200 if self.path == '/ping' and time.time() >= ready else 503)

def post(self, body):
    words = body[:100].split()
    say(bytes=len(body), type=self.headers.get('Content-Type'), id=self.headers.get('X-Amzn-SageMaker-Inference-Id'))
    if words and words[0] == b'sleep': time.sleep(float(words[1]))
    if words and words[0] == b'status': return self.answer(int(words[1]), 'as you wish')
    self.answer(200, body, Content_Type=self.headers.get('Accept') or 'text/plain')

Handler.get, Handler.post = get, post
run()
`;
