// The thread of a load where the code runs as it is written: threads do not inherit what reads TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./loadThread.ts');
