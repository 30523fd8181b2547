/**
 * Server-sent events: a page follows something live. A stream sends what is stored, in order, and asks the database
 * again whenever any process says that there is more; so nothing is sent that was not committed, and a reader who comes
 * back with `Last-Event-ID` misses nothing.
 */
import type { Log } from '#base/log.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Reply } from './context.ts';

export type StreamEvent = { readonly id: number; readonly data: object };

export type Following = {
  /** What is followed: messages about it wake the stream. */
  readonly topic: string;
  /** Whose stream it is; at most `perAccount` at once. */
  readonly account: string;
  /** Number of the last event that the reader has. */
  readonly after: number;
  /** What came after an event. Asked again and again, so it must be cheap. */
  readonly read: (after: number) => Promise<readonly StreamEvent[]>;
  /** Whether the reader may still see it: asked before everything that is sent, and with every heartbeat. */
  readonly allowed: () => Promise<boolean>;
};

export type StreamLimits = {
  readonly perAccount: number;
  readonly inAll: number;
  readonly heartbeatMs: number;
};

/** A browser holds six connections to a site; a process holds what its file descriptors allow. */
const LIMITS: StreamLimits = { perAccount: 6, inAll: 2000, heartbeatMs: 15_000 };
/** How long a browser waits before it connects again. */
const RETRY_MS = 3000;

class Stream {
  readonly following: Following;
  readonly #reply: Reply;
  readonly #onEnd: () => void;
  readonly #log: Log;
  #sent: number;
  #busy = false;
  #more = false;
  #ended = false;

  constructor(following: Following, reply: Reply, log: Log, onEnd: () => void) {
    this.following = following;
    this.#reply = reply;
    this.#log = log;
    this.#onEnd = onEnd;
    this.#sent = following.after;
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    reply.raw.write(`retry: ${RETRY_MS}\n\n`);
    reply.raw.on('close', () => this.end());
    reply.raw.on('error', () => this.end());
  }

  /** Sends what is new. Called again while it works, it looks once more when it is done. */
  async wake(): Promise<void> {
    if (this.#ended) return;
    if (this.#busy) {
      this.#more = true;
      return;
    }
    this.#busy = true;
    try {
      do {
        this.#more = false;
        if (!(await this.following.allowed())) return this.end();
        for (const event of await this.following.read(this.#sent)) {
          if (this.#ended) return;
          this.#reply.raw.write(`id: ${event.id}\ndata: ${JSON.stringify(event.data)}\n\n`);
          this.#sent = event.id;
        }
      } while (this.#more);
    } catch (error) {
      // The database is away: the browser connects again and asks for what it missed.
      this.#log.warn({ reason: (error as Error).message }, 'a stream ended');
      this.end();
    } finally {
      this.#busy = false;
    }
  }

  async beat(): Promise<void> {
    if (this.#ended) return;
    if (!(await this.following.allowed().catch(() => false))) return this.end();
    if (!this.#ended) this.#reply.raw.write(': still here\n\n');
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#reply.raw.end();
    this.#onEnd();
  }
}

/** All streams of this process. */
export class Streams {
  readonly #streams = new Set<Stream>();
  readonly #limits: StreamLimits;
  readonly #log: Log;
  readonly #heart: NodeJS.Timeout;
  #closed = false;

  constructor(log: Log, limits: StreamLimits = LIMITS) {
    this.#log = log;
    this.#limits = limits;
    this.#heart = setInterval(() => {
      for (const stream of this.#streams) void stream.beat();
    }, limits.heartbeatMs);
    this.#heart.unref();
  }

  get count(): number {
    return this.#streams.size;
  }

  /** Answers a request with a stream; the reply is then no longer the handler's. */
  open(reply: Reply, following: Following): Result<void, 'web.streams.too_many'> {
    const own = [...this.#streams].filter((s) => s.following.account === following.account).length;
    if (this.#closed || own >= this.#limits.perAccount || this.#streams.size >= this.#limits.inAll)
      return refuse(
        'web.streams.too_many',
        '同时打开的实时页面太多，这一页不再自动更新。请关掉几页，或需要时刷新。',
      );
    const stream: Stream = new Stream(following, reply, this.#log, () => this.#streams.delete(stream));
    this.#streams.add(stream);
    void stream.wake();
    return ok(undefined);
  }

  /** @param topic null: any of them may have changed */
  wake(topic: string | null): void {
    for (const stream of this.#streams)
      if (topic === null || stream.following.topic === topic) void stream.wake();
  }

  /** Ends an account's streams: somebody signed out. A browser that is still signed in elsewhere connects again. */
  endOf(account: string): void {
    for (const stream of this.#streams) if (stream.following.account === account) stream.end();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#heart);
    for (const stream of this.#streams) stream.end();
  }
}
