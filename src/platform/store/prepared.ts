import pg from 'pg';

/** Statements that a connection keeps prepared; those beyond it (lists of every length) are parsed each time. */
const KEPT_MAX = 400;
const FEATURE_NOT_SUPPORTED = '0A000';

type Query = (text: unknown, values?: unknown, callback?: unknown) => Promise<pg.QueryResult>;

/**
 * A client whose statements with parameters are prepared by name: the server parses and plans each once a connection,
 * which costs it more than most of them take.
 *
 * A migration that another process runs can change the shape of what a prepared statement returns; the server then
 * refuses it (`cached plan must not change result type`), and it is prepared anew under another name. Within a
 * transaction that refusal stands, once.
 */
export class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>();
  #made = 0;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const plain = super.query.bind(this) as Query;
    this.query = ((text: unknown, values?: unknown, callback?: unknown) =>
      typeof text === 'string' && Array.isArray(values) && values.length > 0 && callback === undefined
        ? this.#prepared(plain, text, values)
        : plain(text, values, callback)) as typeof this.query;
  }

  async #prepared(plain: Query, text: string, values: unknown[]): Promise<pg.QueryResult> {
    const name = this.#nameOf(text);
    if (name === undefined) return plain(text, values);
    try {
      return await plain({ name, text, values });
    } catch (error) {
      if ((error as { code?: string }).code !== FEATURE_NOT_SUPPORTED) throw error;
      this.#names.delete(text);
      return plain(text, values);
    }
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= KEPT_MAX) return known;
    const name = `g${this.#made++}`;
    this.#names.set(text, name);
    return name;
  }
}
