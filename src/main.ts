/** Composition root: configuration → store → platform → engines → systems → web. */
import { parseConfig } from '#base/config.ts';
import { createLog } from '#base/log.ts';
import { type Running, start } from './serve.ts';

const config = parseConfig(process.env);
if (!config.ok) {
  console.error(config.error.message);
  process.exit(2);
}
const log = createLog(config.value.logLevel);

const stopping = new AbortController();
let running: Running | undefined;

/** What is under way ends first; whoever stops it while it starts stops it as soon as it has started. */
async function stop(): Promise<void> {
  if (!running) return;
  await running.stop();
  process.exit(0);
}

function onSignal(signal: string): void {
  if (stopping.signal.aborted) return;
  stopping.abort();
  log.info({ signal }, 'stopping: requests and jobs under way are finished first');
  // A second chance for whatever hangs: the process ends all the same.
  setTimeout(() => process.exit(1), 20_000).unref();
  void stop();
}
process.on('SIGTERM', () => onSignal('SIGTERM'));
process.on('SIGINT', () => onSignal('SIGINT'));

const started = await start(config.value, log, stopping.signal);
if (!started.ok) {
  if (stopping.signal.aborted) process.exit(0);
  console.error(started.error.message);
  process.exit(1);
}
running = started.value;
if (stopping.signal.aborted) await stop();
else console.log(running.welcome);
