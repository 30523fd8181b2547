/** Streams in a running server: woken by what any process of the same database says, ended at sign-out and shutdown. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '#platform/store/store.ts';
import type { Context } from './context.ts';
import { Streams } from './streams.ts';

declare module 'fastify' {
  interface FastifyInstance {
    streams: Streams;
    /** Wakes the streams of a topic whenever somebody sends it on the channel. Listens once, from the first call on. */
    hear(channel: string): Promise<void>;
  }
}

/** Where every process hears that an account has signed out; the message is the account's id. */
const SIGNED_OUT = 'signed_out';

export const tellSignedOut = async (db: Db, account: string): Promise<void> =>
  void (await sql`select pg_notify(${SIGNED_OUT}, ${account})`.execute(db));

export function registerStreams(app: FastifyInstance, { store, log }: Context): void {
  const streams = new Streams(log);
  const heard = new Map<string, Promise<unknown>>();
  const once = (channel: string, onMessage: (payload: string | null) => void): Promise<unknown> => {
    const known = heard.get(channel) ?? store.listen(channel, onMessage);
    heard.set(channel, known);
    // The database may be away just now: the next stream tries again.
    known.catch(() => heard.delete(channel));
    return known;
  };
  app.decorate('streams', streams);
  app.decorate('hear', async (channel: string) => {
    await once(SIGNED_OUT, (account) => account !== null && streams.endOf(account));
    await once(channel, (topic) => streams.wake(topic));
  });
  // Before the server waits for its connections: an open stream would keep it waiting.
  app.addHook('preClose', (done) => {
    streams.close();
    done();
  });
}
