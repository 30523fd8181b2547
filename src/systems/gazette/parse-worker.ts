/** Parses files in a thread of its own and answers with their artifacts. Speaks with `parse-aside.ts`. */
import { parseBytes } from '#engines/law/parse/index.ts';
import { answerAside } from './aside-worker.ts';

answerAside(({ bytes }: { bytes: Uint8Array }) => parseBytes(bytes));
