/** Composition root: configuration → store → platform → engines → systems → web. */
import { parseConfig } from '#base/config.ts';
import { createLog } from '#base/log.ts';
import { start } from './serve.ts';

const config = parseConfig(process.env);
if (!config.ok) {
  console.error(config.error.message);
  process.exit(2);
}
const log = createLog(config.value.logLevel);
const started = await start(config.value, log);
if (!started.ok) {
  console.error(started.error.message);
  process.exit(1);
}
const running = started.value;
console.log(running.welcome);

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping: requests and jobs under way are finished first');
  // A second chance for whatever hangs: the process ends all the same.
  setTimeout(() => process.exit(1), 20_000).unref();
  await running.stop();
  process.exit(0);
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
