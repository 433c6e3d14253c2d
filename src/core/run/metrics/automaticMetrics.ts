interface Value {
  readonly name: string;
  readonly value: number;
}

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
/** Not half of a fraction, a time, a version or a name. */
const alone = String.raw`(?![\w/:]|\.\d|\s*\/\s*\d)`;
const word =
  'loss|mlogloss|logloss|losses|acc|accuracy|auc|aucpr|auroc|f1|precision|recall|rmse|rmsle|mae|mape|mse|map|ndcg|bleu|rouge|wer|perplexity|ppl|iou|miou|dice|r2|score|lr|learning_rate|grad_norm|reward';

/** Words of a training, so that a port or a batch size is no metric. */
const telling = new RegExp(`(?:^|[^A-Za-z])(?:${word})(?:$|[^A-Za-z])|^(?:eval|val|valid|train|test)_`, 'i');
const anything = new RegExp(`${word}|epoch|\\[\\d+\\]|\\dit/s|s/it`, 'i');

const epoch = new RegExp(String.raw`\bepoch['"]?\s*[:=#]?\s*\[?\s*'?(\d+(?:\.\d+)?)(?!\w|[.:]\d)`, 'i');
/** `loss=0.12`, `"val_acc": 0.9`, `'loss': '0.48'`. */
const pairs = new RegExp(
  String.raw`(?<![\w.@/-])([A-Za-z][\w.@/-]{0,99})['"]?\s{0,3}[:=]\s{0,3}'?(${number})${alone}`,
  'g',
);
/** `Loss 6.91 (6.85)  Acc@1 0.12`: after a blank only what has a point, or `loss 3 times` would count. */
const spaced = new RegExp(
  String.raw`(?<![\w.@/-])([A-Za-z][\w.@/-]{0,99}) ([+-]?\d+\.\d+(?:[eE][+-]?\d+)?)${alone}`,
  'g',
);
/** XGBoost, LightGBM: `[12]⇥train-rmse:0.5⇥valid_0's auc: 0.9`; CloudWatch writes the tab as `#011`. */
const boosted = /^(?:\[[\d:-]+\]:?)?\s*\[(\d+)\](?:\t|#011| )/;
const boostedPair = new RegExp(
  String.raw`(?:\t|#011|^|\s)([A-Za-z][\w@.-]{0,99}(?:'s [\w@.-]{1,99})?):\s?(${number})(?![\w:])`,
  'g',
);
/** tqdm and Lightning: `450/1000 [00:12<00:15, 36.5it/s, train_loss=0.345]`. */
const postfix = /(?:it\/s|s\/it), (.+)\]/;
/** Keras: `469/469 ━━━ 5s 3ms/step - accuracy: 0.9`. */
const keras = /^\s*\d+\/(?:\d+|Unknown) .{0,200}? - (.+)$/;

/** The metrics of the usual frameworks, and what looks like one. Each name once: the last in a line is the newest. */
export function automaticMetrics(line: string): readonly Value[] {
  if (!anything.test(line)) return [];
  const values = new Map<string, number>();
  const [, passed] = epoch.exec(line) ?? [];
  if (passed !== undefined) values.set('epoch', Number(passed));
  for (const { name, value } of found(line)) values.set(name, value);
  return [...values].map(([name, value]) => ({ name, value }));
}

function found(line: string): readonly Value[] {
  if (boosted.test(line)) return valuesIn(line, boostedPair);
  const [, listed] = postfix.exec(line) ?? keras.exec(line) ?? [];
  if (listed !== undefined) return valuesIn(listed, pairs).filter(({ name }) => name !== 'v_num');
  return [...valuesIn(line, pairs), ...valuesIn(line, spaced)].filter(({ name }) => telling.test(name));
}

function valuesIn(line: string, form: RegExp): readonly Value[] {
  const values: Value[] = [];
  form.lastIndex = 0;
  for (let match = form.exec(line); match; match = form.exec(line)) {
    const [, name = '', text] = match;
    const value = Number(text);
    if (name.toLowerCase() !== 'epoch' && Number.isFinite(value)) values.push({ name, value });
  }
  return values;
}
