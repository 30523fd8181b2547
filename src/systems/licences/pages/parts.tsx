/** What the pages about licences share. */
import type { ReactNode } from 'react';
import { DateText, PeriodText } from '#web/components/date-text.tsx';
import { type Definition, DefinitionList } from '#web/components/definition-list.tsx';
import { Notice } from '#web/components/notice.tsx';
import { qrPath } from '#web/components/qr.ts';
import { STATUS_SHAPES, type Status } from '#web/components/status-badge.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import { type LicenceEvent, type LicenceState, STATE_WORDS } from '../licence.ts';
import type { LicenceView } from '../read-licence.ts';

/** The look of each state, after the status of documents. */
const LOOKS: Readonly<Record<LicenceState, Status>> = {
  not_yet: 'not_yet',
  valid: 'in_force',
  suspended: 'suspended',
  lapsed: 'lapsed',
  revoked: 'repealed',
  withdrawn: 'repealed',
  cancelled: 'repealed',
};

/** A state as shape and word. */
export function StateBadge({ state, small = false }: { state: LicenceState; small?: boolean }) {
  const look = LOOKS[state];
  return (
    <span className={`status status-${look}${small ? ' status-small' : ''}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
        <path fill="currentColor" fillRule="evenodd" d={STATUS_SHAPES[look]} />
      </svg>
      {STATE_WORDS[state]}
    </span>
  );
}

/** On every page that shows or checks a licence. */
export function TestSealNotice() {
  return (
    <Notice tone="warning" title="测试印章，不具法律效力">
      这里的证照盖的是本系统自造的测试印章，签名算法是真的（SM2、SM3），印章不是：正式的电子印章由国家统一电子印章系统制发。
    </Notice>
  );
}

export function Period({ licence }: { licence: Pick<LicenceView, 'validFrom' | 'validUntil'> }) {
  return licence.validUntil ? (
    <PeriodText start={licence.validFrom} end={licence.validUntil} />
  ) : (
    <>
      <DateText value={licence.validFrom} />
      起长期有效
    </>
  );
}

/** The facts of a licence, the holder masked. */
export function LicenceFacts({ licence, more = [] }: { licence: LicenceView; more?: Definition[] }) {
  const { holder } = licence;
  return (
    <DefinitionList
      items={[
        { term: '证照名称', value: licence.typeName },
        ...(licence.licenceNumber === null ? [] : [{ term: '证照编号', value: licence.licenceNumber }]),
        { term: '证照标识', value: <code className="hash">{licence.identifier}</code> },
        { term: '持证主体', value: holder.name },
        { term: holder.numberKind, value: <code>{holder.number}</code> },
        { term: '许可事项', value: licence.itemName },
        ...licence.content.map(({ name, value }) => ({ term: name, value })),
        { term: '颁发机构', value: licence.agencyName },
        { term: '颁发时间', value: <InstantText value={licence.issuedAt} /> },
        { term: '有效期', value: <Period licence={licence} /> },
        ...more,
      ]}
    />
  );
}

/** The state in words, with the day since when and the clause. */
export function StateLine({ licence }: { licence: LicenceView }) {
  const { state, since, event } = licence.status;
  return (
    <p className="licence-state">
      <StateBadge state={state} />
      <span>
        自<DateText value={since} />起
        {event?.basis && state !== 'valid' && state !== 'not_yet' && `，依据：${event.basis}`}
      </span>
    </p>
  );
}

export const EVENT_WORDS: Readonly<Record<LicenceEvent['kind'], string>> = {
  issued: '颁发',
  copy_given: '提供加注件',
  suspended: '暂扣',
  resumed: '发还',
  revoked: '撤销',
  withdrawn: '吊销',
  cancelled: '注销',
};

/** A QR code, dark on light in every palette, as readers need it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = qrPath(text);
  return (
    <svg
      className="licence-qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect className="licence-qr-ground" width={size} height={size} />
      <path className="licence-qr-dots" d={path} />
    </svg>
  );
}

/** A code in groups of four, as it is read aloud. */
export const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** A heading with what belongs to it. */
export function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="licence-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
