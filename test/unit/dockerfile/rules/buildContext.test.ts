import { context } from './settingsOf';
import { testRule } from './table';

const files = { 'train.py': '', 'src/a.py': '', 'requirements.txt': '' };

testRule({
  rule: 'SM606',
  fires: [
    'FROM a\nCOPY requirements.txt «trian.py» /x/',
    'FROM a\nCOPY ./src/ /x\nCOPY [«"src/b.py"», "/x"]',
    'FROM a\nENV F=serve.py\nCOPY train.py «$F» /x/',
  ],
  silent: [
    'FROM a\nCOPY train.py ./src/a.py src . / /x/',
    'FROM a\nCOPY dist/x.whl x.tar.gz *.txt build/a $X /x/',
    'FROM a\nCOPY --from=b nothing /x/',
    'FROM a\nADD https://x/y.txt git@github.com:a/b.git /x/',
    'FROM a\nCOPY services/a.py services/b.py /x/',
    'FROM a\nCOPY <<EOF /x\nEOF',
  ],
  fixed: [
    ['FROM a\nCOPY ./requirements.txt ./trian.py /x/', 'FROM a\nCOPY ./requirements.txt ./train.py /x/'],
    ['FROM a\nCOPY train.py a.py /x/', 'FROM a\nCOPY train.py src/a.py /x/'],
  ],
  settings: context(files),
});

testRule({
  rule: 'SM606',
  fires: [],
  silent: ['FROM a\nCOPY trian.py /x/'],
  settings: context(files, { complete: false }),
});
testRule({ rule: 'SM606', fires: [], silent: ['FROM a\nCOPY trian.py /x/'] });

testRule({
  rule: 'SM607',
  fires: ['FROM a\nCOPY train.py «src» /x/', 'FROM a\nCOPY «src/a.py» /x/'],
  silent: ['FROM a\nCOPY . /x', 'FROM a\nCOPY train.py nothing src/*.py /x/', 'FROM a\nCOPY --from=b src /x'],
  settings: context(files, { ignored: ['src'] }),
});

const megabyte = 1024 * 1024;

testRule({
  rule: 'SM608',
  fires: ['FROM a\nCOPY «.» /x', 'FROM a\nADD «./» /x'],
  silent: ['FROM a\nCOPY src /x', 'FROM a\nCOPY --from=b . /x'],
  settings: context({ 'train.py': '', 'data/a.csv': 60 * megabyte }),
});
testRule({
  rule: 'SM608',
  fires: [],
  silent: ['FROM a\nCOPY . /x'],
  settings: context({ 'data/a.csv': 60 * megabyte, 'lib.so': 80 * megabyte }, { ignored: ['data'] }),
});
testRule({
  rule: 'SM608',
  fires: ['FROM a\nCOPY «.» /x'],
  silent: [],
  settings: context({ 'a.py': '' }, { bytes: 600 * megabyte }),
});

testRule({
  rule: 'SM609',
  fires: ['FROM a\nCOPY «.» /x', 'FROM a\nCOPY «app» /x'],
  silent: ['FROM a\nCOPY lib /x', 'FROM a\nCOPY app/main.py /x/'],
  settings: context({
    'app/.env': 'KEY=1',
    'app/main.py': '',
    'lib/.env.example': 'A=1',
    'lib/ca.pem': 'CERT',
  }),
});
testRule({
  rule: 'SM609',
  fires: [],
  silent: ['FROM a\nCOPY . /x'],
  settings: context({ '.env': 'KEY=1', 'a.py': '' }, { ignored: ['.env'] }),
});
