import { Button } from 'antd';
import { Link } from 'wouter';
import { formatDate } from '#web/components/date-text.tsx';
import type { CaseBody } from '../../api-schema.ts';
import { readKept } from './kept.ts';
import { Problem, useTitle } from './page-parts.tsx';
import { useAddress } from './use-data.ts';
import { instantText } from './words.ts';

/** Which materials somebody brought; known in the tab that took them in. */
export const broughtKey = (id: string): string => `brought:${id}`;

/** 收件凭证, to print and hand over. */
export default function ReceiptPage({ id, clerk }: { id: string; clerk: string }) {
  const { data: shown, problem, reload } = useAddress<CaseBody>(`/api/desk/cases/${encodeURIComponent(id)}`);
  const brought = readKept<string[]>(broughtKey(id));
  useTitle(shown && `收件凭证：${shown.title}`);
  if (!shown)
    return problem ? (
      <Problem problem={problem} retry={() => void reload()} />
    ) : (
      <p className="quiet">正在读取……</p>
    );
  const acceptance = shown.clocks.find((clock) => clock.name === 'acceptance');
  const applicant = shown.answers.find(({ key }) => key.endsWith('.name'))?.value;
  const [first] = shown.events;
  const lines: [string, string | undefined][] = [
    ['事项', shown.title],
    ['办件编号', shown.number],
    ['申请人', applicant],
    ['收件机关', shown.holder],
    ['收件时间', first && instantText(first.at)],
    ['最迟告知是否受理', acceptance?.dueOn ? `${formatDate(acceptance.dueOn)}` : undefined],
    ['收件人', clerk],
  ];
  const missing = shown.actions.some((action) => action.transition === 'ask_correction');
  return (
    <article className="receipt">
      <div className="no-print send">
        <Button type="primary" onClick={() => print()}>
          打印
        </Button>
        <Link href={`/${id}`}>
          {missing && brought && brought.length < shown.materials.length
            ? '去办理：受理或一次性告知补正'
            : '去办理'}
        </Link>
        <Link href="/new">再收一件</Link>
      </div>
      <h1 tabIndex={-1}>收件凭证</h1>
      <dl className="facts">
        {lines.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {brought && (
        <>
          <h2>收到的材料</h2>
          {brought.length === 0 ? (
            <p>没有收到材料。</p>
          ) : (
            <ol>
              {brought.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ol>
          )}
        </>
      )}
      <p>
        到期没有告知的，从收到申请之日起视为受理（行政许可法第三十二条）。凭编号可以查询办理进度；留有注册手机号的，可以登录后在“我的办件”里看。
      </p>
      {!brought && <p className="quiet no-print">材料清单只留在收件时的那个浏览器标签页里，这里没有。</p>}
    </article>
  );
}
