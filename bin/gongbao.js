#!/usr/bin/env node
// The command line starts here, in plain JavaScript: a command is over in a second, and half of that would go into
// making the TypeScript ready. What was made ready once is kept in the checkout, where only its owner writes.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/gongbao', import.meta.url)));
// Flags of the engine are given by whoever starts the process (`npm run gongbao`): set within it, they crashed it now
// and then. A command lives for a second: it compiles whole files at once, leaves out the last tier of optimising, keeps
// one helper thread beside it instead of four that take turns with it, and collects its young garbage seldom.
await import('../src/cli.ts');
