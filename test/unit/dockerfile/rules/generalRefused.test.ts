import { testRule } from './table';

testRule({
  rule: 'SM701',
  fires: ['FROM a\n«RUM» pip install x', 'FROM a\nRUN a\n  «&&» b', '«FORM» a'],
  silent: ['FROM a\nrun b', 'FROM a\nRUN <<EOF\nRUM x\nEOF'],
  fixed: [
    ['FROM a\nRUM x', 'FROM a\nRUN x'],
    ['FROM a\nRUN a\n  && b', 'FROM a\nRUN a \\\n  && b'],
  ],
});

testRule({
  rule: 'SM702',
  fires: [
    'FROM a\nCOPY «-r» src /app',
    'FROM a\nADD «-rf» src /app',
    'FROM a\nCOPY «--form=b» /x /y',
    'FROM a\nCOPY --chown=1 «--chown=2» /x /y',
    'FROM a\nCOPY «--chown» /x /y',
  ],
  silent: [
    'FROM a\nCOPY -r /app\nCOPY - x /app/',
    'FROM a\nADD --unpack --checksum=sha256:1 https://x /y',
    'FROM a\nRUN --mount=type=cache,target=/x --mount=type=cache,target=/y z',
  ],
  fixed: [
    ['FROM a\nCOPY -r  src /app', 'FROM a\nCOPY src /app'],
    ['FROM a\nCOPY --form=b /x /y', 'FROM a\nCOPY --from=b /x /y'],
    ['FROM a\nCOPY --zzzzz=b \\\n  /x /y', 'FROM a\nCOPY \\\n  /x /y'],
    ['FROM a\nCOPY --link=yes /x /y', 'FROM a\nCOPY --link=true /x /y'],
  ],
});

testRule({
  rule: 'SM703',
  fires: [
    'FROM a\n«EXPOSE»\nRUN b',
    'FROM a\nENV A=1 «B»',
    'FROM a\nENV «A»',
    'FROM a\nCOPY «x»',
    'FROM a\nSHELL «/bin/bash -c»',
    'FROM a\nCMD ["a", «8»0]',
    'FROM a\nHEALTHCHECK «curl» x',
  ],
  silent: [
    'FROM a\nENV A b\nCMD ["a"]\nHEALTHCHECK NONE\nSHELL ["sh", "-c"]\nARG B',
    'FROM a\nRUN [ -f x ]',
    'FROM a\nENV A=$(ls *.whl b)',
  ],
  fixed: [
    ['FROM a\nEXPOSE\nRUN b', 'FROM a\nRUN b'],
    ['FROM a\nENV A=1 \\\n  B', 'FROM a\nENV A=1 \\\n  B='],
    ['FROM a\nCOPY x', 'FROM a\nCOPY x ./'],
    ['FROM a\nSHELL /bin/bash -c', 'FROM a\nSHELL ["/bin/bash", "-c"]'],
    ['FROM a\nCMD ["a", 80]', 'FROM a\nCMD ["a", "80"]'],
    ['FROM a\nHEALTHCHECK curl x', 'FROM a\nHEALTHCHECK CMD curl x'],
  ],
});

testRule({
  rule: 'SM704',
  fires: ['FROM a\nRUN «<<EOF»\npip install x', 'FROM a\nCOPY «<<EOF»\nx\nEOF'],
  silent: ['FROM a\nRUN <<EOF\nx\nEOF', 'FROM a\nRUN echo "<<EOF"'],
  fixed: [
    ['FROM a\nRUN <<EOF\nx\nCMD b', 'FROM a\nRUN <<EOF\nx\nEOF\nCMD b'],
    ['FROM a\nRUN <<EOF\nx', 'FROM a\nRUN <<EOF\nx\nEOF\n'],
  ],
});

testRule({
  rule: 'SM705',
  fires: ['«ENV» A=1\nRUN a\nCMD b', '«RUN» a\nFROM b', 'FROM a AS «1st»', 'FROM «a b»', '# nothing'],
  silent: ['ARG A=1\nFROM a', 'FROM a AS b', 'FROM --platform=linux/amd64 a'],
  fixed: [
    ['FROM a b', 'FROM a AS b'],
    ['FROM a AS 1st', 'FROM a AS stage-1st'],
    ['FROM a as', 'FROM a'],
    ['FROM a AS b c', 'FROM a AS b'],
    ['FROM a:1    # why', 'FROM a:1'],
  ],
});

testRule({
  rule: 'SM706',
  fires: ['# escape=«/»\nFROM a', '# check=skip=all\n«# check=skip=all»\nFROM a'],
  silent: ['# escape=`\nFROM a'],
  fixed: [
    ['# escape=/\nFROM a', '# escape=\\\nFROM a'],
    ['# check=skip=all\n# check=error=true\nFROM a', '# check=skip=all\nFROM a'],
  ],
});

testRule({
  rule: 'SM707',
  fires: ['FROM a\nONBUILD «FROM» b', 'FROM a\nONBUILD «ONBUILD» RUN b'],
  silent: ['FROM a\nONBUILD RUN b'],
  fixed: [
    ['FROM a\nONBUILD ONBUILD RUN b', 'FROM a\nONBUILD RUN b'],
    ['FROM a\nONBUILD FROM b\nRUN c', 'FROM a\n\nRUN c'],
  ],
});

testRule({
  rule: 'SM708',
  fires: ['FROM a\nRUN b && \\\n\n  c'],
  silent: ['FROM a\nRUN b && \\\n  # x\n  c'],
  fixed: [['FROM a\nRUN b && \\\n\n\n  c', 'FROM a\nRUN b && \\\n  c']],
});
testRule({
  rule: 'SM708',
  fires: [],
  silent: ['FROM a\nRUN b && \\\n\n  c'],
  settings: { peers: new Set(['container-tools']) },
});
