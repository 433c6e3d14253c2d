import { testRule } from './table';

testRule({
  rule: 'SM601',
  fires: [
    'FROM a\nRUN pip install «numpy>=1.26»',
    'FROM a\nRUN python3 -m pip install -q \\\n  «numpy>=1.26» «scipy<2»',
    'FROM a\nRUN /opt/conda/bin/pip install «jinja2>=3.1.6» && echo done',
  ],
  silent: [
    "FROM a\nRUN pip install 'numpy>=1.26'",
    'FROM a\nRUN pip install "numpy>=1.26" > log.txt 2>&1',
    'FROM a\nRUN pip install -r requirements.txt >/dev/null',
    'FROM a\nRUN pip list>1.txt',
    '# RUN pip install numpy>=1\nFROM a\nRUN ["pip", "install", "numpy>=1.26"]',
  ],
  fixed: [
    ['FROM a\nRUN pip install numpy>=1.26 scipy<2', "FROM a\nRUN pip install 'numpy>=1.26' 'scipy<2'"],
    [
      'FROM a\nRUN pip install \\\n  numpy>=1.26 \\\n  # why\n  scipy',
      "FROM a\nRUN pip install \\\n  'numpy>=1.26' \\\n  # why\n  scipy",
    ],
  ],
});
