import type { GpuInstance, GpuSample } from '../gpu';
import { known } from '../known';
import { readCard, readMebibytes, readNumber } from './printedCard';
import { slowdownBits } from './throttle';
import type { XmlElement } from './xmlTree';
import { all, find, readXml } from './xmlTree';

/** Reads `nvidia-smi -q -x`, whose form has changed from v9 to v13. Needed for the instances of cut cards alone. */
export function readNvidiaXml(text: string): readonly GpuSample[] {
  // Not by minor_number, which need not be in the order of the index.
  return all(find(readXml(text), 'nvidia_smi_log'), 'gpu').map(sampleOf);
}

const numeric = (texts: ReadonlyArray<string | undefined>): string | undefined =>
  texts.find((text) => readNumber(text) !== undefined) ?? texts.find((text) => text !== undefined);

function sampleOf(gpu: XmlElement, index: number): GpuSample {
  const text = (...path: readonly string[]): string | undefined => find(gpu, ...path)?.text;
  const powers = (...names: readonly string[]) =>
    numeric(
      ['gpu_power_readings', 'power_readings'].flatMap((group) => names.map((name) => text(group, name))),
    );
  const card = readCard({
    uuid: text('uuid'),
    index,
    name: text('product_name'),
    utilization: text('utilization', 'gpu_util'),
    memoryUsed: text('fb_memory_usage', 'used'),
    memoryTotal: text('fb_memory_usage', 'total'),
    power: powers('power_draw', 'average_power_draw', 'instant_power_draw'),
    powerLimit: powers('enforced_power_limit', 'current_power_limit', 'power_limit'),
    temperature: text('temperature', 'gpu_temp'),
    clock: text('clocks', 'sm_clock'),
    clockLimit: text('max_clocks', 'sm_clock'),
    slowdowns: slowdownsOf(gpu),
    mig: text('mig_mode', 'current_mig'),
  });
  return card.mig ? { ...card, instances: instancesOf(gpu) } : card;
}

function slowdownsOf(gpu: XmlElement): number {
  const reasons = find(gpu, 'clocks_event_reasons') ?? find(gpu, 'clocks_throttle_reasons');
  const active = reasons?.children.filter(({ text }) => text === 'Active') ?? [];
  return Object.entries(slowdownBits)
    .filter(([name]) => active.some((reason) => reason.name.endsWith(`_reason_${name}`)))
    .reduce((bits, [, bit]) => bits | bit, 0);
}

/** Compute instances in one GPU instance share its memory, and are one here. */
function instancesOf(gpu: XmlElement): readonly GpuInstance[] {
  const instances = new Map<number, GpuInstance>();
  for (const device of all(find(gpu, 'mig_devices'), 'mig_device')) {
    const id = readNumber(find(device, 'gpu_instance_id')?.text);
    if (id === undefined || instances.has(id)) continue;
    const memory = (name: string): number | undefined =>
      readMebibytes(find(device, 'fb_memory_usage', name)?.text);
    instances.set(id, { id, ...known({ memoryUsed: memory('used'), memoryTotal: memory('total') }) });
  }
  return [...instances.values()];
}
