import { Button } from '#web/components/button.tsx';
import { Choices } from '#web/components/choices.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { ProxyView } from '../view-proxies.ts';

export type ItemChoice = { readonly code: string; readonly name: string };

/** One authority: for whom, who, what, until when, how it stands. */
export function ProxyLine({ line, requestKey }: { line: ProxyView; requestKey?: string }) {
  return (
    <li>
      <p>
        <strong>{line.principal}</strong>
        {line.number && <span className="muted">（{line.number}）</span>}
        <span className="muted">　由</span>
        {line.agent}
        <span className="muted">办理（{line.kind}）</span>
      </p>
      <p>
        <strong>{line.stateWords}</strong>
        <span className="muted">
          　{line.items === null ? '全部事项' : line.items.join('、')}，
          {line.lastDay ? (
            <>
              到
              <DateText value={line.lastDay.toString()} />
              为止
            </>
          ) : (
            '撤销前有效'
          )}
        </span>
      </p>
      {line.told.how && (
        <p className="muted">
          <InstantText value={line.told.at} />　{line.told.how}
        </p>
      )}
      {line.code && (
        <p>
          授权码 <code className="proxy-code">{line.code.replace(/(.{5})/, '$1 ')}</code>
          <br />
          <span className="muted">请交给对方：对方登录自己的账号，在“代办”里输入，七天内有效。</span>
        </p>
      )}
      {requestKey && line.mayEnd && (
        <form method="post" action={`/me/proxies/${line.id}/end`}>
          <input type="hidden" name="requestKey" value={`${requestKey}-${line.id}`} />
          <Button look="secondary">{line.state === 'asked' ? '不申请了' : '立即结束'}</Button>
        </form>
      )}
    </li>
  );
}

/** All items, or some of them. */
export function ScopeFields({
  items,
  values,
  error,
}: {
  items: readonly ItemChoice[];
  values: { readonly scope: string; readonly items: readonly string[] };
  error?: string | undefined;
}) {
  return (
    <>
      <Choices
        name="scope"
        legend="可以办哪些事"
        options={[
          { value: 'all', label: '全部事项' },
          { value: 'some', label: '只限下面选的事项' },
        ]}
        values={[values.scope || 'some']}
        error={error}
      />
      <div className="field">
        <label htmlFor="items">
          事项<span className="field-optional">（按住 Ctrl 可选几项；选了“全部事项”就不用选）</span>
        </label>
        <select
          id="items"
          name="items"
          multiple
          size={6}
          defaultValue={[...values.items]}
          className="input-full"
        >
          {items.map((item) => (
            <option key={item.code} value={item.code}>
              {item.name}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
