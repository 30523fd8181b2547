import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fromRoot } from '#base/paths.ts';

export interface Load {
  readonly port: number;
  readonly connections: number;
  /** Requests in all, taken from the list in turn. */
  readonly times: number;
  readonly requests: readonly {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly cookie: string;
    /** A JSON object to send. */
    readonly json?: string;
    /** Whether the object gets a `requestKey` of its own each time. */
    readonly newKey?: boolean;
  }[];
}

export interface Told {
  readonly seconds: number;
  /** Milliseconds below which a share of the requests stayed. */
  readonly ms: { readonly p50: number; readonly p97_5: number; readonly p99: number };
  /** Answers other than 2xx, and requests without one. */
  readonly failed: number;
  /** Processor time of the client in microseconds. */
  readonly cpu: number;
}

/** Sends the load from another process. @returns also the processor time of this one meanwhile, in microseconds */
export async function underLoad(load: Load): Promise<Told & { readonly ownCpu: number }> {
  const client = fork(fromRoot('bench/lib/load-client.ts'), { stdio: 'inherit', execArgv: [] });
  client.send(load);
  const before = process.cpuUsage();
  const [told] = (await once(client, 'message')) as [Told];
  const { user, system } = process.cpuUsage(before);
  client.disconnect();
  return { ...told, ownCpu: user + system };
}
