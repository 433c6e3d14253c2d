// `nvidia-smi -q -x` from a recorded `nvidia-smi -q`, which is the same tree as indented text. The names of its
// elements are those of the real thing only where something reads them.
const names = new Map([
  ['MIG Mode/Current', 'current_mig'],
  ['MIG Mode/Pending', 'pending_mig'],
  ['Shared FB Memory Usage', 'fb_memory_usage'],
  ['GPU UUID', 'uuid'],
  ['Utilization/GPU', 'gpu_util'],
  ['GPU Current Temp', 'gpu_temp'],
  ['Average Power Draw', 'average_power_draw'],
  ['Instantaneous Power Draw', 'instant_power_draw'],
  ['Clocks/SM', 'sm_clock'],
  ['Max Clocks/SM', 'sm_clock'],
]);

/** One `gpu` for each uuid, all like the one that was recorded. */
export function writeXml(query, uuids) {
  const [, body = ''] = query.split(/^GPU [\dA-F:.]+\s*$/m);
  const gpu = writeElements(readLines(body), '');
  const cards = uuids.map((uuid, card) => {
    const text = gpu.replace(/<uuid>.*<\/uuid>/, `<uuid>${uuid}</uuid>`);
    return `<gpu id="0000000${card}:00:00.0">\n${text}</gpu>`;
  });
  return `<?xml version="1.0" ?>\n<nvidia_smi_log>\n${cards.join('\n')}\n</nvidia_smi_log>`;
}

/** Lines with their depth; those below a line follow it, deeper. */
function readLines(text) {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^( *)([^:]+?)\s*(?:: (.*))?$/.exec(line);
    return match ? [{ depth: match[1].length, title: match[2], value: match[3] }] : [];
  });
}

function writeElements(lines, parent) {
  let text = '';
  let migs = '';
  for (let at = 0; at < lines.length; at += 1) {
    const { depth, title, value } = lines[at];
    let end = at + 1;
    while (end < lines.length && lines[end].depth > depth) end += 1;
    const name = names.get(`${parent}/${title}`) ?? names.get(title) ?? elementName(title);
    const content =
      value === undefined ? `\n${writeElements(lines.slice(at + 1, end), title)}` : escape(value.trim());
    const element = `<${name}>${content}</${name}>\n`;
    if (name === 'mig_device') migs += element;
    else text += element;
    if (value === undefined) at = end - 1;
  }
  return migs === '' ? text : `<mig_devices>\n${migs}</mig_devices>\n${text}`;
}

const elementName = (title) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^(?=\d)/, '_');
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
