import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { LightBadge } from '#web/case/light.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import type { ThemeCaseBody } from '../../api-schema-intake.ts';
import { ThemePicture } from '../theme-picture.tsx';
import { DropDialog } from './drop-dialog.tsx';
import { CaseNumber, Problem, useTitle } from './page-parts.tsx';
import { useAddress } from './use-data.ts';
import { instantText } from './words.ts';

const READ_AGAIN_MS = 30_000;
const DECIDED = ['granted', 'refused', 'not_accepted', 'not_needed'];
const NO_RESULT = ['withdrawn', 'dropped', 'blocked'];

/** When all is to be expected, in one sentence. */
export const resultText = ({ resultOn, provisional, undated }: ThemeCaseBody): string =>
  resultOn === null
    ? `日期暂时说不准${undated.length > 0 ? `：要看${undated.join('、')}` : ''}`
    : provisional
      ? `最迟${formatDate(resultOn)}（暂定，随各项进展重新计算）`
      : `${formatDate(resultOn)}已全部作出`;

/** A matter of several items as the desk sees it: where each of its cases stands. */
export default function ThemePage({ id }: { id: string }) {
  const address = `/api/desk/themes/cases/${encodeURIComponent(id)}`;
  const { data, problem, reload } = useAddress<ThemeCaseBody>(address, READ_AGAIN_MS);
  const [dropping, setDropping] = useState<string>();
  const dropped = data?.children.find((c) => c.code === dropping && c.droppable);
  useTitle(data?.title);
  if (!data)
    return problem ? (
      <Problem problem={problem} retry={() => void reload()} />
    ) : (
      <p className="quiet">正在读取……</p>
    );
  return (
    <article className="theme-desk">
      <header className="case-top">
        <p>
          <Link href="/">回到待办</Link>
        </p>
        <h1 tabIndex={-1}>{data.title}</h1>
        <p className="case-line">
          <strong>{data.ended ? '已办结' : '办理中'}</strong>
          <span>申请人：{data.applicant}</span>
          <CaseNumber number={data.number} whole />
          <Link href={`/themes/${id}/receipt`}>收件凭证</Link>
        </p>
        <p>全部结果：{resultText(data)}</p>
      </header>
      <section aria-labelledby="children">
        <h2 id="children">各项办到哪一步</h2>
        <ThemePicture label="各项的先后和进展，文字见下面的清单" parts={data.children} />
        <ol className="theme-parts">
          {data.children.map((child) => (
            <Child key={child.code} child={child} drop={() => setDropping(child.code)} />
          ))}
        </ol>
      </section>
      {dropped && (
        <DropDialog
          key={dropped.code}
          matter={data}
          child={dropped}
          again={reload}
          close={() => setDropping(undefined)}
        />
      )}
      <section aria-labelledby="events">
        <h2 id="events">办理经过</h2>
        <ol className="timeline">
          {data.events.toReversed().map((event) => (
            <li key={event.seq}>
              <p className="timeline-done">{event.done}</p>
              <p className="quiet">
                <time dateTime={event.at}>{instantText(event.at)}</time>
              </p>
            </li>
          ))}
        </ol>
      </section>
    </article>
  );
}

function Child({ child, drop }: { child: ThemeCaseBody['children'][number]; drop: () => void }) {
  return (
    <li>
      <h3>{child.readable ? <Link href={`/${child.caseId}`}>{child.name}</Link> : child.name}</h3>
      <p className="case-line">
        <strong>{child.phaseTitle}</strong>
        {child.light !== 'none' && <LightBadge light={child.light} />}
        {child.holder && <span>{child.holder}</span>}
        {child.number && <CaseNumber number={child.number} whole />}
        {child.resultOn && !NO_RESULT.includes(child.phase) && (
          <span className="quiet">
            {DECIDED.includes(child.phase) ? '' : '最迟'}
            {formatDate(child.resultOn)}
          </span>
        )}
      </p>
      <p className="quiet">申请人看到：{child.says}</p>
      {child.droppable && (
        <Button size="small" onClick={drop}>
          申请人不办这一项
        </Button>
      )}
    </li>
  );
}
