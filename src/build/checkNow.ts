import { runChecks } from './check';

const { failed } = await runChecks((line) => process.stdout.write(`${line}\n`));
process.exitCode = failed === 0 ? 0 : 1;
