/** Relations drawn: layers side by side on a wide screen, branches one below the other on a narrow one. */
import { STATUS_SHAPES, STATUS_WORDS } from '#web/components/status-badge.tsx';
import { branchLayout } from '../../pictures/branch-layout.ts';
import type { Arrow, Card, Picture } from '../../pictures/bundle.ts';
import { CARD_PADDING, type CardLine, cardText, MARK_ROOM } from '../../pictures/card-text.ts';
import type { Box, Drawing, Line } from '../../pictures/drawing.ts';
import type { Home } from '../../pictures/issuing-level.ts';
import { layeredLayout, layersOf } from '../../pictures/layered-layout.ts';
import { RELATION_KINDS } from '../../pictures/relation-graph.ts';
import { cardWord, relationWord } from '../../pictures/relation-words.ts';
import { familyOf, headPath, linePath } from './arrow-path.ts';

export type PictureLinks = {
  readonly document: (id: string) => string;
  /** The page with this group opened or closed; without it groups stay as they are. */
  readonly toggle?: (key: string, open: boolean) => string;
};

type Props = { picture: Picture; home: Home; links: PictureLinks; label: string };

/** A rim around the drawing, so that outlines and focus rings are not cut. */
const RIM = 6;
/** Type size of the drawing's units: 1rem is 16 of them. */
const UNITS_PER_REM = 16;

export function RelationPicture(props: Props) {
  const { picture } = props;
  const wide = wideDrawing(props);
  const narrow = narrowDrawing(props);
  return (
    <figure className="picture">
      <Sheet {...props} drawing={wide} shape="wide" />
      <Sheet {...props} drawing={narrow} shape="narrow" />
      <figcaption>
        <Legend arrows={picture.arrows} />
      </figcaption>
    </figure>
  );
}

function wideDrawing({ picture, home }: Props): Drawing {
  const { cards, arrows } = picture;
  const layers = Math.max(0, ...layersOf(cards, arrows).values()) + 1;
  const nodeWidth = layers <= 2 ? 400 : 250;
  const sized = cards.map((card) => ({
    id: card.id,
    order: card.order,
    height: cardText(card, nodeWidth, home, STATUS_WORDS).height,
  }));
  const across = layers <= 2 ? 240 : 150;
  return layeredLayout(sized, arrows, { nodeWidth, across, labelRoom: 112, down: 20 });
}

function narrowDrawing({ picture, home }: Props): Drawing {
  const byId = new Map(picture.cards.map((card) => [card.id, card]));
  const heightOf = (id: string, width: number) =>
    cardText(byId.get(id) as Card, width, home, STATUS_WORDS).height;
  const sizes = { width: 342, indent: 38, depthMax: 3, labelRoom: 34, down: 28 };
  return branchLayout(picture.cards, picture.arrows, heightOf, sizes);
}

function Sheet({
  picture,
  home,
  links,
  label,
  drawing,
  shape,
}: Props & { drawing: Drawing; shape: 'wide' | 'narrow' }) {
  const cards = new Map(picture.cards.map((card) => [card.id, card]));
  const arrows = new Map(picture.arrows.map((arrow) => [arrow.id, arrow]));
  const [width, height] = [drawing.width + 2 * RIM, drawing.height + 2 * RIM];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={`picture-sheet picture-${shape}`} aria-label={label} tabIndex={0}>
      <svg
        className="picture-drawing"
        viewBox={`${-RIM} ${-RIM} ${width} ${height}`}
        width={`${width / UNITS_PER_REM}rem`}
        height={`${height / UNITS_PER_REM}rem`}
      >
        <title>{label}</title>
        {drawing.lines.map((line) => {
          const arrow = arrows.get(line.id);
          const to = arrow && cards.get(arrow.to);
          return to && <ArrowLine key={line.id} {...{ arrow, line, to, shape }} />;
        })}
        {drawing.boxes.map((box) => {
          const card = cards.get(box.id);
          return card && <CardBox key={`${box.id} ${box.copy}`} {...{ card, box, home, links }} />;
        })}
      </svg>
    </section>
  );
}

type ArrowLineProps = { arrow: Arrow; line: Line; to: Card; shape: 'wide' | 'narrow' };

/** In a list of branches the way down is shared by all of them: only the last step has the look of its kind. */
function ArrowLine({ arrow, line, to, shape }: ArrowLineProps) {
  const family = familyOf(arrow.kind);
  const { route, label } = line;
  const [x, y] = route.at(-1) ?? [0, 0];
  const before = route.at(-2) ?? [0, 0];
  const some = to.kind === 'group' && to.documents.length > arrow.documents;
  return (
    <g className={`picture-arrow picture-${family}${arrow.stage === 'proposed' ? ' picture-proposed' : ''}`}>
      {shape === 'narrow' && <path className="picture-spine" d={linePath(route.slice(0, -1))} />}
      <path className="picture-line" d={linePath(shape === 'narrow' ? route.slice(-2) : route)} />
      <path className="picture-head" d={headPath(family, x, y, before[0] <= x ? 1 : -1)} />
      <text
        className="picture-word"
        x={label.x}
        y={label.y}
        textAnchor={label.anchor === 'end' ? 'end' : 'start'}
      >
        {relationWord(arrow.kind, arrow.stage)}
        {some && '其中'}
        {(some || arrow.documents > 1) && ` ${arrow.documents} 件`}
      </text>
    </g>
  );
}

