import type { GpuSample } from '../../../src/core/gpu/gpu';

const none = undefined;

/** Utilisation, memory used and of all in MiB, watts and their limit, degrees, megahertz and their limit. */
export type Figures = readonly [
  utilization: number | undefined,
  used: number,
  total: number,
  power: number | undefined,
  powerLimit: number | undefined,
  temperature: number,
  clock: number,
  clockLimit: number | undefined,
];

/** Each capture of commands: idle, then under load, and how many processes it had. */
export const captures: Readonly<Record<string, readonly [Figures, number, Figures, number]>> = {
  'linux-x86_64__nvidia-geforce-rtx-2080-super__595.71.05.txt': [
    [0, 214, 8192, 39.32, 250, 40, 765, 2145],
    0,
    [8, 819, 8192, 111.5, 250, 45, 2055, 2145],
    2,
  ],
  'linux-x86_64__nvidia-geforce-rtx-2080-super__610.57.04.txt': [
    [0, 211, 8192, 39.17, 250, 33, 765, 2145],
    0,
    [8, 815, 8192, 98.14, 250, 38, 2070, 2145],
    2,
  ],
  'linux-x86_64__nvidia-geforce-rtx-4080-super__595.71.05.txt': [
    [0, 596, 16376, 26.2, 320, 43, 210, 3165],
    1,
    [7, 1474, 16376, 84.24, 320, 46, 2805, 3165],
    3,
  ],
  'linux-x86_64__nvidia-h100-80gb-hbm3__590.48.01.txt': [
    [0, 0, 81559, 69.85, 700, 41, 345, 1980],
    0,
    [100, 19818, 81559, 631.95, 700, 59, 1980, 1980],
    3,
  ],
  'linux-x86_64__nvidia-h100-mig__590.48.01.txt': [
    [none, 59, 81559, 71.15, 700, 42, 345, 1980],
    0,
    [none, 11125, 81559, 433.78, 700, 53, 1980, 1980],
    3,
  ],
  'linux-x86_64__nvidia-h200__590.48.01.txt': [
    [0, 0, 143771, 77.71, 700, 28, 345, 1980],
    0,
    [100, 32362, 143771, 627.4, 700, 52, 1980, 1980],
    3,
  ],
  'linux-x86_64__nvidia-l40s__595.80.txt': [
    [100, 0, 46068, 144.97, 350, 63, 2520, 2520],
    0,
    [9, 1235, 46068, 110.23, 350, 54, 2520, 2520],
    2,
  ],
  'windows-x86_64__nvidia-geforce-rtx-2080-super__591.86.txt': [
    [0, 702, 8192, 38.92, 250, 40, 300, 2145],
    10,
    [7, 1296, 8192, 97.43, 250, 45, 2055, 2145],
    12,
  ],
  'windows-x86_64__nvidia-geforce-rtx-2080-super__610.62.txt': [
    [0, 797, 8192, 39.25, 250, 40, 300, 2145],
    19,
    [7, 1366, 8192, 97.99, 250, 44, 2040, 2145],
    21,
  ],
};

/** Each XML file: the card's uuid, name and figures. */
export const xmlFiles: Readonly<Record<string, readonly [uuid: string, name: string, figures: Figures]>> = {
  'a100-sxm4-v12.xml': [
    'GPU-513536b6-7d19-9063-b049-1e69664bb298',
    'NVIDIA A100-SXM4-80GB',
    [none, 50, 81920, 67.03, 500, 27, 1275, 1410],
  ],
  'gtx-1070-ti.xml': [
    'GPU-f9ba66fc-a7f5-94c5-da19-019ef2f9c665',
    'GeForce GTX 1070 Ti',
    [0, 42, 4096, none, none, 39, 135, none],
  ],
  'gtx-1660-ti.xml': [
    'GPU-304a277d-3545-63b8-3a36-dfde3c992989',
    'Graphics Device',
    [0, 0, 5912, 8.93, 130, 40, 300, 2145],
  ],
  'quadro-p2000-v12.xml': [
    'GPU-396caaed-39ca-3199-2e68-717cdb786ec6',
    'Quadro P2000',
    [0, 1, 5120, 4.61, 75, 34, 139, 1721],
  ],
  'quadro-p400.xml': [
    'GPU-8f750be4-dfbc-23b9-b33f-da729a536494',
    'Quadro P400',
    [0, 0, 1998, none, none, 33, 139, 1252],
  ],
  'rtx-3060-v12.xml': [
    'GPU-d6889ff6-2523-9142-ca3c-1ca3f396a625',
    'NVIDIA GeForce RTX 3060',
    [0, 116, 12288, 11.6, 170, 42, 210, 2145],
  ],
  'rtx-3080-v12.xml': [
    'GPU-19d6d965-2acc-f646-00f8-4c76979aabb4',
    'NVIDIA GeForce RTX 3080',
    [0, 1128, 10240, 22.78, 336, 31, 210, 2100],
  ],
  'rtx-3090-v12.xml': [
    'GPU-12345678-aaaa-bbbb-cccc-0123456789ab',
    'NVIDIA GeForce RTX 3090',
    [0, 1, 24576, 27.23, 200, 37, 0, 2100],
  ],
  'rtx-4000-sff-ada-v13.xml': [
    'GPU-37037c3f-65c8-ec4d-24a9-420204ad8026',
    'NVIDIA RTX 4000 SFF Ada Generation',
    [0, 3534, 20475, 8.81, 70, 38, 210, 3105],
  ],
  'tesla-t4.xml': [
    'GPU-d37e67a5-91dd-3774-a5cb-99096249601a',
    'Tesla T4',
    [0, 1032, 15360, 26.78, 70, 40, 585, 1590],
  ],
};

/** Each file of rocm-smi: number of cards, then the first card's name, bytes used and of all, watts, degrees, megahertz. */
export const rocmFiles: Readonly<
  Record<string, readonly [number, string, number, number, number | undefined, number, number]>
> = {
  'mi100_rocm571.json': [6, 'Arcturus GL-XL [Instinct MI100]', 6782976, 34342961152, 39, 31, 300],
  'mi100_rocm602.json': [4, 'Arcturus GL-XL [Instinct MI100]', 6750208, 34342961152, 36, 53, 300],
  'rx6700xt_rocm430.json': [1, 'GPU 0', 1622728704, 12868124672, 6, 45, 500],
  'rx6700xt_rocm571.json': [
    1,
    'Navi 22 [Radeon RX 6700/6700 XT / 6800M]',
    1564491776,
    12868124672,
    6,
    45,
    500,
  ],
  'rx6700xt_rocm602.json': [
    1,
    'Navi 22 [Radeon RX 6700/6700 XT / 6800M]',
    1572757504,
    12868124672,
    none,
    45,
    500,
  ],
  'rx6700xt_rocm612.json': [1, 'Navi 22 [Radeon RX 6700/6700 XT / 6800M]', 1572745216, 12868124672, 6, 45, 0],
  'vega-10-XT.json': [1, 'GPU 0', 17776640, 17163091968, 15, 39, 1269],
  'vega-20-WKS-GL-XE.json': [1, 'Radeon Instinct MI50 32GB', 10850304, 34342961152, 26, 36, 1725],
};

export const mebibyte = 1024 * 1024;

export function figuresOf(card: GpuSample | undefined): ReadonlyArray<number | undefined> {
  return [
    card?.utilization,
    (card?.memoryUsed ?? NaN) / mebibyte,
    (card?.memoryTotal ?? NaN) / mebibyte,
    card?.power,
    card?.powerLimit,
    card?.temperature,
    card?.clock,
    card?.clockLimit,
  ];
}
