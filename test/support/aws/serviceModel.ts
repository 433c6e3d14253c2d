import { emulatorPython } from '../emulator/emulator';
import { run } from '../processes';

/** Checks what botocore's own validator leaves out: enums, the largest lengths and numbers, and patterns. */
const program = `
import json, re, sys
import botocore.session

# Some patterns are Java's, with classes of Unicode and halves of pairs, which Python does not know.
def compiled(pattern):
    try: return pattern and re.compile(pattern)
    except re.error: return None

def check(shape, value, path):
    kind = shape.type_name
    wanted = dict(structure=dict, map=dict, list=list, string=str, blob=str, boolean=bool).get(kind, (int, float))
    if not isinstance(value, wanted) or (isinstance(value, bool) and kind != 'boolean'):
        yield f'{path}: no {kind}'
        return
    facts = shape.metadata
    size = value if kind in ('integer', 'long', 'float', 'double') else 0 if kind in ('boolean', 'timestamp') else len(value)
    if 'min' in facts and size < facts['min']: yield f'{path}: less than {facts["min"]}'
    if 'max' in facts and size > facts['max']: yield f'{path}: more than {facts["max"]}'
    if kind == 'string':
        if shape.enum and value not in shape.enum: yield f'{path}: not of its enum'
        pattern = compiled(facts.get('pattern', ''))
        if pattern and not pattern.fullmatch(value): yield f'{path}: not of its pattern'
    if kind == 'structure':
        for name in shape.required_members:
            if name not in value: yield f'{path}.{name}: missing'
        for name, each in value.items():
            if name not in shape.members: yield f'{path}.{name}: unknown'
            else: yield from check(shape.members[name], each, f'{path}.{name}')
    if kind == 'list':
        for index, each in enumerate(value): yield from check(shape.member, each, f'{path}[{index}]')
    if kind == 'map':
        for key, each in value.items():
            yield from check(shape.key, key, f'{path} key')
            yield from check(shape.value, each, f'{path}.{key}')

session = botocore.session.get_session()
models = {}
answers = []
for batch in json.loads(sys.argv[1]):
    said = []
    for service, action, request in batch:
        model = models.setdefault(service, session.get_service_model(service))
        said += check(model.operation_model(action).input_shape, request, action)
    answers.append(said)
print(json.dumps(answers))
`;

export type Call = readonly [service: string, action: string, request: unknown];

/** What AWS's own models of its services have against each batch of requests: nothing, when all would be taken. */
export async function againstModels(
  batches: ReadonlyArray<readonly Call[]>,
): Promise<ReadonlyArray<readonly string[]>> {
  const answers: ReadonlyArray<readonly string[]> = JSON.parse(
    await run(await emulatorPython(), ['-c', program, JSON.stringify(batches)]),
  );
  return answers;
}