function CardBox({ card, box, home, links }: { card: Card; box: Box; home: Home; links: PictureLinks }) {
  const { lines } = cardText(card, box.width, home, STATUS_WORDS);
  const place = `translate(${box.x} ${box.y})`;
  if (card.kind === 'group') {
    return (
      <g className="picture-card picture-group" transform={place}>
        <rect className="picture-behind" x={5} y={5} width={box.width - 5} height={box.height - 5} rx={4} />
        <rect className="picture-paper" width={box.width - 5} height={box.height - 5} rx={4} />
        {lines.map((line) => (
          <GroupLine key={line.y} {...{ line, card, links, width: box.width }} />
        ))}
      </g>
    );
  }
  const { document, focus } = card;
  return (
    <a href={links.document(document.id)}>
      <g
        className={`picture-card${focus ? ' picture-focus' : ''} picture-is-${document.status}`}
        transform={place}
      >
        <rect className="picture-paper" width={box.width} height={box.height} rx={4} />
        <rect className="picture-edge" width={6} height={box.height} rx={3} />
        {lines.map((line) => (
          <Words key={line.y} line={line} />
        ))}
      </g>
    </a>
  );
}

function GroupLine({
  line,
  card,
  links,
  width,
}: {
  line: CardLine;
  card: Card & { kind: 'group' };
  links: PictureLinks;
  width: number;
}) {
  const href =
    line.role === 'toggle'
      ? links.toggle?.(card.id, !card.open)
      : line.documentId && links.document(line.documentId);
  if (!href) return line.role === 'toggle' ? null : <Words line={line} />;
  return (
    <a href={href}>
      <rect className="picture-touch" x={CARD_PADDING} y={line.y - 18} width={width - 34} height={26} />
      <Words line={line} />
    </a>
  );
}

function Words({ line }: { line: CardLine }) {
  const x = CARD_PADDING + (line.status ? MARK_ROOM : 0);
  return (
    <>
      {line.status && (
        <path
          className={`picture-mark picture-is-${line.status}`}
          fillRule="evenodd"
          transform={`translate(${CARD_PADDING} ${line.y - 12})`}
          d={STATUS_SHAPES[line.status]}
        />
      )}
      <text className={`picture-${line.role}`} x={x} y={line.y}>
        {line.text}
      </text>
    </>
  );
}

/** Every look of line that is in the picture, with its word. */
function Legend({ arrows }: { arrows: readonly Arrow[] }) {
  const kinds = RELATION_KINDS.flatMap((kind) =>
    (['decided', 'proposed'] as const)
      .filter((stage) => arrows.some((a) => a.kind === kind && a.stage === stage))
      .map((stage) => ({ kind, stage })),
  );
  return (
    <ul className="picture-legend" aria-label="线条的意思">
      {kinds.map(({ kind, stage }) => {
        const family = familyOf(kind);
        return (
          <li key={kind + stage}>
            <svg viewBox="0 0 48 18" width="48" height="18" aria-hidden="true" focusable="false">
              <g
                className={`picture-arrow picture-${family}${stage === 'proposed' ? ' picture-proposed' : ''}`}
              >
                <path className="picture-line" d="M2 9L44 9" />
                <path className="picture-head" d={headPath(family, 46, 9, 1)} />
              </g>
            </svg>
            {relationWord(kind, stage)}
          </li>
        );
      })}
    </ul>
  );
}

/** The picture in words: every arrow with all documents behind it. */
export function RelationList({ picture, home, links }: Pick<Props, 'picture' | 'home' | 'links'>) {
  const cards = new Map(picture.cards.map((card) => [card.id, card]));
  const from = Map.groupBy(picture.arrows, (a) => a.from);
  const name = (card: Card) =>
    card.kind === 'document' ? (
      <a href={links.document(card.document.id)}>{card.document.title}</a>
    ) : (
      cardWord(card, home)
    );
  return (
    <ul className="picture-list">
      {picture.cards.flatMap((card) => {
        const out = from.get(card.id);
        if (!out) return [];
        return [
          <li key={card.id}>
            {name(card)}
            <Members card={card} links={links} />
            <ul>
              {out.map((arrow) => {
                const to = cards.get(arrow.to);
                return (
                  to && (
                    <li key={arrow.id}>
                      {relationWord(arrow.kind, arrow.stage)}
                      {arrow.documents > 1 && ` ${arrow.documents} 件`}：{name(to)}
                      <Members card={to} links={links} />
                    </li>
                  )
                );
              })}
            </ul>
          </li>,
        ];
      })}
    </ul>
  );
}

/** Named at most so many times: the rest is on the documents' own pages. */
const NAMED_MAX = 200;

function Members({ card, links }: { card: Card; links: PictureLinks }) {
  if (card.kind === 'document') return null;
  return (
    <>
      （
      {card.documents.slice(0, NAMED_MAX).map((document, at) => (
        <span key={document.id}>
          {at > 0 && '；'}
          <a href={links.document(document.id)}>{document.title}</a>
        </span>
      ))}
      {card.documents.length > NAMED_MAX && '等'}）
    </>
  );
}
