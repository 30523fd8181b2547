/** What a document cites, what cites it, and what it does to others. */
import type { ReactNode } from 'react';
import { numberKey, titleKey } from '#engines/law/name.ts';
import { DateText } from '#web/components/date-text.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { StatusBadge } from '#web/components/status-badge.tsx';
import { placeWords } from '../clause-address.ts';
import { proposalWord } from '../desk/effect-words.ts';
import { bundle } from '../pictures/bundle.ts';
import { levelOf } from '../pictures/issuing-level.ts';
import type { CitationRecord, DocumentHead, EffectRecord } from '../queries-document.ts';
import type { DocumentReading } from '../read-document.ts';
import { documentGraph, homeOfDocument } from '../read-relations.ts';
import { clausePath, documentPath, relationsPath } from './addresses.ts';
import { REASONS } from './cited.tsx';
import { assertedBy, EFFECT_WORDS, effectDate } from './effect-words.tsx';
import { RelationPicture } from './pictures/relation-picture.tsx';

type Props = { reading: DocumentReading; day: string | undefined };

export function Relations({ organ, ...props }: Props & { organ: string }) {
  return (
    <>
      <Drawn {...props} organ={organ} />
      <Carried {...props} />
      <Caused {...props} />
      <Citing {...props} />
      <Cites {...props} />
    </>
  );
}

