import { Link } from 'wouter';
import { formatDate } from '#web/components/date-text.tsx';
import type { ThemeCaseBody } from '../../api-schema-intake.ts';
import { Problem, useTitle } from './page-parts.tsx';
import { FOLLOW, Receipt, SILENCE } from './receipt.tsx';
import { resultText } from './theme-page.tsx';
import { useAddress } from './use-data.ts';
import { instantText } from './words.ts';

/** The receipt of a matter: one number for all, its cases, and the day by which all is to be expected. */
export default function ThemeReceiptPage({ id, clerk }: { id: string; clerk: string }) {
  const { data, problem, reload } = useAddress<ThemeCaseBody>(
    `/api/desk/themes/cases/${encodeURIComponent(id)}`,
  );
  useTitle(data && `收件凭证：${data.title}`);
  if (!data)
    return problem ? (
      <Problem problem={problem} retry={() => void reload()} />
    ) : (
      <p className="quiet">正在读取……</p>
    );
  const later = data.children.filter((c) => c.phase === 'waiting' || c.phase === 'ready');
  return (
    <Receipt
      facts={[
        ['一件事', data.title],
        ['编号', data.number],
        ['申请人', data.applicant],
        ['收件时间', instantText(data.openedAt)],
        ['全部结果', resultText(data)],
        ['出具人', clerk],
      ]}
      materials={data.materials}
      links={
        <>
          <Link href={`/themes/${id}`}>去办理：看各项</Link>
          <Link href="/new">再收一件</Link>
        </>
      }
      footer={`${SILENCE}各项由各自的机关决定，分别计算期限。${FOLLOW}`}
    >
      <h2>已经提交的事项</h2>
      <ol className="receipt-cases">
        {data.children
          .filter((c) => c.number !== null)
          .map((c) => (
            <li key={c.code}>
              <strong>{c.name}</strong>
              <span>编号{c.number}</span>
              <span>{c.holder}</span>
              {c.acceptanceDueOn && <span>最迟{formatDate(c.acceptanceDueOn)}告知是否受理</span>}
            </li>
          ))}
      </ol>
      {later.length > 0 && (
        <>
          <h2>前一项办好后自动提交的事项</h2>
          <ol>
            {later.map((c) => (
              <li key={c.code}>{c.name}</li>
            ))}
          </ol>
          <p>
            不用再来申请，已经交的材料不用再交。
            {data.materials.some((m) => m.check?.verdict === 'missing') && '没有提交的，等机关告知后再补。'}
          </p>
        </>
      )}
    </Receipt>
  );
}
