#!/usr/bin/env node
// The command line starts here, in plain JavaScript: a command is over in a second, and half of that would go into
// making the TypeScript ready. What was made ready once is kept in the checkout, where only its owner writes.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// Every function is compiled at once and kept with its file; most regular expressions run often enough to be, too.
setFlagsFromString('--no-lazy');
setFlagsFromString('--no-regexp-tier-up');
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/gongbao', import.meta.url)));
await import('../src/cli.ts');
