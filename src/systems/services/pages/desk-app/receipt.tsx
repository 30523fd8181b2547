import { Button } from 'antd';
import type { ReactNode } from 'react';

export type BroughtLine = {
  readonly name: string;
  /** How many files came. */
  readonly files: number;
  readonly check: {
    readonly verdict: string;
    readonly paperSeen: boolean;
    readonly copyKept: boolean;
  } | null;
};

/**
 * 收件凭证, to print and hand over.
 * @param links where the clerk goes on, not printed
 * @param children what stands between the facts and the materials
 */
export function Receipt({
  facts,
  materials,
  links,
  footer,
  children,
}: {
  facts: readonly (readonly [label: string, value: string | undefined])[];
  materials: readonly BroughtLine[];
  links: ReactNode;
  footer: string;
  children?: ReactNode;
}) {
  const brought = materials.filter((m) => m.check?.paperSeen || m.files > 0);
  const missing = materials.filter((m) => m.check?.verdict === 'missing');
  return (
    <article className="receipt">
      <div className="no-print send">
        <Button type="primary" onClick={() => print()}>
          打印
        </Button>
        {links}
      </div>
      <h1 tabIndex={-1}>收件凭证</h1>
      <dl className="facts">
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {children}
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
                {m.files > 0 && `　电子件${m.files}份`}
              </span>
            </li>
          ))}
        </ol>
      )}
      {missing.length > 0 && <p>没有提交：{missing.map((m) => m.name).join('、')}。</p>}
      <p>{footer}</p>
    </article>
  );
}

export const SILENCE = '到期没有告知的，从收到申请之日起视为受理（行政许可法第三十二条）。';
export const FOLLOW = '凭编号可以向收件窗口询问进度；用填写的手机号注册、登录，可以在“我的办件”里看。';
