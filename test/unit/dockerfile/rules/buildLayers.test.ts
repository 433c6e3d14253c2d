import { testRule } from './table';

testRule({
  rule: 'SM602',
  fires: [
    'FROM a\nRUN pip «install» torch && pip install x',
    'FROM a\nRUN python3 -m pip «install» -r r.txt',
    'FROM a\nRUN pip install --no-cache-dir x && pip3 «install» y',
  ],
  silent: [
    'FROM a\nRUN pip install --no-cache-dir torch && pip install --no-cache x',
    'FROM a\nENV PIP_NO_CACHE_DIR=1\nRUN pip install torch',
    'FROM a\nRUN PIP_NO_CACHE_DIR=1 pip install torch',
    'FROM a\nRUN --mount=type=cache,target=/root/.cache pip install torch',
    'FROM a\nRUN pip install torch && rm -rf /root/.cache',
    'FROM a AS b\nRUN pip install torch\nFROM a\nCOPY --from=b /x /x',
    'FROM a\nRUN pip list && pip config set global.no-cache-dir true && pip install x',
  ],
  fixed: [
    [
      'FROM a\nRUN pip install \\\n  # gpu\n  torch && pip install x',
      'FROM a\nRUN pip install --no-cache-dir \\\n  # gpu\n  torch && pip install --no-cache-dir x',
    ],
  ],
});

testRule({
  rule: 'SM603',
  fires: ['FROM a\nRUN «apt-get update» && apt-get install -y nginx && apt-get clean'],
  silent: [
    'FROM a\nRUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*',
    'FROM a\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y nginx',
    'FROM a\nRUN apt-get install -y nginx',
    'FROM a AS b\nRUN apt-get update && apt-get install -y x\nFROM a\nCOPY --from=b /x /x',
  ],
  fixed: [
    [
      'FROM a\nRUN apt-get update && apt-get install -y nginx\nRUN b',
      'FROM a\nRUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*\nRUN b',
    ],
    [
      'FROM a\nRUN apt-get update \\\n    # web\n    && apt-get install -y nginx\n',
      'FROM a\nRUN apt-get update \\\n    # web\n    && apt-get install -y nginx \\\n    && rm -rf /var/lib/apt/lists/*\n',
    ],
  ],
});

testRule({
  rule: 'SM612',
  fires: ['FROM a AS «web»\nRUN b\nFROM c', '«FROM» a\nFROM c'],
  silent: [
    'FROM a AS web\nFROM web',
    'FROM a AS Web\nFROM c\nCOPY --from=web /x /x',
    'FROM a\nFROM c\nRUN --mount=type=bind,from=0,target=/x ls /x',
    'FROM a AS b\nFROM b AS c\nFROM d\nCOPY --from=c /x /x',
    'FROM a',
  ],
});

testRule({
  rule: 'SM616',
  fires: ['FROM ubuntu:18.04\nRUN curl https://«bootstrap.pypa.io/get-pip.py» | python3'],
  silent: [
    'FROM ubuntu:22.04\nRUN curl https://bootstrap.pypa.io/get-pip.py | python3',
    'FROM ubuntu:18.04\nRUN apt-get install python3.9 && curl https://bootstrap.pypa.io/get-pip.py | python3.9',
    'FROM ubuntu:18.04\nRUN curl https://bootstrap.pypa.io/pip/3.6/get-pip.py | python3',
    'FROM ubuntu:18.04\nRUN ln -s /usr/bin/python3 /usr/bin/python && curl https://bootstrap.pypa.io/get-pip.py | python',
  ],
  fixed: [
    [
      'FROM ubuntu:16.04\nRUN wget https://bootstrap.pypa.io/get-pip.py && python get-pip.py',
      'FROM ubuntu:16.04\nRUN wget https://bootstrap.pypa.io/pip/2.7/get-pip.py && python get-pip.py',
    ],
    [
      'FROM python:3.8-slim\nRUN curl https://bootstrap.pypa.io/get-pip.py | python3',
      'FROM python:3.8-slim\nRUN curl https://bootstrap.pypa.io/pip/3.8/get-pip.py | python3',
    ],
  ],
});

testRule({
  rule: 'SM618',
  fires: ['FROM a\nRUN cd /x && «git clone» https://x/y'],
  silent: [
    'FROM a\nRUN git clone -b v1 https://x/y && git clone --branch=v2 https://x/z',
    'FROM a\nRUN git clone https://x/y && cd y && git checkout 1a2b',
    'FROM a\nRUN git clone $URL',
  ],
});
