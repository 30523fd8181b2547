import type { Handle } from './store.ts';

const MOST = 64;
/** Requests of one moment are read in a few turns of the event loop: a round begins after so many. */
const TURNS = 3;

const soon = (begin: () => void, turns = TURNS): void =>
  void setImmediate(() => (turns > 1 ? soon(begin, turns - 1) : begin()));

/**
 * Asks together what is asked at the same time: the first question goes almost at once, and whatever comes while it is
 * under way goes in the next round (group commit). Nobody waits for a timer, nothing is kept, and under load a round trip is
 * shared by all who wait: on one machine the round trips cost more than the questions.
 *
 * `ask` answers in the order of the questions, or rejects for all of them.
 */
export function batched<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  most = MOST,
): (question: Question) => Promise<Answer> {
  type Waiting = {
    readonly question: Question;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (reason: unknown) => void;
  };
  const waiting: Waiting[] = [];
  let underWay = false;

  async function round(): Promise<void> {
    const now = waiting.splice(0, most);
    try {
      const answers = await ask(now.map((w) => w.question));
      for (const [k, { resolve }] of now.entries()) resolve(answers[k] as Answer);
    } catch (error) {
      for (const { reject } of now) reject(error);
    }
    if (waiting.length > 0) soon(round);
    else underWay = false;
  }

  return (question) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (underWay) return;
      underWay = true;
      soon(round);
    });
}

/** The same for questions to the store, one round for each handle; inside a transaction a question goes by itself. */
export function batchedOn<Question, Answer>(
  ask: (handle: Handle, questions: readonly Question[]) => Promise<readonly Answer[]>,
  most = MOST,
): (handle: Handle, question: Question) => Promise<Answer> {
  const rounds = new WeakMap<Handle, (question: Question) => Promise<Answer>>();
  return async (handle, question) => {
    if (handle.isTransaction) return (await ask(handle, [question]))[0] as Answer;
    let together = rounds.get(handle);
    if (!together) {
      together = batched((questions) => ask(handle, questions), most);
      rounds.set(handle, together);
    }
    return together(question);
  };
}
