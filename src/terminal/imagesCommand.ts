import * as l10n from '@vscode/l10n';
import { findDetails } from '../app/images/findDetails';
import { listImages } from '../app/images/followImages';
import { formatAge, formatSize, shortId } from '../core/format';
import { splitName } from '../core/images/image';
import type { ImagesState } from '../core/images/imagesState';
import { advance, usersOf } from '../core/images/imagesState';
import type { TerminalCommand } from './commandLine';
import { table } from './table';

export const imagesCommand: TerminalCommand = {
  usage: 'longshore images [--json]',
  summary: l10n.t('List the local images, as the Images view does.'),
  options: { json: { type: 'boolean' } },
  run: async (program, { options }, { out, signal }) => {
    const { docker, clock } = await program.world();
    const listed = await listImages(docker, signal);
    const state = advance(listed, await findDetails(docker, listed, [...listed.images.keys()], signal));
    out(options['json'] === true ? asJson(state) : asTable(state, clock.now() / 1000));
    return 0;
  },
};

function asJson(state: ImagesState): string {
  const images = newestFirst(state).map((image) => ({
    ...image,
    usedBy: usersOf(state, image.id).map(({ name }) => name),
  }));
  return JSON.stringify({ engine: state.engine.name, images }, undefined, 2);
}

function asTable(state: ImagesState, now: number): string {
  const rows = newestFirst(state).flatMap((image) => {
    const users = usersOf(state, image.id).map(({ name }) => name);
    const facts = [
      shortId(image.id),
      formatSize(image.bytes),
      formatAge(image.created, now),
      image.architecture ?? '',
      users.join(', '),
    ];
    const names =
      image.tags.length === 0 ? [{ repository: '<none>', tag: '<none>' }] : image.tags.map(splitName);
    return names.map(({ repository, tag }) => [repository, tag, ...facts]);
  });
  return table(
    [
      l10n.t('REPOSITORY'),
      l10n.t('TAG'),
      l10n.t('ID'),
      l10n.t('SIZE'),
      l10n.t('CREATED'),
      l10n.t('ARCHITECTURE'),
      l10n.t('USED BY'),
    ],
    rows,
  );
}

const newestFirst = (state: ImagesState) =>
  [...state.images.values()].toSorted((left, right) => right.created - left.created);
