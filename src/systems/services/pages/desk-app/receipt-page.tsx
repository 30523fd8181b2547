import { Link } from 'wouter';
import { formatDate } from '#web/components/date-text.tsx';
import type { CaseBody } from '../../api-schema.ts';
import { Problem, useTitle } from './page-parts.tsx';
import { FOLLOW, Receipt, SILENCE } from './receipt.tsx';
import { useAddress } from './use-data.ts';
import { instantText } from './words.ts';

/** The receipt of one item's case. */
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
  const [first] = shown.events;
  const missing = shown.materials.some((m) => m.check?.verdict === 'missing');
  return (
    <Receipt
      facts={[
        ['事项', shown.title],
        ['办件编号', shown.number],
        ['申请人', shown.answers.find(({ key }) => key.endsWith('.name'))?.value],
        ['收件机关', shown.holder],
        ['收件时间', first && instantText(first.at)],
        ['最迟告知是否受理', acceptance?.dueOn ? formatDate(acceptance.dueOn) : undefined],
        ['出具人', clerk],
      ]}
      materials={shown.materials.map((m) => ({ ...m, files: m.files.length }))}
      links={
        <>
          <Link href={`/${id}`}>{missing ? '去办理：受理或一次性告知补正' : '去办理'}</Link>
          <Link href="/new">再收一件</Link>
        </>
      }
      footer={SILENCE + FOLLOW}
    />
  );
}
