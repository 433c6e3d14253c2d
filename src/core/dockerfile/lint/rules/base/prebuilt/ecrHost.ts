import * as l10n from '@vscode/l10n';
import { accountOf, publishers, regions } from '../../../../../prebuilt/accounts';
import { domainOf, type EcrUri } from '../../../../../prebuilt/ecrUri';
import { has } from '../../../../build/scope';
import { baseImages, type BaseImage } from '../../../image/baseImage';
import { insertLineBefore } from '../../../edit/lineEdits';
import type { Fix, Report } from '../../../finding';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';

export const SM105: Rule = {
  id: 'SM105',
  name: 'ecr-account-malformed',
  severity: 'error',
  roles: 'any',
  explanation:
    'The address of an ECR registry is an account of twelve digits, a region and the domain of its partition: amazonaws.com, in China amazonaws.com.cn. Any other has no server behind it.',
  source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html',
  example: {
    bad: 'FROM 76310435188.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.6.0-cpu-py312',
    good: 'FROM 763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.6.0-cpu-py312',
  },
  check: function* (view) {
    for (const image of baseImages(view)) {
      const { ecr, known } = image;
      if (!known) continue;
      const host = hostReport(view, image);
      if (host) yield host;
      if (!ecr || host) continue;
      if (ecr.account.length !== 12) yield account(view, image, ecr);
      const region = regionReport(view, image, ecr);
      if (region) yield region;
      else if (ecr.region.text.startsWith('cn-') && ecr.domain.text === 'amazonaws.com')
        yield china(view, image, ecr);
    }
  },
};

/** `.ecr.` without `dkr`, `amazon.com`, and the domain of China elsewhere: nearly an address. */
const nearlyHost = /^(\d{12})\.(?:dkr\.)?ecr\.([a-z]{2}-[a-z]+-\d)\.(?:amazonaws|amazon|aws)\.com(?:\.cn)?$/;

function hostReport(view: View, image: BaseImage): Report | undefined {
  const { registry } = image;
  const [, owner, region] = (registry !== undefined && nearlyHost.exec(registry)) || [];
  if (registry === undefined || owner === undefined || region === undefined || !regions().has(region))
    return undefined;
  const text = `${owner}.dkr.ecr.${region}.${domainOf(region)}`;
  // What is missing at the end in China is told of below.
  if (text.startsWith(registry)) return undefined;
  const place = { from: 0, to: registry.length };
  return {
    ...placeOf(view, image, place.from, place.to),
    message: l10n.t('There is no registry {0}. Did you mean {1}?', registry, text),
    fixes: [
      {
        title: l10n.t('Use {0}', text),
        edits: [imageEdit(view, image, { ...place, text })],
        preferred: true,
      },
    ],
  };
}

function account(view: View, image: BaseImage, ecr: EcrUri): Report {
  const { account: given, region, repository } = ecr;
  const to = given.length;
  const meant = accountOf(repository.text, region.text) ?? nearest(given, publishers(), 1);
  const fix: Fix = meant
    ? {
        title: l10n.t('Use account {0}', meant),
        edits: [imageEdit(view, image, { from: 0, to, text: meant })],
        preferred: nearest(given, [meant], 2) !== undefined,
      }
    : asArgument(view, image, to);
  return {
    ...placeOf(view, image, 0, to),
    message: l10n.t('An AWS account has 12 digits; this has {0}.', to),
    fixes: [fix],
  };
}

const argument = 'AWS_ACCOUNT_ID';

/** Nobody but the user knows which account is meant: the build is to say it. */
function asArgument(view: View, image: BaseImage, to: number): Fix {
  const { instructions } = view.dockerfile;
  const first = instructions.find(({ name }) => name === 'FROM') ?? image.stage.stage.from;
  const isDeclared = has(view.build.globals, argument);
  const edit = imageEdit(view, image, { from: 0, to, text: `\${${argument}}` });
  return {
    title: l10n.t('Take the account from a build argument'),
    edits: isDeclared ? [edit] : [insertLineBefore(view.dockerfile, first, `ARG ${argument}`), edit],
    preferred: false,
  };
}

const directions = /-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/;

/** A new region is no mistake: only what cannot be one is. */
function regionReport(view: View, image: BaseImage, { region }: EcrUri): Report | undefined {
  const { text, at } = region;
  if (regions().has(text) || (/^[a-z]{2,4}(?:-[a-z]+)?-[a-z]+-\d$/.test(text) && directions.test(text)))
    return undefined;
  const meant =
    nearest(text.toLowerCase(), regions(), 2) ?? nearest(text.replace(/-?(\d)[a-f]?$/, '-$1'), regions(), 1);
  const place = { from: at, to: at + text.length };
  return {
    ...placeOf(view, image, place.from, place.to),
    message: meant
      ? l10n.t('There is no region {0}. Did you mean {1}?', text, meant)
      : l10n.t('There is no region {0}.', text),
    fixes: [
      meant
        ? {
            title: l10n.t('Use {0}', meant),
            edits: [imageEdit(view, image, { ...place, text: meant })],
            preferred: true,
          }
        : {
            title: l10n.t('Take the region from a build argument'),
            edits: [
              insertLineBefore(view.dockerfile, image.stage.stage.from, 'ARG AWS_REGION'),
              imageEdit(view, image, { ...place, text: '${AWS_REGION}' }),
            ],
            preferred: false,
          },
    ],
  };
}

function china(view: View, image: BaseImage, { domain, region }: EcrUri): Report {
  const place = { from: domain.at, to: domain.at + domain.text.length };
  const text = domainOf(region.text);
  return {
    ...placeOf(view, image, place.from, place.to),
    message: l10n.t('Registries in China are under {0}.', text),
    fixes: [
      {
        title: l10n.t('Use {0}', text),
        edits: [imageEdit(view, image, { ...place, text })],
        preferred: true,
      },
    ],
  };
}
