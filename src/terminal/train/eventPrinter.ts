import { TextDecoder } from 'node:util';
import { outcomeLines, phaseText } from '../../core/run/describe';
import { type HostLine, HostLines } from '../../core/run/log/hostLines';
import type { RunEvent, RunRecord } from '../../core/run/runRecord';
import type { Terminal } from '../commandLine';

interface EventPrinter {
  readonly report: (event: RunEvent, record: RunRecord | undefined) => void;
  readonly end: (record: RunRecord) => void;
}

/** The log as it comes, and what happens beside it. With several hosts every line says whose it is. */
export function eventPrinter(
  terminal: Terminal,
  { json, hosts }: { readonly json: boolean; readonly hosts: number },
): EventPrinter {
  if (json) return jsonPrinter(terminal);
  const lines = hosts > 1 ? new HostLines(() => new TextDecoder()) : undefined;
  const print = ({ host, text }: HostLine): void => terminal.out(`${host} | ${text}`);
  return {
    report: (event) => {
      if (event.kind === 'output') {
        if (lines) lines.push(event.host, event.bytes).forEach(print);
        else terminal.write(event.bytes);
      } else if (event.kind === 'phase') {
        if (event.phase !== 'ended') terminal.error(`${phaseText(event.phase)} …`);
      } else if (event.kind === 'progress') terminal.error(event.text);
    },
    end: (record) => {
      lines?.end().forEach(print);
      outcomeLines(record).forEach((line) => terminal.error(line));
    },
  };
}

function jsonPrinter({ out }: Terminal): EventPrinter {
  const decoders = new Map<string, TextDecoder>();
  return {
    report: (event) => {
      if (event.kind === 'usage' || event.kind === 'gpus') return;
      if (event.kind !== 'output') return out(JSON.stringify(event));
      const decoder = decoders.get(event.host) ?? new TextDecoder();
      decoders.set(event.host, decoder);
      const { kind, host } = event;
      out(JSON.stringify({ kind, host, text: decoder.decode(event.bytes, { stream: true }) }));
    },
    end: (record) => out(JSON.stringify({ kind: 'result', record })),
  };
}
