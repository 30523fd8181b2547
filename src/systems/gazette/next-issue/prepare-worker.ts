/** Prepares issues in a thread of its own and answers with what came of them. Speaks with `prepare-aside.ts`. */
import { answerAside } from '../aside-worker.ts';
import type { IssueFront, NumberedDraft } from './compose.ts';
import { prepareIssue } from './prepare-issue.ts';

answerAside(({ front, documents }: { front: IssueFront; documents: NumberedDraft[] }) =>
  prepareIssue(front, documents),
);
