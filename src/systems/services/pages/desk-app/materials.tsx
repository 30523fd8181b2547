import { Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import type { CaseBody, MaterialBody } from '../../api-schema.ts';
import { Dialog } from './dialog.tsx';
import { ask, type Refused } from './http.ts';
import { forget, readKept, useKept } from './kept.ts';
import { Problem } from './page-parts.tsx';
import type { Missing } from './step-schema.ts';
import { instantText } from './words.ts';

export type Finding = {
  readonly verdict: 'complete' | 'wrong' | 'missing';
  readonly reason: string;
  readonly paperSeen: boolean;
  readonly copyKept: boolean;
};
/** Findings that are ticked and not saved yet, by material. */
type Findings = Readonly<Record<string, Finding>>;
export type ShownFile = MaterialBody['files'][number];

export const VERDICTS = { complete: '完整', wrong: '有问题', missing: '没有交' } as const;
const EVIDENCE = { A: '核发机关提供', B: '窗口核验原件', C: '上传件', D: '申请人自己做的' } as const;
const MISSING = '未提交，请补交。';

const checksKey = (caseId: string): string => `checks:${caseId}`;

/** A finding after a change of it: what goes together stays together. */
export function found(before: Finding | null | undefined, change: Partial<Finding>): Finding {
  const now = before ?? { verdict: 'complete', reason: '', paperSeen: false, copyKept: false };
  const next = { ...now, ...change };
  const seen = change.verdict === 'missing' ? false : next.paperSeen;
  return {
    verdict: next.verdict,
    reason:
      change.verdict === 'complete'
        ? ''
        : change.verdict === 'missing' && next.reason === ''
          ? MISSING
          : next.reason,
    paperSeen: seen,
    copyKept: seen && next.copyKept,
  };
}

/** What a one-time notice has to tell, by what was ticked, saved or not. */
export function missingOf(shown: CaseBody): Missing[] {
  const unsaved = readKept<Findings>(checksKey(shown.id)) ?? {};
  return shown.materials.flatMap(({ name, check }) => {
    const found = unsaved[name] ?? check;
    return found && found.verdict !== 'complete' ? [{ material: name, what: found.reason || MISSING }] : [];
  });
}

/** The materials of a case: what came, to look at; and what the clerk finds, from which the notice is made. */
export function Materials({ shown, again }: { shown: CaseBody; again: () => Promise<unknown> }) {
  const place = checksKey(shown.id);
  const [findings, setFindings] = useKept<Findings>(place, () => ({}));
  const [problem, setProblem] = useState<Refused>();
  const [saving, setSaving] = useState(false);
  const [picture, setPicture] = useState<ShownFile>();
  const address = `/api/desk/cases/${shown.id}`;
  const unsaved = Object.entries(findings);
  // Found complete before it was filed, and the same files came: the window need not look twice.
  const taken = shown.materials.flatMap(({ name, check }) => {
    const said = shown.preReview?.answer?.materials.find((m) => m.material === name);
    const same = shown.preReview?.unchanged.includes(name);
    return said?.verdict === 'complete' && same && !check && !findings[name] ? [name] : [];
  });
  const note = (name: string, before: Finding | null, change: Partial<Finding>) =>
    setFindings((all) => ({ ...all, [name]: found(all[name] ?? before, change) }));
  const save = async () => {
    setSaving(true);
    setProblem(undefined);
    const answer = await ask(`${address}/checks`, {
      checks: unsaved.map(([material, finding]) => ({ material, ...finding })),
    });
    setSaving(false);
    if (!answer.ok) return setProblem(answer);
    forget(place);
    setFindings(() => ({}));
    forget(place);
    await again();
    return undefined;
  };
  return (
    <section aria-labelledby="materials">
      <div className="section-head">
        <h2 id="materials">材料</h2>
        <span className="quiet">
          {shown.reading === 'whole' ? '打开材料会记入审计记录。' : '材料原件不在此显示。'}
        </span>
      </div>
      {shown.mayCheck && taken.length > 0 && (
        <p>
          <Button
            onClick={() =>
              setFindings((all) => ({
                ...Object.fromEntries(taken.map((name) => [name, found(null, { verdict: 'complete' })])),
                ...all,
              }))
            }
          >
            照预审的结果核对（{taken.length}项，提交的就是看过的文件）
          </Button>
        </p>
      )}
      <ul className="materials">
        {shown.materials.map((m) => (
          <MaterialLine
            key={m.name}
            material={m}
            finding={findings[m.name]}
            mayCheck={shown.mayCheck}
            address={address}
            show={setPicture}
            note={(change) => note(m.name, m.check, change)}
          />
        ))}
      </ul>
      {shown.mayCheck && (
        <p>
          <a href={`/desk/licences/redeem?caseNumber=${encodeURIComponent(shown.number)}`}>
            申请人出示授权码：核用电子证照，不收纸质件
          </a>
        </p>
      )}
      {problem && <Problem problem={problem} />}
      {unsaved.length > 0 && (
        <div className="send">
          <Button type="primary" loading={saving} onClick={() => void save()}>
            保存核对结果（{unsaved.length} 项）
          </Button>
          <Button
            onClick={() => {
              setFindings(() => ({}));
              forget(place);
            }}
          >
            放弃
          </Button>
        </div>
      )}
      {picture && <FilePicture address={address} file={picture} close={() => setPicture(undefined)} />}
    </section>
  );
}

/** A picture, looked at beside what it belongs to. */
export function FilePicture({
  address,
  file,
  close,
}: {
  address: string;
  file: ShownFile;
  close: () => void;
}) {
  return (
    <Dialog
      title={file.name}
      close={close}
      footer={
        <Button type="primary" onClick={close}>
          看完了
        </Button>
      }
    >
      <img className="material-picture" src={`${address}/files/${file.id}`} alt={file.name} />
    </Dialog>
  );
}

/** One material: what came, and what the clerk finds. */
export function MaterialLine({
  material: { name, need, about, files, check },
  finding,
  mayCheck,
  address,
  show,
  note,
  papers = true,
}: {
  material: MaterialBody;
  finding: Finding | undefined;
  mayCheck: boolean;
  address: string;
  show: (file: ShownFile) => void;
  note: (change: Partial<Finding>) => void;
  /** Whether somebody may have the papers before them; not so before anything is filed. */
  papers?: boolean;
}) {
  const now = finding ?? check ?? undefined;
  return (
    <li>
      <p>
        <strong>{name}</strong>
        {need && <span className="quiet">（{need}）</span>} <span className="quiet">{about}</span>
      </p>
      {files.length > 0 && (
        <p className="case-line">
          {files.map((file) =>
            file.mediaType.startsWith('image/') ? (
              <button key={file.id} type="button" className="plain link" onClick={() => show(file)}>
                {file.name}
              </button>
            ) : (
              <a key={file.id} href={`${address}/files/${file.id}`} target="_blank" rel="noreferrer">
                {file.name}
              </a>
            ),
          )}
        </p>
      )}
      {mayCheck && (
        <div className="case-line">
          <Radio.Group
            aria-label={`${name}的核对结果`}
            size="small"
            optionType="button"
            value={now?.verdict ?? ''}
            onChange={(event) => note({ verdict: event.target.value as Finding['verdict'] })}
            options={Object.entries(VERDICTS).map(([value, label]) => ({ value, label }))}
          />
          {papers && (
            <>
              <Checkbox
                checked={now?.paperSeen ?? false}
                disabled={now?.verdict === 'missing'}
                onChange={(event) => note({ paperSeen: event.target.checked })}
              >
                看过原件
              </Checkbox>
              <Checkbox
                checked={now?.copyKept ?? false}
                disabled={!now?.paperSeen}
                onChange={(event) => note({ copyKept: event.target.checked })}
              >
                留了复印件
              </Checkbox>
            </>
          )}
        </div>
      )}
      {mayCheck && now && now.verdict !== 'complete' && (
        <Input
          aria-label={`${name}要补正什么`}
          value={now.reason}
          maxLength={500}
          placeholder={papers ? '哪里有问题，要怎么改；会写进一次性告知书' : '哪里有问题，要怎么改'}
          onChange={(event) => note({ reason: event.target.value })}
        />
      )}
      {check && (
        <p className="quiet">
          {finding ? '上次：' : ''}
          {VERDICTS[check.verdict]}
          {check.reason && `：${check.reason}`}　{check.paperSeen && '看过原件，'}
          {check.copyKept && '留存复印件，'}
          {check.verdict !== 'missing' && `证据等级${check.evidence}（${EVIDENCE[check.evidence]}），`}
          {check.by}，{instantText(check.at)}
        </p>
      )}
    </li>
  );
}
