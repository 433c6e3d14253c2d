import * as l10n from '@vscode/l10n';
import { fileOf, type Signature } from '../signature';

export const gpuSignatures: readonly Signature[] = [
  {
    id: 'no-gpu-driver',
    phases: ['start'],
    exitCodes: [125],
    pattern:
      /could not select device driver "[^"]*" ?with capabilities: \[\[[^\]]*gpu|failed to discover GPU vendor from CDI/,
    words: (found) => ({
      title: l10n.t('This engine cannot give GPUs to containers'),
      cause: l10n.t('The NVIDIA Container Toolkit is not installed in it, as always on a Mac.'),
      fixes: [
        l10n.t('Set "gpus": "none" in {0} to compute on the processor.', fileOf(found)),
        l10n.t(
          'Or install nvidia-container-toolkit, run "sudo nvidia-ctk runtime configure --runtime=docker", and restart Docker.',
        ),
      ],
    }),
  },
  {
    id: 'nvidia-runtime-unknown',
    phases: ['start'],
    exitCodes: [125],
    pattern: /unknown(?: or invalid)? runtime(?: name)?(?: specified)?:? nvidia/i,
    words: () => ({
      title: l10n.t('The engine does not know the runtime nvidia'),
      cause: l10n.t('It is asked for by name, but the configuration of the engine has no such runtime.'),
      fixes: [
        l10n.t('Register it: sudo nvidia-ctk runtime configure --runtime=docker, then restart Docker.'),
        l10n.t('Or take "default-runtime" out of daemon.json.'),
      ],
    }),
  },
  {
    id: 'cuda-requirement',
    phases: ['start'],
    exitCodes: [125, 128],
    pattern: /nvidia-container-cli: requirement error: unsatisfied condition: cuda ?>= ?(?<version>\d[\d.]*)/,
    words: ({ named }) => ({
      title: l10n.t('The GPU driver is too old for CUDA {0}', named('version')),
      cause: l10n.t(
        'The image asks for CUDA {0}; the driver of this machine does not support it.',
        named('version'),
      ),
      fixes: [
        l10n.t('Update the NVIDIA driver of this machine.'),
        l10n.t('Or choose an image with an older CUDA.'),
        l10n.t('NVIDIA_DISABLE_REQUIRES=true skips the test. Use it only if you know that the versions fit.'),
      ],
    }),
  },
  {
    id: 'cuda-driver-insufficient',
    phases: ['run'],
    exitCodes: [1],
    pattern:
      /CUDA driver version is insufficient for CUDA runtime version|Error 803: system has unsupported display driver|no kernel image is available for execution on the device|Found no NVIDIA driver on your system/,
    words: (found) => ({
      title: l10n.t('CUDA of the image and the GPU of this machine do not fit'),
      cause: l10n.t(
        'The program wants a GPU, but there is no driver, it is too old, or the libraries are not built for this kind of GPU.',
      ),
      fixes: [
        l10n.t('Look whether it has a GPU at all: "gpus" in {0}.', fileOf(found)),
        l10n.t('Choose an image whose CUDA fits the driver, with libraries built for this GPU.'),
        l10n.t('Do not install NVIDIA drivers in the image: the engine brings those of the machine.'),
      ],
    }),
  },
  {
    id: 'cuda-oom',
    phases: ['run'],
    exitCodes: [1],
    pattern:
      /(?:torch\.(?:cuda\.)?OutOfMemoryError: )?CUDA out of memory(?:\. Tried to allocate (?<size>[\d.]+ [KMGT]i?B))?|torch\.(?:cuda\.)?OutOfMemoryError|CUDA_ERROR_OUT_OF_MEMORY|ResourceExhaustedError/,
    words: ({ named }) => ({
      title: l10n.t('The GPU ran out of memory'),
      cause:
        named('size') === ''
          ? l10n.t('Model, batch and gradients did not fit.')
          : l10n.t('Model, batch and gradients did not fit: {0} more were asked for.', named('size')),
      fixes: [
        l10n.t('Make the batch smaller, and accumulate gradients if you need its size.'),
        l10n.t('Use mixed precision or gradient checkpointing.'),
        l10n.t('See with nvidia-smi whether another program uses this GPU, and choose another with "gpus".'),
      ],
    }),
  },
  {
    id: 'nccl-interface',
    phases: ['run'],
    exitCodes: [1],
    pattern:
      /Bootstrap : no socket interface found|NCCL WARN .{0,200}socket interface|ncclSystemError|ncclInternalError/,
    words: () => ({
      title: l10n.t('NCCL could not connect the processes'),
      cause: l10n.t(
        'NCCL found no usable network interface. The name that it was given, often from network_interface_name, may not exist in the container.',
      ),
      fixes: [
        l10n.t('Do not set NCCL_SOCKET_IFNAME yourself, or set it to eth0.'),
        l10n.t('Set NCCL_DEBUG=INFO in "environment" to see which interface it takes.'),
      ],
    }),
  },
];
