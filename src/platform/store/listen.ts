/**
 * Messages between processes (LISTEN/NOTIFY) on a server: one connection of its own for all channels, opened with the
 * first and opened again when it is lost. What was sent in between is lost with it, so every handler is then told
 * `null`: look for yourself.
 */
import pg from 'pg';
import type { Log } from '#base/log.ts';

/** @param payload null: messages may have been missed */
export type OnMessage = (payload: string | null) => void;
/** Hears a channel until the answer is called. Its name is letters and underscores. */
export type Listen = (channel: string, onMessage: OnMessage) => Promise<() => void>;

const AGAIN_MS = 1000;

/** @throws RangeError when it is no name that can stand in a statement as it is */
export function checkChannel(channel: string): void {
  if (!/^[a-z_]+$/.test(channel)) throw new RangeError(`listen: ${channel}`);
}

export class ServerListener {
  readonly #url: string;
  readonly #log: Log;
  readonly #handlers = new Map<string, Set<OnMessage>>();
  #client: Promise<pg.Client> | undefined;
  #again: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: string, log: Log) {
    this.#url = url;
    this.#log = log;
  }

  listen: Listen = async (channel, onMessage) => {
    checkChannel(channel);
    const handlers = this.#handlers.get(channel) ?? new Set();
    const first = handlers.size === 0;
    handlers.add(onMessage);
    this.#handlers.set(channel, handlers);
    const known = this.#client;
    const client = await this.#connected();
    // A connection that was just opened hears every known channel already.
    if (first && known) await client.query(`listen ${channel}`);
    return () => void handlers.delete(onMessage);
  };

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#again);
    const client = await this.#client?.catch(() => undefined);
    await client?.end().catch(() => {});
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= this.#connect();
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true });
    client.on('notification', ({ channel, payload = '' }) => {
      for (const tell of this.#handlers.get(channel) ?? []) tell(payload);
    });
    const lost = (error?: Error) => this.#lost(error);
    client.on('error', lost);
    client.on('end', () => lost());
    try {
      await client.connect();
      for (const channel of this.#handlers.keys()) await client.query(`listen ${channel}`);
      return client;
    } catch (error) {
      this.#lost(error as Error);
      throw error;
    }
  }

  #lost(error?: Error): void {
    if (this.#closed || this.#again !== undefined) return;
    this.#client = undefined;
    if (error) this.#log.warn({ reason: error.message }, 'the connection that hears messages was lost');
    this.#again = setTimeout(() => {
      this.#again = undefined;
      this.#connected().then(
        () => this.#tellAll(),
        () => {},
      );
    }, AGAIN_MS);
    this.#again.unref();
  }

  #tellAll(): void {
    for (const handlers of this.#handlers.values()) for (const tell of handlers) tell(null);
  }
}