/** Its relations as a picture; the lists below say the same in words. */
function Drawn({ reading, day, organ }: Props & { organ: string }) {
  const { document } = reading;
  const home = homeOfDocument(reading, organ);
  const graph = documentGraph(reading, Temporal.Now.instant());
  const picture = bundle(graph, { focus: document.id, levelOf: (d) => levelOf(d, home), open: new Set() });
  if (picture.arrows.length === 0) return null;
  const links = {
    document: (id: string) => documentPath(id, day),
    toggle: (key: string) => `${relationsPath(document.id, day, key)}#picture`,
  };
  return (
    <Section id="relations" title="关系图">
      <RelationPicture {...{ picture, home, links }} label="本件与其他文件的关系图" />
      <p>
        <a href={relationsPath(document.id, day)}>单独看这张图</a>
      </p>
    </Section>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="page-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** A document in a list, with its status on the day. */
export function RelatedDocument({
  head,
  reading,
  day,
  children,
}: Props & { head: DocumentHead; children?: ReactNode }) {
  const status = reading.statuses.get(head.id)?.status;
  return (
    <li className="related">
      <p>
        <a href={documentPath(head.id, day)}>{head.title}</a>
      </p>
      <p className="result-line">
        {status && <StatusBadge status={status} small />}
        {head.number && <DocumentNumber value={head.number} />}
        {head.dated && <DateText value={head.dated} />}
        {head.holding === 'stub' && <span>原文未收录</span>}
        {children}
      </p>
    </li>
  );
}

/** What the issuance carries, in print order; for an instrument, what stands beside it. */
function Carried({ reading, day }: Props) {
  const { document, siblings, instruments, parent } = reading;
  if (document.kind !== 'instrument') {
    if (instruments.length < 2) return null;
    return (
      <Section id="carried" title={`所附文件（${instruments.length}）`}>
        <ol className="related-list">
          {instruments.map(({ head }) => (
            <RelatedDocument key={head.id} head={head} reading={reading} day={day} />
          ))}
        </ol>
      </Section>
    );
  }
  return (
    <Section id="carried" title="印发本件的通知">
      <ol className="related-list">
        {parent && <RelatedDocument head={parent} reading={reading} day={day} />}
      </ol>
      {siblings.length > 1 && (
        <>
          <h3>同一通知所附</h3>
          <ol className="related-list">
            {siblings.map((head) =>
              head.id === document.id ? (
                <li key={head.id}>{head.title}（本件）</li>
              ) : (
                <RelatedDocument key={head.id} head={head} reading={reading} day={day} />
              ),
            )}
          </ol>
        </>
      )}
    </Section>
  );
}

/** What it repeals, amends, keeps: grouped by what is done, proposals apart. */
function Caused({ reading, day }: Props) {
  const groups = Map.groupBy(reading.caused, (effect) => causedTitle(effect, reading.settled.get(effect.id)));
  if (groups.size === 0) return null;
  return (
    <Section id="caused" title="对其他文件的影响">
      {reading.caused.filter((e) => e.stage === 'proposed').length > 1 && (
        <p>
          <a href={`/documents/cleanup/${reading.document.id}`}>按年份和结果看这次清理的图</a>
        </p>
      )}
      {[...groups].map(([title, effects]) => (
        <div key={title}>
          <h3>
            {title}（{effects.length}）
          </h3>
          <ul className="related-list">
            {effects.map((effect) => (
              <RelatedDocument key={effect.id} head={effect.on} reading={reading} day={day}>
                {effect.reason && <span>{effect.reason}</span>}
                <Settled decision={reading.settled.get(effect.id)} />
              </RelatedDocument>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

function causedTitle(effect: EffectRecord, decision: EffectRecord | undefined): string {
  if (effect.stage === 'proposed') {
    const outcome = !decision ? '待审定' : decision.kind === 'retract' ? '未采纳' : '已审定';
    return `${proposalWord(effect.kind)}，${outcome}`;
  }
  const date = effectDate(effect);
  return date ? `${EFFECT_WORDS[effect.kind]}（${date}）` : EFFECT_WORDS[effect.kind];
}

/** What was decided of a proposal, on what basis and by whom. */
function Settled({ decision }: { decision: EffectRecord | undefined }) {
  if (!decision) return null;
  const date = effectDate(decision);
  return (
    <span>
      {decision.kind !== 'retract' && (
        <>
          {EFFECT_WORDS[decision.kind]}
          {date && (
            <>
              ，自
              <DateText value={date} />起
            </>
          )}
        </>
      )}
      {decision.basis && `（依据：${decision.basis}）`}
      {assertedBy(decision)}
    </span>
  );
}

const PLACES_SHOWN_MAX = 8;

function Citing({ reading, day }: Props) {
  const { citing, moreCiting } = reading;
  if (citing.length === 0) return null;
  return (
    <Section id="cited-by" title={`引用本件的文件（${citing.length}${moreCiting ? '以上' : ''}）`}>
      <ul className="related-list">
        {citing.map((head) => {
          const paths = [...new Set(head.places.map((p) => p.path).filter((p) => p !== null))];
          return (
            <RelatedDocument key={head.id} head={head} reading={reading} day={day}>
              {paths.slice(0, PLACES_SHOWN_MAX).map((path) => (
                <a key={path} href={clausePath(head.id, path, day)}>
                  {placeWords(path)}
                </a>
              ))}
              {paths.length > PLACES_SHOWN_MAX && <span>等 {paths.length} 处</span>}
            </RelatedDocument>
          );
        })}
      </ul>
      {moreCiting && <p className="muted">引用很多，这里只列出一部分；全部可从检索中查到。</p>}
    </Section>
  );
}

/** A document that names itself cites nothing. */
const isItself = (c: CitationRecord, document: DocumentHead): boolean =>
  c.number !== null && document.number !== null
    ? numberKey(c.number) === numberKey(document.number)
    : c.title !== null && titleKey(c.title) === titleKey(document.title);

const CITES_SHOWN_MAX = 60;

/** What it cites: those with a place to go first, then those that lead nowhere, each with the reason. */
function Cites({ reading, day }: Props) {
  const texts = [reading.text, ...reading.instruments.map((i) => i.text)];
  const citations = texts.flatMap((t) => t?.citations ?? []);
  const cited = [...reading.targets.values()];
  const loose = new Map(
    citations
      .filter((c) => c.targetId === null && (c.title ?? c.number) && !isItself(c, reading.document))
      .map((c) => [`${c.title ? `《${c.title}》` : ''}${c.number ?? ''}`, c.resolution]),
  );
  if (cited.length === 0 && loose.size === 0) return null;
  return (
    <Section id="cites" title={`本件引用的文件（${cited.length + loose.size}）`}>
      <ul className="related-list">
        {cited.slice(0, CITES_SHOWN_MAX).map((head) => (
          <RelatedDocument key={head.id} head={head} reading={reading} day={day} />
        ))}
        {[...loose].slice(0, CITES_SHOWN_MAX).map(([name, resolution]) => (
          <li key={name} className="related">
            <p>{name}</p>
            <p className="result-line">
              <span>{REASONS[resolution] ?? '待核'}</span>
            </p>
          </li>
        ))}
      </ul>
      {cited.length > CITES_SHOWN_MAX && (
        <p className="muted">
          共引用 {cited.length} 份，这里列出前 {CITES_SHOWN_MAX} 份；全部见正文中的链接和 JSON 下载。
        </p>
      )}
    </Section>
  );
}
