import { Button } from 'antd';
import { Link } from 'wouter';
import { formatDate } from '#web/components/date-text.tsx';
import type { CaseBody } from '../../api-schema.ts';
import { Problem, useTitle } from './page-parts.tsx';
import { useAddress } from './use-data.ts';
import { instantText } from './words.ts';

/** 收件凭证, to print and hand over. */
export default function ReceiptPage({ id, clerk }: { id: string; clerk: string }) {
  const { data: shown, problem, reload } = useAddress<CaseBody>(`/api/desk/cases/${encodeURIComponent(id)}`);
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
  const brought = shown.materials.filter((m) => m.check?.paperSeen || m.files.length > 0);
  const missing = shown.materials.filter((m) => m.check?.verdict === 'missing');
  return (
    <article className="receipt">
      <div className="no-print send">
        <Button type="primary" onClick={() => print()}>
          打印
        </Button>
        <Link href={`/${id}`}>{missing.length > 0 ? '去办理：受理或一次性告知补正' : '去办理'}</Link>
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
      <h2>收到的材料</h2>
      {brought.length === 0 ? (
        <p>没有登记收到的材料。</p>
      ) : (
        <ol>
          {brought.map((m) => (
            <li key={m.name}>
              {m.name}
              <span className="quiet">
                {m.check?.paperSeen && `　看过原件${m.check.copyKept ? '，留存复印件' : '，已退还'}`}
                {m.files.length > 0 && `　电子件${m.files.length}份`}
              </span>
            </li>
          ))}
        </ol>
      )}
      {missing.length > 0 && <p>没有提交：{missing.map((m) => m.name).join('、')}。</p>}
      <p>
        到期没有告知的，从收到申请之日起视为受理（行政许可法第三十二条）。凭编号可以查询办理进度；留有注册手机号的，可以登录后在“我的办件”里看。
      </p>
    </article>
  );
}
