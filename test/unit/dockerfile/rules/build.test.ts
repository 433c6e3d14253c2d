import { testRule } from './table';

testRule({
  rule: 'SM601',
  fires: [
    'FROM a\nRUN sudo -H pip install «numpy>=1.26»',
    'FROM a\nRUN env A=1 pip3 download «numpy>=1.26»',
    'FROM a\nRUN conda create -y -n x «python>=3.11»',
    'FROM a\nRUN conda run -n x pip install «numpy>=1.26»',
    'FROM a\nRUN poetry add «numpy>=1.26» && pipx install «ruff>=1»',
    'FROM a\nRUN pip install «numpy>=$VERSION»',
    'FROM a\nRUN pip install «numpy>= 1.26» scipy',
    'FROM a\nRUN pip install «numpy>=1.26»',
    'FROM a\nRUN python3 -m pip install -q \\\n  «numpy>=1.26» «scipy<2»',
    'FROM a\nRUN /opt/conda/bin/pip install «jinja2>=3.1.6» && echo done',
  ],
  silent: [
    'FROM a\nRUN pip install numpy>$LOG',
    'FROM a\nRUN pip install numpy>= x',
    'FROM a\nRUN uv run train>1.txt && poetry run x>2',
    "FROM a\nRUN pip install 'numpy>=1.26'",
    'FROM a\nRUN pip install "numpy>=1.26" > log.txt 2>&1',
    'FROM a\nRUN pip install -r requirements.txt >/dev/null',
    'FROM a\nRUN pip list>1.txt',
    '# RUN pip install numpy>=1\nFROM a\nRUN ["pip", "install", "numpy>=1.26"]',
  ],
  fixed: [
    ['FROM a\nRUN pip install numpy>= 1.26 scipy', "FROM a\nRUN pip install 'numpy>=1.26' scipy"],
    ['FROM a\nRUN pip install numpy>=1.26 scipy<2', "FROM a\nRUN pip install 'numpy>=1.26' 'scipy<2'"],
    [
      'FROM a\nRUN pip install \\\n  numpy>=1.26 \\\n  # why\n  scipy',
      "FROM a\nRUN pip install \\\n  'numpy>=1.26' \\\n  # why\n  scipy",
    ],
  ],
});
