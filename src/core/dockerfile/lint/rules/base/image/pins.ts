import { newestRelease } from '../../../../../prebuilt/prebuiltImage';
import type { BaseImage } from '../../../image/baseImage';

/** Tags that exist, for images that people take as they come. By path as FROM names it, on Docker Hub. */
const pins: ReadonlyMap<string, string> = new Map([
  ['alpine', '3.20'],
  ['amazonlinux', '2023'],
  ['condaforge/mambaforge', '24.3.0-0'],
  ['condaforge/miniforge3', '24.3.0-0'],
  ['continuumio/anaconda3', '2024.02-1'],
  ['continuumio/miniconda3', '24.7.1-0'],
  ['debian', 'bookworm'],
  ['golang', '1.23'],
  ['mambaorg/micromamba', '1.5.8'],
  ['nginx', '1.26'],
  ['node', '20'],
  ['nvidia/cuda', '12.4.1-cudnn-runtime-ubuntu22.04'],
  ['python', '3.12'],
  ['pytorch/pytorch', '2.4.0-cuda12.4-cudnn9-runtime'],
  ['pytorch/torchserve', '0.12.0-cpu'],
  ['r-base', '4.4.1'],
  ['rocker/r-ver', '4.4.1'],
  ['tensorflow/serving', '2.16.1'],
  ['tensorflow/tensorflow', '2.16.1'],
  ['ubuntu', '22.04'],
]);

/** `latest-gpu` is the newest one, for GPUs: what is behind `latest` is kept where the image has such tags. */
const variants: ReadonlyMap<string, string> = new Map([
  ['tensorflow/tensorflow:latest-gpu', '2.16.1-gpu'],
  ['tensorflow/tensorflow:latest-jupyter', '2.16.1-jupyter'],
  ['tensorflow/tensorflow:latest-gpu-jupyter', '2.16.1-gpu-jupyter'],
  // The last release that still had such tags.
  ['tensorflow/tensorflow:latest-py3', '2.1.0-py3'],
  ['tensorflow/tensorflow:latest-gpu-py3', '2.1.0-gpu-py3'],
  ['tensorflow/serving:latest-gpu', '2.16.1-gpu'],
  ['pytorch/torchserve:latest-cpu', '0.12.0-cpu'],
  ['pytorch/torchserve:latest-gpu', '0.12.0-gpu'],
]);

/** A tag to put in the place of none, or of `latest`. */
export function pinOf(image: BaseImage): string | undefined {
  if (image.isPrebuilt) return newestRelease(image.name)?.tags[0];
  if (image.registry !== undefined) return undefined;
  const { path, tag = 'latest' } = image;
  return tag === 'latest' ? pins.get(path) : variants.get(`${path}:${tag}`);
}

export const pinOfPath = (path: string): string | undefined => pins.get(path);
