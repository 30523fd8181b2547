/** The built server as a child process, and an editor who uses it over HTTP. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromRoot } from '#base/paths.ts';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { type Child, startNode } from './crash-database.ts';

let built: string | undefined;

/** Builds the server beside the tests, so that nobody's `dist/` is touched; once in a process. */
function buildServer(): string {
  if (built) return built;
  const folder = fromRoot('tests', '.artifacts', `server-${process.pid}`);
  execFileSync('vite', ['build', '--logLevel', 'error', '--outDir', folder], {
    cwd: fromRoot(),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PATH: `${fromRoot('node_modules', '.bin')}:${process.env.PATH}`,
    },
  });
  built = join(folder, 'main.js');
  return built;
}

export type RunningSite = Child & { readonly url: string };

/** Starts the server without waiting for it. */
export const startServer = (env: Record<string, string>): Child => startNode([buildServer()], env);

/** Starts the server and waits until it says where it listens. */
export async function startSite(env: Record<string, string>): Promise<RunningSite> {
  const child = startServer({ PORT: '0', ...env });
  const said = new Promise<string>((resolve) => {
    let text = '';
    child.process.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const port = /公报已启动：http:\/\/localhost:(\d+)/.exec(text)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
  });
  const ended = child.ended.then(({ code, stderr }) => {
    throw new Error(`the server ended with ${code}: ${stderr}`);
  });
  ended.catch(() => {});
  return { ...child, url: await Promise.race([said, ended]) };
}

export async function stopSite(site: Child, signal: NodeJS.Signals = 'SIGTERM') {
  site.process.kill(signal);
  return site.ended;
}

/** An editor who is signed in. */
export class Editor {
  readonly #url: string;
  #cookie: string;
  /** @param cookie of an earlier session: it outlives a restart */
  constructor(url: string, cookie = '') {
    this.#url = url;
    this.#cookie = cookie;
  }

  async signIn(): Promise<void> {
    const account = DEMO_ACCOUNTS.find((a) => a.username === 'editor');
    const body = new URLSearchParams({ username: 'editor', password: account?.password ?? '' });
    const answer = await fetch(`${this.#url}/login`, { method: 'POST', body, redirect: 'manual' });
    if (answer.status !== 303) throw new Error(`signing in: ${answer.status}`);
    this.#cookie = answer.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ');
  }

  get cookie(): string {
    return this.#cookie;
  }

  async read(path: string): Promise<string> {
    return (await fetch(this.#url + path, { headers: { cookie: this.#cookie } })).text();
  }

  async newKey(): Promise<string> {
    const page = await this.read('/desk/imports/new');
    const key = /name="requestKey"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="requestKey"/.exec(page);
    return key?.[1] ?? key?.[2] ?? '';
  }

  /** Uploads a file. @returns the address where its import can be followed */
  async upload(name: string, text: string): Promise<string> {
    const form = new FormData();
    form.append('requestKey', await this.newKey());
    form.append('file', new File([text], name));
    const answer = await fetch(`${this.#url}/desk/imports`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { cookie: this.#cookie },
    });
    if (answer.status !== 303) throw new Error(`uploading: ${answer.status} ${await answer.text()}`);
    return answer.headers.get('location') ?? '';
  }

  /** Follows imports until none is under way. */
  async untilDone(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      for (;;) {
        const page = await this.read(path);
        if (/已导入|早已导入|登记为第 \d+ 版/.test(page)) break;
        if (/未导入|没有导入/.test(page)) throw new Error(page.replace(/<[^>]*>/g, ' '));
        await sleep(50);
      }
    }
  }
}
