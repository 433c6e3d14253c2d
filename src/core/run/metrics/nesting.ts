/**
 * How much an expression can backtrack: `explosive` when a repetition has nothing but repetitions in it, as `(a+)+`, so
 * that each character doubles the time; `possible` when a repetition has any choice in it, as `(\\d+\\.)*`, which is mostly
 * harmless.
 */
export function nesting(source: string): 'none' | 'possible' | 'explosive' {
  const open: Part[] = [{ ...nothing }];
  let worst: 'none' | 'possible' | 'explosive' = 'none';
  for (let at = 0; at < source.length;) {
    const rest = source.slice(at);
    const [start] = /^\((?:\?(?:P?<[a-zA-Z_]\w*>|<?[=!]|:))?/.exec(rest) ?? [];
    if (start !== undefined) {
      open.push({ ...nothing });
      at += start.length;
      continue;
    }
    const around = open.at(-1) ?? { ...nothing };
    if (rest.startsWith('|')) {
      around.hasChoice = true;
      at += 1;
      continue;
    }
    const isClosing = rest.startsWith(')') && open.length > 1;
    const [atom = ''] = /^(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.)/s.exec(rest) ?? [];
    const [quantifier = ''] = /^(?:[*+?]|\{\d*,?\d*\})\??/.exec(rest.slice(atom.length)) ?? [];
    at += atom.length + quantifier.length;
    const part = isClosing ? (open.pop() ?? { ...nothing }) : { ...nothing, isFixed: !/^[\^$]$/.test(atom) };
    const outer = isClosing ? (open.at(-1) ?? around) : around;
    const isEndless = /^(?:[*+]|\{\d+,\})/.test(quantifier);
    if (quantifier !== '' && !quantifier.startsWith('?')) {
      if (part.hasChoice && worst === 'none') worst = 'possible';
      if (isEndless && part.isEndless && !part.isFixed) worst = 'explosive';
    }
    outer.hasChoice ||= quantifier !== '' || part.hasChoice;
    outer.isEndless ||= isEndless || part.isEndless;
    outer.isFixed ||= quantifier === '' && part.isFixed;
  }
  return worst;
}

interface Part {
  hasChoice: boolean;
  isEndless: boolean;
  /** Something in it is there once, whatever is around: it tells where one repetition ends. */
  isFixed: boolean;
}

const nothing: Readonly<Part> = { hasChoice: false, isEndless: false, isFixed: false };
