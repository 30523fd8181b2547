/** What stands on a card and how tall that makes it. */
import type { Status } from '#engines/law/status.ts';
import type { Card } from './bundle.ts';
import type { Home } from './issuing-level.ts';
import type { PictureDocument } from './relation-graph.ts';
import { cardWord } from './relation-words.ts';
import { textWidth, wrapText } from './wrap-text.ts';

export type CardLine = {
  readonly role: 'title' | 'number' | 'status' | 'item' | 'note' | 'toggle';
  readonly text: string;
  /** Baseline, from the card's top. */
  readonly y: number;
  /** The document that the line names. */
  readonly documentId?: string;
  /** Drawn as a mark before the line. */
  readonly status?: Status;
  /** The first of the lines of one text. */
  readonly first: boolean;
};

export type CardText = { readonly lines: readonly CardLine[]; readonly height: number };

export const CARD_PADDING = 14;
/** Room of the mark before a line. */
export const MARK_ROOM = 20;
const TITLE = { size: 15, step: 22 };
const SMALL = { size: 13, step: 21 };
/** Lines that are links keep a finger's distance. */
const ITEM = { size: 14, step: 27 };
const SHOWN_CLOSED = 3;
export const SHOWN_OPEN_MAX = 60;

/** @param words what each status is called */
export function cardText(
  card: Card,
  width: number,
  home: Home,
  words: Readonly<Record<Status, string>>,
): CardText {
  const room = width - 2 * CARD_PADDING;
  const lines: CardLine[] = [];
  let y = CARD_PADDING - 4;
  const put = (
    type: { size: number; step: number },
    texts: readonly string[],
    line: Omit<CardLine, 'text' | 'y' | 'first'>,
  ) => {
    for (const [at, text] of texts.entries()) {
      y += type.step;
      lines.push({ ...line, text, y: y - (type.step - type.size) / 2, first: at === 0 });
    }
  };
  if (card.kind === 'document') {
    const { document, focus } = card;
    put(TITLE, wrapText(document.title, TITLE.size, room, focus ? 5 : 3), { role: 'title' });
    if (document.number) put(SMALL, [document.number], { role: 'number' });
    put(SMALL, [words[document.status]], { role: 'status', status: document.status });
    return { lines, height: y + CARD_PADDING };
  }
  put(TITLE, wrapText(cardWord(card, home), TITLE.size, room, 2), { role: 'title' });
  const common = commonStatus(card.documents);
  if (common) put(SMALL, [`均为“${words[common]}”`], { role: 'status', status: common });
  const shown = card.documents.slice(0, card.open ? SHOWN_OPEN_MAX : SHOWN_CLOSED);
  for (const document of shown) {
    const suffix = common ? '' : `（${words[document.status]}）`;
    const mark = common ? {} : { status: document.status };
    const itemRoom = room - (common ? 0 : MARK_ROOM) - textWidth(suffix, ITEM.size);
    const text = wrapText(document.title, ITEM.size, itemRoom, 1).join('') + suffix;
    put(ITEM, [text], { role: 'item', documentId: document.id, ...mark });
  }
  const rest = card.documents.length - shown.length;
  if (card.open && rest > 0) put(SMALL, [`另有 ${rest} 件，见文字清单`], { role: 'note' });
  if (card.open || rest > 0)
    put(ITEM, [card.open ? '收起' : `展开全部 ${card.documents.length} 件`], { role: 'toggle' });
  return { lines, height: y + CARD_PADDING };
}

function commonStatus(documents: readonly PictureDocument[]): Status | undefined {
  const first = documents[0]?.status;
  return documents.every((d) => d.status === first) ? first : undefined;
}
