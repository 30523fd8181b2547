/** A reader of server-sent events for stories: what came, and whether the stream has ended. */
export type CameEvent = {
  readonly id: number;
  readonly data: { event: { done: string }; state: { code: string } };
};

export class EventReader {
  readonly events: CameEvent[] = [];
  /** Lines that begin with a colon. */
  comments = 0;
  ended = false;
  readonly status: number;
  readonly #response: Response;
  readonly #controller: AbortController;

  private constructor(response: Response, controller: AbortController) {
    this.#response = response;
    this.#controller = controller;
    this.status = response.status;
    if (response.status === 200) void this.#read();
    else this.ended = true;
  }

  static async open(url: string, headers: Record<string, string>): Promise<EventReader> {
    const controller = new AbortController();
    return new EventReader(await fetch(url, { headers, signal: controller.signal }), controller);
  }

  /** What was answered when it was no stream. */
  json(): Promise<{ error: { code: string; message: string } }> {
    return this.#response.json() as Promise<{ error: { code: string; message: string } }>;
  }

  get headers(): Headers {
    return this.#response.headers;
  }

  close(): void {
    this.#controller.abort();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of this.#response.body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(chunk, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
      }
    } catch {
      // Closed by the test, or the server went away.
    }
    this.ended = true;
  }

  #take(block: string): void {
    if (block.startsWith(':')) this.comments++;
    const id = /^id: (\d+)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (id !== undefined && data !== undefined)
      this.events.push({ id: Number(id), data: JSON.parse(data) as CameEvent['data'] });
  }
}
