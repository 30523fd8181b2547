/** The pages of an issue around its documents: cover, imprint, and what stands at the back. */
import type { Artifact, Span } from '#engines/law/parse/artifact.ts';
import type { ImprintItem, Sheet } from './sheet.ts';
import { closeUp, setWords } from './text.ts';
import { titleLines } from './title-lines.ts';

/** What stands outside the documents, in order: a line of the imprint, or words that no rule claimed. */
type Outside = { readonly span: Readonly<Span>; readonly item: ImprintItem };

const COVER_LINE_MAX = 9;

export function frontMatter(artifact: Artifact): Pick<Sheet, 'cover' | 'board' | 'back'> {
  const { issue } = artifact;
  if (!issue) return { cover: null, board: null, back: null };
  const outside = outsideOf(artifact);
  const first = artifact.issuances[0]?.span[0] ?? Number.POSITIVE_INFINITY;
  const last = artifact.issuances.at(-1)?.span[1] ?? 0;
  const boardStart = Math.min(
    ...issue.editors.map((e) => e.span[0]),
    ...issue.imprint.map((i) => i.span[0]),
    ...artifact.contents.map((c) => c.span[0]),
  );
  const isBoardHead = ({ item, span }: Outside): boolean =>
    item.term === null && span[1] <= boardStart && /编辑委员会|编委会/u.test(item.value);
  const head = outside.findLast(isBoardHead);
  const front = outside.filter((o) => o.span[0] < first && o !== head);
  // Words between two documents stand where they stood; an imprint between them goes to the back.
  const back = outside.filter((o) => o.span[0] >= first && (o.span[0] >= last || o.item.term !== null));
  const board = front.filter((o) => o.span[0] >= boardStart);
  const title = closeUp(issue.title ?? '');
  return {
    cover: {
      title: coverTitle(title, issue.organ),
      year: issue.year === null ? null : String(issue.year),
      number: issueNumber(issue),
      date: printedDay(issue.date),
      words: front.filter((o) => o.span[0] < boardStart).flatMap((o) => o.item.value.split('\n')),
      organ: issue.sponsor ?? issue.organ,
    },
    board:
      board.length === 0 && !head
        ? null
        : {
            head: head?.item.value ?? null,
            items: board.map((o) => o.item).filter((i) => i.term !== null),
            words: board.filter((o) => o.item.term === null).flatMap((o) => o.item.value.split('\n')),
          },
    back: backMatter(back.map((o) => o.item)),
  };
}

function outsideOf(artifact: Artifact): Outside[] {
  const { text } = artifact.source;
  const { issue, issuances } = artifact;
  const inside = ([start]: Readonly<Span>): boolean =>
    issuances.some((i) => i.span[0] <= start && start < i.span[1]);
  return [
    ...(issue?.editors ?? []).map(({ role, names, span }) => ({
      span,
      item: { term: role, value: names.map(setWords).join('\u3000') },
    })),
    ...(issue?.imprint ?? []).map(({ key, value, span }) => ({
      span,
      item: { term: key, value: closeUp(value.replaceAll('\n', ' ')) },
    })),
    ...artifact.residue
      .filter((r) => !inside(r.span))
      .map(({ span }) => ({
        span,
        item: {
          term: null,
          value: text
            .slice(...span)
            .split('\n')
            .map(spaced)
            .filter((l) => l !== '')
            .join('\n'),
        },
      })),
  ].sort((a, b) => a.span[0] - b.span[0]);
}

/** Mottoes are set with their blanks. */
const spaced = (line: string): string => line.trim().replace(/[\s\u3000]+/gu, ' ');

/** 第4期（总第25期） */
export function issueNumber(issue: { number: number | null; runningNumber: number | null }): string | null {
  const number = issue.number === null ? '' : `第${issue.number}期`;
  const running = issue.runningNumber === null ? '' : `（总第${issue.runningNumber}期）`;
  return number + running === '' ? null : number + running;
}

export function printedDay(date: string | null): string | null {
  if (date === null) return null;
  const { year, month, day } = Temporal.PlainDate.from(date);
  return `${year}年${month}月${day}日`;
}

/** The body's name, then 人民政府公报 or what else the gazette calls itself. */
function coverTitle(title: string, organ: string | null): string[] {
  const name = /^(.*?)(人民政府公报|政府公报|公报)$/u.exec(title);
  if (name?.[1]) return [...titleLines(name[1], COVER_LINE_MAX), name[2] as string];
  return titleLines(title === '' ? closeUp(organ ?? '公报') : title, COVER_LINE_MAX);
}

function backMatter(items: readonly ImprintItem[]): Sheet['back'] {
  if (items.length === 0) return null;
  const words = items.filter((i) => i.term === null).flatMap((i) => i.value.split('\n'));
  const hasTitle = words[0] !== undefined && words[0].length <= 30 && !/[。；]$/u.test(words[0]);
  return {
    title: hasTitle ? (words[0] as string) : null,
    paragraphs: (hasTitle ? words.slice(1) : words).map(setWords),
    items: items.filter((i) => i.term !== null),
  };
}
