import { Input } from 'antd';
import { Link, useLocation, useSearch } from 'wouter';
import { LIGHT_WORDS, LightBadge } from '#web/case/light.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import type { SupervisionBody } from '../../api-schema-supervision.ts';
import { CaseNumber, Problem, useTitle } from './page-parts.tsx';
import { useAddress } from './use-data.ts';

type Row = SupervisionBody['rows'][number];
type One = SupervisionBody['cases'][number];
const LIGHTS = ['red', 'yellow', 'green', 'suspended'] as const;

/** What is counted beside the lights, in words. */
const COUNTS = [
  ['provisional', '日期暂定'],
  ['extended', '延长过期限'],
  ['deemed', '视为受理'],
  ['notices', '告知过补正'],
  ['noticesTwice', '告知两次（不允许）'],
  ['decided', '本月决定'],
  ['late', '其中超法定'],
  ['promiseBroken', '其中超承诺'],
] as const satisfies readonly (readonly [keyof Row, string])[];

const BAD: ReadonlySet<string> = new Set(['noticesTwice', 'late', 'promiseBroken']);

/** Supervision: by body, by item, case by case; as of any day. */
export default function SupervisionPage() {
  const query = new URLSearchParams(useSearch());
  const [, go] = useLocation();
  const [on, body, item] = ['on', 'body', 'item'].map((name) => query.get(name) ?? '');
  const asked = new URLSearchParams([
    ...(on ? [['on', on]] : []),
    ...(body ? [['body', body]] : []),
    ...(item ? [['item', item]] : []),
  ] as string[][]);
  const { data, problem, reload } = useAddress<SupervisionBody>(`/api/desk/supervision?${asked}`);
  const title = item || body || '督查';
  useTitle(title);
  const to = (change: Record<string, string>) => {
    const next = new URLSearchParams(asked);
    for (const [name, value] of Object.entries(change))
      if (value) next.set(name, value);
      else next.delete(name);
    return next.size > 0 ? `/supervision?${next}` : '/supervision';
  };
  return (
    <>
      <div className="page-head">
        <h1 tabIndex={-1}>{title}</h1>
        {(body || item) && (
          <nav aria-label="上一级">
            <Link href={to({ body: '', item: '' })}>全部机关</Link>
            {item && (
              <>
                {' › '}
                <Link href={to({ item: '' })}>{body}</Link>
              </>
            )}
          </nav>
        )}
      </div>
      <div className="filter">
        <label className="choice" htmlFor="supervise-on">
          截至
          <Input
            id="supervise-on"
            type="date"
            value={on || data?.today || ''}
            max={data?.today}
            onChange={(event) =>
              go(to({ on: event.target.value === data?.today ? '' : event.target.value }), { replace: true })
            }
          />
        </label>
        <span className="quiet" role="status">
          {data &&
            `${formatDate(data.on)}${data.on === data.today ? '现在' : '当天结束时，按当时的记录重放'}；“本月决定”从${formatDate(data.since)}起算`}
        </span>
      </div>
      {problem && <Problem problem={problem} retry={() => void reload()} />}
      {!data && !problem && <p className="quiet">正在重放……</p>}
      {data?.cut && (
        <p className="since">办件太多，只重放了最近的两万件，数字不全。请选一个机关，或问系统管理员。</p>
      )}
      {data && <Summary all={data.all} />}
      {data && data.rows.length > 0 && (
        <Rows
          rows={data.rows}
          head={body ? '事项' : '机关'}
          to={(name) => to(body ? { item: name } : { body: name })}
        />
      )}
      {data && data.cases.length > 0 && <Cases cases={data.cases} left={data.casesLeft} />}
      {data && data.rows.length === 0 && data.cases.length === 0 && <p className="nothing">没有办件。</p>}
    </>
  );
}

/** Everything shown, in a sentence: pauses with their causes, days taken. */
function Summary({ all }: { all: SupervisionBody['all'] }) {
  const causes = all.causes.map((c) => `${c.cause}${c.count}件`).join('、');
  return (
    <p className="supervision-sum">
      在办{all.open}件，超期{all.red}件，临期{all.yellow}件；期限中止{all.suspended}件
      {causes && `（${causes}）`}。本月决定{all.decided}件
      {all.usedDaysMean !== null &&
        `，平均用${all.usedDaysMean}个工作日，超法定期限${all.late}件，超承诺期限${all.promiseBroken}件`}
      。
    </p>
  );
}

function Rows({ rows, head, to }: { rows: readonly Row[]; head: string; to: (name: string) => string }) {
  return (
    <div className="wide">
      <table className="overview supervision" aria-label={`按${head}`}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">在办</th>
            {LIGHTS.map((light) => (
              <th key={light} scope="col">
                {LIGHT_WORDS[light]}
              </th>
            ))}
            {COUNTS.map(([name, words]) => (
              <th key={name} scope="col">
                {words}
              </th>
            ))}
            <th scope="col">平均用时</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <Link href={to(row.name)}>{row.name}</Link>
              </th>
              <td data-label="在办">{row.open}</td>
              {LIGHTS.map((light) => (
                <td
                  key={light}
                  data-label={LIGHT_WORDS[light]}
                  className={row[light] ? `is-${light}` : 'zero'}
                  title={
                    light === 'suspended'
                      ? row.causes.map((c) => `${c.cause}${c.count}件`).join('、')
                      : undefined
                  }
                >
                  {row[light]}
                </td>
              ))}
              {COUNTS.map(([name, words]) => (
                <td
                  key={name}
                  data-label={words}
                  className={row[name] === 0 ? 'zero' : BAD.has(name) ? 'bad' : undefined}
                >
                  {row[name]}
                </td>
              ))}
              <td data-label="平均用时">{row.usedDaysMean === null ? '—' : `${row.usedDaysMean}个工作日`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How one case ran, in words. */
function courseOf(c: One): string {
  return [
    c.pausedFor && `期限中止：${c.pausedFor}`,
    c.extended && '延长过期限',
    c.deemed && '逾期未告知，视为受理',
    c.notices > 0 && (c.notices > 1 ? `告知补正${c.notices}次` : '告知过补正'),
    c.provisional && '日期暂定',
    c.decided &&
      `决定用${c.decided.usedDays}个工作日（法定${c.decided.limitDays}日${c.decided.promiseDays === null ? '' : `，承诺${c.decided.promiseDays}日`}）${c.decided.late ? '，超法定期限' : c.decided.promiseBroken ? '，超承诺期限' : ''}`,
  ]
    .filter(Boolean)
    .join('；');
}

function Cases({ cases, left }: { cases: readonly One[]; left: number }) {
  return (
    <>
      <table className="cases" aria-label="办件">
        <thead>
          <tr>
            <th scope="col">期限</th>
            <th scope="col">最迟</th>
            <th scope="col">编号后12位</th>
            <th scope="col">状态</th>
            <th scope="col">经过</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((c) => (
            <tr key={c.id}>
              <td className="cell-light">
                {c.open ? <LightBadge light={c.light} /> : <span className="quiet">已结束</span>}
              </td>
              <td className="cell-due">{c.dueOn && <time dateTime={c.dueOn}>{formatDate(c.dueOn)}</time>}</td>
              <td className="cell-number">
                <Link className="case-link" href={`/${c.id}`}>
                  看办理经过
                </Link>{' '}
                <CaseNumber number={c.number} />
              </td>
              <td className="cell-state">{c.stateTitle}</td>
              <td className="cell-body">{courseOf(c)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="quiet">还有{left}件没有列出；急的都在前面。</p>}
    </>
  );
}
