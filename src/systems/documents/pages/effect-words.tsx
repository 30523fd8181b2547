/** Effects in words: what happened, since when, where it is written and who says so. */
import { type InferenceRule, inferenceRules } from '#engines/law/asserted.ts';
import type { EffectKind } from '#engines/law/effect.ts';
import type { StatusNow } from '#engines/law/status.ts';
import { REVISED_WHILE_IN_FORCE } from '#engines/law/statute-version.ts';
import { DateText } from '#web/components/date-text.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import type { EffectView } from '#web/components/effect-list.tsx';
import { STATUS_WORDS } from '#web/components/status-badge.tsx';
import { placeWords } from '../clause-address.ts';
import type { EffectRecord } from '../queries-document.ts';
import type { DocumentReading } from '../read-document.ts';
import { today } from '../reading.ts';
import { clausePath, documentPath } from './addresses.ts';

export const EFFECT_WORDS: Record<EffectKind, string> = {
  commence: '施行',
  expire: '有效期届满',
  repeal: '废止',
  partly_repeal: '部分废止',
  amend: '修改',
  suspend: '暂停施行',
  resume: '恢复施行',
  lapse: '宣布失效',
  keep: '继续有效',
  extend: '延长有效期',
  replace: '被新文件取代',
  annul: '撤销',
  retract: '撤回记录',
};

/** The first day of an effect as precisely as it is known. */
export function effectDate(effect: EffectRecord): string | null {
  const date = effect.date?.toString();
  if (!date || effect.precision === 'unknown') return null;
  if (effect.precision === 'year') return date.slice(0, 4);
  return effect.precision === 'month' ? date.slice(0, 7) : date;
}

/** What the effect does, with the day that ends it: 有效期至…，延长有效期至…. */
export function EffectLine({ effect }: { effect: EffectRecord }) {
  const lastDay = (end: Temporal.PlainDate) => <DateText value={end.subtract({ days: 1 })} />;
  if (effect.kind === 'expire' && effect.date && effect.precision === 'day')
    return <>有效期至{lastDay(effect.date)}（含当日）</>;
  if (effect.until) {
    return (
      <>
        {EFFECT_WORDS[effect.kind]}至{lastDay(effect.until)}（含当日）
      </>
    );
  }
  return EFFECT_WORDS[effect.kind];
}

const RULES: Record<InferenceRule, string> = {
  'rule:commences-as-dated': '文件没有写明施行日期，按成文日期推定',
  'rule:commences-in-number-year': '本站没有它的正文，按文号的年份推定',
  'rule:ends-with-commencement-of-source': '没有写明日期，按所依据文件的施行日推定',
};

/** Who says so: an editor by name, a rule that infers, or the text as the import read it. */
export function assertedBy(effect: EffectRecord): string {
  if (effect.account) return `${effect.account}审定`;
  if (effect.assertedBy.startsWith('rule:')) return RULES[effect.assertedBy as InferenceRule] ?? '按规则推定';
  if (effect.reason === REVISED_WHILE_IN_FORCE) return '修订、修正时已经施行，据此推定';
  return '导入时按原文识别';
}

/** Where the effect is written. */
export function EffectPlace({
  effect,
  within,
  asOf,
}: {
  effect: EffectRecord;
  /** The document whose page it is: then the clause alone says where. */
  within: string;
  asOf?: string | undefined;
}) {
  const { place, basis } = effect;
  if (!place) return basis;
  const clause = place.path && (
    <a href={clausePath(place.documentId, place.path, asOf)}>{placeWords(place.path)}</a>
  );
  if (place.documentId === within) return <>本件{clause && <> {clause}</>}</>;
  return (
    <>
      <a href={documentPath(place.documentId, asOf)}>
        {place.number ? <DocumentNumber value={place.number} /> : `《${place.title}》`}
      </a>
      {clause && <> {clause}</>}
    </>
  );
}

/** One sentence under the badge: the effects that make the status so, or why it cannot be told. */
export function Evidence({ reading, asOf }: { reading: DocumentReading; asOf?: string | undefined }) {
  const { status } = reading;
  const evidence = status.evidence as readonly EffectRecord[];
  return (
    <>
      {status.doubt === 'no_record' && '没有查到足以判断效力的记录。'}
      {status.doubt === 'imprecise_date' && '有关日期记载不够具体，当天的状态无法断定。'}
      {evidence.map((effect) => (
        <span key={effect.id} className="evidence">
          <EvidenceLine effect={effect} reading={reading} asOf={asOf} />
        </span>
      ))}
      <Next status={status} />
    </>
  );
}

/** A decision rests on a basis in words; what is inferred from a number's year is written nowhere. */
const hasPlace = (effect: EffectRecord): boolean =>
  effect.assertedBy !== inferenceRules.inNumberYear && (effect.place !== null || effect.basis !== null);

function EvidenceLine({
  effect,
  reading,
  asOf,
}: {
  effect: EffectRecord;
  reading: DocumentReading;
  asOf?: string | undefined;
}) {
  const date = effectDate(effect);
  const own = effect.place?.documentId === reading.document.id;
  return (
    <>
      {effect.kind !== 'expire' && date && (
        <>
          <DateText value={date} />起
        </>
      )}
      <EffectLine effect={effect} />
      {hasPlace(effect) && (!own || effect.place?.path) && (
        <>
          ，依据
          <EffectPlace effect={effect} within={reading.document.id} asOf={asOf} />
        </>
      )}
      （{assertedBy(effect)}）。
    </>
  );
}

/** What comes next, unless the evidence has just named its day. */
function Next({ status }: { status: StatusNow }) {
  const { next } = status;
  if (!next || status.evidence.some((e) => e.date?.equals(next.date))) return null;
  const ahead = Temporal.PlainDate.compare(next.date, today()) > 0;
  return (
    <span className="evidence">
      <DateText value={next.date} />
      {ahead ? '起将为' : '起为'}“{STATUS_WORDS[next.status]}”。
    </span>
  );
}

/** The document's life for the timeline, by date; records without a date come last. */
export function effectViews(reading: DocumentReading, asOf?: string): EffectView[] {
  const retracted = new Set(reading.effects.flatMap((e) => e.retracts ?? []));
  const makes = new Set(reading.status.evidence.map((e) => e.id));
  return reading.effects
    .filter((e) => e.kind !== 'retract' && !retracted.has(e.id))
    .filter((e) => e.stage === 'decided' || reading.open.has(e.id))
    .sort((a, b) => ((effectDate(a) ?? '9') < (effectDate(b) ?? '9') ? -1 : 1))
    .map((effect) => ({
      id: `e-${effect.id}`,
      date: effectDate(effect),
      line: <EffectLine effect={effect} />,
      stage: effect.stage,
      current: makes.has(effect.id),
      source: (
        <>
          {effect.reason &&
            effect.reason !== REVISED_WHILE_IN_FORCE &&
            !effect.assertedBy.startsWith('rule:') &&
            `${effect.reason}。`}
          {hasPlace(effect) && !effect.assertedBy.startsWith('rule:') && (
            <>
              依据 <EffectPlace effect={effect} within={reading.document.id} asOf={asOf} />。
            </>
          )}
          {effect.stage === 'proposed' ? '尚待编辑审定，不改变状态。' : `${assertedBy(effect)}。`}
        </>
      ),
    }));
}
