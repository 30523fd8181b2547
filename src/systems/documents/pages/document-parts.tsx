import { Contents } from '#web/components/contents.tsx';
import type { Beside } from '../beside.ts';
import type { DocumentReading } from '../read-document.ts';
import { documentPath } from './addresses.ts';
import type { Named } from './cited.tsx';
import { type PageParts, pageParts } from './page-parts.ts';
import { anchorOn, type CarriedClauses, contentsOf, TextBody } from './text-view.tsx';

/** What is shown: one part (counted from 0) of a text that may be too long for one page. */
type Shown = { reading: DocumentReading; parts: PageParts; part: number; day: string | undefined };

const partPath = (id: string, part: number, day: string | undefined): string => {
  const query = new URLSearchParams({
    ...(part > 0 ? { part: String(part + 1) } : {}),
    ...(day ? { asOf: day } : {}),
  }).toString();
  return query ? `/documents/${id}?${query}` : `/documents/${id}`;
};

/** Where a table row stands on the document's page; `place` is `1-147`: the 147th row of the first table. */
export function rowAddress(
  reading: DocumentReading,
  place: string,
  day: string | undefined,
): string | undefined {
  const [, table, row] = /^(\d{1,4})-(\d{1,5})$/.exec(place) ?? [];
  const { text } = reading;
  const found = [...(text?.tables ?? []), ...(text?.clauses ?? []).flatMap((c) => c.tables)].find(
    (t) => t.ord + 1 === Number(table),
  );
  const at = found?.rows.findIndex((r) => r.ord + 1 === Number(row)) ?? -1;
  if (!found || at < 0) return undefined;
  const texts = [text, ...reading.instruments.map((i) => i.text)].filter((t) => t !== null);
  const parts = pageParts(texts);
  const part = parts.parts.findIndex((_, p) => {
    const [from, to] = parts.rowsOf(p, found);
    return from <= at && at < to;
  });
  return `${partPath(reading.document.id, Math.max(part, 0), day)}#r-${place}`;
}

const CONTENTS_MIN = 4;

/** The contents of the whole text; what stands on another part leads there. */
export function PageContents({
  reading,
  texts,
  parts,
  part,
  day,
}: Shown & { texts: readonly NonNullable<DocumentReading['text']>[] }) {
  const items = texts.flatMap((text, index) => {
    const carried = reading.instruments.find((i) => i.text === text);
    const inner = contentsOf(text, (clause) => {
      const at = parts.partOfClause(index, clause.ord);
      const anchor = `#${anchorOn(index, clause.address)}`;
      return at === part ? anchor : partPath(reading.document.id, at, day) + anchor;
    });
    if (!carried) return inner;
    const at = parts.firstOf(index) ?? 0;
    const anchor = `#t${index}`;
    return [
      {
        href: at === part ? anchor : partPath(reading.document.id, at, day) + anchor,
        label: carried.head.title,
        children: inner,
      },
    ];
  });
  const count = items.reduce((sum, item) => sum + 1 + (item.children?.length ?? 0), 0);
  if (count === 0 || (count < CONTENTS_MIN && parts.parts.length === 1)) return null;
  return (
    <div className="document-contents">
      <Contents items={items} title={parts.parts.length > 1 ? '全文目录' : '本页目录'} />
    </div>
  );
}

/** So much of one text as this part shows; a carried instrument under its own title. */
export function TextSection({
  reading,
  text,
  index,
  parts,
  part,
  named,
  day,
  carried: carriedBy,
}: Shown & {
  text: NonNullable<DocumentReading['text']>;
  index: number;
  named: Named;
  carried: CarriedClauses;
}) {
  const carried = reading.instruments.find((i) => i.text === text);
  const body = (
    <TextBody {...{ text, index, parts, part, named }} carried={carriedBy} level={carried ? 3 : 2} />
  );
  if (!carried) return body;
  const begins = (parts.firstOf(index) ?? 0) === part;
  const here = begins || text.clauses.some((c) => parts.showsClause(part, index, c.ord));
  const rows = [...text.tables, ...text.clauses.flatMap((c) => c.tables)];
  if (!here && !rows.some((t) => parts.rowsOf(part, t)[1] > 0)) return null;
  return (
    <section
      className="document-carried"
      id={begins ? `t${index}` : undefined}
      aria-label={carried.head.title}
    >
      <p className="document-kind">所附文件</p>
      <h2 className="document-title">
        <a href={documentPath(carried.head.id, day)}>{carried.head.title}</a>
        {!begins && '（续）'}
      </h2>
      {body}
    </section>
  );
}

/** The way to the other parts. */
export function PartLinks({ reading, parts, part, day }: Shown) {
  const count = parts.parts.length;
  if (count === 1) return null;
  const { id } = reading.document;
  return (
    <nav className="pagination" aria-label="正文分页">
      <p className="muted">
        正文较长，分为 {count} 页，这是第 {part + 1} 页
      </p>
      <ul>
        {part > 0 && (
          <li>
            <a href={partPath(id, part - 1, day)} rel="prev">
              上一页
            </a>
          </li>
        )}
        {parts.parts.map(([start], at) => (
          <li key={start}>
            <a
              href={partPath(id, at, day)}
              aria-label={`第 ${at + 1} 页`}
              aria-current={at === part ? 'page' : undefined}
            >
              {at + 1}
            </a>
          </li>
        ))}
        {part < count - 1 && (
          <li>
            <a href={partPath(id, part + 1, day)} rel="next">
              下一页
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** The way to what carries out each of its clauses, for what a gazette printed. */
export function CarriedOut({ reading }: { reading: DocumentReading }) {
  const { expression, document, parent } = reading;
  if (expression?.issueShape !== 'gazette') return null;
  return (
    <section className="page-section" aria-labelledby="carried-out">
      <h2 id="carried-out">落实情况</h2>
      <p>
        <a href={`/issues/${expression.issueId}/coverage/${parent?.id ?? document.id}`}>
          逐条看本件由什么承担
        </a>
      </p>
    </section>
  );
}

/** What other systems know of the document: quiet links to their pages. */
export function Besides({ besides }: { besides: readonly Beside[] }) {
  return besides.map(({ id, heading, lines }) => (
    <section key={id} className="page-section" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <ul>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same words
          <li key={at}>
            {line.map(({ text, href }) =>
              href ? (
                <a key={href} href={href}>
                  {text}
                </a>
              ) : (
                text
              ),
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}
