import * as l10n from '@vscode/l10n';
import { Problem } from '../../problem';
import type { GpuPlace } from '../ports';

/** What nvidia-smi says instead of numbers, as a sentence with what to do. It has no codes for it that could be relied on. */
export function driverProblem(words: string, place: GpuPlace['kind']): Problem {
  const cause = new Error(words);
  if (/no devices were found/i.test(words))
    return new Problem(
      'gpu-absent',
      l10n.t('The NVIDIA driver runs, but finds no GPU. Is one attached, and not lent to a virtual machine?'),
      cause,
    );
  return new Problem('gpu-failed', sentence(words, place), cause);
}

function sentence(words: string, place: GpuPlace['kind']): string {
  if (place === 'container' && /initialize NVML: Unknown Error/i.test(words))
    return l10n.t(
      'The container has lost its GPU, as happens when systemd on the machine is reloaded. Start the container again.',
    );
  if (/version mismatch/i.test(words))
    return l10n.t(
      'The NVIDIA driver was updated, but the old one is still loaded. Restart the machine of the GPU.',
    );
  if (/unable to determine the device handle|gpu is lost/i.test(words))
    return l10n.t(
      'A GPU does not answer its driver any more. Restart the machine of the GPU; if that does not help, look for “Xid” in what dmesg prints there.',
    );
  if (/communicate with the NVIDIA driver|driver not loaded|libnvidia-ml/i.test(words))
    return l10n.t(
      'The NVIDIA driver does not run. Install it, or load it with “sudo modprobe nvidia”, until nvidia-smi works in a terminal on the machine of the GPU.',
    );
  const said = words
    .trim()
    .split(/\s*\n\s*/)
    .slice(0, 3)
    .join(' ');
  return said === ''
    ? l10n.t('nvidia-smi ended without a word.')
    : l10n.t('nvidia-smi does not tell about the GPU, but says: {0}', said);
}
