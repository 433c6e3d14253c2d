import { testRule } from './table';

testRule({
  rule: 'SM604',
  fires: [
    'FROM a\nRUN apt-get update\nRUN «apt-get install» -y nginx',
    'FROM a\nRUN «apt-get -y install» nginx && apt-get install -y x',
    'FROM a\nRUN echo a && \\\n  # why\n  sudo «apt install» -y nginx',
    'FROM a\nRUN <<EOF\n«apt-get install» -y nginx\nEOF',
  ],
  silent: [
    'FROM a\nRUN apt-get update && apt-get install -y nginx',
    'FROM a\nRUN apt-get -qq update; apt-get install -y nginx',
    'FROM a\nRUN <<EOF\napt-get update\napt-get install -y nginx\nEOF',
    'FROM a\nRUN apt-get install -y ./x.deb',
    'FROM a\nRUN curl -sL https://deb.nodesource.com/setup_18.x | bash - && apt-get install -y nodejs',
    'FROM a\nRUN ./setup.sh && apt-get install -y nodejs',
    'FROM a\nRUN add-apt-repository -y ppa:x && apt-get install -y python3.9',
    'FROM a\nRUN --mount=type=cache,target=/var/lib/apt apt-get install -y nginx',
    'FROM a\nRUN apt-get install -f -y',
    'FROM a\nRUN apt-get remove -y nginx',
    'FROM a\nRUN pip install apt-get install',
  ],
  fixed: [
    [
      'FROM a\nRUN echo a \\\n  # b\n  && DEBIAN_FRONTEND=noninteractive apt-get install -y nginx',
      'FROM a\nRUN echo a \\\n  # b\n  && apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y nginx',
    ],
    ['FROM a\nRUN sudo apt install x', 'FROM a\nRUN sudo apt-get update && sudo apt install x'],
  ],
});

testRule({
  rule: 'SM605',
  fires: [
    'FROM a\nRUN apt-get update && «apt-get install» nginx',
    'FROM a\nRUN «yum install» gcc',
    'FROM a\nRUN «dnf -q install» gcc',
    'FROM a\nRUN DEBIAN_FRONTEND=noninteractive «apt-get install» --no-install-recommends \\\n  a',
  ],
  silent: [
    'FROM a\nRUN apt-get install -y nginx && apt-get -y install b && apt-get install c -y',
    'FROM a\nRUN apt-get install -yq nginx && apt-get -qqy install b && apt-get -qq install c',
    'FROM a\nRUN apt-get install --yes nginx && apt-get --assume-yes install b && yum install -yv c',
    'FROM a\nRUN yes | apt-get install nginx',
    'FROM a\nRUN apt-get install nginx < answers',
    'FROM a\nRUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/90\nRUN apt-get install nginx',
    'FROM a\nRUN apt-get install $OPTIONS nginx',
    'FROM a\nRUN apt-get update && pip install x && conda install x',
    'FROM a\nRUN apt-get install -q -q nginx',
  ],
  fixed: [
    [
      'FROM a\nRUN apt-get update \\\n  && apt-get install \\\n  # web\n  nginx',
      'FROM a\nRUN apt-get update \\\n  && apt-get install -y \\\n  # web\n  nginx',
    ],
  ],
});

testRule({
  rule: 'SM613',
  fires: [
    '# A\n«# syntax=docker/dockerfile:1»\nFROM a',
    '\n«#check=skip=JSONArgsRecommended»\nFROM a',
    'FROM a\n«# escape=`»\nRUN b',
  ],
  silent: [
    '# syntax=docker/dockerfile:1\nFROM a',
    '# syntax=docker/dockerfile:1\n# escape=`\nFROM a',
    'FROM a\n# check = yes\n# syntax = good\n# escape=all',
    'FROM a\nRUN <<EOF\n# syntax=docker/dockerfile:1\nEOF',
    '# syntax=docker/dockerfile:1\nFROM a\n# syntax=docker/dockerfile:1.4',
  ],
  fixed: [
    ['# A\r\n# syntax=docker/dockerfile:1\r\nFROM a', '# syntax=docker/dockerfile:1\r\n# A\r\nFROM a'],
    ['FROM a\n# check=skip=all', '# check=skip=all\nFROM a\n'],
  ],
});

testRule({
  rule: 'SM615',
  fires: [
    'FROM nvidia/cuda:11.0-base-ubuntu20.04\nRUN apt-key adv --fetch-keys https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2004/x86_64/«7fa2af80».pub',
  ],
  silent: [
    'FROM a\nRUN apt-key del 7fa2af80 && apt-get update',
    'FROM a\nRUN apt-key adv --fetch-keys https://x/cuda/repos/u/7fa2af80.pub && apt-key adv --fetch-keys https://x/cuda/repos/u/3bf863cc.pub',
  ],
  fixed: [
    [
      'FROM a\nRUN curl https://x/cuda/repos/u/x86_64/7fa2af80.pub | apt-key add -',
      'FROM a\nRUN curl https://x/cuda/repos/u/x86_64/3bf863cc.pub | apt-key add -',
    ],
  ],
});

testRule({
  rule: 'SM621',
  fires: [
    'FROM python:3.11\nRUN «sudo» pip install a && «sudo» -E b',
    'FROM ubuntu\nUSER root\nRUN «sudo» a',
  ],
  silent: [
    'FROM circleci/python:3.7\nRUN sudo pip install a',
    'FROM python:3.11\nUSER 1000\nRUN sudo a',
    'FROM mine\nUSER root\nRUN sudo a',
    'FROM ubuntu\nRUN apt-get install -y sudo && sudo a',
    'FROM ubuntu\nRUN apt-get install -y sudo\nRUN sudo a',
    'FROM ubuntu\nRUN sudo -u me a',
    'FROM ubuntu\nRUN echo sudo',
  ],
  fixed: [['FROM ubuntu\nRUN a && \\\n  sudo -H pip install x', 'FROM ubuntu\nRUN a && \\\n  pip install x']],
});
